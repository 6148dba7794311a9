"""What everything that is unpacked from one file may take together: the end of every bomb."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import ReadError

GIGABYTE = 1_000_000_000
MOST_UNPACKED = 4 * GIGABYTE
MOST_MEMBERS = 100_000
DEEPEST = 5
HIGHEST_RATIO = 200
"""Unpacked to packed. Deflate's greatest is 1032 (zlib's technical details); news text is packed 3 to 10 times,
JSON lines of one form up to 50 times."""
_SURELY_SMALL = 20_000_000
"""Up to here no ratio matters."""


class UnpackError(ReadError):
    """A container asks for more than it may have: it is left as a whole, with all that it stands in."""


@dataclass(slots=True)
class Budget:
    """Counts what came out of one file so far; ``name`` is that file, for the message."""

    name: str = ""
    members: int = 0
    unpacked: int = 0

    def member(self, depth: int) -> None:
        """Count a member, ``depth`` containers deep. Raises UnpackError for one too many or too deep."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise UnpackError(self.name, f"holds more than {MOST_MEMBERS:,} files; the rest is left out")
        if depth > DEEPEST:
            raise UnpackError(self.name, f"archives in archives more than {DEEPEST} deep; the rest is left out")

    def spend(self, size: int) -> None:
        """Count unpacked bytes. Raises UnpackError where they are too many."""
        self.unpacked += size
        if self.unpacked > MOST_UNPACKED:
            most = f"{MOST_UNPACKED / GIGABYTE:g} GB"
            raise UnpackError(self.name, f"unpacks to more than {most}; the rest is left out")

    def check_ratio(self, unpacked: int, packed: int) -> None:
        """Raises UnpackError where so many bytes out of so few are a bomb."""
        if unpacked > _SURELY_SMALL and unpacked > HIGHEST_RATIO * max(packed, 1):
            reason = f"unpacks to more than {HIGHEST_RATIO} times its size, as no text does; the rest is left out"
            raise UnpackError(self.name, reason)
