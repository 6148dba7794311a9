"""Word, OpenDocument and EPUB: zip files with XML in them, opened with bounds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from bot.errors import ReadError
from bot.model import Document, Metadata
from bot.readers.document import document
from bot.readers.fields import stated_date
from bot.readers.markup import Vocabulary, line_of, parse_xml, text_of, text_of_html, xml_text
from bot.readers.members import Members
from bot.readers.properties import stated
from bot.readers.source import MEGABYTE, Notice, Source

_MEDIA = 10
"""How many times a document's limit pictures and fonts in it may take, unpacked."""

_WORD = Vocabulary(
    blocks=frozenset({"p"}),
    # What was deleted or moved away, what a field is worked out from, and the second copy of a text box.
    silent=frozenset({"delText", "instrText", "delInstrText", "moveFrom", "Fallback", "pPr", "rPr", "sectPr"}),
    breaks=frozenset({"br", "cr"}),
    blanks=frozenset({"tab", "ptab"}),
    words=frozenset({"t"}),
)
_OPEN = Vocabulary(
    blocks=frozenset({"p", "h"}),
    silent=frozenset({"tracked-changes", "annotation", "note", "ruby-text", "desc", "title", "forms"}),
    breaks=frozenset({"line-break"}),
    blanks=frozenset({"s", "tab"}),
)
_ODF_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_FRONT_MATTER = frozenset({"titlepage", "cover", "toc", "landmarks", "halftitlepage"})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read_docx(source: Source) -> Iterator[Document | Notice]:
    """Read a Word document: its body as it stands with all changes accepted; no headers, footers and notes.

    Its title and author are what its properties state. When it was last saved is no publication date.
    """
    import docx

    data = source.read()
    if data.startswith(_OLD_OFFICE):
        raise ReadError(source.name, "protected by a password, or of Word before 2007; save it as .docx; left out")
    package = _opened(source, data)
    word = docx.Document(io.BytesIO(data))
    # Not by python-docx: where a package does not announce its properties rightly, it makes some up.
    header = _properties(source, package, "docProps/core.xml", f"{_DC}creator")
    yield _document(source.name, text_of(word.element.body, _WORD), header)


def read_odt(source: Source) -> Iterator[Document | Notice]:
    """Read an OpenDocument text: as ``read_docx``."""
    package = _opened(source, source.read())
    if "encryption-data" in _part(source, package, "META-INF/manifest.xml", needed=False):
        raise ReadError(source.name, "protected by a password; left out")
    content = parse_xml(_part(source, package, "content.xml"), source.name)
    header = _properties(source, package, "meta.xml", f"{_ODF_META}initial-creator", f"{_DC}creator")
    yield _document(source.name, text_of(content, _OPEN), header)


def read_epub(source: Source) -> Iterator[Document | Notice]:
    """Read a book or an issue: each chapter with text is a document, named after its file, in reading order."""
    package = _opened(source, source.read())
    root = parse_xml(_part(source, package, "META-INF/container.xml"), source.name).find(".//{*}rootfile")
    place = root.get("full-path", "") if root is not None else ""
    book = parse_xml(_part(source, package, place), source.name)
    locked = _part(source, package, "META-INF/encryption.xml", needed=False)
    published = next((stated_date(date) for date in map(line_of, book.iterfind(f".//{_DC}date")) if date), None)
    about = Metadata(
        publisher=line_of(book.find(f".//{_DC}publisher")),
        author=line_of(book.find(f".//{_DC}creator")),
        published=published,
    )
    members, found = Members(source), False
    for href in _spine(book):
        path = normpath(join(dirname(place), unquote(href.partition("#")[0])))
        if path in locked:
            raise ReadError(source.name, "protected against copying; left out")
        name = members.accept(path)
        if not isinstance(name, str):
            continue
        chapter, title = _chapter(_part(source, package, path), name)
        if chapter:
            found = True
            yield document(name, chapter, Metadata(title, about.publisher, about.author, None, about.published))
    if not found:
        raise ReadError(source.name, "no text in it; left out")


def _spine(book: etree._Element) -> Iterator[str]:
    """The files of the chapters in reading order, without tables of contents."""
    items = {item.get("id"): item for item in book.iterfind(f".//{_OPF}manifest/{_OPF}item")}
    for reference in book.iterfind(f".//{_OPF}spine/{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and item.get("href") and "nav" not in (item.get("properties") or "").split():
            yield item.get("href")


def _chapter(text: str, name: str) -> tuple[str, str | None]:
    """The text of a chapter and its first heading, else its title."""
    try:
        tree = parse_xml(text, name)
    except ReadError:  # many are HTML that is no XML
        return text_of_html(text), None
    heading = next((line_of(tree.find(f".//{{*}}{tag}")) for tag in ("h1", "h2", "title") if _has(tree, tag)), None)
    body = tree.find("{*}body")
    kinds = {kind for part in tree.iter() for kind in part.get(_EPUB_TYPE, "").split()}
    if kinds & _FRONT_MATTER:
        return "", None
    return (text_of(body) if body is not None else ""), heading


def _has(tree: etree._Element, tag: str) -> bool:
    return line_of(tree.find(f".//{{*}}{tag}")) is not None


def _opened(source: Source, data: bytes) -> zipfile.ZipFile:
    """The package, if what it would unpack to is bounded. Raises ReadError."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError(source.name, "damaged: no package of parts; left out") from error
    sizes = [(info.filename, info.file_size) for info in package.infolist()]
    words = sum(size for name, size in sizes if name.endswith((".xml", ".rels", ".html", ".xhtml", ".htm")))
    if words > source.limit or sum(size for _, size in sizes) > _MEDIA * source.limit:
        most = f"{source.limit / MEGABYTE:g} MB"
        raise ReadError(source.name, f"unpacks to more than {most}, the limit for one document; left out")
    return package


def _part(source: Source, package: zipfile.ZipFile, path: str, *, needed: bool = True) -> str:
    """The text of an XML part; empty for one that is not there and not needed. Raises ReadError."""
    try:
        info = package.getinfo(path)
        if info.flag_bits & 1:
            raise ReadError(source.name, "protected by a password; left out")
        data = package.read(info)
    except KeyError as error:
        if needed:
            raise ReadError(source.name, f"damaged: {path or 'its table of contents'} is missing; left out") from error
        return ""
    return xml_text(data, source.name)[0] if data else ""


def _properties(source: Source, package: zipfile.ZipFile, path: str, *authors: str) -> Metadata:
    """Title and author as a part states them; of several elements for the author the first that is there."""
    meta = _part(source, package, path, needed=False)
    if not meta:
        return Metadata()
    about = parse_xml(meta, source.name)
    author = next((name for tag in authors if (name := stated(line_of(about.find(f".//{tag}"))))), None)
    return Metadata(title=stated(line_of(about.find(f".//{_DC}title"))), author=author)


def _document(name: str, text: str, header: Metadata) -> Document:
    if not text:
        raise ReadError(name, "no text in it; left out")
    return document(name, text, header)
