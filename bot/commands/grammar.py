"""Typed text -> Invocation, for the console and for chats that send text: ``/quote Brandt about sanctions in 2024``.

A line is a command, then the value of its first option, then further options: by the words that introduce them
("about sanctions"), by name (``person:Velk``, ``person:"Mara Velk"``, or ``person: Mara Velk`` up to the next name),
or, for times, by what they are ("last year"). ``page 2`` at the end turns the page. A line that names no command is
searched for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.cards import Action
from bot.commands.command import Command, Invocation, Option, OptionType
from bot.commands.nearest import nearest
from bot.commands.periods import find_period
from bot.commands.table import COMMANDS, find_command
from bot.commands.words import Piece, pieces, unquote
from bot.errors import UsageError

_WHEN = "when"
_FALLBACK = "search"
_WHO = "who"
_BEING = frozenset({"is", "was", "are", "were"})
"""What may stand before a name in a question that names no command by a slash: "who is Smith"."""
_DOING = frozenset({"said", "says", "told", "called", "asked", "wrote", "did", "does", "has", "had", "met", "will"})
"""Behind which the question is not about somebody who is named: "who said so"."""


def parse_line(line: str, now: dt.datetime, platform: str = "console") -> Invocation:
    """Read a typed line. Raises UsageError for an unknown command or option, PeriodError for an impossible time.

    What is typed never tells who may manage: that is for the platform to say.
    """
    name, _, rest = line.strip().partition(" ")
    slash = name.startswith("/")
    command, plain = find_command(name), False
    if command and command.name == _WHO and not slash:
        command, rest = _asked(command, rest)
    if command is None or not (slash or rest.strip() or not any(option.required for option in command.options)):
        if slash:
            raise unknown_command(name)
        command, rest, plain = find_command(_FALLBACK), line, True
        if command is None:
            raise unknown_command(name)
    arguments, page = parse_arguments(command, rest, now, plain=plain)
    return Invocation(command.name, arguments, now=now, page=page, platform=platform)


def _asked(who: Command, rest: str) -> tuple[Command | None, str]:
    """What "who ..." asks: "who is Smith" for somebody, "who said so" for words (None stands for no command)."""
    verb, _, others = rest.strip().partition(" ")
    if verb.casefold() in _DOING:
        return None, rest
    return who, others if others and verb.casefold() in _BEING else rest


def unknown_command(name: str) -> UsageError:
    """Say that there is no such command, and which one may have been meant."""
    name = name.removeprefix("/")
    guess = nearest(name, [command.name for command in COMMANDS if not command.hidden])
    return UsageError(f"There is no command /{name}." + (f" Did you mean /{guess}?" if guess else " /help lists them."))


def parse_arguments(
    command: Command, text: str, now: dt.datetime, *, plain: bool = False
) -> tuple[dict[str, str | int], int]:
    """Read what follows a command's name: its arguments, as typed, and the page (1 where none is given).

    In ``plain`` text, for which no command was typed, a word with a colon that is no option is a word to look for.
    """
    found, page = _page(pieces(text))
    free, named = _named(command, found, plain=plain)
    arguments: dict[str, str] = {}
    options = {option.name: option for option in command.options}
    if free and not command.options:
        raise UsageError(f"/{command.name} takes nothing after it.")
    if free:
        arguments |= _by_words(command, free, set(named), now)
    empty = [name for name, value in named.items() if not unquote(value)]
    if empty and not plain:
        raise UsageError(_without_value(command, options[empty[0]]))
    arguments |= named
    return {name: _typed(command, options[name], value) for name, value in arguments.items()}, page


def parse_named(command: Command, text: str) -> frozenset[str]:
    """Return the options that are given by name in what follows a command's name."""
    return frozenset(piece.name for piece in pieces(text) if piece.name) & {option.name for option in command.options}


def as_typed(action: Action) -> str:
    """Write an action as the line that somebody would type for it; `parse_line` reads it back."""
    command = find_command(action.command)
    first = command.options[0].name if command and command.options and not command.hidden else ""
    parts = [f"/{action.command}"]
    if first in action.arguments:
        parts.append(str(action.arguments[first]))
    for name, value in action.arguments.items():
        if name != first:
            written = str(value)
            parts.append(f"{name}: {written}" if " " in written else f"{name}:{written}")
    if action.page > 1:
        parts.append(f"page {action.page}")
    return " ".join(parts)


def _named(command: Command, found: Sequence[Piece], *, plain: bool) -> tuple[list[Piece], dict[str, str]]:
    """Take ``name:value`` pairs out; a name with nothing behind its colon takes all up to the next name."""
    names = {option.name for option in command.options}
    free: list[Piece] = []
    named: dict[str, str] = {}
    taking = ""
    for piece in found:
        if piece.name in names and not piece.minus:
            named[piece.name] = " ".join(part for part in (named.get(piece.name, ""), piece.text) if part)
            taking = "" if piece.text else piece.name
        elif piece.name and not piece.minus and not plain and (guess := _misspelt(piece, command, names)):
            raise UsageError(guess)
        elif taking:
            named[taking] = f"{named[taking]} {piece.raw}".strip()
        else:
            free.append(piece)
    return free, named


def _misspelt(piece: Piece, command: Command, names: set[str]) -> str:
    """Say that an option does not exist; empty where the piece is likely no option (a URL, a time of day)."""
    if piece.text.startswith("//"):
        return ""
    known = f"Its options are {', '.join(sorted(names))}." if names else "It has none."
    return f'/{command.name} has no option "{piece.name}". {known} Put words with a colon in "quotation marks".'


def _without_value(command: Command, option: Option) -> str:
    """Say what belongs behind an option's colon: passed over, it would look as if it had been asked for."""
    named = [example for example in command.examples if f" {option.name}:" in example]
    values = [f"{option.name}:{choice.value}" for choice in option.choices]
    told = f"{option.description[:1].lower()}{option.description[1:]}"
    return (
        f"/{command.name} {option.name}: is followed by nothing. Write a value behind the colon ({told}), or leave it "
        f"out. For example: {next(iter((*named, *values, *command.examples)))}"
    )


def _page(found: Sequence[Piece]) -> tuple[list[Piece], int]:
    if len(found) >= 2 and found[-2].raw.casefold() == "page" and found[-1].raw.isdecimal() and len(found[-1].raw) < 6:
        return list(found[:-2]), max(int(found[-1].raw), 1)
    return list(found), 1


def _by_words(command: Command, free: Sequence[Piece], given: set[str], now: dt.datetime) -> dict[str, str]:
    """Share free words among the options: what a word introduces, a time, a closed choice; the first takes the rest."""
    first, *others = command.options
    found: dict[str, list[str]] = {}
    names_time = _WHEN in {option.name for option in others}
    open_options = [option for option in others if option.name not in given]
    has_time = names_time or any(option.prefixes for option in open_options)
    time = find_period([piece.covered for piece in free], now) if has_time else None
    current = first
    for index, piece in enumerate(free):
        if time and time.begin <= index < time.end:
            if names_time and _WHEN not in given:
                found.setdefault(_WHEN, []).append(piece.raw)
                continue
        elif index + 1 < len(free) and (begun := _introduced(piece, open_options, found)):
            current = begun
            found[current.name] = []
            continue
        found.setdefault(current.name, []).append(piece.raw)
    _take_choice(found, first, open_options)
    return {name: " ".join(words) for name, words in found.items() if words}


def _introduced(piece: Piece, options: Sequence[Option], found: Mapping[str, object]) -> Option | None:
    if piece.phrase or piece.minus:
        return None
    word = piece.raw.casefold()
    return next((option for option in options if word in option.prefixes and option.name not in found), None)


def _take_choice(found: dict[str, list[str]], first: Option, options: Sequence[Option]) -> None:
    """Let a last word that is one of an option's closed values be that value: ``/quote Brandt direct``."""
    words = found.get(first.name, [])
    for option in options:
        if len(words) > 1 and option.name not in found and words[-1] in {choice.value for choice in option.choices}:
            found[option.name] = [words.pop()]


def _typed(command: Command, option: Option, value: str) -> str | int:
    if option.type is not OptionType.INTEGER:
        return value
    try:
        return int(value)
    except ValueError as error:
        raise UsageError(f"/{command.name} {option.name}: is a number, for instance {option.name}:3.") from error
