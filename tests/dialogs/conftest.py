"""The archive that the dialogs are held with: real SQLite, invented documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.store.corpus import Corpus
from bot.store.database import open_database
from bot.store.write import ArchiveWriter
from tests.dialogs.archive import documents


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """An archive of five documents."""
    path = tmp_path_factory.mktemp("archive") / "archive.db"
    with open_database(f"sqlite:///{path}") as database:
        writer = ArchiveWriter(database)
        for annotations in documents():
            writer.store_document(annotations)
        yield Corpus(database)
