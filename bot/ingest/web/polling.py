"""Polling feeds that are due: their new pages into the archive, and what became of each poll into the database."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from bot.errors import ComeBackLaterError, FetchError
from bot.fetch.client import Validators
from bot.ingest.origin import Origin
from bot.ingest.report import IngestReport
from bot.ingest.run import Options
from bot.ingest.web.listing import Link
from bot.ingest.web.reading import Haul, WebOptions, WebReader, ingest_haul
from bot.model.feeds import FeedState
from bot.readers.apart import reading
from bot.store.engine.database import Database
from bot.store.writing.feeds import Feeds, KnownPage

TRIES = 4
"""Polls in which a page that cannot be had is tried."""

LONGEST_PAUSE = dt.timedelta(days=1)
"""Between two polls of a feed that fails, however often it has."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll did. ``report`` counts what its pages brought."""

    state: FeedState
    report: IngestReport


def poll_due(database: Database, web: WebOptions, options: Options) -> tuple[Poll, ...]:
    """Poll every feed that is due and that nobody else polls. Raises StoreError where the database or inbox fails.

    ``options.stop`` is asked between pages; a feed that was left for it stays due.
    """
    poller, polls = _Poller(database, web, options), []
    with reading():
        while not options.stop() and (claimed := poller.feeds.claim(poller.owner, web.now())):
            polls.append(poller.poll(claimed))
    return tuple(polls)


class _Poller:
    """Polls one feed after the other, under one owner's name."""

    def __init__(self, database: Database, web: WebOptions, options: Options) -> None:
        self.feeds = Feeds(database)
        self.owner = secrets.token_hex(8)
        self._database = database
        self._web = web
        self._options = options
        self._reader = WebReader(database, web)

    def poll(self, state: FeedState) -> Poll:
        """Poll a feed that was claimed, and settle it."""
        report, now = IngestReport(), self._web.now()
        try:
            after = self._polled(state, report)
        except ComeBackLaterError as error:
            wait = max(dt.timedelta(seconds=error.seconds), state.stated.every)
            after = replace(state, next_due=now + wait, polled_at=now, error=error.reason)
        except FetchError as error:
            failures = state.failures + 1
            pause = min(state.stated.every * 2 ** min(failures, 16), max(LONGEST_PAUSE, state.stated.every))
            after = replace(state, next_due=now + pause, polled_at=now, failures=failures, error=error.reason)
        except BaseException:
            self.feeds.release(state.stated.url, self.owner)
            raise
        if self._options.stop():
            self.feeds.release(state.stated.url, self.owner)
        else:
            self.feeds.settle(after, self.owner)
        return Poll(after, report)

    def _polled(self, state: FeedState, report: IngestReport) -> FeedState:
        """Fetch the list and its new pages. Raises FetchError where the list itself cannot be had."""
        url, now = state.stated.url, self._web.now()
        page, links = self._reader.list_of(url, Validators(state.etag, state.last_modified))
        worked = replace(state, next_due=now + state.stated.every, polled_at=now, worked_at=now, failures=0)
        if page.unchanged:
            return replace(worked, error="")
        haul = Haul()
        wanted = [link for link in self._reader.followed(links, haul) if _fits(link, state.stated.only)]
        known = self.feeds.pages(url)
        new = [link for link in wanted if _is_new(link, known.get(link.url))]
        brought, failed = self._bring(state, new[: self._web.most], known, haul, report)
        self.feeds.forget(url, {link.url for link in wanted}, now)
        # With pages left over the list is needed again, changed or not; so is one of lists, which change by themselves.
        rest = len(new) > self._web.most or bool(failed) or any(link.listing for link in links)
        after = replace(worked, pages=state.pages + brought, error=_summary(failed, haul))
        if rest:
            return replace(after, etag="", last_modified="")
        return replace(after, etag=page.validators.etag, last_modified=page.validators.last_modified)

    def _bring(
        self, state: FeedState, links: Sequence[Link], known: dict[str, KnownPage], lists: Haul, report: IngestReport
    ) -> tuple[int, list[str]]:
        """Have each page in the archive before the next is fetched. How many came, and why others did not."""
        brought, failed = 0, []
        report.notices += lists.notices
        for link in links:
            now = self._web.now()
            if self._options.stop() or not self.feeds.renew(state.stated.url, self.owner, now):
                break
            haul = Haul()
            try:
                came = self._reader.bring(link, Origin(publisher=state.stated.publisher), haul)
            except ComeBackLaterError as error:
                failed.append(error.reason)
                break
            report.add(ingest_haul(haul, self._database, self._web.inbox, self._options))
            before = known.get(link.url)
            tries = 0 if came else (before.tries if before and before.stamp == link.stamp else 0) + 1
            self.feeds.note(state.stated.url, link.url, KnownPage(link.stamp, tries), now)
            brought += came
            if not came:
                failed.append(haul.notices[-1].text.removesuffix("; left out"))
        return brought, failed


def _fits(link: Link, only: Sequence[str]) -> bool:
    return not only or any(fnmatchcase(urlsplit(link.url).path, glob) for glob in only)


def _is_new(link: Link, known: KnownPage | None) -> bool:
    """Tell whether a page is to be fetched: never had, said to have changed, or failed not too often."""
    return known is None or known.stamp != link.stamp or 0 < known.tries < TRIES


def _summary(failed: Sequence[str], lists: Haul) -> str:
    """What was wrong with a poll that worked on the whole; empty where nothing was."""
    wrong = [*(notice.text for notice in lists.notices), *failed]
    return f"{len(wrong)} could not be had: {wrong[-1]}" if wrong else ""
