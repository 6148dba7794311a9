"""How typed names, times and words are understood, with a remark for the reader wherever that is not plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.cards import Action
from bot.commands.command import Invocation
from bot.commands.nearest import nearest_title
from bot.commands.period_units import of_days
from bot.commands.periods import find_period, parse_period
from bot.commands.wording import KIND_WORDS, UNATTRIBUTED, listed
from bot.commands.words import Piece, Query, apart_from_words, need_a_word, pieces, query, query_of, unquote
from bot.errors import PeriodError
from bot.model.archive import EntityMatch, EntityRow, Period
from bot.model.entities import EntityKind
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters

_HOW = {"alias": "another name", "part": "part of the name"}
_SURE = frozenset({"exact", "alias", "surname", "transliteration"})
_LONGEST_NAME = 4  # words
_WITHOUT_QUOTES = frozenset({"event", "timeline"})
_UNNAMED = frozenset({UNATTRIBUTED, "anonymous", "nobody", "unnamed", "unknown"})
_LISTED_WITH = 3


@dataclass(slots=True)
class Understanding:
    """What a call asks for. Reading a part of the call fills in the fields and adds to ``remarks``."""

    invocation: Invocation
    corpus: Corpus
    person: EntityRow | None = None
    place: str | None = None
    period: Period | None = None
    publisher: str | None = None
    kind: QuoteKind | None = None
    query: Query = field(default_factory=Query)
    remarks: list[str] = field(default_factory=list)
    others: list[EntityRow] = field(default_factory=list)
    guessed_person: str = ""
    unnamed: bool = False
    guessed_place: EntityRow | None = None
    _free: bool = False

    @property
    def note(self) -> str:
        """All remarks, one a line; free words that name several things are told apart first."""
        parts = (
            ("time", self.period.words if self.period else ""),
            ("name", self.person.name if self.person and self.guessed_person else ""),
            ("place", self.place or ""),
            ("words", self.query.shown),
        )
        told = [f"{what} {value}" for what, value in parts if value] if self._free else []
        taken = [f"Taken as {', '.join(told)}"] if len(told) > 1 else []
        return "\n".join(dict.fromkeys([*taken, *self.remarks]))

    @property
    def filters(self) -> Filters:
        """What the archive is to be asked."""
        return Filters(
            entity=self.person.id if self.person else None,
            period=self.period,
            words=self.query.words,
            phrases=self.query.phrases,
            without=self.query.without,
            kind=self.kind,
            publisher=self.publisher,
            place=self.place,
            unnamed=self.unnamed,
        )

    @property
    def subject(self) -> tuple[str, ...]:
        """What was asked for, part by part, in a reader's words."""
        return tuple(
            part
            for part in (
                self.person.name if self.person else "",
                "unnamed speakers" if self.unnamed else "",
                self.query.shown,
                self.place or "",
                self.period.words if self.period else "",
                KIND_WORDS[self.kind] if self.kind else "",
                self.publisher or "",
            )
            if part
        )

    def read_person(self, typed: str) -> bool:
        """Read a name; False where nobody is meant by it."""
        name = unquote(typed)
        matches = self.corpus.find_entities(name)
        if not matches:
            return False
        self._take(matches)
        return True

    def read_speaker(self, typed: str) -> bool:
        """Read who said something: a name, or a word for speakers whom the documents do not name; False for neither.

        Words in quotation marks that are nobody's name are what was said; beside nothing else, anybody may have.
        """
        name, said = apart_from_words(typed)
        if said and not name and self._surely(unquote(said)):
            name, said = said, ""
        self.query = query(said)
        if said and not name:
            return True
        self.unnamed = not self.read_person(name) and unquote(name).casefold() in _UNNAMED
        return self.person is not None or self.unnamed

    def read_period(self, typed: str) -> None:
        """Read a time. Raises PeriodError."""
        self.period = parse_period(unquote(typed), self.invocation.now)
        self._remark_on_time(typed)

    def read_bounds(self, after: str, before: str) -> None:
        """Read the times between which something must lie; either may be empty. Raises PeriodError."""
        now = self.invocation.now
        begin = parse_period(f"after {unquote(after)}", now) if after else None
        end = parse_period(f"before {unquote(before)}", now) if before else None
        if begin and end:
            if begin.first > end.last:
                raise PeriodError(f"Nothing lies {begin.words} and {end.words}: turn them round.")
            self.period = of_days(begin.first, end.last)
        else:
            self.period = begin or end

    def read_publisher(self, typed: str) -> bool:
        """Read a publisher's name or a part of it; False where the archive has no such publisher."""
        name = unquote(typed)
        known = [publisher for publisher, _ in self.corpus.stats().publishers]
        folded = name.casefold()
        exact = [publisher for publisher in known if publisher.casefold() == folded]
        part = [publisher for publisher in known if folded and folded in publisher.casefold()]
        found = next(iter(exact or part), None) or nearest_title(name, known)
        if found is None:
            return False
        if found.casefold() != folded:
            self.remarks.append(f"{name} → {found}")
        self.publisher = found
        return True

    def read_free(self, typed: str) -> None:
        """Read words that may name a time, a person, a place, and words to look for, in any order.

        The question mark of a question is no part of its last word.
        Raises PeriodError, and UsageError where there is no word. What the call has given already (a person, a place)
        is not looked for in the words.
        """
        rest = list(pieces(typed.rstrip("? ")))
        found = find_period([piece.covered for piece in rest], self.invocation.now)
        if found and self.period is None:
            self.period = found.period
            del rest[found.begin : found.end]
            self._remark_on_time(found.typed)
        rest = self._names(rest)
        self.query = query_of(rest, beside=bool(self.period or self.person or self.place or self.publisher))
        if not (self.period or self.person or self.place or self.publisher or self.query):
            need_a_word(typed)
        self._free = True

    def without(self, part: str) -> Understanding:
        """The same question without one of its parts; for saying what there would be."""
        match part:
            case "query":
                return replace(self, query=Query())
            case "period":
                return replace(self, period=None)
            case "person":
                return replace(self, person=None)
            case "place":
                return replace(self, place=None)
            case "kind":
                return replace(self, kind=None)
            case _:
                return replace(self, publisher=None)

    def moved(self, period: Period) -> Understanding:
        """The same question about another time."""
        return replace(self, period=period)

    def readings(self) -> Iterator[Understanding]:
        """The question as understood, then other ways to take the names among free words, likeliest first.

        A place may be one who takes part ("Geneva refused"), and any name may only be a word of the text.
        """
        yield self
        place, person = self.guessed_place, self.person if self.guessed_person else None
        if place and self.person is None:
            yield replace(self, place=None, person=place)
        if place:
            yield replace(self, place=None, query=self.query.plus(place.name))
        if person:
            yield replace(self, person=None, query=self.query.plus(self.guessed_person))

    def as_free(self) -> dict[str, str | int]:
        """The question as arguments of a command whose first option, ``what``, is read by `read_free`."""
        person = self.person.name if self.person else ""
        time = self.period.words if self.period else ""
        what = " ".join(part for part in (time, person, self.query.typed, self.place or "") if part)
        return {"what": what, **({"publisher": self.publisher} if self.publisher else {})}

    def namesakes(self, option: str) -> tuple[Action, ...]:
        """Offer those who bear the same name as the one that was taken."""
        call = self.invocation
        return tuple(
            Action("suggestion", entity.name[:40], call.command, {**call.arguments, option: entity.name})
            for entity in self.others[:3]
        )

    def _remark_on_time(self, typed: str) -> None:
        period, plain = self.period, " ".join(typed.split())
        if period and plain.casefold().removeprefix("in ").removeprefix("on ") != period.words.casefold():
            self.remarks.append(f"{plain} → {period.words}")

    def _names(self, rest: Sequence[Piece]) -> list[Piece]:
        """Take the first person or organisation and the first place out of free words, longest names first."""
        left = list(rest)
        begin = 0
        while begin < len(left):
            for end in range(min(len(left), begin + _LONGEST_NAME), begin, -1):
                taken = self._named(left[begin:end])
                if taken:
                    del left[begin:end]
                elif taken is not None:
                    begin = end
                if taken is not None:
                    break
            else:
                begin += 1
        return left

    def _named(self, words: Sequence[Piece]) -> bool | None:
        """Take one name, if there is room for it: False where there is none, None where these words are no name."""
        if any(piece.minus or piece.phrase for piece in words) or not query_of(words).words:
            return None
        typed = " ".join(piece.text for piece in words)
        matches = self._surely(typed)
        if not matches:
            return None
        place = matches[0].entity.kind is EntityKind.PLACE
        if (self.place if place else self.person) is not None:
            self.remarks.append(f"{typed} is looked for as a word: one {'place' if place else 'name'} at a time")
            return False
        if place:
            self.guessed_place = matches[0].entity
            self.place = matches[0].entity.name
            return True
        self._take(matches)
        self.guessed_person = typed
        return True

    def _surely(self, typed: str) -> list[EntityMatch]:
        """Whom a name means, without guessing."""
        return [match for match in self.corpus.find_entities(typed, guess=False) if match.how in _SURE]

    def _take(self, matches: Sequence[EntityMatch]) -> None:
        best, *others = matches
        self.person = best.entity
        self.others = [other.entity for other in others if other.how == best.how]
        also = f", not {listed((other.name for other in self.others), 'or')}" if self.others else ""
        if best.how != "exact" or also:
            # "a clerk" has no surname, whatever word of it was typed
            how = "part" if best.how == "surname" and best.entity.name[:1].islower() else best.how
            self.remarks.append(f"{best.typed} → {best.entity.name} ({_HOW.get(how, how)}){also}")
        if best.entity.listed_with and self.invocation.command not in _WITHOUT_QUOTES:
            shown = [f"“{name}”" for name in best.entity.listed_with[:_LISTED_WITH]]
            more = len(best.entity.listed_with) - len(shown)
            self.remarks.append(f"Listed too: quotes of {listed([*shown, *([f'{more} more'] if more > 0 else [])])}")
