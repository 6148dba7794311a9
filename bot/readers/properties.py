"""What the properties of a file state: its title and author, where a person wrote them and not a program."""

from __future__ import annotations

from bot.readers.encoding import storable

_DEFAULTS = frozenset(
    {"anonymous", "unspecified", "unknown", "user", "owner", "admin", "administrator", "unknown author"}
    | {"word document", "document", "python-docx", "microsoft office user", "windows user"}
)
"""What programs and their templates fill in."""


def stated(value: str | None) -> str | None:
    """A property, if it says something: many programs put the name of the file or their own there."""
    text = " ".join(storable(value or "")[0].split())
    lower = text.lower()
    made_up = lower.endswith((".doc", ".docx", ".odt", ".pdf", ".indd", ".qxd", ".html")) or lower.startswith(
        ("microsoft word", "untitled", "about:blank", "http://", "https://")
    )
    return None if made_up or lower.strip("()") in _DEFAULTS else text or None
