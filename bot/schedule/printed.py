"""Posts for the console: shown where ``schedule run-due`` is called, on a terminal or in a cron mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.cards import Reply
from bot.model.subscriptions import Address
from bot.schedule.ports import RefusedError


@dataclass(frozen=True, slots=True)
class PrintedPoster:
    """Fits `bot.schedule.ports.Poster` with ``show``, which prints a Reply.

    A terminal cannot be looked through: what was begun and not marked is shown again.
    """

    show: Callable[[Reply], None]
    platform: str = "console"
    per_second: float = 1000.0

    async def post(self, address: Address, reply: Reply, key: str) -> str:  # noqa: ARG002 - fits the port
        """Print it."""
        self.show(reply)
        return key

    async def find(self, address: Address, key: str, since: dt.datetime) -> str | None:  # noqa: ARG002 - fits the port
        """Nothing can be found again."""
        return None

    async def amend(self, address: Address, message_ids: Sequence[str], reply: Reply, key: str) -> None:  # noqa: ARG002 - fits the port
        """What is on paper stays."""
        raise RefusedError("What was printed cannot be changed.")

    async def private(self, address: Address, user: str) -> Address:  # noqa: ARG002 - fits the port
        """There is nobody else there."""
        return address

    async def close(self) -> None:
        """There is no connection to give back."""
