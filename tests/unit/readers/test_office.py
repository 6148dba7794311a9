"""Word, OpenDocument and EPUB beyond the samples: what was struck out stays out, what is hostile ends in one line."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.model import Document, Metadata
from bot.readers import Notice, read_bytes

BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
SECRET = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>'
OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)


def read(name: str, data: bytes) -> tuple[list[Document], list[str]]:
    """Read ``data`` as a file of that name: the documents, and the lines for a person."""
    results = read_bytes(name, data)
    documents = [result for result in results if isinstance(result, Document)]
    return documents, [str(result) for result in results if isinstance(result, Notice)]


def package(**parts: str) -> bytes:
    """A zip file of parts; two underscores stand for a slash, one for a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def word(*markup: str, title: str = "Bridge opens", author: str = "Ada Quill") -> bytes:
    """A Word file by python-docx, with paragraphs of WordprocessingML."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in markup:
        document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{paragraph}</w:p>"))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Crowns", "412"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_word_gives_the_text_as_it_stands_with_all_changes_accepted() -> None:
    """Struck-out words would be served as said, and inserted ones be lost."""
    data = word(
        "<w:r><w:t xml:space='preserve'>We </w:t></w:r><w:ins><w:r><w:t>kept</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>broke</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>our word.</w:t><w:br/><w:t>Yes.</w:t></w:r>",
        "<w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    (document,), notices = read("a.docx", data)
    assert document.text == "We kept our word.\nYes.\n\nA link\n\nCrowns\n\n412"
    assert document.header == Metadata("Bridge opens", author="Ada Quill")
    assert notices == []


@pytest.mark.parametrize(
    ("title", "author"), [("Word Document", "python-docx"), ("Untitled", "Microsoft Office User"), ("", "admin")]
)
def test_what_a_program_fills_in_is_no_title_and_no_author(title: str, author: str) -> None:
    """A file would be listed as "Word Document", and its heading not be looked at."""
    (document,), _ = read("a.docx", word("<w:r><w:t>Text.</w:t></w:r>", title=title, author=author))
    assert document.header == Metadata()


def test_opendocument_gives_the_text_without_notes_and_changes() -> None:
    """A footnote would cut a quote in two."""
    text = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>We<text:s/>kept<text:note>"
        "<text:note-body><text:p>A note</text:p></text:note-body></text:note><text:tab/>our "
        "<text:span>word</text:span>.<text:line-break/>Yes.</text:p><text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>"
    )
    (document,), notices = read("a.odt", package(mimetype="", content_xml=OPEN.format(text)))
    assert document.text == "We kept our word.\nYes.\n\nItem"
    assert notices == []


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password, or of Word before 2007"),
        ("a.docx", b"no package", "damaged: no package of parts"),
        ("a.docx", package(a_txt="x"), "broken Word"),
        ("a.docx", word()[:900], "damaged: no package of parts"),
        ("a.odt", package(mimetype="x"), "damaged: content.xml is missing"),
        ("a.odt", package(content_xml="<a><b>"), "broken XML (line 1)"),
        ("a.odt", package(content_xml="<a/>"), "no text in it"),
        ("a.odt", package(content_xml=BOMB), "declares XML entities of its own"),
        ("a.odt", package(content_xml=SECRET), "declares XML entities of its own"),
        ("a.odt", package(content_xml="<a>" * 5000), "broken XML"),
        ("a.odt", package(META_INF__manifest_xml="<m/>", content_xml="x" * 21_000_000), "unpacks to more than 20 MB"),
        ("a.odt", package(content_xml="<a/>", b_png="x" * 201_000_000), "unpacks to more than 20 MB"),
        ("a.epub", package(mimetype="application/epub+zip"), "damaged: META-INF/container.xml is missing"),
        ("a.epub", package(**{"META-INF__container_xml": "<c/>"}), "damaged: its table of contents is missing"),
    ],
)
def test_a_hostile_or_broken_package_is_one_clear_line(name: str, data: bytes, reason: str) -> None:
    """One file from a stranger could take the machine's memory, read its files, or end the run."""
    documents, (notice,) = read(name, data)
    assert documents == []
    assert notice.startswith(f"{name}: {reason}"), notice
    assert notice.endswith("left out")


def test_a_book_protected_against_copying_is_named() -> None:
    """Scrambled letters would be stored as text."""
    parts = {
        "META-INF__container_xml": '<c><rootfile full-path="b.opf"/></c>',
        "META-INF__encryption_xml": '<e><CipherReference URI="one.xhtml"/></e>',
        "b_opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="i" href="one.xhtml"/></manifest>'
        '<spine><itemref idref="i"/></spine></package>',
        "one_xhtml": "scrambled",
    }
    assert read("a.epub", package(**parts)) == ([], ["a.epub: protected against copying; left out"])
