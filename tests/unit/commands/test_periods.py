"""Words for times: what each means on Sunday, 22 November 2026."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.commands.periods import find_period, parse_period
from bot.errors import PeriodError
from bot.model.archive import Period

NOW = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)

MEANINGS = [
    ("2024", "2024-01-01", "2024-12-31", "2024"),
    ("May 2024", "2024-05-01", "2024-05-31", "May 2024"),
    ("2024-05", "2024-05-01", "2024-05-31", "May 2024"),
    ("Feb. 2024", "2024-02-01", "2024-02-29", "February 2024"),
    ("2024-05-16", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("16 May 2024", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("May 16 2024", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("Thursday, May 16th, 2024", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("on the 16th of May 2024", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("16.05.2024", "2024-05-16", "2024-05-16", "16 May 2024"),
    ("2020/7/13", "2020-07-13", "2020-07-13", "13 July 2020"),
    ("13/4/2021", "2021-04-13", "2021-04-13", "13 April 2021"),
    ("4/13/2021", "2021-04-13", "2021-04-13", "13 April 2021"),
    ("4/4/2021", "2021-04-04", "2021-04-04", "4 April 2021"),
    ("today", "2026-11-22", "2026-11-22", "22 November 2026"),
    ("yesterday", "2026-11-21", "2026-11-21", "21 November 2026"),
    ("3 days ago", "2026-11-19", "2026-11-19", "19 November 2026"),
    ("Sunday", "2026-11-15", "2026-11-15", "15 November 2026"),
    ("last Monday", "2026-11-16", "2026-11-16", "16 November 2026"),
    ("next Monday", "2026-11-23", "2026-11-23", "23 November 2026"),
    ("last week", "2026-11-09", "2026-11-15", "9 to 15 November 2026"),
    ("this month", "2026-11-01", "2026-11-30", "November 2026"),
    ("last quarter", "2026-07-01", "2026-09-30", "Q3 2026"),
    ("last year", "2025-01-01", "2025-12-31", "2025"),
    ("last 30 days", "2026-10-24", "2026-11-22", "24 October to 22 November 2026"),
    ("last December", "2025-12-01", "2025-12-31", "December 2025"),
    ("in May", "2026-05-01", "2026-05-31", "May 2026"),
    ("24 December", "2025-12-24", "2025-12-24", "24 December 2025"),
    ("29 February", "2024-02-29", "2024-02-29", "29 February 2024"),
    ("2019-2021", "2019-01-01", "2021-12-31", "2019 to 2021"),
    ("2019 – 2021", "2019-01-01", "2021-12-31", "2019 to 2021"),
    ("between 2019 and 2021", "2019-01-01", "2021-12-31", "2019 to 2021"),
    ("from March to May 2024", "2024-03-01", "2024-05-31", "March to May 2024"),
    ("16-18 May 2024", "2024-05-16", "2024-05-18", "16 to 18 May 2024"),
    ("May 16-18, 2024", "2024-05-16", "2024-05-18", "16 to 18 May 2024"),
    ("2024-05-01..2024-06-30", "2024-05-01", "2024-06-30", "1 May to 30 June 2024"),
    ("since 2020", "2020-01-01", "9999-12-31", "since 2020"),
    ("from 2020", "2020-01-01", "9999-12-31", "since 2020"),
    ("after May 2024", "2024-06-01", "9999-12-31", "after May 2024"),
    ("before 2021", "0001-01-01", "2020-12-31", "before 2021"),
    ("until 2021", "0001-01-01", "2021-12-31", "until 2021"),
    ("Q2 2024", "2024-04-01", "2024-06-30", "Q2 2024"),
    ("the second quarter of 2024", "2024-04-01", "2024-06-30", "Q2 2024"),
    ("first half of 2024", "2024-01-01", "2024-06-30", "first half of 2024"),
    ("spring 2024", "2024-03-01", "2024-05-31", "March to May 2024"),
    ("the 1990s", "1990-01-01", "1999-12-31", "the 1990s"),
    ("19th century", "1801-01-01", "1900-12-31", "1801 to 1900"),
    ("2021-W09", "2021-03-01", "2021-03-07", "1 to 7 March 2021"),
]


@pytest.mark.parametrize(("typed", "first", "last", "words"), MEANINGS)
def test_meaning(typed: str, first: str, last: str, words: str) -> None:
    """A time typed in one of the usual ways would be taken for another one."""
    assert parse_period(typed, NOW) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last), words)


@pytest.mark.parametrize("typed", [row[0] for row in MEANINGS])
def test_words_of_a_period_mean_that_period(typed: str) -> None:
    """A button that repeats a question would ask about another time."""
    period = parse_period(typed, NOW)
    assert parse_period(period.words, NOW) == period


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3/4/2021", "3 April 2021 or 4 March 2021"),
        ("winter 2024", "December 2023 to February 2024 or December 2024 to February 2025"),
        ("3/4/21", "four digits"),
        ("31 February 2024", '"31 February 2024"'),
        ("2024-13", '"2024-13"'),
        ("14/14/2024", '"14/14/2024"'),
        ("29 February 2023", "no such time"),
        ("0000", "no such time"),
        ("2021 to 2019", "turn it round"),
        ("after 9999", "beyond the calendar"),
        ("last 9999 years", "no such time"),
        ("soon", "16 May 2024"),
        ("", "16 May 2024"),
    ],
)
def test_unclear(typed: str, said: str) -> None:
    """A time that means two days, or none, would be guessed instead of asked about."""
    with pytest.raises(PeriodError, match=said.replace("(", r"\(")):
        parse_period(typed, NOW)


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("2024 Adeyemi Lagos", "2024", "2024"),
        ("Adeyemi last year", "last year", "2025"),
        ("Adeyemi 16 May 2024 Lagos", "16 May 2024", "16 May 2024"),
        ("talks from March to May 2024 there", "from March to May 2024", "March to May 2024"),
        ("budget talks in May", "in May", "May 2026"),
    ],
)
def test_time_among_words(text: str, typed: str, words: str) -> None:
    """A time beside a name would be looked for as a word."""
    found = find_period(text.split(), NOW)
    assert found
    assert (found.typed, found.period.words) == (typed, words)
    assert " ".join(text.split()[found.begin : found.end]) == typed


@pytest.mark.parametrize("text", ["May visit", "Sun rises", "the second of the three", "40 people", "march on"])
def test_no_time_among_words(text: str) -> None:
    """A name or number that is no time would limit the answer to one."""
    assert find_period(text.split(), NOW) is None


_PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "last next 2024 0000 9999 may march 31 february - to from since before q2 spring century 1/2/2021 week ago days"
        " 5 of 00 decade 99 year between and 2024-02-30 0001",
    )
)


@given(st.text(max_size=60) | st.lists(_PIECES, max_size=6).map(" ".join))
@example("١٢ May ٢٠٢٤")
@example("99 century")
@example("week 53 2021")
def test_any_text(text: str) -> None:
    """Some text would end in a crash instead of an answer."""
    try:
        period = parse_period(text, NOW)
    except PeriodError:
        return
    assert period.first <= period.last
    assert period.words


@given(st.lists(_PIECES, max_size=8), st.datetimes(timezones=st.just(dt.UTC)))
def test_any_words_at_any_time(words: list[str], now: dt.datetime) -> None:
    """Some question, on some day, would end in a crash instead of an answer."""
    try:
        found = find_period(words, now)
    except PeriodError:
        return
    assert found is None or found.period.first <= found.period.last
