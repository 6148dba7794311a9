"""Documents that print one story: one of them is cited, the others are named, and none counts as a further witness."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from bot.commands.wording import counted, listed
from bot.model.archive import DocumentRow

T = TypeVar("T")

_NAMED = 4


def told_apart(
    first: DocumentRow, others: Iterable[T], document: Callable[[T], DocumentRow]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Split what stands in ``others`` into one for each story other than ``first``'s, and the copies."""
    stories = {first.story} - {None}
    own: list[T] = []
    copies: list[T] = []
    for one in others:
        story = document(one).story
        (copies if story in stories else own).append(one)
        stories |= {story} - {None}
    return tuple(own), tuple(copies)


def one_of_each(documents: Sequence[DocumentRow]) -> Sequence[DocumentRow]:
    """The first document of each story."""
    own, _ = told_apart(documents[0], documents[1:], lambda document: document) if documents else ((), ())
    return (*documents[:1], *own)


def copies_words(copies: Sequence[DocumentRow]) -> str:
    """Say ``the same story in Courier, Herald and 2 others``; empty where there are no copies.

    Of the text it says nothing: a paper cuts and edits what an agency sends.
    """
    return f"the same story in {outlets(copies)}" if copies else ""


def outlets(documents: Sequence[DocumentRow]) -> str:
    """Name the publishers of documents, and the titles where none is known; of many the first few."""
    names = list(dict.fromkeys(document.publisher or document.title for document in documents))
    rest = len(names) - _NAMED
    shown = names if rest <= 1 else [*names[:_NAMED], counted(rest, "other")]
    return listed(shown)
