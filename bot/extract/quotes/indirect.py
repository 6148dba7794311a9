"""Indirect speech: what a cue reports without quotation marks, with its speaker.

A trained reader (bot.extract.quotes.label) finds the contents and their cues: the clause after a cue ("X said that
..."), the sentence before it ("..., X said"), the rest of the sentence with "according to", what somebody is accused
of, expected to do or plans. Who is reported is the subject of the cue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import pairwise

from bot.extract.attribution.attribute import Attribution
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.subjects import main_subject
from bot.extract.attribution.view import View
from bot.extract.events.verbs import is_verb
from bot.extract.quotes.kind import mark_letters
from bot.extract.quotes.label import Content, find_contents
from bot.extract.quotes.observe import Row, row_of
from bot.extract.tokens import Tokens
from bot.model import Dating, Quote, QuoteKind, Span, Speaker

SaidOn = Callable[[list[Span], int], Dating]

_SAYING = frozenset("VBGA")
_CUES = ("VGBA", "vgbK")
_NO_CLAUSE = frozenset("OGg,(")  # a content that begins so is a circumstance, or runs on from another cue
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "’s", "'s"})
_NAMING = frozenset({"named", "identified", "quoted"})
_DECLINING = re.compile(r"(?:declin|refus)(?:e|es|ed|ing)")
_ASKS_FOR_NO_NAME = re.compile(
    r"(?:(?P<no>not to|to not|to) be (?:named|identified|quoted)(?: by name)?|to (?:remain|stay) anonymous)"
    r"(?: ,|$| (?:because|for|in|while|due|out|since|so|given|to|when|until|citing)\b"
    r"| as (?:he|she|they|it|his|her|their)\b)"
)
"""With what can give the reason behind it: not "not to be named captain"."""
_SURE = 0.5
_FEWEST = 3
_QUOTED = 0.75
_CLOSING = 2  # a mark, and a stop beside it


def find_indirect(
    text: str,
    view: View,
    resolver: Resolver,
    said_on: SaidOn,
    quotes: list[Quote],
    attributions: list[Attribution],
) -> list[Quote]:
    """Return the indirect quotes that are not the words of ``quotes`` themselves, in order of the text."""
    tokens = resolver.names.tokens
    row = row_of(view, mark_letters(text, view, attributions), capitals(view, tokens))
    taken = sorted(span for quote in quotes for span in quote.spans)
    found: list[Quote] = []
    for content in find_contents(row):
        if _asks_for_no_name(content, view):
            continue
        first = content.first + (view.lows[content.first] == "that" and content.last - content.first > 1)
        span = span_of(text, view, tokens, first, content.last)
        if span.end > span.start and not (_is_quoted(span, taken) or _ends_in_a_quotation(text, span, taken)):
            found.append(_quote(content, span, row, resolver, said_on))
    return found


def _asks_for_no_name(content: Content, view: View) -> bool:
    """Tell whether a content is how somebody wants to be reported, as in: asked not to be named because the talks are
    private. It is said to the reporter about the report, and nobody is quoted for it.
    """
    if content.cue is None:
        return False
    cue, after = content.cue
    if view.lows[after - 1] in _NAMING:  # "declined to be named because of the rules"
        return view.lows[max(0, after - 3) : after - 1] == ["to", "be"]
    asks = _ASKS_FOR_NO_NAME.match(" ".join(view.lows[content.first : content.last]))
    return asks is not None and (asks["no"] != "to" or _DECLINING.fullmatch(view.lows[cue]) is not None)


def capitals(view: View, tokens: Tokens) -> list[bool]:
    """Tell for each item whether it begins with a capital letter."""
    return [tokens.words[token][0].isupper() for token in view.tokens]


def span_of(text: str, view: View, tokens: Tokens, first: int, last: int) -> Span:
    """The characters of items ``[first, last)`` without the punctuation at the end."""
    start = tokens.starts[view.tokens[first]]
    final = view.tokens[last] - 1 if last < len(view.tokens) else len(tokens) - 1
    end = tokens.ends[max(view.tokens[first], final)]
    while end > start and text[end - 1] in " ,.;:\n\t—–-":
        end -= 1
    return Span(start, end)


def _is_quoted(span: Span, taken: list[Span]) -> bool:
    """Tell whether most of ``span`` is words in marks that are quotes already."""
    first = max(0, bisect_right(taken, span) - 2)
    near = taken[first : bisect_right(taken, Span(span.end, span.end))]
    covered = sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for other in near)
    return covered > _QUOTED * (span.end - span.start)


def _ends_in_a_quotation(text: str, span: Span, taken: list[Span]) -> bool:
    """Tell whether a whole sentence in marks ends ``span``, so that what stands before it is nobody's: a date line run
    on, as in: Bridge opens Published: 16 May “We kept our word,” said the mayor.
    """
    last = bisect_right(taken, Span(span.end, span.end)) - 1
    if last < 0:
        return False
    words = taken[last]
    ends = span.start < words.start < span.end <= words.end + _CLOSING
    return ends and text[words.start].isupper() and len(words.of(text).split()) >= _FEWEST


def _quote(content: Content, span: Span, row: Row, resolver: Resolver, said_on: SaidOn) -> Quote:
    view, tokens = row.view, resolver.names.tokens
    cue = _cue_item(content, row)
    cue_span = Span(tokens.starts[view.tokens[cue]], tokens.ends[view.tokens[cue]]) if cue is not None else None
    speaker, confidence = Speaker(), 0.0
    mention = resolver.at_item.get(_speaker_item(view, cue)) if cue is not None else None
    if mention is not None and not content.first <= mention.item < content.last:
        identity = resolver.identity(mention)
        if identity.name is not None:
            speaker = Speaker(identity.name, mention.span, identity.form)
            confidence = identity.confidence * content.chance
    return Quote(
        (span,),
        QuoteKind.INDIRECT,
        speaker,
        said_on([span], cue_span.start if cue_span else span.start),
        cue_span,
        confidence=round(confidence, 3),
        stated=confidence >= _SURE and cue is not None and _is_statement(content, cue, row),
    )


def _speaker_item(view: View, cue: int) -> int:
    """The item that names who is reported: the subject of the cue, in the passive who stands after "by"; -1 if none."""
    at = cue - 1
    while at >= 0 and view.letters[at] == "R":
        at -= 1
    if at >= 0 and view.lows[at] in _BE and view.letters[cue] in "Vv":
        return cue + 2 if view.lows[cue + 1 : cue + 2] == ["by"] else -1
    subject = view.subjects.get(cue) or main_subject(view.letters, cue, view.possessive, "m")
    return subject[0] if subject is not None else -1


def _cue_item(content: Content, row: Row) -> int | None:
    """The word that reports, of the items of a cue: "said" of "also said in a statement"."""
    if content.cue is None or row.starts[content.cue[0]] != row.starts[content.first]:
        return None
    items = range(*content.cue)
    for letters in _CUES:
        for item in reversed(items):
            if row.letters[item] in letters:
                return item
    return next((item for item in items if row.letters[item] in "yi"), items[-1])


def _is_statement(content: Content, cue: int, row: Row) -> bool:
    """Tell whether a verb of saying reports a clause: a content of some words, with a verb in it."""
    view = row.view
    letters = view.letters[content.first : content.last]
    if view.letters[cue] not in _SAYING or len(letters) < _FEWEST or letters[0] in _NO_CLAUSE:
        return False
    lows = view.lows[content.first : content.last]
    pairs = zip(pairwise(lows), letters[1:], strict=True)
    infinitive = any(low == "to" and letter in "wVBvbquQ" for (low, _), letter in pairs)
    return infinitive or any(letter in "VvBbx" for letter in letters) or any(map(is_verb, lows))
