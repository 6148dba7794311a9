"""What a person is offered while typing: at most 25 choices, labels and values of at most 100 characters."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.command import Choice
from bot.commands.wording import counted, one_line
from bot.store.corpus import Corpus, Filters

LIMIT = 25
LENGTH = 100


def speakers(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer those who say something, by how much they say."""
    rows = corpus.speakers(typed.strip(), limit=LIMIT)
    return fit((f"{row.name} · {counted(row.quotes, 'quote')}", row.name) for row in rows)


def periods(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer the years that the archive knows, newest first, then words for times."""
    years = (str(year) for year in sorted(corpus.stats().years, reverse=True))
    relative = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year", "last year")
    wanted = typed.strip().casefold()
    return fit((words, words) for words in (*years, *relative) if words.startswith(wanted))


def periods_and_speakers(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer years and speakers; for an option that takes both."""
    times, people = periods(typed, corpus), speakers(typed, corpus)
    room = LIMIT - len(people) if typed.strip() else LIMIT // 2
    return (*times[: max(room, 8)], *people)[:LIMIT]


def publishers(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer the publishers, by how many documents each has."""
    wanted = typed.strip().casefold()
    rows = sorted(corpus.stats().publishers, key=lambda row: -row[1])
    return fit((f"{name} · {counted(n, 'document')}", name) for name, n in rows if wanted in name.casefold())


def documents(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer documents: those that the words may mean, or the newest."""
    words = typed.strip()
    found = corpus.find_documents(words, limit=LIMIT) if words else corpus.documents(Filters(), limit=LIMIT)
    return fit((f"{row.id} · {row.title}", str(row.id)) for row in found.rows)


def fit(rows: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """Make choices of (label, value) pairs: labels are shortened; a value is left out where it would have to be."""
    fitting = (Choice(one_line(label, LENGTH), value) for label, value in rows if 0 < len(value) <= LENGTH)
    return tuple(choice for _, choice in zip(range(LIMIT), fitting, strict=False))
