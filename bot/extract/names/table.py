"""The people, institutions and places of a document, each with all places where it is named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from bot.extract.lexicon import FAMILY_FIRST, GIVEN_NAMES, ROLES
from bot.extract.names.in_headlines import link_headlines
from bot.extract.names.link import Linker
from bot.extract.names.people import Mention, Person
from bot.extract.names.register import Register
from bot.extract.names.runs import find_runs
from bot.extract.names.titles import is_initial
from bot.extract.page.blocks import OFFICE_LINE
from bot.extract.tokens import Tokens
from bot.model import Block, BlockKind, Document, Entity, Sentence, Span

_INTRODUCED = re.compile(r"([A-ZÀ-ÖØ-Þ][\w.’'-]*)(?:[ ][\w.’'-]+){1,4}(?:,|[ ][(–—-])[ ]?(?=\S)")
_DASHES = frozenset("―—–")
_LISTED = re.compile(r"[A-Z][^:;\n]{2,40}:\s[^;]+;|[A-Z][A-Z ]+\([^)\n]{2,60}\):\s")
"""Those taking part: "Members present: Mara Velk (Chair); Tom Brandt", "QUESTION (Ana Lind, Herald): ..."."""
_SITTING = frozenset({"before", "present", "counsel", "witness", "guests", "speakers", "panel", "interview"})
_SENTENCE_BREAK = re.compile(r"[.!?]\s+[A-Z]")


class NameTable:
    """All names of one document, by place and by spelling."""

    def __init__(self, text: str, tokens: Tokens, people: list[Person], mentions: list[Mention]) -> None:
        self.text = text
        self.tokens = tokens
        self.people = people
        self.mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        self._spellings: dict[str, int] = {}
        for index, person in enumerate(people):
            for spelling in (person.name, *person.aliases):
                self._spellings.setdefault(spelling.casefold(), index)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities as they are known by now (quotes add roles), in order of their first mention in the table."""
        return tuple(_freeze(person) for person in self.people if person.credible)

    def at(self, span: Span) -> Entity | None:
        """Return the entity that is named at ``span`` or, where several are, the first of them."""
        return next((_freeze(self.people[mention.entity]) for mention in self.within(span)), None)

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions that begin inside ``span``, in order."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return self.mentions[first:last]

    def resolve(self, name: str) -> Entity | None:
        """Return the entity of that spelling (case ignored): full name, surname or other alias."""
        index = self._spellings.get(" ".join(name.split()).casefold())
        return _freeze(self.people[index]) if index is not None else None

    def index_of(self, name: str) -> int | None:
        """Return the index in ``people`` of the entity of that spelling (case ignored)."""
        return self._spellings.get(" ".join(name.split()).casefold())


def _freeze(person: Person) -> Entity:
    aliases = tuple(alias for alias in person.aliases if alias != person.name)
    return Entity(person.name, person.kind, aliases, tuple(person.mentions), person.role)


def find_names(document: Document, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...]) -> NameTable:
    """Find every name of ``document`` and join those of one entity. Linear in the length of the text."""
    text = document.text
    tokens = Tokens.of(text)
    initial = _initial_tokens(tokens, sentences)
    titled = _title_case_tokens(text, tokens, blocks)
    labels = _record_labels(tokens, blocks)
    runs = find_runs(tokens, initial | {index + 1 for index in labels}, titled | labels)
    known = Register(text, tokens, dict(document.aliases))
    Linker(known).link(runs)
    link_headlines(known, titled)
    known.finish()
    return NameTable(text, tokens, known.people, known.mentions)


def _initial_tokens(tokens: Tokens, sentences: Iterable[Sentence]) -> frozenset[int]:
    """Tokens that may be capitalised for their place alone: first of a sentence, of a quotation, after a colon."""
    initial = set()
    words = tokens.words
    index = 0  # where the sentence before has got to: a page of signs is looked through once
    for sentence in sentences:
        index = max(index, tokens.at_or_after(sentence.span.start))
        while index < len(words) and not words[index][0].isalnum():
            index += 1
        if index == 0 or not is_initial(words[index - 1]):  # "Rep. G.K. Butterfield" is no new sentence
            initial.add(index)
    marks = {"“", "‘", '"', "„", "«", "``", ":", "-", "•", "—", "–"}
    initial.update(index + 1 for index, word in enumerate(words) if word in marks)
    return frozenset(initial)


def _record_labels(tokens: Tokens, blocks: tuple[Block, ...]) -> frozenset[int]:
    """The letters before questions and answers: "A. Rolf Petersen." gives no initial."""
    opening = [tokens.at_or_after(block.span.start) for block in blocks]
    labels = [index for index in opening if index < len(tokens) and tokens.words[index].rstrip(".") in {"Q", "A"}]
    asked = sum(tokens.words[index][0] == "Q" for index in labels)
    return frozenset(labels) if asked > 1 else frozenset()


def _is_cast(text: str, before: Block, block: Block, *, follows: bool) -> bool:
    """Tell whether a line introduces somebody: "Mara Velk, Institute of Tides (moderator)" below "On the panel:".

    So does "Witness: Mara Velk". ``follows``: the line before introduces somebody.
    """
    office = OFFICE_LINE.match(text, *block.span)
    if office is not None:
        words = {word.lower() for word in office[1].split()}
        return bool(words & ROLES.keys()) or not words.isdisjoint(_SITTING)
    match = _INTRODUCED.match(text, *block.span)
    return match is not None and (
        follows or text[before.span.end - 1] == ":" or match[1] in GIVEN_NAMES or match[1].lower() in FAMILY_FIRST
    )


def _title_case_tokens(text: str, tokens: Tokens, blocks: tuple[Block, ...]) -> frozenset[int]:
    """Tokens of headlines whose words are nearly all capitalised: there a capital tells nothing."""
    found: set[int] = set()
    cast = False
    if len(blocks) == 1:
        return frozenset()
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADLINE and (number > 0 or block.span.end - block.span.start > 200):
            continue
        span = range(tokens.at_or_after(block.span.start), tokens.at_or_after(block.span.end))
        longer = [index for index in span if len(tokens.words[index]) > 3 and tokens.words[index][0].isalpha()]
        capitals = sum(1 for index in longer if tokens.words[index][0].isupper())
        if _SENTENCE_BREAK.search(text, block.span.start, block.span.end) or text[block.span.start] in _DASHES:
            continue  # "― Mara Velk, Harbour Master" signs a quotation
        cast = number > 0 and _is_cast(text, blocks[number - 1], block, follows=cast)
        if cast or (number and _LISTED.match(text, *block.span)):
            continue
        if capitals > 0.6 * len(longer) and len(longer) > 4:
            found.update(span)
    return frozenset(found)
