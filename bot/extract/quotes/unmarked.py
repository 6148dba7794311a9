"""Direct quotes without marks: the turns of a transcript, the answers of an interview, embedded posts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bot.extract.lexicon import TITLES
from bot.extract.names.link import Person
from bot.extract.names.table import NameTable
from bot.model import Block, BlockKind, EntityKind, Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_LABEL = re.compile(
    rf"(?P<label>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}"
    rf"|{_WORD}(?:[ ](?:{_WORD}|de|van|von|der|den|bin|al|la|el)){{0,4}}|Q|A)"
    r"(?P<role>(?:,\s[^:\n]{2,60}|\s\([^:\n)]{2,60}\))?)\s?:\s+(?=[^\s“\"‘«„])"
)
_QUESTION = frozenset({"q", "question", "reporter", "interviewer", "moderator"})
_ANSWER = frozenset({"a", "answer"})
_NO_LABEL = frozenset(
    {
        "note",
        "photo",
        "source",
        "update",
        "updated",
        "correction",
        "published",
        "watch",
        "read",
        "related",
        "caption",
        "by",
    }
    | {
        "contact",
        "contacts",
        "media contact",
        "editor",
        "location",
        "date",
        "time",
        "tags",
        "topics",
        "also",
        "more",
        "image",
    }
    | {"poll", "breaking", "exclusive", "video", "from", "to", "subject", "website", "email", "tel", "phone", "address"}
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_MARKS = frozenset("“\"‘'«„")
_STAGE = re.compile(r"^[(\[][^)\]]{2,120}[)\]]\.?$|^[A-Z\s]+(?:BREAK|CLIP|VIDEO|TAPE)[A-Z\s]*$")
_HANDLE = re.compile(r"(?:(?P<name>[^\n@(:]{2,50}?)\s?\()?@(?P<handle>\w{2,30})\)?(?:\s?·[^:\n]{0,30})?:\s+(?=\S)")
_SIGNED = re.compile(rf"\s[—–―-]{{1,2}}\s?(?P<name>{_WORD}(?:[ ]{_WORD}){{0,4}})\s\(@\w{{2,30}}\)[^\n]{{0,40}}$")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one speaker without marks. ``label`` is where the text names the speaker."""

    spans: tuple[Span, ...]
    name: str | None
    label: Span


def find_turns(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns, answers and posts of a document in order. Linear in its length."""
    labels = {n: match for n, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    turns = _posts(text, blocks, names)
    taken = {turn.spans[0].start for turn in turns}
    counts = Counter(match["label"].casefold() for match in labels.values())
    wanted = {n: m for n, m in labels.items() if _is_speaker(m["label"], names, counts)}
    if len(wanted) >= 2 and (max(counts[m["label"].casefold()] for m in wanted.values()) > 1 or _is_dialogue(wanted)):
        speakers = _Speakers(names)
        for number, match in wanted.items():
            turn = _turn(text, blocks, number, match, wanted, speakers)
            if turn is not None and turn.spans[0].start not in taken:
                turns.append(turn)
    return sorted(turns or _answers(text, blocks, names), key=lambda turn: turn.spans[0].start)


def _answers(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """An interview without labels: at least three questions in turn with paragraphs that say "I" or "we"."""
    person = protagonist(names)
    if person is None:
        return []
    asked = [_is_question(text, block) for block in blocks]
    found: list[int] = []
    start = 0
    while start < len(blocks):
        run = start
        while run + 1 < len(blocks) and asked[run] and not asked[run + 1] and _is_answer(text, blocks[run + 1]):
            run += 2
        if run - start >= 6:
            found += range(start + 1, run, 2)
            start = run
        start += 1
    spoken = sum(1 for number in found if _FIRST_PERSON.search(blocks[number].span.of(text)))
    if 2 * spoken < len(found):
        return []
    return [Turn((blocks[number].span,), person.name, person.mentions[0]) for number in found]


def _is_question(text: str, block: Block) -> bool:
    return (
        text[block.span.end - 1] == "?"
        and block.span.end - block.span.start < 300
        and text[block.span.start] not in _MARKS
    )


def _is_answer(text: str, block: Block) -> bool:
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADLINE} and text[block.span.start] not in _MARKS


def protagonist(names: NameTable) -> Person | None:
    """The person named most often: in an interview the one who answers."""
    people = [person for person in names.people if person.kind is EntityKind.PERSON and person.mentions]
    return max(people, key=lambda person: (len(person.mentions), len(person.words) > 1), default=None)


def _label(text: str, block: Block) -> re.Match[str] | None:
    if block.kind in {BlockKind.DATELINE, BlockKind.LIST_ITEM}:
        return None
    return _LABEL.match(text, block.span.start, block.span.end)


def _is_speaker(label: str, names: NameTable, counts: Counter[str]) -> bool:
    """Tell whether a label names somebody: Q and A, all capitals, or a person of the document."""
    low = label.casefold()
    if low in _NO_LABEL:
        return False
    if low in _QUESTION | _ANSWER:
        return True
    known = names.index_of(" ".join(word for word in label.split() if word.casefold() not in TITLES) or label)
    if known is not None and not label.isupper():
        return names.people[known].kind is EntityKind.PERSON
    last = names.index_of(label.rsplit(maxsplit=1)[-1].title())
    return label.isupper() and len(label) > 2 and (counts[low] > 1 or last is not None or " " in label)


def _is_dialogue(labels: dict[int, re.Match[str]]) -> bool:
    numbers = sorted(labels)
    return len({match["label"] for match in labels.values()}) > 1 and numbers[-1] - numbers[0] < 3 * len(numbers)


class _Speakers:
    """Full names of labels: the document's, or those that a label gave before."""

    def __init__(self, names: NameTable) -> None:
        self._names = names
        self._seen: dict[str, str] = {}

    def name_of(self, label: str) -> str | None:
        """Return the full name behind a label, None for a question of nobody in particular."""
        low = label.casefold()
        if low in _QUESTION:
            return None
        if low in _ANSWER:
            found = protagonist(self._names)
            return found.name if found else None
        words = [word for word in label.split() if word.casefold() not in TITLES]
        key = words[-1].casefold() if words else low
        for spelling in (" ".join(words), words[-1] if words else label):
            index = self._names.index_of(_cased(spelling))
            if index is not None and not self._names.people[index].name.isupper():
                self._seen.setdefault(key, self._names.people[index].name)
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
) -> Turn | None:
    """The words after a label, with the paragraphs that follow until the next label in a transcript in capitals."""
    name = speakers.name_of(match["label"])
    if name is None:
        return None
    spans = [Span(match.end(), blocks[number].span.end)]
    follow = number + 1
    reach = 12 if number != next(reversed(labels)) else 3
    while match["label"].isupper() and len(match["label"]) > 1 and follow < min(len(blocks), number + reach):
        block = blocks[follow]
        body = block.span.of(text)
        if follow in labels or _STAGE.match(body) or block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADLINE}:
            break
        if body[0] in '“"«„':
            break
        spans.append(block.span)
        follow += 1
    return Turn(tuple(spans), name, Span(match.start("label"), match.end("label")))


def _posts(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Embedded posts: "@handle: ..." and "... — Name (@handle) date"."""
    turns = []
    for block in blocks:
        if block.kind is BlockKind.BOILERPLATE:
            continue
        start, end = block.span
        match = _HANDLE.match(text, start, end)
        if match and text[match.end()] not in '“"‘«':
            name = match["name"] or match["handle"]
            label = Span(match.start("name"), match.end("name")) if match["name"] else Span(*match.span("handle"))
            turns.append(Turn((Span(match.end(), end),), _known(name, names), label))
            continue
        signed = _SIGNED.search(text, max(start, end - 140), end)
        if signed and text[start] not in '“"‘«':
            turns.append(
                Turn((Span(start, signed.start()),), _known(signed["name"], names), Span(*signed.span("name")))
            )
    return turns


def _known(name: str, names: NameTable) -> str:
    index = names.index_of(name.strip())
    return names.people[index].name if index is not None else name.strip()
