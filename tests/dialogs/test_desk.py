"""A desk's folder of papers in several styles, all invented: read as files, and asked as a reader would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from tests.archives import KINDS, open_archive

NOW = dt.datetime(2032, 1, 10, 9, tzinfo=dt.UTC)

PAPERS = {
    "agency.txt": """Bridge collapse in Oldhaven kills at least nine

By Nora Petersen
OLDHAVEN, 3 Sept 2029 (Nordwire) - A road bridge over the River Lahn collapsed in the port city of Oldhaven on Monday
morning, killing at least nine people and injuring 31, the fire service said.

She said the city had asked for a report in March, and that the report was due next week.
""",
    "herald.md": """---
title: Twelve dead as bridge falls into river
date: 2029-09-04
publisher: Lahn Herald
---

Twelve people were killed when the Carolus Bridge in Oldhaven collapsed on Monday, rescue workers said last night.

> "I heard a crack like a cannon," said Ottilie Brandes, 67, who was waiting at the tram stop.

Prime Minister Sigrid Anholt cancelled a trip to Lisbon and will travel to Oldhaven on Wednesday.

- It was last inspected in October 2027.
""",
    "post.txt": """THE HARBOUR POST
Wednesday, 5 September 2029

Chief engineer: it was the tide

The lid fell on Sunday, according to one engineer; the city says it was Monday morning.

“I saw the report on 8 November 2027, and I was told that the cracks were cosmetic,” engineer Jonas Tonsing said.
“Today I know that they were not.”
""",
    "court.txt": """Weiss jailed for six years
OLDHAVEN, 20 June 2031 (Nordwire)

A court in Oldhaven on Friday sentenced Konrad Weiss to six years in prison for his part in the disaster.
""",
    "history.txt": """Fifty years after: the night of the lanterns
Norland Today | 25.04.2030

On 25 April 1980, fifty years ago today, soldiers marched into Oldhaven and ended the rule of General Anton Varga.

There will be a procession tonight.

Varga fled to Brazil two days later. Work on a museum starts next month.
""",
    "book.txt": """Obituary: Aurelia Stanmore

The Harbour Post, 1 March 2028

Her best-known book, "The Last Harbour" (1991), told the story of the siege of 1648 and of the fire of 2 September 1666.
""",
    "interview.txt": """Transcript: Interview with Governor Ruth Kestrel
Capital Radio, 28 February 2024

PRESENTER: Governor, will the strike go ahead?

KESTREL: It will. The hospital was closed on March 1, 2022, and I think of it every day.

PRESENTER: Do you regret that?

KESTREL: I regret that we had to do it.
""",
}

DIALOGS: list[tuple[str, list[str]]] = [
    (
        "/event bridge 3 September 2029",
        [
            "bridge · 3 September 2029 · 1 event · 2 documents",
            "Figures differ: ",
            "“Twelve people” (Lahn Herald [1])",
        ],
    ),
    ("/event 2 September 2029", ["1 event"]),
    ("/event Anholt", ["5 September 2029 · Oldhaven · planned · Sigrid Anholt"]),
    ("/quote Brandes", ["1 direct", "“I heard a crack like a cannon,” direct"]),
    ("/search inspected", ["October 2027", "It was last inspected in October 2027."]),
    ("/event report September 2029", ["[…] the report was due next week.", "the week of 10 to 16 September 2029"]),
    ("/source tide", ["Chief engineer: it was the tide · The Harbour Post · 5 September 2029"]),
    (
        "/quote Tonsing",
        ["Jonas Tonsing · reported 5 September 2029", "“Today I know that they were not.” direct · day not"],
    ),
    ("/source jailed", ["Weiss jailed for six years · 20 June 2031"]),
    ("/event Varga", ["27 April 1980", "counted from", "25 April 1980"]),
    ("/today 25 April", ["25 April 1980 · 51 years ago"]),
    ("/event museum", ["May 2030 · planned"]),
    ("/date fire", ["⟪2 September 1666⟫"]),
    ("/quote Kestrel", ["Ruth Kestrel · 2 direct", "“I regret that we had to do it.”"]),
    ("/corpus", [" to 20 June 2031 (7 documents).", "The Harbour Post (2), Capital Radio (1)"]),
]


@pytest.fixture(scope="module", params=KINDS)
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The archive of the papers, in each kind of database."""
    folder = tmp_path_factory.mktemp("papers")
    for name, text in PAPERS.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    with open_archive(request.param, tmp_path_factory.mktemp("desk")) as database:
        ingest([folder], database)
        yield Corpus(database)


@pytest.mark.parametrize(("line", "pieces"), DIALOGS, ids=[line for line, _ in DIALOGS])
def test_dialog(desk: Corpus, line: str, pieces: list[str]) -> None:
    """A reader would be told something that these papers do not tell, or not be told what they do."""
    shown = " ".join(render(answer_line(line, desk, now=NOW), 100).split())
    at = 0
    for piece in pieces:
        found = shown.find(piece, at)
        assert found >= 0, f"{piece!r} is not (or not here) in: {shown}"
        at = found + len(piece)
