"""Which events of a document are listed: those worth it, and each once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.model import Event, Span
from bot.store.matching.retelling import worth_serving
from tests.builders import dated

TEXT = "Kovach signed a pact. Signing it, Kovach smiled. Brandl signed nothing. Kovach arrived."


def event(words: str, trigger: str, who: tuple[str, ...] = (), day: str | None = "2024-05-16", **more: Any) -> Event:
    """An event told by ``words``."""
    start, at = TEXT.index(words), TEXT.index(trigger)
    return Event(Span(start, start + len(words)), dated(day), Span(at, at + len(trigger)), participants=who, **more)


SIGNED = event("Kovach signed a pact", "signed", ("Mira Kovach",))
AGAIN = event("Signing it, Kovach smiled", "Signing", ("Mira Kovach",))
BY_ANOTHER = event("Brandl signed nothing", "signed", ("Oto Brandl",))
ARRIVED = event("Kovach arrived", "arrived", ("Mira Kovach",))


@pytest.mark.parametrize(
    ("events", "served"),
    [
        ([SIGNED, AGAIN], [True, False]),
        ([SIGNED, ARRIVED], [True, True]),
        ([SIGNED, BY_ANOTHER], [True, True]),
        ([SIGNED, replace(AGAIN, participants=())], [True, False]),
        ([SIGNED, replace(AGAIN, dating=dated("2024-05-17"))], [True, True]),
        ([replace(one, dating=dated("2024-05")) for one in (SIGNED, AGAIN)], [True, True]),
        ([replace(one, dating=dated(None)) for one in (SIGNED, AGAIN)], [True, True]),
        ([SIGNED, replace(AGAIN, planned=True)], [True, True]),
        ([SIGNED, replace(AGAIN, trigger=None)], [True, True]),
        ([replace(SIGNED, salience=0.6), AGAIN], [False, True]),
        ([], []),
    ],
)
def test_an_event_told_twice_is_listed_once(events: list[Event], served: list[bool]) -> None:
    """A day's answer does not repeat itself, and does not swallow another event of the day."""
    assert list(worth_serving(TEXT, events)) == served


LEAD = "The council of Velk approved a levy on every ferry in March, the mayor said."


@pytest.mark.parametrize(
    ("one", "other", "served"),
    [
        ("Velk approved a levy on the ferry in March", LEAD, [False, True]),
        (LEAD, LEAD, [True, False]),
        ("Tarsk approved a levy on the ferry in March", LEAD, [True, True]),
        (
            "In March 1,200 people left the island of Velk",
            "In March 3,400 people left the island of Velk",
            [True, True],
        ),
        ("It fell in March", "It rose in March", [True, True]),
    ],
)
def test_a_sentence_told_twice_is_listed_once(one: str, other: str, served: list[bool]) -> None:
    """A lead would be listed again from a summary above it, or one town's vote swallowed by another's."""
    text = f"{one}\n{other}"
    first = Event(Span(0, len(one)), dated("2024-03"), salience=0.7)
    second = Event(Span(len(one) + 1, len(text)), dated("2024-03"), salience=0.7 if one == other else 0.8)
    assert list(worth_serving(text, [first, second])) == served
