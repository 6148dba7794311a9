"""People asked in the street, and statements in full: whose the paragraphs are, a heading says.

"Mara Velk, 71, Torrin" stands above what she says; "Statement by President Mara Velk" above all that follows.
"""

from __future__ import annotations

import re

from bot.extract.lexicon import GIVEN_NAMES
from bot.extract.names.table import NameTable
from bot.extract.quotes.turns import FIRST_PERSON, MARKS, SPOKEN, Turn, known, untitled
from bot.model import FURNITURE, Block, BlockKind, EntityKind, Span

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_VOICE = re.compile(
    rf"[*_]{{0,2}}(?P<name>{_CAPITAL}(?:\s(?:{_CAPITAL}|de|van|von|der|den|bin|al|la|el)){{1,3}})(?:,\s|\s\()(?:aged\s)?\d\d\b"
    r"(?:,\s[^\n.:]{2,60})?\)?[*_]{0,2}:?"
)
_WRITTEN = r"(?:statement|message|(?:open\s)?letter|remarks|speech|address|declaration|testimony|eulogy)"
_STATEMENT = re.compile(
    rf"(?:(?:full\s)?(?:text|transcript)(?:\sof(?:\sthe)?|:)?\s)?(?:\w+\s){{0,2}}?{_WRITTEN}\s(?:by|from|of)\s(?P<by>[^\n:]{{3,80}}?)"
    rf"(?:\s(?:on|to|at|in|about|following)\s[^\n]+)?$"
    rf"|(?:(?:the\s)?full\s)?(?:text|transcript)(?:\sof|:)?\s(?P<of>[^\n:]{{3,80}}?)['’]s?\s(?:\w+\s){{0,3}}?{_WRITTEN}\b[^\n]{{0,80}}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«„][^“”\"«»]{1,600}[”\"»“]")
_ENDS = re.compile(
    r"[-–—*#\s]*(?:ends?|###)[-–—*#\s]*$|(?:notes? (?:to|for) editors|(?:media |press )?contacts?)\b", re.I
)
_FEWEST, _LONGEST_NAME = 2, 3


def find_voices(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return what each of several people says under a line with name and age.

    Half of them say "I" or "we": under such a line a paper tells of candidates and of the dead as well.
    """
    heads = {n: m for n, block in enumerate(blocks) if (m := _VOICE.fullmatch(text, *block.span)) is not None}
    if len(heads) < _FEWEST:
        return []
    turns = []
    for number, match in heads.items():
        spans: list[Span] = []
        for follow in range(number + 1, len(blocks)):
            block = blocks[follow]
            unmarked = block.kind in SPOKEN and text[block.span.start] not in MARKS
            if follow in heads or not unmarked or (spans and not FIRST_PERSON.search(text, *block.span)):
                break
            spans.append(block.span)
        if spans:
            turns.append(Turn(tuple(spans), known(match["name"], names), Span(*match.span("name"))))
    spoken = sum(any(_speaks(text, span) for span in turn.spans) for turn in turns)
    return turns if 2 * spoken >= len(turns) else []


def find_statement(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return a statement or speech that the title says is printed in full, as one turn; nothing for any other text.

    Most paragraphs say "I" or "we", and the speaker's name is not in them.
    """
    title = next((block for block in blocks[:3] if block.kind is BlockKind.HEADLINE), None)
    match = _STATEMENT.match(text, *title.span) if title is not None else None
    if title is None or match is None:
        return []
    label = Span(*match.span("by" if match["by"] else "of"))
    ending = (m for m in names.within(label) if m.span.end == label.end or text[m.span.end] == ",")
    people = [names.people[mention.entity] for mention in ending]
    person = next((person for person in people if person.kind is EntityKind.PERSON), None)
    name = person.name if person is not None else _printed(label.of(text))
    if name is None:
        return []
    body: list[Span] = []
    for block in blocks[blocks.index(title) + 1 :]:
        if _ENDS.match(text, *block.span):
            break
        if block.kind not in FURNITURE and block.kind is not BlockKind.HEADLINE:
            body.append(block.span)
    spoken = sum(_speaks(text, span) for span in body)
    if not body or 2 * spoken < len(body) or text[body[0].start] in MARKS:
        return []
    if person is not None and any(body[0].start <= span.start < body[-1].end for span in person.mentions):
        return []  # a report on the statement
    return [Turn(tuple(body), name, label)]


def _speaks(text: str, span: Span) -> bool:
    return FIRST_PERSON.search(_QUOTED.sub(" ", span.of(text))) is not None


def _printed(label: str) -> str | None:
    """Return the name in a label of a title whose words all have capitals, where it can be told by its first name."""
    for part in label.split(","):
        words = untitled(part.strip()).split()
        first = next((n for n, word in enumerate(words) if word in GIVEN_NAMES), len(words) - 1)
        if 1 < len(words) - first <= _LONGEST_NAME and all(word[0].isupper() for word in words[first:]):
            return " ".join(words[first:])
    return None
