"""Which network addresses are fetched from, and which addresses of pages are taken at all."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FetchError
from bot.fetch.address import refusal
from bot.fetch.urls import looks_like_url, normal_url

REFUSED = [
    *("127.0.0.1", "127.8.9.1", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
    *("169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1"),
    *("::ffff:10.0.0.1", "::ffff:93.184.216.34", "::93.184.216.34", "64:ff9b::a00:1", "64:ff9b::5db8:d822"),
    *("64:ff9b:1::1", "2002:a00:1::1", "2002:5db8:d822::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    """Somebody could have the bot read the router, the cloud's credentials or a colleague's machine to them."""
    assert refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "192.1.2.3", "2606:2800:220:1::1", "2a00:1450::5"])
def test_public_addresses_are_let_through(address: str) -> None:
    """No page at all could be fetched."""
    assert refusal(ipaddress.ip_address(address)) == ""


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_in_disguise_never_passes(address: ipaddress.IPv4Address) -> None:
    """A private address could come in through its IPv6 spelling."""
    for spelling in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert refusal(ipaddress.ip_address(spelling))


@given(st.ip_addresses())
def test_what_passes_is_globally_reachable(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """A range that the registries keep back would be fetched from."""
    assert refusal(address) or (address.is_global and not address.is_multicast)


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("HTTP://Harbour.Example", "http://harbour.example/"),
        ("https://harbour.example:443/a?b=c#part", "https://harbour.example/a?b=c"),
        ("  https://harbour.example./x ", "https://harbour.example/x"),
        ("https://häfen.example/überblick", "https://xn--hfen-loa.example/%C3%BCberblick"),
        ("https://harbour.example/a%20b", "https://harbour.example/a%20b"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
    ],
)
def test_one_page_has_one_spelling(typed: str, normal: str) -> None:
    """The same page would be two documents, or an international name not be found."""
    assert normal_url(typed) == normal
    assert normal_url(normal) == normal


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ftp://harbour.example/a", "only http:// and https://"),
        ("file:///etc/passwd", "only http:// and https://"),
        ("javascript:alert(1)", "only http:// and https://"),
        ("https://anna:hush@harbour.example/", "name or a password"),
        ("https://anna:most@hush@harbour.example/#hush", "name or a password"),
        ("https://harbour.example:22/#hush", "port 22"),
        ("https://harbour.example:99999/", "not an address"),
        ("https:///nowhere", "needs a host"),
        ("https://a b.example/", "not an address"),
        ("https://fe80::1%25eth0/", "not an address"),
        ("", "not an address"),
        ("https://[::1", "not an address"),
        (f"https://harbour.example/{'x' * 3000}", "not an address"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_in_words(typed: str, reason: str) -> None:
    """A file, a port of another service or a password would be used, or a traceback shown."""
    with pytest.raises(FetchError, match=reason) as caught:
        normal_url(typed)
    assert "hush" not in str(caught.value)


@given(st.text())
def test_any_text_is_an_address_or_one_clear_line(text: str) -> None:
    """Odd characters in a feed's link would end the program."""
    try:
        normal = normal_url(text)
    except FetchError as error:
        line = str(error)
    else:
        line = ""
        assert looks_like_url(normal)
    assert line.isprintable()
