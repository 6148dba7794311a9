"""Slack's smaller parts: text, deliveries that come again, the home tab, the manifest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.slack.seen import CALLS, MOST, REMEMBERED_SECONDS, SECONDS, Pace, Seen
from bot.chat.slack_forms import filled_in, form
from bot.chat.slack_home import ask_window, home, loading, window
from bot.chat.slack_manifest import BOT_SCOPES, RESERVED, manifest
from bot.chat.slack_render import context
from bot.chat.slack_text import clean, clip, closed, escape, size, visible
from bot.commands.command import Command
from bot.commands.table import COMMANDS
from tests.contract.slack_limits import faults, units


def test_without_the_sdk_one_sentence_says_what_to_install() -> None:
    """Somebody who installed the console alone would read a traceback."""
    program = (
        "import sys; sys.modules['slack_bolt'] = None\n"
        "from bot.errors import MissingExtraError\n"
        "try:\n    import bot.chat.slack\nexcept MissingExtraError as error:\n    print(error)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "briefing-bot[slack]" in told.stdout


# Text ---------------------------------------------------------------------------------------------------------------


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(1, 60))
def test_what_is_cut_fits_and_says_so(text: str, limit: int) -> None:
    """Slack would refuse a message for one character too many."""
    cut = clip(clean(text), limit)
    assert units(escape(cut)) <= limit
    assert cut == clean(text) or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("one two three", 9, "one two…"),
        ("one two three", 13, "one two three"),
        ("unbroken", 5, "unbr…"),
        ("a&b&c", 8, "a&b…"),
        ("👨‍👩‍👧 family", 5, "…"),
        ("xe\u0301y", 3, "x…"),
    ],
)
def test_cut_between_words_and_never_inside_a_character(text: str, limit: int, cut: str) -> None:
    """Half an emoji or a lone accent would be shown."""
    assert clip(text, limit) == cut


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("plain", "plain"),
        ("\u202eturned", "\u202eturned\u202c"),
        ("\u2067a\u202bb", "\u2067a\u202bb\u202c\u2069"),
        ("\u202eturned\u202c back", "\u202eturned\u202c back"),
        ("\u202c", "\u202c"),
    ],
)
def test_changes_of_direction_end_with_the_words(text: str, ended: str) -> None:
    """A document could turn our own words round."""
    assert closed(text) == ended


@pytest.mark.parametrize(("text", "seen"), [("", False), (" \n", False), ("\u200b\u200d", False), ("a", True)])
def test_what_can_be_seen(text: str, seen: bool) -> None:
    """An empty title would be a blank line, or refused."""
    assert visible(text) is seen


def test_sizes_are_utf_16() -> None:
    """A message of emoji would be refused though it seems short enough."""
    assert size("a👍") == 3


# Deliveries that come again -----------------------------------------------------------------------------------------


def test_the_same_delivery_is_new_once_until_it_is_old() -> None:
    """An answer would be given twice, or a question asked again next week not at all."""
    now = [0.0]
    seen = Seen(lambda: now[0])
    assert [seen.first("a"), seen.first("a"), seen.first("b")] == [True, False, True]
    assert seen.first("")
    assert seen.first("")
    now[0] = REMEMBERED_SECONDS + 1
    assert seen.first("a")


def test_no_more_is_remembered_than_needed() -> None:
    """Memory would grow with every question."""
    seen = Seen(lambda: 0.0)
    for number in range(MOST + 50):
        seen.first(str(number))
    assert seen.first("0")
    assert not seen.first(str(MOST))


def test_who_asks_too_fast_waits_and_nobody_else() -> None:
    """A person would be locked out for ever, or not at all."""
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.wait("a") for _ in range(CALLS)] == [0.0] * CALLS
    assert pace.wait("a") == SECONDS
    assert pace.wait("b") == 0.0
    now[0] = SECONDS - 1
    assert pace.wait("a") == 1.0
    now[0] = SECONDS + 0.1
    assert pace.wait("a") == 0.0


# Home and windows ---------------------------------------------------------------------------------------------------


def test_home_fits_and_shows_how_to_ask() -> None:
    """The home tab would stay empty."""
    view = home([context("five documents")] * 120, COMMANDS, "briefing")
    assert faults(view["blocks"], "home") == []
    text = json.dumps(view)
    for command in COMMANDS:
        assert (f"/briefing {command.examples[0].removeprefix('/')}" in text) is not (command.hidden or command.admin)


def test_windows_fit() -> None:
    """A window would not open."""
    for view in (ask_window(), loading("a title that is much too long for it"), window("", [context("x")])):
        assert faults(view["blocks"], "modal") == []
        assert 1 <= units(view["title"]["text"]) <= 24


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.options], ids=lambda one: one.name)
def test_each_command_has_a_form(command: Command) -> None:
    """A form would not open, or what was filled in would get lost."""
    view = form(command, "C1")
    assert faults(view["blocks"], "modal") == []
    assert [block["block_id"] for block in view["blocks"]] == [option.name for option in command.options]
    values = {block["block_id"]: {block["element"]["action_id"]: {"value": " x "}} for block in view["blocks"]}
    filled = filled_in(view | {"state": {"values": values}})
    assert filled == (command.name, {option.name: "x" for option in command.options}, "C1")


@pytest.mark.parametrize(
    ("field", "arguments"),
    [
        ({"selected_option": {"value": "direct"}}, {"x": "direct"}),
        ({"selected_conversation": "C9"}, {"x": "C9"}),
        ({"selected_option": None}, {}),
        ({"value": None}, {}),
        ({"value": "  "}, {}),
    ],
)
def test_what_was_filled_in(field: dict[str, Any], arguments: dict[str, str]) -> None:
    """An empty field would be taken for an answer."""
    view = {"callback_id": "form:quote", "state": {"values": {"x": {"action": field}}}}
    assert filled_in(view) == ("quote", arguments, "")


# Manifest -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["", "https://bot.example.org/"])
@pytest.mark.parametrize("prefix", ["", "press"])
def test_the_manifest_is_within_slacks_limits(prefix: str, url: str) -> None:
    """Slack would not take the manifest."""
    made = manifest(COMMANDS, prefix=prefix, public_url=url)
    info, features = made["display_information"], made["features"]
    assert len(info["name"]) <= 35
    assert len(info["description"]) <= 140
    assert len(features["slash_commands"]) <= 50
    names = [command["command"] for command in features["slash_commands"]]
    assert len(set(names)) == len(names)
    assert all(name.startswith("/") and len(name) <= 32 and name == name.lower() for name in names)
    assert all(1 <= len(command["description"]) <= 2000 for command in features["slash_commands"])
    assert all(
        len(shortcut["name"]) <= 24 and len(shortcut["description"]) <= 150 for shortcut in features["shortcuts"]
    )
    assert made["settings"]["socket_mode_enabled"] is (not url)
    assert made["oauth_config"]["scopes"]["bot"] == list(BOT_SCOPES)


def test_the_manifest_has_every_command() -> None:
    """A command of the table would be missing from Slack."""
    made = manifest(COMMANDS, prefix="press", umbrella="archive")
    names = {command["command"] for command in made["features"]["slash_commands"]}
    shown = {command.name for command in COMMANDS if not command.hidden}
    assert names == {"/archive", *(f"/press-{name}" for name in shown)}
    without = {command["command"] for command in manifest(COMMANDS)["features"]["slash_commands"]}
    assert without == {"/briefing", *(f"/{name}" for name in shown - RESERVED)}


def test_the_guide_names_every_scope_and_why() -> None:
    """Somebody who must approve the app would find other scopes than those it asks for."""
    guide = (Path(__file__).parents[3] / "docs" / "install-slack.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `([a-z:]+)` \| (.+) \|$", guide, re.MULTILINE))
    assert told == BOT_SCOPES


def test_http_mode_has_one_address_for_all() -> None:
    """Commands would arrive and buttons not."""
    made = manifest(COMMANDS, public_url="https://bot.example.org")
    address = "https://bot.example.org/slack/events"
    assert {command["url"] for command in made["features"]["slash_commands"]} == {address}
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["settings"]["interactivity"]["message_menu_options_url"] == address
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]
