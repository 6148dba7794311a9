"""Typed lines: what is understood, and that what a button would type is understood as the button means it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Action
from bot.commands.command import Option, OptionType
from bot.commands.grammar import as_typed, parse_line
from bot.commands.table import COMMANDS
from bot.errors import UsageError

NOW = dt.datetime(2026, 11, 22, 7, 30, tzinfo=dt.UTC)

LINES = [
    ("/quote Okafor", "quote", {"speaker": "Okafor"}),
    ("/QUOTE  Okafor ", "quote", {"speaker": "Okafor"}),
    ("quote Okafor", "quote", {"speaker": "Okafor"}),
    ("/quote Okafor about ferries", "quote", {"speaker": "Okafor", "about": "ferries"}),
    (
        "/quote Okafor about ferries in 2024",
        "quote",
        {"speaker": "Okafor", "about": "ferries", "when": "in 2024"},
    ),
    ("/quote Ida Okafor 2024", "quote", {"speaker": "Ida Okafor", "when": "2024"}),
    ("/quote Okafor last year", "quote", {"speaker": "Okafor", "when": "last year"}),
    ("/quote Okafor on 9 April 2024", "quote", {"speaker": "Okafor", "when": "on 9 April 2024"}),
    ("/quote Okafor on ferries", "quote", {"speaker": "Okafor", "about": "ferries"}),
    (
        '/quote Okafor about "clean harbour" from Northern Courier',
        "quote",
        {"speaker": "Okafor", "about": '"clean harbour"', "publisher": "Northern Courier"},
    ),
    ("/quote Okafor from March to May 2024", "quote", {"speaker": "Okafor", "when": "from March to May 2024"}),
    ("/quote Okafor direct", "quote", {"speaker": "Okafor", "kind": "direct"}),
    ("/quote Okafor about direct talks", "quote", {"speaker": "Okafor", "about": "direct talks"}),
    ('/quote Okafor about "May 2024"', "quote", {"speaker": "Okafor", "about": '"May 2024"'}),
    (
        "/quote speaker: Ida Okafor about: clean harbour kind:direct",
        "quote",
        {"speaker": "Ida Okafor", "about": "clean harbour", "kind": "direct"},
    ),
    (
        "/event May 2024 person:Okafor place:Oldhaven",
        "event",
        {"what": "May 2024", "person": "Okafor", "place": "Oldhaven"},
    ),
    ('/event person:"Ida Okafor" 2024', "event", {"what": "2024", "person": '"Ida Okafor"'}),
    ('/event "joint statement"', "event", {"what": '"joint statement"'}),
    ("/event from March to May 2024 Okafor", "event", {"what": "from March to May 2024 Okafor"}),
    ("/date 3/4/2021", "date", {"what": "3/4/2021"}),
    ("who Okafor", "who", {"name": "Okafor"}),
    ("Who is Ida Okafor", "who", {"name": "Ida Okafor"}),
    ("who said the levy was a tax", "search", {"words": "who said the levy was a tax"}),
    ("/who said Okafor", "who", {"name": "said Okafor"}),
    ("/today", "today", {}),
    ("today", "today", {}),
    ("/today 16 May", "today", {"day": "16 May"}),
    (
        '/search "clean harbour" -draft person:"Ida Okafor" after:2023',
        "search",
        {"words": '"clean harbour" -draft', "person": '"Ida Okafor"', "after": "2023"},
    ),
    ("/search https://gazette.example at 12:30", "search", {"words": "https://gazette.example at 12:30"}),
    ("clean harbour", "search", {"words": "clean harbour"}),
    ("quote", "search", {"words": "quote"}),
    ("/context quote:12", "context", {"quote": 12}),
]


@pytest.mark.parametrize(("line", "command", "arguments"), LINES)
def test_line(line: str, command: str, arguments: dict[str, str | int]) -> None:
    """A typed question would be taken for another one."""
    read = parse_line(line, NOW)
    assert (read.command, dict(read.arguments), read.page) == (command, arguments, 1)


@pytest.mark.parametrize("platform", ["console", "slack"])
def test_typing_grants_nothing(platform: str) -> None:
    """Whoever types a command in a chat would pass for somebody who may manage the server."""
    assert not parse_line("/quote Okafor", NOW, platform).may_manage


@pytest.mark.parametrize("line", [row[0] for row in LINES])
def test_page(line: str) -> None:
    """The second page could not be asked for by typing."""
    assert parse_line(f"{line} page 2", NOW) == parse_line(f"{line} PAGE 2", NOW)
    assert parse_line(f"{line} page 2", NOW).page == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/quotee Okafor", "no command /quotee. Did you mean /quote"),
        ("/zzzzzzzz", "/help lists them"),
        ("/", "/help lists them"),
        ("/event persn:Okafor", 'no option "persn". Its options are person, place, publisher, what'),
        ("/corpus all", "takes nothing"),
        ("/context quote:one", "is a number"),
        ("/quote Okafor on 30 February 2024", "no such time"),
    ],
)
def test_refused(line: str, said: str) -> None:
    """A slip of the finger would be answered with something else, or with nothing that helps."""
    with pytest.raises(UsageError, match=said):
        parse_line(line, NOW)


def _is_text(option: Option) -> bool:
    return option.type is OptionType.TEXT and not option.choices


_VALUE = st.sampled_from(["Okafor", "Ida Okafor", '"clean harbour"', "2024", "ferries -draft"])


_WITH_TEXT = [
    command for command in COMMANDS if not command.hidden and command.options and _is_text(command.options[0])
]


@given(st.data())
def test_actions_can_be_typed(data: st.DataObject) -> None:
    """The line that the console suggests would ask for something else than the button in a chat."""
    command = data.draw(st.sampled_from(_WITH_TEXT))
    names = data.draw(
        st.sets(st.sampled_from([option.name for option in command.options[1:] if _is_text(option)] or [""]))
    )
    arguments = {command.options[0].name: data.draw(_VALUE)} | {name: data.draw(_VALUE) for name in names if name}
    action = Action("suggestion", "label", command.name, arguments, page=data.draw(st.integers(1, 9)))
    if command.name == "quote" and "2024" in arguments["speaker"]:
        return  # nobody is called so; a line would take it for the time
    read = parse_line(as_typed(action), NOW)
    assert (read.command, dict(read.arguments), read.page) == (action.command, dict(action.arguments), action.page)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(re.findall(r"\S+", '/quote about : " from person: -x 2024 page 2 “ »'))).map(" ".join)
)
def test_any_line(line: str) -> None:
    """Some line would end in a crash instead of an answer."""
    for typed in (line, f"/{line}", f"/quote {line}", f"/search {line}"):
        try:
            read = parse_line(typed, NOW)
        except UsageError:
            continue
        assert read.command in {command.name for command in COMMANDS}
        assert read.page >= 1
