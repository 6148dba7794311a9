"""What is typed about reminders and what is answered, in order, over an archive of invented documents.

Each dialog is lines and pieces of their answers as the console prints them; a piece behind "!" must not occur.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chat.console_render import render
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, answer_line
from bot.commands.reminders import open_reminders
from bot.commands.wishes import read_hour, read_weekdays, read_zone, subjects, zones
from bot.errors import UsageError
from bot.model.subscriptions import EVERY_DAY
from bot.schedule.clock import ReminderClock
from bot.schedule.desk import ReminderDesk
from bot.schedule.posts import Composer
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened
from tests.dialogs.archive import documents
from tests.reminders import Channel, HandClock

NOW = dt.datetime(2032, 5, 14, 8, tzinfo=dt.UTC)
NINE = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
Dialog = list[tuple[str, list[str]]]


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """The archive of the dialogs, in which things may be changed."""
    with open_archive(request.param, tmp_path) as opened:
        writer = ArchiveWriter(opened)
        for annotations in documents():
            writer.store_document(annotations)
        yield opened


@pytest.fixture
def corpus(database: Database) -> Corpus:
    """Its corpus, with reminders."""
    made = Corpus(database)
    open_reminders(made, ReminderDesk(made, database))
    return made


def say(line: str, corpus: Corpus, now: dt.datetime = NOW) -> str:
    """The answer to a line as the console prints it."""
    return render(answer_line(line, corpus, now=now), width=100)


def hold(dialog: Dialog, corpus: Corpus) -> None:
    """Hold a dialog."""
    for line, pieces in dialog:
        said = " ".join(say(line, corpus).split())
        at = 0
        for piece in pieces:
            if piece.startswith("!"):
                assert piece[1:] not in said, f"{line}\n{said}"
            else:
                at = said.find(piece, at)
                assert at >= 0, f"{line}: no {piece!r} here or after what comes before it\n{said}"


DIALOGS: dict[str, Dialog] = {
    "subscribe, list, preview, pause, resume, unsubscribe": [
        ("/subscriptions", ["Nothing is subscribed here.", "/subscribe anniversaries at 09:00"]),
        (
            "/subscribe anniversaries at 09:00 zone:Europe/Berlin",
            [
                "Subscribed · 1 · anniversaries · this channel",
                "every day at 09:00 (Europe/Berlin)",
                "First post: Saturday 15 May 2032, 09:00 (Europe/Berlin)",
            ],
        ),
        (
            "/subscriptions",
            ["1 subscription", "1 · anniversaries", "Next post: Saturday 15 May 2032", "nothing was due yet", "!State"],
        ),
        (
            "/preview 16 May 2032",
            [
                "On this day, 16 May · 1 event",
                "Preview of Sunday 16 May 2032",
                "1 year ago",
                "signed a joint statement",
            ],
        ),
        ("/preview 17 May 2032", ["Nothing would be posted on Monday 17 May 2032 by 1 · anniversaries."]),
        ("/preview May 2032", ['"May 2032" is not one day. For example: /preview 16 May 2025']),
        ("/pause 1", ["Paused: 1 · anniversaries, this channel."]),
        ("/subscriptions", ["State: paused", "!Next post"]),
        ("/resume 1", ["Resumed: 1 · anniversaries, this channel. Next post: Saturday 15 May 2032"]),
        ("/unsubscribe 1", ["Ended: 1 · anniversaries, this channel."]),
        ("/subscriptions", ["Nothing is subscribed here."]),
        ("/unsubscribe 1", ["There is no subscription 1 here. /subscriptions lists them with their numbers."]),
    ],
    "asking again changes what is there": [
        ("/subscribe anniversaries at 9", ["Subscribed · 1 · anniversaries"]),
        ("/subscribe anniversaries at 10:30", ["Changed · 1 · anniversaries", "every day at 10:30 (UTC)"]),
        ("/subscribe anniversaries about Lindqvist", ["Subscribed · 2 · anniversaries about Mara Lindqvist"]),
        ("/subscriptions", ["2 subscriptions"]),
    ],
    "about somebody, a publisher, a topic": [
        ("/subscribe anniversaries about Okwuosa", ["anniversaries about Tomas Okwuosa"]),
        ("/subscribe daily about Harbour Gazette", ["daily briefing about Harbour Gazette"]),
        (
            "/subscribe weekly about ferry timetable",
            ['weekly briefing about "ferry timetable"', "every Monday at 09:00"],
        ),
        ("/subscribe daily about talks on trade at 8", ['daily briefing about "talks on trade"', "at 08:00"]),
        ('/subscribe new about "Lindqvist"', ['new documents about "Lindqvist"', "after each ingest"]),
        ("/preview 7 May 2032 number:1", ["On this day, 7 May · Tomas Okwuosa · 1 event", "3 years ago"]),
        ("/preview 9 April 2032 number:1", ["Nothing would be posted"]),
    ],
    "only round years, at one's own zone and weekdays": [
        (
            "/subscribe anniversaries at 7.15 pm weekdays:mon-fri zone:berlin years:round",
            ["Monday to Friday at 19:15 (Europe/Berlin)", "round years only", "First post: Friday 14 May 2032, 19:15"],
        ),
        ("/preview 7 May 2032", ["Nothing would be posted on Friday 7 May 2032"]),
        ("/preview 7 May 2034", ["Nothing would be posted on Sunday 7 May 2034"]),
        ("/preview 16 May 2036", ["On this day, 16 May · 1 event", "5 years ago"]),
    ],
    "slips of the finger": [
        ("/subscribe", ["/subscribe needs kind", "/subscribe anniversaries at 09:00"]),
        ("/subscribe hourly", ["kind is one of anniversaries, daily, weekly, new, review"]),
        ("/subscribe daily at 25:00", ['"25:00" is not an hour. For example: at 09:00']),
        ("/subscribe daily zone:Europe/Berlyn", ['no time zone "Europe/Berlyn"', "Did you mean Europe/Berlin?"]),
        ("/subscribe daily zone:Berlyn", ['no time zone "Berlyn"', "Did you mean Europe/Berlin?"]),
        ("/subscribe daily weekdays:someday", ['"someday" is not a weekday', "weekdays:mon-fri"]),
        ("/subscribe daily late:48", ["late: is a number of hours from 0 to 24"]),
        ("/subscribe daily channel:press", ['"press" is not the id of a channel']),
        ("/subscribe daily about ...", ['"..." has no words to look for']),
        ("/preview", ["Nothing is subscribed here yet."]),
        ("/pause x", ["is a number"]),
        ("/subscriptions", ["Nothing is subscribed here."]),
    ],
    "briefings": [
        ("/subscribe daily at 08:00", ["Subscribed · 1 · daily briefing"]),
        (
            "/preview 10 April 2031",
            [
                "Daily briefing, Thursday 10 April 2031 · 1 event, 2 quotes"[:45],
                "opened the debate",
                "We will not sell",
            ],
        ),
        ("/subscribe weekly", ["Subscribed · 2 · weekly briefing"]),
        (
            "/preview 14 April 2031 number:2",
            ["Weekly briefing, Monday 14 April 2031", "opened the debate", "7 to 13 April 2031"],
        ),
        ("/preview 15 April 2031 number:2", ["Nothing would be posted on Tuesday"]),
    ],
    "saying that there is nothing": [
        ("/subscribe anniversaries nothing:say", ["says so when there is nothing"]),
        ("/preview 17 May 2032", ["Nothing to remember on 17 May.", "The archive runs from"]),
        ("/subscribe daily nothing:say", ["Subscribed"]),
        ("/preview 17 May 2032 number:2", ["Daily briefing, Monday 17 May 2032 · nothing new."]),
    ],
    "the week ahead and the editorial list": [
        ("/subscribe anniversaries", ["Subscribed"]),
        ("/review", ["The week ahead, 14 May to 20 May · 1 reminder", "1 year ago on Sun 16 May", "joint statement"]),
        ("/hold event:4 day:2032-05-16", ["Nobody here is reminded of this on 16 May 2032", "Mara Lindqvist"]),
        ("/review", ["The week ahead, 14 May to 20 May · 0 reminders", "!joint"]),
        ("/preview 16 May 2032", ["Nothing would be posted"]),
        ("/preview 16 May 2033", ["2 years ago"]),
        ("/hold event:4 day:never", ["Nobody here is reminded of this any more"]),
        ("/hold event:4", ["That is held back already."]),
        ("/preview 16 May 2033", ["Nothing would be posted"]),
        ("/held", ["Editorial list: 2 events held back", "never to be mentioned", "held back on 16 May 2032"]),
        ("/held release:2", ["Taken off the editorial list."]),
        ("/held release:2", ["The editorial list has no entry 2."]),
        ("/preview 16 May 2033", ["2 years ago"]),
        ("/hold event:99", ["The archive has no such event any more."]),
        ("/hold event:4 day:tomorrow", ["day: is a date such as 2025-05-16, or never."]),
    ],
}


@pytest.mark.parametrize("dialog", DIALOGS.values(), ids=DIALOGS.keys())
def test_dialog(dialog: Dialog, corpus: Corpus) -> None:
    """A person who sets reminders up would be told something else than what happens."""
    hold(dialog, corpus)


def test_29_february(database: Database, corpus: Corpus) -> None:
    """An event of a leap day would be remembered on the wrong day, or in one year of four."""
    text = "The bridge of Oldhaven opened on 29 February 2028.\n"
    bridge = annotated("bridge.txt", text, events=(happened("The bridge of Oldhaven opened", "2028-02-29"),))
    ArchiveWriter(database).store_document(bridge)
    hold(
        [
            ("/subscribe anniversaries", ["Subscribed"]),
            ("/preview 28 February 2031", ["On this day, 28 February · 1 event", "29 February 2028 · 3 years ago"]),
            ("/preview 1 March 2031", ["Nothing would be posted"]),
            ("/preview 28 February 2032", ["Nothing would be posted"]),
            ("/preview 29 February 2032", ["On this day, 29 February · 1 event", "4 years ago"]),
            ("/subscribe anniversaries leap:march", ["Changed", "29 February is kept on 1 March"]),
            ("/preview 28 February 2031", ["Nothing would be posted"]),
            ("/preview 1 March 2031", ["On this day, 1 March · 1 event"]),
            ("/preview 1 March 2032", ["Nothing would be posted"]),
        ],
        corpus,
    )


def test_most_important_first_and_no_flood(database: Database, corpus: Corpus) -> None:
    """A day with much history would fill the channel, with the least of it on top."""
    people = ("Mara Lindqvist", "Tomas Okwuosa")
    for year in range(2010, 2020):
        text = f"The quay of {year} opened.\nMara Lindqvist and Tomas Okwuosa met in {year}.\nA ferry sank in {year}.\n"
        events = [happened(f"The quay of {year} opened", f"{year}-06-01")]
        if year == 2012:
            events += [happened(f"Mara Lindqvist and Tomas Okwuosa met in {year}", f"{year}-06-01", people)]
            events += [happened(f"A ferry sank in {year}", f"{year}-06", ())]
        ArchiveWriter(database).store_document(
            annotated(f"{year}.txt", text, events=events, people=dict.fromkeys(people, ()))
        )
    hold(
        [
            ("/subscribe anniversaries", ["Subscribed"]),
            (
                "/preview 1 June 2032",
                [
                    "On this day, 1 June · 11 events and 6 further events",
                    "1 June 2012 · 20 years ago",
                    "Tomas Okwuosa met",
                    "The quay of 2012",
                    "The quay of 2019",
                    "!sank",
                ],
            ),
            ("/preview 1 June 2012", ["On this day, 1 June · 2 events", "!2012 ·"]),
        ],
        corpus,
    )


def test_plans_are_no_anniversaries(database: Database, corpus: Corpus) -> None:
    """The channel would remember something that was only planned."""
    text = "Tomas Okwuosa will open the lock on 3 June 2030.\n"
    plan = happened("Tomas Okwuosa will open the lock", "2030-06-03", ("Tomas Okwuosa",), planned=True)
    ArchiveWriter(database).store_document(annotated("plan.txt", text, events=(plan,), people={"Tomas Okwuosa": ()}))
    hold([("/subscribe anniversaries", []), ("/preview 3 June 2031", ["Nothing would be posted"])], corpus)
    hold([("/subscribe daily", []), ("/preview 3 June 2030 number:2", ["1 plan", "planned"])], corpus)


async def test_from_subscribing_to_the_last_result(database: Database, corpus: Corpus) -> None:
    """What /subscriptions says of the last post would not be what happened to it."""
    clock, channel = HandClock(NOW), Channel(platform="console")
    hold([("/subscribe anniversaries at 09:00", ["Subscribed"])], corpus)
    reminders = ReminderClock(database, [channel], Composer(corpus, database), clock)
    for moment in (NOW + NINE, NOW + DAY, NOW + DAY + NINE, NOW + 2 * DAY + NINE):
        clock.now = moment
        await reminders.tick()
    assert channel.texts == ["On this day, 16 May · 1 event"]
    assert "Last: sent, Sunday 16 May 2032, 09:00 (UTC)" in say("/subscriptions", corpus, clock.now)
    clock.now = NOW + 4 * DAY
    await reminders.tick()
    said = " ".join(say("/subscriptions", corpus, clock.now).split())
    assert "Last: skipped, Monday 17 May 2032, 09:00 (UTC), more than 12 h late" in said


async def test_new_documents(database: Database, corpus: Corpus) -> None:
    """The channel would not hear of an ingest, or of documents that are not about what it asked for."""
    clock, channel = HandClock(NOW), Channel(platform="console")
    hold([("/subscribe new about ferry", ["Subscribed"]), ("/preview", ["Nothing would be posted"])], corpus)
    reminders = ReminderClock(database, [channel], Composer(corpus, database), clock)
    await reminders.tick()
    writer = ArchiveWriter(database)
    writer.store_document(annotated("a.txt", "A new ferry was launched.\n", title="Launched"))
    writer.store_document(annotated("b.txt", "A tunnel was dug.\n", title="Dug"))
    hold([("/preview", ["New in the archive: 1 document", "Launched", "!Dug"])], corpus)
    for minute in range(5):
        clock.now = NOW + dt.timedelta(minutes=minute + 1)
        await reminders.tick()
    assert channel.texts == ['New in the archive: 1 document · "ferry"']
    hold([("/preview", ["Nothing would be posted"])], corpus)
    hold([("/pause 1", ["Paused"])], corpus)
    writer.store_document(annotated("c.txt", "Another ferry was launched.\n", title="Launched in the meantime"))
    hold([("/subscribe new about ferry", ["Changed"]), ("/preview", ["Nothing would be posted"])], corpus)


def test_who_may(corpus: Corpus) -> None:
    """Anybody in a server could make its channels receive posts, or stop them."""
    for command, arguments in (
        ("subscribe", {"kind": "daily"}),
        ("unsubscribe", {"number": 1}),
        ("hold", {"event": 1}),
    ):
        said = answer(Invocation(command, arguments, now=NOW, platform="discord", server="1", channel="2"), corpus)
        assert "those who may manage" in said.cards[0].body


def test_who_manages_a_channel_is_kept_to_it(corpus: Corpus) -> None:
    """Who may manage one channel could not subscribe it, or could change what others receive."""

    def call(here: str, command: str, *, manages_all: bool = False, **arguments: str | int) -> str:
        rights = {"may_manage": manages_all, "may_manage_channel": True}
        asked = Invocation(command, arguments, NOW, 1, "discord", "u", here, "1", **rights)
        reply = answer(asked, corpus)
        return " ".join((reply.heading, *(f"{card.title} {card.body}" for card in reply.cards)))

    assert "Subscribed" in call("77", "subscribe", kind="anniversaries")
    assert "may manage this server" in call("77", "subscribe", kind="daily", channel="78")
    assert "Subscribed" in call("78", "subscribe", kind="daily")
    for command in ("unsubscribe", "pause", "resume", "preview"):
        assert "There is no subscription 2 here" in call("77", command, number=2)
    assert "anniversaries" in call("77", "subscriptions")
    assert "daily" not in call("77", "subscriptions")
    assert "2 subscriptions" in call("77", "subscriptions", manages_all=True)
    for command, arguments in (("settings", {}), ("review", {}), ("held", {}), ("hold", {"event": 1})):
        assert "those who may manage" in call("77", command, **arguments)
    assert "Ended" in call("77", "unsubscribe", number=1)
    assert "Changed" in call("77", "subscribe", manages_all=True, kind="daily", channel="78", at="10:00")


def test_a_server_sees_and_changes_only_its_own(corpus: Corpus) -> None:
    """One server could list, preview or end the subscriptions of another."""

    def call(server: str, command: str, **arguments: str | int) -> str:
        asked = Invocation(command, arguments, NOW, 1, "discord", "u", "77", server, may_manage=True)
        reply = answer(asked, corpus)
        return " ".join((reply.heading, *(card.body for card in reply.cards)))

    assert "Subscribed" in call("1", "subscribe", kind="anniversaries")
    assert "Nothing is subscribed here." in call("2", "subscriptions")
    for command in ("unsubscribe", "pause", "resume", "preview"):
        assert "There is no subscription 1 here" in call("2", command, number=1)
    call("2", "hold", event=4)
    assert "Nothing is held back." in call("1", "held")
    assert "no entry" in call("1", "held", release=1)
    assert "1 subscription" in call("1", "subscriptions")


def test_a_corpus_without_reminders(database: Database) -> None:
    """A program that was put together without a scheduler would answer with a crash."""
    assert "Reminders are not set up here." in say("/subscribe daily", Corpus(database))


HOURS = [
    ("9", 9, 0),
    ("09:05", 9, 5),
    ("9.30", 9, 30),
    ("21h", 21, 0),
    ("12 am", 0, 0),
    ("12pm", 12, 0),
    ("7:45 PM", 19, 45),
]


@pytest.mark.parametrize(("typed", "hour", "minute"), HOURS)
def test_hours(typed: str, hour: int, minute: int) -> None:
    """An hour as people write it would be refused, or taken for another."""
    assert read_hour(typed) == dt.time(hour, minute)


@pytest.mark.parametrize("typed", ["", "24:00", "9:60", "13 pm", "0 am", "noon", "9:0:0"])
def test_no_hours(typed: str) -> None:
    """A post would come at an hour that nobody meant."""
    with pytest.raises(UsageError, match="at 09:00"):
        read_hour(typed)


WEEKDAYS = [
    ("every day", EVERY_DAY),
    ("weekdays", (0, 1, 2, 3, 4)),
    ("Mon–Fri", (0, 1, 2, 3, 4)),
    ("mon, wed and friday", (0, 2, 4)),
    ("sat to mon", (0, 5, 6)),
    ("sunday", (6,)),
    ("weekend", (5, 6)),
]


@pytest.mark.parametrize(("typed", "days"), WEEKDAYS)
def test_weekdays(typed: str, days: tuple[int, ...]) -> None:
    """Weekdays as people write them would be refused, or taken for others."""
    assert read_weekdays(typed) == days


@pytest.mark.parametrize("typed", ["t", "s", "someday", "", "and"])
def test_no_weekdays(typed: str) -> None:
    """A subscription would be made for days that nobody meant."""
    with pytest.raises(UsageError, match="weekdays:mon-fri"):
        read_weekdays(typed)


def test_whom_it_may_be_about(corpus: Corpus) -> None:
    """Somebody would have to know how the archive spells a name or an outlet."""
    offered = [choice.value for choice in subjects("", corpus)]
    assert {"Harbour Gazette", "Mara Lindqvist"} <= set(offered)
    assert len(offered) <= 25
    assert [choice.value for choice in subjects("cour", corpus)] == ["Northern Courier"]


def test_zones(corpus: Corpus) -> None:
    """A person could not find the name of their time zone."""
    assert (read_zone("europe/BERLIN"), read_zone("new york"), read_zone("utc")) == (
        "Europe/Berlin",
        "America/New_York",
        "UTC",
    )
    offered = zones("berl", corpus)
    assert offered[0].value == "Europe/Berlin"
    assert 0 < len(zones("", corpus)) <= 25
    assert zones("new y", corpus)[0].value == "America/New_York"
