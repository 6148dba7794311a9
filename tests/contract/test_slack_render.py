"""Whatever a reply holds, Slack takes the messages made of it, and every citation is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Action, Card, CardKind, Citation, Field, Image, Page, Passage, Reply, Speech
from bot.chat.slack_render import blocks, render
from bot.chat.slack_text import clean, escape, safe_url
from bot.model import Span
from tests.contract.slack_limits import faults, texts, units
from tests.golden.samples import SAMPLES

HARD = (
    "",
    "   ",
    "\u200b\u200d\ufeff",
    "👨‍👩‍👧‍👦" * 300,
    "שלום \u202eabc \u2067مرحبا",
    "<!channel> <@U1> <#C1|x> & <https://evil.example|here>",
    "*bold* _it_ ~no~ `code` ```block``` > quote\n- item :smile: @here",
    "word " * 4000,
    "x" * 20_000,
    "&" * 4000,
    '"\n\\' * 3000,
    "\x00\x1b[31m\x7f\u0085",
    "e" + "\u0301" * 500,
)
TEXT = st.one_of(st.text(max_size=80), st.sampled_from(HARD), st.characters(codec=None))
SHORT = st.one_of(st.text(max_size=30), st.sampled_from(HARD))
VALUES = st.dictionaries(st.text(max_size=10), st.one_of(st.text(max_size=50), st.integers()), max_size=3)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage of any parts, with highlights that lie in the first."""
    parts = tuple(draw(st.lists(TEXT, min_size=1, max_size=4)))
    edges = st.integers(0, len(parts[0]))
    spans = draw(st.lists(st.tuples(edges, edges).map(lambda pair: Span(*sorted(pair))), max_size=4))
    return Passage(parts, draw(st.sampled_from(Speech)), draw(SHORT), tuple(spans))


actions = st.builds(Action, st.sampled_from(["next", "context", "suggestion"]), SHORT, st.just("quote"), VALUES)


def _cards(numbers: Iterator[int]) -> st.SearchStrategy[Card]:
    citations = st.builds(
        Citation,
        number=st.builds(lambda: next(numbers)),
        document_id=st.integers(1, 9),
        title=TEXT,
        publisher=st.one_of(st.none(), SHORT),
        published=SHORT,
        url=st.one_of(st.none(), SHORT, st.sampled_from(["https://a.example/" + "é|> " * 900, "https://b.example/x"])),
    )
    return st.builds(
        Card,
        kind=st.sampled_from(CardKind),
        title=TEXT,
        subtitle=TEXT,
        passages=st.lists(passages(), max_size=3).map(tuple),
        body=TEXT,
        fields=st.lists(st.builds(Field, SHORT, TEXT), max_size=12).map(tuple),
        citations=st.lists(citations, max_size=8).map(tuple),
        actions=st.lists(actions, max_size=30).map(tuple),
        image=st.one_of(st.none(), st.builds(Image, st.just(b""), SHORT)),
    )


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """A reply that no command would give, but that a renderer must survive."""
    cards = draw(st.lists(_cards(iter(range(1, 10_000))), max_size=7))
    page = draw(st.one_of(st.none(), st.builds(Page, st.integers(1, 9), st.integers(1, 9), st.integers(0, 99))))
    return Reply(draw(TEXT), tuple(cards), draw(TEXT), tuple(draw(st.lists(actions, max_size=30))), page)


def encode(action: Action) -> str:
    """A value of the greatest length that is allowed, of the characters that JSON makes longest."""
    return '"' * 2000 if action.key == "suggestion" else action.command


@settings(max_examples=60)
@given(replies())
def test_no_reply_breaks_a_limit_or_loses_a_citation(reply: Reply) -> None:
    """Slack would refuse the whole answer (invalid_blocks), or a reader could not check it."""
    messages = render(reply, encode)
    assert messages
    for message in messages:
        assert faults(list(message.blocks)) == []
        drawn = message.illustrated([f"F{number}" for number in range(len(message.pictures))])
        assert faults(list(drawn.blocks)) == []
        assert 1 <= units(message.text) <= 3000
        assert not any(mark in message.text for mark in "<>")
    shown = json.dumps([message.blocks for message in messages], ensure_ascii=False)
    pictures = [image for message in messages for image in message.pictures]
    assert pictures == [card.image for card in reply.cards if card.image]
    for citation in reply.citations:
        assert f"[{citation.number}] " in shown


@settings(max_examples=25)
@given(replies())
def test_no_reply_breaks_a_modal(reply: Reply) -> None:
    """An answer to a question asked in the home tab would not open."""
    assert faults(blocks(reply, encode), "modal") == []


@settings(max_examples=100)
@given(st.text(max_size=300), st.sampled_from(Speech))
def test_words_of_a_document_are_shown_as_they_are(words: str, speech: Speech) -> None:
    """A quote on Slack would not be verbatim, or its characters would format it."""
    card = Card(CardKind.QUOTE, passages=(Passage((words,), speech),))
    (message,) = render(Reply("Heading", (card,)), encode)
    found = [text for kind, text in texts(message.blocks) if kind == "text"]
    assert clean(words) in [text.rstrip("\u202c\u2069") for text in found] or not clean(words).rstrip("\u202c\u2069")
    assert not [text for kind, text in texts(message.blocks) if kind == "mrkdwn"]


def _look(speech: Speech) -> str:
    card = Card(CardKind.QUOTE, passages=(Passage(("the same words",), speech, highlights=(Span(4, 8),)),))
    (message,) = render(Reply("Heading", (card,)), encode)
    return json.dumps(message.blocks, ensure_ascii=False)


def test_no_two_kinds_of_speech_look_alike() -> None:
    """A paraphrase could be taken for a quotation."""
    assert len({_look(speech) for speech in Speech}) == len(Speech)
    assert "“" in _look(Speech.DIRECT)
    assert all("“" not in _look(speech) for speech in Speech if speech is not Speech.DIRECT)


@pytest.mark.parametrize("name", SAMPLES)
def test_ordinary_replies_are_one_message(name: str) -> None:
    """Paging replaces one message: an answer in two would leave its first half standing."""
    (message,) = render(SAMPLES[name], encode=lambda action: action.command)
    assert faults(list(message.blocks)) == []


def test_long_passages_are_shortened_before_an_answer_is_split() -> None:
    """Five long quotes would come as two messages, of which paging replaces the last only."""
    card = Card(CardKind.QUOTE, "Ann", passages=(Passage(("word " * 500,), Speech.DIRECT, "direct"),))
    (message,) = render(Reply("Ann", (card,) * 5), encode)
    assert json.dumps(message.blocks, ensure_ascii=False).count(" […]") == 5


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=2", "https://a.example/x?y=1&z=2"),
        ("https://a.example/a|b>c d", "https://a.example/a%7Cb%3Ec%20d"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://a.example:8443/x#part", "https://a.example:8443/x#part"),
        ("javascript:alert(1)", None),
        ("https://<!channel>/x", None),
        ("https://[::1", None),
        ("http://a.example:99999/", None),
        ("not a link", None),
        ("", None),
        (None, None),
    ],
)
def test_links_are_web_addresses_that_cannot_end_early(url: str | None, safe: str | None) -> None:
    """A stored address could smuggle a mention or a script into a message."""
    assert safe_url(url) == safe


@given(st.text())
def test_escaping_leaves_nothing_to_parse(text: str) -> None:
    """A mention typed into a document would notify a whole channel."""
    assert not any(mark in escape(text) for mark in "<>")


def test_links_carry_only_a_host() -> None:
    """Words of a document inside mrkdwn would be formatted."""
    (message,) = render(SAMPLES["hostile"], encode)
    links: list[Any] = [text for kind, text in texts(message.blocks) if kind == "mrkdwn"]
    assert links == ["<https://evil.example/)%5D%3E(x|evil.example>"]
