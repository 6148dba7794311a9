"""Time expressions: found by a grammar over word classes, resolved against what is known."""

from __future__ import annotations
