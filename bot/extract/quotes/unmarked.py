"""Direct quotes without marks: the turns of a transcript, the answers of an interview, embedded posts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import pairwise

from bot.extract.lexicon import FORMAL, GIVEN_NAMES
from bot.extract.names.people import Person
from bot.extract.names.table import NameTable
from bot.extract.quotes.cast import Cast
from bot.extract.quotes.comments import find_comments
from bot.extract.quotes.entries import find_entries
from bot.extract.quotes.interviews import find_answers, is_narration, protagonist, speaks
from bot.extract.quotes.posts import find_posts
from bot.extract.quotes.turns import MARKS, Turn, untitled
from bot.model import Block, BlockKind, EntityKind, Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_TIME = r"[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?\s+"
_LABEL = re.compile(
    rf"[*_]{{0,2}}(?:{_TIME}|Q?\d{{1,3}}[.)]?\s)?(?P<label>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}"
    rf"|{_WORD}(?:[ ](?:{_WORD}|de|van|von|der|den|bin|al|la|el)){{0,4}}|Q|A)"
    r"(?P<role>(?:,\s[^:\n]{2,60}|\s\([^:\n)]{2,60}\))?)\s?[*_]{0,2}:[*_]{0,2}(?:\s+(?=\S)|$)"
)
_RECORD = re.compile(r"(?P<label>[QA])(?P<role>)\.\s+(?=\S)")
"""Question and answer as the records of courts have them."""
_QUESTION = frozenset({"q", "question", "reporter", "interviewer", "moderator", "voiceover", "voice-over", "narrator"})
_ANSWER = frozenset({"a", "answer"})
_NO_LABEL = frozenset(
    {"note", "photo", "source", "update", "updated", "correction", "published", "watch", "read", "related", "caption"}
    | {"by", "contact", "contacts", "media contact", "editor", "location", "date", "time", "tags", "topics", "also"}
    | {"more", "image", "poll", "breaking", "exclusive", "video", "from", "to", "subject", "website", "email", "tel"}
    | {"phone", "address", "transcript"}
)
_STAGE = re.compile(
    r"^[(\[][^)\]]{2,120}[)\]]\.?$|^\[[^\]]+\]$|^[A-Z\s]+(?:BREAK|CLIP|VIDEO|TAPE)[A-Z\s]*$|^END$"
    r"|^(?:The )?(?:[A-Z]\w+ )?(?:[Tt]ape|[Rr]ecording|[Tt]ranscript|[Ss]ession|[Ii]nterview|[Hh]earing|[Ss]itting"
    r"|[Cc]ommittee|[Cc]ommission|[Mm]eeting|[Pp]anel|[Bb]roadcast)\s(?:ends|ended|rose|adjourned|closed|stops|begins|resumed)\b.{0,60}$"
)
_CLOSING = re.compile(r"[”\"’»][.,]?$")
_FEW = 3
_NEAR, _LAST_REACH, _PULLED = 12, 3, 300


def find_turns(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns, answers and posts of a document in order. Linear in its length."""
    labels = _labels(text, blocks)
    turns = find_posts(text, blocks, names) + find_comments(text, blocks, names) + find_entries(text, blocks, names)
    remarks = len(turns)
    taken = {turn.spans[0].start for turn in turns}
    counts = Counter(match["label"].casefold() for match in labels.values())
    repeated = (m.start() for m in labels.values() if m["label"].isupper() or counts[m["label"].casefold()] > 1)
    cast = Cast(text, names, next(repeated, 0))
    titled = sum(n for label, n in counts.items() if _is_titled(label))
    wanted = {n: m for n, m in labels.items() if _is_speaker(m, cast, counts, titled)}
    if len(wanted) >= 2 and (max(counts[m["label"].casefold()] for m in wanted.values()) > 1 or _is_dialogue(wanted)):
        speakers = _Speakers(text, names, cast, next(iter(wanted.values())).start())
        asked = _asked(blocks, wanted) if len({speakers.name_of(m) for m in wanted.values()}) == 1 else frozenset()
        turns += [Turn((blocks[n].span,), None, blocks[n].span) for n in sorted(asked)]
        before = ""
        for number, match in wanted.items():
            turn = _turn(text, blocks, number, match, wanted.keys() | asked, speakers)
            speakers.answers(match, before)
            before = match["label"]
            if turn is not None and turn.spans[0].start not in taken:
                turns.append(turn)
    if len(turns) == remarks:
        turns += find_answers(text, blocks, names)
    return sorted(turns, key=lambda turn: turn.spans[0].start)


def _labels(text: str, blocks: tuple[Block, ...]) -> dict[int, re.Match[str]]:
    """The labels of blocks. "A." is one where "Q." is: else it counts the items of a list."""
    found = {n: match for n, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    record = {n: match["label"] for n, match in found.items() if match.re is _RECORD}
    return found if len(set(record.values())) != 1 else {n: m for n, m in found.items() if n not in record}


def _asked(blocks: tuple[Block, ...], labels: dict[int, re.Match[str]]) -> frozenset[int]:
    """The blocks before the labels of an interview in which only the answers bear one: the questions."""
    numbers = sorted(labels)
    return frozenset(
        number - 1
        for before, number in pairwise(numbers)
        if number - before > 1 and blocks[number - 1].kind in {BlockKind.PARAGRAPH, BlockKind.HEADLINE}
    )


def _label(text: str, block: Block) -> re.Match[str] | None:
    """The label of a turn, not that of words in marks, which are found by them."""
    if block.kind in {BlockKind.DATELINE, BlockKind.LIST_ITEM, BlockKind.BOILERPLATE}:
        return None  # "ROVERS: Turn to Page 25"
    match = _LABEL.match(text, *block.span) or _RECORD.match(text, *block.span)
    if match is None or match.end() == block.span.end:
        return match
    if text[match.end()] in MARKS and _CLOSING.search(text, block.span.end - 3, block.span.end):
        return None
    return match


def _is_speaker(match: re.Match[str], cast: Cast, counts: Counter[str], titled: int) -> bool:
    """Tell whether a label names somebody: Q and A, all capitals, or a person of the document.

    ``titled`` is how many of the labels begin with a title.
    """
    label = match["label"]
    low = label.casefold()
    repeated = counts[low] > 1
    known = cast.person(label)
    if low in _NO_LABEL:
        return label.isupper() and repeated and known is not None  # the initials of "Tamar Oduya"
    if low in _QUESTION | _ANSWER or (low.startswith("the ") and repeated):
        return True
    if titled > _FEW and _is_titled(low):
        return True  # "Mr Speaker: Order."
    if not label.isupper():
        return known is not None or (repeated and cast.holder(label) is not None)
    return known is not None or (len(label) > 2 - repeated and (repeated or " " in label))


def _is_titled(label: str) -> bool:
    return label.split(maxsplit=1)[0] in FORMAL


def _is_dialogue(labels: dict[int, re.Match[str]]) -> bool:
    numbers = sorted(labels)
    return len({match["label"] for match in labels.values()}) > 1 and numbers[-1] - numbers[0] < 3 * len(numbers)


class _Speakers:
    """Full names of labels: the document's, or those that a label gave before."""

    def __init__(self, text: str, names: NameTable, cast: Cast, begin: int) -> None:
        self.names = names
        self._cast = cast
        self._answering = cast.holder("witness") or protagonist(text, names, begin)
        self._asking: str | None = None
        self._seen: dict[str, str] = {}

    def name_of(self, match: re.Match[str]) -> str | None:
        """Return the full name behind a label, None for a question of nobody in particular."""
        label = match["label"]
        low = label.casefold()
        if low in _ANSWER:
            return self._answering.name if self._answering else None
        explained = self._explained(match["role"])
        if explained is not None and low in _QUESTION:
            return explained.name  # another may ask the next one
        if low in self._seen:
            return self._seen[low]
        named = label.split(maxsplit=1)[0].title() in GIVEN_NAMES  # "TOM BRANDT (Harbour Dispatch)"
        known = self._cast.person(label) or (None if named else explained) or self._cast.holder(label)
        if known is not None:
            self._seen[low] = known.name
        elif low in _QUESTION:
            return self._asking if match.re is _RECORD else None
        else:
            plain = untitled(label)
            self._seen[low] = _cased(label if plain.casefold() == "the" else plain)
        return self._seen[low]

    def answers(self, match: re.Match[str], before: str) -> None:
        """Take up that the turn labelled ``match`` follows one that was labelled ``before``: whom "A." answers asks."""
        if match.re is _RECORD and match["label"] == "A" and before.casefold() in self._seen:
            self._asking = self._seen[before.casefold()]

    def _explained(self, role: str) -> Person | None:
        """Return whom the brackets behind a label name: "The Chair (Dame Mara Velk)", "Q (Tom Brandt, Herald)"."""
        index = self.names.index_of(untitled(role.strip(" (),").partition(",")[0])) if role else None
        known = self.names.people[index] if index is not None else None
        return known if known is not None and known.kind is EntityKind.PERSON else None  # not a constituency


def _cased(label: str) -> str:
    return label.title() if label.isupper() else label


def _turn(
    text: str,
    blocks: tuple[Block, ...],
    number: int,
    match: re.Match[str],
    others: Set[int],
    speakers: _Speakers,
) -> Turn | None:
    """The words after a label, with the paragraphs that follow until one of ``others`` has words of its own."""
    spans = [Span(match.end(), blocks[number].span.end)]
    last = number == max(others)
    capitals = match["label"].isupper() and len(match["label"]) > 1
    for follow in range(number + 1, min(len(blocks), number + (_LAST_REACH if last else _NEAR))):
        block = blocks[follow]
        body = block.span.of(text)
        if follow in others or block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADLINE}:
            break
        if not last and (_STAGE.match(body) or _is_pulled(body)):
            continue  # the turn goes on after the laughter
        if _STAGE.match(body) or body[0] in MARKS or (not capitals and is_narration(text, block, speakers.names)):
            break
        unlabelled = spans[0].start == spans[0].end
        if not unlabelled and (last or not capitals) and ((last and not capitals) or not speaks(text, block.span)):
            break
        spans.append(block.span)
    spans = [span for span in spans if span.end > span.start]
    return Turn(tuple(spans), speakers.name_of(match), Span(*match.span("label"))) if spans else None


def _is_pulled(body: str) -> bool:
    """Tell whether a paragraph is nothing but words in marks: a pull quote, or the signature under one."""
    return (body[0] in MARKS and _CLOSING.search(body[-3:]) is not None and len(body) < _PULLED) or body[0] in "–—―"
