"""From what was typed, pressed or chosen on Slack to the call that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import Action, Card, CardKind, Citation, Reply
from bot.chat.slack.config import SlackConfig
from bot.chat.slack.desk import Archive, Asker, Desk
from bot.chat.slack_forms import choice_block
from bot.commands.command import Invocation
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from tests.archives import PATIENT
from tests.contract.slack_limits import faults, option_faults

ASKER = Asker("U1", "C1", "T1")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty archive."""
    folder: Path = tmp_path_factory.mktemp("desk")
    with open_database(f"sqlite:///{folder / 'a.db'}", deadline=PATIENT) as opened:
        yield opened


def _desk(database: Database, reply: Reply | None = None, **config: str) -> Desk:
    answer = (lambda _call, _corpus: reply) if reply else None
    parts = Archive(Corpus(database), Servers(database), **({"answer": answer} if answer else {}))
    return Desk(parts, SlackConfig(**config))


@pytest.mark.parametrize(
    ("slash", "text", "command", "arguments"),
    [
        ("/briefing", "quote Smith", "quote", {"speaker": "Smith"}),
        ("/briefing", "/quote Smith", "quote", {"speaker": "Smith"}),
        ("/BRIEFING", "", "help", {}),
        ("/briefing", "budget vote", "search", {"words": "budget vote"}),
        ("/quote", "Smith about budget", "quote", {"speaker": "Smith", "about": "budget"}),
        ("/quote", "Smith &amp; Sons", "quote", {"speaker": "Smith & Sons"}),
        ("/quote", "“Smith”", "quote", {"speaker": "Smith"}),
        ("/event", "2024", "event", {"what": "2024"}),
        ("/quote", "<@U9|smith> about <https://a.example|vote>", "quote", {"speaker": "smith", "about": "vote"}),
        ("/subscribe", "daily channel:<#C9|press>", "subscribe", {"kind": "daily", "channel": "<#C9|press>"}),
    ],
)
def test_a_slash_command_is_read(
    database: Database, slash: str, text: str, command: str, arguments: dict[str, str]
) -> None:
    """A question typed on Slack would be understood in another way than on the console."""
    call = _desk(database).typed(slash, text, ASKER)
    assert isinstance(call, Invocation)
    assert call.command == command
    assert {name: str(value).strip('"“”') for name, value in call.arguments.items()} == arguments
    assert (call.platform, call.user, call.channel, call.server) == ("slack", "U1", "C1", "T1")


@pytest.mark.parametrize(("slash", "text"), [("/nothing", "x"), ("/context", "quote:1"), ("/quote", "colour:red x")])
def test_what_cannot_be_read_is_answered_with_words(database: Database, slash: str, text: str) -> None:
    """A command meant for buttons could be typed, or a typing error end in silence."""
    reply = _desk(database).typed(slash, text, ASKER)
    assert isinstance(reply, Reply)
    assert reply.private


@pytest.mark.parametrize(
    ("prefix", "slash", "name"),
    [
        ("", "/quote", "quote"),
        ("press", "/press-quote", "quote"),
        ("press-", "/press-quote", "quote"),
        ("/Press", "/press-quote", "quote"),
        ("press", "/quote", None),
        ("press", "/archive", ""),
    ],
)
def test_prefix_and_umbrella(prefix: str, slash: str, name: str | None) -> None:
    """A prefix typed with a slash or a hyphen would leave every command dead."""
    assert SlackConfig(prefix=prefix, umbrella="/archive").named(slash) == name


@pytest.mark.parametrize(
    ("prefix", "says"), [("press", "/briefing quote … or /press-quote …"), ("", "Slack has itself, such as /search")]
)
def test_help_says_how_commands_are_typed_here(database: Database, prefix: str, says: str) -> None:
    """Somebody would type commands that do not exist in this workspace."""
    desk = _desk(database, Reply("Ask"), prefix=prefix)
    (message,) = desk.compose(desk.called("help", {}, ASKER)).messages
    assert says in str(message.blocks)


def test_today_is_that_of_the_workspace(database: Database) -> None:
    """In Auckland "today" would mean yesterday until noon."""
    Servers(database).change("slack", "T5", ServerSettings(zone="Pacific/Auckland"))
    call = _desk(database).called("today", {}, Asker("U1", "C1", "T5"))
    assert str(call.now.tzinfo) == "Pacific/Auckland"
    Servers(database).change("slack", "T6", ServerSettings(zone="Nowhere/Land"))
    assert str(_desk(database).called("today", {}, Asker("U1", "C1", "T6")).now.tzinfo) == "UTC"


@settings(max_examples=60)
@given(
    arguments=st.dictionaries(st.text(min_size=1, max_size=9), st.one_of(st.text(max_size=2500), st.integers())),
    page=st.integers(1, 99),
)
def test_a_button_remembers_what_it_calls(database: Database, arguments: dict[str, str | int], page: int) -> None:
    """A button would call something else than what it says, once Slack has escaped its value."""
    action = Action("next", "Next", "quote", arguments, page)
    desk = _desk(database, Reply("Heading", actions=(action,)))
    (message,) = desk.compose(desk.called("quote", {}, ASKER)).messages
    assert faults(list(message.blocks)) == []
    value = message.blocks[-1]["elements"][0]["value"]
    sent_back = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    state = desk.pressed(sent_back)
    assert state is not None
    assert (state.command, dict(state.arguments), state.page, state.owner) == ("quote", arguments, page, "U1")


@pytest.mark.parametrize("value", ["", "b:", "b:[]", "t:gone", "x", 'b:["next","quote",{},0,""]', "b:[1,2,3,4,5]"])
def test_what_is_not_our_button_is_nothing(database: Database, value: str) -> None:
    """A forged value could call anything."""
    assert _desk(database).pressed(value) is None


_CITED = Card(CardKind.QUOTE, "Ann", citations=(Citation(1, 1, "Title"),))


@pytest.mark.parametrize(
    ("reply", "command", "offered"),
    [
        (Reply("Found", (_CITED,)), "quote", True),
        (Reply("Found", (_CITED,), private=True), "quote", False),
        (Reply("Nothing", (Card(CardKind.INFO, body="Nothing there."),)), "quote", False),
        (Reply("Help", (_CITED,)), "help", False),
    ],
)
def test_what_can_be_posted_to_the_channel(database: Database, reply: Reply, command: str, offered: bool) -> None:
    """Help texts and errors would be posted, or quotes could not."""
    desk = _desk(database, reply)
    (message,) = desk.compose(desk.called(command, {}, ASKER)).messages
    assert ("Post to channel" in str(message.blocks)) is offered


@given(st.text(), st.text(min_size=1, max_size=150))
def test_choices_fit_into_a_select(label: str, value: str) -> None:
    """One long name would empty the whole list."""
    assert [fault for fault in option_faults(choice_block(label, value)) if "value" not in fault] == []
