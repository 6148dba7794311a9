"""The days that the head of a record prints: of a sitting, of what was said, of a judgment, of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from bot.extract.page.dateline_year import dates_in
from bot.extract.times.match import Mention
from bot.model import Span

_SITTING = re.compile(
    r"(?:(?:the|a|an|of|verbatim|official|full|ordinary|public|plenary|records?|reports?|minutes|transcript|proceedings"
    r"|sitting|session|meeting|hearing|debate|briefing|(?-i:[A-Z][\w’'-]*))[\s:]+)*"
    r"(?:sitting|session|meeting|hearing|debate|briefing|proceedings|minutes|transcript|records?"
    r"|(?:board|council|committee|commission|assembly|trustees|panel)(?=,?\sheld\b))"
    r"(?:\s+(?:of|on|for|held(?:\s+(?:in|at)\s[^.\d]{2,40}?)?(?:\s+on)?))?[\s,:–—]*|held\s+(?:in|at)\s[^.\d]{2,40}?\son\s",
    re.IGNORECASE,
)  # what a record of a sitting has before its day, which is also the day on which the words in it were spoken
_WORDS_OF_A_TITLE = (
    r"(?:(?!\b(?:is|are|was|were|has|had|have|will|be|shows?|reveals?|suggests?|says?|proves?|confirms?|tells?|leaked"
    r"|expected|due|planned|cancell?ed|postponed|that|who)\b)(?:[^.!?]|(?<![a-z])\.))*"
)  # no sentence
_LONGEST_TITLE, _LONGEST_BLOCK = 240, 600  # characters
_RECORD = re.compile(
    r"(?:(?:the|an?|full|edited|unedited|verbatim|summary|draft|approved|official|unofficial|partial)\s+)*"
    r"(?:(?:transcript|minutes|proceedings|(?:record|notes)(?=[^.!?]*\b(?:meeting|session|visit|briefing|hearing|call)\b))\s+of\s"
    rf"{_WORDS_OF_A_TITLE}(?:[,:(–—]\s*|\bon\s+)"
    rf"|(?:speech|remarks|address|lecture|statement|sermon)\s{_WORDS_OF_A_TITLE}"
    rf"(?:[,(–—]\s*|(?<=\s)(?:given|made|delivered|held)\s{_WORDS_OF_A_TITLE}\bon\s+))(?:the\s)?",
    re.IGNORECASE,
)  # "Minutes of the annual meeting of the Lunde Rowing Club, held at the boathouse on", "Speech given at Lunde on"
_SPOKEN = re.compile(
    r"speech|remarks|address|lecture|statement|sermon|notes|sitting|session|meeting|hearing|debate|briefing|proceedings|minutes|transcript|record|held|interview|conver|conduct|tape|film",
    re.IGNORECASE,
)
_CONVERSATION = re.compile(
    r"(?:(?:this|the|an?|interviews?|conversation|discussion|podcast|programme|program|episode|talk|was|were)[\s,:–—]+)*"
    r"(?:interviewed|recorded|conducted|taped|filmed|took\splace|interview|conversation)\b"
    r"[\s,:–—]*(?:(?:by|with|in|at|via|over|live|before)\b[^.!?\d]{2,60}?)?[\s,:–—]*(?:\bon\s+)?(?:the\s)?",
    re.IGNORECASE,
)  # the day on which what is printed was said stands for the day of print where that is not told
_STOPS = re.compile(r"\s*(?:[.;|,()]|at\s+\d|(?:in|at)\s(?:the\s|(?-i:[A-Z]))|and\s(?:has|was|edited)\b|$)")
_SENTENCE_END = re.compile(r"[.!?)]\s+")
_JUDGED = re.compile(
    r"(?:[^\n]*[.;,|–—-]\s*)?"
    r"(?:date\sof\s(?:judge?ment|decision|ruling)|(?:judge?ment|decision|ruling)\sdate|(?:reserved\s|approved\s)?judge?ment(?:\sof)?"
    r"|(?:(?:reserved\s|approved\s)?(?:judge?ment|decision|ruling)\s)?(?:handed\sdown|delivered|pronounced|decided)"
    r"|(?:judge?ment|decision|ruling)\s(?:given|of))"
    r"(?:\son)?\s*[:–—-]?\s*",
    re.IGNORECASE,
)  # "Judgment handed down on", "Date of judgment:", "Argued 3 March 2031 - Decided": not the day of the hearing
_AS_OF = re.compile(
    r"(?:[^\n]*[(\[|–—:;,]\s*)?(?:\w+\s){0,2}"
    r"as\s(?:of|at)\s(?:\d{1,2}[:.]?\d\d(?:\s?(?:hrs|hours|h|UTC|GMT))?(?:,|\son)?\s)?",
    re.IGNORECASE,
)
_AS_OF_ENDS = re.compile(r"(?:,?\s*\d{1,2}[:.]\d\d(?:\s[A-Z]{2,4})?)?[.)\]]*\s*(?:$|\n)")
_HINT = re.compile(
    r"judge?ment|decision|ruling|handed\sdown|delivered|pronounced|decided|as\s(?:of|at)\s", re.IGNORECASE
)
_OF_SOMETHING = re.compile(r"\W*(?:next|on\sthis\sday|born|died|deadline|tickets?|until|opens|closes)\b", re.IGNORECASE)
"""How a line begins that tells another day: "Next meeting: 4 June 2031", "Born Lunde, 3 May 1930"."""


class Told(Enum):
    """What a day in the head of a record is the day of."""

    SAT = "the sitting"
    SPOKEN = "the words"
    JUDGED = "the judgment"
    AS_OF = "the figures"


def days_of_a_record(text: str, span: Span) -> Iterator[tuple[Told, Mention]]:
    """Yield the days of the record that a block of the head or foot prints, each with what it is the day of."""
    if _SPOKEN.search(text, *span):
        yield from _of_a_sitting(text, span)
    if span.end - span.start <= _LONGEST_BLOCK and _HINT.search(text, *span):
        yield from _of_a_judgment_or_figures(text, span)


def _of_a_sitting(text: str, span: Span) -> Iterator[tuple[Told, Mention]]:
    """Yield the day in "Sitting of Tuesday 3 May 2022." that opens a record, or in "Recorded on 3 May 2022"."""
    mention = next(dates_in(text, span), None)
    if mention is None or not _STOPS.match(text, mention.span.end, span.end):
        return
    head = Span(span.start, mention.span.start)
    if is_of_something(line_before(text, mention)):
        return
    sentence = max((end.end() for end in _SENTENCE_END.finditer(text, *head)), default=head.start)
    if _SITTING.fullmatch(text, *head) or _is_title_of_a_record(text, head):
        yield Told.SAT, mention
    elif _CONVERSATION.fullmatch(text, sentence, head.end):
        yield Told.SPOKEN, mention


def _is_title_of_a_record(text: str, head: Span) -> bool:
    return head.end - head.start <= _LONGEST_TITLE and _RECORD.fullmatch(text, *head) is not None


def _of_a_judgment_or_figures(text: str, span: Span) -> Iterator[tuple[Told, Mention]]:
    """Yield the day in "Judgment handed down: 3 May 2022", or in "Report No. 7 (as of 3 May 2022)"."""
    for mention in dates_in(text, span):
        before = line_before(text, mention)
        if _JUDGED.fullmatch(before) and _STOPS.match(text, mention.span.end, span.end):
            yield Told.JUDGED, mention
        elif _AS_OF.fullmatch(before) and _AS_OF_ENDS.match(text, mention.span.end, span.end):
            yield Told.AS_OF, mention


def is_of_something(before: str) -> bool:
    """Tell whether a line begins as one that tells another day does: "Next meeting: 4 June 2031"."""
    return _OF_SOMETHING.match(before) is not None


def line_before(text: str, mention: Mention) -> str:
    """Return what stands before a day in its line."""
    return text[text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start]
