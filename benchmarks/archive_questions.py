"""Questions as people ask them: about the common speakers and words more often than about the rare ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.archive_rows import DAYS, FIRST_DAY, zipf
from benchmarks.archive_timing import Question
from bot.commands.period_units import of_days
from bot.store.corpus import Corpus, Filters


@dataclass(frozen=True)
class Asked:
    """The questions of each sort, and the words that those of text are about."""

    lookups: dict[str, list[Question]]
    speaker_and_words: list[Question]
    words: list[Question]
    common: list[Question]
    rare: list[Question]
    typed: list[str]
    common_words: list[str]
    rare_words: list[str]


def questions_of(corpus: Corpus, words: Sequence[str], speakers: int, rounds: int) -> Asked:
    """``rounds`` questions of each sort; ``words`` are those of the archive, the most common first."""
    numbers = random.Random(11)  # noqa: S311 - the same each time
    who = numbers.choices(range(1, speakers + 1), cum_weights=zipf(speakers), k=rounds)
    days = [FIRST_DAY + numbers.randrange(DAYS) for _ in range(rounds)]
    day = [of_days(dt.date.fromordinal(one), dt.date.fromordinal(one)) for one in days]
    year = [of_days(dt.date(2000 + one % 24, 1, 1), dt.date(2000 + one % 24, 12, 31)) for one in days]
    rarely = len(words) // 5
    typed = numbers.choices(words[:2_000], k=rounds)
    common, rare = numbers.choices(words[:50], k=rounds), numbers.choices(words[rarely : len(words) // 2], k=rounds)

    def quotes(every: Sequence[Filters]) -> list[Question]:
        return [lambda one=one: corpus.quotes(one, 0, 5) for one in every]  # type: ignore[misc]

    def about(chosen: Sequence[str]) -> list[Question]:
        return quotes([Filters(words=(word,)) for word in chosen])

    return Asked(
        {
            "speaker, newest": quotes([Filters(entity=one) for one in who]),
            "a day": quotes([Filters(period=one) for one in day]),
            "a year": quotes([Filters(period=one) for one in year]),
            "events of a year": [lambda one=one: corpus.events(Filters(period=one), 0, 5) for one in year],  # type: ignore[misc]
        },
        quotes([Filters(entity=one, words=(word,)) for one, word in zip(who, typed, strict=True)]),
        about(typed),
        about(common),
        about(rare),
        typed,
        common,
        rare,
    )
