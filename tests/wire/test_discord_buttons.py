"""Buttons and menus on the wire, in good and bad weather: the real discord.py against a Discord of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.cards import Action, Card, CardKind, Citation, Page, Reply
from bot.commands.command import Invocation
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire.discord_bot import answered, serving
from tests.wire.discord_parts import EPHEMERAL, GUILD, Exchange
from tests.wire.discord_server import DiscordServer

CALLBACK = r"/interactions/\d+/[^/]+/callback"


def _card(number: int, document: int = 1) -> Card:
    actions = (
        Action("context", "In context", "context", {"quote": number}),
        Action("source", "Source", "source", {"document": str(document)}),
    )
    return Card(
        CardKind.QUOTE, f"Speaker {number}", citations=(Citation(number, document, "Ferries"),), actions=actions
    )


def _quotes(cards: tuple[Card, ...]) -> Callable[[Invocation, Corpus], Reply]:
    """Answer /quote with ``cards``, and everything else with what was called."""

    def answer(invocation: Invocation, corpus: Corpus) -> Reply:
        if invocation.command == "quote":
            return Reply("many", cards=cards)
        return Reply(f"{invocation.command} {dict(invocation.arguments)}")

    return answer


def _labels(row: dict[str, Any]) -> list[str]:
    return [part["label"] for part in row["components"]]


async def test_five_cards_share_rows(server: DiscordServer, database: Database) -> None:
    """Beneath a page of quotes one would have to search a long menu, or could not tell which button is whose."""
    cards = tuple(_card(number, document=1 + number // 5) for number in range(1, 6))
    async with serving(server, database, answer=_quotes(cards)):
        exchange = await answered(await server.slash("quote", {"speaker": "x"}))
        contexts, sources, _ = exchange.message["components"]
        assert _labels(contexts) == ["In context [1]", "[2]", "[3]", "[4]", "[5]"]
        assert _labels(sources) == ["Source [1]", "[5]"]
        for part, said in ((contexts["components"][3], "context {'quote': 4}"),
                           (sources["components"][1], "source {'document': '2'}")):  # fmt: skip
            pressed = await answered(await server.press(part["custom_id"], dict(exchange.message)))
            assert pressed.message["content"] == said


async def test_menus(server: DiscordServer, database: Database) -> None:
    """Beneath cards without a number nothing could be chosen, or not the same thing again."""
    cards = tuple(replace(_card(number), citations=()) for number in range(1, 6))
    async with serving(server, database, answer=_quotes(cards)):
        exchange = await answered(await server.slash("quote", {"speaker": "x"}))
        message = dict(exchange.message)
        names = set()
        for _ in range(3):  # the same line each time: a menu that keeps what was chosen would not take it again
            menu = message["components"][0]["components"][0]
            assert [option["label"] for option in menu["options"]][:2] == ["In context", "Source"]
            chosen = await server.choose(menu["custom_id"], menu["options"][1]["value"], message)
            await server.until(lambda chosen=chosen: chosen.followups)
            assert chosen.kind == 7
            assert chosen.followups[0]["content"] == "source {'document': '1'}"
            assert chosen.followups[0]["flags"] & EPHEMERAL
            again = chosen.message["components"][0]["components"][0]
            assert again["custom_id"] != menu["custom_id"]
            assert again["options"] == menu["options"]
            assert chosen.message["content"] == message["content"]
            names.add(again["custom_id"])
            message = dict(chosen.message)
        assert len(names) == 2


def _long(invocation: Invocation, corpus: Corpus) -> Reply:
    """Two pages; the second has so many sources that it takes several messages."""
    many = 100 if invocation.page == 2 else 1
    sources = tuple(Citation(number, number, f"{number} A long title, " * 12) for number in range(1, many + 1))
    turn = Action("next", "Next", "quote", {}, invocation.page % 3 + 1)
    card = Card(CardKind.DOCUMENT, f"page {invocation.page}", citations=sources)
    return Reply("", (card,), actions=(turn,), page=Page(invocation.page, 3, 102))


async def test_pages_of_several_messages(server: DiscordServer, database: Database) -> None:
    """Turning to or from a long page would leave half of one page and half of another."""
    async with serving(server, database, answer=_long):
        one = await answered(await server.slash("quote", {"speaker": "x"}))
        two = await server.press(one.custom_ids()["Next"], dict(one.message))
        await server.until(lambda: two.followups and two.followups[-1]["components"])
        assert two.kind == 4
        last = two.followups[-1]
        buttons = {part["label"]: part["custom_id"] for row in last["components"] for part in row["components"]}
        three = await answered(await server.press(buttons["Next"], dict(last)))
        assert three.kind == 4
        assert three.ephemeral
        assert three.message["embeds"][0]["title"] == "page 3"
        back = await answered(await server.press(three.custom_ids()["Next"], dict(three.message)))
        assert back.kind == 7
        shared = await server.press(buttons["Post to channel"], dict(last))
        await server.until(lambda: len(shared.followups) == 1 + len(two.followups))
        assert shared.original
        assert shared.original["embeds"] == last["embeds"]
        assert not any(message["flags"] & EPHEMERAL for message in shared.followups)


async def test_two_taps_post_once(server: DiscordServer, database: Database) -> None:
    """A double tap on "Post to channel" would post the answer twice."""
    may_go = threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return Reply("the answer")

    async with serving(server, database, answer=slow):
        may_go.set()
        private = await answered(await server.slash("quote", {"speaker": "x"}))
        may_go.clear()
        share = private.custom_ids()["Post to channel"]
        taps = [await server.press(share, dict(private.message)) for _ in range(2)]
        await server.until(lambda: any(tap.callbacks for tap in taps))  # whichever the bot came to first
        may_go.set()
        await server.until(lambda: any(tap.followups for tap in taps) and all(tap.callbacks for tap in taps))
    posted, refused = sorted(taps, key=lambda tap: not tap.followups)
    assert posted.followups[0]["flags"] & EPHEMERAL == 0
    assert refused.followups == []
    assert "posted already" in refused.callbacks[0]["data"]["content"]


@pytest.mark.parametrize("status", [0, 502])
@pytest.mark.parametrize("slow", [False, True])
async def test_an_acknowledgement_that_got_through(
    server: DiscordServer, database: Database, status: int, slow: bool
) -> None:
    """When only Discord's receipt is lost, a person would see "thinking" for ever."""
    may_go = threading.Event()

    def answer(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return Reply("the answer")

    async with serving(server, database, answer=answer, defer_after=0.01 if slow else 60):
        server.fail("POST", CALLBACK, status, carried_out=True)
        if not slow:
            may_go.set()
        exchange = await server.slash("quote", {"speaker": "x"})
        await server.until(lambda: exchange.callbacks)
        may_go.set()
        await answered(exchange)
    assert exchange.message["content"] == "the answer"
    assert exchange.followups == []


async def test_a_refusal_that_cannot_be_said(
    server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody who asks too fast, too late for Discord, would fill the log with tracebacks."""
    async with serving(server, database, answer=lambda *_: Reply("the answer")):
        for _ in range(8):
            await answered(await server.slash("corpus"))
        server.fail("POST", CALLBACK, 404, code=10062)
        await server.slash("corpus")
        await server.until(lambda: not server.faults)
        await answered(await server.slash("corpus", user=2003))
    assert [record for record in caplog.records if record.exc_info] == []


async def test_a_dismissed_message(server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Who dismisses an answer while its next page is looked up would be told that something failed."""
    may_go = threading.Event()
    may_go.set()

    def turning(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return Reply(f"page {invocation.page}", actions=(Action("next", "Next", "quote", {}, invocation.page + 1),))

    async with serving(server, database, answer=turning, defer_after=0.01):
        first = await answered(await server.slash("quote", {"speaker": "x"}))
        may_go.clear()
        second = await server.press(first.custom_ids()["Next"], dict(first.message))
        await server.until(lambda: second.callbacks)
        server.fail("PATCH", r"/messages/@original", 404, code=10008)
        may_go.set()
        await server.until(lambda: not server.faults)
        await answered(await server.slash("corpus", user=2003))
    assert second.followups == []
    assert [record for record in caplog.records if record.exc_info] == []


async def test_whose_answer_it_is(server: DiscordServer, database: Database) -> None:
    """Somebody who presses another's button would be told to call a command that nobody can call."""
    Servers(database).change("discord", str(GUILD), ServerSettings(answers="public"))

    async def said(exchange: Exchange, label: str) -> str:
        other = await answered(await server.press(exchange.custom_ids()[label], dict(exchange.message), user=2003))
        return str(other.callbacks[0]["data"]["content"])

    async with serving(server, database, answer=_quotes((_card(1),))):
        mine = await answered(await server.slash("quote", {"speaker": "x"}))
        assert await said(mine, "In context") == "This answer belongs to somebody else."
        assert await said(mine, "Source") == "This answer belongs to somebody else. Ask for your own: /source"
