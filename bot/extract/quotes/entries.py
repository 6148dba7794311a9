"""Posts that a line without a verb announces, and what reporters say themselves in the entries of live pages.

"Post by the ferry company on X:" hands over to the company's words; "15:57 Tom Brandt on the dyke at Torrin: Very quiet
here." is what the reporter says there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.extract.attribution.heads import head
from bot.extract.lexicon import PLATFORMS
from bot.extract.names.table import NameTable
from bot.extract.names.titles import CALENDAR
from bot.extract.quotes.turns import MARKS, SPOKEN, Turn
from bot.model import FURNITURE, Block, BlockKind, EntityKind, Span

_CLOCK = r"[\[(]?\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?[\])]?"
_STAMP = re.compile(rf"{_CLOCK}(?:\s|$)", re.IGNORECASE)
_PLATFORM = rf"(?:{'|'.join(sorted(PLATFORMS))})"
_WRITING = r"(?i:posts?|tweets?|statement|message|(?:press )?release|note|letter|speech|e-?mail|reply|video)"
_WHO = r"[^:\n“\"]{2,60}?"
_BY = (
    rf"(?:(?:The|A|This)\s)?(?:\w+\s)?{_WRITING}(?:\son\s{_PLATFORM})?\s(?:by|from|of)\s(?P<by>{_WHO})"
    r"(?:,\swho\s[^:\n“\"]{2,80}|,?\s(?:on|via|in|at)\s[A-Z][^:\n]{0,30})?"
)
_ON = rf"(?P<on>{_WHO}),?\s(?:on|via)\s{_PLATFORM}(?:,?\s(?:on|at|this)\s[^:\n]{{2,24}})?"
_OF = rf"[^:\n“\"]{{0,40}}?\b(?:text|transcript) of (?P<of>{_WHO})['’]s? (?:\w+ ){{0,2}}{_WRITING}(?: [^:\n]{{2,40}})?"
_FROM = rf"From\s(?!y?our\b)(?P<from>{_WHO})(?:,?\s(?:on|via)\s{_PLATFORM})?"
_ANNOUNCED = re.compile(rf"(?:{_CLOCK}\s[-–—|·]?\s?)?(?:{_BY}|{_OF}|{_FROM}|{_ON}):(?:\s+(?=\S)|$)")
_ENTRY = re.compile(
    rf"(?:{_CLOCK}\s[-–—|·]?\s?)?(?:(?:Our|The)\s(?:[\w’'-]+\s){{0,3}}?(?:correspondent|reporter|editor|colleague),?\s)?"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w.’'-]+(?:\s[\w.’'-]+){{0,3}}?),?\s"
    r"(?:(?:at|on|in|inside|outside|near|from|aboard|by|with|is|reports|reporting|writes|writing)\s[^:\n“\"]{2,60}|here|writes)"
    r":(?:\s+(?=\S)|$)"
)
_VERB = re.compile(
    r"\b(?:sa(?:id|ys)|w(?:rote|rites|riting)|t(?:old|ells)|add(?:ed|s)|reads?|post(?:ed|s|ing)?|shared|published|sent"
    r"|is|was|are|were|has|had)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|our|its)\s", re.IGNORECASE)
_I = re.compile(r"\b(?:I|[Mm]y|me)\b")
_MOST = 6
_LIVE = 2  # stamps, as many as make a page a live one


def find_entries(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the announced posts, and what reporters say themselves in the entries of a live page."""
    live = sum(1 for block in blocks if _STAMP.match(text, *block.span)) >= _LIVE
    turns = []
    for number, block in enumerate(blocks):
        if block.kind in FURNITURE or block.kind is BlockKind.CAPTION:
            continue
        if (match := _ANNOUNCED.match(text, *block.span)) is not None:
            way = next(group for group in ("by", "of", "from", "on") if match[group])
            label = Span(*match.span(way))
            if way == "from" and (not live or names.tokens.lows[names.tokens.at_or_after(label.start)] in CALENDAR):
                continue  # "From Monday: the trains run again"
            if label.of(text) in PLATFORMS or not _can_speak(text, label, names):
                continue
            if way == "on" and _VERB.search(label.of(text)):
                continue  # "wrote on X:" is a verb of saying
            words = _words(text, blocks, number, match.end())
            if words is not None:
                spans = (words, *_goes_on(text, blocks, number + 2)) if words.start >= block.span.end else (words,)
                turns.append(Turn(spans, _who(text, label, names), label))
        elif live and (match := _ENTRY.match(text, *block.span)) is not None:
            index = names.index_of(match["name"])
            person = names.people[index] if index is not None else None
            words = _words(text, blocks, number, match.end())
            if person is not None and person.kind is EntityKind.PERSON and words is not None:
                turns.append(Turn((words,), person.name, Span(*match.span("name"))))
    return turns


def _words(text: str, blocks: tuple[Block, ...], number: int, start: int) -> Span | None:
    """Return the words behind the colon or, where it ends the line, the paragraph below; none in marks."""
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if start < blocks[number].span.end:
        words = Span(start, blocks[number].span.end)
    elif below is not None and below.kind in SPOKEN:
        words = below.span
    else:
        return None
    return words if text[words.start] not in MARKS | {"@"} else None


def _goes_on(text: str, blocks: tuple[Block, ...], number: int) -> Iterator[Span]:
    """Yield the paragraphs from ``number`` on that speak as a post does: in the first person, and bare of marks."""
    for block in blocks[number : number + _MOST]:
        body = block.span.of(text)
        if block.kind not in SPOKEN or _STAMP.match(body) or not _I.search(body) or not MARKS.isdisjoint(body[:1]):
            return
        yield block.span


def _can_speak(text: str, label: Span, names: NameTable) -> bool:
    """Tell whether ``label`` ends with somebody's name, an office or a body: not "Ban on TikTok:", "From Lunde:"."""
    last = label.of(text).split()[-1]
    kinds = {names.people[mention.entity].kind for mention in names.within(label) if mention.span.end == label.end}
    return last.startswith("@") or bool(kinds - {EntityKind.PLACE}) or (not kinds and head(last.lower()) in {"n", "e"})


def _who(text: str, label: Span, names: NameTable) -> str:
    """Return the one person named in ``label``, else what it says without its article."""
    ending = (m for m in names.within(label) if m.span.end == label.end or text[m.span.end] == ",")
    named = (names.people[n] for n in dict.fromkeys(mention.entity for mention in ending))
    persons = [person for person in named if person.kind is EntityKind.PERSON and person.name not in PLATFORMS]
    if len(persons) == 1:
        return persons[0].name
    plain = _ARTICLE.sub("", label.of(text))
    index = names.index_of(plain)
    return names.people[index].name if index is not None and plain.endswith(names.people[index].words[-1]) else plain
