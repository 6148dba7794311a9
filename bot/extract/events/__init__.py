"""Clauses that tell an event, linked to their dates by a trained ranker."""

from __future__ import annotations
