"""Values that live in one column: datings, spans, lists of words as JSON; days and moments as integers."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from bot.model import Dating, Derivation, HowKnown, Metadata, PartialDate, Precision, Span

# The order of rows in time is one integer, (day << 24) | sequence, so that "newest first" is a scan of an index or of
# a full-text index's rowids. Day 0 holds what has no date. 24 bits leave room for 16 million rows without a date.
SEQUENCE_BITS = 24


_HOW_KNOWN = {how.value: how for how in HowKnown}
_decoder = json.JSONDecoder()


def to_json(value: object) -> str:
    """Compact JSON, other scripts as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(stored: str) -> Any:
    """The inverse of ``to_json``. Twice as quick as `json.loads`, which looks for spaces around the value."""
    return _decoder.raw_decode(stored)[0]


def spans_to_json(spans: Iterable[Span]) -> str:
    """``[[start, end], ...]``."""
    return to_json([[span.start, span.end] for span in spans])


def spans_from_json(stored: str) -> tuple[Span, ...]:
    """The inverse of ``spans_to_json``."""
    return tuple(Span(start, end) for start, end in from_json(stored))


def dating_to_json(dating: Dating) -> str:
    """A dating with its whole derivation; what is None is left out."""
    why = dating.derivation
    fields: dict[str, Any] = {
        "date": dating.date.iso if dating.date else None,
        "how": why.how.value,
        "words": why.words,
        "start": why.start,
        "end": why.end,
        "anchor": why.anchor.iso if why.anchor else None,
        "anchor_how": why.anchor_how.value if why.anchor_how else None,
        "note": why.note,
    }
    return to_json({key: value for key, value in fields.items() if value is not None})


@lru_cache(maxsize=256)  # an answer's: most of what a document quotes has the document's own date
def dating_from_json(stored: str) -> Dating:
    """The inverse of ``dating_to_json``."""
    field = from_json(stored).get
    date, anchor, anchor_how = field("date"), field("anchor"), field("anchor_how")
    return Dating(
        _date(date) if date else None,
        Derivation(
            _HOW_KNOWN[field("how")],
            field("words"),
            field("start"),
            field("end"),
            _date(anchor) if anchor else None,
            _HOW_KNOWN[anchor_how] if anchor_how else None,
            field("note"),
        ),
    )


_date = lru_cache(maxsize=16_384)(PartialDate.parse)  # all quotes of a day have it, and there are few days


def metadata_to_json(metadata: Metadata) -> str:
    """What one witness says about a document; what is None is left out."""
    fields = {name: getattr(metadata, name) for name in ("title", "publisher", "author", "url")}
    fields["published"] = metadata.published.iso if metadata.published else None
    return to_json({key: value for key, value in fields.items() if value is not None})


def day_columns(dating: Dating) -> dict[str, int | None]:
    """The first and last day a date can mean, as proleptic Gregorian ordinals; both None where it is unknown."""
    if dating.date is None:
        return {"first_day": None, "last_day": None}
    return {"first_day": dating.date.first.toordinal(), "last_day": dating.date.last.toordinal()}


def month_day(dating: Dating) -> int | None:
    """Month and day as ``month * 100 + day`` for a date known to the day, else None."""
    date = dating.date
    if date is None or date.precision is not Precision.DAY:
        return None
    return date.first.month * 100 + date.first.day


def chrono_start(day: int) -> int:
    """The first place in the order of time that belongs to a day's ordinal."""
    return day << SEQUENCE_BITS


def chrono_day(chrono: int) -> int:
    """The day's ordinal of a place in the order of time; 0 where there is no date."""
    return chrono >> SEQUENCE_BITS


def chrono_bounds(first: dt.date, last: dt.date) -> tuple[int, int]:
    """The smallest and greatest place in the order of time between two days, both inclusive."""
    return chrono_start(first.toordinal()), chrono_start(last.toordinal() + 1) - 1


def strings(stored: str) -> tuple[str, ...]:
    """A JSON list of strings."""
    if stored == "[]":  # most often, of what a document's witnesses disagree in
        return ()
    values: Sequence[str] = from_json(stored)
    return tuple(values)


def seconds(moment: dt.datetime) -> int:
    """An aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def moment(stored: int) -> dt.datetime:
    """The inverse of ``seconds``, in UTC."""
    return dt.datetime.fromtimestamp(stored, dt.UTC)


def moment_or_none(stored: int | None) -> dt.datetime | None:
    """``moment`` where there may be none."""
    return None if stored is None else moment(stored)


def seconds_or_none(moment: dt.datetime | None) -> int | None:
    """``seconds`` where there may be no moment."""
    return None if moment is None else seconds(moment)
