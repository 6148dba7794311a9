"""Putting together what every reader gives back."""

from __future__ import annotations

import hashlib

from bot.model import Document, Metadata


def document(name: str, text: str, header: Metadata | None = None) -> Document:
    """A Document with its content hash. ``text`` is final: offsets point into it from here on."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Document(name=name, text=text, header=header or Metadata(), content_hash=digest)
