"""Labels that turns bear, "VELK:", "Q:", "Moderator (Mara Velk):", and which of a page's labels are somebody's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extract.lexicon import FORMAL
from bot.extract.names.table import NameTable
from bot.extract.page.furniture import is_outlet
from bot.extract.quotes.cast import Cast, is_office
from bot.extract.quotes.cues import letter
from bot.extract.quotes.turns import CLOSING, MARKS
from bot.model import Block, BlockKind, Span

WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = rf"[\[(]?(?:{_DAY},?\s)?{_CLOCK}(?:\s?(?:-|–|-->)\s?{_CLOCK})?[\])]?\s+(?:[-–]\s)?"
"""Before or behind the label of a transcript's turn, or of a message in a chat."""
_LABEL = re.compile(
    rf"[*_]{{0,2}}(?:{_TIME}|Q?\d{{1,3}}[.)]?\s)?(?P<label>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}"
    rf"|{WORD}(?:[ ](?:{WORD}|de|van|von|der|den|bin|al|la|el|of|for|the|and)){{0,4}}|Q|A)"
    rf"(?P<role>(?:,\s[^:\n]{{2,60}}|(?:\s\([^:\n)]{{2,60}}\)){{1,2}})?)(?:\s[\[(]{_CLOCK}(?:\s?[ap]\.?m\.?)?[\])])?"
    r"\s?[*_]{0,2}:[*_]{0,2}(?:\s+(?=\S)|$)"
)
_BARE = re.compile(r"(?P<label>Q)(?P<role>)\s+(?=[A-ZÀ-ÖØ-Þ“\"])")
"""A question as the records of spokesmen's briefings have it, beside "MS. VELK:"."""
RECORD = re.compile(r"(?P<label>[QA])(?P<role>)\.\s+(?=\S)")
"""Question and answer as the records of courts have them."""
_QUESTION = frozenset({"q", "question", "reporter", "interviewer", "moderator", "voiceover", "voice-over", "narrator"})
ANSWER = frozenset({"a", "answer"})
ASKING = frozenset({"question", "reporter"})
"""Labels of somebody in a hall of reporters; "Q" and "interviewer" ask for the page itself."""
_NO_LABEL = frozenset(
    {"note", "photo", "source", "update", "updated", "correction", "published", "watch", "read", "related", "caption"}
    | {"by", "contact", "contacts", "media contact", "editor", "location", "date", "time", "tags", "topics", "also"}
    | {"more", "image", "poll", "breaking", "exclusive", "video", "from", "to", "subject", "website", "email", "tel"}
    | {"phone", "address", "transcript", "speakers", "participants", "present", "panel", "attendees", "in attendance"}
)
_BESIDE = re.compile(r"[^.!?,(\n]{3,50}(?:[,(][^.!?\n]{2,80})?")
_FEW = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a page: how often each stands there, how many begin with a title, those of who asks, and the last
    words of the longer ones.
    """

    counts: Counter[str]
    titled: int
    questions: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, counts: Counter[str]) -> Labels:
        """Sum up the labels of a page; ``counts`` has them in small letters."""
        titled = sum(n for label, n in counts.items() if _is_titled(label))
        questions = _QUESTION.union(_of_the_page(counts)) - _presiding(counts)
        return cls(counts, titled, questions, frozenset(label.rpartition(" ")[2] for label in counts if " " in label))


def find_labels(text: str, blocks: tuple[Block, ...]) -> dict[int, re.Match[str]]:
    """The labels of blocks. "A." is one where "Q." is: else it counts the items of a list."""
    found = {n: match for n, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    record = {n: match["label"] for n, match in found.items() if match.re is RECORD}
    if len(set(record.values())) == 1:
        found = {n: match for n, match in found.items() if n not in record}
    if sum(match["label"].isupper() for match in found.values()) < _FEW:
        return found
    bare = {n: m for n, b in enumerate(blocks) if n not in found and (m := _BARE.match(text, *b.span)) is not None}
    return dict(sorted((found | bare).items()))


def _label(text: str, block: Block) -> re.Match[str] | None:
    """The label of a turn, not that of words in marks, which are found by them."""
    if block.kind in {BlockKind.DATELINE, BlockKind.LIST_ITEM, BlockKind.BOILERPLATE}:
        return None  # "ROVERS: Turn to Page 25"
    match = _LABEL.match(text, *block.span) or RECORD.match(text, *block.span)
    if match is not None and match["role"] and letter(match["role"].split()[-1].lower()) in "VG":
        return None  # "Tom Brandt, her lawyer, said:" hands over to words
    if match is None or match.end() == block.span.end:
        return match
    if text[match.end()] in MARKS and CLOSING.search(text, block.span.end - 3, block.span.end):
        return None
    return match


def may_begin(label: str, counts: Counter[str]) -> bool:
    """Tell whether a label is that of a turn by its looks: in capitals, there several times, or of who asks."""
    low = label.casefold()
    return (label.isupper() or counts[low] > 1 or low in _QUESTION) and low not in _NO_LABEL


def introduces(block: Block, match: re.Match[str], names: NameTable) -> bool:
    """Tell whether a line says who holds an office, and is no turn: "Moderator: Ilse Brandt (Radio Torrin)"."""
    if not is_office(match["label"].casefold()):
        return False
    rest = Span(match.end(), block.span.end)
    named = next(iter(names.within(rest)), None)
    return named is not None and named.span.start == rest.start and _BESIDE.fullmatch(match.string, *rest) is not None


def _of_the_page(labels: Iterable[str]) -> Iterator[str]:
    """Yield the labels under which the page itself asks: the name of the outlet and its initials."""
    for label in labels:
        if is_outlet(label.title()):
            yield label
            yield "".join(word[0] for word in label.split())


def _presiding(labels: Iterable[str]) -> frozenset[str]:
    """Return the label of a moderator who gives the word to others that ask: somebody of his own."""
    moderator = frozenset({"moderator"})
    return moderator if not _QUESTION.isdisjoint(set(labels) - moderator) else frozenset()


def is_speaker(match: re.Match[str], cast: Cast, labels: Labels) -> bool:
    """Tell whether a label names somebody: Q and A, all capitals, or a person of the document."""
    counts = labels.counts
    label = match["label"]
    low = label.casefold()
    repeated = counts[low] > 1
    known = cast.person(label)
    if low in _NO_LABEL:
        return label.isupper() and repeated and known is not None  # the initials of "Tamar Oduya"
    if low in labels.questions | ANSWER or (low.startswith("the ") and (repeated or cast.explained(match["role"]))):
        return True
    if labels.titled > _FEW and _is_titled(low):
        return True  # "Mr Speaker: Order."
    if not label.isupper():
        full = cast.called(label)
        called = full is not None and (repeated or full.name.casefold() in counts)
        return known is not None or called or (repeated and cast.holder(label) is not None)
    by_surname = low in labels.surnames  # "VELK", and above "MARA VELK (Harbour Post)"
    explained = match["role"].startswith(" (")  # "VELK (Harbour Post)", who asks once
    told = repeated or by_surname or explained or " " in label
    return known is not None or is_office(low) or (len(label) > 2 - repeated and told)


def _is_titled(label: str) -> bool:
    return label.split(maxsplit=1)[0] in FORMAL


def is_dialogue(labels: dict[int, re.Match[str]]) -> bool:
    """Tell whether the labelled blocks, by their numbers, stand close together and not all under one label."""
    numbers = sorted(labels)
    return len({match["label"] for match in labels.values()}) > 1 and numbers[-1] - numbers[0] < 3 * len(numbers)
