"""What is kept about feeds and fetched pages, in each kind of database."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.model.feeds import StatedFeed
from bot.store.engine.database import Database
from bot.store.writing.feeds import KEPT, LEASE, Feeds, KnownPage
from bot.store.writing.fetched import FetchedPage, FetchedPages
from tests.reminders import DAY, HOUR, MINUTE, MORNING

POST = StatedFeed("https://post.example/rss", "The Post", HOUR, ("/news/*",))
WIRE = StatedFeed("https://wire.example/sitemap.xml")


def test_feeds_are_kept_as_they_are_stated(database: Database) -> None:
    """A feed would lose its history whenever another is added, or go on after it was taken out."""
    feeds = Feeds(database)
    feeds.state([POST], MORNING)
    claimed = feeds.claim("one", MORNING)
    assert claimed is not None
    after = replace(claimed, next_due=MORNING + HOUR, polled_at=MORNING, error="x", pages=3, etag='"1"')
    assert feeds.settle(after, "one")
    feeds.state([POST, WIRE], MORNING + MINUTE)
    assert after in feeds.every()
    assert {one.stated for one in feeds.every()} == {POST, WIRE}
    changed = replace(POST, publisher="Another")
    feeds.state([changed], MORNING + MINUTE)
    (one,) = feeds.every()
    assert (one.stated, one.pages, one.etag, one.next_due) == (changed, 3, "", MORNING + MINUTE)


def test_many_processes_that_start_at_once_state_the_same(database: Database) -> None:
    """Two bots that start together would end with an error of the database."""
    feeds = Feeds(database)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: feeds.state([POST, WIRE], MORNING), range(8)))
    assert len(feeds.every()) == 2


def test_each_feed_is_claimed_once_until_its_lease_is_over(database: Database) -> None:
    """Two processes would fetch the same pages, or a feed stay with a process that died."""
    feeds = Feeds(database)
    feeds.state([POST, WIRE], MORNING)
    with ThreadPoolExecutor(4) as threads:
        claims = list(threads.map(lambda number: feeds.claim(f"owner {number}", MORNING), range(4)))
    urls = [claim.stated.url for claim in claims if claim]
    while (more := feeds.claim("last", MORNING)) is not None:  # who met another at the same row may have gone away
        urls.append(more.stated.url)
    assert sorted(urls) == [POST.url, WIRE.url]
    assert not feeds.any_due(MORNING)
    assert feeds.any_due(MORNING + LEASE)
    assert feeds.claim("heir", MORNING + LEASE) is not None


def test_a_lease_from_a_clock_that_was_wrong_does_not_hold(database: Database) -> None:
    """A machine whose clock was a year ahead would keep a feed from being polled for a year."""
    feeds = Feeds(database)
    feeds.state([POST], MORNING)
    assert feeds.claim("ahead", MORNING + 365 * DAY) is not None
    assert feeds.claim("right", MORNING) is not None


def test_pages_are_remembered_until_their_feed_is_gone(database: Database) -> None:
    """Every page would be fetched at each poll, or the table grow for ever."""
    feeds = Feeds(database)
    feeds.state([POST], MORNING)
    for page in (KnownPage("a", 1), KnownPage("b", 0)):
        feeds.note(POST.url, "https://post.example/1", page, MORNING)
    feeds.note(POST.url, "https://post.example/2", KnownPage("", 0), MORNING)
    feeds.note(WIRE.url, "https://wire.example/1", KnownPage("", 0), MORNING)  # a feed that is not stated any more
    assert feeds.pages(POST.url)["https://post.example/1"] == KnownPage("b", 0)
    feeds.forget(POST.url, {"https://post.example/2"}, MORNING + KEPT + dt.timedelta(seconds=1))
    assert set(feeds.pages(POST.url)) == {"https://post.example/2"}
    feeds.state([], MORNING)
    assert (feeds.pages(POST.url), feeds.pages(WIRE.url)) == ({}, {})


def test_fetched_pages_and_quiet_hosts_are_put_by_many_at_once(database: Database) -> None:
    """Two processes that fetch the same page would end with an error of the database."""
    pages, hour = FetchedPages(database), MORNING + HOUR

    def put(number: int) -> None:
        pages.put(FetchedPage("https://post.example/1", f'"{number}"', "", "post/1.html"))
        pages.keep_quiet("post.example", hour, MORNING)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(put, range(8)))
    pages.put(FetchedPage("https://post.example/1", '"last"'))
    assert pages.get("https://post.example/1") == FetchedPage("https://post.example/1", '"last"')
    assert pages.get("https://post.example/2") is None
    assert (pages.quiet_until("post.example", MORNING), pages.quiet_until("post.example", hour)) == (hour, None)
