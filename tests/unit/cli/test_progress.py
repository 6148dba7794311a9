"""How fast long work goes, as it is told."""

from __future__ import annotations

import pytest

from bot.cli.progress import pace


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (0, 10, 4.0, ""),
        (50, 150, 10.0, "5 a second, 0:00:20 left"),
        (2, 62, 60.0, "2.0 a minute, 0:30:00 left"),
        (6000, None, 3.0, "2,000 a second"),
        (10, 10, 2.0, "5 a second"),
        (3, 2, 1.0, "3 a second"),
    ],
)
def test_rate_and_time_left(done: int, total: int | None, seconds: float, told: str) -> None:
    """Whoever reads a large folder would not know whether to wait or to come back tomorrow."""
    assert pace(done, total, seconds) == told
