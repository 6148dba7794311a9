"""Which reader a name, a media type and the bytes themselves call for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    ``label`` is what people call it, ``reader`` names module and function: a start that reads nothing loads no
    parser. ``suffixes`` and ``types`` (media types) claim it, ``shape`` is what its bytes look like (see
    ``shape_of``; empty where they look like any text). A ``streamed`` one may be of any length and is read document
    by document: the limit holds for each document, not for the file. A ``wrapper`` holds one file of another format,
    whose suffix stands before its own. Files of more than ``safe`` bytes are parsed in a process of their own where
    that is asked for; None where no file can do its parser harm.
    """

    label: str
    reader: str
    suffixes: tuple[str, ...]
    types: tuple[str, ...] = ()
    shape: str = ""
    streamed: bool = False
    wrapper: bool = False
    safe: int | None = None


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XML = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml")
_GZIP = ("application/gzip", "application/x-gzip")
_ONE_PAGE = 1_000_000
"""Bytes of a web page that is surely read in a second or two. Most are far smaller, and there are many of them."""

ALL = (
    Format("plain text", "plain:read_text", (".txt",), ("text/plain",)),
    Format("Markdown", "plain:read_markdown", (".md",), ("text/markdown",)),
    Format(
        "HTML",
        "html:read_html",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        "html",
        safe=_ONE_PAGE,
    ),
    Format(
        "MHTML",
        "mail:read_mhtml",
        (".mhtml", ".mht"),
        ("multipart/related", "application/x-mimearchive"),
        safe=_ONE_PAGE,
    ),
    Format("WARC", "warc:read_warc", (".warc", ".warc.gz"), ("application/warc",), "warc", streamed=True),
    Format("PDF", "pdf:read_pdf", (".pdf",), ("application/pdf",), "pdf", safe=0),
    Format("Word", "packages:read_docx", (".docx",), (_WORD,), "docx", safe=0),
    Format("OpenDocument", "packages:read_odt", (".odt",), ("application/vnd.oasis.opendocument.text",), "odt", safe=0),
    Format("EPUB", "packages:read_epub", (".epub",), ("application/epub+zip",), "epub", safe=0),
    Format("mail", "mail:read_eml", (".eml",), ("message/rfc822",), safe=0),
    Format("mailbox", "mail:read_mbox", (".mbox",), ("application/mbox",), streamed=True),
    Format("XML", "xml:read_xml", (".xml", ".rss", ".atom", ".nitf"), _XML, "xml", safe=0),
    Format("JSON lines", "jsonl:read_jsonl", (".jsonl",), ("application/jsonl", "application/x-ndjson"), streamed=True),
    Format("table", "tables:read_table", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), streamed=True),
    Format("zip", "archives:read_zip", (".zip",), ("application/zip",), "zip", streamed=True),
    Format("tar", "archives:read_tar", (".tar",), ("application/x-tar",), "tar", streamed=True),
    Format("gzip", "archives:read_gzip", (".gz", ".tgz"), _GZIP, "gzip", streamed=True, wrapper=True),
    Format(
        "bzip2",
        "archives:read_bzip2",
        (".bz2", ".tbz2"),
        ("application/x-bzip2",),
        "bzip2",
        streamed=True,
        wrapper=True,
    ),
    Format("xz", "archives:read_xz", (".xz", ".txz"), ("application/x-xz",), "xz", streamed=True, wrapper=True),
)

FORMATS = {suffix: format_ for format_ in ALL for suffix in format_.suffixes}
"""Suffix -> format."""

_TYPES = {type_: format_ for format_ in ALL for type_ in format_.types}
_SHAPES = {format_.shape: format_ for format_ in reversed(ALL) if format_.shape}
_SHORT_TARS = {".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_VAGUE = (_TYPES["text/plain"], _TYPES["text/xml"])
"""What servers call what they do not know better: a name says more."""

PROBE = 4096
"""How many bytes ``shape_of`` looks at."""

_MAGIC = (
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
    (b"PK\x05\x06", "zip"),
)
_PACKED = (
    (b"mimetypeapplication/epub+zip", "epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
)


def suffix_of(name: str) -> str:
    """The suffix that decides on the reader, in lower case: the longest known one (``.warc.gz``), else the last."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    if "".join(suffixes) in FORMATS:
        return "".join(suffixes)
    return suffixes[-1] if suffixes else ""


def unwrapped(name: str) -> str:
    """The name of what a wrapper holds: ``a.txt`` in ``a.txt.gz``, ``a.tar`` in ``a.tgz``."""
    suffix = suffix_of(name)
    return name[: len(name) - len(suffix)] + _SHORT_TARS.get(suffix, "")


def by_type(media_type: str | None) -> Format | None:
    """The format of a media type, parameters and all."""
    return _TYPES.get((media_type or "").split(";")[0].strip().lower())


def is_read(name: str) -> bool:
    """Tell whether a file of that name is of a format that is read, inside its wrapper too."""
    format_ = FORMATS.get(suffix_of(name))
    return format_ is not None and (not format_.wrapper or is_read(unwrapped(name)))


def is_streamed(name: str) -> bool:
    """Tell whether a file of that name is read document by document, whatever its length."""
    format_ = FORMATS.get(suffix_of(name))
    return format_ is not None and format_.streamed


def shape_of(head: bytes) -> str:
    """What the first bytes of a file look like; empty where they look like any text, or like nothing known."""
    for magic, shape in _MAGIC:
        if head.startswith(magic):
            return shape
    if head.startswith(b"PK\x03\x04"):
        packed = next((shape for mark, shape in _PACKED if head[30:].startswith(mark)), "")
        return packed or ("docx" if b"word/" in head or b"[Content_Types].xml" in head[:80] else "zip")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return "xml" if start.startswith(b"<?xml") else ""


def choose(name: str, head: bytes, media_type: str | None = None) -> tuple[Format | None, str]:
    """The format to read a file as, and a remark where that is not what its name or type says.

    The media type decides, then the suffix; bytes that are clearly of another format overrule both.
    """
    named, typed = FORMATS.get(suffix_of(name)), by_type(media_type)
    stated = named if named and typed in _VAGUE else typed or named
    shape = shape_of(head)
    seen = _SHAPES.get(shape)
    if seen is None or seen is stated or _fits(stated, shape):
        return stated, ""
    if stated is None:
        return seen, ""
    return seen, f"called {stated.label}, but it is {seen.label}"


def _fits(stated: Format | None, shape: str) -> bool:
    """Tell whether bytes of that look can be of the stated format."""
    if stated is None:
        return False
    if not stated.shape and shape in {"html", "xml"}:
        return True  # any text may begin like that
    if stated.shape == "warc":
        return shape == "gzip"
    if stated.shape in {"docx", "odt", "epub"}:
        return shape == "zip"
    return stated.shape in {"html", "xml"} and shape in {"html", "xml"} and (stated.shape, shape) != ("xml", "html")
