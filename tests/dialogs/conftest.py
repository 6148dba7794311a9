"""The archive that the dialogs are held with: real databases, invented documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.store.corpus import Corpus
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.dialogs.archive import documents


@pytest.fixture(scope="session", params=KINDS)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """An archive of five documents, in each kind of database."""
    with open_archive(request.param, tmp_path_factory.mktemp("archive")) as database:
        writer = ArchiveWriter(database)
        for annotations in documents():
            writer.store_document(annotations)
        yield Corpus(database)
