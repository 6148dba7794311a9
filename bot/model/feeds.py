"""Feeds and sitemaps that are followed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatedFeed:
    """A feed as the curator states it. ``only`` are globs for the paths of pages; where there are none, all count."""

    url: str
    publisher: str = ""
    every: dt.timedelta = dt.timedelta(minutes=30)
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and how it fares.

    ``failures`` counts the polls that failed since the last that worked, ``error`` says what was wrong with the last
    poll (of the feed, or of some of its pages), ``pages`` how many pages it has brought. Moments are aware, in UTC.
    """

    stated: StatedFeed
    next_due: dt.datetime
    polled_at: dt.datetime | None = None
    worked_at: dt.datetime | None = None
    failures: int = 0
    error: str = ""
    pages: int = 0
    etag: str = ""
    last_modified: str = ""
