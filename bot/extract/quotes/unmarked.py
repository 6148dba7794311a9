"""Direct quotes without marks: the turns of a transcript, the answers of an interview, embedded posts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from bot.extract.names.table import NameTable
from bot.extract.quotes.cast import Cast
from bot.extract.quotes.comments import find_comments
from bot.extract.quotes.entries import find_entries
from bot.extract.quotes.interviews import find_answers, interviewer, is_narration, is_scene, protagonist, speaks
from bot.extract.quotes.minutes import is_minuted
from bot.extract.quotes.posts import find_posts
from bot.extract.quotes.turn_labels import (
    ANSWER,
    ASKING,
    RECORD,
    WORD,
    Labels,
    find_labels,
    introduces,
    is_dialogue,
    is_speaker,
    may_begin,
)
from bot.extract.quotes.turns import CLOSING, MARKS, PERSONAL, SPOKEN, Turn, untitled
from bot.extract.quotes.voices import find_statement, find_voices
from bot.model import Block, Span

_PRESENTED = re.compile(
    rf"(?:(?:Hi|Hello|Yes|Thanks|Thank you|Good (?:morning|afternoon|evening))\b[^\n,.]{{0,24}}[,.]\s)?"
    rf"(?:(?i:I['’]m|I am|this is|it['’]s|my name is)\s)?(?P<name>{WORD}(?:\s{WORD}){{1,3}}),?\s"
    r"(?:(?:with|from|of|at)\s(?:the\s)?)?[A-Z]"
)
"""How reporters begin who say who they are: "Mara Velk, Coast Wire. Who pays?"."""
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
_NEAR, _LAST_REACH, _PULLED, _TALKING = 12, 3, 300, 4


def find_turns(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns, answers and posts of a document in order. Linear in its length."""
    labels = {n: m for n, m in find_labels(text, blocks).items() if not introduces(blocks[n], m, names)}
    finders = (find_posts, find_comments, find_entries, find_voices)
    turns = [turn for find in finders for turn in find(text, blocks, names)]
    remarks = len(turns)
    taken = {turn.spans[0].start for turn in turns}
    counts = Counter(match["label"].casefold() for match in labels.values())
    repeated = (m.start() for m in labels.values() if may_begin(m["label"], counts))
    cast = Cast(text, names, next(repeated, 0))
    seen = Labels.of(counts)
    wanted = {n: m for n, m in labels.items() if is_speaker(m, cast, seen)}
    if len(wanted) >= 2 and (max(counts[m["label"].casefold()] for m in wanted.values()) > 1 or is_dialogue(wanted)):
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


def _asked(blocks: tuple[Block, ...], labels: dict[int, re.Match[str]]) -> frozenset[int]:
    """The blocks before the labels of an interview in which only the answers bear one: the questions."""
    numbers = sorted(labels)
    return frozenset(
        number - 1 for before, number in pairwise(numbers) if number - before > 1 and blocks[number - 1].kind in SPOKEN
    )


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
        self._briefing = not any(match["label"].casefold() in ANSWER for match in labels.values())

    def name_of(self, match: re.Match[str]) -> str | None:
        """Return the full name behind a label, None for a question of nobody in particular."""
        label = match["label"]
        low = label.casefold()
        if low in ANSWER:
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
            return self._asking if match.re is RECORD else self._interviewer
        else:
            plain = untitled(label)
            full = self._in_full.get(low, set())
            name = next(iter(full)) if len(full) == 1 else _cased(label if plain.casefold() == "the" else plain)
            self._seen[low] = name
        self._in_full.setdefault(low.rpartition(" ")[2], set()).add(self._seen[low])
        return self._seen[low]

    def asks_for_all(self, match: re.Match[str]) -> bool:
        """Tell whether a turn is a question that one of many asks at a briefing: a quote, though of nobody by name."""
        return self._briefing and match["label"].casefold() in ASKING

    def answers(self, match: re.Match[str], before: str) -> None:
        """Take up that the turn labelled ``match`` follows one that was labelled ``before``: whom "A." answers asks."""
        if match.re is RECORD and match["label"] == "A" and before.casefold() in self._seen:
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
    staged = match["label"].casefold() in ANSWER  # a label for each: what lies between them is not told
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
    return (body[0] in MARKS and CLOSING.search(body[-3:]) is not None and len(body) < _PULLED) or body[0] in "–—―"
