"""Block quotes: a paragraph without marks that a verb of saying and a colon hand over to ("She wrote:")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.subjects import main_subject
from bot.extract.attribution.view import Candidate, View
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import LEMMA, letter
from bot.extract.quotes.marks import trimmed
from bot.extract.quotes.phrases import INSCRIBED
from bot.extract.quotes.turns import FIRST_PERSON, MARKS, SPOKEN, Turn
from bot.model import Block, Span

_ENDED = re.compile(r"[.!?…]$")
_ANY_MARK = re.compile(r"[“”\"«»„]")
_I = re.compile(r"\b(?:I|[Mm]y|me)\b")
_COUNTED = frozenset({"report", "estimate", "predict", "propose", "recommend", "demand", "order", "announce"})
_WRITINGS = frozenset({"statement", "message", "post", "tweet", "note", "letter", "email", "reply"})
_ISSUED = frozenset({"released", "issued", "posted", "published", "sent", "shared", "left", "gave", "wrote", "put"})
_QUOTED = re.compile(r"[“\"«„][^“”\"«»]{1,600}[”\"»“]")
_SET_OFF = ">"
_ACCOUNT = re.compile(r"@\w+:")
_NO_WORDS = MARKS | {"<"}
_REACH, _NEAR = 60, 8
_MOST, _SHORTEST = 4, 15


@dataclass(frozen=True, slots=True)
class Cited:
    """A block quote: its paragraphs, the token with which the first begins, and whether a verb hands over to it."""

    spans: tuple[Span, ...]
    token: int
    handed: bool


def find_cited(text: str, blocks: tuple[Block, ...], names: NameTable, turns: Iterable[Turn]) -> list[Cited]:
    """Return the block quotes of a document that are no turns; who speaks is asked later (``speaker_of``)."""
    taken = {turn.spans[0].start for turn in turns}
    found: list[Cited] = []
    end = -1
    for number in range(1, len(blocks)):
        span = blocks[number].span
        if number <= end or text[blocks[number - 1].span.end - 1] != ":" or not _is_quotable(text, blocks[number]):
            continue
        starts = names.tokens.at_or_after(blocks[number - 1].span.start)
        token = names.tokens.at_or_after(span.start)
        lows = names.tokens.lows
        if not INSCRIBED.isdisjoint(lows[max(starts, token - _NEAR) : token]):
            continue  # "The sign at the gate reads:"
        says = _hands_over(lows, max(starts, token - _NEAR), token)
        whole = says and _ENDED.search(text, span.end - 1, span.end) is not None
        if span.start in taken or not (whole or _I.search(text, *span)):
            continue
        spans = [_unmarked(text, part) for part in (span, *_goes_on(text, blocks, number))]
        end = number + len(spans) - 1
        found.append(Cited(tuple(spans), token, says))
    return found


def _is_quotable(text: str, block: Block) -> bool:
    start, end = block.span
    if _ACCOUNT.match(text, start, end):
        return False  # "Post by the mayor:" / "@KelsbyMayor: Stay at home." names who posts already
    return block.kind in SPOKEN and text[start] not in _NO_WORDS and text[end - 1] != ":" and end - start >= _SHORTEST


def _hands_over(lows: list[str], first: int, last: int) -> bool:
    """Tell whether the words before the colon are a verb of saying and its circumstances: "she wrote on Friday:"."""
    if last - 2 >= first and lows[last - 2] in _WRITINGS:
        return any(lows[index] in _ISSUED for index in range(first, last - 2))
    for index in range(last - 1, first - 1, -1):
        symbol = letter(lows[index])
        if symbol in "VBG":
            return LEMMA.get(lows[index]) not in _COUNTED
        if symbol in "xTvb.?;":
            return False
    return False


def _goes_on(text: str, blocks: tuple[Block, ...], number: int) -> Iterator[Span]:
    """Yield the paragraphs after the first that are set off as it is (">") or speak in the first person as it does.

    "We" goes on only where the writer of the article does not speak so.
    """
    set_off = text[blocks[number].span.start] == _SET_OFF
    if not set_off and not FIRST_PERSON.search(text, *blocks[number].span):
        return
    own = any(
        FIRST_PERSON.search(_QUOTED.sub(" ", block.span.of(text))) for block in blocks[max(0, number - _MOST) : number]
    )
    person = _I if own else FIRST_PERSON
    for block in blocks[number + 1 : number + _MOST]:
        if block.span.of(text) == _SET_OFF:
            continue
        if not _is_quotable(text, block):
            return
        speaks = person.search(text, *block.span) and not _ANY_MARK.search(text, *block.span)
        if not (text[block.span.start] == _SET_OFF if set_off else speaks):
            return
        yield block.span


def _unmarked(text: str, span: Span) -> Span:
    """Return a paragraph without the ">" that sets it off."""
    return trimmed(text, Span(span.start + 1, span.end)) if text[span.start] == _SET_OFF else span


def speaker_of(cited: Cited, view: View, resolver: Resolver, item_of: dict[int, int]) -> tuple[Candidate, int] | None:
    """Return the mention that the words before the colon make the speaker, and the item of the cue (-1: none).

    ``item_of`` tells for the first token of a block the item that opens it.
    """
    letters = view.letters
    edge = item_of.get(cited.token)
    if edge is None:
        return None
    main = main_subject(letters, edge - 1, view.possessive, "m")
    for cue in range(edge - 1, max(0, edge - _REACH), -1):
        if letters[cue] in ".?|Q":
            break
        subject = view.subjects.get(cue)
        if letters[cue] not in "VBG" or subject is None:
            continue
        mention = resolver.at_item.get(subject[0])
        written = mention is not None and (mention.letter == "d" or mention.word == "which")
        if main is not None and (mention is None or (written and letters[main[0]] in "Nnp")):
            mention = resolver.at_item.get(main[0])
        if mention is not None:
            return mention, cue
    mention = resolver.at_item.get(main[0]) if main is not None else None
    return (mention, -1) if mention is not None and mention.letter in ("NnpeM" if cited.handed else "Nnp") else None
