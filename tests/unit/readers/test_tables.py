"""CSV and TSV: rows with their columns told by name."""

from __future__ import annotations

import pytest

from bot.model import Document, Metadata, PartialDate
from bot.readers import Notice, Source, read

HEADER = Metadata("Bridge", "The Quay", None, "https://quay.example/1", PartialDate(2031, 5, 16))
COMMA = 'Title,Publisher,Date,URL,Text\nBridge,The Quay,2031-05-16,https://quay.example/1,"“It is open,”\nhe said."\n'
OPEN = "“It is open,”\nhe said."


def rows(name: str, data: bytes, limit: int = 1_000_000) -> tuple[dict[str, Document], list[str]]:
    """The documents by name, and the lines for a person."""
    results = list(read(Source.memory(data, name, limit)))
    documents = {result.name: result for result in results if isinstance(result, Document)}
    return documents, [str(result) for result in results if isinstance(result, Notice)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", COMMA.encode()),
        ("a.csv", COMMA.encode("utf-8-sig")),
        ("a.csv", COMMA.encode("utf-16")),
        ("a.csv", COMMA.replace(",", ";").replace("open;", "open,").encode()),
        ("a.tsv", COMMA.replace(",", "\t").replace("open\t", "open,").encode()),
        ("a.csv", COMMA.replace("\n", "\r\n").encode()),
        ("a.csv", COMMA.replace("Text", "body").encode()),
    ],
    ids=["comma", "mark", "utf-16", "semicolon", "tab", "windows", "body"],
)
def test_a_row_is_a_document_with_what_its_columns_state(name: str, data: bytes) -> None:
    """An export of a newsroom's system would lose dates and publishers, or be read in one column."""
    documents, notices = rows(name, data)
    assert {name: document.text for name, document in documents.items()} == {f"{name}#2": OPEN}
    assert documents[f"{name}#2"].header == HEADER
    assert notices == []


def test_an_old_encoding_is_detected_and_said() -> None:
    """Names would be shown with wrong letters, or the file be left out."""
    text = "text\n" + "Le ministre a déclaré que le pont était ouvert à la circulation.\n" * 5
    documents, (notice,) = rows("a.csv", text.encode("cp1252"))
    assert documents["a.csv#3"].text == "Le ministre a déclaré que le pont était ouvert à la circulation."
    assert notice.startswith("a.csv: not UTF-8; read as windows-1252")


def test_rows_without_text_are_named_and_the_others_go_in() -> None:
    """One empty cell would cost the table."""
    documents, notices = rows("a.csv", b"title,text\nA,one\nB,\n,\nC,three\nD\n")
    assert set(documents) == {"a.csv#2", "a.csv#5"}
    assert [notice.partition(": ")[0] for notice in notices] == ["a.csv#3", "a.csv#6"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name,number\nA,1\n", "no column is called text, body, content, article; left out"),
        (b"", "empty; left out"),
        (b"text\n" + b"x" * 20_000, "a row is longer than 0.01 MB; what follows is left out"),
        (b'text\n"' + b'\n","'.join([b"x" * 900] * 20) + b'"\n', "a row is longer than 0.01 MB"),
        (b'text\n"' + b"line\n" * 20_000, "a row is longer than 0.01 MB; what follows is left out"),
        (bytes(range(256)) * 20, "binary, not text; left out"),
    ],
    ids=["columns", "empty", "long", "long of many cells", "unclosed", "binary"],
)
def test_a_table_that_cannot_be_read_is_one_clear_line(data: bytes, reason: str) -> None:
    """A dump without line ends would take the machine's memory."""
    with pytest.raises(Exception, match=r"^a\.csv: ") as caught:
        rows("a.csv", data, limit=10_000)
    assert str(caught.value).startswith(f"a.csv: {reason}")
