"""An event that is only a clause of its sentence is known as such."""

from __future__ import annotations

import pytest

from bot.model import Span
from bot.store.asking.torn import begins_inside, ends_inside

TOLD = [
    ("[The quay opened on Monday.] Nobody came.", False, False),
    ("It was his first trip since [being sworn in on 7 May.]", True, False),
    ("Captain Brook met [Mara Vale, who landed on 12 August 1789] and claimed the isles.", True, True),
    ("[Vale plans to visit Oldhaven in May,] the mayor said.", False, True),
    ("“We won,” [she said on Monday].", True, False),
    ("“We won.” [On Monday she left.]", False, False),
    ("OLDHAVEN (Wire) - [The quay opened on Monday.]", False, False),
    ("- [Quay opened on 2 May 1974]\n- Ferry sold\n", False, False),
    ("Ferry to be sold\n[The quay opened on Monday]\n\nMore", False, False),
    ("He came to the quay that\n[opened on Monday] with\nhis son.", True, True),
    ("The quay (which [opened on Monday]) is long.", True, True),
    ("[The quay opened (on Monday).]", False, False),
    ("It says “[the quay opened on Monday.]”", True, False),
    ("[The quay opened on Monday]!", False, False),
    ("[…]", False, False),
    ("[12]", False, False),
]


@pytest.mark.parametrize(("marked", "before", "behind"), TOLD)
def test_a_clause_cut_out_of_its_sentence_is_told_from_a_sentence(marked: str, before: bool, behind: bool) -> None:
    """The words “being sworn in on 7 May.” would stand on a card as if the document printed that as a sentence."""
    start = marked.index("[")
    text = marked.replace("[", "", 1)
    end = text.index("]")
    text = text.replace("]", "", 1)
    span = Span(start, end)
    assert (begins_inside(text, span), ends_inside(text, span)) == (before, behind)
