"""Questions that would take too long, or find too much: answered in part, and said to be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.commands.dispatch import answer_line
from bot.model import PartialDate
from bot.model.archive import CorpusCounts, Coverage
from bot.store.asking import coverage, paging, titles
from bot.store.corpus import Filters, open_corpus
from bot.store.engine.database import open_database
from bot.store.engine.deadline import Deadline
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, PATIENT, archive_at, open_archive
from tests.builders import annotated, said


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_without_time_is_answered_in_part(kind: str, tmp_path: Path) -> None:
    """A search that takes too long must say that it is not complete, and never fail or hold up the next one."""
    lines = [f"“We meet in hall {number},” said Mira Kovach." for number in range(400)]
    quotes = [said(f"We meet in hall {number},"[:-1], who="Mira Kovach") for number in range(400)]
    with archive_at(kind, tmp_path) as url, open_database(url, deadline=0.0) as database:
        text = "\n".join(lines)
        ArchiveWriter(database).store_document(annotated("a", text, people={"Mira Kovach": ()}, quotes=quotes))
        corpus = open_corpus(database)
        results = corpus.quotes(Filters(words=("hall",)), limit=400)
        assert results.partial
        assert results.total >= len(results.rows)
        assert len(results.rows) < 400
        assert corpus.coverage(Filters(words=("hall",))) == Coverage(partial=True)
        assert corpus.stats().documents == 1
        with open_database(url, deadline=PATIENT) as patient:
            assert open_corpus(patient).quotes(Filters(words=("hall",)), limit=400).total == 400


def test_what_cannot_be_counted_in_time_is_not_called_none(tmp_path: Path) -> None:
    """/corpus on a very large archive would hold up everything else, or say that it holds nothing."""
    now = dt.datetime(2031, 5, 16, tzinfo=dt.UTC)
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=0.0) as database:
        quotes = [said(f"We meet in hall {number}", who="Mira Kovach") for number in range(400)]
        text = "\n".join(f"“We meet in hall {number},” said Mira Kovach." for number in range(400))
        ArchiveWriter(database).store_document(annotated("a", text, people={"Mira Kovach": ()}, quotes=quotes))
        corpus = open_corpus(database)
        assert corpus.counts() == CorpusCounts(entities=1, said=None, events=None)
        reply = answer_line("/corpus", corpus, now=now)
        figures = {field.name: field.value for card in reply.cards for field in card.fields}
        assert (figures["Quotes"], figures["Names"]) == ("not counted: there are too many", "1")
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as patient:
        assert open_corpus(patient).counts().quotes == 400


def test_a_title_that_could_not_be_looked_for_in_time_is_not_called_missing(tmp_path: Path) -> None:
    """In a large archive a person would be told that there is no such document, or be shown the oldest ones."""
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=0.0) as database:
        writer = ArchiveWriter(database)
        for number in range(300):
            writer.store_document(annotated(f"{number}.txt", f"Hall {number} is open.", title=f"Hall {number}"))
        corpus = open_corpus(database)
        found = corpus.find_documents("hall")
        assert (found.partial, found.rows[0].title) == (True, "Hall 299")
        assert [row.name for row in corpus.find_documents("7.txt").rows] == ["7.txt"]
        reply = answer_line("/source nothing like it", corpus, now=dt.datetime(2031, 5, 16, tzinfo=dt.UTC))
        assert reply.heading == "No document called “nothing like it” was found."
        assert "Not all titles were looked through in time." in reply.note


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("typed", "names"), [("hall", ["24.txt", "23.txt", "22.txt"]), ("hall7", ["7.txt"]), ("hal7", ["7.txt"])]
)
def test_titles_are_looked_through_piece_by_piece(
    kind: str, typed: str, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over PostgreSQL a title would be missed at the seam of two pieces, or the search go on when the time is up."""
    monkeypatch.setattr(titles, "WINDOWS", (4, 3))
    with open_archive(kind, tmp_path) as database:
        writer = ArchiveWriter(database)
        for number in range(25):
            title = f"Hall{number}" if number < 10 else f"The hall of the town, part {number} of what it was"
            writer.store_document(annotated(f"{number}.txt", f"Hall {number} is open.", title=title))
        corpus = open_corpus(database)
        found = corpus.find_documents(typed, 3)
        assert ([row.name for row in found.rows][: len(names)], found.partial) == (names, False)
        if kind == "postgresql":
            monkeypatch.setattr(Deadline, "is_up", passes)
            found = corpus.find_documents("hall", 9)
            assert [row.name for row in found.rows] == ["24.txt", "23.txt", "22.txt", "21.txt"]
            assert (found.total, found.partial) == (4, True)


def passes(deadline: Deadline) -> bool:
    """Stands for a time that is up with the first look at the clock."""
    deadline.passed = True
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_too_much_to_count_is_counted_in_part(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where very much is found, the answer is quick and says "at least", on later pages too."""
    monkeypatch.setattr(paging, "COUNTED", 5)
    text = "\n".join(f"“We meet in hall {number},” said Mira Kovach." for number in range(12))
    quotes = [said(f"We meet in hall {number}", who="Mira Kovach") for number in range(12)]
    with open_archive(kind, tmp_path) as database:
        ArchiveWriter(database).store_document(annotated("a", text, people={"Mira Kovach": ()}, quotes=quotes))
        corpus = open_corpus(database)
        pages = [corpus.quotes(Filters(words=("hall",)), offset, 4) for offset in (0, 4, 8)]
        assert [(len(page.rows), page.total, page.partial) for page in pages] == [
            (4, 6, True),
            (4, 9, True),
            (4, 12, False),
        ]
        mira = corpus.find_entities("Mira Kovach")[0].entity.id
        results = corpus.quotes(Filters(entity=mira), 0, 4)
        assert (results.total, results.partial) == (12, False)


def test_what_stands_behind_very_much_is_counted_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A briefing on a common word would take seconds, or would say too small a number as if it were all."""
    with open_database(f"sqlite:///{tmp_path / 'many.db'}", deadline=PATIENT) as database:
        writer = ArchiveWriter(database)
        for number in range(4):
            quotes = [said(f"We meet in hall {number}", who="Mira Kovach")]
            text = f"“We meet in hall {number},” said Mira Kovach."
            writer.store_document(annotated(f"{number}", text, published=f"2024-0{number + 1}-16", quotes=quotes))
        corpus = open_corpus(database)
        assert corpus.coverage(Filters()) == Coverage(4, 0, PartialDate(2024, 4))
        monkeypatch.setattr(coverage, "COUNTED", 3)
        assert corpus.coverage(Filters()) == Coverage(3, 0, PartialDate(2024, 4), partial=True)
