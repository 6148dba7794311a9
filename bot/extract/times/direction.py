"""Whether a clause looks back or ahead: the verb that stands nearest before a time expression tells.

The words right beside the expression come first (frames.py).
"""

from __future__ import annotations

import re

from bot.extract.events.verbs import IRREGULAR, is_past
from bot.extract.times.frames import NEAR, by_frame
from bot.extract.times.holidays import HOLIDAY
from bot.model import BlockKind, Span

# A modal takes the verb behind it along, so that "will be paid" does not look back.
_VERB = r"(?:\s(?:not|also|be|have|been|then|now|only|stay|remain|become|get))*(?:\s[a-z]+)?"
_TO = r"to(?:\sbe)?(?:\s[a-z]+)?"
_SOMEBODY = r"\s(?:the|a|an|its|his|her|their|this|that|bad)\b"
_NO_ARTICLE = r"(?<!\ba\s)(?<!\bthe\s)(?<!\bhis\s)(?<!\bher\s)(?<!\bits\s)(?<!\btheir\s)"
_NO_NOUN = rf"{_NO_ARTICLE}(?<!\bof\s)(?<!['’]s\s)(?<!\d\s)"
_IRREGULAR = "|".join(sorted(IRREGULAR))
_UNDONE = (
    r"could(?:\snot|n['’]t)\s(?:immediately\s)?be\s[a-z]+",
    r"(?:neither|nor|nobody|no\sone|none)\b[^.;!?]{0,80}\bcould\sbe\s[a-z]+",
    rf"(?:would|could|should|might|may|must|can|cannot)(?:\snot|n['’]t)?\shave\s(?:[a-z]+ly\s)?(?:[a-z]+ed|been|{_IRREGULAR})",
    r"would(?:\snot|n['’]t)\s(?:say|comment|discuss|elaborate|confirm|identify|speculate|answer)",
    r"did(?:\snot|n['’]t)\s(?!expect|plan|intend|aim|hope|have|need)[a-z]+",
    r"had\sbeen\s(?:due|set|scheduled|expected|planned|slated|meant|supposed)(?:\sto\s[a-z]+)?",
)
_AHEAD = (
    rf"(?:[Ww]ill|[Ww]ould|shall|won['’]t|shan['’]t|can|could|may|might|must|should){_VERB}",
    rf"to\sbe(?:\s[a-z]+)?|going\s{_TO}|set\s(?:{_TO}|for)|(?:is|are|was|were)\sto(?:\sbe\s[a-z]+)?",
    rf"due(?!\sto{_SOMEBODY})|scheduled|slated|likely(?:\s{_TO})?|(?:certain|sure|bound|poised)\s{_TO}",
    r"on\s(?:pace|track|course)\sto(?:\s[a-z]+)?",
    rf"plann(?:ed|ing)|plans?\s(?:{_TO}|on\s[a-z]+ing)|plans\sfor|plans\s(?:an?|another|two|three|its|their|his|her)\s[a-z]+|intend(?:s|ed)?|expect(?:s|ed)?|aim(?:s|ed)?|hop(?:es?|ed|ing)\sto",
    rf"(?:promised|agreed|pledged|vowed|threatened)\s(?:[A-Z][a-z]+day\s)?(?!to{_SOMEBODY}){_TO}|ready\s{_TO}",
    r"(?:urge[sd]|urging|ordered|ordering|call(?:s|ed|ing)|invite[sd]|tells|told|asks|asked)\s(?:on\s)?(?:\w+\s){1,3}to\s(?:[a-z]+\sout|[a-z]+)",
    r"(?:moved|put\soff|pushed|brought\sforward|switched|shifted|delayed|postponed)\s(?:back\s)?to(?=\s$)",
    r"(?:is|are|['’](?:s|re|m))\s(?:also\s|now\s|again\s)?(?:seeking|running\sfor|vying|competing|challenging|leaving|retiring|returning|getting|hosting|visiting)",
    r"(?:is|are)\s(?:also\s)?(?:(?:closed|shut|off|open|out|back)\son|on\ssale|up\sfor)",
    r"go(?:es)?\son\ssale|go(?:es)?\sto\sthe\spolls|takes?\s(?:place|effect|office)|comes?\sinto\s(?:force|effect)",
    r"(?:days|weeks|months)\saway|upcoming|coming(?!\s(?:off|from|out|after|amid|under)\b)|next\s(?!day|morning|week|month|year|to\b)[a-z]+",
    r"until|tickets|expires?|[Dd]eadline|(?:postponed|delayed|adjourned|rescheduled|extended)(?=[^.;]*\b(?:to|until|till|for|by|through)\b)",
)
_SCHEDULED = (
    r"meets|(?<!\bto\s)meet|plays|travels?|leaves?|returns?|visits|opens|closes|turns|comes|begins|starts|ends|resumes?|hosts|faces",
    r"(?:[A-Z][\w’']+|they|we|who)\s(?:(?:play|visit|host|face)(?=\s[A-Z])|(?:go|travel|fly|move)(?=\sto\s))",
    r"(?:I|[Ww]e|[Tt]hey)\s(?:begin|start|open|close|resume|return|leave|move|fly|sail|meet|vote|go|play|finish|reopen|travel|appeal)",
    r"(?:(?<=[“„\"‘'«.] )|(?<=[“„\"‘'«]))(?!Meet\sthe\sPress)(?:Ask|Come|Call|Wait|Meet|See|Tell)",
    r"signs|reaches|parades?|departs?|arrives?|holds|votes|goes|wins|loses|hits|convenes|gathers",
    r"flies|shuts|reopens|sails|sits|speaks|appears|marries|retires|resigns|joins|decides|publishes|unveils|performs|sings",
    r"reconvenes|becomes|gives|takes|chooses|elects|swears|sells|buys|lays|hangs|brings|moves|switches|appeals|delivers",
    r"(?:if|unless|once|when)\s(?:[\w’'-]+\s){1,4}(?:win|lose|go|come|vote|meet|return|fail|pass)",
    r"(?:that|which)\s(?:follow|vote|hold|host|meet|begin|start|end|open|close)",
    r"(?:[Pp]olls|[Dd]oors|[Aa]pplications|[Ee]ntries|[Nn]ominations)\s(?:open|close)",
    r"[A-Za-z]{2,}s\s(?:reopen|resume|begin|start|restart|return|expire|convene)(?=\s(?:again\s)?(?:on|in|at|this|next|[A-Z][a-z]+day)\b)",
)
_BACK = (
    rf"(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)(?:{_NO_NOUN}(?!un)[a-z]{{2,}}ed|since|ago|was|were|had|did|{_NO_ARTICLE}(?:{_IRREGULAR}))",
    r"(?:[Aa]fter|[Dd]espite|[Ss]ince)\s(?:[a-z]+ly\s)?[a-z]{2,}ing|telling|saying|speaking",
)
_MARK = re.compile(
    rf"\b(?:(?P<undone>{'|'.join(_UNDONE)})|(?P<ahead>{'|'.join(_AHEAD)})"
    rf"|(?P<scheduled>{_NO_NOUN}(?:{'|'.join(_SCHEDULED)}))|(?P<back>{'|'.join(_BACK)}))\b|['’]ll\b"
)
_WINDOW, _CLOSE = 200, 20
_WEEKDAY = re.compile(r"[A-Z][a-z]+day\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s(?:[a-z]+ly\s)?$")
# "The council approved a plan to build homes on Tuesday"; a date may be the plan's: "to close the mill on 31 March"
_DECIDED = re.compile(
    r"\b(?:approved|rejected|backed|defended|opposed|blocked|scrapped|dropped|shelved|adopted|endorsed|passed|unveiled"
    r"|critici[sz]ed|condemned|(?:protested|marched|rallied)\sagainst)\s(?:[\w’'-]+\s){0,3}"
    r"(?:plans?|proposals?|bills?|deals?|motion|measures?|scheme|laws?)\s(?:to|for|that\swould)\s[^,;:.]*$"
)
_TERM = re.compile(
    r"\b(by|until|through|from|[Ee]ffective|[Pp]ayable|[Ss]tarting|[Bb]eginning)\s+(?:on\s+)?(?:the\s+(?:end|start|beginning)\s+of\s+)?$"
)
# "He led the party until May", "it is up from May"
_LASTED = re.compile(
    r"\b(?:(?:was|were)(?!\s(?:[a-z]+(?:ed|en)|put|set|off|due)\b)|served|worked|led|lived|ran|headed|had\sbeen\s[a-z]+ing|chaired|played|stayed|remained|lasted"
    r"|(?:was|did|had|were)(?:\snot|n['’]t)|(?:had|was|were)\b[^;]{0,60}\bnot\s(?!expected|due|likely)[a-z]+ed)\b[^;]*?\b(?:until|through)\s+$"
)
# "It was done by July", not "it was expected by July"
_PROMISED = re.compile(
    r"\b(?:promised|pledged|expected|planned|scheduled|wanted|demanded|hoped|needed)\b[^,;]*\bby\s+$"
)  # "heat has been promised by Friday"
_DONE = re.compile(
    r"\b(?:was|were)\s(?!expected|scheduled|planned|needed|required|ordered|asked|supposed|due|to\b|set\b|likely)"
    r"(?:[a-z]+ed|done|gone|built|over|out|ready|back|full|empty|[a-z]+en|[a-z]+ing)\s(?:\w+\s){0,2}by\s+$"
)
# "Of 900 voters surveyed from 13 May through Sunday", not "will be surveyed"
_SURVEYED = re.compile(
    r"(?<!\bbe\s)\b(?:conducted|taken|surveyed|polled|interviewed|tallied|counted|collected|recorded|compiled)\b[^;]*?"
    r"\bthrough\s+$"
)
# "She named him to lead the bank from Monday"
_TO_DO = re.compile(rf"\bto(?!{_SOMEBODY})\s[a-z]+\s(?:[\w’'-]+\s){{0,4}}(?:from|starting|beginning)\s+(?:on\s+)?$")
_COMPARED = re.compile(
    r"\b(?:(?:up|down|higher|lower|(?:an?|the|no)\s(?:\S+\s){0,3}(?:increase|decrease|decline|rise|fall|drop|gain|jump|change))\b[^;]*"
    r"|(?:numbers|results|figures|returns|data|footage|video|pictures|photos|remarks)\s)\bfrom\s+$"
)
# Verbs whose past is like their present: after "would cut jobs and", "shut" looks ahead.
_ALIKE = frozenset(
    {"shut", "cut", "put", "set", "let", "hit", "quit", "split", "spread", "burst", "read", "cost", "bet"}
)
_AND = re.compile(r"(?<!,)\s(?:and|or)\s+$")
_PERFECT = re.compile(r"\b(?:has|have|had)\b(?:[^,;]|,(?=\d))*$")  # "they had left by Friday" looks back
_HAD_TILL = re.compile(
    rf"\b(?:has|have|had)\s(?:[a-z]+ly\s)?(?:[a-z]+ed|been|{_IRREGULAR})\b[^,;]*$"
)  # not "had orders"
_TO_THE_DAY = re.compile(rf"[A-Z][a-z]+day\b|(?:{HOLIDAY.pattern})")
_OPENING = re.compile(r"\W*(?:(?:On|In|By|Early|Late|early|late|in|on)\s)*")
# "They would fare badly if he won on 8 November"
_IF = re.compile(r"\b(?:would|could|might)\s(?!have\b)[^.;!?]*\b(?:if|unless)\s(?:[\w.’'-]+\s){1,4}$")


def direction(text: str, span: Span, sentence: Span, kind: BlockKind = BlockKind.PARAGRAPH) -> int:
    """Return 1 where the words around ``span`` look ahead, -1 where they look back, 0 where nothing tells.

    2 and -2 where they stand close to it. The present tense looks ahead in a paragraph ("meets on Thursday"), back in a
    caption, and tells nothing in a headline that names no weekday.
    """
    if kind is BlockKind.CAPTION:
        return -1
    start = max(sentence.start, span.start - _WINDOW)
    near = max(sentence.start, span.start - NEAR)
    if _WEEKDAY.match(text, span.start) and _DECIDED.search(text, start, span.start):
        return -2
    framed = by_frame(text, span, near)
    if framed is not None:
        return framed
    before = [*_MARK.finditer(text, start, span.start)]
    term = _TERM.search(text, near, span.start)
    if term and (towards := _of_term(text, start, span, term[1], any(mark["back"] for mark in before))):
        return towards
    mark = before[-1] if before else _MARK.search(text, span.end, min(sentence.end, span.end + _WINDOW))
    if mark is None:
        return 0
    if mark["scheduled"] and kind is BlockKind.HEADLINE and not _WEEKDAY.match(text, span.start):
        return 0
    gap = span.start - mark.end() if before else mark.start() - span.end
    strength = 2 if gap <= _CLOSE or _opens_a_tale(text, span, sentence) else 1
    if mark["back"] in _ALIKE and len(before) > 1 and before[-2]["ahead"] and _AND.search(text, start, mark.start()):
        return strength  # "would cut jobs and shut its plant on 31 March"
    if mark["back"] and _IF.search(text, start, mark.start()):
        return strength
    back = mark["back"] or mark["undone"] or (not before and _is_told(text, mark))
    return -strength if back else strength


def _opens_a_tale(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether the expression opens a sentence that is all past: "In October, Ms. Dahl, the leader, said"."""
    after = _MARK.finditer(text, span.end, min(sentence.end, span.end + _WINDOW))
    return _OPENING.fullmatch(text, sentence.start, span.start) is not None and all(mark["back"] for mark in after)


def _is_told(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a verb of plans is what was done: "on Monday the court ordered him to leave", not "is expected"."""
    return is_past(mark.group().partition(" ")[0]) and not _PASSIVE.search(
        text, max(0, mark.start() - _CLOSE), mark.start()
    )


def _of_term(text: str, start: int, span: Span, word: str, told_back: bool) -> int:
    """The direction of "until Friday", "starting Friday" at ``span``; 0 where the verbs of the clause tell it."""
    if word == "through" and not _TO_THE_DAY.match(text, span.start):
        return 0  # "the nine months through September"
    if word in {"until", "through"} and _LASTED.search(text, start, span.start):
        return -2
    if word == "through" and _SURVEYED.search(text, start, span.start):
        return -2
    if word == "by" and _DONE.search(text, start, span.start):
        return -2
    if word == "by" and _PROMISED.search(text, start, span.start):
        return 2
    if (_HAD_TILL if word == "through" else _PERFECT).search(text, start, span.start):
        return 0
    if word == "from" and _COMPARED.search(text, start, span.start):
        return -2
    begun = told_back and word in {"from", "starting", "beginning"}  # "it rose in May from April"
    return 0 if begun and not _TO_DO.search(text, start, span.start) else 2
