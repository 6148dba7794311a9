"""Whether two texts are one story in two papers: agency copy that each has cut and edited. Pure.

MinHash over the text's shingles (Broder, "On the resemblance and containment of documents", 1997): the share of equal
minima estimates the share of common shingles. Signatures are split into bands, and only texts that have one in common
are compared (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", section 3.4).
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import BODY, Block

_SHINGLE = 3  # words
_FEWEST = 40  # shingles: a shorter text is alike to others by chance, or by its form
_MINIMA = 126
_BAND = 3  # minima: of two texts that share half their shingles 99.6 in 100 share a band, of a tenth 4
_SEED = 1
_RESEMBLANCE = 0.5  # of all shingles of both texts, those in both
_CONTAINMENT = 0.75  # of the shorter text's shingles, those in the longer one: it was cut
_LEAST_RESEMBLANCE = 0.25  # of a cut text: below this the estimate of its containment is mostly chance
_WORD = re.compile(r"\w+")
_FORM = struct.Struct(f">{_MINIMA}I")


@dataclass(frozen=True, slots=True)
class Signature:
    """What of a text is compared: the number of its shingles, and the minima of their hashes."""

    size: int
    minima: tuple[int, ...]

    @property
    def bands(self) -> tuple[int, ...]:
        """A signed 64-bit number for each band, different in different places of the signature."""
        return tuple(_number(begin, self.minima[begin : begin + _BAND]) for begin in range(0, _MINIMA, _BAND))

    def packed(self) -> bytes:
        """The minima as bytes."""
        return _FORM.pack(*self.minima)

    @classmethod
    def unpacked(cls, size: int, minima: bytes) -> Signature:
        """The signature that was packed."""
        return cls(size, _FORM.unpack(minima))


def signature(text: str, blocks: Iterable[Block]) -> Signature | None:
    """The signature of what a text tells, without headline, bylines and furniture; None where that is too short."""
    from rensa import RMinHash  # what only reads the archive does not need it

    told = " ".join(block.span.of(text) for block in blocks if block.kind in BODY)
    words = _WORD.findall(told.casefold())
    shingles = {" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)}
    if len(shingles) < _FEWEST:
        return None
    sketch = RMinHash(num_perm=_MINIMA, seed=_SEED)
    sketch.update(sorted(shingles))
    return Signature(len(shingles), tuple(sketch.digest()))


def alike(one: Signature, other: Signature) -> bool:
    """Tell whether two texts are one story: most is in both, or nearly all of the shorter one is in the longer."""
    resemblance = sum(map(int.__eq__, one.minima, other.minima)) / _MINIMA
    if resemblance >= _RESEMBLANCE:
        return True
    common = resemblance * (one.size + other.size) / (1 + resemblance)
    return resemblance >= _LEAST_RESEMBLANCE and common >= _CONTAINMENT * min(one.size, other.size)


def _number(place: int, minima: Sequence[int]) -> int:
    digest = hashlib.blake2b(struct.pack(f">H{len(minima)}I", place, *minima), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
