"""Folders -> readers -> extraction -> store, incremental: what did not change is not read again.

Nothing is loaded here: worker processes need what reads and annotates, and not the store.
"""

from __future__ import annotations
