"""Addresses -> files in the inbox -> archive. A list (feed, sitemap) stands for the pages that it names."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from bot.errors import ComeBackLaterError, FetchError
from bot.fetch.client import Fetcher, Page, Validators
from bot.fetch.limits import Limits
from bot.fetch.urls import host_of, normal_url, shown
from bot.ingest.origin import Origin, same_site
from bot.ingest.report import IngestReport
from bot.ingest.run import Options, Target, ingest_targets
from bot.ingest.web.inbox import Inbox, name_of_page
from bot.ingest.web.kinds import canonical_link, suffix_for
from bot.ingest.web.listing import Link, is_listing, read_listing
from bot.readers import Notice
from bot.readers.apart import reading
from bot.store.engine.database import Database
from bot.store.writing.fetched import FetchedPage, FetchedPages

MOST_PAGES = 100
"""Pages that are fetched for one list at a time; the newest come first."""

_MOST_LISTS = 10


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How pages are fetched. ``most`` is how many pages of one list; ``on_page`` hears of each with how many remain."""

    fetcher: Fetcher
    inbox: Inbox
    most: int = MOST_PAGES
    on_page: Callable[[str, int], None] = lambda _url, _left: None
    now: Callable[[], dt.datetime] = _now


def web_options(inbox: Path, contact: str, ports: frozenset[int]) -> WebOptions:
    """Fetching as the settings say."""
    return WebOptions(Fetcher(contact, Limits(ports=ports)), Inbox(inbox))


@dataclass(slots=True)
class Haul:
    """What came of fetching. ``files`` are in the inbox, new or not, ``gone`` no longer; ``faults`` did not come."""

    files: list[Path] = field(default_factory=list)
    gone: list[Path] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


def ingest_addresses(
    urls: Sequence[str], database: Database, web: WebOptions, options: Options | None = None
) -> IngestReport:
    """Fetch pages, feeds and sitemaps and bring the archive up to date with them.

    What cannot be had is left out with one line; what did not change since the last time is not fetched again. Raises
    StoreError where the database or the inbox fails.
    """
    options = options or Options()
    reader = WebReader(database, web)
    haul = Haul()
    with reading():
        for url in urls:
            reader.collect(url, haul)
        return ingest_haul(haul, database, web.inbox, options)


def ingest_haul(haul: Haul, database: Database, inbox: Inbox, options: Options) -> IngestReport:
    """Bring the archive up to date with what was fetched; the haul's notices come first in the report."""
    for notice in haul.notices:
        options.tell(notice)
    folder = inbox.folder.resolve()
    targets = [Target(path, folder) for path in dict.fromkeys((*haul.files, *haul.gone))]
    report = ingest_targets(targets, database, replace(options, follow_missing=True)) if targets else IngestReport()
    report.notices[:0] = haul.notices
    report.left_out += sum(notice.left_out for notice in haul.notices)
    return report


class WebReader:
    """Fetches into the inbox and remembers in the database what it has. For one thread. Raises StoreError."""

    def __init__(self, database: Database, web: WebOptions) -> None:
        self._pages = FetchedPages(database)
        self._web = web

    def collect(self, url: str, haul: Haul) -> None:
        """Fetch a page, or the pages of a list; what cannot be had becomes a notice."""
        try:
            found = self.fetch(url, haul)
        except FetchError as error:
            haul.notices.append(Notice(error.name, f"{error.reason}; left out", left_out=True))
            return
        links = self.followed(found, haul)
        for number, link in enumerate(links[: self._web.most]):
            self._web.on_page(link.url, min(len(links), self._web.most) - number)
            try:
                self.bring(link, Origin(), haul)
            except ComeBackLaterError as error:
                haul.notices.append(Notice(error.name, f"{error.reason}; it and the rest are left out", left_out=True))
                break
        if len(links) > self._web.most:
            rest = len(links) - self._web.most
            haul.notices.append(
                Notice(shown(url), f"names {rest:,} more pages than the {self._web.most} that are read at a time")
            )

    def bring(self, link: Link, stated: Origin, haul: Haul) -> bool:
        """Have one page of a list in the inbox: from the list where it bears all of it, else fetched.

        False where it cannot be had, which becomes a notice. Raises ComeBackLaterError where its server asks for it.
        """
        origin = replace(stated, title=link.title, author=link.author, published=link.published)
        try:
            if link.text:
                self._keep(link.url, Page(link.url, _page_of(link), "text/html"), origin, haul)
            elif self.fetch(link.url, haul, origin):
                raise FetchError(shown(link.url), "a list within a list is not followed")
        except ComeBackLaterError:
            raise
        except FetchError as error:
            haul.notices.append(Notice(error.name, f"{error.reason}; left out", left_out=True))
            return False
        return True

    def fetch(self, url: str, haul: Haul, origin: Origin | None = None) -> tuple[Link, ...]:
        """Fetch ``url`` into the inbox, unless it is as we have it; the links of a list, which is not kept.

        Raises FetchError.
        """
        url = normal_url(url, self._web.fetcher.limits.ports)
        known = self._pages.get(url)
        kept = known is not None and self._web.inbox.has(known.file)
        page = self._ask(url, Validators(known.etag, known.last_modified) if known and kept else Validators())
        if page.unchanged and known:
            haul.files.append(self._web.inbox.folder.resolve() / known.file)
            return ()
        if is_listing(page.body):
            return read_listing(page.body, page.url, self._web.fetcher.limits.size)
        self._keep(url, page, origin or Origin(), haul)
        return ()

    def list_of(self, url: str, known: Validators) -> tuple[Page, tuple[Link, ...]]:
        """The list at ``url`` and the pages it names; none where it has not changed. Raises FetchError."""
        page = self._ask(normal_url(url, self._web.fetcher.limits.ports), known)
        if page.unchanged:
            return page, ()
        if not is_listing(page.body):
            raise FetchError(shown(url), "neither a feed (RSS, Atom) nor a sitemap")
        return page, read_listing(page.body, page.url, self._web.fetcher.limits.size)

    def _ask(self, url: str, known: Validators) -> Page:
        """Fetch, unless the host has asked for patience, now or earlier."""
        now, host = self._web.now(), host_of(url)
        until = self._pages.quiet_until(host, now)
        if until is not None:
            raise ComeBackLaterError(shown(url), (until - now).total_seconds())
        try:
            return self._web.fetcher.get(url, known)
        except ComeBackLaterError as error:
            self._pages.keep_quiet(host, now + dt.timedelta(seconds=error.seconds), now)
            raise

    def _keep(self, url: str, page: Page, origin: Origin, haul: Haul) -> None:
        suffix = suffix_for(PurePosixPath(urlsplit(page.url).path).name, page.body, page.content_type)
        if not suffix:
            raise FetchError(shown(url), f"not a format that is read ({page.content_type[:60] or 'nothing said'})")
        place = page.url
        if suffix == ".html":
            place = _identity(page.url, canonical_link(page.body, page.url))
        name = name_of_page(place, suffix)
        before = self._pages.get(url)
        moved = before is not None and before.file != name and self._web.inbox.has(before.file)
        if before and moved and not self._pages.is_shared(before):
            haul.gone.append(self._web.inbox.drop(before.file))
        haul.files.append(
            self._web.inbox.keep(name, page.body, replace(origin, url=place, media_type=page.content_type[:100]))
        )
        self._pages.put(FetchedPage(url, page.validators.etag, page.validators.last_modified, name))

    def followed(self, links: Sequence[Link], haul: Haul) -> list[Link]:
        """``links`` with the lists among them (an index of sitemaps) replaced by what these name, the newest first."""
        pages = [link for link in links if not link.listing]
        for link in [link for link in links if link.listing][:_MOST_LISTS]:
            if len(pages) >= self._web.most:
                break
            try:
                pages += [one for one in self.list_of(link.url, Validators())[1] if not one.listing]
            except FetchError as error:
                haul.notices.append(Notice(error.name, f"{error.reason}; left out", left_out=True))
        return pages


def _identity(url: str, canonical: str) -> str:
    """The one address of a page: what it calls canonical, where that is of the same site and more than its front."""
    front = canonical.rstrip("/").count("/") <= 2 < url.rstrip("/").count("/")
    return canonical if canonical and same_site(canonical, url) and not front else url


def _page_of(link: Link) -> bytes:
    """The article that a feed bears, as a page."""
    dated = f'<meta property="article:published_time" content="{link.published}">' if link.published else ""
    head = f'<meta charset="utf-8"><title>{html.escape(link.title)}</title>{dated}'
    body = f"<article><h1>{html.escape(link.title)}</h1>{link.text}</article>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
