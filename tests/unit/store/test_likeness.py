"""Which texts are one story in two papers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Annotations, Block, BlockKind, Span
from bot.store.matching.likeness import Signature, alike, signature
from tests.agency import END, LEAD, MIDDLE, SAYING, STORY, printed, witness


def signed(annotations: Annotations) -> Signature:
    """The signature of a document that is long enough for one."""
    found = signature(annotations.document.text, annotations.blocks)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORY, True),
        ((LEAD, SAYING, MIDDLE), True),
        ((LEAD, END, SAYING), True),
        (("Own words of the editor stand here before the copy.", *STORY), True),
        ((*STORY, "Our correspondent adds that the pier was to be renewed next spring in any case."), True),
        ((LEAD.upper(), SAYING.upper(), MIDDLE.upper(), END.upper()), True),
        ((LEAD, " ".join(f"On day {day} nothing was said of it by anybody." for day in range(9))), False),
    ],
)
def test_copy_that_was_cut_or_edited_is_known_again(other: tuple[str, ...], same: bool) -> None:
    """If this failed, one agency story in six papers would look like six witnesses."""
    assert alike(signed(printed("Courier", *STORY)), signed(printed("Herald", *other))) is same


def test_an_article_of_its_own_is_no_copy() -> None:
    """If this failed, independent reports with the same quote would be taken for one."""
    assert not alike(signed(printed("Courier", *STORY)), signed(witness()))


def test_furniture_makes_no_copy() -> None:
    """If this failed, short notices under one long banner would be taken for one story."""
    banner = Block(Span(0, 400), BlockKind.BOILERPLATE)
    assert signature("subscribe to our letter today and " * 12, [banner]) is None


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=3000))
def test_any_text_is_like_itself_once_stored(text: str) -> None:
    """If this failed, some text would break an ingest, or a signature would change by being stored."""
    found = signature(text, [Block(Span(0, len(text)), BlockKind.PARAGRAPH)])
    if found is not None:
        again = Signature.unpacked(found.size, found.packed())
        assert again == found
        assert alike(found, again)
        assert again.bands == found.bands
