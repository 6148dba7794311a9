"""Lines in which a record tells of its own sitting: "The committee met at 9.02 am", "(Tape ends 12:05.)"."""

from __future__ import annotations

import re

BUSINESS = re.compile(
    r"[(\[]?(?:(?:The|This)\s+)?(?:[A-Z]\w+\s+)?"
    r"(?:committee|commission|council|court|tribunal|panel|board|chamber|house|assembly|inquiry|sitting|session|meeting"
    r"|hearing|briefing|conference|proceedings|tape|recording|transcript)\s+"
    r"(?:then\s+|was\s+|were\s+|is\s+|stands\s+)?(?:met|rose|sat|assembled|convened|reconvened|adjourned|suspended|resumed"
    r"|opened|closed|concluded|began|begins|started|starts|ended|ends)\s+(?:at\s+)?[\d:.]+(?:\s?[ap]\.?m\b\.?)?[.)\]]*\s*",
    re.IGNORECASE,
)
