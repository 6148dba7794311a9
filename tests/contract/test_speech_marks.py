"""Direct speech in every rendering: its marks can be told from those that the words have as printed."""

from __future__ import annotations

import pytest

from bot.cards import Card, CardKind, Passage, Reply, Speech
from bot.chat import console_render, discord_render, slack_render
from tests.contract.slack_limits import texts


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (("No, I said, 'no.'",), "“No, I said, 'no.'”"),
        (("‘Go,’ he told me,",), "“‘Go,’ he told me,”"),
        (("He said “no” to it,",), "‘He said “no” to it,’"),
        (("He came.", "He said “no” to it,"), "‘He came. […] He said “no” to it,’"),
    ],
)
def test_marks_around_words_are_told_from_those_within(parts: tuple[str, ...], shown: str) -> None:
    """Where double marks stand in double ones, a reader could not tell where the quote ends."""
    reply = Reply("", (Card(CardKind.QUOTE, "A", passages=(Passage(parts, Speech.DIRECT),)),))
    assert shown in console_render.render(reply)
    (on_discord,) = discord_render.render(reply, lambda action: action.key)
    assert shown in str(on_discord.embeds[0]["description"]).replace("\\", "")
    (on_slack,) = slack_render.render(reply, lambda action: action.key)
    assert shown in "".join(text for _, text in texts(on_slack.blocks))
    assert shown in slack_render.fallback(reply)
