"""Quotation marks -> marked spans: an automaton for each block, with what runs on from the block before.

Double marks (“ ” „ « » " `` '') and single ones (‘ ’ ' ‹ ›) are told apart; a mark of the other sort inside an open
pair is nested. Apostrophes, plural possessives, feet and inches are no marks. A mark that never closes runs to the end
of its own block. Linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from bot.model import BODY, FURNITURE, Block, BlockKind, Span

_MARK = re.compile(r"``|''|[“”„«»\"＂‘’'‹›‚<]")  # full-width marks occur in news text
_MARKUP = re.compile(r"<[/!a-zA-Z][^<>\n]{0,300}>")
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d+)?$|(?:^|[\s(])\d{1,3}(?:\.\d+)?(?:-\d+/\d+)?$")
_CLIPPED = re.compile(r"(?:\b(?:an|o|th|wi|ol)|\w\win)$", re.IGNORECASE)  # "an' all", "goin' home"
_NUMBERED = re.compile(r"\b[A-Z]\w+\s\d+$")  # the last of the words in "Chapter 3"
_OPENERS = frozenset("“„«``")
_ANGLED = frozenset("«»")
_LEFT = frozenset(" \t\n\r\xa0([{—–-/…'\"“‘«„‹,;:>")
_BESIDES = FURNITURE | {BlockKind.CAPTION}
_REACH = 2000


@dataclass(slots=True)
class Marked:
    """Words in quotation marks. ``span`` leaves the marks out, ``outer`` takes them in.

    ``closed`` is False where the closing mark is missing; ``continues`` where the words go on from the block before
    (a new opening mark at the start of a paragraph), ``resumes`` where they do so without a new mark (something else,
    such as a caption, stood between); ``nested`` inside other marks; ``single`` in single marks;
    ``aside`` in what stands on the page besides the article: a caption, an advertisement.
    """

    span: Span
    outer: Span
    block: int
    single: bool = False
    nested: bool = False
    closed: bool = True
    continues: bool = False
    resumes: bool = False
    aside: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    kind: str
    single: bool


def find_marks(text: str, blocks: tuple[Block, ...]) -> list[Marked]:
    """Return all marked spans in order of the text, nested ones after the one they stand in."""
    found: list[Marked] = []
    dangling: Marked | None = None
    for index, block in enumerate(blocks):
        automaton = _Automaton(text, index, block.span, goes_on=_next_opening(text, blocks, index))
        marks = automaton.run(pending=dangling is not None and block.kind in BODY)
        for mark in marks:
            mark.aside = block.kind in _BESIDES
        found.extend(marks)
        outer = [mark for mark in marks if not mark.nested]
        if block.kind in BODY:
            if dangling is not None and outer and not outer[0].resumes:
                starts = outer[0].outer.start == block.span.start
                outer[0].continues = starts and (dangling.single or not outer[0].single)
            dangling = outer[-1] if outer and not outer[-1].closed else None
        elif block.kind is BlockKind.HEADLINE:
            dangling = None
    kept = [mark for mark in found if text[mark.span.start : mark.span.end].strip()]
    for mark in kept:
        mark.span = trimmed(text, mark.span)  # French sets spaces inside its marks
    return kept


def _next_opening(text: str, blocks: tuple[Block, ...], index: int) -> str:
    """Return the single mark with which the next paragraph opens, nothing where it opens with none."""
    following = next((block for block in blocks[index + 1 : index + 3] if block.kind in BODY), None)
    opening = text[following.span.start] if following is not None and blocks[index].kind in BODY else ""
    return opening if opening and opening in "‘'‹" else ""


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the spaces at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class _Automaton:
    """Reads the marks of one block from left to right."""

    def __init__(self, text: str, index: int, block: Span, *, goes_on: str) -> None:
        self.goes_on = goes_on  # the mark with which the next paragraph opens
        self.text = text
        self.index = index
        self.block = block
        self.out: list[Marked] = []
        self.stack: list[_Open] = []
        self.pending = False
        self.skip_to = 0

    def run(self, *, pending: bool) -> list[Marked]:
        """Return the marked spans; ``pending`` says that a quotation is still open from the block before."""
        self.pending = pending
        for match in _MARK.finditer(self.text, self.block.start, self.block.end):
            at, mark = match.start(), match.group()
            if at < self.skip_to:
                continue
            if mark == "<":
                self.skip_to = markup.end() if (markup := _MARKUP.match(self.text, at)) else at
            elif mark in "‘’'‹›‚" and mark != "''":
                self._single(at, mark)
            else:
                self._double(at, mark)
        self._finish()
        return sorted(self.out, key=lambda mark: (mark.outer.start, mark.nested))

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at > self.block.start else " "

    def _after(self, at: int) -> str:
        return self.text[at] if at < self.block.end else " "

    def _double(self, at: int, mark: str) -> None:
        end = at + len(mark)
        top = next((n for n in range(len(self.stack) - 1, -1, -1) if not self.stack[n].single), None)
        before, after = self._before(at), self._after(end)
        if (
            before.isdigit()
            and mark in {'"', "＂"}
            and self._is_inches(at)
            and (top is None or self._closer_follows(end))
        ):
            return
        if top is None:
            if self._resumes(at, mark, before, after):
                return
            if mark in _OPENERS or (not after.isspace() and (before in _LEFT or mark in {'"', "''", "＂"})):
                if mark == "''" and after in ",.;":
                    return
                self.stack.append(_Open(at, end, mark, single=False))
            return
        if self.stack[-1].single and self._third(mark, before, after, end):
            self.stack.append(_Open(at, end, mark, single=False))
            return
        opened = self.stack[top]
        turned = mark == "“" and not before.isspace() and before not in _LEFT and not after.isalnum()
        if turned or self._closes(opened.kind, mark):
            self._close(top, at, end)
        else:
            again = (mark in _ANGLED) == (opened.kind in _ANGLED) and not self._both_close(opened, mark, end)
            if again or (mark == "„" and not self._closes_later(opened, end)):
                self._drop_from(top, at)
            self.stack.append(_Open(at, end, mark, single=False))

    def _third(self, mark: str, before: str, after: str, at: int) -> bool:
        """Tell whether a double mark opens inside single ones that stand in double ones: two must follow to close."""
        if mark not in {'"', "“"} or before not in " (" or not after.isalnum():
            return False
        closing = re.compile(r"[\"”]").finditer(self.text, at, min(self.block.end, at + _REACH))
        return next(closing, None) is not None and next(closing, None) is not None

    def _closes_later(self, opened: _Open, at: int) -> bool:
        """Tell whether « is closed further down the block: „ between the two is nested."""
        return opened.kind == "«" and self.text.find("»", at, min(self.block.end, at + _REACH)) >= 0

    def _both_close(self, opened: _Open, mark: str, at: int) -> bool:
        """Tell whether marks of one sort stand in each other, both closing before a third opens: “He said, “Go,” to
        me.”
        """
        if opened.kind != "“" or mark != "“":
            return False
        following = re.compile(r"[“”]").finditer(self.text, at, min(self.block.end, at + _REACH))
        return [found.group() for found in islice(following, 2)] == ["”", "”"]

    @staticmethod
    def _closes(opened: str, mark: str) -> bool:
        if mark in {"”", '"', "＂", "''"}:
            return True
        if opened == "„":
            return mark in {"“", "»"}
        if opened == "»":
            return mark == "«"
        return mark == "»"

    def _is_inches(self, at: int) -> bool:
        near = max(self.block.start, at - 24)
        measured = _INCHES.search(self.text, max(self.block.start, at - 12), at) is not None
        return measured and _NUMBERED.search(self.text, near, at) is None

    def _closer_follows(self, at: int) -> bool:
        """Tell whether the next mark of the block can close what is open: it stands behind a word and before none."""
        found = re.compile(r"[\"”]").search(self.text, at, min(self.block.end, at + _REACH))
        return (
            found is not None and not self._before(found.start()).isspace() and not self._after(found.end()).isalnum()
        )

    def _resumes(self, at: int, mark: str, before: str, after: str) -> bool:
        """Take a closing mark for the end of a quotation that the block before left open."""
        if not self.pending:
            return False
        self.pending = False
        if mark in _OPENERS or before.isspace() or at == self.block.start or (after.isalnum() and mark == '"'):
            return False
        start = self.block.start
        self.out.append(Marked(Span(start, at), Span(start, at + len(mark)), self.index, resumes=True))
        for inner in self.out[:-1]:
            inner.nested = True
        return True

    def _single(self, at: int, mark: str) -> None:
        end = at + 1
        before, after = self._before(at), self._after(end)
        opened = self.stack[-1] if self.stack and self.stack[-1].single else None
        if opened is not None:
            if mark not in "‘‹‚" and self._is_closer(at) and self._best_closer(at):
                self._close(len(self.stack) - 1, at, end)
            return
        if any(entry.single for entry in self.stack):
            return
        if mark in "‘‹‚'" and before in _LEFT and (after.isalnum() or after in '[…($“"') and not self._elision(end):
            self.stack.append(_Open(at, end, mark, single=True))

    def _elision(self, at: int) -> bool:
        """'90s, 'em, 'til: an apostrophe for letters left out."""
        return bool(re.compile(r"\d\ds?\b|(?:em|til|tis|twas|cause|round|n)\b").match(self.text, at))

    def _is_closer(self, at: int) -> bool:
        before, after = self._before(at), self._after(at + 1)
        return not before.isspace() and not after.isalnum() and before not in "([{“"

    def _best_closer(self, at: int) -> bool:
        """After an s the mark may be a possessive, after "an" or "goin" stand for a letter left out.

        Then a later mark after punctuation is the better one.
        """
        clipped = _CLIPPED.search(self.text, max(self.block.start, at - 8), at)
        if (self._before(at) not in "sS" and clipped is None) or not re.compile(r".\s+[a-z]").match(self.text, at):
            return True
        for match in re.compile(r"[‘’'\n]").finditer(self.text, at + 1, min(self.block.end, at + 600)):
            if match.group() in "‘\n":
                return True
            closes = self._is_closer(match.start())
            if closes and (self._before(match.start()) in ",.!?…—" or self._after(match.end()) == ":"):
                return False
        return True

    def _close(self, level: int, at: int, end: int) -> None:
        opened = self.stack[level]
        del self.stack[level:]  # single marks left open inside were apostrophes
        nested = bool(self.stack)
        self.out.append(Marked(Span(opened.inner, at), Span(opened.start, end), self.index, opened.single, nested))

    def _drop_from(self, level: int, at: int) -> None:
        opened = self.stack[level]
        del self.stack[level:]
        span = Span(opened.inner, at)
        self.out.append(Marked(span, Span(opened.start, at), self.index, nested=bool(self.stack), closed=False))

    def _finish(self) -> None:
        """A double mark that is still open runs to the end of the block; a single one was an apostrophe.

        But for a single one behind a stop, where the next paragraph opens with the same again.
        """
        orphaned = [entry for entry in self.stack if not entry.single]
        if not orphaned and self.stack and self._runs_on(self.stack[0]):
            orphaned = self.stack[:1]
        elif self.stack and self.stack[0].single:
            inside = self.stack[0].start
            for mark in self.out:
                if mark.outer.start > inside:
                    mark.nested = False
        if orphaned:
            opened = orphaned[0]
            end = self.block.end
            whole, single = Span(opened.start, end), opened.single
            self.out.append(Marked(Span(opened.inner, end), whole, self.index, single, closed=False))
            for mark in self.out[:-1]:
                mark.nested = mark.nested or mark.outer.start > opened.start

    def _runs_on(self, opened: _Open) -> bool:
        """Tell whether words behind an open single mark go on in the next paragraph, which opens with it again."""
        before = self.text[self.block.start : opened.start].rstrip()[-1:]
        return (
            opened.kind == self.goes_on
            and before in {"", ".", ",", ":", "?", "!"}
            and self.text[self.block.end - 1] in ".!?…"
        )
