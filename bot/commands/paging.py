"""Pages of a reply, and the actions that turn them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.cards import Action, Page
from bot.commands.command import Invocation

PAGE_SIZE = 5
"""Cards of results a page: as many as fit one Discord message with room to spare."""

AT_LEAST = (
    "Not all was counted or looked through in time: there are at least so many. Narrow the question for the rest."
)
"""What is to be said where results are partial."""

T = TypeVar("T")


def offset(invocation: Invocation) -> int:
    """Return how many results stand before the page that is asked for."""
    return (invocation.page - 1) * PAGE_SIZE


def page_of(invocation: Invocation, total: int) -> Page | None:
    """Return the page's place in the whole, None where there is nothing to turn.

    A page beyond the end is told of as it is, for `answer` to turn back.
    """
    pages = -(-total // PAGE_SIZE)
    return Page(invocation.page, pages, total) if pages > 1 or invocation.page > 1 else None


def turns(invocation: Invocation, total: int) -> tuple[Action, ...]:
    """Return the actions that lead to the page before and the page after."""
    pages = -(-total // PAGE_SIZE)
    here = invocation.page
    before = Action("previous", "Previous", invocation.command, dict(invocation.arguments), page=min(here - 1, pages))
    after = Action("next", "Next", invocation.command, dict(invocation.arguments), page=here + 1)
    return (*((before,) if here > 1 and pages else ()), *((after,) if here < pages else ()))


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The part of a list that a page shows."""

    rows: tuple[T, ...]
    total: int


def cut(invocation: Invocation, rows: Sequence[T]) -> Cut[T]:
    """Return the page's part of all ``rows``."""
    begin = offset(invocation)
    return Cut(tuple(rows[begin : begin + PAGE_SIZE]), len(rows))
