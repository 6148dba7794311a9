"""The one day that some commands are about."""

from __future__ import annotations

import datetime as dt

from bot.commands.command import Invocation
from bot.commands.periods import parse_period
from bot.commands.words import unquote
from bot.errors import PeriodError


def day_of(invocation: Invocation, example: str) -> dt.date:
    """The option ``day``, today where it was not given. Raises PeriodError for a longer time, with ``example``."""
    typed = unquote(invocation.text("day"))
    if not typed:
        return invocation.now.date()
    period = parse_period(typed, invocation.now)
    if period.first != period.last:
        raise PeriodError(f'"{typed}" is not one day. For example: {example}')
    return period.first
