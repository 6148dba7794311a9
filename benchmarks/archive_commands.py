"""Whole answers of the large archive: what a command takes before a chat renders it, all its questions together."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks.archive_rows import zipf
from benchmarks.archive_timing import PASSES, Report, percentile, took
from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.store.corpus import Corpus

_ROUNDS = 60


def whole_answers(report: Report, corpus: Corpus, typed: Sequence[str]) -> None:
    """Report the processor time of whole answers; ``typed`` are words that people look for.

    Each is asked in every pass, and once before, so that no statement is made for it.
    """
    report.say("\n| whole answers, ms of processor time | median | p95 |\n| --- | --: | --: |")
    for what, calls in _calls(corpus, typed[:_ROUNDS]).items():
        questions = [partial(answer, call, corpus) for call in calls]
        for question in questions:
            question()
        spent = [took(question)[1] for _ in range(PASSES) for question in questions]
        report.say(f"| {what} | {statistics.median(spent) * 1000:.1f} | {percentile(spent, 95) * 1000:.1f} |")


def _calls(corpus: Corpus, typed: Sequence[str]) -> Mapping[str, Sequence[Invocation]]:
    """Commands as people give them: about common speakers and words more often than about rare ones."""
    numbers = random.Random(13)  # noqa: S311 - the same each time
    known = corpus.speakers("", 100_000)
    who = [row.name for row in numbers.choices(known, cum_weights=zipf(len(known)), k=len(typed))]
    years = [str(2000 + numbers.randrange(24)) for _ in typed]

    def calls(command: str, option: str, values: Sequence[str]) -> Sequence[Invocation]:
        return [Invocation(command, {option: value}) for value in values]

    return {
        "`/search` a word": calls("search", "words", typed),
        "`/quote` somebody": calls("quote", "speaker", who),
        "`/who` somebody": calls("who", "name", who),
        "`/event` a year": calls("event", "what", years),
        "`/event` a word": calls("event", "what", typed),
        "`/date` a year": calls("date", "what", years),
        "`/brief` somebody": calls("brief", "what", who),
        "`/brief` a word": calls("brief", "what", typed),
    }
