"""A clock set by hand and a channel that remembers its posts, for tests of delivery."""

from __future__ import annotations

import pytest

from tests.reminders import HOUR, MORNING, Channel, HandClock


@pytest.fixture
def clock() -> HandClock:
    """The clock of the process."""
    return HandClock(MORNING - HOUR)


@pytest.fixture
def channel() -> Channel:
    """The channel that is posted to."""
    return Channel()
