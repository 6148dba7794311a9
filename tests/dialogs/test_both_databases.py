"""Every answer over the seed documents is the same from both databases, to the last word, link and button."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.commands.dispatch import answer_line
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from tests.archives import KINDS, open_archive
from tests.dialogs.test_seeds import DIALOGS, NOW, SEEDS

LINES = [
    *(line for line, _ in DIALOGS),
    "/quote Xi",
    "/quote Putin about cooperation kind:direct",
    "/quote Lavrov publisher:South",
    "/quote anonymous",
    "/event 2024 place:Beijing",
    "/event person:Putin",
    "/event 2019 page 2",
    "/event Global Times",
    "/date joint statement",
    "/date 2024",
    "/today 16 May",
    "/brief Xi",
    "/brief 2024",
    "/timeline Putin",
    "/compare Russia 2020 2024",
    "/search relations",
    "/search relating",
    "/search “joint statement”",
    "/search “joint statement” -signed",
    "/search partnership person:Putin after:2019",
    "/search of",
    "/search zeppelin",
    "/who Sergei Lavrow",
    "/who China",
    "/source 1",
    "/source unity",
    "/corpus",
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Corpus, Corpus]]:
    """The seed documents in each kind of database."""
    one, other = (open_archive(kind, tmp_path_factory.mktemp("seeds")) for kind in KINDS)
    with one as sqlite, other as postgresql:
        for database in (sqlite, postgresql):
            ingest([SEEDS], database)
        yield Corpus(sqlite), Corpus(postgresql)


@pytest.mark.parametrize("line", dict.fromkeys(LINES))
def test_the_answer_is_the_same(both: tuple[Corpus, Corpus], line: str) -> None:
    """An archive that moves to a shared server would answer otherwise than before."""
    one, other = (answer_line(line, corpus, now=NOW) for corpus in both)
    assert one == other


@pytest.mark.parametrize("typed", ["", "x", "xi", "pu", "lavrof", "Сергей"])
def test_the_same_is_offered(both: tuple[Corpus, Corpus], typed: str) -> None:
    """What is offered while typing would differ.

    Not so the numbers of entities: they depend on which documents were stored together, and so on how fast that went.
    """
    one, other = ([entity.name for entity in corpus.speakers(typed)] for corpus in both)
    assert one == other
