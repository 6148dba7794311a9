"""Direct quotes without marks: the turns of a transcript, the answers of an interview, embedded posts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.extract.lexicon import FORMAL
from bot.extract.names.table import NameTable
from bot.extract.page.furniture import is_outlet
from bot.extract.quotes.cast import Cast, is_office
from bot.extract.quotes.comments import find_comments
from bot.extract.quotes.cues import letter
from bot.extract.quotes.entries import find_entries
from bot.extract.quotes.interviews import find_answers, interviewer, is_narration, is_scene, protagonist, speaks
from bot.extract.quotes.minutes import is_minuted
from bot.extract.quotes.posts import find_posts
from bot.extract.quotes.turns import MARKS, PERSONAL, SPOKEN, Turn, untitled
from bot.extract.quotes.voices import find_statement, find_voices
from bot.model import Block, BlockKind, Span

_WORD = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_TIME = rf"[\[(]?(?:{_DAY},?\s)?{_CLOCK}(?:\s?(?:-|–|-->)\s?{_CLOCK})?[\])]?\s+(?:[-–]\s)?"
"""Before or behind the label of a transcript's turn, or of a message in a chat."""
_LABEL = re.compile(
    rf"[*_]{{0,2}}(?:{_TIME}|Q?\d{{1,3}}[.)]?\s)?(?P<label>{_CAPITALS}(?:[ ]{_CAPITALS}){{0,4}}"
    rf"|{_WORD}(?:[ ](?:{_WORD}|de|van|von|der|den|bin|al|la|el|of|for|the|and)){{0,4}}|Q|A)"
    rf"(?P<role>(?:,\s[^:\n]{{2,60}}|(?:\s\([^:\n)]{{2,60}}\)){{1,2}})?)(?:\s[\[(]{_CLOCK}(?:\s?[ap]\.?m\.?)?[\])])?"
    r"\s?[*_]{0,2}:[*_]{0,2}(?:\s+(?=\S)|$)"
)
_BARE = re.compile(r"(?P<label>Q)(?P<role>)\s+(?=[A-ZÀ-ÖØ-Þ“\"])")
"""A question as the records of spokesmen's briefings have it, beside "MS. VELK:"."""
_RECORD = re.compile(r"(?P<label>[QA])(?P<role>)\.\s+(?=\S)")
"""Question and answer as the records of courts have them."""
_QUESTION = frozenset({"q", "question", "reporter", "interviewer", "moderator", "voiceover", "voice-over", "narrator"})
_ANSWER = frozenset({"a", "answer"})
_ASKING = frozenset({"question", "reporter"})
"""Labels of somebody in a hall of reporters; "Q" and "interviewer" ask for the page itself."""
_NO_LABEL = frozenset(
    {"note", "photo", "source", "update", "updated", "correction", "published", "watch", "read", "related", "caption"}
    | {"by", "contact", "contacts", "media contact", "editor", "location", "date", "time", "tags", "topics", "also"}
    | {"more", "image", "poll", "breaking", "exclusive", "video", "from", "to", "subject", "website", "email", "tel"}
    | {"phone", "address", "transcript", "speakers", "participants", "present", "panel", "attendees", "in attendance"}
)
_PRESENTED = re.compile(
    rf"(?:(?:Hi|Hello|Yes|Thanks|Thank you|Good (?:morning|afternoon|evening))\b[^\n,.]{{0,24}}[,.]\s)?"
    rf"(?:(?i:I['’]m|I am|this is|it['’]s|my name is)\s)?(?P<name>{_WORD}(?:\s{_WORD}){{1,3}}),?\s"
    r"(?:(?:with|from|of|at)\s(?:the\s)?)?[A-Z]"
)
"""How reporters begin who say who they are: "Mara Velk, Coast Wire. Who pays?"."""
_BESIDE = re.compile(r"[^.!?,(\n]{3,50}(?:[,(][^.!?\n]{2,80})?")
_STAGE = re.compile(
    r"^(?:NOTE|Note|CORRECTION|Correction|EDITOR['’]S NOTE|Editor['’]s note)\b[^:\n]{0,20}:[^\n]{2,300}$"
    r"|^[(\[][^)\]]{2,120}[)\]]\.?$|^\[[^\]]+\]$|^[A-Z\s]+(?:BREAK|CLIP|VIDEO|TAPE)[A-Z\s]*$|^END$"
    r"|^(?:The )?(?:[A-Z]\w+ )?(?:[Tt]ape|[Rr]ecording|[Tt]ranscript|[Ss]ession|[Ii]nterview|[Hh]earing|[Ss]itting"
    r"|[Cc]ommittee|[Cc]ommission|[Mm]eeting|[Pp]anel|[Bb]roadcast)\s(?:ends|ended|rose|adjourned|closed|stops|begins|resumed)\b.{0,60}$"
)
_POSTSCRIPT = re.compile(
    r"(?:After|Since|Following|Before) (?:the|this|our) (?:\w+ )?(?:broadcast|program(?:me)?|interview|conversation"
    r"|recording|show|episode|hearing|session|sitting|call|podcast)\b(?!.*\b(?:I|[Mm]y)\b)"
    r"|We (?:have |had )?(?:asked|contacted|approached|invited)\b.*\b(?:comments?|statement|respon[ds]e?d?|reply)\b"
)
"""How a page goes on after the last turn: "After the broadcast the ministry asked us to add"."""
_CLOSING = re.compile(r"[”\"’»][.,]?$")
_FEW = 3
_NEAR, _LAST_REACH, _PULLED, _TALKING = 12, 3, 300, 4


def find_turns(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns, answers and posts of a document in order. Linear in its length."""
    labels = {n: m for n, m in _labels(text, blocks).items() if not _introduces(blocks[n], m, names)}
    finders = (find_posts, find_comments, find_entries, find_voices)
    turns = [turn for find in finders for turn in find(text, blocks, names)]
    remarks = len(turns)
    taken = {turn.spans[0].start for turn in turns}
    counts = Counter(match["label"].casefold() for match in labels.values())
    repeated = (m.start() for m in labels.values() if _may_begin(m["label"], counts))
    cast = Cast(text, names, next(repeated, 0))
    seen = _Labels.of(counts)
    wanted = {n: m for n, m in labels.items() if _is_speaker(m, cast, seen)}
    if len(wanted) >= 2 and (max(counts[m["label"].casefold()] for m in wanted.values()) > 1 or _is_dialogue(wanted)):
        speakers = _Speakers(text, names, cast, wanted, seen.questions)
        asked = _asked(blocks, wanted) if len({speakers.name_of(m) for m in wanted.values()}) == 1 else frozenset()
        said = [Turn((blocks[n].span,), None, blocks[n].span) for n in sorted(asked)]
        before, others = "", dict.fromkeys(sorted(wanted.keys() | asked))
        for number, match in wanted.items():
            turn = _turn(text, blocks, number, match, others, speakers)
            speakers.answers(match, before)
            before = match["label"]
            if turn is not None and turn.spans[0].start not in taken:
                said.append(turn)
        turns += said if _is_talk(text, said) else []
    if len(turns) == remarks:
        turns += find_answers(text, blocks, names)
    if not turns:
        turns = find_statement(text, blocks, names)
    return sorted(turns, key=lambda turn: turn.spans[0].start)


def _labels(text: str, blocks: tuple[Block, ...]) -> dict[int, re.Match[str]]:
    """The labels of blocks. "A." is one where "Q." is: else it counts the items of a list."""
    found = {n: match for n, block in enumerate(blocks) if (match := _label(text, block)) is not None}
    record = {n: match["label"] for n, match in found.items() if match.re is _RECORD}
    if len(set(record.values())) == 1:
        found = {n: match for n, match in found.items() if n not in record}
    if sum(match["label"].isupper() for match in found.values()) < _FEW:
        return found
    bare = {n: m for n, b in enumerate(blocks) if n not in found and (m := _BARE.match(text, *b.span)) is not None}
    return dict(sorted((found | bare).items()))


def _asked(blocks: tuple[Block, ...], labels: dict[int, re.Match[str]]) -> frozenset[int]:
    """The blocks before the labels of an interview in which only the answers bear one: the questions."""
    numbers = sorted(labels)
    return frozenset(
        number - 1 for before, number in pairwise(numbers) if number - before > 1 and blocks[number - 1].kind in SPOKEN
    )


def _label(text: str, block: Block) -> re.Match[str] | None:
    """The label of a turn, not that of words in marks, which are found by them."""
    if block.kind in {BlockKind.DATELINE, BlockKind.LIST_ITEM, BlockKind.BOILERPLATE}:
        return None  # "ROVERS: Turn to Page 25"
    match = _LABEL.match(text, *block.span) or _RECORD.match(text, *block.span)
    if match is not None and match["role"] and letter(match["role"].split()[-1].lower()) in "VG":
        return None  # "Tom Brandt, her lawyer, said:" hands over to words
    if match is None or match.end() == block.span.end:
        return match
    if text[match.end()] in MARKS and _CLOSING.search(text, block.span.end - 3, block.span.end):
        return None
    return match


def _may_begin(label: str, counts: Counter[str]) -> bool:
    """Tell whether a label is that of a turn by its looks: in capitals, there several times, or of who asks."""
    low = label.casefold()
    return (label.isupper() or counts[low] > 1 or low in _QUESTION) and low not in _NO_LABEL


def _introduces(block: Block, match: re.Match[str], names: NameTable) -> bool:
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


@dataclass(frozen=True, slots=True)
class _Labels:
    """The labels of a page: how often each stands there, how many begin with a title, those of who asks, and the last
    words of the longer ones.
    """

    counts: Counter[str]
    titled: int
    questions: frozenset[str]
    surnames: frozenset[str]

    @classmethod
    def of(cls, counts: Counter[str]) -> _Labels:
        titled = sum(n for label, n in counts.items() if _is_titled(label))
        questions = _QUESTION.union(_of_the_page(counts)) - _presiding(counts)
        return cls(counts, titled, questions, frozenset(label.rpartition(" ")[2] for label in counts if " " in label))


def _is_speaker(match: re.Match[str], cast: Cast, labels: _Labels) -> bool:
    """Tell whether a label names somebody: Q and A, all capitals, or a person of the document."""
    counts = labels.counts
    label = match["label"]
    low = label.casefold()
    repeated = counts[low] > 1
    known = cast.person(label)
    if low in _NO_LABEL:
        return label.isupper() and repeated and known is not None  # the initials of "Tamar Oduya"
    if low in labels.questions | _ANSWER or (low.startswith("the ") and (repeated or cast.explained(match["role"]))):
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


def _is_dialogue(labels: dict[int, re.Match[str]]) -> bool:
    numbers = sorted(labels)
    return len({match["label"] for match in labels.values()}) > 1 and numbers[-1] - numbers[0] < 3 * len(numbers)


def _is_talk(text: str, turns: list[Turn]) -> bool:
    """Tell whether people talk in the turns: one in so many says "I" or "you", or asks something.

    "Mara Velk: 12,031 votes", notes for players and opening hours stand behind labels too.
    """
    talking = (any(PERSONAL.search(text, *span) or text.find("?", *span) >= 0 for span in turn.spans) for turn in turns)
    return _TALKING * sum(talking) >= len(turns)


class _Speakers:
    """Full names of labels: the document's, or those that a label gave before."""

    def __init__(
        self, text: str, names: NameTable, cast: Cast, labels: dict[int, re.Match[str]], questions: frozenset[str]
    ) -> None:
        self._questions = questions
        begin = next(iter(labels.values())).start()
        self.names = names
        self.cast = cast
        self._answering = cast.holder("witness") or protagonist(text, names, begin)
        asks = interviewer(text, names, begin)
        self._interviewer = asks.name if asks is not None else None
        self._asking: str | None = None
        self._seen: dict[str, str] = {}
        self._in_full: dict[str, set[str]] = {}  # the names given so far, by the last word of their label
        self._briefing = not any(match["label"].casefold() in _ANSWER for match in labels.values())

    def name_of(self, match: re.Match[str]) -> str | None:
        """Return the full name behind a label, None for a question of nobody in particular."""
        label = match["label"]
        low = label.casefold()
        if low in _ANSWER:
            return self._answering.name if self._answering else None
        explained = self.cast.explained(match["role"])
        if explained is not None and low in self._questions:
            return explained.name  # another may ask the next one
        if low in self._seen:
            return self._seen[low]
        known = self.cast.holder(label) if low in self._questions else self.cast.labelled(label, match["role"])
        if known is not None:
            self._seen[low] = known.name
        elif low in self._questions:
            return self._asking if match.re is _RECORD else self._interviewer
        else:
            plain = untitled(label)
            full = self._in_full.get(low, set())
            name = next(iter(full)) if len(full) == 1 else _cased(label if plain.casefold() == "the" else plain)
            self._seen[low] = name
        self._in_full.setdefault(low.rpartition(" ")[2], set()).add(self._seen[low])
        return self._seen[low]

    def asks_for_all(self, match: re.Match[str]) -> bool:
        """Tell whether a turn is a question that one of many asks at a briefing: a quote, though of nobody by name."""
        return self._briefing and match["label"].casefold() in _ASKING

    def answers(self, match: re.Match[str], before: str) -> None:
        """Take up that the turn labelled ``match`` follows one that was labelled ``before``: whom "A." answers asks."""
        if match.re is _RECORD and match["label"] == "A" and before.casefold() in self._seen:
            self._asking = self._seen[before.casefold()]


def _cased(label: str) -> str:
    return label.title() if label.isupper() else label


def _turn(
    text: str,
    blocks: tuple[Block, ...],
    number: int,
    match: re.Match[str],
    others: dict[int, None],
    speakers: _Speakers,
) -> Turn | None:
    """The words after a label, with the paragraphs that follow until one of ``others``, in order, has its own."""
    spans = [Span(match.end(), blocks[number].span.end)]
    last = number == next(reversed(others))
    capitals = match["label"].isupper() and len(match["label"]) > 1
    staged = match["label"].casefold() in _ANSWER  # a label for each: what lies between them is not told
    for follow in range(number + 1, min(len(blocks), number + (_LAST_REACH if last else _NEAR))):
        block = blocks[follow]
        body = block.span.of(text)
        if follow in others or block.kind not in SPOKEN:
            break
        aside = _STAGE.match(body) is not None or _is_aside(body)
        if (capitals and is_minuted(body) and not speaks(text, block.span)) or (last and _POSTSCRIPT.match(body)):
            break
        if not last and (aside or _is_pulled(body)):
            staged = True
            continue  # the turn goes on after the laughter
        if (
            aside
            or body[0] in MARKS
            or (not capitals and (is_narration(text, block, speakers.names) or is_scene(text, block)))
        ):
            break
        unlabelled = spans[0].start == spans[0].end and (len(spans) == 1 or not last)
        if staged and not capitals and body[-1] == "?":
            break  # a question without a label
        told = last or not (capitals or staged)
        if not unlabelled and told and ((last and not capitals) or not speaks(text, block.span)):
            break
        spans.append(block.span)
    spans = [span for span in spans if span.end > span.start]
    if not spans:
        return None
    label = Span(*match.span("label"))
    if not speakers.asks_for_all(match):
        return Turn(tuple(spans), speakers.name_of(match), label)
    name = speakers.name_of(match)
    presented = _PRESENTED.match(text, *spans[0]) if name is None else None
    asks = speakers.cast.named(presented["name"]) if presented is not None else None
    if presented is not None and asks is not None:
        return Turn(tuple(spans), asks.name, Span(*presented.span("name")))
    return Turn(tuple(spans), name, label, kept=True)


def _is_aside(body: str) -> bool:
    """Tell whether a paragraph in brackets quotes somebody: the reporter's own words within a turn."""
    return body[0] + body[-1] in {"()", "[]"} and not MARKS.isdisjoint(body)


def _is_pulled(body: str) -> bool:
    """Tell whether a paragraph is nothing but words in marks: a pull quote, or the signature under one."""
    return (body[0] in MARKS and _CLOSING.search(body[-3:]) is not None and len(body) < _PULLED) or body[0] in "–—―"
