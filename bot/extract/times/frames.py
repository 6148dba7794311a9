"""The words right beside a time expression that show whether it lies behind or ahead, whatever the verbs around say."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.model import Span

NEAR = 50  # characters before the expression

# What nobody plans: "the attack on Monday", "the 13 November attacks".
_CALAMITIES = (
    r"(?:massacres?|shootings?|attacks?|bombings?|killings?|murders?|slayings?|deaths?|crash(?:es)?|earthquakes?|floods?"
    r"|explosions?|blasts?|riots?|assassinations?|collapse|disasters?|derailment|sinking|stabbings?|wildfires?)"
)
_WORDS_THAT_TELL = (
    r"(?:announcement|assertion|statement|claim|admission|comments?|remarks?|decision|ruling|warning|report|news|pledge"
    r"|promise|vow|threat|declaration|finding|acknowledge?ment|confirmation|concession|disclosure|revelation)"
)
_MAKING_READY = (
    r"(?:planning|prepar(?:es?|ing|ations)|gear(?:s|ing)?\sup|brac(?:es?|ing)|rehears(?:es?|ing|als)|[Tt]ickets)"
)


class _Frame(NamedTuple):
    """What stands right before and right after the expression, and what the expression itself begins with.

    ``unless`` are words before it with which the frame does not hold.
    """

    towards: int
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    begins: re.Pattern[str] | None = None

    def fits(self, text: str, span: Span, near: int) -> bool:
        """Tell whether the frame stands around ``span``; before it the text from ``near`` on is looked at."""
        return (
            (self.after is None or self.after.match(text, span.end) is not None)
            and (self.begins is None or self.begins.match(text, span.start) is not None)
            and (self.before is None or self.before.search(text, near, span.start) is not None)
            and (self.unless is None or self.unless.search(text, near, span.start) is None)
        )


def by_frame(text: str, span: Span, near: int) -> int | None:
    """The direction that the words next to the expression show; None where the verbs of the clause have to tell it."""
    return next((frame.towards for frame in _FRAMES if frame.fits(text, span, near)), None)


_POSSESSIVE = re.compile(r"['’]s\b")
_WAS = r"(?:was|were|had)\b"
_FRAMES = (
    _Frame(
        2,
        before=re.compile(
            r"\b(?:[Aa]head\s+of|[Ii]n\s+advance\s+of|leading\s+up\s+to|run-?up\s+to)\s+(?:[^\s,;.]+\s+){0,4}$"
        ),
    ),
    _Frame(2, before=re.compile(r"\bheading\s+into\s+$"), unless=re.compile(r"\b(?:had|was|were)\b")),
    # "crude for December delivery fell"
    _Frame(2, after=re.compile(r"\s(?:delivery|contracts?|futures|settlement)\b")),
    # "the announcement on Monday that it will close"
    _Frame(
        -2,
        before=re.compile(rf"\b{_WORDS_THAT_TELL}\s(?:(?:late|early)\s)?(?:on\s)?$"),
        after=re.compile(r"\sthat\b"),
    ),
    # "after her March comment"
    _Frame(
        -2,
        before=re.compile(r"\b(?:after|since|despite|following)\s(?:his|her|its|their|[A-Z]\w+['’]s)\s+$"),
        after=re.compile(rf"\s(?:{_WORDS_THAT_TELL}|speech|interview|letter|testimony)\b"),
    ),
    # "tickets for Saturday's match"
    _Frame(2, before=re.compile(rf"\b{_MAKING_READY}\sfor\s+$"), after=_POSSESSIVE),
    # "Wednesday's ruling": the verb before it is not the ruling's
    _Frame(0, after=_POSSESSIVE, unless=re.compile(r"\b(?:on|in)\s+$")),
    _Frame(-2, after=re.compile(rf"\s(?:[a-z]+\s)?{_CALAMITIES}\b")),
    _Frame(
        -2,
        before=re.compile(
            rf"(?:\bthe|['’]s)\s(?:[\w’'-]+\s){{0,3}}{_CALAMITIES}\s(?:(?:in|at|of)\s[A-Z]\w+\s)?(?:(?:on|in|early|late)\s)*$"
        ),
    ),
    # the May issue comes out in April
    _Frame(0, after=re.compile(r"\s(?:issue|edition)\b")),
    # "it raised hopes that the November election will be fair"
    _Frame(2, before=re.compile(r"\b(?:[Tt]he|[Tt]hat|[Tt]his)\s+$"), after=re.compile(r"\s(?:[a-z-]+\s){1,3}will\b")),
    # "and Monday is its anniversary", not "the poll released Sunday is"
    _Frame(
        2,
        after=re.compile(r"\s(?:is|will|marks)\b"),
        unless=re.compile(r"\b(?:on|in|(?!planned|scheduled|expected)[a-z]+ed)\s(?:late\s|early\s)?\s*$"),
    ),
    # "declared Thursday a day of mourning"
    _Frame(2, before=re.compile(r"\bdeclared?\s+$"), after=re.compile(r"\san?\b")),
    # "the vote is on Wednesday", "there is a poll in November"
    _Frame(
        2,
        before=re.compile(
            r"\b(?:(?:is|are)\s+(?:now\s+)?(?:on|at|for|this|next)?"
            r"|there(?:\sis|\sare|['’]s)\s(?:an?\s)?(?:[a-z]+\s){1,3}(?:on|in|at))\s*$"
        ),
    ),
    # "has called a vigil for Sunday"
    _Frame(2, before=re.compile(r"\bfor\s+$"), begins=re.compile(r"[A-Z][a-z]+day\b")),
    # "has been listed for 30 November"
    _Frame(2, before=re.compile(r"\b(?:is|are|been)\s(?:[a-z]+ed|set|put)\s(?:down\s)?for\s+$")),
    # "until Tuesday I had never been there"
    _Frame(-2, before=re.compile(r"\b[Uu]ntil\s+$"), after=re.compile(r",?\s+(?:[\w’']+\s){1,4}?had\b")),
    # "an inspection due in March had been put off"
    _Frame(
        -2,
        before=re.compile(r"\b(?:due|planned|scheduled|slated|set)\s(?:in|on|by|for)\s+$"),
        after=re.compile(r"\shad\b"),
    ),
    # "and by Easter the machines were in Slovakia"
    _Frame(
        -2,
        before=re.compile(r"(?:\band|\bbut|[,;:«“\"])\s*by\s+$"),
        after=re.compile(rf",?\s+(?:the|a|an|his|her|its|their|all|most)\s(?:[\w’'-]+\s){{1,4}}{_WAS}"),
    ),
    # "by Tuesday morning it was known", not "will visit on Tuesday, it was said"
    _Frame(
        -2,
        after=re.compile(rf",?\s+(?:it|he|she|they|that|this|we)\s{_WAS}"),
        unless=re.compile(r"\b(?:will|would|shall|is\sto|are\sto)\s[^.;!?]*$"),
    ),
)
