"""Statements that depend on filters: built once for each shape of filters, not for each question.

Filters of one shape (a speaker and two words, say) lead to the same SQL with other parameters. So a statement is built
for filters of that shape that have marks in the place of what was typed; wherever a parameter is a mark, or has one in
it, the value of the moment is put in. What builds statements need not know of this.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select

from bot.model.archive import Period
from bot.store.asking.filters import Filters
from bot.store.asking.search import MAX_TERMS
from bot.store.engine.prepared import Query, Values
from bot.store.matching.wording import words_of
from bot.store.tables.codec import chrono_bounds

Build = Callable[[Connection, Filters], Select[Any] | None]
"""Makes the statement for filters; None where nothing can fulfil them."""

Marks = Mapping[Any, Any]
"""The value of the moment by the mark that stands for it."""

# Far from anything that is asked: a year, and ids, that no archive has.
_PERIOD = Period(dt.date(9001, 2, 3), dt.date(9004, 5, 6), "")
_FIRST_ID, _IDS = 2_000_000_000, 1_000
_NO_WORDS = "!"
_MARK = re.compile(rf"(qzmark\d+)(?: \1)?|{_FIRST_ID // _IDS}\d{{3}}")
_NONE: Marks = {}
_KEPT = 512  # shapes; people ask in some dozens


class Shaped:
    """Queries over filters, several of which are asked of the same filters. Safe to share between threads."""

    def __init__(self, *builds: Build) -> None:
        self._builds = builds
        self._forms: dict[tuple[str, Filters], tuple[_Form | None, ...]] = {}

    def of(self, connection: Connection, filters: Filters) -> tuple[Ask, ...]:
        """The queries, ready to be asked; in the order in which their builds were given."""
        shape = shape_of(filters)
        if shape is None:
            return tuple(Ask(connection, form, _NONE) for form in self._built(connection, filters))
        key = (connection.dialect.name, shape.filters)
        forms = self._forms.get(key)
        if forms is None:
            if len(self._forms) >= _KEPT:
                self._forms.clear()
            forms = self._forms[key] = self._built(connection, shape.filters)
        return tuple(Ask(connection, form, shape.marks) for form in forms)

    def _built(self, connection: Connection, filters: Filters) -> tuple[_Form | None, ...]:
        statements = [build(connection, filters) for build in self._builds]
        return tuple(None if one is None else _Form(Query(one, connection)) for one in statements)


@dataclass(frozen=True, slots=True)
class Ask:
    """A query over certain filters."""

    connection: Connection
    form: _Form | None
    marks: Marks

    def each(self, values: Values) -> Iterator[Any]:
        """The rows (see `Query.run`); ``values`` are those of parameters that do not come from the filters."""
        if self.form is None:
            return iter(())
        return self.form.compiled.run(self.connection, {**self.form.filled(self.marks), **values})


@dataclass(frozen=True, slots=True)
class Shape:
    """``filters`` with marks in the place of values, and the values."""

    filters: Filters
    marks: Marks


def shape_of(filters: Filters) -> Shape | None:
    """The shape of filters; None for such as hardly anybody asks with: words that are whole texts (of those not all
    may be asked for), hundreds of speakers.
    """
    marks: dict[Any, Any] = {}

    def words(typed: str) -> str:
        found = words_of(typed)
        if not found:
            return _NO_WORDS
        mark = f"qzmark{len(marks)}"
        marks[mark] = " ".join(found)
        return mark if len(found) == 1 else f"{mark} {mark}"  # one word and several are not always asked alike

    typed = filters.words, filters.phrases, filters.without
    if len(filters.speakers) > _IDS or any(len(one) > MAX_TERMS for several in typed for one in several):
        return None
    entity: int | None = None
    also: list[int] = []
    period: Period | None = None
    if filters.entity is not None:
        ids = range(_FIRST_ID, _FIRST_ID + len(filters.speakers))
        marks |= zip(ids, filters.speakers, strict=True)
        marks |= zip(map(str, ids), filters.speakers, strict=True)  # as a part of an expression of the index
        entity, *also = ids
    if filters.period is not None:
        marks |= zip(_MARKED_DAYS, _days(filters.period), strict=True)
        period = _PERIOD
    shape = replace(
        filters,
        entity=entity,
        also=tuple(also),
        period=period,
        words=tuple(map(words, filters.words)),
        phrases=tuple(map(words, filters.phrases)),
        without=tuple(map(words, filters.without)),
        publisher=words(filters.publisher) if filters.publisher else filters.publisher,
        place=words(filters.place) if filters.place else filters.place,
    )
    return Shape(shape, marks)


def _days(period: Period) -> tuple[int, ...]:
    """All the numbers that a period can lead to."""
    return period.first.toordinal(), period.last.toordinal(), *chrono_bounds(period.first, period.last)


_MARKED_DAYS = _days(_PERIOD)


class _Form:
    """A compiled statement and where its parameters have marks."""

    def __init__(self, compiled: Query) -> None:
        self.compiled = compiled
        self._whole = {name: mark for name, mark in compiled.defaults.items() if _is_mark(mark)}
        self._within = {
            name: text for name, text in compiled.defaults.items() if isinstance(text, str) and _MARK.search(text)
        }

    def filled(self, marks: Marks) -> dict[str, Any]:
        """The parameters that have marks, with values in their place."""
        if not marks:
            return {}
        values = {name: marks[mark] for name, mark in self._whole.items()}
        for name, text in self._within.items():
            values[name] = _MARK.sub(lambda found: str(marks[found[1] or found[0]]), text)
        return values


def _is_mark(value: Any) -> bool:
    ids = isinstance(value, int) and _FIRST_ID <= value < _FIRST_ID + _IDS
    return ids or value in _MARKED_DAYS
