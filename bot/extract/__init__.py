"""Document -> Annotations. Pure: no I/O, no clock, no network."""

from __future__ import annotations
