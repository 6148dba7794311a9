"""A web of ours on loopback: real sockets and real names, led there by a resolver of the tests."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.fetch.address import Addresses
from bot.fetch.client import Fetcher
from bot.fetch.limits import Limits

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """Pages by path, served on loopback. ``asked`` are the requests that came: path and headers, in order."""

    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "harbour.test") -> str:
        """The address of ``path``."""
        return f"http://{host}:{self.port}{path}"

    def put(
        self, path: str, body: bytes | str, content_type: str = "text/html", status: int = 200, **more: str
    ) -> None:
        """Serve ``body`` at ``path``; ``more`` are headers, with underscores for dashes."""
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            request.send_header("Content-Type", content_type)
            request.send_header("Content-Length", str(len(data)))
            for name, value in more.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.pages[path] = answer

    def versioned(self, path: str, body: str, etag: str, content_type: str = "text/html") -> None:
        """Serve ``body`` under ``etag``, and 304 to whoever has it."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            known = request.headers.get("If-None-Match") == etag
            request.send_response(304 if known else 200)
            request.send_header("ETag", etag)
            request.send_header("Content-Type", content_type)
            request.end_headers()
            if not known:
                request.wfile.write(body.encode())

        self.pages[path] = answer

    def paths(self) -> list[str]:
        """Which pages were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A web while the block runs, over TLS where a context is given."""
    web = Web()

    class Requests(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.asked.append((self.path, dict(self.headers.items())))
            page = web.pages.get(self.path)
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                if page is None:
                    self.send_error(404)
                else:
                    page(self)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Requests)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def loopback(*_: object) -> tuple[str, ...]:
    """Every name is this machine."""
    return ("127.0.0.1",)


LOOPBACK = Addresses(resolve=loopback, refusal=lambda _: "")
"""For tests alone: every name leads to loopback, and nothing is refused."""


def fetcher(web: Web, slept: list[float] | None = None, **limits: Any) -> Fetcher:
    """A fetcher that may reach ``web``; its pauses are noted, not slept."""
    chosen = Limits(**{"ports": frozenset({web.port}), "total": 5.0, "wait": 2.0} | limits)
    return Fetcher("desk@harbour.test", chosen, addresses=LOOPBACK, sleep=(slept if slept is not None else []).append)
