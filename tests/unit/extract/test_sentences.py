"""Where sentences end."""

from __future__ import annotations

import pytest

from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences

WHOLE = [
    "Mr. Holt met Gen. Orlu and Dr. A. B. Lind on Nov. 3 in Lunde.",
    "The U.S. Senate passed the bill at 9 a.m. Tuesday.",
    "Tarnwell Inc. said sales rose 3.5 percent to $41.2 million.",
    "J. R. Solani, of Tarsk Corp. Ltd., spoke.",
    "He lives at St. Anne's, No. 7, near Mt. Kessel.",
    "“Why did it burn?” she asked.",
    "“Why did it burn?” Mara Holt asked.",
    "“We will not sell … to whoever shouts the loudest,” he said.",
    "She came vs. all odds, e.g. by boat, i.e. slowly.",
    "It rose by 3.4 points.",
    "They called „Dr. Holt“ a fraud and »Mrs. Lind« a saint.",
    "„Why did it burn?“ she asked.",
    "In 216 B.C. Hannibal crossed the river.",
    "They met in Victoria, B.C. Premier Holt did not.",
    "Yahoo! and Who? are names of firms that he sold to buyers.",
]
SPLIT = [
    ("It burned. It was rebuilt.", ["It burned.", "It was rebuilt."]),
    ("It burned in Nov. The mill is shut.", ["It burned in Nov.", "The mill is shut."]),
    ("She lives in the U.S. He does not.", ["She lives in the U.S.", "He does not."]),
    (
        "The town was founded in 216 B.C. Consul Holt found a coin.",
        ["The town was founded in 216 B.C.", "Consul Holt found a coin."],
    ),
    ("- It burned.\n- It sank.", ["It burned.", "It sank."]),
    ("It opens at 9 a.m. The ferry waits.", ["It opens at 9 a.m.", "The ferry waits."]),
    ("“It burned.” She left.", ["“It burned.”", "She left."]),
    ("“It burned.” “Who saw it?” “I did.”", ["“It burned.”", "“Who saw it?”", "“I did.”"]),
    ("She said: „It burned.“ Nobody saw it.", ["She said: „It burned.“", "Nobody saw it."]),
    ("„It burned!“ „Who saw it?“ „I did.“", ["„It burned!“", "„Who saw it?“", "„I did.“"]),
    ("»It burned.« »Who saw it?« She left.", ["»It burned.«", "»Who saw it?«", "She left."]),
    ("«It burned.» «Who saw it?» She left.", ["«It burned.»", "«Who saw it?»", "She left."]),
    ("‚It burned.‘ She left. “It sank.”", ["‚It burned.‘", "She left.", "“It sank.”"]),
    ("It burned! Who saw it? Nobody.", ["It burned!", "Who saw it?", "Nobody."]),
    ("It burned... Nobody saw it.", ["It burned...", "Nobody saw it."]),
    ("(It burned.) Nobody saw it.", ["(It burned.)", "Nobody saw it."]),
    ("Sales rose in 2029. In 2030 they fell.", ["Sales rose in 2029.", "In 2030 they fell."]),
    ("He said so. 3 people heard it.", ["He said so.", "3 people heard it."]),
    ("He sold it . '' She left .", ["He sold it . ''", "She left ."]),
    ("火事。雨。", ["火事。", "雨。"]),
]


def split(text: str) -> list[str]:
    """The sentences of a text as strings."""
    return [sentence.span.of(text) for sentence in split_sentences(text, find_blocks(text))]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence(text: str) -> None:
    """A sentence would be torn at an abbreviation, an initial or a question inside it."""
    assert split(text) == [text]


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_several_sentences(text: str, sentences: list[str]) -> None:
    """Two sentences would be served as one."""
    assert split(text) == sentences


def test_sentences_stay_in_their_block() -> None:
    """A sentence would run from one paragraph into the next."""
    text = "Ferry stops at night\n\nIt stopped. It will start\n\nsoon."
    blocks = find_blocks(text)
    for sentence in split_sentences(text, blocks):
        assert blocks[sentence.block].span.contains(sentence.span)
