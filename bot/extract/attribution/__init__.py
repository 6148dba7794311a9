"""Who says a quote: candidates, a trained ranker, pronouns and noun phrases resolved."""

from __future__ import annotations
