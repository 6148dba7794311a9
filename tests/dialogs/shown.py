"""An answer as a person reads it in the console, and what is to be seen in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.store.corpus import Corpus


def check_answer(corpus: Corpus, line: str, pieces: Iterable[str], *, now: dt.datetime, width: int = 100) -> None:
    """The answer to ``line`` has these pieces in this order, and those after "!" nowhere."""
    shown = " ".join(render(answer_line(line, corpus, now=now), width).split())
    at = 0
    for piece in pieces:
        if piece.startswith("!"):
            assert piece[1:] not in shown, shown
            continue
        found = shown.find(piece, at)
        assert found >= 0, f"{piece!r} is not (or not here) in: {shown}"
        at = found + len(piece)
