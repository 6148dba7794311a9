"""Following feeds: polled when due, politely, by one process, each page once; and what a person is told of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot.beside import follow_corpus, poll_feeds
from bot.bootstrap import build_beside, open_archive
from bot.errors import StoreError
from bot.ingest.run import Options
from bot.ingest.web import Inbox, WebOptions
from bot.ingest.web.polling import Poll, poll_due
from bot.model.feeds import FeedState, StatedFeed
from bot.parallel import start_apart
from bot.schedule.children import Child, Follower
from bot.schedule.feeds import FeedClock, check_feeds, list_feeds
from bot.settings import Settings
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database
from bot.store.writing.feeds import LEASE, Feeds
from tests.reminders import HOUR, MINUTE, MORNING, HandClock
from tests.web import Web, fetcher

HALF = dt.timedelta(minutes=30)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{}</channel></rss>'
PATIENCE = 180.0
"""Seconds until a thing that did not happen is a failure; what comes is not waited for."""


class Bench:
    """A feed of the test's web, its clock, and what polls it."""

    def __init__(self, web: Web, database: Database, folder: Path) -> None:
        self.web = web
        self.database = database
        self.feeds = Feeds(database)
        self.clock = HandClock()
        self.options = WebOptions(fetcher(web), Inbox(folder / "inbox"), most=3, now=self.clock)

    def stated(self, path: str = "/feed", **more: object) -> StatedFeed:
        """State a feed, alone."""
        one = StatedFeed(self.web.url(path), **({"publisher": "The Post", "every": HALF} | more))  # type: ignore[arg-type]
        self.feeds.state([one], self.clock())
        return one

    def serve(self, *numbers: int, path: str = "/feed", etag: str = "") -> None:
        """Serve a feed that names these pages, and the pages."""
        items = "".join(_item(f"/news/{number}", number) for number in numbers)
        if etag:
            self.web.versioned(path, FEED.format(items), etag, "application/rss+xml")
        else:
            self.web.put(path, FEED.format(items), "application/rss+xml")
        for number in numbers:
            self.web.put(f"/news/{number}", page(number))

    def poll(self, after: dt.timedelta = dt.timedelta(), options: Options | None = None) -> tuple[Poll, ...]:
        """Let time pass, then poll what is due."""
        self.clock.forward(after)
        return poll_due(self.database, self.options, options or Options())

    def state(self) -> FeedState:
        """How the one feed fares."""
        (state,) = self.feeds.every()
        return state

    def titles(self) -> set[str]:
        """The titles of the documents in the archive."""
        return {row.title for row in Corpus(self.database).documents(Filters(), limit=100).rows}


def _item(link: str, number: int) -> str:
    date = f"{number:02} May 2031 08:00:00 GMT"
    return f"<item><title>Bridge {number}</title><link>{link}</link><pubDate>{date}</pubDate></item>"


def page(number: int) -> str:
    """An article."""
    words = f"“We kept word number {number},” said the mayor, Jonas Halvorsen. The bridge had been closed all winter."
    return f"<html><head><title>Bridge {number}</title></head><body><article><p>{words}</p></article></body></html>"


@pytest.fixture
def bench(web: Web, database: Database, tmp_path: Path) -> Bench:
    """A feed and what polls it."""
    return Bench(web, database, tmp_path)


def test_new_pages_of_a_feed_come_in_once_when_it_is_due(bench: Bench) -> None:
    """News would be missed, or everything be fetched at each look."""
    bench.serve(1, 2)
    bench.stated()
    assert [poll.report.stored for poll in bench.poll()] == [2]
    assert bench.poll() == ()
    assert bench.poll(HALF - MINUTE) == ()
    bench.serve(1, 2, 3)
    assert [poll.report.stored for poll in bench.poll(MINUTE)] == [1]
    assert bench.titles() == {"Bridge 1", "Bridge 2", "Bridge 3"}
    assert bench.web.paths().count("/news/1") == 1
    rows = Corpus(bench.database).documents(Filters(publisher="The Post"), limit=9).rows
    assert len(rows) == 3
    assert (bench.state().pages, bench.state().failures, bench.state().next_due) == (3, 0, MORNING + 2 * HALF)


def test_an_unchanged_feed_is_asked_for_conditionally(bench: Bench) -> None:
    """The whole feed would be loaded every half hour."""
    bench.serve(1, etag='"1"')
    bench.stated()
    bench.poll()
    bench.poll(HALF)
    assert [headers.get("If-None-Match") for path, headers in bench.web.asked if path == "/feed"] == [None, '"1"']
    assert bench.state().worked_at == MORNING + HALF


def test_what_is_too_much_for_one_poll_comes_with_the_next(bench: Bench) -> None:
    """A feed with many pages would hold up the others, or lose what did not fit."""
    bench.serve(1, 2, 3, 4, 5, etag='"1"')
    bench.stated()
    assert [poll.report.stored for poll in bench.poll()] == [3]
    assert [poll.report.stored for poll in bench.poll(HALF)] == [2]
    assert [poll.report.stored for poll in bench.poll(HALF)] == [0]
    assert len(bench.titles()) == 5


def test_only_pages_whose_path_fits_are_fetched(bench: Bench) -> None:
    """Sport and weather would fill an archive of politics."""
    bench.serve(1)
    bench.web.put("/feed", FEED.format(_item("/news/1", 1) + _item("/sport/2", 2)))
    bench.stated(only=("/news/*",))
    bench.poll()
    assert bench.titles() == {"Bridge 1"}
    assert "/sport/2" not in bench.web.paths()


def test_a_page_that_its_feed_says_has_changed_is_fetched_again(bench: Bench) -> None:
    """Corrections would never arrive."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    entry = "<urlset {}><url><loc>{}</loc><lastmod>{}</lastmod></url></urlset>"
    bench.serve(1)
    for day, expected in (("2031-05-01", (1, 0)), ("2031-05-01", (0, 0)), ("2031-05-02", (0, 1))):
        bench.web.put("/feed", entry.format(space, bench.web.url("/news/1"), day), "application/xml")
        if expected == (0, 1):
            bench.web.put("/news/1", page(1).replace("all winter", "since March"))
        bench.stated()
        ((stored, changed),) = [(poll.report.stored, poll.report.changed) for poll in bench.poll(HALF)]
        assert (stored, changed) == expected


def test_lists_of_lists_are_looked_into_though_they_are_unchanged(bench: Bench) -> None:
    """A site whose index of sitemaps never changes would bring no page after the first poll."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>{bench.web.url('/pages.xml')}</loc></sitemap></sitemapindex>"
    bench.web.versioned("/feed", index, '"1"', "application/xml")
    bench.stated()
    for number in (1, 2):
        bench.web.put(f"/news/{number}", page(number))
        pages = f"<urlset {space}><url><loc>{bench.web.url(f'/news/{number}')}</loc></url></urlset>"
        bench.web.put("/pages.xml", pages, "application/xml")
        bench.poll(HOUR)
    assert len(bench.titles()) == 2


def test_a_feed_that_works_again_shows_no_old_fault(bench: Bench) -> None:
    """The list of feeds would name a fault that is over, for as long as the feed stays as it is."""
    bench.serve(1, etag='"1"')
    bench.stated()
    bench.poll()
    bench.web.put("/feed", "", status=500)
    bench.poll(HOUR)
    assert bench.state().error
    bench.serve(1, etag='"1"')
    bench.poll(2 * HOUR)
    assert (bench.state().failures, bench.state().error) == (0, "")


def test_a_feed_that_fails_is_asked_more_and_more_seldom(bench: Bench) -> None:
    """A dead feed would be asked for ever at full pace, or the person never hear of it."""
    bench.stated()
    pauses = []
    for _ in range(8):
        bench.poll()
        pauses.append(bench.state().next_due - bench.clock())
        bench.clock.now = bench.state().next_due
    assert pauses == [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, 24 * HOUR, 24 * HOUR, 24 * HOUR]
    assert "no such page" in bench.state().error
    (finding,) = check_feeds(bench.database)
    assert "failed, 8 in a row" in finding.message
    (row,) = list_feeds(bench.database)
    assert (row["state"], row["failures"]) == ("failing", 8)
    bench.serve(1)
    bench.poll()
    assert (bench.state().failures, bench.state().error) == (0, "")
    assert check_feeds(bench.database) == []


def test_a_feed_that_asks_for_patience_gets_it(bench: Bench) -> None:
    """A server that is busy would be asked on."""
    bench.web.put("/feed", "", status=429, Retry_After="7200")
    bench.stated()
    bench.poll()
    assert bench.state().next_due == MORNING + 2 * HOUR
    assert bench.poll(HOUR) == ()


def test_a_page_that_cannot_be_had_is_tried_some_times_and_costs_no_other(bench: Bench) -> None:
    """One dead link would stop a feed, or be asked for until the end of time."""
    bench.serve(1, 2, etag='"1"')
    del bench.web.pages["/news/2"]
    bench.stated()
    for _ in range(7):
        bench.poll(HALF)
    assert bench.titles() == {"Bridge 1"}
    assert bench.web.paths().count("/news/2") == 4
    assert bench.state().failures == 0


@pytest.mark.parametrize("body", ["<html><body>Sorry</body></html>", "", "<rss><channel>"])
def test_what_is_no_feed_is_told(bench: Bench, body: str) -> None:
    """A wrong address would look like a feed without news."""
    bench.web.put("/feed", body)
    bench.stated()
    bench.poll()
    assert bench.state().failures == 1


def test_a_feed_no_longer_stated_is_no_longer_polled(bench: Bench) -> None:
    """A feed could not be got rid of; its documents stay."""
    bench.serve(1)
    bench.stated()
    bench.poll()
    bench.feeds.state([], bench.clock())
    assert (bench.feeds.every(), bench.poll(HALF)) == ((), ())
    assert bench.titles() == {"Bridge 1"}


def test_one_process_polls_a_feed_and_another_takes_over_when_it_died(bench: Bench) -> None:
    """Two processes would fetch everything twice, or a feed stay with a dead one for ever."""
    one = bench.stated()
    claimed = bench.feeds.claim("first", bench.clock())
    assert claimed is not None
    assert (bench.feeds.claim("second", bench.clock()), bench.feeds.any_due(bench.clock())) == (None, False)
    bench.clock.forward(LEASE - MINUTE)
    assert bench.feeds.renew(one.url, "first", bench.clock())
    bench.clock.forward(LEASE - MINUTE)
    assert bench.feeds.claim("second", bench.clock()) is None
    bench.clock.forward(MINUTE)
    assert bench.feeds.claim("second", bench.clock()) is not None
    assert not bench.feeds.renew(one.url, "first", bench.clock())
    assert not bench.feeds.settle(claimed, "first")


def test_a_poll_that_is_told_to_stop_goes_on_later(bench: Bench) -> None:
    """Stopping the bot would wait for all pages, or lose those not fetched."""
    bench.serve(1, 2, 3)
    bench.stated()
    stop = threading.Event()
    (poll,) = bench.poll(options=Options(stop=lambda: bool(bench.titles()) or stop.is_set()))
    assert poll.report.stored == 1
    assert [poll.report.stored for poll in bench.poll()] == [2]


def web_of(port: int, inbox: Path, _settings: Settings) -> WebOptions:
    """The web on ``port``, for a process of its own."""
    return WebOptions(fetcher(Web(port)), Inbox(inbox))


def settings_of(tmp_path: Path) -> Settings:
    """Settings for the archive and the corpus of the test."""
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    return Settings(_env_file=None, database_url=url, corpus_path=tmp_path / "news", log_level="ERROR")


async def seen(happened: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - it happens in another process, which sets no event of ours
            await asyncio.sleep(0.05)


async def test_serving_polls_what_corpus_toml_states_in_a_process_of_its_own(bench: Bench, tmp_path: Path) -> None:
    """Feeds would not be polled while the bot serves, or an edit of corpus.toml need a restart."""
    bench.serve(1)
    settings = settings_of(tmp_path)
    settings.corpus_path.mkdir()
    make = partial(web_of, bench.web.port, tmp_path / "inbox")
    clock = FeedClock(bench.database, settings.corpus_path, partial(poll_feeds, settings, make))
    assert await clock.tick() is False
    (settings.corpus_path / "corpus.toml").write_text(f'[[feeds]]\nurl = "{bench.web.url("/feed")}"\nevery = "1h"\n')
    assert await clock.tick() is True
    assert bench.titles() == {"Bridge 1"}
    assert await clock.tick() is False
    (settings.corpus_path / "corpus.toml").write_text("feeds = 3")
    assert await clock.tick() is False
    assert len(bench.feeds.every()) == 1
    await clock.close()


async def test_feeds_that_the_database_could_not_take_are_taken_with_the_next_look(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed stated while the database was busy would not be followed until corpus.toml is changed again."""
    (tmp_path / "corpus.toml").write_text(f'[[feeds]]\nurl = "{bench.web.url("/feed")}"\n')
    clock = FeedClock(bench.database, tmp_path, partial(int), bench.clock)

    def busy(*_: object) -> None:
        raise StoreError("The database is busy.")

    with monkeypatch.context() as patched:
        patched.setattr(Feeds, "state", busy)
        assert not await clock.tick()
    assert await clock.tick()
    await clock.close()
    assert bench.state().stated.url == bench.web.url("/feed")


async def test_the_clock_looks_at_once_and_stops_when_told(bench: Bench, tmp_path: Path) -> None:
    """A feed would wait for the first full minute, or the bot not end while a feed is polled."""
    bench.serve(1)
    settings = settings_of(tmp_path)
    make = partial(web_of, bench.web.port, tmp_path / "inbox")
    clock = FeedClock(bench.database, settings.corpus_path, partial(poll_feeds, settings, make))
    bench.feeds.state([StatedFeed(bench.web.url("/feed"))], dt.datetime.now(dt.UTC))
    running = asyncio.create_task(clock.run())
    await seen(lambda: bench.state().pages == 1)
    await clock.close()
    async with asyncio.timeout(PATIENCE):
        await running


async def test_serving_follows_the_folder_in_a_process_of_its_own(database: Database, tmp_path: Path) -> None:
    """New files would wait for a restart, or reading them hold up the answers."""
    settings = settings_of(tmp_path)
    settings.corpus_path.mkdir()
    (settings.corpus_path / "a.txt").write_text("The bridge is open. “Open,” she said.")
    follower = Follower("documents", partial(follow_corpus, settings))
    running = asyncio.create_task(follower.run())

    async def until(count: int) -> None:
        await seen(lambda: Corpus(database).stats().documents == count)

    await until(1)
    (settings.corpus_path / "b.txt").write_text("The ferry stays. “Stays,” she said.")
    await until(2)
    await follower.close()
    async with asyncio.timeout(PATIENCE):
        await running


def test_a_poll_that_was_killed_loses_and_doubles_nothing(bench: Bench, tmp_path: Path) -> None:
    """A crash, or a machine without power, would cost pages, or bring them twice."""
    bench.serve(1, 2, 3)
    bench.feeds.state([StatedFeed(bench.web.url("/feed"))], dt.datetime.now(dt.UTC))
    over = threading.Event()
    page_two = bench.web.pages["/news/2"]
    bench.web.pages["/news/2"] = lambda _: over.wait(PATIENCE) and None
    process = start_apart(
        partial(poll_feeds, settings_of(tmp_path), partial(web_of, bench.web.port, tmp_path / "inbox"))
    )
    asyncio.run(seen(lambda: "/news/2" in bench.web.paths()))
    process.kill()
    process.join()
    over.set()
    bench.web.pages["/news/2"] = page_two
    bench.clock.now = dt.datetime.now(dt.UTC) + MINUTE
    assert bench.poll() == ()
    assert [poll.report.stored for poll in bench.poll(LEASE)] == [2]
    assert bench.titles() == {"Bridge 1", "Bridge 2", "Bridge 3"}
    assert Corpus(bench.database).stats().documents == 3
    assert bench.web.paths().count("/news/3") == 1


@pytest.mark.parametrize(
    ("watch", "names"), [(False, ["reminders", "feeds", "names"]), (True, ["reminders", "feeds", "names", "documents"])]
)
def test_what_runs_beside_the_chats_follows_the_settings(tmp_path: Path, watch: bool, names: list[str]) -> None:
    """WATCH would be set and nothing be followed, or a folder be followed that nobody asked for."""
    settings = settings_of(tmp_path).model_copy(update={"watch": watch})
    with open_archive(settings) as archive:
        assert [one.name for one in build_beside(settings, archive)] == names


def fails() -> None:
    """Work that ends badly."""
    raise SystemExit(3)


async def test_a_process_that_ends_badly_is_started_again(caplog: pytest.LogCaptureFixture) -> None:
    """One crash would end the following for good, or take the bot along."""
    assert await Child("work", fails).run() is False
    follower = Follower("work", fails, first_pause=0.01)
    running = asyncio.create_task(follower.run())
    await seen(lambda: sum("ended badly" in record.message for record in caplog.records) >= 3)
    await follower.close()
    await running
