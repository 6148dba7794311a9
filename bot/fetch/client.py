"""The client: one GET with everything that politeness and safety ask for around it. Blocking; for one thread."""

from __future__ import annotations

import datetime as dt
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import certifi
import httpcore

from bot.errors import ComeBackLaterError, FetchError
from bot.fetch.address import PUBLIC, Addresses
from bot.fetch.body import ACCEPTED, read_body
from bot.fetch.limits import Limits
from bot.fetch.network import CheckedBackend, Deadline
from bot.fetch.robots import Robots
from bot.fetch.urls import host_of, joined_url, normal_url, shown

PRODUCT = "BriefingBot"
_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.5"
_MOVED = frozenset({301, 302, 303, 307, 308})
_UNASKED_WAIT = 300.0
_LONGEST_WAIT = 7 * 86400.0
_WORDS = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "the server refuses to show it",
    404: "there is no such page",
    410: "the page is gone for good",
    451: "it is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page's version, to ask for it again only where it has changed."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request; none where nothing is known."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Page:
    """What was fetched. ``url`` is where it was found in the end, ``content_type`` what the server calls it.

    ``unchanged`` tells that it is as the validators say; then there is no body.
    """

    url: str
    body: bytes = field(repr=False)
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches pages, one after the other. ``contact`` (an address or a page) tells servers whom to turn to.

    ``addresses`` and ``tls`` lead tests to servers on loopback; ``sleep`` is what waits between two requests.
    """

    def __init__(
        self,
        contact: str = "",
        limits: Limits | None = None,
        *,
        addresses: Addresses = PUBLIC,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self._agent = f"{PRODUCT}/1.0 (+{contact})" if contact else f"{PRODUCT}/1.0"
        self._addresses = addresses
        self._tls = tls or _trusted()
        self._sleep = sleep
        self._robots = Robots(PRODUCT, self._load_robots)
        self._next: dict[str, float] = {}

    def get(self, url: str, known: Validators | None = None) -> Page:
        """Fetch ``url``, where ``known`` are the validators of what we have of it.

        Redirects are followed, each step checked like the first. Raises FetchError: AddressRefusedError, RobotsError,
        ComeBackLaterError where the server asks for more patience than the limits have.
        """
        deadline = Deadline.after(self.limits.total, self.limits.wait)
        place = normal_url(url, self.limits.ports)
        passed = {place}
        while True:
            delay = self._robots.check(place)
            headers = (known or Validators()).headers()
            answer = self._patiently(place, headers, deadline, max(delay, self.limits.pause))
            location = answer.headers.get("location", "")
            if answer.status not in _MOVED or not location:
                return _page(place, answer, asked=bool(headers))
            place = joined_url(place, location, self.limits.ports)
            if place in passed:
                raise FetchError(shown(url), "it redirects in a circle")
            passed.add(place)
            if len(passed) > self.limits.redirects + 1:
                raise FetchError(shown(url), f"it redirects more than {self.limits.redirects} times")

    def _patiently(self, url: str, headers: Mapping[str, str], deadline: Deadline, pause: float) -> _Answer:
        """One request; a second where the server asks for a patience that we have."""
        answer = self._ask(url, headers, deadline, pause)
        for last in (False, True):
            wait = _asked_to_wait(answer)
            if wait is None:
                break
            if last or wait > self.limits.patience:
                raise ComeBackLaterError(shown(url), wait)
            self._rest(wait, deadline)
            answer = self._ask(url, headers, deadline, pause)
        return answer

    def _ask(self, url: str, headers: Mapping[str, str], deadline: Deadline, pause: float) -> _Answer:
        """One request, no sooner than ``pause`` seconds after the last to the same host."""
        host = host_of(url)
        self._rest(self._next.get(host, 0.0) - time.monotonic(), deadline)
        sent = {"User-Agent": self._agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPTED, "Connection": "close"}
        backend = CheckedBackend(self._addresses, deadline)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend) as pool,
                pool.stream("GET", url, headers=_pairs(sent | dict(headers))) as response,
            ):
                return self._read(url, response)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(shown(url), _why(error)) from error
        finally:
            self._next[host] = time.monotonic() + pause

    def _read(self, url: str, response: httpcore.Response) -> _Answer:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1").strip() for name, value in response.headers}
        if not 200 <= response.status < 300:  # what a refusal says at length is nobody's document
            return _Answer(response.status, headers, b"")
        stated = headers.get("content-length", "")
        limit = self.limits.size
        if stated.isascii() and stated.isdigit() and int(stated) > limit:
            raise FetchError(shown(url), f"larger than {limit / 1_000_000:g} MB, the limit for one document")
        body = read_body(response.iter_stream(), headers.get("content-encoding", ""), limit, shown(url))
        return _Answer(response.status, headers, body)

    def _load_robots(self, url: str) -> str:
        """The text of a robots.txt; empty where there is none. Where its server fails, nothing may be fetched."""
        deadline = Deadline.after(self.limits.total, self.limits.wait)
        place = url
        for _ in range(self.limits.redirects + 1):
            answer = self._ask(place, {}, deadline, 0.0)
            location = answer.headers.get("location", "")
            if answer.status in _MOVED and location:
                place = joined_url(place, location, self.limits.ports)
                continue
            wait = _asked_to_wait(answer)
            if wait is not None:
                raise ComeBackLaterError(shown(url), wait)
            if answer.status >= 500:
                raise FetchError(shown(url), f"cannot be read now (status {answer.status}), so nothing is fetched here")
            return answer.body[: self.limits.robots_size].decode("utf-8", "replace") if answer.status < 300 else ""
        return ""

    def _rest(self, seconds: float, deadline: Deadline) -> None:
        """Wait out of politeness: that is no fault of the page, and does not count."""
        if seconds > 0:
            self._sleep(seconds)
            deadline.end += seconds


def _trusted() -> ssl.SSLContext:
    """The certificates that this machine trusts, and certifi's where it has none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _pairs(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers.items()]


def _page(url: str, answer: _Answer, *, asked: bool) -> Page:
    if answer.status == 304 and asked:
        return Page(url, b"", unchanged=True)
    if not 200 <= answer.status < 300:
        raise FetchError(shown(url), _WORDS.get(answer.status, f"the server answers with status {answer.status}"))
    validators = Validators(_short(answer.headers.get("etag", "")), _short(answer.headers.get("last-modified", "")))
    return Page(url, answer.body, answer.headers.get("content-type", ""), validators)


def _short(value: str) -> str:
    return value if len(value) <= 500 and value.isprintable() else ""


def _asked_to_wait(answer: _Answer) -> float | None:
    """Seconds that a 429 or 503 asks for; some minutes where it does not say; None for any other answer."""
    if answer.status not in (429, 503):
        return None
    stated = answer.headers.get("retry-after", "")
    if stated.isascii() and stated.isdigit():
        return min(float(stated), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(stated)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return min(max((aware - dt.datetime.now(dt.UTC)).total_seconds(), 0.0), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return _UNASKED_WAIT


def _why(error: Exception) -> str:
    text = str(error)
    if isinstance(error, httpcore.TimeoutException):
        return "it takes too long to answer"
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not valid, so nobody knows whose page that is"
    if isinstance(error, httpcore.ConnectError):
        return "its server cannot be reached"
    return "the connection broke off before all of it was there"
