"""One format to one Document: text, HTML, JSON lines, and corpus.toml beside them."""

from __future__ import annotations
