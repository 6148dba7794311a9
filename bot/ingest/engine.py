"""Which version of the extraction the annotations of a document come from."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PARTS = ("bot.model", "bot.readers", "bot.extract")


@cache
def engine_version() -> str:
    """A digest of everything that makes annotations: code, word lists and weights, without loading any of it.

    It changes with every change to them, so that no document keeps annotations that this program would not find.
    """
    digest = hashlib.sha256()
    for part in _PARTS:
        spec = find_spec(part)
        for place in (spec and spec.submodule_search_locations) or ():
            for path in sorted(Path(place).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(path.relative_to(place).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
