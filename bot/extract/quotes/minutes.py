"""What a clerk tells between the turns of a record: "The Mayor called for order.", "VOTE ON ITEM 4 AS AMENDED:"."""

from __future__ import annotations

import re

_WHO = r"(?:The\s(?:[A-Z]\w+\s){1,3}|(?:[A-Z][a-z]+\.?\s){1,2}(?:[A-Z]\.\s)?[A-Z][\w’'-]+\s)(?:[^.\n]{2,40},\s)?"
_DID = (
    r"(?:called|moved|seconded|noted|advised|adjourned|recessed|opened|closed|left|entered|declared|ruled|announced"
    r"|invited|suspended|resumed|requested|thanked|stated|explained|rose|withdrew|took\sthe\schair)"
)
_DEED = re.compile(rf"{_WHO}(?:then\s|also\s)?{_DID}\b")
_COURSE = re.compile(r"The\s(?:meeting|session|sitting|hearing|motion|amendment|item|vote)\s(?:was|is|were)\s")
_HEADING = re.compile(r"[A-Z]{3,}(?:\s[\w-]*[A-Z0-9][\w-]*){2,}:")
_YOU = re.compile(r"\b[Yy]ou(?:r|rs)?\b")


def is_minuted(body: str) -> bool:
    """Tell whether a paragraph without a label is the clerk's and does not go on with the turn before it."""
    told = any(pattern.match(body) for pattern in (_DEED, _COURSE, _HEADING))
    return told and _YOU.search(body) is None
