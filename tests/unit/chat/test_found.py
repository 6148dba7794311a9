"""From a message to the words worth looking for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.found import LONGEST, words_to_find


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("ferry line", "ferry line"),
        ("“We will not sell the harbour”, she says", '"We will not sell the harbour"'),
        ('did he say "patience is cheap" or not?', '"patience is cheap"'),
        ("> **ferry** `line` <@12> https://x.example/a?b=1", "ferry line"),
        ('the "museum" piece', "the museum piece"),
        ("Did you see what Lindqvist said about the new ferry line in Oldhaven?", "Lindqvist ferry Oldhaven"),
        ("Why was it that in 2031 the council of Northquay could not agree?", "2031 council Northquay"),
        ("what on earth did the people of the harbour mean by that", "earth people harbour"),
        ("", ""),
        ("<@12> 👍 … https://x.example", ""),
        ("Что сказал мэр?", "Что сказал мэр"),
    ],
)
def test_words(message: str, words: str) -> None:
    """“Find in archive” would look for something else than the message is about."""
    assert words_to_find(message) == words


@given(st.text(max_size=3000))
def test_any_message(message: str) -> None:
    """A message of any kind would make the search fail."""
    words = words_to_find(message)
    assert len(words) <= LONGEST + 2
    assert words == words.strip()
    assert "\n" not in words
