"""Marked words -> quotes with their speakers, and the marked words that are nobody's.

Every marked span is given a speaker or found to be nobody's words (bot.extract.attribution.attribute); spans of one
quotation are joined; indirect speech and quotations without marks are added from their own modules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from bot.extract.attribution.attribute import Attribution, attribute
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.row import ViewBuilder
from bot.extract.attribution.view import View
from bot.extract.lexicon import PLATFORMS
from bot.extract.names.table import NameTable
from bot.extract.quotes.asked import give_the_asked
from bot.extract.quotes.cited import Cited, find_cited, speaker_of
from bot.extract.quotes.headlines import give_headlines
from bot.extract.quotes.indirect import find_indirect
from bot.extract.quotes.kind import is_interrupted, rejoin
from bot.extract.quotes.marks import Marked, find_marks, trimmed
from bot.extract.quotes.phrases import phrase_kind
from bot.extract.quotes.said import SaidOn
from bot.extract.quotes.setoff import is_set_off
from bot.extract.quotes.signed import give_signed
from bot.extract.quotes.turns import Turn
from bot.extract.quotes.unmarked import find_turns
from bot.model import (
    Block,
    BlockKind,
    Dating,
    MarkedPhrase,
    PhraseKind,
    Quote,
    QuoteKind,
    Sentence,
    Span,
    Speaker,
    SpeakerForm,
    TimeExpression,
)


def find_quotes(
    text: str,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    names: NameTable,
    times: tuple[TimeExpression, ...],
    published: Dating,
    author: str | None = None,
) -> tuple[tuple[Quote, ...], tuple[MarkedPhrase, ...]]:
    """Return the quotes in order of the text, and the marked words that are nobody's quote. Linear in the length.

    ``author`` is who wrote the document, where that is known: whoever says "I" outside of marks.
    """
    turns = find_turns(text, blocks, names)
    cited = find_cited(text, blocks, names, turns)
    unmarked = [span for turn in turns if turn.is_quote for span in turn.spans]
    unmarked += [span for words in cited for span in words.spans]
    marks = _outside(find_marks(text, blocks), sorted(unmarked))
    view = ViewBuilder(text, blocks, names, marks).build()
    resolver = Resolver(view, names, author)
    attributions = attribute(text, view, resolver)
    for found in attributions:
        # What a page says of itself ("Read more: ...") is nobody's words, whoever spoke before.
        found.is_phrase |= blocks[found.mark.block].kind is BlockKind.BOILERPLATE
    give_the_asked(text, turns, attributions)
    rejoin(text, view, attributions)
    give_signed(text, blocks, names, attributions)
    said = SaidOn(text, times, published, (mark.span for mark in marks))
    builder = _Builder(text, blocks, sentences, view, said)
    quotes = [builder.turn(turn) for turn in turns if turn.is_quote]
    quotes += builder.cited(cited, resolver)
    marked = [builder.quote(parts) for parts in _join(text, view, attributions)]
    if give_headlines(text, blocks, attributions, marked, quotes):
        marked = [builder.quote(parts) for parts in _join(text, view, attributions)]
    quotes += marked
    quotes += find_indirect(text, view, resolver, builder.said_on, quotes, attributions)
    quotes.sort(key=lambda quote: (quote.start, quote.end))
    return tuple(quotes), tuple(_phrases(text, blocks, names, view, attributions, marks))


def _outside(marks: list[Marked], unmarked: list[Span]) -> list[Marked]:
    """Make the marks inside words without marks nested: their speaker's words, whoever is quoted there."""
    position = 0
    for mark in marks:
        while position < len(unmarked) and unmarked[position].end <= mark.span.start:
            position += 1
        if position < len(unmarked) and unmarked[position].contains(mark.span):
            mark.nested = True
    return marks


def _phrases(
    text: str,
    blocks: tuple[Block, ...],
    names: NameTable,
    view: View,
    attributions: list[Attribution],
    marks: list[Marked],
) -> list[MarkedPhrase]:
    phrases = [
        MarkedPhrase(trimmed(text, found.mark.span), phrase_kind(text, blocks, view, found.index))
        for found in attributions
        if found.is_phrase
    ]
    seen = {id(found.mark) for found in attributions}
    phrases += [
        MarkedPhrase(trimmed(text, mark.span), PhraseKind.TITLE if names.within(mark.span) else PhraseKind.NICKNAME)
        for mark in marks
        if not mark.nested and id(mark) not in seen  # an outlet's name, or a part of somebody's
    ]
    phrases += [MarkedPhrase(trimmed(text, mark.span), PhraseKind.NESTED) for mark in marks if mark.nested]
    return sorted(phrases, key=lambda phrase: phrase.span)


def _join(text: str, view: View, attributions: list[Attribution]) -> list[list[Attribution]]:
    """Group the marked spans of one quotation: halves around a cue, a caption or a page break, and paragraphs."""
    groups: list[list[Attribution]] = []
    last: Attribution | None = None
    current: list[Attribution] = []
    for found in attributions:
        if found.is_phrase:
            continue
        if found.mark.aside:  # the words of a caption between two halves
            groups.append([found])
            continue
        runs_on = (found.mark.resumes or found.mark.continues) and not found.labelled
        if last is not None and ((runs_on and not last.mark.closed) or is_interrupted(text, view, last, found)):
            current.append(found)
        else:
            current = [found]
            groups.append(current)
        last = found
    return groups


_SURE, _CITED, _LABELLED = 0.7, 0.9, 0.95


class _Builder:
    """Makes quotes of attributed spans."""

    def __init__(
        self, text: str, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], view: View, said: SaidOn
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.view = view
        self.said = said
        self.sentences = sentences
        self._starts = [sentence.span.start for sentence in sentences]

    def said_on(self, contents: list[Span], anchor: int) -> Dating:
        """Date the act of speech whose cue or speaker stands at ``anchor``."""
        if not self.sentences:
            return self.said.at(Span(0, 0), contents, anchor)
        sentence = self.sentences[max(0, bisect_right(self._starts, anchor) - 1)].span
        return self.said.at(sentence, contents, anchor)

    def turn(self, turn: Turn) -> Quote:
        """Make a quote of words without marks."""
        spans = tuple(trimmed(self.text, span) for span in turn.spans)
        speaker = Speaker(turn.name, turn.label, SpeakerForm.NAME) if turn.name is not None else Speaker()
        sure = _LABELLED if turn.name is not None else 0.0
        return Quote(spans, QuoteKind.DIRECT, speaker, self.said_on(list(spans), turn.label.start), confidence=sure)

    def cited(self, found: list[Cited], resolver: Resolver) -> Iterator[Quote]:
        """Make quotes of block quotes whose speaker the words before the colon name."""
        view, tokens = self.view, resolver.names.tokens
        item_of = (
            {view.tokens[item]: item for item, letter in enumerate(view.letters) if letter == "|"} if found else {}
        )
        for words in found:
            named = speaker_of(words, view, resolver, item_of)
            identity = resolver.identity(named[0]) if named is not None else None
            if named is None or identity is None or identity.name is None or identity.name in PLATFORMS:
                continue
            mention, item = named
            cue = Span(tokens.starts[view.tokens[item]], tokens.ends[view.tokens[item]]) if item >= 0 else None
            anchor = cue.start if cue else mention.span.start
            yield Quote(
                words.spans,
                QuoteKind.DIRECT,
                Speaker(identity.name, mention.span, identity.form),
                self.said_on(list(words.spans), anchor),
                cue,
                confidence=round(_CITED * identity.confidence, 3),
            )

    def quote(self, parts: list[Attribution]) -> Quote:
        """Make one quote of the spans that belong together; the surest of them says who speaks.

        Where a quotation runs over paragraphs the last one, with the closing mark, names the speaker if any does.
        """
        surest = max(parts, key=lambda part: part.confidence if part.speaker.name else -1.0)
        if parts[-1].mark.continues and parts[-1].cue is not None and parts[-1].confidence > _SURE:
            surest = parts[-1]
        spans = tuple(trimmed(self.text, part.mark.span) for part in parts)
        direct = any(part.labelled or is_set_off(self.text, self.view, part.index) for part in parts)
        anchor = (
            surest.cue.start if surest.cue else surest.speaker.span.start if surest.speaker.span else spans[0].start
        )
        contents = list(spans)
        return Quote(
            spans=spans,
            kind=QuoteKind.DIRECT if direct else QuoteKind.MIXED,
            speaker=surest.speaker if surest.speaker.name else Speaker(),
            said_on=self.said_on(contents, anchor),
            cue=surest.cue,
            via=surest.via,
            confidence=round(surest.confidence, 3),
        )
