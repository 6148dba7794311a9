"""What every archive promises about what was posted: it is found again when its source changes, and amended once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cards import Card, CardKind, Image, Reply
from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.errors import PlatformError
from bot.model import Annotations, Metadata
from bot.model.posted import Amendment, Correction
from bot.model.subscriptions import Address, Outcome
from bot.schedule.amending import Amender
from bot.schedule.clock import ReminderClock
from bot.schedule.corrections import CorrectionDesk
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, UnsureError
from bot.schedule.posts import Composer
from bot.store.chats.posted import LEASE, TRIES, PostedMessages
from bot.store.chats.replies import reply_from_json, reply_to_json
from bot.store.chats.servers import Servers
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from bot.store.tables.posted import posted, posted_item
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened, said
from tests.golden.samples import SAMPLES
from tests.reminders import DAY, HOUR, MINUTE, MORNING, PRESS, Channel, HandClock, results, subscribed

MAY = "We will close the old ferry line in May,"
TEXT = (
    "Ferry line to close\n"
    f"“{MAY}” Mara Lindqvist said.\n"
    "On 16 May 2021 Tomas Okwuosa opened the northern quay in Oldhaven.\n"
    "Okwuosa said the quay would carry ten thousand people a day.\n"
)
OPENED = "Tomas Okwuosa opened the northern quay in Oldhaven"
CARRY = "the quay would carry ten thousand people a day"
NAME = "ferry.txt"


def ferry(text: str = TEXT, *, may: str = MAY, opened: str = OPENED, name: str = NAME, **more: object) -> Annotations:
    """A document with a quote and an event, as far as it prints them."""
    quotes = [said(may, who="Mara Lindqvist", on="2021-05-15")] if may in text else []
    events = (
        [happened(opened, "2021-05-16", ("Tomas Okwuosa",), "Oldhaven", trigger="opened")] if opened in text else []
    )
    options: dict[str, object] = {"title": "Ferry line to close", "publisher": "Harbour Gazette"}
    people = {"Mara Lindqvist": (), "Tomas Okwuosa": ()}
    return annotated(name, text, quotes=quotes, events=events, people=people, **(options | more))  # type: ignore[arg-type]


@dataclass
class House:
    """An archive, its clock, and a channel that remembers what is in it."""

    database: Database
    corpus: Corpus
    writer: ArchiveWriter
    clock: HandClock
    channel: Channel

    def ask(self, command: str, **arguments: str | int) -> Reply:
        """The answer to a command."""
        return answer(Invocation(command, dict(arguments), now=self.clock.now), self.corpus)

    def post(self, reply: Reply, *ids: str, address: Address = PRESS) -> None:
        """Note an answer that is in the channel."""
        PostedMessages(self.database).record(address, ids or ("501",), "/asked", reply, self.clock.now)

    def listing(self) -> tuple[Correction, ...]:
        """What was posted and has changed since."""
        return tuple(CorrectionDesk(self.corpus).listing())

    def states(self) -> list[Amendment]:
        """Whether each of them was amended."""
        return [one.state for one in self.listing()]

    async def amend(self, *, again: bool = False) -> int:
        """Amend all that can be."""
        desk = CorrectionDesk(self.corpus)
        desk.amend(desk.listing(), again=again)
        return await self.amender().run()

    def amender(self) -> Amender:
        """Another process that amends."""
        return Amender(self.corpus, [self.channel], self.clock)


@pytest.fixture(params=KINDS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """An archive of one document in each kind of database."""
    with open_archive(request.param, tmp_path) as database:
        clock = HandClock()
        made = House(database, Corpus(database), ArchiveWriter(database, "", clock), clock, Channel())
        made.writer.store_document(ferry())
        yield made


def texts(reply: Reply) -> str:
    """All that a reply says, on a line each."""
    parts = [reply.heading]
    for card in reply.cards:
        passages = [part for passage in card.passages for part in passage.parts]
        parts += [card.title, card.subtitle, *passages, card.body, *(f"[{one.number}]" for one in card.citations)]
    return "\n".join(part for part in parts if part)


JUNE = MAY.replace("May", "June")
IN_JUNE = TEXT.replace(MAY, JUNE)


async def test_a_changed_quote_is_listed_and_amended_in_place(house: House) -> None:
    """What a newspaper took back would stand in the channel for ever, under its name."""
    posted = house.ask("quote", speaker="Lindqvist")
    house.post(posted)
    assert house.listing() == ()
    house.clock.forward(DAY)
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    (found,) = house.listing()
    assert (found.address, found.message_ids, found.what) == (PRESS, ("501",), "/asked")
    assert (found.posted_at, found.state) == (MORNING, Amendment.OPEN)
    (difference,) = found.differences
    assert (difference.before, difference.after) == (MAY, JUNE)
    assert difference.content_hash == ferry().document.content_hash
    assert await house.amend() == 1
    ((ids, reply),) = house.channel.amendments
    assert ids == ("501",)
    assert MAY not in texts(reply)
    assert JUNE in texts(reply)
    assert "Amended on 17 May 2031: the source text changed." in texts(reply)
    assert [one.number for one in reply.citations] == [one.number for one in posted.citations]
    (found,) = house.listing()
    assert (found.state, found.amended_at) == (Amendment.AMENDED, MORNING + DAY)
    assert await house.amend() == 0


@pytest.mark.parametrize(
    ("command", "arguments", "text", "gone"),
    [
        pytest.param("quote", {"speaker": "Lindqvist"}, TEXT.replace(f"“{MAY}” Mara Lindqvist said.\n", ""), MAY),
        pytest.param("event", {"what": "2021"}, TEXT.replace(OPENED, "Nobody came"), OPENED),
        pytest.param("search", {"words": "carry"}, TEXT.replace(CARRY, "nothing would come of it"), CARRY),
    ],
)
async def test_what_is_gone_is_taken_off_the_message(
    house: House, command: str, arguments: dict[str, str], text: str, gone: str
) -> None:
    """Words that the source has taken back would go on being served as its own."""
    house.post(house.ask(command, **arguments))
    house.writer.store_document(ferry(text))
    assert [one.after for found in house.listing() for one in found.differences] == [""]
    await house.amend()
    ((_, reply),) = house.channel.amendments
    assert gone not in texts(reply)
    assert "Removed on 16 May 2031: the source no longer has this text." in texts(reply)


async def test_a_removed_document_leaves_only_that_it_was_removed(house: House) -> None:
    """A message would cite a document that the archive has no more."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.remove_document(NAME)
    await house.amend()
    ((_, reply),) = house.channel.amendments
    assert (MAY in texts(reply), reply.citations) == (False, ())
    assert "Mara Lindqvist" in texts(reply)


async def test_a_document_that_came_back_as_it_was_is_no_correction(house: House) -> None:
    """Moving a file away and back would have all that was posted from it amended."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.remove_document(NAME)
    house.writer.store_document(ferry())
    assert house.listing() == ()


async def test_a_text_that_was_put_back_is_put_back_in_the_message(house: House) -> None:
    """A correction that was taken back would stand in the channel."""
    posted = house.ask("quote", speaker="Lindqvist")
    house.post(posted)
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    await house.amend()
    house.writer.store_document(ferry())
    assert house.states() == [Amendment.OPEN]
    await house.amend()
    assert house.channel.amendments[-1][1] == posted
    assert house.listing() == ()


async def test_a_second_correction_is_amended_again(house: House) -> None:
    """A message that was amended once would never follow its source again."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    for month in ("June", "July"):
        words = MAY.replace("May", month)
        house.writer.store_document(ferry(TEXT.replace(MAY, words), may=words))
        assert house.states() == [Amendment.OPEN]
        await house.amend()
        assert words in texts(house.channel.amendments[-1][1])


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(ferry(TEXT + "Read more.\n"), id="changed elsewhere"),
        pytest.param(ferry(TEXT.replace("ferry line in", "ferry\nline in")), id="wrapped otherwise"),
        pytest.param(replace(ferry(), quotes=()), id="read otherwise"),
    ],
)
def test_what_stands_there_still_is_not_listed(house: House, again: Annotations) -> None:
    """People would be sent to amend what is right."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.store_document(again)
    assert house.listing() == ()


async def test_a_date_that_was_corrected_is_a_difference(house: House) -> None:
    """A message would date an event to a day that its source has corrected."""
    house.post(house.ask("event", what="2021"))
    moved = TEXT.replace("16 May 2021", "17 May 2021")
    known = ferry(moved)
    events = tuple(replace(one, dating=happened("x", "2021-05-17").on) for one in known.events)
    house.writer.store_document(replace(known, events=events))
    ((difference,),) = [one.differences for one in house.listing()]
    assert (difference.dated_before, difference.dated_after) == ("2021-05-16", "2021-05-17")
    await house.amend()
    assert "17 May 2021" in texts(house.channel.amendments[-1][1])


async def test_other_cards_of_a_message_stay_as_they_were(house: House) -> None:
    """Amending one card would change what was posted beside it."""
    house.writer.store_document(ferry("“Nobody asked us,” Mara Lindqvist said.", may="Nobody asked us,", name="b.txt"))
    posted = house.ask("quote", speaker="Lindqvist")
    house.post(posted)
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    await house.amend()
    ((_, reply),) = house.channel.amendments
    kept = [card for card in posted.cards if MAY not in texts(Reply("", (card,)))]
    assert len(kept) == 1
    assert [card for card in reply.cards if card in kept] == kept


async def test_one_of_two_papers_that_printed_it_takes_it_back(house: House) -> None:
    """A paper would be named for words that it no longer prints, or the words be lost that the other one prints."""
    elsewhere = (
        f"The week in Northquay was quiet and its markets full.\n“{MAY}” Mara Lindqvist told riders on Monday.\n"
    )
    house.writer.store_document(ferry(elsewhere, name="week.txt"))
    posted = house.ask("quote", speaker="Lindqvist")
    assert [one.document_id for one in posted.citations] == [2, 1]
    house.post(posted)
    house.writer.remove_document(NAME)
    await house.amend()
    ((_, reply),) = house.channel.amendments
    assert MAY in texts(reply)
    assert [one.document_id for one in reply.citations] == [2]
    assert "Amended on 16 May 2031: [2] no longer has this text." in texts(reply)


async def test_context_and_source_are_amended_as_what_they_are(house: House) -> None:
    """A paragraph, or a document's own card, would turn into a quote."""
    quote = house.ask("quote", speaker="Lindqvist").citations[0].quote_id or 0
    house.post(house.ask("context", quote=quote), "601")
    house.post(house.ask("source", document=NAME), "602")
    house.writer.store_document(ferry(IN_JUNE, may=JUNE, title="Ferry line stays"))
    await house.amend()
    shown = dict(house.channel.amendments)
    assert f"“{JUNE}” Mara Lindqvist said." in texts(shown[("601",)])
    assert "Ferry line stays" in texts(shown[("602",)])


async def test_scheduled_posts_are_noted_when_they_are_sent(house: House) -> None:
    """What the bot posts of itself, which nobody asked for, could not be taken back."""
    subscribed(house.database)
    composer = Composer(house.corpus, house.database)
    process = ReminderClock(house.database, [house.channel], composer, house.clock, amender=house.amender())
    await process.tick()
    assert results(house.database) == [("2031-05-16", Outcome.SENT)]
    changed = TEXT.replace(OPENED, "Tomas Okwuosa opened the southern quay in Oldhaven")
    house.writer.store_document(ferry(changed, opened="Tomas Okwuosa opened the southern quay in Oldhaven"))
    (found,) = house.listing()
    assert (found.what, found.message_ids) == ("anniversaries", ("message", "1"))
    CorrectionDesk(house.corpus).amend([found])
    await process.tick()  # whoever posts, amends
    ((_, reply),) = house.channel.amendments
    assert "southern quay" in texts(reply)
    assert house.states() == [Amendment.AMENDED]


async def test_what_was_not_sent_is_not_listed(house: House) -> None:
    """A post that never reached its channel would be looked for there."""
    subscribed(house.database)
    house.channel.faults = [(RefusedError("no"), False)]
    composer = Composer(house.corpus, house.database)
    await ReminderClock(house.database, [house.channel], composer, house.clock).tick()
    house.writer.remove_document(NAME)
    assert house.listing() == ()


@pytest.mark.parametrize(
    "fault", [RefusedError("The message was deleted."), ForbiddenError("no right"), GoneError("no channel")]
)
async def test_what_cannot_be_amended_says_so_and_is_left_alone(house: House, fault: PlatformError) -> None:
    """A deleted message would be tried for ever, or be taken for amended."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    house.channel.amend_faults = [fault]
    assert await house.amend() == 1
    (found,) = house.listing()
    assert (found.state, found.reason) == (Amendment.REFUSED, str(fault))
    assert await house.amend() == 0
    assert await house.amend(again=True) == 1  # somebody gave the right and asks for it
    assert house.states() == [Amendment.AMENDED]


@pytest.mark.parametrize("fault", [BusyError("wait", 5), UnsureError("cut"), TimeoutError()])
async def test_what_may_pass_is_tried_again_and_given_up_in_the_end(house: House, fault: Exception) -> None:
    """A platform that is busy for a minute would leave the wrong words, one that is gone be asked for ever."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    house.channel.amend_faults = [fault]
    await house.amend()
    assert house.states() == [Amendment.WANTED]
    assert await house.amender().run() == 0  # not at once
    house.clock.forward(HOUR)
    assert await house.amender().run() == 1
    assert house.states() == [Amendment.AMENDED]
    words = MAY.replace("May", "July")
    house.writer.store_document(ferry(TEXT.replace(MAY, words), may=words))
    house.channel.amend_faults = [fault] * 99
    await house.amend()
    for _ in range(TRIES - 1):
        house.clock.forward(HOUR)
        await house.amender().run()
    (found,) = house.listing()
    assert found.state is Amendment.REFUSED
    assert f"given up after {TRIES} tries" in found.reason
    assert len(house.channel.amend_faults) == 99 - TRIES


async def test_a_process_that_dies_leaves_its_work_to_another(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """An amendment would be lost with the process that made it, or two processes make it at once."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    with monkeypatch.context() as dies:
        dies.setattr(PostedMessages, "amended", _die)
        with pytest.raises(KeyboardInterrupt):
            await house.amend()
    assert len(house.channel.amendments) == 1
    assert house.states() == [Amendment.WANTED]
    assert await house.amender().run() == 0  # the lease holds
    house.clock.forward(LEASE + MINUTE)
    assert await house.amender().run() == 1
    assert house.states() == [Amendment.AMENDED]
    assert house.channel.amendments[0] == house.channel.amendments[1]  # the same again, into the same message


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_processes_never_amend_the_same(house: House) -> None:
    """Each message would be edited twice, at twice the rate that the platform takes."""
    for number in range(5):
        house.post(house.ask("quote", speaker="Lindqvist"), str(number))
    messages = PostedMessages(house.database)
    house.writer.remove_document(NAME)
    assert messages.want([one.number for one in house.listing()]) == 5
    taken = [messages.claim(["discord"], owner, MORNING, 3) for owner in ("one", "two", "three")]
    ids = [one.id for some in taken for one in some]
    assert (len(ids), len(set(ids))) == (5, 5)
    assert messages.amended(taken[0][0], "two", "x", MORNING) is False


async def test_a_turned_page_takes_the_place_of_what_was_shown(house: House) -> None:
    """Amending would turn a message back to the page that it showed first."""
    house.post(house.ask("quote", speaker="Lindqvist"), "501")
    house.post(house.ask("event", what="2021"), "501")
    house.writer.store_document(ferry(IN_JUNE, may=JUNE))
    assert house.listing() == ()


async def test_forgetting_takes_the_words_out_of_what_is_kept_of_messages(house: House) -> None:
    """An erased text would live on in the record of what was posted, or nobody could take it off the channel."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.post(house.ask("source", document=NAME), "502")
    house.writer.forget_document(NAME)
    with house.database.read() as connection:
        rows = [tuple(row) for table in (posted, posted_item) for row in connection.execute(select(table))]
    assert len(rows) == 4
    kept = repr([[value for value in row if value != NAME] for row in rows])
    assert [word for word in ("ferry", "Ferry", "said", "Oldhaven") if word in kept] == []
    assert [one.before for found in house.listing() for one in found.differences] == ["", ""]
    await house.amend()
    assert all("Removed on 16 May 2031" in texts(reply) for _, reply in house.channel.amendments)


def test_a_document_that_was_posted_very_often_can_be_forgotten(house: House) -> None:
    """What a thousand messages show could not be erased at all: one statement for all of them is too large."""
    reply = house.ask("quote", speaker="Mara Lindqvist")
    for number in range(1_050):
        house.post(reply, str(number))
    house.writer.forget_document(NAME)
    with house.database.read() as connection:
        kept = [*connection.execute(select(posted.c.reply)).scalars(), *connection.execute(_SHOWN).scalars()]
    assert len(kept) >= 2 * 1_050
    assert not [one for one in kept if "ferry line" in one]


_SHOWN = select(posted_item.c.words + posted_item.c.passages)


def test_nothing_is_kept_of_what_shows_nothing(house: House) -> None:
    """Every /help would be noted for a year."""
    house.post(house.ask("help"))
    house.writer.remove_document(NAME)
    assert list(PostedMessages(house.database).stale()) == []


def test_messages_are_forgotten_with_their_server_and_with_time(house: House) -> None:
    """A bot that was removed would go on knowing what it had said there."""
    reply = house.ask("quote", speaker="Lindqvist")
    house.post(reply, "1")
    house.post(reply, "2", address=Address("discord", "other", "78"))
    house.clock.forward(DAY)
    house.post(reply, "3")
    house.writer.remove_document(NAME)
    Servers(house.database).forget("discord", "other")
    assert [one.message_ids for one in house.listing()] == [("3",), ("1",)]
    assert PostedMessages(house.database).prune(MORNING + HOUR) == 1
    assert [one.message_ids for one in house.listing()] == [("3",)]


def test_listing_is_by_server_and_channel(house: House) -> None:
    """People would see, and change, what was posted in somebody else's server."""
    reply = house.ask("quote", speaker="Lindqvist")
    for server, channel in (("1", "10"), ("1", "11"), ("2", "20")):
        house.post(reply, channel, address=Address("discord", server, channel))
    house.post(reply, "30", address=Address("slack", "1", "10"))
    house.writer.remove_document(NAME)
    listing = CorrectionDesk(house.corpus).listing
    assert {one.message_ids[0] for one in listing("discord", "1")} == {"10", "11"}
    assert {one.message_ids[0] for one in listing("discord", "1", "11")} == {"11"}
    assert len(tuple(listing())) == 4


def test_a_renamed_document_is_found_again(house: House) -> None:
    """Moving a folder would hide every later correction of what is in it."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.rename_document(NAME, "2031/ferry.txt")
    assert house.listing() == ()
    house.writer.store_document(ferry(IN_JUNE, may=JUNE, name="2031/ferry.txt"))
    assert house.states() == [Amendment.OPEN]


@pytest.mark.parametrize("name", SAMPLES)
def test_replies_are_kept_as_they_are(name: str) -> None:
    """A message would be amended into something that was never posted."""
    reply = SAMPLES[name]
    plain = replace(reply, cards=tuple(replace(card, image=None) for card in reply.cards))
    assert reply_from_json(reply_to_json(reply)) == plain


def test_pictures_are_not_kept() -> None:
    """A picture of former words would be shown beside the present ones, and fill the database."""
    card = Card(CardKind.INFO, image=Image(b"\x89PNG" * 1000, "a line"))
    assert len(reply_to_json(Reply("", (card,)))) < 100


def test_moments_are_aware(house: House) -> None:
    """A message would be dated by the machine that happened to note it."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    house.writer.remove_document(NAME)
    assert house.listing()[0].posted_at.tzinfo is dt.UTC


def test_a_changed_header_alone_is_judged_by_what_was_shown(house: House) -> None:
    """A headline that was corrected would have quotes amended that read as they did."""
    house.post(house.ask("quote", speaker="Lindqvist"))
    known = ferry()
    house.writer.store_document(replace(known, document=replace(known.document, header=Metadata(title="Other"))))
    assert house.listing() == ()
