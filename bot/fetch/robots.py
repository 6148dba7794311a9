"""What robots.txt wishes (RFC 9309), remembered for an hour a site."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from bot.errors import FetchError, RobotsError

_KEEP_SECONDS = 3600.0
_MOST_SITES = 500
LONGEST_DELAY = 30.0
"""Seconds; a Crawl-delay beyond is taken for a wish not to be read at this pace at all, and cut to this."""


class Robots:
    """The rules of every site so far. ``load`` gives the text of a robots.txt, empty where there is none."""

    def __init__(self, product: str, load: Callable[[str], str], now: Callable[[], float] = time.monotonic) -> None:
        self._product = product
        self._load = load
        self._now = now
        self._sites: dict[str, tuple[float, Protego]] = {}

    def check(self, url: str) -> float:
        """The seconds between requests that the site wishes. Raises RobotsError where it does not want ``url`` read."""
        rules = self._rules(url)
        if not rules.can_fetch(url, self._product):
            raise RobotsError(url.partition("?")[0])
        return min(float(rules.crawl_delay(self._product) or 0.0), LONGEST_DELAY)

    def _rules(self, url: str) -> Protego:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._sites.get(site, (0.0, None))
        if rules is None or until < self._now():
            rules = _parsed(self._load(f"{site}/robots.txt"), site)
            if len(self._sites) >= _MOST_SITES:
                self._sites.clear()
            self._sites[site] = (self._now() + _KEEP_SECONDS, rules)
        return rules


def _parsed(text: str, site: str) -> Protego:
    try:
        return Protego.parse(text)
    except Exception as error:  # it is somebody else's file, and a parser's bug must not end the program
        raise FetchError(f"{site}/robots.txt", "cannot be understood") from error
