"""PDF: the text layer in reading order, without what is repeated on every page."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from bot.errors import ReadError
from bot.model import Document, Metadata
from bot.readers.document import document
from bot.readers.encoding import storable
from bot.readers.pdf_columns import regions_of
from bot.readers.pdf_page import Box, Page, without_running_heads
from bot.readers.pdf_paragraphs import paragraphs_of
from bot.readers.properties import stated
from bot.readers.source import MEGABYTE, Notice, Source

MOST_PAGES = 3_000
_HYPHENS = {0x2: "-", 0xFFFE: "-", 0xAD: "\N{SOFT HYPHEN}"}
"""What pdfium gives for a hyphen at a line's end, by its version; and the soft hyphen."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_DESCENT = 0.2
_UNREADABLE = 0.3
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of pdfium's fpdfview.h."""


def read_pdf(source: Source) -> Iterator[Document | Notice]:
    """Read a PDF with a text layer. Title and author are what its properties state; the days there are of the file.

    Raises ReadError where it is protected by a password, consists of scanned pages, or has more than 3,000 pages.
    """
    data = source.read()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        reason = "protected by a password" if locked else "damaged, or no PDF"
        raise ReadError(source.name, f"{reason}; left out") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise ReadError(source.name, f"more than {MOST_PAGES:,} pages; left out")
        pages, scanned = _pages(pdf, source)
        text = _text(pages, source, scanned)
        if scanned:
            numbers = ", ".join(map(str, scanned[:10])) + (", …" if len(scanned) > 10 else "")
            yield Notice(source.name, f"no text layer on page {numbers} (scanned?); the other pages are read")
        about = pdf.get_metadata_dict()
        yield document(source.name, text, Metadata(stated(about.get("Title")), author=stated(about.get("Author"))))
    finally:
        pdf.close()


def _pages(pdf: pypdfium2.PdfDocument, source: Source) -> tuple[list[Page], list[int]]:
    """The pages, and the numbers of those that are pictures without text."""
    pages, scanned, size = [], [], 0
    for number in range(len(pdf)):
        page = pdf[number]
        boxes = _boxes(page)
        size += sum(len(box.text) for box in boxes)
        if size > source.limit:
            raise ReadError(source.name, f"more than {source.limit / MEGABYTE:g} MB of text; left out")
        if not boxes and next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3), None):
            scanned.append(number + 1)
        pages.append(Page(page.get_height(), tuple(boxes)))
        page.close()
    return pages, scanned


def _text(pages: Sequence[Page], source: Source, scanned: list[int]) -> str:
    regions = [region for page in without_running_heads(pages) for region in regions_of(page.boxes)]
    text = storable("\n\n".join(paragraphs_of(regions)))[0]
    if not text:
        reason = f"{len(scanned)} scanned pages without a text layer: run OCR on it" if scanned else "no text in it"
        raise ReadError(source.name, f"{reason}; left out")
    unknown = sum(character == "�" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unknown > _UNREADABLE * len(text):
        raise ReadError(source.name, "its fonts do not say which letters they are: run OCR on it; left out")
    return text


def _boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """The pieces of lines on a page, in the order of its program; parted where a gap is wider than any space."""
    textpage = page.get_textpage()
    boxes: list[Box] = []
    pieces: list[str] = []
    box: Box | None = None
    for character, here in _characters(page, textpage.raw):
        ends = character in "\r\n" if here is None else box is not None and _parted(box, here)
        if ends and box:
            boxes.append(box._replace(text="".join(pieces).strip()))
            pieces, box = [], None
        if here is None:
            pieces.append(" ")
        else:
            pieces.append(character)
            box = _around(box, here) if box else here
    if box:
        boxes.append(box._replace(text="".join(pieces).strip()))
    textpage.close()
    return [one for one in boxes if one.text]


def _characters(page: pypdfium2.PdfPage, handle: pdfium.FPDF_TEXTPAGE) -> Iterator[tuple[str, Box | None]]:
    """Every character with its place; white space and line ends have none.

    A box reaches from the descent to the ascent of its font's size about the baseline: the glyphs' own boxes differ
    from letter to letter.
    """
    width, height, rotation = page.get_width(), page.get_height(), page.get_rotation()
    if rotation in (90, 270):
        width, height = height, width
    rect, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        character = _HYPHENS.get(code) or (chr(code) if code < 0x110000 else "�")
        if character.isspace():
            yield character, None
            continue
        pdfium.FPDFText_GetLooseCharBox(handle, index, rect)
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        pdfium.FPDFText_GetMatrix(handle, index, matrix)
        size = pdfium.FPDFText_GetFontSize(handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        left, _, right, _ = _upright((rect.left, rect.bottom, rect.right, rect.top), width, height, rotation)
        baseline = _upright((x.value, y.value, x.value, y.value), width, height, rotation)[1]
        bottom = baseline - _DESCENT * size
        yield character.translate(_LIGATURES), Box(character, left, bottom, right, bottom + size)


def _parted(box: Box, here: Box) -> bool:
    """Tell whether a character stands apart from the piece before it: on another line, or across a gap."""
    size = max(min(box.size, here.size), 1.0)
    overlap = min(box.top, here.top) - max(box.bottom, here.bottom)
    return overlap < 0.2 * size or here.left - box.right > size or here.left < box.right - 2 * size


def _around(box: Box, here: Box) -> Box:
    """The box about both; the larger of them tells how high the line is (the other may be a raised figure)."""
    high = box if box.size >= here.size else here
    return Box("", min(box.left, here.left), high.bottom, max(box.right, here.right), high.top)


def _upright(
    box: tuple[float, float, float, float], width: float, height: float, rotation: int
) -> tuple[float, float, float, float]:
    """A box as it stands on the page when that is turned as people see it; sizes are those before turning."""
    left, bottom, right, top = box
    match rotation:
        case 90:
            return bottom, width - right, top, width - left
        case 180:
            return width - right, height - top, width - left, height - bottom
        case 270:
            return height - top, left, height - bottom, right
        case _:
            return box
