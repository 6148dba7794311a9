"""Near misses that are offered, and those that would be silly."""

from __future__ import annotations

import pytest

from bot.commands.nearest import alike, nearest, nearest_title

COMMANDS = ("event", "quote", "date", "help", "source", "subscribe", "pause", "search")
PUBLISHERS = ("South Coast Morning Post", "Daily Ledger", "Global Times", "Tass")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Brant", "Helena Brandt"),
        ("Lindkvist", "Maria Lindqvist"),
        ("Okwuoas", "Tomas Okwuosa"),
        ("Kowalsky", "Jan Kowalski"),
    ],
)
def test_a_misspelt_name_is_near(typed: str, name: str) -> None:
    """Somebody who misspells a name would not be told who may be meant."""
    assert alike(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Napoleon", "United Nations"), ("Trump", "Tomas Okwuosa"), ("Merkel", "Merz"), ("Cheney", "China")],
)
def test_another_name_is_not_near(typed: str, name: str) -> None:
    """Somebody who asks for a person would be offered one who has nothing to do with that name."""
    assert not alike(typed, name)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("evnt", "event"), ("serach", "search"), ("quotes", "quote"), ("hello", None), ("ask", None), ("weather", None)],
)
def test_a_command_is_guessed_only_when_near(typed: str, meant: str | None) -> None:
    """A word that is no command would be answered with a command that has nothing to do with it."""
    assert nearest(typed, COMMANDS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dayly Ledger", "Daily Ledger"),
        ("coast post", "South Coast Morning Post"),
        ("CNN", None),
        ("The Times", None),
        ("Morning Star", None),
        ("Associated Press", None),
        ("", None),
    ],
)
def test_a_publisher_is_guessed_only_by_all_its_words(typed: str, meant: str | None) -> None:
    """Answers would be limited to a publisher that nobody asked for."""
    assert nearest_title(typed, PUBLISHERS) == meant
