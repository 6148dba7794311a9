"""Time expressions, after TIMEX3 (ISO-TimeML)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.dates import Dating
from bot.model.document import Span


class TimexType(StrEnum):
    """TIMEX3's four types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that name a time.

    ``value`` is the TIMEX3 value (``2021-03-03``, ``2021-W09``, ``2021-Q1``, ``199``, ``P3D``, ranges as
    ``2021-06-14/2021-06-16``) or None where the text cannot resolve it. ``dating`` is the calendar date behind it, to
    the finest precision of day, month or year that it surely has, with its derivation.
    """

    span: Span
    type: TimexType
    value: str | None
    dating: Dating
