"""Quotes in the layouts that papers have: columns, page furniture, transcripts, interviews. Invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked

TRANSCRIPT = """Hearing of the Harbour Committee, 4 May 2031

Chair: Mara Velk
Witness: Mr. Tom Orrery, harbour engineer

THE CHAIR: Good morning. I open the hearing.

THE WITNESS: Thank you. We found two leaks.

(Laughter)

I had not expected the third.

THE CHAIR: Nor had I.

The hearing adjourned at 11.40.
"""
INITIALS = """Tamar Oduya met Bela Csonka on Monday. The two spoke about the ferry.

TO: We begin with the ferry, and I am glad of it.

BC: I am not.

TO: Then tell us why.
"""
INTERVIEW = """Mara Velk builds bridges. We met her in Torrin.

**How did you begin?**

I began with a footbridge over the Ister.

It fell.

**And then?**

I built it again, and my brother held the rope.

**Tell us about the next one.**

We are drawing it now. I hope that it stands.
"""
RECORD = """Ferry inquiry, 4 May 2031

Chair: Sir Bela Csonka
Witness: Captain Tom Orrery

MS VELK: Captain, who wrote this note?

A. I did.

Q. When was that?

A. On the night before.

THE CHAIR: Which night?

A. The Monday, sir.
"""
ONE_LABEL = """Mara Velk was four times champion of Torrin. Bela Csonka met her at home.

Why did you stop?

M.V.: I had understood something about my life.

And since then?

M.V.: I teach. I like it.

[Tom Orrery, her trainer, sees it otherwise. “She was winning,” he says.]

Your book is called “The Pawn”, and it sold nine copies.

M.V.: Ten.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TRANSCRIPT,
            [
                (("Good morning. I open the hearing.",), "Mara Velk"),
                (("Thank you. We found two leaks.", "I had not expected the third."), "Tom Orrery"),
                (("Nor had I.",), "Mara Velk"),
            ],
        ),
        (
            INITIALS,
            [
                (("We begin with the ferry, and I am glad of it.",), "Tamar Oduya"),
                (("I am not.",), "Bela Csonka"),
                (("Then tell us why.",), "Tamar Oduya"),
            ],
        ),
        (
            INTERVIEW,
            [
                (("I began with a footbridge over the Ister.", "It fell."), "Mara Velk"),
                (("I built it again, and my brother held the rope.",), "Mara Velk"),
                (("We are drawing it now. I hope that it stands.",), "Mara Velk"),
            ],
        ),
        (
            RECORD,
            [
                (("Captain, who wrote this note?",), "Velk"),
                (("I did.",), "Tom Orrery"),
                (("When was that?",), "Velk"),
                (("On the night before.",), "Tom Orrery"),
                (("Which night?",), "Bela Csonka"),
                (("The Monday, sir.",), "Tom Orrery"),
            ],
        ),
        (
            ONE_LABEL,
            [
                (("I had understood something about my life.",), "Mara Velk"),
                (("I teach. I like it.",), "Mara Velk"),
                (("She was winning,",), "Tom Orrery"),
                (("Ten.",), "Mara Velk"),
            ],
        ),
    ],
    ids=["offices as labels", "initials as labels", "questions in bold", "a court's record", "only answers labelled"],
)
def test_who_answers_without_marks(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    """A whole transcript or interview would be nobody's, or its questions be taken for answers."""
    assert [found for found in marked(text) if found[1] is not None] == expected


@pytest.mark.parametrize(
    "first",
    [
        "We have waited for nine long years to see this ferry sail, and there is not one soul in the",
        "There is not one soul in the",
    ],
)
@pytest.mark.parametrize(
    "between",
    [
        "Continued on page A7",
        "PIER: Turn to Page 7\n\nTHE TORRIN LEDGER, Saturday, May 3, 2031      Page 7\n\nPIER: From Page 1",
        "LAST BOARD: Workers on the pier at Torrin\non Sunday.        Staff photo by T. Orrery",
        "7A -- THE TORRIN LEDGER -- Saturday, May 3, 2031",
        "[Photo] A picket at the gate on Monday. The banner reads\n“Bread before Boats”. Picture: L. Orrery",
        "[PHOTO] Rescuers at the pier, where a\ncurve known as “the Blind Eye” hid the\nlamp.     Ledger / T. Orrery",
        "Advertisement",
        "The old ferry at Torrin in May. Photo: T. Orrery",
        "THE TORRIN LEDGER SATURDAY, MAY 3, 2031 A7",
    ],
)
def test_the_furniture_of_a_page_is_not_in_a_quotation(between: str, first: str) -> None:
    """Words of the page would be served within somebody's words, or their second half be nobody's."""
    text = f"Mara Velk opened the pier on Monday.\n\n“{first}\n\n{between}\n\ntown who believed it,” Velk said.\n"
    assert marked(text) == [((first, "town who believed it,"), "Mara Velk")]


def test_a_name_broken_over_a_line_is_whole() -> None:
    """A card would show the speaker as "Kova- lenko"."""
    text = (
        "The ferry will sail in May, as the owner, Mara Kova-\nlenko, told the town council on Monday night.\n"
        "“It sails,” Kovalenko said, and the whole hall rose.\n"
    )
    assert marked(text) == [(("It sails,",), "Mara Kovalenko")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CHAIR: Questions, please.\n\nMARA VELK (COAST WIRE): You closed it on Sunday. Why?\n\nCHAIR: It leaked.\n",
            [(("You closed it on Sunday. Why?",), "Mara Velk")],
        ),
        (
            "The winner has found his phone.\n\nTom Orrery @torrery\ni ran. thanks to all\n12:24 PM · May 22, 2031\n",
            [(("i ran. thanks to all",), "Tom Orrery")],
        ),
    ],
    ids=["a reporter with her agency", "an account above a post in small letters"],
)
def test_a_label_that_looks_like_other_lines(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    """A question or a post would be nobody's, since its label looks like a dateline or like text."""
    assert [found for found in marked(text) if found[1] == expected[0][1]] == expected


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("- Mayor: “We were told at noon”", "We were told at noon"),
        ("- Two missing\n- Mayor speaks of “a test for us”", "a test for us"),
        ("Pier stays shut;\n“we were told at noon”—mayor\n\nBy Tom Orrery", "we were told at noon"),
    ],
    ids=["a key point", "a few words", "a headline in two lines"],
)
def test_words_over_an_article_are_whose_the_body_says(head: str, words: str) -> None:
    """Key points would show a quotation as nobody's, or as an unnamed mayor's."""
    text = (
        f"Floods in Torrin\n\n{head}\n\nMara Velk, mayor of Torrin, was hoarse when she met the press in front of the "
        "old town hall on Monday. “We were told at noon. The cellars were full by one,” Velk said. She called it "
        "“a test for us”.\n"
    )
    assert ((words,), "Mara Velk") in marked(text)[:1]


def test_a_reporter_in_brackets_is_not_in_an_answer() -> None:
    """What somebody else says would be served as the words of the one who answers."""
    text = (
        "Mara Velk writes novels. We spoke by video.\n\nQ: What did she mean?\n\nA: You must ask her!\n\n"
        "(I did. “She wants somebody to check her work,” Ilse Brandt wrote back.)\n\nQ: And now?\n\nA: I rest.\n"
    )
    assert marked(text) == [
        (("You must ask her!",), "Mara Velk"),
        (("She wants somebody to check her work,",), "Ilse Brandt"),
        (("I rest.",), "Mara Velk"),
    ]


def test_a_first_paragraph_that_breaks_off_in_a_quotation_is_no_heading() -> None:
    """The second half of a quotation that a caption parts would be lost."""
    text = (
        "The miners went home, and Tom Orrery spoke for them. “We have been down for nine days and will not say\n"
        "Tom Orrery leaves the pit on Thursday. Photograph: Mara Velk\nthat we were brave,” he said.\n"
    )
    words = ("We have been down for nine days and will not say", "that we were brave,")
    assert marked(text) == [(words, "Tom Orrery")]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        (
            "“I saw the light” — Velk paused to drink — “and took it for the buoy.”",
            ("I saw the light", "and took it for the buoy."),
        ),
        (
            "“There was no time,” (she wiped her eyes) “none at all,” Mara Velk said.",
            ("There was no time,", "none at all,"),
        ),
        (
            "“We,” Velk said, “are no gamblers” – she smiled – “and never were.”",
            ("We,", "are no gamblers", "and never were."),
        ),
        ("“The rudder”, said the engineer, Mara Velk, “was fine”.", ("The rudder", "was fine")),
    ],
    ids=["between dashes", "in brackets", "after a cue", "commas outside the marks"],
)
def test_a_quotation_goes_on_after_what_stands_between(text: str, halves: tuple[str, ...]) -> None:
    """Half a quotation would be served, and its other half be another quote or nobody's."""
    assert marked(f"Captain Mara Velk spoke to the court on Friday. {text}") == [(halves, "Mara Velk")]


@pytest.mark.parametrize(
    "block",
    [
        "• Mara Velk, opposition – “A black day.”",
        "- “A black day.” (Mara Velk, singer)",
        "“A black day.”\n\nMara Velk, singer",
        "“A black day.”\n\nAlderman Mara Velk",
    ],
    ids=["a name before a dash", "a name in brackets", "a name below", "a titled name below"],
)
def test_a_quotation_with_a_name_beside_it(block: str) -> None:
    """A reaction in a list or a box would be nobody's."""
    text = (
        f"Reactions to the verdict\n\nThe court gave its verdict on Monday.\n\n{block}\n\nThe vote\n\nIt was close.\n"
    )
    assert marked(text) == [(("A black day.",), "Mara Velk")]


def test_a_work_with_its_author_beside_it_is_no_quotation() -> None:
    """The title of a book would be served as what its author said."""
    text = "What we read\n\nTom Brandt was there.\n\n“The Long Night” (Tom Brandt, Harbour Press)\n\nIt is long.\n"
    assert marked(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Mara Velk posted this on Monday:\n\n> I am sorry. The fault was mine.\n>\n> It will not be again.\n",
            ("I am sorry. The fault was mine.", "It will not be again."),
        ),
        (
            "Mara Velk wrote in her diary:\n\nI saw the boats go out.\n\nOur mother kept the lamp lit.\n\nThey sank.\n",
            ("I saw the boats go out.", "Our mother kept the lamp lit."),
        ),
        (
            "I met Mara Velk in May. She wrote to me:\n\nI saw the boats go out.\n\nWe drove to the harbour then.\n",
            ("I saw the boats go out.",),
        ),
    ],
    ids=["set off by >", "going on with our", "the writer's own we"],
)
def test_where_a_block_quote_ends(text: str, words: tuple[str, ...]) -> None:
    """A block quote would break off, keep the marks of its margin or run on into the article."""
    assert marked(text) == [(words, "Mara Velk")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Mara Velk told us: "My father said, \'Your mother told me, "Never sell," and I never did,\' so be it."',
            [(("My father said, 'Your mother told me, \"Never sell,\" and I never did,' so be it.",), "Mara Velk")],
        ),
        (
            "'They were goin' home,' said Mara Velk, 'an' nobody rang the neighbours' bell.'",
            [(("They were goin' home,", "an' nobody rang the neighbours' bell."), "Mara Velk")],
        ),
        (
            "Mara Velk met Tom Orrery in court.\n\nVelk: “Delete this.”\n\nOrrery: “Done.”\n\nThe trial goes on.",
            [(("Delete this.",), "Mara Velk"), (("Done.",), "Tom Orrery")],
        ),
        (
            "On Telegram, the governor of Oskar, Tom Orrery, said:\n\n“Nine boats sank. There is no damage.”",
            [(("Nine boats sank. There is no damage.",), "Tom Orrery")],
        ),
    ],
    ids=["three deep", "letters left out", "messages with names", "a platform"],
)
def test_marks_and_labels_of_other_sorts(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    """A quotation would be cut at a mark within it, or a place of posting be its speaker."""
    assert marked(text) == expected
