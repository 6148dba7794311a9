"""Connections: a name is resolved once, each address is checked, and that address is what is connected to.

So a name that means another address a moment later (DNS rebinding) changes nothing. httpcore takes a network backend as
its documented way of being led; every read and write in it is bounded by the time that the whole fetch has left.
"""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore

from bot.errors import AddressRefusedError, FetchError
from bot.fetch.address import Addresses


@dataclass(slots=True)
class Deadline:
    """When a fetch has to be over, by the monotonic clock; ``wait`` is the longest single wait in seconds."""

    end: float
    wait: float

    @classmethod
    def after(cls, total: float, wait: float) -> Deadline:
        """``total`` seconds from now."""
        return cls(time.monotonic() + total, wait)

    def left(self) -> float:
        """How long the next wait may be. Raises httpcore.TimeoutException where the time is over."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole fetch is over")
        return min(left, self.wait)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only, within ``deadline``."""

    def __init__(self, addresses: Addresses, deadline: Deadline) -> None:
        self._addresses = addresses
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline counts
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers. Raises AddressRefusedError where one is refused.

        One refused address refuses the name: a name that means a private address too is a trap or a mistake.
        """
        name = host.strip("[]")
        found = [_address(text) for text in self._resolved(name, port)]
        for address in found:
            if reason := self._addresses.refusal(address):
                raise AddressRefusedError(name, reason)
        failure: Exception | None = None
        for address in found:
            try:
                stream = self._system.connect_tcp(
                    str(address), port, self._deadline.left(), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or FetchError(name, "has no address")

    def _resolved(self, host: str, port: int) -> tuple[str, ...]:
        try:
            return (str(ipaddress.ip_address(host)),)
        except ValueError:
            pass
        try:
            return _within(self._deadline.left(), lambda: self._addresses.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchError(host, "no such host is known, or the name service does not answer") from error


def _within(seconds: float, resolve: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    """Resolve within a time: the system's own call has none, so it is left behind in a thread that nobody waits for.

    Raises OSError, httpcore.ConnectTimeout.
    """
    answers: SimpleQueue[tuple[str, ...] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve())
        except Exception as error:
            answers.put(error)

    Thread(target=ask, daemon=True, name="name service").start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty as error:
        raise httpcore.ConnectTimeout("the name service does not answer") from error
    if isinstance(answer, Exception):
        raise answer
    return answer


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(text.partition("%")[0])  # a zone says through which of our own networks


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every wait is bounded by the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline counts
        """As its base says."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the same
        """As its base says."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """As its base says."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the same
    ) -> httpcore.NetworkStream:
        """As its base says; the certificate is checked against the name, not the address."""
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """As its base says."""
        return self._stream.get_extra_info(info)
