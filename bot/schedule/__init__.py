"""Reminders: what is due (pure), its delivery through the outbox, and the clock that wakes it."""

from __future__ import annotations
