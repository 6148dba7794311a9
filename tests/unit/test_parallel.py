"""Work over processes: in order, in bounded memory, and never waiting for what will not come."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from bot.errors import BotError
from bot.parallel import ordered_map


def square(number: int) -> int:
    """Work that a worker can find by its name."""
    return number * number


def die(number: int) -> int:
    """A worker that the system kills."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    """Work that fails."""
    return 1 // (3 - number)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_and_items_are_taken_as_needed(workers: int) -> None:
    """Results would be mixed up, or a million documents be held in memory at once."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield number

    results = ordered_map(square, items(), workers)
    for number in range(40):
        assert next(results) == number * number
        assert taken <= number + 4 * workers
    assert list(results) == []


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_work_raises_is_raised(workers: int) -> None:
    """A failure would be lost."""
    with pytest.raises(ZeroDivisionError):
        list(ordered_map(fail, range(6), workers))


def test_a_killed_worker_is_an_error_with_a_remedy() -> None:
    """The program would wait for ever for a result that never comes."""
    with pytest.raises(BotError, match="with fewer workers"):
        list(ordered_map(die, range(9), 2))
