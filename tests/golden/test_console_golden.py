"""Each sample reply as the console shows it, plain and 80 columns wide, held against files that were looked at.

After a change that is meant: ``UPDATE_GOLDEN=1 pytest tests/golden/test_console_golden.py``, then read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cards import CardKind, Speech
from bot.chat.console_render import render
from tests.golden.samples import SAMPLES

FOLDER = Path(__file__).parent / "console"


@pytest.mark.parametrize("name", SAMPLES)
def test_card_in_console(name: str) -> None:
    """An answer in the console would look different from what was looked at and approved."""
    shown = render(SAMPLES[name], 80)
    file = FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_no_file_is_left_over() -> None:
    """A card that exists no more would still be shown as an example."""
    assert {file.stem for file in FOLDER.glob("*.txt")} == set(SAMPLES)


def test_samples_cover_every_sort() -> None:
    """A sort of card or speech would reach users without ever having been looked at."""
    cards = [card for reply in SAMPLES.values() for card in reply.cards]
    assert {card.kind for card in cards} == set(CardKind)
    assert {passage.speech for card in cards for passage in card.passages} == set(Speech)
