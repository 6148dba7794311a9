"""The blocks of a text: what is headline, byline, dateline, caption, list and boilerplate, and what is body."""

from __future__ import annotations

import pytest

from bot.extract.page.blocks import find_blocks
from bot.model import BlockKind

H, B, D, C = BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CAPTION
P, L, X = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BOILERPLATE

BODY = "The ferry operator stopped all night crossings after a storm, the harbour master said on Monday."


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    """Each block's kind with its first words."""
    return [(block.kind, " ".join(block.span.of(text).split())[:40]) for block in find_blocks(text)]


LINES = [
    ("Ferry stops at night", H),
    ("By Harriet Colwyn", B),
    ("By Li Norrgren Source: Harbour Times Published: 2031/7/13 12:38:40", B),
    ("- Marla Quist marla.quist@courier.example Photo: Handout", B),
    ("Published: Sep 19, 2031 12:12 PM Updated: Sep 19, 2031 12:10 PM", D),
    ("Tuesday 8 March 2022", D),
    ("By Simon Achterberg, Business Reporter | October 24, 2019", D),
    ("No. 36 · 4 September 2023", D),
    ("The Daily Selkirk Courier Wednesday, August 16, 2017", D),
    ("The pier after the storm. Photo: Meridian", C),
    ("Photo: VCG", C),
    ("(Photo by Jonas Reiter)", C),
    ("The Selkirk Courier", X),
    ("Posted in: VIEWPOINT", X),
    ("blog comments powered by Disqus", X),
    ("Newspapers in English", X),
    ("© 2019-2023 Tarnwell Labs. All rights reserved.", X),
    ("(c) 2031 Tarnwell Labs", X),
    ("(c) Tarnwell Labs 2031", X),
    ("Copyright Tarnwell Labs", X),
    ("(c) decided that the border shall close on 4 March 2031, food excepted;", L),
    ("September 9, and nobody is being carried.", P),
    ("Copyright lawyers told the court on Monday that the ferry company had never owned the film.", P),
    ("press@tarnwell.example", X),
    ("Share this article", X),
    ("- Piers: two of seven were hit by waves.", L),
    ("• Piers: two of seven were hit by waves.", L),
    ("1. Two of seven piers were hit by waves.", L),
    ("Harbour Master Calls Night Crossings ‘Reckless.’", H),
    ("Storm Stops All the Ferries of the Bay!", H),
    (BODY, P),
    ("The ferry stopped on Monday.", P),
    ("“We will not sell,” she said.", P),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_before_the_body(line: str, kind: BlockKind) -> None:
    """Furniture would be read as news, or news as furniture."""
    assert kinds(f"{line}\n\n{BODY}\n\n{BODY}")[0][0] is kind


def test_a_dateline_is_cut_from_its_paragraph() -> None:
    """An event would begin with the name of the agency."""
    text = f"PORT SELLAN, March 4 (Meridian Wire) — {BODY}"
    assert kinds(text) == [(D, "PORT SELLAN, March 4 (Meridian Wire) —"), (P, BODY[:40])]


@pytest.mark.parametrize(
    "opening",
    [
        "CAPE LORNE —",
        "LUNDE, Friday, May 30 (NNA) -",
        "GRAYMOUNT, Ore., Jan. 12, 2023 /Clearline/ --",
        "LUNDE, March 4. --",
        "12.03.2021 –",
    ],
)
def test_datelines_of_many_houses(opening: str) -> None:
    """The publication date would be missed."""
    assert kinds(f"{opening} {BODY}") == [(D, opening[:40]), (P, BODY[:40])]


@pytest.mark.parametrize("opening", ["The harbour master — a former sailor —", "Holt – the mayor –", "A man - tall -"])
def test_a_dash_does_not_make_a_dateline(opening: str) -> None:
    """The subject of the first sentence would be cut off."""
    assert [kind for kind, _ in kinds(f"{opening} spoke. {BODY}")] == [P]


def test_a_caption_inside_a_paragraph_becomes_a_block_of_its_own() -> None:
    """A quotation would contain the words of a photo caption."""
    text = (
        f"{BODY}\n\n“We have repaired the pier and\n\nDivers raise the bell in Corran Bay. the crane that was hit,” she"
        f" said.\n\n{BODY}"
    )
    assert [kind for kind, _ in kinds(text)] == [P, P, C, P, P]
    assert kinds(text)[2][1] == "Divers raise the bell in Corran Bay."


def test_a_caption_between_the_halves_of_a_paragraph() -> None:
    """The same, where the caption has a line of its own."""
    text = f"{BODY}\n\n“We have repaired the pier and\n\nDivers raise the bell.\n\nthe crane,” she said."
    assert [kind for kind, _ in kinds(text)] == [P, P, C, P]


def test_the_lines_right_below_a_credit_are_its_caption() -> None:
    """A caption would be read as a paragraph, and cut a quotation in two."""
    text = (
        'Mara Velk spoke to the crew on Monday.\n\n"They answered with their lamps.\n\n(Photo: I. Arlt)\n'
        'CAUGHT: The trawler at the wharf.\n\nThat is not honest," she said.'
    )
    assert (BlockKind.CAPTION, "CAUGHT: The trawler at the wharf.") in kinds(text)


def test_hard_wrapped_lines_are_joined() -> None:
    """A paragraph of a mail or a printed page would be torn into lines."""
    wrapped = (
        "The ferry operator stopped all night crossings after a storm damaged\n"
        "two of its piers, the harbour master said. Repairs will begin soon\n"
        "and take about three weeks, she said, if the crane can be repaired\n"
        "before that.\n\n"
        "The line carried 412,000 passengers last year, up from 398,000 in the\n"
        "year before, and was founded by a fisherman from one of the islands\n"
        "in the bay.\n"
    )
    assert [kind for kind, _ in kinds(wrapped)] == [P, P]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_one_line_a_paragraph(end: str) -> None:
    """Two paragraphs would be run into one."""
    assert [kind for kind, _ in kinds(end.join(["Ferry stops at night", BODY, BODY]))] == [H, P, P]


def test_subheads_and_lists() -> None:
    """A heading in the body would be read as a sentence of it."""
    text = f"{BODY}\nBuilding a New Pier\n- Two piers were hit.\n- One pier was not hit.\nWhat Comes Next\n{BODY}"
    assert [kind for kind, _ in kinds(text)] == [P, H, L, L, H, P]


def test_comments_right_under_their_heading() -> None:
    """What a reader wrote below a story would be read as part of it."""
    text = f"{BODY}\n\nComments (2)\nferryfan88 wrote on July 1, 2031:\n\n“It never sails,” said my aunt on Monday."
    assert {kind for kind, _ in kinds(text)[1:]} == {X}


def test_nothing() -> None:
    """An empty file would end the ingest."""
    assert find_blocks("") == ()
    assert find_blocks(" \n\r\n\t ") == ()


COLUMN = """The driver, Milo Velk, had been on duty since
five. He was released from the hospital
Monday and will be heard today.

A service for the dead is set for 7 p.m. at
Lunde chapel. The choir had been due to sing
there in July; that concert was canceled."""


def test_a_short_text_in_a_column_is_joined() -> None:
    """A line of a narrow column that begins with a name would be a headline, and its date be lost."""
    assert [kind for kind, _ in kinds(f"SELLAN -- {COLUMN}")] == [D, P, P]


def test_a_credited_caption_between_two_halves_is_a_caption() -> None:
    """What the picture shows, and its day, would be furniture."""
    first = "“I have thrown out the milk of all the forty cows that we had in this valley"
    caption = "Smoke rises Friday from the landfill. COURIER / Teo Velk"
    text = f"{BODY}\n\n{first}\n\n[PHOTO]\n{caption}\n\nevery morning since it caught.”"
    assert (C, caption[:40]) in kinds(text)


@pytest.mark.parametrize(
    "day",
    [
        "in November\n21. She was",
        "on\n3 October. She was",
        "on\nSept. 14, 2024, and",
        "on June\n14. She",
        "on\nSeptember 9, and she",
    ],
)
def test_a_wrapped_line_may_begin_with_a_day(day: str) -> None:
    """A death on November 21 would be dated to November, and the rest be an item of a list or a line of the head."""
    text = (
        "The ferry operator stopped all night crossings after a storm damaged\n"
        "two of its piers, and the harbour master who had held her office for\n"
        f"some thirty years, and was known to all of them, died at home {day}\n"
        "buried by the sea as she had asked them to do in her last letter, in\n"
        "which she wrote of the storms that she had seen there as a child.\n"
    )
    assert [kind for kind, _ in kinds(text)] == [P]
