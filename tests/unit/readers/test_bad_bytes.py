"""Bytes that are not what their name says: each is one clear line, and what can be read is read."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ReadError
from bot.model import Document
from bot.readers import FORMATS, Notice, Source, read

ENGLISH = "“We kept our word,” the mayor’s café society was told – and agreed."
RUSSIAN = "Министр сказал, что мост открыт, и все довольны этим днём."
POLISH = "Żółta łódź płynęła przez świętą rzekę, powiedział burmistrz."
JAPANESE = "大臣は木曜日に橋が開通したと述べた。市民は喜んでいる。"


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (ENGLISH, "cp1252", "windows-1252"),
        ("Café crème", "latin-1", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (POLISH, "cp1250", "windows-1250"),
        (JAPANESE, "shift_jis", "shift-jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
    ],
)
def test_other_encodings_are_detected_and_said(text: str, encoding: str, said: str) -> None:
    """An old file would be left out, or its letters be wrong without a word about it."""
    notice, document = read(Source.memory(text.encode(encoding), "a.txt"))
    assert isinstance(document, Document)
    assert document.text == text
    assert str(notice) == f"a.txt: not UTF-8; read as {said}, detected from its bytes"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "nothing but white space"),
        (b"\xef\xbb\xbf", "nothing but white space"),
        (b"%PDF-1.7 ...", "called "),
        (b"PK\x03\x04" + b"x" * 99, "called "),
        (b"\x89PNG\r\n\x1a\n", "binary (PNG)"),
        (bytes(range(256)) * 9, "binary, not text"),
        (b"x" * 1001, "larger than 0.001 MB"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str, name: str) -> None:
    """Garbage would be stored as a document, or a person be left to guess why a file is missing."""
    with pytest.raises(ReadError) as caught:
        list(read(Source.memory(data, name, limit=1000 if data.startswith(b"xx") else 10_000)))
    assert str(caught.value).startswith(f"{name}: {reason}")
    assert str(caught.value).endswith("left out")


def test_a_stray_nul_does_not_cost_the_document() -> None:
    """One bad byte would lose a whole article, or cut it short in the database."""
    text = "A long and honest article. " * 20 + "\x00" + "The end."
    notice, document = read(Source.memory(text.encode(), "a.txt"))
    assert isinstance(document, Document)
    assert document.text == text.replace("\x00", "�")
    assert "1 NUL" in str(notice)


def test_broken_lines_are_named_and_the_others_go_in() -> None:
    """One broken record would cost the whole export."""
    lines = [
        json.dumps({"text": "One."}),
        "{broken",
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": 5}',
        json.dumps({"text": "half \ud800 and \x00"}),
        '{"text": ' + "9" * 5000 + "}",
        "[" * 100_000,
        json.dumps({"text": "y" * 300_000}),
        json.dumps({"text": "Last."}),
    ]
    data = "\n".join(lines).encode() + b"\n\xff\xfe{\n"
    results = list(read(Source.memory(data, "a.jsonl", limit=200_000)))
    documents = {result.name: result.text for result in results if isinstance(result, Document)}
    notices = {result.name: result for result in results if isinstance(result, Notice)}
    assert documents == {"a.jsonl#1": "One.", "a.jsonl#6": "half � and �", "a.jsonl#10": "Last."}
    assert {name for name, notice in notices.items() if notice.left_out} == {
        f"a.jsonl#{n}" for n in (2, 3, 4, 5, 7, 8, 9, 11)
    }
    assert "not JSON" in notices["a.jsonl#2"].text
    assert "longer than 0.2 MB" in notices["a.jsonl#9"].text
    assert "not UTF-8" in notices["a.jsonl#11"].text
    assert not notices["a.jsonl#6"].left_out


@pytest.mark.parametrize("body", ["", "<html></html>", "<p>", "<html><body><script>var a = 1;</script></body></html>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    """An empty page would count as a document."""
    with pytest.raises(ReadError, match=r"^a\.html: .*left out$"):
        list(read(Source.memory(body.encode(), "a.html")))


@given(st.binary(max_size=400), st.sampled_from(sorted(FORMATS)))
def test_any_bytes_end_in_documents_or_one_clear_error(data: bytes, suffix: str) -> None:
    """One hostile file would end the reading of a whole folder."""
    results: list[Document | Notice | ReadError] = []
    try:
        results.extend(read(Source.memory(data, f"a{suffix}")))
    except ReadError as error:
        results.append(error)
    assert results or suffix == ".jsonl"
    for result in results:
        if isinstance(result, Document):
            assert result.text.strip()
            assert not set("\x00\r") & set(result.text)
        else:
            assert str(result).startswith(f"a{suffix}")
            assert "\n" not in str(result)


@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling", "loop", "missing", "device"])
def test_what_is_no_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    """A pipe in the folder would make the program wait for ever."""
    path = tmp_path / "a.txt"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "loop":
            path.symlink_to(path)
        case "device":
            path = Path("/dev/zero")
    with pytest.raises(ReadError, match=r"^a\.txt: .*; left out$"):
        Source.file(path, "a.txt")


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path) -> None:
    """A file without permission would end the run with a traceback. (Root may read all: the stream refuses.)"""

    def refused() -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(ReadError, match=r"^a\.txt: cannot be read \(permission denied\); left out$"):
        Source("a.txt", refused).read()  # type: ignore[arg-type]
    with pytest.raises(ReadError, match=r"^a\.jsonl: cannot be read \(permission denied\)"):
        list(read(Source("a.jsonl", refused)))  # type: ignore[arg-type]


def test_a_file_beyond_the_limit_is_not_read_into_memory(tmp_path: Path) -> None:
    """A 200 MB log in the folder would take the machine's memory."""
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(ReadError, match="larger than 1 MB"):
            list(read(Source.file(path, "big.txt", limit=1_000_000)))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
