"""Who asks too often, and who taps twice. Kept in memory, by Discord's own times, for as long as it matters."""

from __future__ import annotations

from collections.abc import Hashable

from discord.app_commands import Cooldown

CALLS, PER = 8, 10.0
"""A person may call and press so often in so many seconds."""

TWO_TAPS = 20.0
"""Seconds within which the same tap on the same button is the same wish."""

_MANY_PEOPLE = 1000


class Restraint:
    """Keeps one person from keeping the bot busy for all others. For one thread."""

    def __init__(self) -> None:
        self._cooldowns: dict[int, Cooldown] = {}
        self._taps: dict[Hashable, float] = {}

    def wait(self, user: int, now: float) -> float | None:
        """Count a call of ``user`` at ``now`` (seconds); return how long to wait, None where not at all."""
        if len(self._cooldowns) > _MANY_PEOPLE:
            self._cooldowns = {one: known for one, known in self._cooldowns.items() if known.get_tokens(now) < CALLS}
        return self._cooldowns.setdefault(user, Cooldown(CALLS, PER)).update_rate_limit(now)

    def is_second_tap(self, button: Hashable, now: float) -> bool:
        """Whether ``button`` was pressed just before ``now``; remembers that it is now."""
        self._taps = {key: when for key, when in self._taps.items() if now - when < TWO_TAPS}
        known = button in self._taps
        self._taps.setdefault(button, now)
        return known

    def forgive(self, button: Hashable) -> None:
        """Let ``button`` be pressed again, because it did not work."""
        self._taps.pop(button, None)
