"""Fetching from real servers on loopback: what is bounded, what is refused, what is polite."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest
import trustme

from bot.errors import AddressRefusedError, ComeBackLaterError, FetchError, RobotsError
from bot.fetch.address import Addresses, refusal
from bot.fetch.client import Fetcher, Validators
from bot.fetch.limits import Limits
from tests.web import Handler, Web, fetcher, loopback, serving


def endless(chunk: bytes, pause: float = 0.0, head: str = "") -> Handler:
    """A page that never ends."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        if head:
            request.send_header("Content-Encoding", head)
        request.end_headers()
        while True:
            request.wfile.write(chunk)
            time.sleep(pause)

    return answer


def test_a_page_comes_with_what_its_server_says_of_it(web: Web) -> None:
    """Nothing could be read from the web."""
    web.put("/a", "<p>The ferry stays.</p>", "text/html; charset=utf-8", ETag='"1"')
    page = fetcher(web).get(web.url("/a"))
    assert (page.url, page.body, page.content_type) == (
        web.url("/a"),
        b"<p>The ferry stays.</p>",
        "text/html; charset=utf-8",
    )
    assert page.validators == Validators('"1"', "")
    assert web.asked[-1][1]["User-Agent"] == "BriefingBot/1.0 (+desk@harbour.test)"
    assert web.asked[-1][1]["Host"] == f"harbour.test:{web.port}"


def test_an_unchanged_page_is_not_sent_again(web: Web) -> None:
    """Every poll would load everything anew."""
    web.versioned("/a", "words", '"7"')
    client = fetcher(web)
    first = client.get(web.url("/a"))
    again = client.get(web.url("/a"), first.validators)
    assert (again.unchanged, again.body) == (True, b"")


@pytest.mark.parametrize("packed", ["gzip", "deflate", "raw deflate"])
def test_packed_pages_are_unpacked(web: Web, packed: str) -> None:
    """Most pages of the web would be binary rubbish."""
    body = b"words " * 1000
    raw = zlib.compressobj(wbits=-15)
    data = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw deflate": raw.compress(body) + raw.flush(),
    }[packed]
    web.put("/a", data, Content_Encoding=packed.removeprefix("raw "))
    assert fetcher(web).get(web.url("/a")).body == body


def test_what_never_ends_is_cut_off_at_the_limit(web: Web) -> None:
    """An endless page would fill the memory."""
    web.pages["/endless"] = endless(b"x" * 65_536)
    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetcher(web, size=1_000_000).get(web.url("/endless"))


def test_a_stated_size_beyond_the_limit_is_not_even_begun(web: Web) -> None:
    """Megabytes would be loaded to be thrown away."""
    web.put("/big", b"x" * 5000)
    with pytest.raises(FetchError, match="larger than"):
        fetcher(web, size=1000).get(web.url("/big"))


def test_a_bomb_is_stopped_while_it_is_unpacked(web: Web) -> None:
    """A kilobyte that unpacks to gigabytes would fill the memory."""
    web.put("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="larger than 1 MB"):
        fetcher(web, size=1_000_000).get(web.url("/bomb"))


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, gzip"])
def test_a_lie_about_packing_is_one_clear_line(web: Web, encoding: str) -> None:
    """A wrong header would end in a traceback."""
    web.put("/lie", b"plain words, as they are", Content_Encoding=encoding)
    with pytest.raises(FetchError, match="packed"):
        fetcher(web).get(web.url("/lie"))


def test_a_page_that_drips_is_given_up(web: Web) -> None:
    """A server that sends a byte now and then, each in time, would hold the reader for ever."""
    web.pages["/drip"] = endless(b"x", pause=0.02)
    with pytest.raises(FetchError, match="too long"):
        fetcher(web, total=0.4).get(web.url("/drip"))


def test_headers_that_drip_are_given_up(web: Web) -> None:
    """The same, before the body begins."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            request.wfile.write(b"x")
            time.sleep(0.02)

    web.pages["/drip"] = answer
    with pytest.raises(FetchError, match="too long"):
        fetcher(web, total=0.4).get(web.url("/drip"))


def test_a_server_that_says_nothing_is_given_up(web: Web) -> None:
    """One silent server would stop everything after it."""
    over = threading.Event()
    web.pages["/silent"] = lambda _: over.wait(5) and None
    with pytest.raises(FetchError, match="too long"):
        fetcher(web, wait=0.2).get(web.url("/silent"))
    over.set()


def test_a_name_service_that_says_nothing_is_given_up() -> None:
    """The same, where the system's own call would wait for half a minute or for ever."""
    over = threading.Event()

    def silent(host: str, port: int) -> tuple[str, ...]:
        over.wait(5)
        return ()

    with pytest.raises(FetchError, match="too long"):
        Fetcher("", Limits(wait=0.2), addresses=Addresses(silent)).get("https://harbour.test/")
    over.set()


def test_a_body_cut_short_is_not_taken_for_whole(web: Web) -> None:
    """Half an article would pass for the article."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"half")

    web.pages["/short"] = answer
    with pytest.raises(FetchError, match="broke off"):
        fetcher(web).get(web.url("/short"))


def test_redirects_are_followed_and_counted(web: Web) -> None:
    """A moved page would be lost, or a chain of them never end."""
    web.put("/old", "", status=301, Location="/new")
    web.put("/new", "here")
    page = fetcher(web).get(web.url("/old"))
    assert (page.url, page.body) == (web.url("/new"), b"here")
    for number in range(9):
        web.put(f"/{number}", "", status=302, Location=f"/{number + 1}")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetcher(web).get(web.url("/0"))


def test_a_circle_of_redirects_is_named(web: Web) -> None:
    """It would be walked until the limit, or for ever."""
    web.put("/a", "", status=302, Location="/b")
    web.put("/b", "", status=302, Location="/a")
    with pytest.raises(FetchError, match="in a circle"):
        fetcher(web).get(web.url("/a"))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://harbour.test/a", "http://anna:hush@harbour.test/"])
def test_a_redirect_leads_to_pages_of_the_web_only(web: Web, location: str) -> None:
    """A page could lead the bot to the machine's own files."""
    web.put("/a", "", status=302, Location=location)
    with pytest.raises(FetchError):
        fetcher(web).get(web.url("/a"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "169.254.169.254", "10.0.0.7", "[::ffff:10.0.0.7]"]
)
def test_private_addresses_are_refused_by_the_policy_that_ships(host: str) -> None:
    """A person in a chat could read what only this machine may reach."""
    with pytest.raises(AddressRefusedError, match="only public addresses"):
        Fetcher().get(f"http://{host}/")


class Names:
    """A name service of the test. The policy about addresses is the one that ships, but for ``but``."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> tuple[str, ...]:
        self.asked += 1
        return tuple(self.answers.pop(0).split())


def real_policy_beside(web: Web, names: Names, let: str = "127.0.0.1") -> Fetcher:
    """A fetcher whose policy is the real one, but lets 127.0.0.1 through, where the test's own server is."""
    addresses = Addresses(names, lambda address: "" if str(address) == let else refusal(address))
    return Fetcher("", Limits(ports=frozenset({web.port}), total=5, wait=2), addresses=addresses, sleep=lambda _: None)


def test_a_redirect_to_a_private_address_is_refused(web: Web) -> None:
    """A public page could send the bot on to a private one."""
    web.put("/a", "", status=302, Location="http://inside.test/secret")
    names = Names("127.0.0.1", "127.0.0.1", "192.168.0.1")
    with pytest.raises(AddressRefusedError, match="private"):
        real_policy_beside(web, names).get(web.url("/a"))
    web.put("/b", "", status=302, Location=f"http://127.0.0.2:{web.port}/secret")
    with pytest.raises(AddressRefusedError, match="this machine"):
        real_policy_beside(web, Names("127.0.0.1", "127.0.0.1")).get(web.url("/b"))


def test_a_name_that_changes_its_address_is_checked_each_time(web: Web) -> None:
    """A name could mean a public address while it is checked and a private one when it is connected to."""
    web.put("/a", "words")
    names = Names("127.0.0.1", "127.0.0.1", "10.0.0.1")
    client = real_policy_beside(web, names)
    assert client.get(web.url("/a")).body == b"words"
    assert names.asked == 2  # robots.txt and the page: once for each connection, which goes to that very address
    with pytest.raises(AddressRefusedError):
        client.get(web.url("/a"))


def test_a_name_that_means_a_private_address_too_is_refused(web: Web) -> None:
    """The second address would be reached by making the first one fail."""
    with pytest.raises(AddressRefusedError):
        real_policy_beside(web, Names("127.0.0.1 10.0.0.1")).get(web.url("/a"))


def test_robots_txt_is_obeyed(web: Web) -> None:
    """Pages would be fetched whose owners asked programs to stay away."""
    web.put("/robots.txt", "User-agent: *\nDisallow: /members/\nDisallow: /*.pdf$\nAllow: /members/open", "text/plain")
    web.put("/members/open", "words")
    client = fetcher(web)
    assert client.get(web.url("/members/open")).body == b"words"
    for path in ("/members/closed", "/report.pdf"):
        with pytest.raises(RobotsError, match=r"robots\.txt"):
            client.get(web.url(path))
    assert web.paths() == ["/members/open"]
    assert [path for path, _ in web.asked].count("/robots.txt") == 1


def test_robots_txt_holds_after_a_redirect(web: Web) -> None:
    """A redirect would be a way around it."""
    web.put("/robots.txt", "User-agent: BriefingBot\nDisallow: /closed", "text/plain")
    web.put("/a", "", status=302, Location="/closed")
    with pytest.raises(RobotsError):
        fetcher(web).get(web.url("/a"))


@pytest.mark.parametrize("status", [500, 503])
def test_nothing_is_fetched_where_robots_txt_fails(web: Web, status: int) -> None:
    """A site in trouble would be read as if it had no wishes."""
    web.put("/robots.txt", "", status=status)
    web.put("/a", "words")
    with pytest.raises(FetchError):
        fetcher(web).get(web.url("/a"))
    assert web.paths() == []


def test_hosts_get_a_pause_between_requests(web: Web) -> None:
    """A site would be asked as fast as the line allows."""
    for path in ("/a", "/b"):
        web.put(path, "words")
    slept: list[float] = []
    client = fetcher(web, slept, pause=3.0)
    client.get(web.url("/a"))
    client.get(web.url("/b"))
    client.get(web.url("/a", host="other.test"))
    assert [round(seconds) for seconds in slept] == [3]


def test_a_crawl_delay_is_kept(web: Web) -> None:
    """A site's own wish for more time would be passed over."""
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 7", "text/plain")
    web.put("/a", "words")
    slept: list[float] = []
    client = fetcher(web, slept)
    client.get(web.url("/a"))
    client.get(web.url("/a"))
    assert [round(seconds) for seconds in slept] == [7]


def busy_then(web: Web, path: str, status: int, wait: str) -> None:
    """A page that asks for patience once, then comes."""
    answers = [status]

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(answers.pop() if answers else 200)
        request.send_header("Retry-After", wait)
        request.end_headers()

    web.pages[path] = answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_retry_after_is_waited_for(web: Web, status: int) -> None:
    """A page would be missing because its server was busy for a moment."""
    busy_then(web, "/a", status, "4")
    slept: list[float] = []
    fetcher(web, slept).get(web.url("/a"))
    assert 4.0 in slept
    assert web.paths() == ["/a", "/a"]


@pytest.mark.parametrize(
    ("wait", "at_least"), [("3600", 3600), ("Fri, 01 Jan 2100 00:00:00 GMT", 86400), ("soon", 300), ("", 300)]
)
def test_a_long_retry_after_is_told_and_not_pestered(web: Web, wait: str, at_least: float) -> None:
    """A server that asked to be left alone would be asked on."""
    web.put("/a", "", status=429, Retry_After=wait)
    with pytest.raises(ComeBackLaterError, match="not to be asked again") as caught:
        fetcher(web).get(web.url("/a"))
    assert caught.value.seconds >= at_least
    assert web.paths() == ["/a"]


@pytest.mark.parametrize(
    ("status", "words"), [(403, "refuses"), (404, "no such page"), (410, "gone"), (500, "status 500"), (304, "304")]
)
def test_what_a_server_refuses_is_said_in_words(web: Web, status: int, words: str) -> None:
    """An error page would be read as an article, or the person see a number alone."""
    web.put("/a?key=hush", "<p>Sorry about that.</p>", status=status)
    with pytest.raises(FetchError, match=words) as caught:
        fetcher(web).get(web.url("/a?key=hush"))
    assert "hush" not in str(caught.value)


def test_a_host_that_does_not_exist_is_said_in_words() -> None:
    """A typing error would end in a traceback."""

    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise OSError("no such host")

    with pytest.raises(FetchError, match="no such host"):
        Fetcher(addresses=Addresses(unknown)).get("https://harbur.test/")


def test_a_server_that_is_not_there_or_speaks_otherwise_is_said_in_words(web: Web) -> None:
    """The same, for a server that is down or no web server."""
    web.pages["/odd"] = lambda request: request.wfile.write(b"220 mail.harbour.test ESMTP\r\n") and None
    with pytest.raises(FetchError, match="broke off"):
        fetcher(web).get(web.url("/odd"))
    port = web.port
    with serving() as other:
        gone = other.port
    web.port = gone
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher(web).get(web.url("/a"))
    web.port = port


def test_a_certificate_is_checked_against_the_name(web: Web) -> None:
    """Somebody between the bot and a paper could put words into the paper."""
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("harbour.test").configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    with serving(server) as secure:
        secure.put("/a", "words")
        limits = Limits(ports=frozenset({secure.port}), total=5, wait=2)
        addresses = Addresses(loopback, lambda _: "")
        trusting = Fetcher("", limits, addresses=addresses, tls=client, sleep=lambda _: None)
        assert trusting.get(f"https://harbour.test:{secure.port}/a").body == b"words"
        for fetch, host in ((trusting, "other.test"), (Fetcher("", limits, addresses=addresses), "harbour.test")):
            with pytest.raises(FetchError, match="certificate is not valid"):
                fetch.get(f"https://{host}:{secure.port}/a")
