"""Calls that cannot be answered: what is said, and what is not."""

from __future__ import annotations

import datetime as dt
import logging
import re

import pytest

from bot.cards import Action, CardKind, Reply
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, answer_line, follow
from bot.errors import StoreError
from bot.store.corpus import Corpus

NOW = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)
NO_SPEAKER = (
    '/quote needs speaker (who said it: a name, a part of it, or "unattributed"; "words" alone may be anybody\'s). '
    "For example: /quote Smith"
)


class Failing(Corpus):
    """An archive whose every question fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattribute__(self, name: str) -> object:
        if name.startswith("_"):
            return super().__getattribute__(name)
        raise self._error


def _ask(command: str, arguments: dict[str, str | int], error: Exception | None = None) -> Reply:
    return answer(Invocation(command, arguments, now=NOW), Failing(error or AssertionError("not to be asked")))


@pytest.mark.parametrize(
    ("command", "arguments", "said"),
    [
        ("quotee", {}, "There is no command /quotee. Did you mean /quote?"),
        ("quote", {}, NO_SPEAKER),
        ("quote", {"speaker": "   "}, NO_SPEAKER),
        ("quote", {"speaker": "A", "who": "B"}, '/quote has no option "who". For example: /quote Smith'),
        (
            "quote",
            {"speaker": "A", "kind": "loud"},
            "kind is one of direct, mixed, indirect. For example: /quote Smith",
        ),
        ("quote", {"speaker": "A" * 301}, "speaker is too long: 300 characters are enough. For example: /quote Smith"),
        ("context", {"quote": "twelve"}, "/context quote: is a number, for instance quote:3."),
        ("event", {"what": "3/4/2021"}, '"3/4/2021" may be 3 April 2021 or 4 March 2021: type the one you mean.'),
        ("help", {"command": "quot"}, 'There is no command "quot". Did you mean /quote?'),
    ],
)
def test_wrong_call(command: str, arguments: dict[str, str | int], said: str) -> None:
    """Somebody who made a slip would not learn what to type instead, or everybody would read about it."""
    reply = _ask(command, arguments)
    assert [(card.kind, card.body) for card in reply.cards] == [(CardKind.WARNING, said)]
    assert reply.private


def test_store_trouble_is_said() -> None:
    """A full disk would look like an archive without an answer."""
    reply = _ask("corpus", {}, StoreError("The disk is full: free some space."))
    assert reply.cards[0].body == "The disk is full: free some space."


def test_defect_is_logged_and_not_shown(caplog: pytest.LogCaptureFixture) -> None:
    """Somebody would read a traceback in a chat, or nobody could find it in the log."""
    with caplog.at_level(logging.ERROR):
        reply = _ask("corpus", {}, RuntimeError("password=hunter2"))
    (body,) = (card.body for card in reply.cards)
    found = re.search(r"[0-9a-f]{8}", body)
    assert found
    assert "hunter2" not in body
    assert [(record.__dict__["error_id"], record.__dict__["command"]) for record in caplog.records] == [
        (found.group(), "corpus")
    ]


def test_typed_line_is_answered_like_a_call() -> None:
    """A slip in a typed line would end in a crash where the same slip in a form does not."""
    broken = Failing(RuntimeError("not to be asked"))
    assert answer_line("/quotee Smith", broken, now=NOW) == _ask("quotee", {})


def test_following_an_action_keeps_who_asks() -> None:
    """A button would be answered to somebody else, or somewhere else, than it was pressed."""
    asked = Invocation("quote", {"speaker": "A"}, now=NOW, platform="slack", user="U1", channel="C1", server="T1")
    followed = follow(Action("next", "Next", "quote", {"speaker": "A"}, page=2), asked)
    assert (followed.page, followed.user, followed.channel, followed.server) == (2, "U1", "C1", "T1")
