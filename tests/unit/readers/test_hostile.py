"""Files that are made, or were broken, to do harm: each ends in documents or one line, in bounded memory."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReadError
from bot.model import Document
from bot.readers import Notice, Source, read, read_bytes

SAMPLES = Path(__file__).parents[2] / "samples"
DAMAGED = ["columns2.pdf", "pandoc.docx", "pandoc.odt", "pandoc.epub", "chromium.mhtml", "wget.warc.gz"]


class Endless(io.RawIOBase):
    """A gigabyte without a line end, behind a beginning."""

    def __init__(self, beginning: bytes) -> None:
        self._beginning = beginning
        self._left = 1_000_000_000

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._beginning:
            size = min(len(buffer), len(self._beginning))
            buffer[:size] = self._beginning[:size]
            self._beginning = self._beginning[size:]
            return size
        size = min(len(buffer), self._left)
        buffer[:size] = b"x" * size
        self._left -= size
        return size


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.txt", b""),
        ("a.html", b"<html>"),
        ("a.jsonl", b'{"text": "'),
        ("a.csv", b"text\n"),
        ("a.csv", b'text\n"'),
        ("a.mbox", b"From x\n\n"),
        ("a.mbox", b""),
        ("a.eml", b"Subject: "),
        ("a.xml", b"<rss>"),
        ("a.warc", b"WARC/1.0\r\nA: "),
        ("a.warc", b""),
        ("a.tar", b"x"),
        ("a.pdf", b"%PDF-1.7\n"),
    ],
)
def test_a_line_of_a_gigabyte_takes_no_memory(name: str, beginning: bytes) -> None:
    """A dump without line ends would take the machine's memory."""
    source = Source(name, lambda: io.BufferedReader(Endless(beginning)), limit=1_000_000)
    reasons: list[str] = []
    tracemalloc.start()
    try:
        reasons += [str(item) for item in read(source) if isinstance(item, Notice)]
    except ReadError as error:
        reasons.append(str(error))
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    (reason,) = reasons
    assert reason.startswith(name)
    assert reason.endswith("left out")
    assert peak < 40_000_000


@given(st.sampled_from(DAMAGED), st.floats(0, 1), st.binary(min_size=1, max_size=40))
def test_damage_to_a_real_file_ends_in_documents_or_lines(name: str, where: float, damage: bytes) -> None:
    """A flipped bit in one file of a folder would end the reading of all."""
    data = (SAMPLES / name).read_bytes()
    at = int(where * (len(data) - 1))
    results = read_bytes(name, data[:at] + damage + data[at + len(damage) :])
    assert results
    assert all("\n" not in str(result) for result in results if isinstance(result, Notice))
    assert all(result.text.strip() for result in results if isinstance(result, Document))


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_that_breaks_off_is_never_silent(name: str, part: float) -> None:
    """A download that broke off would pass for whole."""
    data = (SAMPLES / name).read_bytes()
    results = read_bytes(name, data[: int(len(data) * part)])
    assert results
    if name not in {"columns2.pdf", "chromium.mhtml"}:  # pdfium and mail readers mend what they can
        assert any(isinstance(result, Notice) and result.text.endswith("left out") for result in results)


@pytest.mark.parametrize("blank", ["\n", " ", " \n"])
def test_a_page_of_hardly_anything_but_blanks_is_read(blank: str) -> None:
    """Pages that a template has filled with blanks would keep the program busy for an hour."""
    page = (
        f"<html><body><article><p>The bridge is open again, as promised.</p>{blank * 400_000}</article></body></html>"
    )
    (result,) = read_bytes("a.html", page.encode())
    assert isinstance(result, Document)
    assert result.text == "The bridge is open again, as promised."


CYCLE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 3/Parent 2 0 R>> endobj
3 0 obj <</Type/Page/Parent 3 0 R/Contents 4 0 R/Resources 3 0 R>> endobj
4 0 obj 4 0 R endobj
trailer <</Root 1 0 R/Prev 0>>
"""
MANY = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count 5000/Kids["
MANY += (
    b"3 0 R " * 5000
    + b"]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\n"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (CYCLE, ""),
        (MANY, "more than 3,000 pages"),
        (b"%PDF-1.7\n", "damaged, or no PDF"),
        (b"<html><script>let a;</script></html>", "called PDF, but it is HTML"),
    ],
    ids=["cycle", "many", "empty", "lying"],
)
def test_a_hostile_pdf_is_one_line(data: bytes, reason: str) -> None:
    """A PDF whose parts name each other would be read for ever."""
    (result,) = read_bytes("a.pdf", data)
    assert isinstance(result, Notice)
    assert result.text.startswith(reason)
    assert result.text.endswith("left out")
