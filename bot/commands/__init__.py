"""One table of commands for every platform. A command is ``(Invocation, Corpus) -> Reply``."""

from __future__ import annotations
