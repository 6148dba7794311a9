"""Direct quotes without marks: the turns of a transcript, the answers of an interview, embedded posts."""

from __future__ import annotations

import re
from collections import Counter

from bot.extract.lexicon import TITLES
from bot.extract.names.table import NameTable
from bot.extract.quotes.interviews import find_answers, is_narration, protagonist
from bot.extract.quotes.posts import find_posts
from bot.extract.quotes.turns import FIRST_PERSON, MARKS, Turn, untitled
from bot.model import Block, BlockKind, EntityKind, Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_LABEL = re.compile(
    rf"(?:Q?\d{{1,3}}[.)]?\s)?(?P<label>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}"
    rf"|{_WORD}(?:[ ](?:{_WORD}|de|van|von|der|den|bin|al|la|el)){{0,4}}|Q|A)"
    r"(?P<role>(?:,\s[^:\n]{2,60}|\s\([^:\n)]{2,60}\))?)\s?:\s+(?=\S)"
)
_QUESTION = frozenset({"q", "question", "reporter", "interviewer", "moderator", "voiceover", "voice-over", "narrator"})
_ANSWER = frozenset({"a", "answer"})
_NO_LABEL = frozenset(
    {"note", "photo", "source", "update", "updated", "correction", "published", "watch", "read", "related", "caption"}
    | {"by", "contact", "contacts", "media contact", "editor", "location", "date", "time", "tags", "topics", "also"}
    | {"more", "image", "poll", "breaking", "exclusive", "video", "from", "to", "subject", "website", "email", "tel"}
    | {"phone", "address", "transcript"}
)
_STAGE = re.compile(r"^[(\[][^)\]]{2,120}[)\]]\.?$|^[A-Z\s]+(?:BREAK|CLIP|VIDEO|TAPE)[A-Z\s]*$|^END$")
_CLOSING = re.compile(r"[”\"’»][.,]?$")
_NEAR, _LAST_REACH = 12, 3


def find_turns(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns, answers and posts of a document in order. Linear in its length."""
    labels = {n: match for n, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    turns = find_posts(text, blocks, names)
    taken = {turn.spans[0].start for turn in turns}
    counts = Counter(match["label"].casefold() for match in labels.values())
    wanted = {n: m for n, m in labels.items() if _is_speaker(m, names, counts)}
    if len(wanted) >= 2 and (max(counts[m["label"].casefold()] for m in wanted.values()) > 1 or _is_dialogue(wanted)):
        speakers = _Speakers(text, names, next(iter(wanted.values())).start())
        for number, match in wanted.items():
            turn = _turn(text, blocks, number, match, wanted, speakers)
            if turn.spans[0].start not in taken:
                turns.append(turn)
    return sorted(turns or find_answers(text, blocks, names), key=lambda turn: turn.spans[0].start)


def _label(text: str, block: Block) -> re.Match[str] | None:
    """The label of a turn, not that of words in marks, which are found by them."""
    if block.kind in {BlockKind.DATELINE, BlockKind.LIST_ITEM}:
        return None
    match = _LABEL.match(text, block.span.start, block.span.end)
    if match is not None and text[match.end()] in MARKS and _CLOSING.search(text, block.span.end - 3, block.span.end):
        return None
    return match


def _is_speaker(match: re.Match[str], names: NameTable, counts: Counter[str]) -> bool:
    """Tell whether a label names somebody: Q and A, all capitals, or a person of the document."""
    label = match["label"]
    low = label.casefold()
    if low in _NO_LABEL:
        return False
    if low in _QUESTION | _ANSWER or (low.startswith("the ") and counts[low] > 1):
        return True
    known = names.index_of(untitled(label))
    if known is not None and not label.isupper():
        return names.people[known].kind is EntityKind.PERSON
    last = names.index_of(label.rsplit(maxsplit=1)[-1].title())
    return label.isupper() and len(label) > 2 and (counts[low] > 1 or last is not None or " " in label)


def _is_dialogue(labels: dict[int, re.Match[str]]) -> bool:
    numbers = sorted(labels)
    return len({match["label"] for match in labels.values()}) > 1 and numbers[-1] - numbers[0] < 3 * len(numbers)


class _Speakers:
    """Full names of labels: the document's, or those that a label gave before."""

    def __init__(self, text: str, names: NameTable, begin: int) -> None:
        self.names = names
        self._answering = protagonist(text, names, begin)
        self._seen: dict[str, str] = {}

    def name_of(self, match: re.Match[str]) -> str | None:
        """Return the full name behind a label, None for a question of nobody in particular."""
        label = match["label"]
        low = label.casefold()
        if low in _QUESTION:
            return None
        if low in _ANSWER:
            return self._answering.name if self._answering else None
        words = [word for word in label.split() if word.casefold() not in TITLES]
        key = words[-1].casefold() if words else low
        if low.startswith("the "):  # "The Chair (Dame Mara Velk): ..."
            words, key = [untitled(match["role"].strip(" (),"))], low
            if self.names.index_of(words[0]) is None:
                words = []
        for spelling in (" ".join(words), words[-1] if words else label):
            index = self.names.index_of(_cased(spelling))
            if index is not None and not self.names.people[index].name.isupper():
                self._seen.setdefault(key, self.names.people[index].name)
        self._seen.setdefault(key, _cased(" ".join(words) or label))
        return self._seen[key]


def _cased(label: str) -> str:
    return label.title() if label.isupper() else label


def _turn(
    text: str,
    blocks: tuple[Block, ...],
    number: int,
    match: re.Match[str],
    labels: dict[int, re.Match[str]],
    speakers: _Speakers,
) -> Turn:
    """The words after a label, with the paragraphs that follow until the next one."""
    spans = [Span(match.end(), blocks[number].span.end)]
    last = number == next(reversed(labels))
    capitals = match["label"].isupper() and len(match["label"]) > 1
    follow = number + 1
    while follow < min(len(blocks), number + (_LAST_REACH if last else _NEAR)):
        block = blocks[follow]
        body = block.span.of(text)
        if follow in labels or _STAGE.match(body) or block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADLINE}:
            break
        if not capitals and is_narration(text, block, speakers.names):
            break
        if body[0] in MARKS or not (capitals or (FIRST_PERSON.search(body) and not last)):
            break
        spans.append(block.span)
        follow += 1
    return Turn(tuple(spans), speakers.name_of(match), Span(match.start("label"), match.end("label")))
