"""What `check` reports: one finding for each thing looked at, with what to do where something is wanting."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """OK: in order; HINT: not set up, which may be intended; FAULT: wrong, will not work."""

    OK = "ok"
    HINT = "hint"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``subject`` groups findings (settings, archive, discord, slack)."""

    level: Level
    subject: str
    message: str
    remedy: str = ""

    def as_dict(self) -> dict[str, str]:
        """The finding for ``check --json``."""
        return {key: str(value) for key, value in asdict(self).items()}
