"""What is offered while a line is typed: commands, then the values of their options, then the options' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.chat.console_dialogue import OWN_COMMANDS
from bot.chat.console_render import clean
from bot.commands.command import Choice, Command, Option
from bot.commands.grammar import parse_named
from bot.commands.table import COMMANDS, find_command
from bot.errors import BotError
from bot.store.corpus import Corpus

_NAMED = re.compile(r"(?:^|\s)(?P<name>[a-z_]+):\s*(?P<typed>[\"“]?[^:]*)$")


@dataclass(frozen=True, slots=True)
class Completion:
    """Text to put in place of the last ``replaces`` characters before the cursor, with what to show for it."""

    text: str
    replaces: int
    label: str


def completions(line: str, corpus: Corpus) -> tuple[Completion, ...]:
    """Return what may follow or end ``line``, the text before the cursor. Never raises a BotError."""
    if not line.startswith("/"):
        return ()
    try:
        return tuple(_completions(line, corpus))
    except BotError:
        return ()


def _completions(line: str, corpus: Corpus) -> Iterator[Completion]:
    name, space, rest = line.partition(" ")
    if not space:
        yield from _commands(name)
        return
    command = find_command(name)
    if command is None or command.hidden:
        return
    if match := _NAMED.search(rest):
        option = next((option for option in command.options if option.name == match["name"]), None)
        if option:
            typed = match["typed"]
            yield from _values(option, typed, corpus, quoted=True)
            return
    option, typed = _current(command, rest)
    if option:
        yield from _values(option, typed, corpus, quoted=False)
    yield from _names(command, rest)


def _commands(typed: str) -> Iterator[Completion]:
    known = {f"/{command.name}": command.summary for command in COMMANDS if not command.hidden} | OWN_COMMANDS
    for name, summary in known.items():
        if name.startswith(typed):
            yield Completion(name, len(typed), f"{name}  {summary}")


def _current(command: Command, rest: str) -> tuple[Option | None, str]:
    """Return the option whose value is being typed, by the last word that introduces one, and what is typed of it."""
    words = rest.split(" ")
    for index in range(len(words) - 2, -1, -1):
        for option in command.options:
            if words[index].casefold() in option.prefixes:
                return option, " ".join(words[index + 1 :])
    return (command.options[0], rest) if command.options else (None, rest)


def _values(option: Option, typed: str, corpus: Corpus, *, quoted: bool) -> Iterator[Completion]:
    bare = typed.lstrip('"“ ')
    offered: Iterable[Choice] = option.choices
    if option.autocomplete:
        offered = option.autocomplete(bare, corpus)
    for choice in offered:
        if option.choices and not choice.value.startswith(bare.casefold()):
            continue
        text = f'"{choice.value}"' if quoted and " " in choice.value else choice.value
        yield Completion(clean(text), len(typed), clean(choice.label))


def _names(command: Command, rest: str) -> Iterator[Completion]:
    """Offer the names of options that are not given yet, once the first option has a value."""
    head, space, last = rest.rpartition(" ")
    if not space or not head.strip():
        return
    given = parse_named(command, rest)
    for option in command.options[1:]:
        if option.name not in given and f"{option.name}:".startswith(last):
            yield Completion(f"{option.name}:", len(last), f"{option.name}:  {option.description}")
