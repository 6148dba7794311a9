"""Questions about what four papers print alike and a fifth tells by itself, as they are typed and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from bot.store.writing.write import ArchiveWriter
from tests.agency import LEAD, papers, witness
from tests.archives import PATIENT

NOW = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The five papers."""
    with open_database(f"sqlite:///{tmp_path_factory.mktemp('archive') / 'archive.db'}", deadline=PATIENT) as database:
        writer = ArchiveWriter(database)
        for one in (*papers(), witness()):
            writer.store_document(one)
        yield Corpus(database)


@pytest.mark.parametrize(
    ("line", "once", "pieces"),
    [
        ("/event 2031", LEAD[:60], ["4 documents, 3 of them copies, 4 publishers", "the same story in "]),
        ("/quote Lindqvist", "a falling crane", ["the same story in ", "[2] Observer on the pier"]),
        ("/search dredger", LEAD[:60], ["the same story in ", "Two ferries were full"]),
        ("/brief 2031", LEAD[:60], ["5 documents, 3 of them copies, 5 publishers"]),
        ("/corpus", " on the pier · Courier", ["3 documents with the story of another", "the same story in "]),
        ("/source courier.txt", "Courier on the pier ·", ["Same story in: Herald, Gazette and Tribune"]),
    ],
)
def test_what_papers_print_alike_is_shown_once(corpus: Corpus, line: str, once: str, pieces: list[str]) -> None:
    """If this failed, a reader would be shown one agency text several times, or take it for several witnesses."""
    shown = " ".join(render(answer_line(line, corpus, now=NOW), 400).split())
    assert shown.count(once) <= 1
    assert [piece for piece in pieces if piece not in shown] == []
