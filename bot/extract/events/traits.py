"""What tells whether an event is one that a reader would list: traits of its deed, its date and its telling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.extract.events.features import Node
from bot.extract.events.verbs import ANNOUNCING, DEEDS, EVENT_NOUNS, STATIVE, TELLING
from bot.extract.spans import Spans, spoken
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import Block, BlockKind, Dating, Precision, Quote, Sentence, Span

_MOSTLY, _PARTLY = 0.8, 0.2
_COMPLEMENT = 5  # tokens from a verb of saying to the "that" of what was said
_A_FEW = 3  # words below which a clause is nothing but its date
_WEEK, _YEAR = 7, 366  # days
_SURE, _UNSURE = 0.9, 0.6
_IN_PROGRESS = words("was were is are am ’s 's ’m 'm ’re 're been be")
_LIGHT = words("is are was were be being been am have has had having do does did done")
_PREPOSITIONS = words("on in of from")
_EDGE_WORDS = words("until since till before after except to as")
_ENDING = words("ended ending")
_STRETCHES = words("year years quarter half month months week weeks days season period")  # "the year ended 31 March"
_SUPPOSING = words("if whether whatever unless though although")
_MEANWHILE = words("as while")  # “No,” she said as she left
_NEGATIONS = words("not no never cannot could might n’t n't nobody nothing neither nor")
_FIRST_PERSON = words("i we my our us me")
_LEADS_IN = re.compile(r":\s*[\"“‘«„]?\s*$")
_WHEN = re.compile(r",?\s+when\b")
_MONTH = r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_FORMS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "full date": rf"{_MONTH}.*\b\d{{4}}\b|\b\d{{4}}\b.*{_MONTH}",
        "day and month": _MONTH,
        "weekday": r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
        "today": r"\b(?:today|yesterday|tomorrow|tonight|last|this|next|ago|later|earlier)\b",
        "clock": r"\d[:.]\d\d|\d\s?[ap]\.?m\b|o['’]clock|noon|midnight|midday|quarter (?:to|past)|half past",
        "year number": r"^\d{4}$",
    }.items()
}
_HOUR = re.compile(r"\d|noon|midnight|midday")
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})


class Traits:
    """Names the traits of the events of one document."""

    def __init__(
        self,
        text: str,
        tokens: Tokens,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        quotes: Sequence[Quote],
        published: Dating,
    ) -> None:
        self._published = published
        self._text = text
        self._tokens = tokens
        self._sentences = [sentence.span for sentence in sentences]
        self._blocks = [blocks[sentence.block] for sentence in sentences]
        self._spoken = spoken(quotes)
        self._quoted = Spans(span for quote in quotes for span in quote.spans)
        self._openings = sorted(quote.start for quote in quotes)
        body = [i for i, block in enumerate(self._blocks) if block.kind in _TOLD]
        self._lead = body[0] if body else -1
        self._early = frozenset(body[: len(body) // 4])

    def in_headline(self, node: Node) -> bool:
        """Tell whether ``node`` stands in a headline, which says again what the body tells."""
        return self._blocks[node.clause.sentence].kind is BlockKind.HEADLINE

    def of(self, node: Node, dating: Dating, sure: float, *, main: bool) -> list[str]:
        """Return the traits of an event whose date stands in its own clause.

        ``sure`` is the probability of that date, ``main`` tells that the event is its whole sentence.
        """
        names = [*self._of_date(node, dating, sure)]
        deed = self._of_deed(node, main=main)
        names.append(deed)
        if "to come" in names and deed in {"light verb", "no verb"}:
            names.append("appointed")  # "The vote is on Wednesday", "The council sits on Wednesday"
        names += self._of_clause(node, main=main)
        names += self._of_speech(node, dating, main=main)
        return names

    def _of_date(self, node: Node, dating: Dating, sure: float) -> Iterator[str]:
        """How the date is worded, how sure it is, how near it is to publication."""
        yield dating.precision.label
        if sure >= _SURE:
            yield "sure"
        elif sure < _UNSURE:
            yield "unsure"
        yield self._against_published(dating, ahead=node.clause.ahead)
        if dating.derivation.start == self._blocks[node.clause.sentence].span.start:
            yield "stamp"
        else:
            yield from self._wording(dating)

    def _against_published(self, dating: Dating, *, ahead: bool) -> str:
        published, date = self._published.date, dating.date
        if published is None or date is None:
            return "no day of publication"
        if date.first > published.last:
            return "to come"
        if date.contains(published) or published.contains(date):
            return "to come" if ahead and date.precision is Precision.DAY else "of the day"
        days = (published.first - date.last).days
        return "of the week" if days <= _WEEK else "of the year" if days <= _YEAR else "of the past"

    def _wording(self, dating: Dating) -> Iterator[str]:
        """What the date is made of, and the preposition before it; "shut Friday" is as good as "shut on Friday"."""
        said, start = dating.derivation.words or "", dating.derivation.start
        form = next((name for name, pattern in _FORMS.items() if pattern.search(said)), "other form")
        yield form
        token = self._tokens.before(start) if start is not None else -1
        low = self._tokens.lows[token] if token >= 0 else ""
        if low in _PREPOSITIONS or form == "weekday":
            yield f"joined by {low if low in _PREPOSITIONS else 'on'}"

    def _of_deed(self, node: Node, *, main: bool) -> str:
        """What kind of word tells the event."""
        word = self._tokens.lows[node.head] if node.head is not None else ""
        if node.noun:
            return "noun"
        if not word:
            return "no verb"
        if node.clause.saying:
            after = self._tokens.lows[(node.head or 0) + 1 : (node.head or 0) + _COMPLEMENT]
            return "announcing" if main and word in ANNOUNCING and "that" not in after else "saying"
        if word in _LIGHT or word in STATIVE:
            before = self._tokens.lows[node.clause.first : node.head]
            return (
                "state of an event"
                if any(low in EVENT_NOUNS for low in before)
                else "state"
                if word in STATIVE and word not in _LIGHT
                else "light verb"
            )
        if word.endswith("ing") and self._tokens.lows[(node.head or 0) - 1] in _IN_PROGRESS:
            return "in progress"
        if word in DEEDS:
            return "deed"
        if word in EVENT_NOUNS:
            return "event noun"
        return "telling" if word in TELLING else "other verb"

    def _of_clause(self, node: Node, *, main: bool) -> Iterator[str]:
        """Where it is told, and whether as something that did happen."""
        clause, lows = node.clause, self._tokens.lows[node.clause.first : node.clause.last]
        if not main and not node.noun:
            yield "clause"
        if any(low in EVENT_NOUNS for low in lows):
            yield "with event noun"
        if self._blocks[clause.sentence].kind is BlockKind.CAPTION:
            yield "caption"
        if clause.sentence == self._lead:
            yield "lead"
        elif clause.sentence in self._early:
            yield "early"
        if sum(low.isalpha() for low in self._lows(node.span)) < _A_FEW:
            yield "few words"
        first = next((low for low in lows if low[:1].isalpha()), "")
        aside = first in _MEANWHILE and self._spoken.share(self._sentences[clause.sentence]) > _PARTLY
        if first in _SUPPOSING or aside:
            yield "supposed"
        verb = (node.head or clause.first) - clause.first
        if any(low in _NEGATIONS for low in (*lows[:1], *lows[max(0, verb - 2) : verb + 2])):
            yield "negated"

    def _of_speech(self, node: Node, dating: Dating, *, main: bool) -> Iterator[str]:
        """Who tells it: the reporter, somebody in quotation marks, I, you."""
        if self._spoken.share(node.span) > _MOSTLY:
            yield "spoken"
        elif self._quoted.share(node.span) > _PARTLY:
            yield "partly spoken"
        if main and self._leads_in(dating, node):
            yield "leads in"
        lows = self._lows(node.span)
        if any(low in _FIRST_PERSON for low in lows):
            yield "first person"
        if node.span.of(self._text).rstrip().endswith("?"):
            yield "question"

    def _lows(self, span: Span) -> list[str]:
        return self._tokens.lows[self._tokens.at_or_after(span.start) : self._tokens.at_or_after(span.end)]

    def _leads_in(self, dating: Dating, node: Node) -> bool:
        """Tell whether speech follows behind a colon: "Reached on Monday, she said only: “No.”"."""
        if node.span.of(self._text).rstrip().endswith(":"):
            return True
        start = dating.derivation.end
        if start is None or not node.span.start <= start < node.span.end:
            return False
        quoted = self._openings[bisect_left(self._openings, start) : bisect_left(self._openings, node.span.end)]
        return any(_LEADS_IN.search(self._text, start, first) for first in quoted)

    def is_edge(self, dating: Dating) -> bool:
        """Tell whether the date only bounds what is told: "closed until 3 May", but "since 3 May, when she left"."""
        start, end = dating.derivation.start, dating.derivation.end
        if start is None or end is None or _WHEN.match(self._text, end):
            return False
        lows, token = self._tokens.lows, self._tokens.before(start)
        if lows[token] in {"of", "on"}:
            token -= 1  # "as of Monday", "except on Monday"
        if token > 0 and lows[token] in _ENDING:
            return any(low in _STRETCHES for low in lows[max(0, token - 2) : token])
        if token >= 0 and lows[token] == "by":
            published, date = self._published.date, dating.date
            # "had 74 names by Thursday", but "will be shut by Monday"
            return date is not None and published is not None and date.last <= published.last
        if token < 0 or (lows[token] in {"after", "before"} and _HOUR.match(self._text, start)):
            return False  # "shortly after 2:40 a.m."
        return lows[token] in _EDGE_WORDS
