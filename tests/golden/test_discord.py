"""Each sample reply as Discord shows it, held against a file that was looked at.

After a change that is meant: ``GOLDEN=write python -m pytest tests/golden/test_discord.py``, then read the difference.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.cards import Action
from bot.chat.discord_buttons import ENCODED
from bot.chat.discord_render import render
from bot.chat.state import ButtonState, write_state
from tests.golden.samples import SAMPLES

FOLDER = Path(__file__).parent / "discord"


class _Kept(dict[str, str]):
    """Long states, in memory."""

    def keep_state(self, token: str, payload: str) -> None:
        self[token] = payload

    def recall_state(self, token: str) -> str | None:
        return self.get(token)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample(name: str) -> None:
    """An answer would look different from what was looked at and approved."""
    reply, kept = SAMPLES[name], _Kept()
    share = None if reply.private else Action("share", "Post to channel", name, {})
    messages = render(reply, lambda action: write_state(ButtonState.of(action, "1001"), kept, ENCODED), share)
    shown = [asdict(message) | {"images": [[i.filename, i.alt] for i in message.images]} for message in messages]
    text = json.dumps(shown, ensure_ascii=False, indent=1) + "\n"
    file = FOLDER / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_no_stale_files() -> None:
    """A card that exists no more would still be shown as an example."""
    assert {file.stem for file in FOLDER.glob("*.json")} == set(SAMPLES)
