"""What a sentence gives of one speaker is served as one kind, whole where its words are not understood alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from tests.archives import KINDS, open_archive
from tests.dialogs.shown import check_answer

NOW = dt.datetime(2032, 1, 10, 9, tzinfo=dt.UTC)

PAPER = """Treaty divides the coast
Northern Courier, 4 March 2031

Foreign minister Linh Tran said the treaty was “a gift to Verania”.

“We will not sign the paper in its present form,” Tran said.

Tran said the lighthouse would be closed in May.

Harbour master Otto Brandvik said the ferries would sail again on Monday.

Pilot Ada Holm promised on Tuesday to bring the mail, adding that she was glad of the wind.

On board the “Kittiwake”, keeper Ivo Lund said he would stay.
"""

DIALOGS: list[tuple[str, list[str]]] = [
    (
        "/quote Tran",
        ["Linh Tran · 1 direct, 1 partly quoted, 1 paraphrased", "said the treaty was “a gift to Verania”"],
    ),
    ("/quote Tran kind:mixed", ["Linh Tran · 1 partly quoted", "said the treaty was “a gift to Verania”"]),
    ("/quote Tran kind:indirect", ["Linh Tran · 1 paraphrased", "the lighthouse would be closed in May", "!gift"]),
    ("/quote Tran about treaty", ["Linh Tran · treaty · 1 partly quoted", "said the treaty was “a gift to Verania”"]),
    ("/search treaty", ["said the treaty was “a gift to Verania”", "!paraphrase"]),
    ("/quote Brandvik", ["Otto Brandvik · 1 paraphrased", "the ferries would sail again on Monday", "!Harbour master"]),
    (
        "/quote Holm kind:indirect",
        ["Ada Holm · 2 paraphrased", "Pilot Ada Holm promised on Tuesday to bring the mail,"],
    ),
    ("/quote Lund", ["Ivo Lund · 1 paraphrased", "he would stay", "!Kittiwake"]),
]


@pytest.fixture(scope="module", params=KINDS)
def courier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The archive of the paper, in each kind of database."""
    folder = tmp_path_factory.mktemp("papers")
    Path(folder, "courier.txt").write_text(PAPER, encoding="utf-8")
    with open_archive(request.param, tmp_path_factory.mktemp("courier")) as database:
        ingest([folder], database)
        yield Corpus(database)


@pytest.mark.parametrize(("line", "pieces"), DIALOGS, ids=[line for line, _ in DIALOGS])
def test_dialog(courier: Corpus, line: str, pieces: list[str]) -> None:
    """The same speech would be listed as two kinds, or the heading would count more than the cards show."""
    check_answer(courier, line, pieces, now=NOW)
