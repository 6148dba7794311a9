"""The platforms: register, acknowledge, run, render."""

from __future__ import annotations
