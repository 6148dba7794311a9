"""How much of a long passage is shown in a list, and where. Offsets in, or slices of the document's words out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model.archive import EventRow
from bot.model.document import Span

LONGEST_PASSAGE = 240
"""Characters of a passage in a list: about six lines of a phone."""

_CLAUSE_END = re.compile(r"[,;:](?=\s)|(?<=[.!?])\s|\s[–—-]\s")
_WORD_END = re.compile(r"\s")
_VERB = re.compile(
    r"(?:said|says|told|adds|wrote|writes|met|meets|held|left|won|was|were|is|are|has|had|will|[a-z]+ed)\b"
)
_APPOSED = re.compile(r"(?:an?|and|or|of|from|who|which|whose|now|then|\d+)\b")
LOOSE = " ,;:–—-"
"""What may stand at the end of words that are cut out of a sentence, and tells nothing there."""


def shown_length(text: str, at_least: int = 0) -> int:
    """How many characters of a passage to show in a list: all, or so many that it ends with a clause or a word.

    ``at_least`` characters are shown in any case.
    """
    if len(text) <= LONGEST_PASSAGE or at_least >= len(text):
        return len(text)
    longest = max(LONGEST_PASSAGE, at_least)
    shortest = max(longest * 2 // 3, at_least)  # a clause that ends sooner would hide too much
    for ends in (_CLAUSE_END, _WORD_END):
        found = [match.start() for match in ends.finditer(text, shortest, longest + 2) if match.start() <= longest]
        if found:
            return found[-1]
    return longest


def beginning(text: str, sought: Sequence[str], at_least: int = 0) -> tuple[str, ...]:
    """The text, or where it is long its beginning with an empty part behind it, for the renderers' mark.

    It is not cut before the last of the words ``sought`` (folded).
    """
    folded = text.casefold()
    ends = (at + len(word) for word in sought if (at := folded.find(word)) >= 0)
    end = shown_length(text, max(at_least, *ends, 0))
    return (text,) if end == len(text) else (text[:end], "")


def told(row: EventRow, sought: Sequence[str]) -> tuple[str, ...]:
    """The event's text; of one that is dated far behind its beginning, that and the words that date it.

    Empty parts before and behind it stand for what its sentence tells besides.
    """
    text, end = row.text, date_end(row)
    if end <= 2 * LONGEST_PASSAGE:
        parts = beginning(text, sought, end)
    else:
        stop = len(text) if len(text) - end <= LONGEST_PASSAGE // 4 else end
        rest = ("",) if stop < len(text) else ()
        first, begin = shown_length(text), _tail_begin(text, end)
        parts = (text[:first], text[begin:stop], *rest) if first < begin else (text[:stop], *rest)
    if row.ends_inside and parts[-1]:
        parts = (*parts[:-1], parts[-1].rstrip(LOOSE), "")
    return ("", *parts) if row.begins_inside else parts


def date_end(row: EventRow) -> int:
    """Where in an event's text the words end that date it; 0 where they stand elsewhere."""
    start, end = row.dating.derivation.start, row.dating.derivation.end
    if start is None or end is None or not row.span.contains(Span(start, end)):
        return 0
    return end - row.span.start


def _tail_begin(text: str, end: int) -> int:
    """Where to begin what is shown of a long passage before ``end``: with a clause, or else with a word.

    A clause begins with what its verb is told of, and not in what is said of that in apposition: "blocs, the harbour
    master Emil Varga, a member of the board, said". 0 where no such place is found.
    """
    first, last = end - LONGEST_PASSAGE * 2 // 3, end - LONGEST_PASSAGE // 6
    begins = [found.end() + (text[found.end()] == " ") for found in _CLAUSE_END.finditer(text, 0, last)]
    late = next((index for index, begin in enumerate(begins) if begin > first), None)
    if late is not None:
        return next((begin for begin in reversed(begins[: late + 1]) if _has_subject(text, begin)), 0)
    found = _WORD_END.search(text, first, last)
    return found.end() if found else first


def _has_subject(text: str, begin: int) -> bool:
    """Tell whether a clause that begins here can be read by itself."""
    before = text[:begin].rstrip()
    if before.endswith((".", "!", "?")):
        return True
    named = before.rstrip(LOOSE).rpartition(" ")[2][:1].isupper()  # what follows a name may be in apposition to it
    return not (named or _VERB.match(text, begin) or _APPOSED.match(text, begin))
