"""Commands, typing and buttons on the wire: the real discord.py against a Discord of ours."""

from __future__ import annotations

import threading

import pytest

from bot.cards import Card, CardKind, Image, Reply
from bot.chat.discord.reception import CROWD
from bot.commands import dispatch
from bot.commands.command import Invocation
from bot.commands.grammar import parse_line
from bot.commands.table import COMMANDS
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from tests.wire.discord_bot import MANAGES, answered, serving
from tests.wire.discord_parts import GUILD, ChannelId, Exchange
from tests.wire.discord_server import DiscordServer


def _texts(exchange: Exchange) -> str:
    embeds = exchange.message["embeds"]
    return "\n".join(
        [exchange.message["content"] or "", *(f"{e.get('title')}\n{e.get('description')}" for e in embeds)]
    )


async def test_every_command(server: DiscordServer, database: Database) -> None:
    """A command of the table would not be there, not answer, or answer with a failure."""
    Servers(database).keep_record("discord.commands", "{}")
    async with serving(server, database):
        registered = {command["name"]: command for command in server.commands["all"]}
        assert set(registered) == {c.name for c in COMMANDS if not c.hidden} | {"Find in archive"}
        for number, command in enumerate(c for c in COMMANDS if not c.hidden):
            for example in command.examples[:2]:
                asked = parse_line(example, Invocation("").now, "discord")
                exchange = await answered(
                    await server.slash(command.name, dict(asked.arguments), user=3000 + number, permissions=MANAGES)
                )
                assert exchange.kind == 4
                assert "That did not work" not in _texts(exchange)
                assert exchange.callbacks[0]["data"]["allowed_mentions"] == {"parse": []}


async def test_registration_matches_the_table(server: DiscordServer, database: Database) -> None:
    """Discord would offer other options, choices or permissions than the command has."""
    Servers(database).keep_record("discord.commands", "{}")
    async with serving(server, database):
        registered = {command["name"]: command for command in server.commands["all"]}
    for command in COMMANDS:
        if command.hidden:
            continue
        sent = registered[command.name]
        assert sent["description"] == command.summary
        assert len(command.summary) <= 100
        assert all(len(option.description) <= 100 for option in command.options)
        assert (sent["default_member_permissions"] is not None) == command.admin
        assert sent["contexts"] == ([0] if command.admin else [0, 1])
        required_first = sorted(command.options, key=lambda option: not option.required)
        assert [option["name"] for option in sent["options"]] == [option.name for option in required_first]
        for option, given in zip(required_first, sent["options"], strict=True):
            assert given["description"] == option.description
            assert given["required"] == option.required
            assert given["type"] == {"text": 3, "integer": 4, "channel": 7, "attachment": 11}[option.type]
            assert [c["value"] for c in given.get("choices", ())] == [choice.value for choice in option.choices]
            assert given.get("autocomplete", False) == (option.autocomplete is not None)


@pytest.mark.parametrize(
    ("command", "option", "typed", "offered"),
    [
        ("quote", "speaker", "", "Mara Lindqvist"),
        ("quote", "speaker", "okw", "Tomas Okwuosa"),
        ("quote", "when", "20", "2031"),
        ("quote", "publisher", "har", "Harbour Gazette"),
        ("source", "document", "ferry", "1"),
        ("search", "from", "cour", "Northern Courier"),
    ],
)
async def test_autocomplete(
    server: DiscordServer, database: Database, command: str, option: str, typed: str, offered: str
) -> None:
    """A person who types would be offered nothing, or nothing that fits."""
    async with serving(server, database):
        exchange = await answered(await server.type_in(command, option, typed))
    assert offered in [choice["value"] for choice in exchange.choices]


async def test_answers_are_private_until_the_server_says_otherwise(server: DiscordServer, database: Database) -> None:
    """A question would fill the channel for everyone, or answers wanted by all would be seen by one."""
    async with serving(server, database):
        private = await answered(await server.slash("quote", {"speaker": "Lindqvist"}))
        assert private.ephemeral
        assert "Post to channel" in private.custom_ids()
        Servers(database).change("discord", str(GUILD), ServerSettings(answers="public"))
        public = await answered(await server.slash("quote", {"speaker": "Lindqvist"}))
        silent = await answered(await server.slash("quote", {"speaker": "Lindqvist"}, permissions="0"))
        alone = await answered(await server.slash("quote", {"speaker": "Lindqvist"}, guild=None))
    assert not public.ephemeral
    assert "Post to channel" not in public.custom_ids()
    assert silent.ephemeral  # who may not write in a channel cannot make the bot write there
    assert not alone.ephemeral
    assert "Post to channel" not in alone.custom_ids()


async def test_threads_have_a_permission_of_their_own(server: DiscordServer, database: Database) -> None:
    """Who may write in threads only, or in channels only, would be taken for the other."""
    Servers(database).change("discord", str(GUILD), ServerSettings(answers="public"))
    channels, threads = str(1 << 11), str(1 << 38)
    async with serving(server, database):
        for permissions, thread, hidden in ((channels, True, True), (threads, True, False), (threads, False, True)):
            answer = await answered(await server.slash("corpus", permissions=permissions, thread=thread))
            assert answer.ephemeral == hidden


async def test_answers_of_several_messages(server: DiscordServer, database: Database) -> None:
    """The sources of a long answer would be lost, or shown to everyone."""
    from bot.cards import Citation

    sources = tuple(Citation(number, number, "A long title, " * 12, "Gazette") for number in range(1, 101))
    card = Card(CardKind.DOCUMENT, "All", citations=sources)
    async with serving(server, database, answer=lambda *_: Reply("", (card,))):
        exchange = await answered(await server.slash("corpus"))
        await server.until(
            lambda: exchange.followups and "Post to channel" in str(exchange.followups[-1]["components"])
        )
    assert exchange.original
    messages = [exchange.original, *exchange.followups]
    assert all(message["flags"] & 64 for message in messages)
    shown = "".join(embed["description"] for message in messages for embed in message["embeds"])
    assert all(f"\\[{number}\\]" in shown for number in range(1, 101))


async def test_paging_after_a_restart(server: DiscordServer, database: Database) -> None:
    """The buttons of an answer would be dead once the bot was restarted."""
    async with serving(server, database):
        first = await answered(await server.slash("search", {"words": "harbour OR the " + "ferry"}))
        long = await answered(await server.slash("quote", {"speaker": "Lindqvist"}))
    async with serving(server, database):
        for label, custom_id in long.custom_ids().items():
            if not custom_id.startswith(("b:", "t:")):
                continue
            pressed = await answered(await server.press(custom_id, dict(long.message), user=2002))
            assert "too old" not in _texts(pressed), label
            assert "That did not work" not in _texts(pressed), label
    assert first.message["embeds"] or first.message["content"]


async def test_turning_pages_changes_the_message(server: DiscordServer, database: Database) -> None:
    """Each page would be a new message, and a long state would be lost."""

    def pages(invocation: Invocation, corpus: Corpus) -> Reply:
        from bot.cards import Action, Page

        turn = Action("next", "Next", "quote", {"speaker": "x" * 150}, invocation.page + 1)
        return Reply(f"page {invocation.page}", actions=(turn,), page=Page(invocation.page, 9, 9))

    async with serving(server, database, answer=pages):
        exchange = await answered(await server.slash("quote", {"speaker": "Lindqvist"}))
    async with serving(server, database, answer=pages):
        for number in range(2, 5):
            assert exchange.custom_ids()["Next"].startswith("t:")
            exchange = await answered(await server.press(exchange.custom_ids()["Next"], dict(exchange.message)))
            assert exchange.kind == 7
            assert exchange.message["content"] == f"page {number}"
            assert "Post to channel" in exchange.custom_ids()


async def test_buttons_answer_their_own_person(server: DiscordServer, database: Database) -> None:
    """Somebody could turn the pages of another's answer."""
    async with serving(server, database):
        mine = await answered(await server.slash("quote", {"speaker": "Lindqvist"}, user=2002))
        other = await answered(await server.press(mine.custom_ids()["Post to channel"], dict(mine.message), user=2003))
    assert other.kind == 4
    assert other.callbacks[0]["data"]["flags"] == 64
    assert "somebody else" in other.callbacks[0]["data"]["content"]


async def test_post_to_channel(server: DiscordServer, database: Database) -> None:
    """A private answer could not be shown to all, or by somebody who may not write there."""
    async with serving(server, database):
        private = await answered(await server.slash("quote", {"speaker": "Lindqvist"}))
        share = private.custom_ids()["Post to channel"]
        refused = await answered(await server.press(share, dict(private.message), permissions="0"))
        assert "may not write" in refused.callbacks[0]["data"]["content"]
        posted = await server.press(share, dict(private.message))
        await server.until(lambda: posted.followups)
    assert posted.kind == 7
    assert "Post to channel" not in posted.custom_ids()
    public = posted.followups[0]
    assert not public.get("flags", 0) & 64
    assert public["content"].endswith("-# posted by User \\*2002\\*")
    assert public["embeds"] == private.message["embeds"]


@pytest.mark.parametrize("custom_id", ["b:broken", "t:gone", "somebody-elses", 'b:["next","quote",{},1,"2002"]'])
async def test_old_and_broken_buttons(server: DiscordServer, database: Database, custom_id: str) -> None:
    """A press on an old button would fail without a word."""
    async with serving(server, database):
        message = (await answered(await server.slash("corpus"))).message
        pressed = await answered(await server.press(custom_id, dict(message)))
    assert pressed.callbacks[0]["data"]["flags"] == 64


async def test_slow_answers_are_deferred(server: DiscordServer, database: Database) -> None:
    """Discord would say that the application did not respond."""
    may_go = threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return dispatch.answer(invocation, corpus)

    async with serving(server, database, answer=slow, defer_after=0.05):
        exchange = await server.slash("quote", {"speaker": "Lindqvist"})
        await server.until(lambda: exchange.callbacks)
        assert exchange.kind == 5
        assert exchange.callbacks[0]["data"]["flags"] == 64
        assert not exchange.answered.is_set()
        may_go.set()
        await answered(exchange)
        assert "Mara Lindqvist" in _texts(exchange)
        may_go.clear()
        context = await server.press(
            next(i for label, i in exchange.custom_ids().items() if "In context" in label), dict(exchange.message)
        )
        await server.until(lambda: context.callbacks)
        assert context.kind == 5
        may_go.set()
        await answered(context)


async def test_a_crowd_is_acknowledged_at_once(server: DiscordServer, database: Database) -> None:
    """When everybody asks at the same moment, the last would hear that the application did not respond."""
    may_go = threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        may_go.wait(20)
        return Reply(f"for {invocation.user}")

    async with serving(server, database, answer=slow, defer_after=60):
        asked = [await server.slash("corpus", user=5000 + number) for number in range(CROWD + 20)]
        await server.until(lambda: len([one for one in asked if one.callbacks]) == 20)
        assert {one.kind for one in asked if one.callbacks} == {5}
        may_go.set()
        for number, one in enumerate(asked):
            await answered(one)
            assert one.message["content"] == f"for {5000 + number}"


@pytest.mark.parametrize("wanted", ["public", "private"])
async def test_deferred_as_it_was_not_meant(server: DiscordServer, database: Database, wanted: str) -> None:
    """A slow answer would be seen by those who should not, or not by those who should."""
    may_go = threading.Event()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        if invocation.command == "quote":
            may_go.wait(20)
        return dispatch.answer(invocation, corpus)

    servers = Servers(database)
    async with serving(server, database, answer=slow, defer_after=0.05):
        servers.change("discord", str(GUILD), ServerSettings(answers="private" if wanted == "public" else "public"))
        await answered(await server.slash("corpus"))
        servers.change("discord", str(GUILD), ServerSettings(answers=wanted))
        exchange = await server.slash("quote", {"speaker": "Lindqvist"})
        await server.until(lambda: exchange.callbacks)
        assert exchange.kind == 5
        may_go.set()
        await answered(exchange)
    assert exchange.deleted
    assert exchange.ephemeral == (wanted == "private")


async def test_slow_paging_is_deferred(server: DiscordServer, database: Database) -> None:
    """Turning to a slow page would fail, or lose the page that was there."""
    may_go = threading.Event()
    may_go.set()

    def slow(invocation: Invocation, corpus: Corpus) -> Reply:
        from bot.cards import Action

        may_go.wait(20)
        return Reply(f"page {invocation.page}", actions=(Action("next", "Next", "quote", {}, invocation.page + 1),))

    async with serving(server, database, answer=slow, defer_after=0.05):
        first = await answered(await server.slash("quote", {"speaker": "x"}))
        may_go.clear()
        second = await server.press(first.custom_ids()["Next"], dict(first.message))
        await server.until(lambda: second.callbacks)
        assert second.kind == 6
        assert second.message["content"] == "page 1"
        may_go.set()
        await answered(second)
        assert second.message["content"] == "page 2"


async def test_find_in_archive(server: DiscordServer, database: Database) -> None:
    """A claim in a message could not be looked up with two taps."""
    async with serving(server, database):
        claim = "<@9> did she really say “Patience is cheaper than concrete”? https://x.example"
        found = await answered(await server.use_menu("Find in archive", claim))
        nothing = await answered(await server.use_menu("Find in archive", "<@9> https://x.example"))
    assert found.ephemeral
    assert "Patience is cheaper than concrete" in _texts(found)
    assert "no words" in nothing.callbacks[0]["data"]["content"]


async def test_cooldown(server: DiscordServer, database: Database) -> None:
    """One person could keep the bot busy for all others."""
    async with serving(server, database):
        calls = [await answered(await server.slash("corpus", user=2002)) for _ in range(10)]
        other = await answered(await server.slash("corpus", user=2003))
    refused = [call for call in calls if "One moment" in (call.message["content"] or "")]
    assert len(refused) == 2
    assert all(call.ephemeral for call in refused)
    assert other.message["embeds"]


async def test_admin_commands_are_checked_again(server: DiscordServer, database: Database) -> None:
    """Somebody whom Discord lets through by mistake could change the settings."""
    async with serving(server, database):
        for number, command in enumerate(command for command in COMMANDS if command.admin and not command.hidden):
            given = {o.name: o.choices[0].value if o.choices else 1 for o in command.options if o.required}
            refused = await answered(await server.slash(command.name, given, user=4000 + number))
            assert "may manage" in _texts(refused)
            assert refused.ephemeral


async def test_managing_a_channel_is_not_managing_the_server(server: DiscordServer, database: Database) -> None:
    """Who manages a channel could not subscribe it, or could change what holds for the whole server."""

    def told(invocation: Invocation, corpus: Corpus) -> Reply:
        return Reply(f"{invocation.may_manage} {invocation.may_manage_channel}")

    Servers(database).keep_record("discord.commands", "{}")
    async with serving(server, database, answer=told):
        registered = {command["name"]: command["default_member_permissions"] for command in server.commands["all"]}
        assert registered["subscribe"] == 1 << 4
        assert registered["settings"] == registered["review"] == 1 << 5
        for permissions, said in ((1 << 4, "False True"), (1 << 5, "True False"), (0, "False False")):
            exchange = await answered(await server.slash("subscriptions", permissions=str(permissions)))
            assert exchange.message["content"] == said
        alone = await answered(await server.slash("help", permissions=str(1 << 4), guild=None))
        assert alone.message["content"] == "False False"


async def test_settings(server: DiscordServer, database: Database) -> None:
    """Those who manage a server could not say who sees its answers."""
    async with serving(server, database):
        changed = await answered(
            await server.slash("settings", {"answers": "public", "zone": "Europe/Berlin"}, permissions=MANAGES)
        )
        assert changed.ephemeral
        assert "public: everyone" in _texts(changed)
        assert not (await answered(await server.slash("corpus"))).ephemeral
        assert Servers(database).settings("discord", str(GUILD)).zone == "Europe/Berlin"


async def test_a_channel_as_an_option(server: DiscordServer, database: Database) -> None:
    """A subscription for another channel would go nowhere."""

    def said(invocation: Invocation, corpus: Corpus) -> Reply:
        return Reply(f"{dict(invocation.arguments)}")

    async with serving(server, database, answer=said):
        exchange = await answered(await server.slash("subscribe", {"kind": "daily", "channel": ChannelId("78")}))
    assert exchange.message["content"] == "{'kind': 'daily', 'channel': '78'}"


async def test_private_pages_turn_in_place(server: DiscordServer, database: Database) -> None:
    """Turning the pages of a private list would pile up messages; a warning would wipe the page away."""
    from bot.cards import Action

    def listed(invocation: Invocation, corpus: Corpus) -> Reply:
        if invocation.page == 3:
            return dispatch.warning("There is no page 3.")
        turn = Action("next", "Next", "quote", {}, invocation.page + 1)
        return Reply(f"page {invocation.page}", actions=(turn,), private=True)

    async with serving(server, database, answer=listed):
        first = await answered(await server.slash("quote", {"speaker": "x"}))
        second = await answered(await server.press(first.custom_ids()["Next"], dict(first.message)))
        assert (second.kind, second.message["content"]) == (7, "page 2")
        third = await answered(await server.press(second.custom_ids()["Next"], dict(second.message)))
        assert third.kind == 4
        assert "There is no page 3" in third.callbacks[0]["data"]["embeds"][0]["description"]


async def test_pictures(server: DiscordServer, database: Database) -> None:
    """A card's picture would not arrive, or not be described to those who cannot see it."""
    card = Card(CardKind.EVENT, "16 May 2031", image=Image(b"\x89PNG", "A ferry in the harbour", "ferry 1.png"))
    async with serving(server, database, answer=lambda *_: Reply("", (card,))):
        exchange = await answered(await server.slash("corpus"))
    data = exchange.callbacks[0]["data"]
    assert data["embeds"][0]["image"] == {"url": "attachment://1-ferry-1.png"}
    assert data["attachments"] == [{"id": 0, "filename": "1-ferry-1.png", "description": "A ferry in the harbour"}]
    assert data["files"] == [{"filename": "1-ferry-1.png", "bytes": b"\x89PNG"}]


async def test_failures_have_a_number(
    server: DiscordServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """A defect would leave a person without an answer, or without anything to report."""

    def broken(invocation: Invocation, corpus: Corpus) -> Reply:
        raise RuntimeError("a defect")

    async with serving(server, database, answer=broken):
        exchange = await answered(await server.slash("corpus"))
    text = exchange.message["content"]
    assert exchange.ephemeral
    number = text.rsplit(" ", 1)[1].rstrip(".")
    assert any(getattr(record, "error_id", None) == number for record in caplog.records)
