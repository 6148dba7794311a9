"""Marked-up text -> paragraphs: XML and HTML trees of any vocabulary, walked without recursion."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

from lxml import etree, html

from bot.errors import ReadError
from bot.readers.encoding import decode, storable, unix_newlines

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # sought anywhere, blanks would take for ever
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{2,40})[\"']")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,30};")
_OWN_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which elements, by local name, mean what. All others are part of the text they stand in.

    ``blocks`` begin and end a paragraph, ``items`` are blocks that bear a dash, ``silent`` ones are passed over with
    all that is in them, ``breaks`` are line ends in a paragraph, ``blanks`` stand for white space. Where ``words`` is
    not empty, text counts in those elements only.
    """

    blocks: frozenset[str]
    silent: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset({"br"})
    blanks: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


WEB = Vocabulary(
    blocks=_names(
        "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 "
        "h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"
    ),
    silent=_names("audio button canvas head iframe math noscript object script select style svg template"),
    items=frozenset({"li"}),
)


def text_of(root: etree._Element, vocabulary: Vocabulary = WEB) -> str:
    """The paragraphs in ``root``, a blank line between each."""
    paragraphs: list[str] = []
    pieces: list[str] = []

    def flush(mark: str = "") -> None:
        lines = [line.strip(" ") for line in re.sub(" {2,}", " ", "".join(pieces)).split("\n")]
        if text := "\n".join(lines).strip():
            paragraphs.append(text)
        pieces[:] = [mark] if mark else []

    def take(text: str | None, tag: str) -> None:
        if text and (not vocabulary.words or tag in vocabulary.words):
            pieces.append(_BLANKS.sub(" ", text))

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = _local(element)
        parent = _local(element.getparent())
        if event == "start":
            if tag in vocabulary.silent:
                walk.skip_subtree()
                continue
            if tag in vocabulary.blocks or tag in vocabulary.items:
                flush("- " if tag in vocabulary.items else "")
            if tag in vocabulary.breaks or tag in vocabulary.blanks:
                pieces.append("\n" if tag in vocabulary.breaks else " ")
            take(element.text, tag)
        else:
            if event == "end" and (tag in vocabulary.blocks or tag in vocabulary.items):
                flush()
            if element is not root:
                take(element.tail, parent)
    flush()
    whole = "\n\n".join(paragraph for paragraph in paragraphs if paragraph != "-")
    return storable(unix_newlines(whole))[0]


def text_of_html(markup: str) -> str:
    """The paragraphs of a piece of HTML. Empty where there are none."""
    if not markup.strip():
        return ""
    try:
        return text_of(html.document_fromstring(_DECLARATION.sub("", markup, count=1)))
    except etree.ParserError:  # nothing but comments
        return ""


def xml_text(data: bytes, name: str) -> tuple[str, str]:
    """The text of an XML file without its declaration, and a remark on its encoding.

    Raises ReadError where it is no text, or where it declares entities: those could grow without end, or name files.
    """
    declared = _ENCODING.search(data[:200])
    text, remark = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    text = _DECLARATION.sub("", text, count=1)
    if _OWN_ENTITY.search(text):
        raise ReadError(name, "declares XML entities of its own, which are never expanded; left out")
    return text, remark


def parse_xml(text: str, name: str) -> etree._Element:
    """The tree of an XML text. Nothing is loaded for it. Raises ReadError with the place of the first mistake."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(_NAMED.sub(_character, text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(name, f"broken XML (line {error.lineno}); left out") from error


def line_of(element: etree._Element | None) -> str | None:
    """The text of an element on one line; None without one."""
    return " ".join(storable("".join(element.itertext()))[0].split()) or None if element is not None else None


def _character(match: re.Match[str]) -> str:
    """An HTML name (``&nbsp;``) as its character; what HTML does not know stays, escaped."""
    character = entities.unescape(match.group())
    return character if character != match.group() else f"&amp;{match.group()[1:]}"


def _local(element: etree._Element | None) -> str:
    tag = element.tag if element is not None else ""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
