"""Lines in which a record tells of its own sitting: "The committee met at 9.02 am", "(Tape ends 12:05.)"."""

from __future__ import annotations

import re

_VERB = (
    r"(?:met|rose|sat|assembled|convened|reconvened|adjourned|recessed|suspended|resumed|opened|closed|concluded|began"
    r"|begins|started|starts|ended|ends)"
)
_TIME = r"[\d:.]+(?:\s?[ap]\.?m\b\.?)?"
BUSINESS = re.compile(
    r"[(\[]?(?:(?:The|This)\s+)?(?:[A-Z]\w+\s+)?"
    r"(?:committee|commission|council|court|tribunal|panel|board|chamber|house|assembly|inquiry|sitting|session|meeting"
    r"|hearing|briefing|conference|proceedings|tape|recording|transcript)\s+"
    r"(?:then\s+|was\s+|were\s+|is\s+|stands\s+)?(?:called\s+to\s+order|VERB)\s+(?:at\s+)?TIME"
    r"(?:,?\s+and\s+(?:was\s+)?VERB\s+(?:at\s+)?TIME)?[.)\]]*\s*".replace("VERB", _VERB).replace("TIME", _TIME),
    re.IGNORECASE,
)
