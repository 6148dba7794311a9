"""People, organisations and places of a document, each with all its mentions."""

from __future__ import annotations
