"""Folders -> readers -> extraction -> store, incremental: what did not change is not read again."""

from __future__ import annotations

from bot.ingest.report import IngestReport, Progress
from bot.ingest.run import Options, ingest
from bot.ingest.watch import watch

__all__ = ["IngestReport", "Options", "Progress", "ingest", "watch"]
