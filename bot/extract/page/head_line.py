"""A line of a page's head or foot that prints its day: "3 May 2031 | Words: Mara Velk", "Torrin, 03.05.2031".

Papers set this line in more ways than a list of patterns holds. What they have in common: it is short, it is no
sentence, and the date opens it or stands behind a place or a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.extract.page.dateline_year import dates_in
from bot.extract.times.forms import Day, Numeric
from bot.extract.times.match import Mention
from bot.model import Block, BlockKind, Span

_HEAD_BLOCKS = 6
_LONGEST = 120  # characters of the line
_BODY = re.compile(r"[.!?…][\"'”’»)\]]*$")
"""A paragraph that ends like this, and does not print the day, is the first of the story: the head is over.

But one that is short and stands below a headline may be its standfirst, with the day behind it.
"""
_LONGEST_STANDFIRST = 320  # characters
_NO_HEAD = frozenset({BlockKind.BOILERPLATE, BlockKind.CAPTION})
_LINE = re.compile(r"[^\n]+")
_MOST_WORDS = 9  # before the date
_NAME_WORD = re.compile(
    r"[A-ZÀ-ÖØ-Þ(\[][\w.’'&/-]*[,:)]?|(?:de|du|la|le|el|del|da|do|di|am|an|der|den|and|of|the|in|on|by|our|edition|issue|p)|[\d/]+,?"
    r"|[,|·•–—:(/*\[-]+"
)
_MARKS = ",|·•–—:(/[-*"
_LABEL = re.compile(r"([^:|·•\n]{2,60}):(?=\s)")
_LABELLED_DAY = re.compile(r"(?:[^\s:]+\s){0,2}[^\s:]+:\s+(?:[A-Z][\w’'-]*,?\s+){0,3}\Z")
_OF_PRINT = re.compile(
    r"\A(?:date|by|words|text|story|author|source|transcript|interview|statement|press|media|news|for|on|article)\b(?!\sof\b)"
    r"|\b(?:publi(?:shed|cation)|posted|sent|submitted|uploaded|added|update[ds]?|modified|edited|revised|printed|issued?|released?|filed|written|created"
    r"|report(?:ing)?|edition|aired?|broadcast|recorded|dated|embargo(?:ed)?|opinion|comment|judge?ment|decision)\b",
    re.IGNORECASE,
)
"""What a label says that tells the day of print, or who wrote; any other is of another day: "Election Day: 4 June"."""
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?m\.?))?|\d{1,2}\s?(?i:[ap]\.?m\b\.?))(?:\s+[A-Z]{2,5})?"
_AFTER = re.compile(
    rf"(?:[,.]?\s*(?:(?:at|@)\s*)?{_CLOCK})?\s*"
    r"(?:$|[.,|·•–—:;)/\]*-]+\s*(?:$|[^a-z\s]|(?:by|from|in|words|text|latest|last|updated|first|live|for|as\sit\shappened)\b))"
)


def days_of_the_head(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the days, with their years, that lines of the head print, in order; none of a line that is a sentence."""
    stood_first = False
    for number, block in enumerate(blocks[:_HEAD_BLOCKS]):
        if block.kind in _NO_HEAD or (number == 0 and block.kind is BlockKind.HEADLINE):
            continue
        if stood_first and not any(one.kind is BlockKind.PARAGRAPH for one in blocks[number + 1 :]):
            return  # the first paragraph was the whole story
        days = [day for line in _lines(text, block) for day in _days_of(text, line)]
        yield from days
        if days:
            return
        if block.kind is BlockKind.PARAGRAPH and _BODY.search(block.span.of(text)):
            if stood_first or number == 0 or block.span.end - block.span.start > _LONGEST_STANDFIRST:
                return
            stood_first = True


def days_of_the_foot(text: str, blocks: Sequence[Block]) -> Iterator[Mention]:
    """Yield the day, with its year, that stands behind a name in the last line that is no boilerplate of the page."""
    last = next((block for block in reversed(blocks) if block.kind is not BlockKind.BOILERPLATE), None)
    if last is None or last is blocks[0]:
        return
    for line in _lines(text, last):
        if line.end == last.span.end:
            yield from _days_of(text, line)


def _lines(text: str, block: Block) -> Iterator[Span]:
    """Yield the lines of a block that are short enough, but for those that go on with the line before."""
    before = ""
    for line in _LINE.finditer(text, *block.span):
        begins = (
            not before or block.kind is BlockKind.HEADLINE or _names(before) or before.endswith((".", ":", "|", ")"))
        )
        if begins and line.end() - line.start() <= _LONGEST:
            yield Span(*line.span())
        before = line.group().strip()


def _days_of(text: str, line: Span) -> Iterator[Mention]:
    mentions = [m for m in dates_in(text, line) if isinstance(m.form, Numeric) or _is_full(m.form)]
    if len(mentions) != 1:
        return  # a span of days is no day of publication
    span = mentions[0].span
    before, after = text[line.start : span.start].lstrip("[(–—-* "), text[span.end : line.end].strip()
    separated = not before or before.rstrip()[-1] in _MARKS or before.split()[-1].endswith("day")
    if separated and not _is_otherwise_labelled(before) and _names(before) and _AFTER.match(after):
        yield mentions[0]


def is_another_day(before: str) -> bool:
    """Tell whether the label of a line, "Kick-off:" or "Hearing date: Lunde,", says that its day is none of print."""
    return _LABELLED_DAY.fullmatch(before) is not None and _is_otherwise_labelled(before)


def _is_otherwise_labelled(before: str) -> bool:
    label = _LABEL.match(before)
    return label is not None and not label[1].isupper() and not _OF_PRINT.search(label[1])


def _names(before: str) -> bool:
    """Tell whether what stands before a date are names, numbers and marks, and no sentence."""
    words = before.split()
    return len(words) <= _MOST_WORDS and all(_NAME_WORD.fullmatch(word) for word in words)


def _is_full(form: object) -> bool:
    return isinstance(form, Day) and None not in {form.year, form.month, form.day}
