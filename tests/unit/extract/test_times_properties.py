"""What must hold of dates and events whatever the text and whatever the day of publication."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.extract.events.find import find_events
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import find_published
from bot.extract.page.sentences import split_sentences
from bot.extract.summary import summarise
from bot.extract.times.find import find_times
from bot.model import Dating, Derivation, Document, HowKnown, PartialDate, Precision

PIECES = [
    "yesterday", "tomorrow", "on Friday", "last week", "next month", "in May", "May 7", "7 May 2024", "May 7, 2024",
    "3/4/2031", "2024-02-30", "Published: 14 June 2021 07:45 BST", "Updated: 15 June 2021", "LUNDE, March 4 (NNA) — ",
    "from 14 to 16 June", "between 30 December and 2 January", "two weeks ago", "a few years later", "the day before",
    "44 BC", "AD 9", "the 19th century", "the '90s", "Q3", "the quarter", "a year earlier", "at 10:30 p.m.", "25:99",
    "midnight", "every Monday", "Mondays", "a 9-year-old", "Christmas", "Easter 9999", "29 February", "31 June",
    "twenty-first of March", "nineteen ninety-seven", "two and a half years ago", "hundred thousand dozen years ago",
    "said", "will", "was", "met", "signed", "Mara Holt", "the harbour", ".", ",", "\n", "\n\n", "“", "”", "-", "–",
    "and", "\r\n", "\u2028", "½", "٣", "１２", "May", "March", "second", "of", "the", "last", "next", "0", "31", "2024",
    "9999", "the night of", "late night", "between", "3", "half past", "the early hours of", "week", "summer", "ago",
    "noon", "fiscal", "to", "from", "quarter", "years", "0/0/0000",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
DATES = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
PUBLISHED = st.one_of(
    st.none(),
    DATES.map(PartialDate.of),
    DATES.map(lambda day: PartialDate(day.year, day.month)),
    DATES.map(lambda day: PartialDate(day.year)),
)


def dating(date: PartialDate | None) -> Dating:
    """A publication date as the header states it, or none."""
    return Dating(date, Derivation(HowKnown.HEADER)) if date else Dating.unknown()


_BULLETS = "-–•*·▪►"
"""What may lie outside of sentences besides white space: the mark before an item of a list."""


@given(TEXTS)
def test_blocks_and_sentences_cover_the_text(text: str) -> None:
    """Words would be lost between blocks, or read twice."""
    blocks = find_blocks(text)
    end = 0
    for block in blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert not text[end : block.span.start].strip()
        assert block.span.of(text) == block.span.of(text).strip()
        end = block.span.end
    assert not text[end:].strip()
    end = 0
    for sentence in split_sentences(text, blocks):
        assert blocks[sentence.block].span.contains(sentence.span)
        assert end <= sentence.span.start < sentence.span.end
        assert not text[end : sentence.span.start].strip().strip(_BULLETS)
        end = sentence.span.end
    assert not text[end:].strip()


@given(TEXTS, PUBLISHED)
def test_times_slice_to_what_they_say(text: str, published: PartialDate | None) -> None:
    """A card would show other words than those the date rests on."""
    blocks = find_blocks(text)
    end = 0
    for time in find_times(text, blocks, split_sentences(text, blocks), dating(published)):
        assert end <= time.span.start < time.span.end <= len(text)
        end = time.span.end
        reason = time.dating.derivation
        assert reason.words == text[reason.start : reason.end] == time.span.of(text)
        assert reason.explain()
        assert (time.dating.date is None) == (reason.how is HowKnown.UNKNOWN)


@given(TEXTS, PUBLISHED)
def test_nothing_is_resolved_finer_than_publication_is_known(text: str, published: PartialDate | None) -> None:
    """A day would be served that was worked out from a month or a year."""
    blocks = find_blocks(text)
    for time in find_times(text, blocks, split_sentences(text, blocks), dating(published)):
        reason = time.dating.derivation
        if reason.how is HowKnown.RESOLVED and reason.anchor is not None:
            assert published is not None
            day_is_printed = any(character.isalnum() and character.isdecimal() for character in time.span.of(text))
            named_day = time.dating.precision is not Precision.DAY or published.precision is Precision.DAY
            assert named_day or day_is_printed or published.precision is Precision.MONTH
        if published is None and reason.how is HowKnown.RESOLVED:
            assert reason.note


@given(TEXTS, PUBLISHED)
def test_events_lie_in_the_text_with_reasons(text: str, published: PartialDate | None) -> None:
    """An event would point outside its document, or bear a date without a reason."""
    document = Document("any.txt", text)
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    names = find_names(document, blocks, sentences)
    times = find_times(text, blocks, sentences, dating(published))
    for event in find_events(text, blocks, sentences, names, times, (), dating(published)):
        assert 0 <= event.span.start < event.span.end <= len(text)
        assert 0 <= event.salience <= 1
        assert event.dating.derivation.explain()
        assert all(0 <= span.start < span.end <= len(text) for span in event.evidence)
        assert event.trigger is None or event.span.contains(event.trigger)


@given(TEXTS)
def test_furniture_of_any_text(text: str) -> None:
    """Some text would end the ingest, or be given a publication date without a reason."""
    document = Document("any.txt", text)
    blocks = find_blocks(text)
    found = find_published(document, blocks)
    reason = found.published.derivation
    assert (found.published.date is None) == (reason.how is HowKnown.UNKNOWN)
    assert reason.words is None or found.published.date is None or reason.words == text[reason.start : reason.end]
    sentences = split_sentences(text, blocks)
    for span in summarise(text, blocks, sentences, find_names(document, blocks, sentences), (), ()):
        assert any(sentence.span == span for sentence in sentences)
