"""Every database keeps the promises of the outbox: claimed by one, planned once, suspended once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from bot.model.subscriptions import Address, Outcome, PostKind, State
from bot.schedule.planner import plan_for
from bot.store.chats.clock import ClockMemory
from bot.store.chats.history import History
from bot.store.chats.outbox import LEASE, Claim, Outbox, Plan, PlannedRow, documents_name, documents_of
from bot.store.chats.servers import Servers
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.database import Database
from bot.store.tables import reminders as tables
from tests.archives import KINDS, open_archive
from tests.reminders import HOUR, MINUTE, MORNING, PRESS, subscribed, wish

BOTH = ["discord", "slack"]


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database of each kind."""
    with open_archive(request.param, tmp_path_factory.mktemp("archive")) as database:
        yield database


@pytest.fixture
def database(opened: Database) -> Database:
    """The same, without subscriptions."""
    subscriptions = Subscriptions(opened)
    for one in list(subscriptions.every()):
        subscriptions.forget_server(one.address.platform, one.address.server)
    return opened


@pytest.fixture
def outbox(database: Database) -> Outbox:
    """The outbox of that database."""
    return Outbox(database)


def one_claim(database: Database, owner: str = "me", now: dt.datetime = MORNING) -> Claim:
    """Plan and claim one occurrence."""
    outbox = Outbox(database)
    outbox.plan([plan_for(one, now) for one in Subscriptions(database).due(now, 10)])
    (claim,) = outbox.claim(BOTH, owner, now, 10)
    return claim


def outcomes(database: Database) -> list[tuple[str, Outcome]]:
    """The names of all rows and what became of them, oldest first."""
    return [(one.name, one.outcome) for one, _ in reversed(History(database).recent(100))]


def test_the_tables_are_those_of_the_program(opened: Database) -> None:
    """A migration that differs from the code would fail at the first post."""
    with opened.read() as connection:
        found = inspect(connection)
        for table in (tables.subscription, tables.outbox, tables.held_back, tables.clock_state):
            assert {column["name"] for column in found.get_columns(table.name)} == set(table.c.keys())
            assert {index.name for index in table.indexes} <= {index["name"] for index in found.get_indexes(table.name)}


def test_the_same_wish_twice_is_one_subscription(database: Database) -> None:
    """Who asks again for a later hour would get both posts."""
    first = subscribed(database)
    again, is_new = Subscriptions(database).keep(PRESS, wish(at="10:00"), "2003", MORNING, MORNING + HOUR)
    assert (again.id, is_new, again.wish.at, again.created_by) == (first.id, False, dt.time(10), "2002")
    elsewhere = subscribed(database, address=Address("discord", "4194304", "78"))
    assert elsewhere.id != first.id


def test_the_same_wish_at_the_same_moment_is_one_subscription(database: Database) -> None:
    """A double click, taken in by two threads or two machines, would end in an error or in two posts."""
    kept: list[int] = []
    askers = [threading.Thread(target=lambda: kept.append(subscribed(database).id)) for _ in range(8)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert len(kept) == 8
    assert len(set(kept)) == 1


def test_an_ended_wish_can_be_made_again(database: Database) -> None:
    """A channel that unsubscribed could never subscribe again."""
    first = subscribed(database)
    assert Subscriptions(database).change(first.id, State.ENDED) is not None
    assert Subscriptions(database).change(first.id, State.ACTIVE) is None
    assert subscribed(database).id != first.id
    assert len(list(Subscriptions(database).every())) == 1


def test_planned_twice_is_one_row(database: Database, outbox: Outbox) -> None:
    """Two processes that wake in the same minute would post twice."""
    plan = plan_for(subscribed(database), MORNING)
    outbox.plan([plan])
    outbox.plan([plan])
    assert len(outbox.claim(BOTH, "me", MORNING, 10)) == 1
    (stored,) = Subscriptions(database).every()
    assert stored.next_due == MORNING + 24 * HOUR


def test_a_claim_is_one_process_s_alone(database: Database, outbox: Outbox) -> None:
    """Two processes would post the same occurrence."""
    subscribed(database)
    claim = one_claim(database)
    assert outbox.claim(BOTH, "other", MORNING, 10) == ()
    assert outbox.claim(BOTH, "other", MORNING + LEASE / 2, 10) == ()
    (taken,) = outbox.claim(BOTH, "other", MORNING + LEASE, 10)
    assert taken.occurrence.id == claim.occurrence.id
    late = MORNING + LEASE
    assert not outbox.begin(claim, late)
    assert not outbox.settle(claim, Outcome.SENT, late)
    assert not outbox.retry(claim, late, "", surely_not_sent=True)
    assert outbox.begin(taken, late)
    assert outbox.settle(taken, Outcome.SENT, late, message_id="1")
    assert not outbox.settle(taken, Outcome.FAILED, late)
    assert outcomes(database) == [("2031-05-16", Outcome.SENT)]


def test_a_claim_that_ran_out_may_not_begin(database: Database, outbox: Outbox) -> None:
    """A process that was stopped for minutes would wake up and post what another has posted."""
    subscribed(database)
    claim = one_claim(database)
    assert not outbox.begin(claim, MORNING + LEASE)


def test_only_what_this_process_can_post_is_claimed(database: Database, outbox: Outbox) -> None:
    """A process for Slack alone would hold Discord's posts back."""
    subscribed(database)
    outbox.plan([plan_for(one, MORNING) for one in Subscriptions(database).due(MORNING, 10)])
    assert outbox.claim(["slack"], "me", MORNING, 10) == ()
    assert len(outbox.claim(["discord"], "me", MORNING, 10)) == 1


def test_what_was_put_off_waits(database: Database, outbox: Outbox) -> None:
    """A platform that asks us to wait would be asked again at once."""
    subscribed(database)
    claim = one_claim(database)
    outbox.begin(claim, MORNING)
    assert outbox.retry(claim, MORNING + MINUTE, "busy", surely_not_sent=False)
    assert outbox.claim(BOTH, "me", MORNING, 10) == ()
    (again,) = outbox.claim(BOTH, "me", MORNING + MINUTE, 10)
    assert (again.occurrence.attempted_at, again.occurrence.attempts) == (MORNING, 1)
    assert outbox.retry(again, MORNING + MINUTE, "busy", surely_not_sent=True)
    (third,) = outbox.claim(BOTH, "me", MORNING + MINUTE, 10)
    assert third.occurrence.attempted_at is None


def test_what_was_not_begun_can_be_given_back(database: Database, outbox: Outbox) -> None:
    """A process that stops would hold its posts back for minutes."""
    subscribed(database)
    claim = one_claim(database)
    assert outbox.release(claim)
    (again,) = outbox.claim(BOTH, "other", MORNING, 10)
    assert outbox.begin(again, MORNING)
    assert not outbox.release(again)


def test_a_lease_from_a_wrong_clock_does_not_count(database: Database, outbox: Outbox) -> None:
    """A clock that ran a year ahead for a moment would hold a post back for a year."""
    subscribed(database)
    one_claim(database)
    plan = plan_for(subscribed(database, address=Address("slack", "T1", "C1")), MORNING)
    outbox.plan([plan])
    assert len(outbox.claim(["slack"], "hasty", MORNING + 8760 * HOUR, 10)) == 1
    assert len(outbox.claim(["slack"], "other", MORNING, 10)) == 1


def test_a_channel_is_suspended_once(database: Database, outbox: Outbox) -> None:
    """Administrators would be told again for each subscription of a deleted channel, and each day."""
    subscribed(database)
    subscribed(database, wish(PostKind.DAILY))
    other = subscribed(database, address=Address("discord", "4194304", "78"))
    plans = [plan_for(one, MORNING) for one in Subscriptions(database).due(MORNING, 10)]
    outbox.plan(plans)
    first, second, _ = outbox.claim(BOTH, "me", MORNING, 10)
    assert outbox.suspend(first, MORNING, "the channel is gone", "It is gone.") == 2
    assert outbox.suspend(second, MORNING, "the channel is gone", "It is gone.") == 0
    notices = [one for one, _ in History(database).recent(10) if one.notice]
    assert [(one.notice, one.outcome) for one in notices] == [("It is gone.", Outcome.WAITING)]
    states = {one.id: (one.state, one.reason) for one in Subscriptions(database).every()}
    assert states.pop(other.id) == (State.ACTIVE, "")
    assert set(states.values()) == {(State.SUSPENDED, "the channel is gone")}
    assert Subscriptions(database).due(MORNING + 48 * HOUR, 10) != ()
    assert {one.id for one in Subscriptions(database).due(MORNING + 48 * HOUR, 10)} == {other.id}


def test_new_documents_are_told_of_once(database: Database, outbox: Outbox) -> None:
    """An ingest would be announced twice, or to channels that did not ask."""
    subscribed(database, wish(PostKind.NEW), due=None)
    subscribed(database)
    assert outbox.plan_documents(7, MORNING) == 1
    assert outbox.plan_documents(7, MORNING) == 0
    assert outbox.plan_documents(9, MORNING) == 1
    assert outcomes(database) == [("documents 1-7", Outcome.WAITING), ("documents 8-9", Outcome.WAITING)]
    assert documents_of(documents_name(8, 9)) == (8, 9)
    assert documents_of("2031-05-16") is None


def test_an_ingest_is_told_of_when_it_is_over(database: Database) -> None:
    """A channel would get a post for every document of a large folder."""
    memory = ClockMemory(database)
    assert memory.documents_at_rest(MORNING, 2 * MINUTE) is None
    assert memory.documents_at_rest(MORNING + MINUTE, 2 * MINUTE) is None
    assert memory.documents_at_rest(MORNING + 2 * MINUTE, 2 * MINUTE) == 0


def test_ticks_are_remembered(database: Database) -> None:
    """`check` could not say that nobody delivers."""
    memory = ClockMemory(database)
    memory.finish_tick(MORNING)
    memory.finish_tick(MORNING + MINUTE)
    assert memory.last_tick() == MORNING + MINUTE


def test_counts_and_pruning(database: Database, outbox: Outbox) -> None:
    """Metrics would be wrong, and the history would grow for ever."""
    one = subscribed(database)
    rows = (
        PlannedRow("2031-05-14", MORNING - 48 * HOUR, Outcome.SKIPPED, "late"),
        PlannedRow("2031-05-15", MORNING - 24 * HOUR, Outcome.SKIPPED, "late"),
        PlannedRow("2031-05-16", MORNING),
    )
    outbox.plan([Plan(one, rows, MORNING + 24 * HOUR)])
    (claim,) = outbox.claim(BOTH, "me", MORNING, 10)
    outbox.begin(claim, MORNING)
    outbox.settle(claim, Outcome.SENT, MORNING + HOUR)
    history = History(database)
    counts = history.counts(MORNING - 72 * HOUR)
    assert (counts.due, counts.sent, counts.late, counts.skipped, counts.failed, counts.open) == (3, 1, 1, 2, 0, 0)
    assert history.last_results([one.id])[one.id].name == "2031-05-16"
    assert history.prune(MORNING - 30 * HOUR) == 1
    assert history.counts(MORNING - 72 * HOUR).due == 2


def test_a_server_can_be_forgotten(database: Database) -> None:
    """A server that removed the bot would be kept in the database."""
    subscribed(database)
    one_claim(database)
    kept = subscribed(database, address=Address("discord", "5", "79"))
    Servers(database).forget("discord", "4194304")
    assert outcomes(database) == []
    assert [one.id for one in Subscriptions(database).every()] == [kept.id]
