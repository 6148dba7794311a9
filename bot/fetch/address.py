"""Which network addresses may be connected to: public ones, decided on the address itself and never on a name."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that lead to an IPv4 address of anybody's choice, whatever that is: NAT64 (RFC 6052, RFC 8215), 6to4
# (RFC 3056), Teredo (RFC 4380) and IPv4-compatible addresses (RFC 4291).
_DISGUISES = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")
)


def refusal(address: IPAddress) -> str:
    """Why ``address`` may not be connected to, in a word or two; empty where it may.

    By the registries of special-purpose addresses (RFC 6890) as the standard library knows them: everything that is
    not globally reachable is refused, the shared range of carriers (100.64.0.0/10) and reserved ones among it.
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return "an IPv4 address in disguise"
        if address.is_loopback or address.is_unspecified:
            return "this machine"
        if any(address in network for network in _DISGUISES):
            return "an IPv4 address in disguise"
        if address.is_site_local:
            return "private"
    if address.is_loopback or address.is_unspecified:
        return "this machine"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast:
        return "multicast"
    if not address.is_global or address.is_reserved:
        return "private or reserved"
    return ""


Resolve = Callable[[str, int], tuple[str, ...]]
"""A host and a port -> its addresses, in the order to try them. Raises OSError."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """Ask the system for the addresses of ``host``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Addresses:
    """How a name becomes an address, and which addresses are refused.

    Tests against servers on loopback pass a resolver and a rule of their own; everything else takes ``PUBLIC``.
    """

    resolve: Resolve = resolve
    refusal: Callable[[IPAddress], str] = refusal


PUBLIC = Addresses()
"""The system's resolver, public addresses only."""
