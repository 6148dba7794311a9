"""The page: blocks, furniture, sentences, and what it says of its own publication."""

from __future__ import annotations
