"""Discord's renderer, fed with cards of every shape: within the platform's limits, and nothing lost that matters."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import Action, Card, CardKind, Citation, Field, Image, Page, Passage, Reply, Speech
from bot.chat.discord_buttons import ENCODED
from bot.chat.discord_render import Message, render
from bot.chat.state import ButtonState, write_state
from bot.model import Span

_NASTY = st.sampled_from(
    (
        *("@everyone", "<@123>", "<@&9>", "<#1>", "<t:1>", "</x:1>", "discord.gg/abc", "https://x.example/?q=1"),
        *(
            "```",
            "`",
            "**",
            "__",
            "~~",
            "||",
            "](http://x.y)",
            "[a](b)",
            "\\",
            "\n# x",
            "\n> y",
            "\n- z",
            "\n1. w",
            "\n\n",
        ),
        *("\u200b", "\u202e", "\u2066", "\x1b[31m", "\x00", "\u2028", "\ue000", "\ue001"),
        *("👩\u200d👩\u200d👧", "🇺🇳", "👍🏽", "e\u0301\u0323", "مرحبا بالعالم", "שלום", "”", " "),
    )
)
_TEXT = st.lists(st.one_of(_NASTY, st.text(max_size=30)), max_size=12).map("".join)
_LONG = st.builds(lambda text, times: text * times, _TEXT, st.sampled_from((1, 1, 1, 20, 200)))


@st.composite
def _passages(draw: st.DrawFn) -> Passage:
    parts = draw(st.lists(_LONG, min_size=1, max_size=4))
    cuts = sorted(draw(st.lists(st.integers(0, max(len(parts[0]), 1)), max_size=6)))
    spans = tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b)
    return Passage(tuple(parts), draw(st.sampled_from(Speech)), draw(_TEXT), spans)


_URLS = st.one_of(st.none(), st.just("https://gazette.example/a(b)_c?d=[e]"), st.just("javascript:alert(1)"), _LONG)
_CITATIONS = st.builds(
    Citation, number=st.just(0), document_id=st.integers(1, 9), title=_LONG, publisher=st.none() | _LONG,
    published=_LONG, url=_URLS,
)  # fmt: skip
_ACTIONS = st.builds(
    Action,
    key=st.sampled_from(("previous", "next", "context", "source", "suggestion")),
    label=_TEXT,
    command=st.sampled_from(("quote", "event")),
    arguments=st.dictionaries(st.sampled_from(("what", "when", "quote")), _LONG | st.integers(0, 9**9), max_size=3),
    page=st.integers(1, 10_000),
)
_IMAGES = st.builds(Image, data=st.just(b"png"), alt=_LONG, filename=_TEXT)
_CARDS = st.builds(
    Card,
    kind=st.sampled_from(CardKind),
    title=_LONG,
    subtitle=_LONG,
    passages=st.lists(_passages(), max_size=4).map(tuple),
    body=_LONG,
    fields=st.lists(st.builds(Field, name=_TEXT, value=_LONG), max_size=8).map(tuple),
    citations=st.lists(_CITATIONS, max_size=8).map(tuple),
    actions=st.lists(_ACTIONS, max_size=4).map(tuple),
    image=st.none() | _IMAGES,
)


@st.composite
def _replies(draw: st.DrawFn) -> Reply:
    cards, number = [], 0
    for card in draw(st.lists(_CARDS, max_size=8)):
        numbered = []
        for citation in card.citations:
            number += 1
            numbered.append(Citation(number, *(getattr(citation, f) for f in list(Citation.__slots__)[1:])))
        cards.append(Card(card.kind, card.title, card.subtitle, card.passages, card.body, card.fields, tuple(numbered),
                          card.actions, card.image))  # fmt: skip
    pages = st.builds(lambda a, b: Page(min(a, b), max(a, b), b), st.integers(1, 50), st.integers(1, 50))
    actions = tuple(draw(st.lists(_ACTIONS, max_size=8)))
    return Reply(draw(_LONG), tuple(cards), draw(_LONG), actions, draw(st.none() | pages))


class _Kept(dict[str, str]):
    """Long states, in memory."""

    def keep_state(self, token: str, payload: str) -> None:
        self[token] = payload

    def recall_state(self, token: str) -> str | None:
        return self.get(token)


def _messages(reply: Reply) -> tuple[Message, ...]:
    kept = _Kept()
    share = Action("share", "Post to channel", "quote", {"what": "x"})
    return render(reply, lambda action: write_state(ButtonState.of(action, "123456789012345678"), kept, ENCODED), share)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _check_embeds(message: Message) -> None:
    assert len(message.embeds) <= 10
    together = 0
    for embed in message.embeds:
        title, description = embed.get("title", ""), embed.get("description", "")
        assert _units(title) <= 256
        assert _units(description) <= 4096
        assert title.strip() or description.strip() or "image" in embed
        together += _units(title) + _units(description)
    assert together <= 6000
    assert len({image.filename for image in message.images}) == len(message.images) <= 10
    assert all(re.fullmatch(r"[A-Za-z0-9.-]+", image.filename) and len(image.alt) <= 1024 for image in message.images)


def _check_components(message: Message) -> None:
    assert len(message.components) <= 5
    ids = []
    for row in message.components:
        assert row["type"] == 1
        assert 1 <= len(row["components"]) <= 5
        for part in row["components"]:
            ids.append(part["custom_id"])
            assert 1 <= _units(part["custom_id"]) <= 100
            if part["type"] == 2:
                assert 1 <= _units(part["label"]) <= 80
            else:
                _check_options(part["options"])
    assert len(set(ids)) == len(ids)


def _check_options(options: list[dict[str, Any]]) -> None:
    assert 1 <= len(options) <= 25
    assert len({option["value"] for option in options}) == len(options)
    for option in options:
        assert 1 <= _units(option["label"]) <= 100
        assert 1 <= _units(option["value"]) <= 100
        assert _units(option.get("description", "x")) <= 100


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(_replies())
def test_every_reply_fits(reply: Reply) -> None:
    """An answer with unusual content would be refused by Discord and the person would see nothing."""
    for message in _messages(reply):
        assert message.content.strip() or message.embeds
        assert _units(message.content) <= 2000
        _check_embeds(message)
        _check_components(message)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(_replies())
def test_no_citation_is_lost(reply: Reply) -> None:
    """A person would read a quote and could not see where it is from."""
    shown = "\n".join(embed.get("description", "") for message in _messages(reply) for embed in message.embeds)
    numbers = {int(number) for number in re.findall(r"^\\\[(\d+)\\\] \S", shown, re.MULTILINE)}
    assert numbers >= {citation.number for citation in reply.citations}


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(_replies())
def test_nothing_escapes(reply: Reply) -> None:
    """A document could ping people, pretend to be the bot, or make link previews appear in the channel."""
    for message in _messages(reply):
        texts = [message.content, *(embed.get(key, "") for embed in message.embeds for key in ("title", "description"))]
        for text in texts:
            assert not re.search(r"(?<!\\)(?:\\\\)*@", text)
            assert not re.search(r"(?<!\\)(?:\\\\)*<(?!https?://[^\s<>]+>\)(?:$| ))", text, re.MULTILINE), text
            assert not re.search(r"(?<!\\)(?:\\\\)*[`|~_]", re.sub(r"\(<[^>]*>\)", "", text))
            assert not re.search(r"https?://", re.sub(r"\(<[^>]*>\)", "", text))
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
            assert not re.search(r"^ *(?:#|[-+] |\d+[.)])", re.sub(r"^> ", "", text, flags=re.MULTILINE), re.MULTILINE)


@given(st.text(alphabet="abc d", min_size=1, max_size=60).filter(str.strip))
def test_kinds_of_speech_differ(words: str) -> None:
    """A paraphrase or the paper's own prose could be taken for somebody's words."""
    shown = set()
    for speech in Speech:
        card = Card(CardKind.QUOTE, "A", passages=(Passage((words,), speech, highlights=(Span(0, len(words)),)),))
        shown.add(_messages(Reply("", (card,)))[0].embeds[0]["description"])
    assert len(shown) == len(Speech)


@given(st.lists(st.text(alphabet="abcdefgh ijk", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=4))
def test_words_are_kept(parts: list[str]) -> None:
    """A quote that fits would be shown with other words than it has."""
    card = Card(CardKind.QUOTE, "A", passages=(Passage(tuple(parts), Speech.DIRECT),))
    description = _messages(Reply("", (card,)))[0].embeds[0]["description"]
    assert f"“{' […] '.join(' '.join(part.split()) for part in parts)}”" in description.replace("\\", "")


def test_more_citations_than_one_message_holds() -> None:
    """An answer with hundreds of sources would lose those that do not fit."""
    citations = tuple(Citation(n, n, "A long title, " * 12, "Gazette", "10 April 2031") for n in range(1, 301))
    messages = _messages(Reply("Sources", (Card(CardKind.DOCUMENT, "All", citations=citations),)))
    shown = "\n".join(embed["description"] for message in messages for embed in message.embeds)
    assert [int(number) for number in re.findall(r"\\\[(\d+)\\\]", shown)] == list(range(1, 301))
    for message in messages:
        _check_embeds(message)
    assert [bool(message.components) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_long_passages_share_the_room() -> None:
    """One long quote would push the others off the screen, or be cut without a sign of it."""
    cards = tuple(
        Card(CardKind.QUOTE, "A", passages=(Passage((words,), Speech.DIRECT),), citations=(Citation(n, n, "T"),))
        for n, words in enumerate(("short and whole", "long " * 2000, "longer " * 3000), 1)
    )
    (message,) = _messages(Reply("", cards))
    short, *cut = [embed["description"] for embed in message.embeds]
    assert "“short and whole”" in short
    for description in cut:
        assert "\\[…\\]”" in description
        assert len(description) > 2000
    _check_embeds(message)


def test_a_document_is_named_once() -> None:
    """Beneath every quote of one article its long title would be read again, or nobody could tell which it was."""
    cited = [
        Citation(n, 1 + n // 3, f"Title {1 + n // 3}", "Gazette", url="https://gazette.example/1") for n in range(1, 5)
    ]
    cards = [Card(CardKind.QUOTE, "A", citations=(citation,)) for citation in cited]
    cards.append(
        Card(CardKind.DOCUMENT, "Title 9", citations=(Citation(5, 9, "Title 9", "Courier", url="https://x.example"),))
    )
    (message,) = _messages(Reply("", tuple(cards)))
    assert [embed["description"] for embed in message.embeds] == [
        "\\[1\\] [Title 1](<https://gazette.example/1>) · Gazette",
        "\\[2\\] as \\[1\\] · Gazette",
        "\\[3\\] [Title 2](<https://gazette.example/1>) · Gazette",
        "\\[4\\] as \\[3\\] · Gazette",
        "\\[5\\] [Courier](<https://x.example>)",
    ]


def test_colours_of_speech() -> None:
    """A quote that is only partly the speaker's words would have the colour of one that is wholly theirs."""
    kinds = ((CardKind.QUOTE, Speech.DIRECT), (CardKind.QUOTE, Speech.MIXED), (CardKind.PARAPHRASE, Speech.INDIRECT))
    cards = tuple(Card(kind, "A", passages=(Passage(("words",), speech),)) for kind, speech in kinds)
    (message,) = _messages(Reply("", cards))
    assert len({embed["color"] for embed in message.embeds}) == 3
