"""Each sample reply as Slack gets it. After a wanted change: `python -m tests.golden.test_slack_golden`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cards import Action
from bot.chat.slack_render import render
from tests.golden.samples import SAMPLES

FOLDER = Path(__file__).parent / "slack"


def _drawn(name: str) -> str:
    messages = render(SAMPLES[name], _encode)
    drawn = [{"text": message.text, "blocks": message.blocks} for message in messages]
    return json.dumps(drawn, ensure_ascii=False, indent=1) + "\n"


def _encode(action: Action) -> str:
    return " ".join([action.command, *(f"{key}={value}" for key, value in action.arguments.items()), f"p{action.page}"])


@pytest.mark.parametrize("name", SAMPLES)
def test_card_in_slack(name: str) -> None:
    """A card would look different on Slack without anybody having decided so."""
    assert _drawn(name) == (FOLDER / f"{name}.json").read_text(encoding="utf-8")


def test_no_picture_is_left_over() -> None:
    """A golden file that nothing draws any more would be kept for ever."""
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SAMPLES)


if __name__ == "__main__":
    for sample in SAMPLES:
        (FOLDER / f"{sample}.json").write_text(_drawn(sample), encoding="utf-8")
