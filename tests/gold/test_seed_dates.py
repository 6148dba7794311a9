"""Dates and events of the seed documents, held against gold made by hand (../shared/gold, beside the project)."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.extract.events.find import find_events
from bot.extract.events.salience import LISTED
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import find_published
from bot.extract.page.sentences import split_sentences
from bot.extract.times.find import find_times
from bot.model import Dating, Document, Event, HowKnown, Metadata, PartialDate, TimeExpression

_ROOT = Path(__file__).parents[2]
_GOLD = _ROOT.parent / "shared" / "gold" / "seeds.json"

if not _GOLD.exists():
    pytest.skip(f"{_GOLD} is not here: the gold belongs to the workshop, not to the project", allow_module_level=True)

_DOCUMENTS: list[dict[str, Any]] = json.loads(_GOLD.read_text(encoding="utf-8"))["documents"]
_SPELLINGS: dict[str, list[str]] = json.loads(_GOLD.read_text(encoding="utf-8"))["aliases"]
_CURATED = {
    name: PartialDate.parse(str(stated["published"]))
    for name, stated in tomllib.loads((_ROOT / "seeds" / "corpus.toml").read_text(encoding="utf-8"))[
        "documents"
    ].items()
    if "published" in stated
}


@cache
def _read(name: str, *, curated: bool) -> tuple[Dating, tuple[TimeExpression, ...], tuple[Event, ...], str]:
    text = (_ROOT / "seeds" / name).read_text(encoding="utf-8")
    stated = Metadata(published=_CURATED.get(name)) if curated else Metadata()
    document = Document(name, text, curated=stated)
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    published = find_published(document, blocks).published
    times = find_times(text, blocks, sentences, published)
    names = find_names(document, blocks, sentences)
    return published, times, find_events(text, blocks, sentences, names, times, (), published), text


def _each(key: str) -> list[Any]:
    return [
        pytest.param(gold["document"], item, id=f"{gold['document'][:3]}-{number}")
        for gold in _DOCUMENTS
        for number, item in enumerate(gold[key])
    ]


@pytest.mark.parametrize("gold", _DOCUMENTS, ids=lambda gold: gold["document"][:3])
@pytest.mark.parametrize("curated", [True, False], ids=["curated", "as printed"])
def test_publication_date(gold: dict[str, Any], curated: bool) -> None:
    """Everything relative would hang on a wrong day."""
    published = _read(gold["document"], curated=curated)[0]
    expected = gold["published"] or (gold["published_curated"] if curated else None)
    assert (published.date.iso if published.date else None) == expected
    if expected is None:
        assert published.derivation.how is HowKnown.UNKNOWN
        assert published.derivation.note


@pytest.mark.parametrize(("name", "gold"), _each("dates"))
@pytest.mark.parametrize("curated", [True, False], ids=["curated", "as printed"])
def test_each_date_at_its_place(name: str, gold: dict[str, Any], curated: bool) -> None:
    """A date would be wrong, or made up where the document cannot tell it."""
    _, times, _, _ = _read(name, curated=curated)
    start, end = gold["span"]
    [found] = [time for time in times if time.span.start < end and start < time.span.end]
    if gold["note"].startswith("with published_curated") and not curated:
        assert found.value is None
        assert found.dating.date is None
        assert found.dating.derivation.how is HowKnown.UNKNOWN
        assert found.dating.derivation.note
    else:
        assert found.value == gold["value"]
        assert found.dating.date == PartialDate.parse(gold["value"])


@pytest.mark.parametrize(("name", "gold"), _each("events"))
@pytest.mark.parametrize("curated", [True, False], ids=["curated", "as printed"])
def test_each_event_on_its_day(name: str, gold: dict[str, Any], curated: bool) -> None:
    """/event would miss what a reader finds, or date it without knowing."""
    _, _, events, text = _read(name, curated=curated)
    day = PartialDate.parse(gold["date"])
    found = [event for event in events if event.dating.date == day and _about(event, text, gold["about"])]
    assert bool(found) is (curated or gold["needs"] is None)
    for event in found:
        assert event.evidence
        assert event.dating.derivation.words


def _about(event: Event, text: str, wanted: list[str]) -> bool:
    told = " ".join((event.span.of(text), event.place or "", *event.participants))
    return all(any(form in told for form in [name, *_SPELLINGS.get(name, [])]) for name in wanted)


@pytest.mark.parametrize("gold", _DOCUMENTS, ids=lambda gold: gold["document"][:3])
def test_the_title_is_no_event(gold: dict[str, Any]) -> None:
    """/event would list headlines beside what they announce."""
    document = Document(gold["document"], (_ROOT / "seeds" / gold["document"]).read_text(encoding="utf-8"))
    title = find_published(document, find_blocks(document.text)).title
    _, _, events, text = _read(gold["document"], curated=True)
    served = [event for event in events if event.salience >= LISTED]
    assert title is None or all(title not in " ".join(event.span.of(text).split()) for event in served)
