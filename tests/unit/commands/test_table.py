"""The table of commands fits every platform that registers it, and its examples work."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.commands.command import Command
from bot.commands.grammar import parse_line
from bot.commands.table import COMMANDS, find_command

NOW = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)
_NAME = re.compile(r"[a-z_]{1,32}")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_fits_discord(command: Command) -> None:
    """Discord would refuse the whole table for one name or description that is too long."""
    assert _NAME.fullmatch(command.name)
    assert 0 < len(command.summary) <= 100
    assert len(command.options) <= 25
    assert [option.required for option in command.options] == sorted(
        (option.required for option in command.options), reverse=True
    )
    for option in command.options:
        assert _NAME.fullmatch(option.name)
        assert 0 < len(option.description) <= 100
        assert len(option.choices) <= 25
        assert all(0 < len(choice.label) <= 100 for choice in option.choices)
        assert not (option.choices and option.autocomplete)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_examples_are_calls_of_the_command(command: Command) -> None:
    """The help would show a line that does not do what it says."""
    assert command.examples
    assert {parse_line(example, NOW).command for example in command.examples} == {command.name}


@pytest.mark.parametrize("typed", ["quote", "/quote", "/QUOTE", " quote "])
def test_found_as_typed(typed: str) -> None:
    """A command typed in capitals would be unknown."""
    command = find_command(typed)
    assert command
    assert command.name == "quote"


def test_names_are_unique() -> None:
    """One of two commands of one name could never be called."""
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
