"""What is remembered of lately in this process: deliveries, to know a repeated one, and how fast people ask."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
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


CALLS, SECONDS = 8, 10.0
"""How many questions one person may ask within how many seconds."""


class Pace:
    """How fast people ask. Only the event loop's thread may use it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, user: str) -> float:
        """Seconds until ``user`` may ask again; 0 where now, which then counts."""
        now = self._clock()
        while self._asked and next(iter(self._asked.values()))[-1] < now - SECONDS:
            self._asked.popitem(last=False)
        asked = self._asked.setdefault(user, deque(maxlen=CALLS))
        if len(asked) == CALLS and (wait := asked[0] + SECONDS - now) > 0:
            return wait
        asked.append(now)
        self._asked.move_to_end(user)
        return 0.0
