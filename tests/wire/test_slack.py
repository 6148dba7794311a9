"""Slack's own clients against a Slack of ours: what people do, and what they get, over a socket and over HTTP."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.commands.table import COMMANDS
from bot.store.chats.servers import PUBLIC, Servers, ServerSettings
from bot.store.engine.database import Database
from tests.wire.slack_server import Json, checked_choices
from tests.wire.slack_workspace import Workspace, archive, settle


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An archive."""
    yield from archive(tmp_path_factory.mktemp("slack"))


@pytest.fixture(params=["socket", "http"])
async def workspace(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Workspace]:
    """A workspace with the bot, in either way of reaching it."""
    async with Workspace(database, request.param) as opened:
        yield opened


_QUESTIONS = {
    "event": "2031",
    "quote": "Lindqvist",
    "date": "16 May 2031",
    "today": "16 May",
    "brief": "Lindqvist",
    "search": "pontoon",
    "who": "Lindqvist",
    "source": "ferry",
    "corpus": "",
    "help": "",
}


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if not command.hidden and not command.admin])
async def test_each_command_answers(workspace: Workspace, name: str) -> None:
    """A command of the table would not work on Slack."""
    ack, reply = await workspace.slash(f"/{name}", _QUESTIONS.get(name, "Lindqvist"))
    assert (ack.status, ack.payload or "") == (200, "")
    assert reply.body["response_type"] == "ephemeral"
    assert reply.body["unfurl_links"] is False
    assert reply.body["unfurl_media"] is False
    assert reply.blocks
    assert "not your doing" not in reply.text


async def test_a_quote_is_word_for_word_with_its_source(workspace: Workspace) -> None:
    """A reader on Slack could not tell what was said, by whom, when, and where it is printed."""
    reply = await workspace.ask("quote Lindqvist about loudest")
    bars = [
        part
        for block in reply.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_quote"
    ]
    words = [element["text"] for element in bars[0]["elements"]]
    assert words[0] == "“"
    assert "We will not sell the harbour to whoever shouts the loudest," in words
    assert words[-1] == "”"
    for said_too in ("Mara Lindqvist", "9 April 2031", "yesterday", "Harbour Gazette", "https://gazette.example/ferry"):
        assert said_too in reply.text


async def test_the_umbrella_command_takes_them_all(workspace: Workspace) -> None:
    """A workspace with a single command could not ask everything."""
    assert "Lindqvist" in (await workspace.ask("who Lindqvist")).text
    assert "pontoon" in (await workspace.ask("pontoon")).text
    help_reply = await workspace.ask("")
    assert "external_select" in help_reply.text


async def test_words_that_are_not_understood_are_explained_in_private(workspace: Workspace) -> None:
    """Somebody who mistypes would wait for ever, or embarrass themselves before the channel."""
    _, reply = await workspace.slash("/unheard-of", "x")
    assert reply.body["response_type"] == "ephemeral"
    assert "no command" in reply.text
    assert "no option" in (await workspace.slash("/quote", "colour:red"))[1].text


async def test_a_command_without_what_it_needs_opens_a_form(workspace: Workspace) -> None:
    """Who does not know the options of a command could not use it on a phone."""
    await workspace.deliver("slash_commands", workspace.slash_body("/quote", ""))
    await workspace.server.wait_for(lambda: workspace.server.called("views.open"))
    ((name, view),) = workspace.server.views.items()
    fields = {block["block_id"]: block["element"]["type"] for block in view["blocks"]}
    assert fields["speaker"] == "external_select"
    assert fields["about"] == "plain_text_input"
    assert fields["kind"] == "static_select"
    speaker = {"pick:quote:speaker": {"type": "external_select", "selected_option": {"value": "Lindqvist"}}}
    about = {"pick:quote:about": {"type": "plain_text_input", "value": "loudest"}}
    nothing = {"pick:quote:when": {"type": "external_select", "selected_option": None}}
    values = {"speaker": speaker, "about": about, "when": nothing}
    ack = await workspace.deliver("interactive", workspace.submit_body({"id": name} | view, values))
    assert "whoever shouts the loudest" in str(ack.payload)


async def test_settings_are_for_those_who_manage(workspace: Workspace, database: Database) -> None:
    """Anybody could make everybody's answers public."""
    refused = await workspace.ask("settings zone:Europe/Berlin", user="U1")
    assert "those who may manage" in refused.text
    assert Servers(database).settings("slack", workspace.team) == ServerSettings()
    changed = await workspace.ask("settings zone:Europe/Berlin", user="UADMIN")
    assert "Europe/Berlin" in changed.text
    assert Servers(database).settings("slack", workspace.team).zone == "Europe/Berlin"
    Servers(database).forget("slack", workspace.team)


async def test_paging_goes_on_after_a_restart(workspace: Workspace) -> None:
    """Buttons beneath older answers would be dead after every deployment."""
    first = await workspace.ask("quote Brandauer")
    await workspace.restart_bot()
    (second,) = await workspace.press(first, "Next")
    assert second.body["replace_original"] is True
    assert "Page 2 of" in second.text
    (again,) = await workspace.press(second, "Previous")
    assert again.blocks == first.blocks


async def test_context_and_source_answer_beneath(workspace: Workspace) -> None:
    """A reader could not check a quote in its paragraph and its document."""
    reply = await workspace.ask("quote Lindqvist about loudest")
    (context,) = await workspace.press(reply, "In context")
    assert context.body["replace_original"] is False
    assert "whoever shouts the loudest" in context.text
    (source,) = await workspace.press(reply, "Source")
    assert "Port council votes on the new ferry line" in source.text


async def test_buttons_answer_their_own_user_and_tell_others(workspace: Workspace) -> None:
    """Somebody could page another's answer away, or press and be left wondering."""
    reply = await workspace.ask("quote Brandauer", user="U1")
    (refusal,) = await workspace.press(reply, "Next", user="U2")
    assert refusal.body["response_type"] == "ephemeral"
    assert refusal.body["replace_original"] is False
    assert "/briefing quote Brandauer page 2" in refusal.text


async def test_an_answer_is_posted_to_the_channel_once(workspace: Workspace) -> None:
    """An answer could not be shared, or a double press would post it twice."""
    reply = await workspace.ask("quote Lindqvist about loudest")
    button = reply.button("Post to channel")
    body, again = (workspace.press_body(reply, button) for _ in range(2))
    await workspace.deliver("interactive", body)
    await workspace.deliver("interactive", again)
    posted, rest = await workspace.server.answers(body["response_url"], 2)
    await settle()
    assert [reply for reply in workspace.server.replies if reply.url == again["response_url"]] == []
    assert (posted.body["response_type"], posted.body["replace_original"]) == ("in_channel", False)
    assert "Posted by u1" in posted.text
    assert rest.body["replace_original"] is True
    assert "Post to channel" not in rest.text
    (answer,) = await workspace.press(posted, "In context", user="U7")
    assert answer.body["response_type"] == "ephemeral"


async def test_selects_offer_speakers_by_how_much_they_say(workspace: Workspace) -> None:
    """Nobody would find a name that they cannot spell."""
    offered = checked_choices(await workspace.choices("pick:quote:speaker", ""))
    assert offered[0]["value"] == "Ilse Brandauer"
    assert [choice["value"] for choice in checked_choices(await workspace.choices("pick:quote:speaker", "lind"))] == [
        "Mara Lindqvist",
        "lind",
    ]
    assert checked_choices(await workspace.choices("pick:nothing:such", "x")) == []


async def test_a_choice_in_a_message_is_answered(workspace: Workspace) -> None:
    """The select beneath the help text would do nothing."""
    body = workspace.pick_body("pick:quote:speaker", {"value": "Mara Lindqvist", "text": {"text": "Mara"}})
    await workspace.deliver("interactive", body)
    (reply,) = await workspace.server.answers(body["response_url"])
    assert "Mara Lindqvist" in reply.text


async def test_home_says_what_there_is_and_how_to_ask(workspace: Workspace) -> None:
    """Somebody who opens the app would see an empty page."""
    view = await workspace.open_home()
    text = json.dumps(view, ensure_ascii=False)
    assert "6 documents" in text
    assert "/briefing event 2024" in text
    assert [element["type"] for block in view["blocks"] for element in block.get("elements", ())].count(
        "external_select"
    )


async def test_a_choice_at_home_opens_a_window_whose_buttons_work(workspace: Workspace) -> None:
    """What is asked in the home tab has no conversation to be answered in."""
    home = {"type": "home", "id": "VHOME"}
    chosen = {"value": "Ilse Brandauer", "text": {"text": "Ilse"}}
    await workspace.deliver("interactive", workspace.pick_body("pick:quote:speaker", chosen, home))
    opened = await workspace.server.wait_for(lambda: workspace.server.called("views.open"))
    view = opened[-1].arguments["view"]
    assert "Ilse Brandauer" in json.dumps(view)
    window = {"type": "modal", "id": next(iter(workspace.server.views))}
    turn = _button(view, "Next")
    await workspace.deliver("interactive", workspace.press_body(None, turn, view=window))
    await workspace.server.wait_for(lambda: workspace.server.called("views.update"))
    assert "Page 2 of" in json.dumps(workspace.server.views[window["id"]])
    await workspace.deliver("interactive", workspace.press_body(None, _button(view, "In context"), view=window))
    await workspace.server.wait_for(lambda: workspace.server.called("views.push"))


def _button(view: Json, label: str) -> Json:
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    found: Json = next(button for row in rows for button in row if button["text"]["text"] == label)
    return found


async def test_find_in_archive_looks_for_what_a_message_says(workspace: Workspace) -> None:
    """The message shortcut would find nothing for the markup that Slack puts into a message."""
    body = workspace.shortcut_body("find_in_archive", "<@U9> was it “patience is cheaper than concrete” &amp; so on?")
    assert (await workspace.deliver("interactive", body)).status == 200
    (reply,) = await workspace.server.answers(body["response_url"])
    assert reply.body["response_type"] == "ephemeral"
    assert "Patience is cheaper than concrete" in reply.text


async def test_a_question_can_be_typed_into_a_window(workspace: Workspace) -> None:
    """In a thread, where Slack takes no slash commands, nobody could ask."""
    submission = await workspace.open_ask_window("who Lindqvist")
    ack = await workspace.deliver("interactive", submission)
    assert ack.payload["response_action"] == "update"
    assert "Mara Lindqvist" in json.dumps(ack.payload["view"])


async def test_public_answers_where_a_workspace_wants_them(workspace: Workspace, database: Database) -> None:
    """The setting of a workspace would not hold on Slack."""
    servers = Servers(database)
    servers.change("slack", workspace.team, ServerSettings(answers=PUBLIC))
    try:
        reply = await workspace.ask("who Lindqvist")
        assert reply.body["response_type"] == "in_channel"
        assert "Post to channel" not in reply.text
        assert (await workspace.ask("/unheard-of")).body["response_type"] == "ephemeral"
    finally:
        servers.forget("slack", workspace.team)


async def test_commands_with_a_prefix(database: Database) -> None:
    """In a workspace whose other apps took the short names, ours could not be called."""
    async with Workspace(database, "http", prefix="press", umbrella="archive") as workspace:
        assert "Lindqvist" in (await workspace.slash("/press-who", "Lindqvist"))[1].text
        assert "Lindqvist" in (await workspace.slash("/archive", "who Lindqvist"))[1].text
