"""Values that live in one column come back as they went in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Dating, Derivation, HowKnown, PartialDate, Span
from bot.store.matching.wording import name_key, plain, words_hash
from bot.store.tables.codec import (
    chrono_bounds,
    chrono_day,
    chrono_start,
    dating_from_json,
    dating_to_json,
    month_day,
    spans_from_json,
    spans_to_json,
)

texts = st.none() | st.text(max_size=20)
days = st.dates().map(PartialDate.of)
dates = st.one_of(
    days, days.map(lambda day: PartialDate(day.year, day.month)), days.map(lambda day: PartialDate(day.year))
)
derivations = st.builds(
    Derivation,
    st.sampled_from(HowKnown),
    texts,
    st.none() | st.integers(0, 10**9),
    st.none() | st.integers(0, 10**9),
    st.none() | dates,
    st.none() | st.sampled_from(HowKnown),
    texts,
)


@given(st.builds(Dating, st.none() | dates, derivations))
def test_datings_come_back(dating: Dating) -> None:
    """A date that loses its reason on the way through the archive could not say how it is known."""
    assert dating_from_json(dating_to_json(dating)) == dating


@given(st.lists(st.builds(Span, st.integers(0, 10**9), st.integers(0, 10**9)), max_size=5).map(tuple))
def test_spans_come_back(spans: tuple[Span, ...]) -> None:
    """A quote must point to the same words after it was stored."""
    assert spans_from_json(spans_to_json(spans)) == spans


@given(st.dates(), st.dates())
def test_days_keep_their_order(one: dt.date, other: dt.date) -> None:
    """Newest first is the order of these integers."""
    low, high = chrono_bounds(min(one, other), max(one, other))
    assert low <= high
    assert chrono_day(low) == min(one, other).toordinal()
    assert chrono_day(high) == max(one, other).toordinal()
    assert (chrono_start(one.toordinal()) < chrono_start(other.toordinal())) == (one < other)


@pytest.mark.parametrize(("date", "expected"), [("2024-05-16", 516), ("2024-05", None), (None, None)])
def test_only_known_days_have_an_anniversary(date: str | None, expected: int | None) -> None:
    """What happened some day in May 2024 has no anniversary on 1 May."""
    dating = Dating(PartialDate.parse(date) if date else None, Derivation(HowKnown.PRINTED))
    assert month_day(dating) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Ça va!”", " ca va "),
        ("co-operate", " co operate "),
        ("Straße", " strasse "),
        ("§ — …", "  "),
        ("naïve_x", " naive x "),
    ],
)
def test_plain_words(text: str, expected: str) -> None:
    """Search must not depend on how a paper sets its quotation marks and accents."""
    assert plain(text) == expected


@given(st.text())
def test_identical_words_have_one_number(text: str) -> None:
    """The same words in other marks and other case are the same quote in two papers."""
    assert words_hash(text) == words_hash(f"“{text}”") == words_hash(plain(text))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Сергей Маров", "sergey marov"),
        ("Zoë O’Kelly", "zoe okelly"),
        ("Marov's", "marov"),
        ("al-Saïd", "al said"),
        ("—", ""),
    ],
)
def test_name_keys(name: str, key: str) -> None:
    """A name is found in whichever script and with whichever apostrophe it is typed."""
    assert name_key(name) == key
