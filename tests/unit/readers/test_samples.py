"""Files as real tools make them (scripts/make_format_samples.py): the story in them comes out word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.model import Document, Metadata, PartialDate
from bot.readers import Notice, read_bytes

SAMPLES = Path(__file__).parents[2] / "samples"
TITLE, *STORY = (SAMPLES / "story.txt").read_text(encoding="utf-8").strip().split("\n\n")
DAY = PartialDate(2031, 5, 16)


def read(name: str) -> tuple[list[Document], list[str]]:
    """The documents of a sample, and the lines for a person."""
    results = read_bytes(name, (SAMPLES / name).read_bytes())
    documents = [result for result in results if isinstance(result, Document)]
    return documents, [str(result) for result in results if isinstance(result, Notice)]


@pytest.mark.parametrize("name", ["columns1.pdf", "columns2.pdf", "columns3.pdf", "owner.pdf"])
def test_a_newspaper_page_reads_as_it_was_written(name: str) -> None:
    """Columns would be mixed, and heads, page numbers and line-end hyphens stand in the midst of quotes."""
    (document,), notices = read(name)
    assert document.text.split("\n\n") == [TITLE, *STORY * 3]
    assert notices == []


@pytest.mark.parametrize(("name", "before"), [("chromium.pdf", ["Home Sport", TITLE]), ("chromium3.pdf", [TITLE])])
def test_a_page_printed_by_a_browser_reads_as_it_was_written(name: str, before: list[str]) -> None:
    """The day of printing and the address in the margins would be read as news."""
    (document,), notices = read(name)
    assert document.text.split("\n\n") == [*before, *STORY]
    assert document.header == Metadata(title=TITLE)
    assert notices == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("scanned.pdf", "2 scanned pages without a text layer: run OCR on it; left out"),
        ("password.pdf", "protected by a password; left out"),
    ],
)
def test_a_pdf_without_readable_text_is_named_with_what_to_do(name: str, reason: str) -> None:
    """A person would wonder why a paper that lies in the folder is never found."""
    assert read(name) == ([], [f"{name}: {reason}"])


@pytest.mark.parametrize(
    ("name", "paragraphs", "header"),
    [
        ("libreoffice.docx", [TITLE, *STORY * 3], Metadata()),
        ("libreoffice.odt", [TITLE, *STORY * 3], Metadata()),
        ("pandoc.docx", [TITLE, "Ada Quill", "2031-05-16", TITLE, *STORY], Metadata(TITLE, author="Ada Quill")),
        ("pandoc.odt", [TITLE, "Ada Quill", "2031-05-16", TITLE, *STORY], Metadata(TITLE, author="Ada Quill")),
    ],
)
def test_office_files_give_their_paragraphs(name: str, paragraphs: list[str], header: Metadata) -> None:
    """Page heads would be read as text, or a manuscript's words be lost."""
    (document,), notices = read(name)
    assert document.text.split("\n\n") == paragraphs
    assert document.header == header
    assert notices == []


def test_a_book_gives_a_document_a_chapter() -> None:
    """An issue would be one text of a thousand articles, and its day of publication be lost."""
    (document,), notices = read("pandoc.epub")
    assert document.name == "pandoc.epub/EPUB/text/ch001.xhtml"
    assert document.text.split("\n\n") == [TITLE, *STORY]
    assert document.header == Metadata(TITLE, "The Harbour Post", "Ada Quill", None, DAY)
    assert notices == []


def test_a_page_that_a_browser_saved_in_one_file_has_its_address() -> None:
    """Saved evidence would lose where it came from."""
    (document,), notices = read("chromium.mhtml")
    assert document.text.split("\n") == [TITLE, *STORY]
    assert document.header.url is not None
    assert document.header.url.endswith("/story.html")
    assert (document.header.title, document.header.publisher, document.header.published) == (
        TITLE,
        "The Harbour Post",
        DAY,
    )
    assert notices == []


def test_a_crawl_gives_each_page_with_its_address() -> None:
    """A web archive would stay closed, or missing pages and pictures be taken for news."""
    documents, notices = read("wget.warc.gz")
    by_page = {(document.header.url or "").rpartition("/")[2]: document for document in documents}
    assert set(by_page) == {"", "story.html", "note.txt"}
    story = by_page["story.html"]
    assert story.text.split("\n") == [TITLE, *STORY]
    assert (story.header.publisher, story.header.published) == ("The Harbour Post", DAY)
    assert story.name.startswith("wget.warc.gz/127.0.0.1-")
    assert story.name.endswith("/story.html")
    assert notices == ["wget.warc.gz: 1 file of another format in it is passed over: image/png (1)"]
