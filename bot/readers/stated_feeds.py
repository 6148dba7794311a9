"""The feeds that a corpus.toml states: ``[[feeds]]`` with url, publisher, every and only."""

from __future__ import annotations

import datetime as dt
import re

from bot.errors import ManifestError
from bot.model.feeds import StatedFeed

_KEYS = ("url", "publisher", "every", "only")
_EVERY = re.compile(r"(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
SHORTEST, LONGEST = dt.timedelta(minutes=5), dt.timedelta(days=31)


def read_feeds(raw: object, name: str) -> tuple[StatedFeed, ...]:
    """Read the value of ``feeds``. Raises ManifestError that names the entry and says what is expected there."""
    if not isinstance(raw, list) or not all(isinstance(entry, dict) for entry in raw):
        raise ManifestError(name, "feeds must be tables, each beginning with [[feeds]]")
    feeds = tuple(_feed(entry, f"feeds, entry {number}", name) for number, entry in enumerate(raw, 1))
    urls = [feed.url for feed in feeds]
    for url in urls:
        if urls.count(url) > 1:
            raise ManifestError(name, f"the feed {url} is stated twice")
    return feeds


def _feed(raw: dict[str, object], where: str, name: str) -> StatedFeed:
    for key in raw:
        if key not in _KEYS:
            raise ManifestError(name, f"unknown key {key!r} in {where}; known are {', '.join(_KEYS)}")
    url, publisher = raw.get("url"), raw.get("publisher", "")
    if not isinstance(url, str) or not re.fullmatch(r"https?://\S+", url):
        raise ManifestError(name, f'{where}: url must be the address of a feed or sitemap: "https://..."')
    if not isinstance(publisher, str):
        raise ManifestError(name, f"{where}: publisher must be a text in quotation marks")
    return StatedFeed(url, " ".join(publisher.split()), _every(raw, where, name), _only(raw, where, name))


def _every(raw: dict[str, object], where: str, name: str) -> dt.timedelta:
    if "every" not in raw:
        return StatedFeed("").every
    match = _EVERY.fullmatch(str(raw["every"]).strip().lower())
    every = dt.timedelta(**{_UNITS[match[2][0]]: int(match[1])}) if match else dt.timedelta()
    if not SHORTEST <= every <= LONGEST:
        raise ManifestError(name, f'{where}: every must be a time from "5m" to "31d", as in "30m", "2h" or "1d"')
    return every


def _only(raw: dict[str, object], where: str, name: str) -> tuple[str, ...]:
    value = raw.get("only", [])
    globs = [value] if isinstance(value, str) else value
    if not isinstance(globs, list) or not all(isinstance(glob, str) and glob.startswith("/") for glob in globs):
        raise ManifestError(name, f'{where}: only must be a path with "*" for anything, or a list: "/news/*"')
    return tuple(globs)
