"""Addresses of pages: which are taken, and one spelling for each."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from bot.errors import FetchError

DEFAULT_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_LONGEST = 2000
_SAFE = "!#$%&'()*+,/:;=?@[]~"


def looks_like_url(text: str) -> bool:
    """Tell an address from a path, though it may be one of those that are not fetched."""
    return bool(_SCHEME.match(text.strip()))


def normal_url(url: str, ports: Collection[int] = (80, 443)) -> str:
    """``url`` in its one spelling: lower-case host in ASCII, no default port, no fragment, unsafe characters quoted.

    Raises FetchError for what is not fetched: other schemes than http and https, a name or a password in it, a port
    that is not among ``ports``.
    """
    parts, port = _split(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise FetchError(shown(url), "only http:// and https:// addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError(shown(url), "an address with a name or a password in it is not fetched; take it out")
    host = _ascii_host(parts.hostname or "", url)
    if port not in (None, DEFAULT_PORTS[scheme]) and port not in ports:
        raise FetchError(shown(url), f"port {port} is not fetched from; FETCH_PORTS can allow it")
    bracketed = f"[{host}]" if ":" in host else host
    place = bracketed if port in (None, DEFAULT_PORTS[scheme]) else f"{bracketed}:{port}"
    path = quote(parts.path, safe=_SAFE) or "/"
    return urlunsplit(SplitResult(scheme, place, path, quote(parts.query, safe=_SAFE), ""))


def joined_url(base: str, link: str, ports: Collection[int] = (80, 443)) -> str:
    """Where ``link``, found on the page at ``base``, leads. Raises FetchError as ``normal_url`` does."""
    try:
        return normal_url(urljoin(base, link.strip()), ports)
    except ValueError as error:
        raise FetchError(shown(link), "not an address of a web page") from error


def host_of(url: str) -> str:
    """The host, with its port where that is not the usual one: what pauses and robots.txt are about."""
    return urlsplit(url).netloc


EVERY_PORT = range(1, 65_536)
"""For addresses that are only kept: what is fetched is held to fewer."""


def shown(url: str) -> str:
    """``url`` on one line, without name, password, query and fragment: these may be secrets."""
    text = "".join(character if character.isprintable() else "�" for character in url)[:_LONGEST]
    return re.split(r"[?#]", re.sub(r"//[^/]*@", "//", text), maxsplit=1)[0][:200]


def _split(url: str) -> tuple[SplitResult, int | None]:
    if not url or len(url) > _LONGEST or any(character.isspace() or not character.isprintable() for character in url):
        raise FetchError(shown(url), f"not an address of a web page (https://..., at most {_LONGEST} characters)")
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError as error:
        raise FetchError(shown(url), "not an address of a web page") from error


def _ascii_host(host: str, url: str) -> str:
    """The host as it is asked for: international names in their ASCII form."""
    try:
        name = host if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise FetchError(shown(url), "its host is not a name that can be looked up") from error
    if not name or "%" in name:
        raise FetchError(shown(url), "an address of a web page needs a host, as in https://example.org/")
    return name
