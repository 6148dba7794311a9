"""Quotation marks, indirect speech, and what each is."""

from __future__ import annotations
