"""The command line: parses, calls, prints."""

from __future__ import annotations
