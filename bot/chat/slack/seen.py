"""Telling a delivery that Slack repeats from a new one."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

REMEMBERED_SECONDS = 900.0
"""Slack repeats an event up to about five minutes later; a dropped socket's envelopes come again within seconds."""
MOST = 20_000


class Seen:
    """Keys of what was taken in lately, in this process. Only the event loop's thread may use it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._when: OrderedDict[str, float] = OrderedDict()

    def first(self, key: str) -> bool:
        """Tell whether ``key`` is new, and remember it. The empty key is always new."""
        if not key:
            return True
        now = self._clock()
        while self._when and (len(self._when) > MOST or next(iter(self._when.values())) < now - REMEMBERED_SECONDS):
            self._when.popitem(last=False)
        if key in self._when:
            return False
        self._when[key] = now
        return True
