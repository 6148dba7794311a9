"""What tells whether an event is one that a reader would list: traits of its deed, its date and its telling."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.extract.events.clauses import Clause
from bot.extract.events.features import Node
from bot.extract.events.verbs import (
    ANNOUNCING,
    BETWEEN,
    DEEDS,
    EVENT_NOUNS,
    MODALS,
    SCENES,
    STATIVE,
    TELLING,
    is_past,
)
from bot.extract.spans import Spans, spoken
from bot.extract.tokens import Tokens
from bot.extract.wordlist import words
from bot.model import Block, BlockKind, Dating, Precision, Quote, Sentence, Span

_MOSTLY, _PARTLY = 0.8, 0.2
_COMPLEMENT = 5  # tokens from a verb of saying to the "that" of what was said
_WEEK, _YEAR = 7, 366  # days
_SURE, _UNSURE = 0.9, 0.6
_IN_PROGRESS = words("was were is are am ’s 's ’m 'm ’re 're been be")
_LIGHT = words("is are was were be being been am have has had having do does did done")
_BEEN = words("was were been be")
_PREPOSITIONS = words("on in of from by")
_TENSES = {
    "will": words("will shall ’ll 'll"),
    "modal": words("would could should can may might must cannot ca"),
    "perfect": words("has have ’ve 've ’s 's"),
    "pluperfect": words("had"),
}
_SHARED = words("been be being")
_PAPERS = words(
    "letter letters log draft memo email emails mail message statement report decision decree order judgment ruling"
    " note circular leaflet incident reference conversation text document protocol contract resolution"
)  # what its date names: "in a letter dated 3 May", "log 388 of 31 October"
_SUPPOSING = words("if whether whatever unless though although")
_ASKING = words("if whether")
_MEANWHILE = words("as while")  # “No,” she said as she left
_NEGATIONS = words("not no never cannot could might n’t n't nobody nothing neither nor")
_FIRST_PERSON = words("i we my our us me")
_BORN_AND_DIED = re.compile(r"[Bb]orn\b[^.\n]{0,60}\d{4}\W+[Dd]ied\b[^.\n]{0,60}\d{4}")  # below the name of an obituary
_LEADS_IN = re.compile(r":\s*[\"“‘«„]?\s*$")
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
_APPOINTING = frozenset({"light verb", "no verb", "event noun"})  # kinds of deed: they only have a day to come
_MEETING = words("meet meets visit visits welcome welcomes greet greets arrive arrives host hosts")
WEEK = "week"  # told beside "day"; no label has a week, so it has no weight
STAMP = "stamp"  # the time of day before an entry of a live blog
AGAIN = ("day told before", "day told twice before")  # by what stands above in the document
Days = tuple[dt.date, dt.date]
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
        """Tell whether ``node`` stands in a headline, which says again what the body tells, not a life's dates."""
        block = self._blocks[node.clause.sentence]
        return block.kind is BlockKind.HEADLINE and not _BORN_AND_DIED.match(self._text, *block.span)

    def leads_with_statement(self, node: Node) -> bool:
        """Tell whether ``node`` opens the story and tells only that somebody spoke."""
        return node.clause.sentence == self._lead and node.clause.saying

    def of(self, node: Node, dating: Dating, week: Days | None, sure: float, *, main: bool) -> list[str]:
        """Return the traits of an event whose date stands in its own clause.

        ``week`` holds the first and last day of a date that is a week, ``sure`` is the probability of the date, and
        ``main`` tells that the event is its whole sentence.
        """
        names = [*self._of_date(node, dating, week, sure)]
        deed = self._of_deed(node, main=main)
        names.append(deed)
        if "to come" in names and deed in _APPOINTING:
            names.append("appointed")  # "The vote is on Wednesday", "The council sits on Wednesday"
        names += self._of_tense(node)
        names += self._of_clause(node, main=main)
        names += self._of_speech(node, dating, main=main)
        return names

    def beside(self, node: Node, dating: Dating, clauses: Sequence[Clause]) -> Iterator[str]:
        """Return what the other ``clauses`` of the sentence tell: the date may be that of one of them."""
        start = dating.derivation.start
        around = next(
            (clause for clause in clauses if start is not None and clause.span.start <= start < clause.span.end), None
        )
        if around is not None and around.first != node.clause.first:
            yield "said then" if around.saying else "dated beside"
        if node.head is not None and self._tokens.lows[node.head - 1] == "last":
            yield "last time"

    def _of_date(self, node: Node, dating: Dating, week: Days | None, sure: float) -> Iterator[str]:
        """How the date is worded, how sure it is, how near it is to publication."""
        yield Precision.DAY.label if week else dating.precision.label
        if week:
            yield WEEK
        if sure >= _SURE:
            yield "sure"
        elif sure < _UNSURE:
            yield "unsure"
        spoken = self._is_spoken(node, dating)
        yield self._against_published(dating, week, ahead=node.clause.ahead, spoken=spoken)
        if dating.derivation.start == self._blocks[node.clause.sentence].span.start:
            yield STAMP
        else:
            yield from self._wording(dating)

    def _against_published(self, dating: Dating, week: Days | None, *, ahead: bool, spoken: bool) -> str:
        published, date = self._published.date, dating.date
        if published is None or date is None:
            return "no day of publication"
        first, last = week or (date.first, date.last)
        if first > published.last:
            return "to come"
        if first <= published.last and last >= published.first:
            appointed = ahead and not spoken and date.precision is Precision.DAY  # not “I will sleep better tonight”
            return "to come" if appointed else "of the day"
        days = (published.first - last).days
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
        named = self._tokens.lows[token - 1] if token > 0 else ""
        if low == "dated" or (low in {"of", "from"} and (named in _PAPERS or named.isdigit())):
            yield "reference"

    def _of_deed(self, node: Node, *, main: bool) -> str:
        """What kind of word tells the event."""
        word = self._tokens.lows[node.head] if node.head is not None else ""
        if node.noun:
            return "noun"
        if self._meets(node):
            return "deed"
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
        if word in EVENT_NOUNS and self._tokens.lows[(node.head or 0) - 1] not in MODALS:  # not "will report"
            return "event noun"
        return "telling" if word in TELLING else "scene" if word in SCENES else "other verb"

    def _of_tense(self, node: Node) -> Iterator[str]:
        """The auxiliary of its verb: what would or could be is seldom told as an event, what had been is background."""
        lows, before = self._tokens.lows, (node.head or 0) - 1
        while before > node.clause.first and (lows[before] in BETWEEN | _SHARED or lows[before].endswith("ly")):
            before -= 1
        if node.head is not None and before >= 0:
            yield from (name for name, auxiliaries in _TENSES.items() if lows[before] in auxiliaries)

    def _meets(self, node: Node) -> bool:
        """Tell whether a caption shows more than a scene: that people met."""
        if self._blocks[node.clause.sentence].kind is not BlockKind.CAPTION:
            return False
        return any(low in _MEETING for low in self._tokens.lows[node.clause.first : node.clause.last])

    def _of_clause(self, node: Node, *, main: bool) -> Iterator[str]:
        """Where it is told, and whether as something that did happen."""
        clause, lows = node.clause, self._tokens.lows[node.clause.first : node.clause.last]
        if not main and not node.noun:
            yield "clause"
        if any(low in EVENT_NOUNS for low in lows):
            yield "with event noun"
        head = node.head or 0
        if not node.noun and self._tokens.lows[head - 1] in _BEEN and is_past(self._tokens.lows[head]):
            yield "passive"
        if self._blocks[clause.sentence].kind is BlockKind.CAPTION and not self._meets(node):
            yield "caption"
        if clause.sentence == self._lead:
            yield "lead"
        elif clause.sentence in self._early:
            yield "early"
        first = next((low for low in lows if low[:1].isalpha()), "")
        aside = first in _MEANWHILE and self._spoken.share(self._sentences[clause.sentence]) > _PARTLY
        if first in _SUPPOSING or aside or any(low in _ASKING for low in lows):
            yield "supposed"
        verb = (node.head or clause.first) - clause.first
        if any(low in _NEGATIONS for low in (*lows[:1], *lows[max(0, verb - 2) : verb + 2])):
            yield "negated"

    def _of_speech(self, node: Node, dating: Dating, *, main: bool) -> Iterator[str]:
        """Who tells it: the reporter, somebody in quotation marks, I, you."""
        if self._is_spoken(node, dating):
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

    def _is_spoken(self, node: Node, dating: Dating) -> bool:
        """Tell whether the event, or its date, is told in somebody's own words."""
        start, end = dating.derivation.start, dating.derivation.end
        printed = Span(start, end) if start is not None and end is not None else node.span
        return self._spoken.share(node.span) > _MOSTLY or self._spoken.share(printed) > _MOSTLY

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
