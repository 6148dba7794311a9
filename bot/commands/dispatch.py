"""An Invocation, or a typed line, -> Reply: checks the call, runs the handler, words what goes wrong."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from dataclasses import replace

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.command import Command, Invocation, Option, OptionType
from bot.commands.grammar import parse_line, unknown_command
from bot.commands.table import find_command
from bot.errors import BotError, NotPermittedError, UsageError
from bot.store.corpus import Corpus

log = logging.getLogger("bot.commands")

LONGEST_ARGUMENT = 300
"""Characters; longer than any name, title or phrase that is worth looking for."""


def answer(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer a call. Never raises: an error of ours is logged with an id, and the reply bears the id.

    Blocking (it reads the archive): an event loop calls it in a thread.
    """
    return guarded(invocation.command, lambda: _run(invocation, corpus))


def answer_line(line: str, corpus: Corpus, *, now: dt.datetime) -> Reply:
    """Answer a line typed at the console, as `answer` does. Whoever sits there may manage: the archive is theirs."""

    def run() -> Reply:
        return _run(replace(parse_line(line, now), may_manage=True), corpus)

    return guarded("a typed line", run)


def follow(action: Action, asked: Invocation) -> Invocation:
    """Return the call that a reader makes by taking ``action`` beneath the answer to ``asked``."""
    return replace(asked, command=action.command, arguments=dict(action.arguments), page=action.page)


def warning(message: str) -> Reply:
    """Return the private reply that tells a person what went wrong."""
    return Reply("", cards=(Card(CardKind.WARNING, body=message),), private=True)


def guarded(what: str, run: Callable[[], Reply]) -> Reply:
    """Run something that makes a reply; word what goes wrong. ``what`` names it for the log."""
    try:
        return run()
    except BotError as error:
        return warning(str(error))
    except Exception:
        name = secrets.token_hex(4)
        log.exception("command failed", extra={"command": what, "error_id": name})
        return warning(f"That did not work, and it is not your doing. The log has it as {name}.")


def _run(invocation: Invocation, corpus: Corpus) -> Reply:
    command = find_command(invocation.command)
    if command is None:
        raise unknown_command(invocation.command)
    if not command.is_open_to(invocation):
        raise NotPermittedError(f"/{command.name} is for those who may manage this server or channel.")
    asked = _checked(command, invocation)
    reply = command.handler(asked, corpus)
    if reply.page and reply.page.number > max(reply.page.pages, 1):  # documents went since the page was offered
        reply = command.handler(replace(asked, page=max(reply.page.pages, 1)), corpus)
    return reply


def _checked(command: Command, invocation: Invocation) -> Invocation:
    """Return the invocation with arguments that its command can take; raise UsageError, with an example, otherwise."""
    example = f" For example: {command.examples[0]}" if command.examples else ""
    options = {option.name: option for option in command.options}
    arguments: dict[str, str | int] = {}
    for name, value in invocation.arguments.items():
        option = options.get(name)
        if option is None:
            raise UsageError(f'/{command.name} has no option "{name}".{example}')
        if option.type is OptionType.INTEGER:
            arguments[name] = _number(command, name, value)
            continue
        text = _chosen(option, str(value).strip())
        if len(text) > LONGEST_ARGUMENT:
            raise UsageError(f"{name} is too long: {LONGEST_ARGUMENT} characters are enough.{example}")
        allowed = [choice.value for choice in option.choices]
        if text and allowed and text not in allowed:
            raise UsageError(f"{name} is one of {', '.join(allowed)}.{example}")
        if text:
            arguments[name] = text
    missing = [option for option in command.options if option.required and option.name not in arguments]
    if missing:
        needed = " and ".join(f"{option.name} ({_begun_small(option.description)})" for option in missing)
        raise UsageError(f"/{command.name} needs {needed}.{example}")
    return replace(invocation, arguments=arguments, page=max(invocation.page, 1))


def _chosen(option: Option, typed: str) -> str:
    """Return the value that is meant among an option's choices, by itself or by how its label begins."""
    wanted = typed.casefold()
    for choice in option.choices if wanted else ():
        if wanted == choice.value or choice.label.casefold().startswith(wanted):
            return choice.value
    return typed


def _begun_small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _number(command: Command, name: str, value: str | int) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise UsageError(f"/{command.name} {name}: is a number, for instance {name}:3.") from error
