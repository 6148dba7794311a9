"""The word that somebody may have meant whose own the archive has not: one that begins alike and looks most like it."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from bot.store.asking.search import beginning
from bot.store.engine.deadline import deadline
from bot.store.matching.wording import words_of
from bot.store.tables.schema import sentence

_BEGINNING = 4  # letters: with fewer the index has too much to go through, and a slip in the first ones is rarer
_SHORTEST = 5
_NEWEST = 300  # sentences that are looked through
_SIMILAR = 80.0


def likely_word(connection: Connection, typed: str) -> str | None:
    """The likeliest word, of the newest sentences; None where none looks like ``typed``, or that is short."""
    words = words_of(typed)
    if len(words) != 1 or len(words[0]) < _SHORTEST:
        return None
    begins = words[0][:_BEGINNING]
    source, chrono, condition = beginning(connection, sentence, begins)
    newest = select(sentence.c.plain).select_from(source).where(condition).order_by(chrono.desc()).limit(_NEWEST)
    known: Counter[str] = Counter()
    with deadline(connection):
        for (plain,) in connection.execute(newest):
            known.update(word for word in plain.split() if word.startswith(begins))
    alike = {word: fuzz.ratio(words[0], word) for word in known if word != words[0]}
    best = max(alike, key=lambda word: (alike[word], known[word]), default=None)
    return best if best is not None and alike[best] >= _SIMILAR else None
