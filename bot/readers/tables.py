"""CSV and TSV: one document a row, its columns told by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from bot.errors import ReadError
from bot.model import Document
from bot.readers.encoding import encoding_of
from bot.readers.fields import TEXT_FIELDS, document_of, plain_key
from bot.readers.source import MEGABYTE, Notice, Source

_PROBE = 1_000_000
_DELIMITERS = ",;\t|"


def read_table(source: Source) -> Iterator[Document | Notice]:
    """Read a table with a row of column names. Rows are named as spreadsheets number them: the first below is ``#2``.

    The file may be of any length, the limit holds for each row. Raises ReadError where no column bears a text.
    """
    head = source.head(_PROBE)
    if not head.strip():
        raise ReadError(source.name, "empty; left out")
    encoding, remark = encoding_of(head, source.name)
    if remark:
        yield Notice(source.name, remark)
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        yield from _rows(source, text)


def _rows(source: Source, text: IO[str]) -> Iterator[Document | Notice]:
    first = text.readline(source.limit)
    text.seek(0)
    # How long a field may be is one setting for all of csv; its default is shorter than a long article.
    csv.field_size_limit(source.limit)
    lines = _Lines(text, source)
    table = csv.reader(lines, delimiter=max(_DELIMITERS, key=first.count))
    try:
        columns = next(table, [])
        if not {plain_key(column) for column in columns} & set(TEXT_FIELDS):
            raise ReadError(source.name, f"no column is called {', '.join(TEXT_FIELDS)}; left out")
        lines.row = 0
        for number, row in enumerate(table, 2):
            lines.row = 0
            if any(cell.strip() for cell in row):
                yield from document_of(f"{source.name}#{number}", dict(zip(columns, row, strict=False)))
    except csv.Error as error:
        raise ReadError(source.name, f"broken table ({error}); what follows is left out") from error


@dataclass(slots=True)
class _Lines:
    """The lines of a table, as long as those of one row are within the limit: a cell may have several."""

    text: IO[str]
    source: Source
    row: int = 0
    """Characters of the row that is being read; whoever has taken it begins anew."""

    def __iter__(self) -> Iterator[str]:
        limit = self.source.limit
        while line := self.text.readline(limit + 1):
            self.row += len(line)
            if self.row > limit:
                most = f"{limit / MEGABYTE:g} MB"
                raise ReadError(self.source.name, f"a row is longer than {most}; what follows is left out")
            yield line
