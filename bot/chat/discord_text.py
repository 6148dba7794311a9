"""Words made safe for Discord's markdown, and cut to its limits without cutting a character or a word in two.

Lengths are counted in UTF-16 units, as Discord's clients do; its API counts code points, which are never more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

ELLIPSIS = " […]"
"""What stands where words were left out."""

_JOINER = "\u200d"
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, terminal escapes among them
    "\u202a-\u202e\u2066-\u2069"  # direction overrides and isolates, which could turn our own words round
    "\ud800-\udfff]"  # halves of characters, which cannot be sent
)
_SPECIAL = re.compile(r"[\\*_~`|<>\[\]@]|:(?=//)")
_LINE_START = re.compile(r"^(\s*)([#+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_INVITE = re.compile(r"(?<=discord)\.(?=gg|com|gift)|(?<=discordapp)\.(?=com)", re.IGNORECASE)
_UNLINKABLE = {ord(char): f"%{ord(char):02X}" for char in ' ()<>[]\\"`|*'}


def units(text: str) -> int:
    """Length of ``text`` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """``text`` without characters that steer a screen instead of being read; line separators become newlines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _UNWANTED.sub("", lines)


def one_line(text: str) -> str:
    """``text`` cleaned, every run of white space one space."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> str:
    """``text`` cleaned, with one newline between paragraphs and line breaks within one undone."""
    kept = (" ".join(part.split()) for part in re.split(r"\n\s*\n", clean(text)))
    return "\n".join(part for part in kept if part)


def escape(text: str) -> str:
    """``text`` such that Discord shows it as it is: no formatting, no mention, no link, no invitation.

    Backslashes are all it takes, and Discord does not show them: what is copied from it has the characters of ``text``
    and no others. They part the ``:`` from ``//`` and the dot from an invitation, which are then no address for what
    makes previews. That nobody is called does not rest on them but on allowed_mentions.
    """
    shown = _SPECIAL.sub(r"\\\g<0>", clean(text))
    shown = _INVITE.sub(r"\\.", shown)
    shown = _LINE_START.sub(r"\1\\\2", shown)
    return _NUMBERED.sub(r"\1\\\2", shown)


def link(text: str, url: str | None, longest: int = 400) -> str:
    """``text`` (escaped already) as a link without preview; ``text`` alone where ``url`` is not a web address."""
    address = (url or "").strip().translate(_UNLINKABLE)
    usable = re.fullmatch(r"https?://[^\s/?#]+[^\s]*", address) and address == clean(address)
    return f"[{text}](<{address}>)" if text and usable and units(address) <= longest else text


def fit(text: str, limit: int, dress: Callable[[str], str] = escape) -> str:
    """``dress(text)``, or ``dress`` of its longest beginning with a mark of omission, in ``limit`` units.

    ``dress`` must not get shorter when its argument gets longer. Empty where not even a few words fit.
    """
    whole = dress(text)
    if units(whole) <= limit:
        return whole
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        if units(dress(text[:middle] + ELLIPSIS)) <= limit:
            low = middle
        else:
            high = middle - 1
    kept = _cut(text, low)
    return dress(kept + ELLIPSIS) if kept else ""


def _cut(text: str, end: int) -> str:
    """``text[:end]``, or a little less so that neither a word nor a character of several code points is cut."""
    space = max(text.rfind(" ", max(0, end - 40), end), text.rfind("\n", max(0, end - 40), end))
    if end < len(text) and not text[end].isspace() and space > 0:
        end = space
    while 0 < end < len(text) and (_continues(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end].rstrip()


def _continues(char: str) -> bool:
    """Whether ``char`` belongs to the character before it."""
    return char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff" or unicodedata.category(char).startswith("M")


def share_out(wanted: Sequence[int], total: int) -> list[int]:
    """Shares of ``total`` for those who want so much: nobody more than wanted, and what small ones leave to the large.

    The sum of the shares is at most ``total``.
    """
    shares = [0] * len(wanted)
    left = max(total, 0)
    for rank, index in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        shares[index] = min(wanted[index], left // (len(wanted) - rank))
        left -= shares[index]
    return shares
