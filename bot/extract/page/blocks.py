"""A document's text -> its blocks: headline, byline, dateline, caption, paragraph, list item, boilerplate.

Texts arrive with one line a paragraph, with blank lines between paragraphs, or hard-wrapped as e-mail and printed pages
are. Lines are first joined to chunks; every chunk then gets a kind by its own shape and by its neighbours (a caption
that a page break left in the middle of a paragraph shows by what stands before and after it).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from bot.extract.page import furniture
from bot.extract.page.line_breaks import breaks_a_date, breaks_a_dateline, breaks_before_a_day
from bot.model import BODY, Block, BlockKind, Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.!][\"'”’»)\]]*$")
_LIST_MARK = re.compile(r"(?:[-•*·▪►–]|\d{1,2}[.)]|\([a-z0-9]\))\s+(?=\S)")
OFFICE_LINE = re.compile(r"([A-Z][\w’' .-]{2,50}):[ ](?=[A-ZÀ-ÖØ-Þ])")
"""A line that says who holds which office: "Counsel to the Board: Mr Tom Velk"."""
_SHORT_WORDS = ("[A-Z]", "Corp", "Inc", "Co", "Ltd", "Mr", "Mrs", "Dr", "St", "No", "Gen", "Sen", "vs")
_ABBREVIATED = "".join(rf"(?<!\b{word})" for word in _SHORT_WORDS)
_FIRST_SENTENCE = re.compile(rf"(?=\S+(?:\s+\S+){{3}})[^.!?]{{10,240}}{_ABBREVIATED}[.!?][\"”’')]*(?=\s+[a-z(])")
_LONG_LINE = 110
_NARROWEST, _NARROW, _COLUMN, _RAGGED = 22, 50, 12, 0.45
"""Columns of a newspaper: the least width, the one below which lines are ragged, the fewest pairs of lines, and the
share of the width at which a line that does not end a sentence goes on."""
_MOSTLY = 0.7
_TAIL, _SOON = 8, 3000
_TURN = re.compile(r"^[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’' -]{2,40}:\s", re.MULTILINE)
_FEWEST_TURNS = 2
_FURTHEST, _LONGEST_BETWEEN, _SHORTEST_BROKEN = 9, 300, 60
_CREDITED = re.compile(r"[.!?]\s+(?:[A-Z][\w.’'-]*(?:\s?/\s?|\s|$)){1,5}$")  # "Smoke rises. COURIER / Mara Velk"
_CAPTION_LABEL = re.compile(r"[A-Z]{2}[A-Z’'-]*(?:\s[A-Z’'-]+){0,4}:\s")  # "CAUGHT: The trawler at the wharf"
_OPENING = frozenset('“"‘«„')  # a quotation that breaks off may be one line
_SHORT_HEADING, _LONG_HEADING = 120, 220
_TITLE_CASE, _WHOLLY = (
    0.7,
    0.9,
)  # shares of capitals; a lead full of names has the first: "Minister Ilse Brandt opened ..."
_SEVERAL_SENTENCES = re.compile(rf"(?i:{_ABBREVIATED})[.!?][”\"’']?\s+[A-Z]")
_THEN_QUOTED = re.compile(r"(?:[.!?]\s+[“\"][A-Z]|[”\"]\s[^“”\"]+,\s[“\"])[^“”\"]{20,}$")
_UNFINISHED = re.compile(
    r"(?:,|-|\b(?:and|or|but|the|a|an|of|to|in|on|by|with|for|that|which|is|was|were|are|his|her|its))$"
)

_PARTICLE = re.compile(r"\b(?:in|on|by)$")  # "Dispute goes on", where the next line begins anew


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of ``text`` in order; they do not overlap, and only white space lies outside them."""
    chunks = _chunks(text)
    blocks: list[Block] = []
    body_begun = False
    open_tail = ""
    resumes = 0
    for index, span in enumerate(chunks):
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        if body_begun and furniture.opens_comments(span.of(text).partition("\n")[0].rstrip()):
            blocks.extend(Block(rest, BlockKind.BOILERPLATE) for rest in chunks[index:])
            break
        if blocks and body_begun and _is_below_credit(text, blocks[-1], span):
            blocks.append(Block(span, BlockKind.CAPTION))
            continue
        if index < resumes:
            blocks.append(Block(span, _between_halves(text, span, blocks)))
            continue
        for block in _classify(text, span, open_tail, following, body_begun=body_begun, last=following is None):
            if block.kind in BODY:
                body_begun = True
                open_tail = _open_tail(text, block.span)
            elif block.kind is BlockKind.HEADLINE:
                open_tail = ""
            blocks.append(block)
        if open_tail:
            resumes = _resumes(text, chunks, index)
    return tuple(blocks)


def _is_below_credit(text: str, last: Block, span: Span) -> bool:
    """Tell whether lines in capitals at first stand right below a picture's credit and apart from what follows."""
    if last.kind is not BlockKind.CAPTION or text.count("\n", last.span.start, span.start) > 1:
        return False
    labelled = _CAPTION_LABEL.match(text, *span) is not None
    return labelled and span.end - span.start <= _LONGEST_BETWEEN and text[span.end :][:2] == "\n\n"


def _resumes(text: str, chunks: list[Span], index: int) -> int:
    """Return the chunk that goes on with the sentence in which the ``index``-th breaks off, 0 where none does.

    What stands between is the furniture of the page: a caption, a jump line, an advertisement, a masthead.
    """
    broken = chunks[index].of(text)
    if len(broken) < _SHORTEST_BROKEN and broken[0] not in _OPENING:
        return 0
    several = 0
    for number in range(index + 2, min(index + _FURTHEST, len(chunks))):
        between = chunks[number - 1].of(text)
        several += len(_SEVERAL_SENTENCES.findall(between))
        if len(between) > _LONGEST_BETWEEN or several > 1:
            return 0
        if text[chunks[number].start].islower():
            return number
    return 0


def _between_halves(text: str, span: Span, blocks: list[Block]) -> BlockKind:
    """Return the kind of what stands within a sentence; a whole sentence is a caption, but for an advertisement's."""
    piece = span.of(text)
    kind = furniture.kind_of(piece)
    if kind is not None:
        return kind
    advertised = blocks[-1].kind is BlockKind.BOILERPLATE and furniture.is_advertisement(blocks[-1].span.of(text))
    told = _ENDED.search(piece[-_TAIL:]) or _CREDITED.search(piece)
    return BlockKind.CAPTION if told and not advertised else BlockKind.BOILERPLATE


def _chunks(text: str) -> list[Span]:
    """Join the lines of ``text`` that belong to one paragraph."""
    lines = [span for match in _LINE.finditer(text) if (span := _trim(text, *match.span()))]
    joins = _joins(text, lines)
    chunks: list[Span] = []
    for line, joined in zip(lines, [False, *joins], strict=False):
        if joined and chunks:
            chunks[-1] = Span(chunks[-1].start, line.end)
        else:
            chunks.append(line)
    return chunks


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None


def _joins(text: str, lines: list[Span]) -> list[bool]:
    """For each pair of neighbouring lines tell whether the second goes on with the first's paragraph."""
    width = _wrap_width(text, lines)
    return [_goes_on(text, first, second, width) for first, second in pairwise(lines)]


def _wrap_width(text: str, lines: list[Span]) -> int | None:
    """The line length at which the text is hard-wrapped, in characters; None where it is not."""
    if len(lines) < 4:
        return None
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(len(lengths) * 0.9)]
    if not _NARROWEST <= width <= _LONG_LINE or lengths[-1] > _LONG_LINE * 1.4:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    broken = sum(1 for a, b in pairs if not _ENDED.search(text, max(a.start, a.end - _TAIL), a.end) and _full(a, width))
    running = sum(1 for _, second in pairs if text[second.start].islower())
    if width < _NARROW and len(pairs) < _COLUMN and running * 2 < len(pairs):
        return None  # a list, a verse
    return width if pairs and broken >= 0.5 * len(pairs) else None


def _adjacent(text: str, first: Span, second: Span) -> bool:
    return len(_BREAK.findall(text, first.end, second.start)) == 1


def _full(line: Span, width: int, share: float = _MOSTLY) -> bool:
    return line.end - line.start >= share * width


def _goes_on(text: str, first: Span, second: Span, width: int | None) -> bool:
    if not _adjacent(text, first, second):
        return False
    if breaks_a_date(text, first, second) or breaks_a_dateline(text, first, second):
        return True
    if (
        width is not None
        and _full(first, width, _RAGGED if width < _NARROW else _MOSTLY)
        and breaks_before_a_day(text, first, second)
    ):
        return True
    if _LIST_MARK.match(text, second.start, second.end):
        return False
    if OFFICE_LINE.match(text, *first) and OFFICE_LINE.match(text, *second):
        return False  # "Chair: Mara Velk", "Witness: Tom Brandt"
    if furniture.opens_caption(first.of(text)):
        return True
    if furniture.kind_of(first.of(text)) or furniture.kind_of(second.of(text)):
        return False
    ended = _ENDED.search(text, max(first.start, first.end - _TAIL), first.end) is not None
    if text[first.end - 1] == ";" and text[second.start].islower():
        ended = False
    if width is not None:
        ragged = width < _NARROW and not ended and _full(first, width, _RAGGED)
        return _full(first, width) or ragged or (not ended and text[second.start].islower())
    hyphened = text[first.end - 1] == "-" and text[first.end - 2].islower()  # "Bell-", "Jones"
    return not ended and (text[second.start].islower() or hyphened)


def _open_tail(text: str, span: Span) -> str:
    """The end of a paragraph that breaks off without one, nothing for any other."""
    tail = text[max(span.start, span.end - _TAIL) : span.end]
    return "" if _ENDED.search(tail) else tail


def _classify(
    text: str, span: Span, open_tail: str, following: Span | None, *, body_begun: bool, last: bool
) -> Iterator[Block]:
    """Yield the one, two or three blocks that ``span`` is made of."""
    piece = span.of(text)
    kind = furniture.kind_of(piece)
    if kind is None and (not body_begun or last) and furniture.is_outlet(piece):
        kind = BlockKind.BOILERPLATE
    if kind is None and not body_begun and following and furniture.is_masthead(piece, following.of(text)):
        kind = BlockKind.BOILERPLATE
    if kind is not None:
        yield Block(span, kind)
    elif _LIST_MARK.match(piece):
        yield Block(span, BlockKind.LIST_ITEM)
    elif open_tail and (caption := _FIRST_SENTENCE.match(piece)) and not piece[0].islower():
        cut = span.start + caption.end()
        yield Block(Span(span.start, cut), BlockKind.CAPTION)
        yield Block(_trim(text, cut, span.end) or span, BlockKind.PARAGRAPH)
    elif open_tail and following and _is_stray_caption(piece, text[following.start]):
        yield Block(span, BlockKind.CAPTION)
    elif _is_heading(piece, text[following.start] if following else "", body_begun=body_begun):
        yield Block(span, BlockKind.HEADLINE)
    else:
        yield from _paragraph(text, span)


def _is_stray_caption(piece: str, next_first: str) -> bool:
    """A short whole sentence between the two halves of a paragraph."""
    return (
        len(piece) <= 300
        and not piece[0].islower()
        and next_first.islower()
        and _ENDED.search(piece[-_TAIL:]) is not None
    )


def _is_heading(piece: str, next_first: str, *, body_begun: bool) -> bool:
    """Tell whether ``piece`` is one; ``next_first`` is what the next chunk begins with, nothing at the end."""
    ended = _ENDED.search(piece[-_TAIL:]) is not None and not piece.endswith("?")
    if piece[0].islower() or (ended and (body_begun or not next_first or not _is_stopped_headline(piece))):
        return False
    if piece[0] in '“"«' and body_begun:
        return False
    if (piece.count("“") > piece.count("”") or piece.count('"') % 2) and _THEN_QUOTED.search(piece):
        return False  # a paragraph in which a quotation is broken off, or its second half
    if body_begun:
        return len(piece) <= _SHORT_HEADING and next_first != "" and piece[-1] not in "-,…" and _titled(piece)
    if _UNFINISHED.search(piece) and not (_PARTICLE.search(piece) and next_first.isupper()):
        return False
    return len(piece) <= _LONG_HEADING and not _SEVERAL_SENTENCES.search(piece)


def _is_stopped_headline(piece: str) -> bool:
    """Tell whether a short line is in title case, so that it is a headline although a full stop ends it."""
    stopped = len(piece) <= _SHORT_HEADING and _FULL_STOP.search(piece[-_TAIL:]) is not None
    return stopped and _capitals(piece) >= _WHOLLY and not furniture.dateline_prefix(piece, 0, len(piece))


def _titled(piece: str) -> bool:
    """Tell whether the longer words are capitalised, or the line is short enough for a heading in sentence case."""
    return len(piece) <= 60 or _capitals(piece) >= _TITLE_CASE


def _capitals(piece: str) -> float:
    """The share of the longer words that are capitalised; none where there are fewer than two."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", piece) if len(word) > 3]
    return sum(1 for word in words if word[0].isupper()) / len(words) if len(words) > 1 else 0.0


def _paragraph(text: str, span: Span) -> Iterator[Block]:
    """Yield the paragraph, with the dateline ("GENEVA, March 4 —") before it as a block of its own."""
    cut = furniture.dateline_prefix(text, span.start, span.end)
    if cut and _is_label(text, span.start, cut):
        cut = None
    body = _trim(text, cut, span.end) if cut else None
    if cut and body:
        yield Block(_trim(text, span.start, cut) or span, BlockKind.DATELINE)
        yield Block(body, BlockKind.PARAGRAPH)
    else:
        yield Block(span, BlockKind.PARAGRAPH)


def _is_label(text: str, start: int, end: int) -> bool:
    """Tell whether a place and an agency are the label of a turn: "Velk (Harbour):".

    It is there again soon, or turns of others stand before it under labels in capitals.
    """
    prefix = text[start:end].rstrip()
    if not prefix.endswith("):"):
        return False
    before = max(0, start - _SOON)
    again = text.find(prefix, end, end + _SOON) >= 0 or text.find(prefix, before, start) >= 0
    return again or len(list(islice(_TURN.finditer(text, before, start), _FEWEST_TURNS))) == _FEWEST_TURNS
