"""Answers over more than anybody reads: what is counted, what is left out, and that it is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.store.asking import paging
from bot.store.corpus import Corpus
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened, said
from tests.dialogs.shown import check_answer

NOW = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)
LEFT_OUT = "Only the newest 60 of each sort are looked at: narrow the question for older ones."


@pytest.fixture(scope="module", params=KINDS)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Seventy documents with two quotes and an event each, and two people of one surname."""
    with open_archive(request.param, tmp_path_factory.mktemp("many")) as database:
        writer = ArchiveWriter(database)
        for number in range(70):
            day = (dt.date(2030, 1, 1) + dt.timedelta(days=number)).isoformat()
            text = (
                f"“Ferry {number} sails,” Ada Vale said.\n“Ferry {number} sank,” Bo Vale said.\n"
                f"Ada Vale opened quay {number}.\n"
            )
            writer.store_document(
                annotated(
                    f"{number}.txt",
                    text,
                    published=day,
                    title=f"Ferry {number}",
                    publisher="Harbour Gazette",
                    people={"Ada Vale": (), "Bo Vale": ()},
                    quotes=[
                        said(f"Ferry {number} sails,", who="Ada Vale", on=day),
                        said(f"Ferry {number} sank,", who="Bo Vale", on=day),
                    ],
                    events=[happened(f"Ada Vale opened quay {number}", day, ("Ada Vale",))],
                )
            )
        yield Corpus(database)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        (
            "/event 2030",
            ["2030 · 70 events · 70 documents, 1 publisher, nothing after March 2030 11 March", "page 1 of 14"],
        ),
        ("/event 2030 page 14", ["quay 0", "page 14 of 14"]),
        ("/quote Ada Vale", ["Ada Vale · 70 direct · named in 70 documents", "page 1 of 14"]),
        ("/quote Ada Vale page 14", ["“Ferry 0 sails,”", "page 14 of 14"]),
        (
            "/date 2030",
            ["2030 · 70 events, 140 quotes · at least 70 documents, 1 publisher, nothing after March 2030 " + LEFT_OUT],
        ),
        ("/search ferry", ["ferry · at least 101 quotes, at least 101 sentences", LEFT_OUT]),
        (
            "/brief Ada Vale",
            [
                "Briefing · Ada Vale · 70 documents, 1 publisher, nothing after March 2030",
                LEFT_OUT,
                "The newest 6 of them:",
            ],
        ),
        ("/quote Vale", ["→ Ada Vale (surname), not Bo Vale", "Try: /quote Bo Vale"]),
    ],
)
def test_dialog(corpus: Corpus, line: str, pieces: list[str]) -> None:
    """An answer would pass a part for the whole."""
    check_answer(corpus, line, pieces, now=NOW)


@pytest.mark.parametrize(
    "line",
    ["/event 2030", "/quote Ada Vale about ferry", "/brief ferry", "/timeline ferry", "/compare ferry 2029 2030"],
)
def test_numbers_that_are_not_whole_say_so(corpus: Corpus, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """A number of a large archive would be taken for all there is."""
    monkeypatch.setattr(paging, "COUNTED", 5)
    assert "there are at least so many" in " ".join(render(answer_line(line, corpus, now=NOW)).split())
