"""What a button remembers, written into the button itself so that it works after a restart.

Platforms give a button a short text of its own (Discord's custom_id: 100 characters; Slack's value: 2,000). A state
that fits is written there whole; a longer one is kept in the database and the button bears a token, which is a digest
of the state, so that the same state is kept once. Nothing here is a secret or a permission: a state only says which
command a press calls, and it is called in the name of whoever presses.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.cards import Action

_TWIN = re.compile(r"~\d+$")
_WHOLE = "b:"
_TOKEN = "t:"  # noqa: S105 - a prefix, not a password


@dataclass(frozen=True, slots=True)
class ButtonState:
    """What a press does: call ``command`` with ``arguments`` and ``page``.

    ``owner`` is the platform's id of the one who may press; empty means everybody.
    """

    key: str
    command: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    page: int = 1
    owner: str = ""

    @classmethod
    def of(cls, action: Action, owner: str = "") -> ButtonState:
        """The state of a button that offers ``action`` to ``owner``."""
        return cls(action.key, action.command, dict(action.arguments), action.page, owner)


class LongStates(Protocol):
    """Where states are kept that do not fit into a button."""

    def keep_state(self, token: str, payload: str) -> None:
        """Keep ``payload`` under ``token``; once is enough."""
        ...

    def recall_state(self, token: str) -> str | None:
        """What was kept under ``token``; None where nothing was, or not any more."""
        ...


def write_state(state: ButtonState, kept: LongStates, limit: int = 100) -> str:
    """Return ``state`` as a text of at most ``limit`` UTF-16 units, keeping it in ``kept`` where it is longer."""
    parts = [state.key, state.command, dict(state.arguments), state.page, state.owner]
    payload = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    if len((_WHOLE + payload).encode("utf-16-le", "surrogatepass")) // 2 <= limit:
        return _WHOLE + payload
    digest = hashlib.blake2b(payload.encode("utf-8", "surrogatepass"), digest_size=18).digest()
    token = base64.urlsafe_b64encode(digest).decode()
    kept.keep_state(token, payload)
    return _TOKEN + token


def twin(text: str, number: int) -> str:
    """Return ``text`` told apart from others that mean the same: no two buttons of a message may have one name."""
    return f"{text}~{number}" if number else text


def read_state(text: str, kept: LongStates) -> ButtonState | None:
    """Return the state that ``text`` stands for; None where it is not ours, damaged, or not kept any more."""
    text = _TWIN.sub("", text)
    if text.startswith(_WHOLE):
        payload: str | None = text.removeprefix(_WHOLE)
    elif text.startswith(_TOKEN):
        payload = kept.recall_state(text.removeprefix(_TOKEN))
    else:
        payload = None
    return _parse(payload) if payload else None


def _parse(payload: str) -> ButtonState | None:
    try:
        parts: Any = json.loads(payload)
        key, command, arguments, page, owner = parts
        texts = all(isinstance(text, str) for text in (key, command, owner, *arguments))
        values = all(type(value) in (str, int) for value in arguments.values())
    except (ValueError, TypeError, AttributeError):
        return None
    if not (texts and values and type(page) is int and page >= 1):
        return None
    return ButtonState(key, command, arguments, page, owner)
