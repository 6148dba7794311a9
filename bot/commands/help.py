"""/help: the commands, or one of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Action, Card, CardKind, Field, Reply
from bot.commands.command import Command, Invocation
from bot.commands.nearest import nearest
from bot.commands.wording import listed
from bot.errors import UsageError
from bot.store.corpus import Corpus


def show_help(invocation: Invocation, corpus: Corpus, commands: Sequence[Command]) -> Reply:  # noqa: ARG001 - a handler's shape
    """List the commands that everybody may call, or explain the one that is asked for."""
    shown = [command for command in commands if not command.hidden and command.is_open_to(invocation)]
    asked = invocation.text("command").removeprefix("/").casefold()
    if not asked:
        return _overview(shown)
    for command in shown:
        if command.name == asked:
            return _one(command)
    guess = nearest(asked, [command.name for command in shown])
    raise UsageError(f'There is no command "{asked}".' + (f" Did you mean /{guess}?" if guess else " Type /help."))


def _overview(commands: Sequence[Command]) -> Reply:
    fields = tuple(Field(f"/{command.name}", command.summary) for command in commands)
    body = (
        "Names may be given in part or in another script, times as you would say them:"
        " 2024, May 2024, 16 May 2024, last year, since 2020."
    )
    return Reply(
        heading="Ask the archive",
        cards=(Card(CardKind.INFO, body=body, fields=fields),),
        actions=tuple(
            Action("suggestion", f"/help {name}", "help", {"command": name}) for name in ("event", "quote", "search")
        ),
    )


def _one(command: Command) -> Reply:
    fields = tuple(
        Field(option.name + ("" if option.required else " (optional)"), _described(option.description, option.choices))
        for option in command.options
    )
    body = "\n".join(("For example:", *command.examples)) if command.examples else ""
    return Reply(
        heading=f"/{command.name}",
        cards=(Card(CardKind.INFO, title=command.summary, body=body, fields=fields),),
    )


def _described(description: str, choices: Sequence[object]) -> str:
    values = [getattr(choice, "value", "") for choice in choices]
    return f"{description}: {listed(values, 'or')}" if values else description
