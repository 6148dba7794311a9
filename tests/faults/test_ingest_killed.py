"""An ingest that is killed: what was stored is whole, and the next run ends where one uninterrupted run would have."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.ingest.run import ingest
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database

CODE = """
import sys
from pathlib import Path
from bot.ingest.run import ingest
from bot.store.engine.database import open_database
if __name__ == "__main__":
    with open_database(sys.argv[2]) as database:
        ingest([Path(sys.argv[1])], database, workers=int(sys.argv[3]),
               progress=lambda now: print(now.files, flush=True))
"""


def contents(database: Database) -> dict[str, tuple[str, int, int]]:
    """What the archive holds of each document: its text, how many quotes and events."""
    corpus = Corpus(database)
    rows = corpus.documents(Filters(), limit=1000).rows
    return {row.name: (corpus.text(row.id), row.quote_count, row.event_count) for row in rows}


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_lost_or_doubled(tmp_path: Path, workers: int) -> None:
    """A power cut in the midst of a long ingest would lose documents, leave half of one, or store some twice."""
    folder = tmp_path / "news"
    folder.mkdir()
    article = "“This is number {},” said Mira Solano on Thursday. The bridge {} opened on 15 May 2031.\n\n"
    for number in range(16):
        (folder / f"{number:02}.txt").write_text(article.format(number, number) * 10)
    records = [json.dumps({"text": article.format(number, number)}) for number in range(100, 130)]
    (folder / "05.jsonl").write_text("\n".join(records))
    with zipfile.ZipFile(folder / "06.zip", "w") as archive:
        for number in range(200, 210):
            archive.writestr(f"{number}.txt", article.format(number, number))
    script, url = tmp_path / "run.py", f"sqlite:///{tmp_path / 'archive.db'}"
    script.write_text(CODE)
    for stop_after in (3, 8):
        process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, str(script), str(folder), url, str(workers)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        for _ in range(stop_after):
            assert process.stdout.readline()
        process.kill()
        # Workers hold the pipe too: it ends only when they have all ended.
        process.communicate(timeout=30)
    with open_database(url) as database, open_database(f"sqlite:///{tmp_path / 'whole.db'}") as whole:
        ingest([folder], database)
        ingest([folder], whole)
        assert len(contents(whole)) == 56
        assert contents(database) == contents(whole)
        assert ingest([folder], database).unchanged == 56
