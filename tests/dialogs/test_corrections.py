"""What is typed about corrections and what is answered, in order, over an archive whose source changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.console_render import render
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, answer_line
from bot.commands.reminders import open_reminders
from bot.model.subscriptions import Address
from bot.schedule.amending import Amender
from bot.schedule.desk import ReminderDesk
from bot.schedule.ports import RefusedError
from bot.store.chats.posted import PostedMessages
from bot.store.corpus import Corpus
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, said
from tests.reminders import PRESS, Channel, HandClock

NOW = dt.datetime(2032, 5, 14, 8, tzinfo=dt.UTC)
WORDS = "We will close the old ferry line in {month},"


@pytest.fixture(params=KINDS)
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    """An archive of one document, with two messages that quote from it."""
    with open_archive(request.param, tmp_path) as database:
        made = Corpus(database)
        open_reminders(made, ReminderDesk(made, database))
        _print(made, "May")
        shown = answer_line("/quote Lindqvist", made, now=NOW)
        for number, address in enumerate((PRESS, replace(PRESS, channel="78"))):
            PostedMessages(database).record(address, [str(500 + number)], "/quote Lindqvist", shown, NOW)
        yield made


def _print(corpus: Corpus, month: str) -> None:
    """Let the newspaper print another month."""
    words = WORDS.format(month=month)
    text = f"“{words}” Mara Lindqvist said."
    quotes = [said(words, who="Mara Lindqvist", on="2032-05-13")]
    document = annotated("ferry.txt", text, title="Ferry line", people={"Mara Lindqvist": ()}, quotes=quotes)
    ArchiveWriter(corpus.database).store_document(document)


def say(line: str, corpus: Corpus) -> str:
    """The answer to a line as the console prints it, on one line."""
    return " ".join(render(answer_line(line, corpus, now=NOW), width=100).split())


def ask(corpus: Corpus, *, amend: str = "", **who: object) -> str:
    """The answer to /corrections on Discord, by somebody who may manage the server unless ``who`` says otherwise."""
    asker: dict[str, object] = {"platform": "discord", "server": PRESS.server, "channel": "77", "may_manage": True}
    call = Invocation("corrections", {"amend": amend} if amend else {}, now=NOW, **(asker | who))  # type: ignore[arg-type]
    return " ".join(render(answer(call, corpus), width=100).split())


async def test_listed_amended_and_listed_as_amended(corpus: Corpus) -> None:
    """Those who run a server could not learn what was posted wrongly there, or not put it right."""
    assert say("/corrections", corpus) == "Nothing that was posted here has changed since."
    _print(corpus, "June")
    listed = say("/corrections", corpus)
    for piece in (
        "Changed since: 2 messages · 2 not amended",
        "1 · /quote Lindqvist · posted 14 May 2032 · channel 77",
        "Posted: Mara Lindqvist: “We will close the old ferry line in May,” · Ferry line",
        "Now: Mara Lindqvist: “We will close the old ferry line in June,”",
        "State: not amended",
        "Try: /corrections all · /corrections 2 · /corrections 1",
    ):
        assert piece in listed
    assert "1 message will be amended within a minute or two" in say("/corrections amend:1", corpus)
    assert "being amended" in say("/corrections", corpus)
    assert "That is amended already, or about to be." in say("/corrections amend:1", corpus)
    channel = Channel(amend_faults=[RefusedError("The message was deleted.")])
    await Amender(corpus, [channel], HandClock(NOW)).run()
    assert "State: cannot be amended: The message was deleted." in say("/corrections", corpus)
    assert "1 message will be amended" in say("/corrections amend:all", corpus)  # not the deleted one
    await Amender(corpus, [channel], HandClock(NOW)).run()
    assert "State: amended on 14 May 2032" in say("/corrections", corpus)
    assert "none left to amend" in say("/corrections", corpus)
    assert "Nothing is left to be amended." in say("/corrections amend:all", corpus)
    assert "1 message will be amended" in say("/corrections amend:1", corpus)  # asked for by number, it is tried again


def test_a_page_of_many_says_that_there_are_more(corpus: Corpus) -> None:
    """After a correction of much that was posted the list would take as long as comparing all of it."""
    shown = answer_line("/quote Lindqvist", corpus, now=NOW)
    for number in range(60):
        PostedMessages(corpus.database).record(PRESS, [str(700 + number)], "/quote Lindqvist", shown, NOW)
    _print(corpus, "June")
    first = ask(corpus)
    assert "Changed since: at least 6 messages · at least 6 not amended" in first
    assert ("62 · /quote" in first, "57 · /quote" in first, "Try: /corrections all" in first) == (True, False, True)
    assert "57 · /quote" in ask(corpus, page=2)
    last = ask(corpus, page=13)
    assert "Changed since: 62 messages · 62 not amended" in last
    assert "1 message will be amended" in ask(corpus, amend="3")
    assert "61 messages will be amended" in ask(corpus, amend="all")


def test_only_those_who_manage_see_it_and_only_what_is_theirs(corpus: Corpus) -> None:
    """Anybody could rewrite the bot's messages, or read what was posted in another server."""
    _print(corpus, "June")
    assert "is for those who may manage" in ask(corpus, may_manage=False)
    assert "Changed since: 2 messages" in ask(corpus)
    of_channel = ask(corpus, may_manage=False, may_manage_channel=True)
    assert "Changed since: 1 message · 1 not amended" in of_channel
    assert "this channel" in of_channel
    assert 'There is no correction "2" here.' in ask(corpus, amend="2", may_manage=False, may_manage_channel=True)
    assert "Nothing that was posted here has changed" in ask(corpus, server="another")
    assert 'There is no correction "1" here.' in ask(corpus, server="another", amend="1")


@pytest.mark.parametrize("typed", ["frob", "0", "99", "1; drop"])
def test_what_is_no_number_of_a_message_is_refused(corpus: Corpus, typed: str) -> None:
    """A slip would amend something else."""
    _print(corpus, "June")
    assert f'There is no correction "{typed}" here. /corrections lists them' in ask(corpus, amend=typed)


def test_a_private_conversation_has_nothing_to_correct(corpus: Corpus) -> None:
    """Where nobody else reads along, the list of all servers would be shown."""
    _print(corpus, "June")
    assert "is for those who may manage" in ask(corpus, server="", may_manage=False, may_manage_channel=False)


def test_addresses_keep_platforms_apart(corpus: Corpus) -> None:
    """A workspace with the number of a server would see its messages."""
    _print(corpus, "June")
    assert "Nothing that was posted here" in ask(corpus, platform="slack")
    assert Address("slack", PRESS.server, "77") != PRESS
