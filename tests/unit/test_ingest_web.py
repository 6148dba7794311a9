"""Pages, feeds and sitemaps from real servers on loopback into the archive."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import FetchError
from bot.ingest.report import IngestReport
from bot.ingest.run import ingest
from bot.ingest.web import Inbox, WebOptions, ingest_addresses
from bot.ingest.web.listing import is_listing, links_of
from bot.model import PartialDate
from bot.model.archive import DocumentRow
from bot.readers import apart
from bot.store.asking.filters import Filters
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database
from tests.web import Web, fetcher

BRIDGE = "“We kept our word,” said the mayor, Jonas Halvorsen, on Thursday. The bridge is open."
FERRY = "“The ferry stays,” said the harbour master, Mira Solano. Nobody had asked her before."


def article(text: str, title: str = "Bridge opens", head: str = "") -> str:
    """A page as a paper makes it."""
    more = "<p>The crossing had been closed for most of the winter, and the town had waited for it.</p>" * 2
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p>{more}</article></body></html>"
    )


@pytest.fixture
def options(web: Web, tmp_path: Path) -> WebOptions:
    """Fetching from the web of the test, into an inbox of the test."""
    return WebOptions(fetcher(web), Inbox(tmp_path / "inbox"), most=3)


def counts(report: IngestReport) -> dict[str, int]:
    """The counts of a report that are not zero."""
    names = ("stored", "changed", "unchanged", "renamed", "removed", "left_out")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def documents(database: Database) -> tuple[DocumentRow, ...]:
    """What the archive holds, newest first."""
    return Corpus(database).documents(Filters(), limit=100).rows


def test_a_page_goes_in_with_its_address_and_what_its_head_says(
    web: Web, database: Database, options: WebOptions
) -> None:
    """A page of the web could not be read, or nobody would know where it came from."""
    head = '<meta property="article:published_time" content="2031-05-16"><meta property="og:site_name" content="Post">'
    web.put("/2031/bridge?from=rss", article(BRIDGE, head=head))
    report = ingest_addresses([web.url("/2031/bridge?from=rss")], database, options)
    assert (counts(report), report.quotes) == ({"stored": 1}, 1)
    (row,) = documents(database)
    assert (row.title, row.publisher, row.url) == ("Bridge opens", "Post", web.url("/2031/bridge?from=rss"))
    assert row.published is not None
    assert row.published.date == PartialDate(2031, 5, 16)
    assert row.name.startswith(f"harbour.test-{web.port}/bridge-")
    assert row.name.endswith(".html")


def test_the_second_time_is_conditional_and_changes_nothing(web: Web, database: Database, options: WebOptions) -> None:
    """Each time everything would be loaded and read again, and every id change."""
    web.versioned("/a", article(BRIDGE), '"1"')
    ingest_addresses([web.url("/a")], database, options)
    before = documents(database)
    assert counts(ingest_addresses([web.url("/a")], database, options)) == {"unchanged": 1}
    assert documents(database) == before
    assert web.asked[-1][1]["If-None-Match"] == '"1"'
    web.versioned("/a", article(FERRY), '"2"')
    assert counts(ingest_addresses([web.url("/a")], database, options)) == {"changed": 1}
    assert [row.id for row in documents(database)] == [row.id for row in before]


def test_one_page_under_two_addresses_is_one_document(web: Web, database: Database, options: WebOptions) -> None:
    """A link from a newsletter would make the same article a second document."""
    for path in ("/bridge", "/bridge?utm=mail"):
        web.put(path, article(BRIDGE, head='<link rel="canonical" href="/bridge">'))
    web.put("/short", "", status=302, Location="/bridge")
    for path, expected in (("/bridge?utm=mail", "stored"), ("/bridge", "unchanged"), ("/short", "unchanged")):
        assert counts(ingest_addresses([web.url(path)], database, options)) == {expected: 1}
    assert [row.url for row in documents(database)] == [web.url("/bridge")]


def test_a_page_that_moves_leaves_what_another_address_leads_to(
    web: Web, database: Database, options: WebOptions
) -> None:
    """The other page's document would be gone, and its feed not bring it again."""

    def page(canonical: str) -> str:
        link = f'<link rel="canonical" href="{web.url(canonical)}">'
        return f"<html><head><title>Bridge</title>{link}</head><body><article><p>{BRIDGE}</p></article></body></html>"

    for path in ("/a", "/b"):
        web.put(path, page("/news/one"))
    ingest_addresses([web.url("/a"), web.url("/b")], database, options)
    web.put("/a", page("/news/two"))
    ingest_addresses([web.url("/a")], database, options)
    assert {row.url for row in documents(database)} == {web.url("/news/one"), web.url("/news/two")}


@pytest.mark.parametrize("canonical", ["https://other.test/theirs", "/", "http://[broken", "ftp://harbour.test/x"])
def test_a_page_cannot_pass_for_another_site_s(
    web: Web, database: Database, options: WebOptions, canonical: str
) -> None:
    """One page could take the place of another paper's, or all pages of a site be one."""
    web.put("/a", article(BRIDGE, head=f'<link rel="canonical" href="{canonical}">'))
    ingest_addresses([web.url("/a")], database, options)
    assert [row.url for row in documents(database)] == [web.url("/a")]


def test_the_inbox_can_be_read_again_without_the_web(
    web: Web, database: Database, options: WebOptions, tmp_path: Path
) -> None:
    """After an upgrade the pages would have to be fetched again, and those that are gone be lost."""
    web.put("/a", article(BRIDGE))
    ingest_addresses([web.url("/a")], database, options)
    before = documents(database)
    assert counts(ingest([tmp_path / "inbox"], database)) == {"unchanged": 1}
    with open_database(f"sqlite:///{tmp_path / 'other.db'}") as other:
        ingest([tmp_path / "inbox"], other)
        assert [(row.name, row.url) for row in documents(other)] == [(row.name, row.url) for row in before]


def test_the_curator_can_speak_about_fetched_pages(
    web: Web, database: Database, options: WebOptions, tmp_path: Path
) -> None:
    """What the curator knows of a site could not be stated."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "corpus.toml").write_text('[documents."harbour.test*/*"]\npublisher = "The Harbour Post"')
    web.put("/a", article(BRIDGE))
    ingest_addresses([web.url("/a")], database, options)
    assert [row.publisher for row in documents(database)] == ["The Harbour Post"]


def test_a_page_whose_file_was_deleted_comes_again(
    web: Web, database: Database, options: WebOptions, tmp_path: Path
) -> None:
    """A page that was deleted by mistake could never be had again, since it has not changed."""
    web.versioned("/a", article(BRIDGE), '"1"')
    ingest_addresses([web.url("/a")], database, options)
    for path in (tmp_path / "inbox").glob("*/*.html"):
        path.unlink()
    assert counts(ingest([tmp_path / "inbox"], database)) == {"removed": 1}
    assert counts(ingest_addresses([web.url("/a")], database, options)) == {"stored": 1}


@pytest.mark.parametrize(
    ("content_type", "body", "line"),
    [
        ("image/png", b"\x89PNG\r\n", "not a format that is read (image/png)"),
        ("text/html", b"", "empty"),
        ("application/x-thing", b"\x00\x01", "not a format that is read"),
        ("text/html", b"<html><body></body></html>", "no article found"),
    ],
)
def test_what_is_no_document_is_one_clear_line(
    web: Web, database: Database, options: WebOptions, content_type: str, body: bytes, line: str
) -> None:
    """A picture would be read as text, or the run end with a traceback."""
    web.put("/a", body, content_type)
    report = ingest_addresses([web.url("/a")], database, options)
    assert counts(report) == {"left_out": 1}
    assert line in str(report.notices[0])


def test_a_lying_content_type_is_seen_through(web: Web, database: Database, options: WebOptions) -> None:
    """A page that is sent as plain text would go in with all its tags."""
    web.put("/a", article(BRIDGE), "text/plain")
    ingest_addresses([web.url("/a")], database, options)
    (row,) = documents(database)
    assert "<p>" not in Corpus(database).text(row.id)


def test_one_page_that_fails_does_not_cost_the_others(web: Web, database: Database, options: WebOptions) -> None:
    """One dead link would end the run."""
    web.put("/a", article(BRIDGE))
    told: list[str] = []
    urls = [web.url("/dead"), "https://anna:hush@harbour.test/", web.url("/a")]
    report = ingest_addresses(urls, database, options)
    told = [str(notice) for notice in report.notices]
    assert counts(report) == {"stored": 1, "left_out": 2}
    assert "there is no such page" in told[0]
    assert "hush" not in "".join(told)


BOMB = (
    "<!DOCTYPE {} [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
"""Ten thousand million letters, if anybody spells them out."""

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{}</feed>"""


def item(link: str, title: str = "One", date: str = "Fri, 16 May 2031 08:00:00 GMT", more: str = "") -> str:
    """An entry of an RSS feed."""
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>{more}</item>"


def test_a_feed_stands_for_the_pages_that_it_names(web: Web, database: Database, options: WebOptions) -> None:
    """A feed would be read as one odd document."""
    web.put("/feed", FEED.format(item(web.url("/a")) + item("/b", "Two") + item("mailto:x@y")), "application/rss+xml")
    web.put("/a", article(BRIDGE))
    web.put("/b", article(FERRY, "Ferry stays"))
    assert counts(ingest_addresses([web.url("/feed")], database, options)) == {"stored": 2}
    rows = documents(database)
    assert {row.url for row in rows} == {web.url("/a"), web.url("/b")}
    assert {row.published.date for row in rows if row.published} == {PartialDate(2031, 5, 16)}


def test_an_entry_that_bears_the_whole_article_is_taken_from_the_feed(
    web: Web, database: Database, options: WebOptions
) -> None:
    """A site that gives its articles in the feed would be visited for each of them, or read as its page's furniture."""
    whole = f"<p>{BRIDGE}</p>" + "<p>The crossing had been closed for most of the winter.</p>" * 20
    entry = (
        f'<entry><title>Bridge opens</title><link href="{web.url("/a")}"/><published>2031-05-16T08:00:00Z</published>'
        f"<author><name>Ada Quill</name></author>"
        f'<content type="html">{whole.replace("<", "&lt;")}</content></entry>'
    )
    web.put("/feed", ATOM.format(entry), "application/atom+xml")
    assert counts(ingest_addresses([web.url("/feed")], database, options)) == {"stored": 1}
    (row,) = documents(database)
    assert (row.title, row.author, row.url) == ("Bridge opens", "Ada Quill", web.url("/a"))
    assert "/a" not in web.paths()


def test_no_more_pages_of_a_list_than_the_limit_and_the_rest_is_told(
    web: Web, database: Database, options: WebOptions
) -> None:
    """An endless feed would have the bot read for ever."""
    for number in range(5):
        web.put(f"/{number}", article(f"{BRIDGE} {number}", f"Bridge {number}"))
    items = "".join(item(f"/{number}", date=f"0{number + 1} May 2031 08:00:00 GMT") for number in range(5))
    web.put("/feed", FEED.format(items), "text/xml")
    report = ingest_addresses([web.url("/feed")], database, options)
    assert counts(report) == {"stored": 3}
    assert web.paths() == ["/feed", "/4", "/3", "/2"]
    assert "2 more pages" in str(report.notices[0])


def test_sitemaps_and_their_indexes_are_followed(web: Web, database: Database, options: WebOptions) -> None:
    """A site without a feed could not be read, or an index be taken for pages."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    web.put("/a", article(BRIDGE))
    pages = f"<urlset {space}><url><loc>{web.url('/a')}</loc><lastmod>2031-05-16</lastmod></url></urlset>"
    web.put("/pages.xml.gz", gzip.compress(pages.encode()), "application/gzip")
    index = f"<sitemapindex {space}><sitemap><loc>{web.url('/pages.xml.gz')}</loc></sitemap></sitemapindex>"
    web.put("/sitemap.xml", f'<?xml version="1.0"?>\n<!-- made -->\n{index}', "application/xml")
    assert counts(ingest_addresses([web.url("/sitemap.xml")], database, options)) == {"stored": 1}


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item>",
        "<rss",
        "<feed>&bomb;</feed>",
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel><title>&a;</title></channel></rss>',
        "<urlset><url><loc>file:///etc/passwd</loc></url><url><loc>",
        "<sitemapindex/>",
        BOMB.format("rss")
        + "<rss><channel><item><title>&j;</title><link>https://harbour.test/</link></item></channel>",
        BOMB.format("urlset") + "<urlset><url><loc>&j;</loc></url></urlset>",
        "<rss><channel>" + "<item>" * 20_000,
        "<rss>" + "<a>" * 20_000,
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><link href='http://127.0.0.1:1/'/>"
        "<content type='text'>" + "&lt;" * 1_000_000 + "read more</content></entry></feed>",
    ],
)
def test_a_broken_or_hostile_list_harms_nothing(web: Web, database: Database, options: WebOptions, body: str) -> None:
    """A broken feed would end the program, or read a file of this machine."""
    web.put("/feed", body, "text/xml")
    report = ingest_addresses([web.url("/feed")], database, options)
    assert documents(database) == ()
    assert all("\n" not in str(notice) for notice in report.notices)


@given(
    st.sampled_from([b"<rss>", b"<feed>", b"<urlset>", b"<sitemapindex>", b"\x1f\x8b", b""]), st.binary(max_size=400)
)
def test_any_bytes_are_a_list_or_one_clear_line(start: bytes, rest: bytes) -> None:
    """Odd bytes in a feed would end the poll of all feeds."""
    body = start + rest
    try:
        links = links_of(body, "https://harbour.test/feed", 1_000_000) if is_listing(body) else ()
    except FetchError as error:
        line = str(error)
    else:
        line = "".join(link.url for link in links)
    assert "\n" not in line


def test_a_list_that_holds_up_its_parser_costs_itself_alone(
    web: Web, database: Database, options: WebOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A feed made to be slow for its parser would hold up all that the bot polls."""
    entry = f"<item><title>Bridge</title><link>{web.url('/a')}</link></item>"
    web.put("/feed", f"<rss><channel>{entry}</channel></rss>", "text/xml")
    web.put("/a", article(BRIDGE))
    with monkeypatch.context() as patch:
        patch.setattr(apart, "SECONDS", 0.0)
        report = ingest_addresses([web.url("/feed")], database, options)
    assert [str(notice) for notice in report.notices] == [f"{web.url('/feed')}: not read within 0 seconds; left out"]
    assert counts(ingest_addresses([web.url("/feed")], database, options)) == {"stored": 1}


def test_the_charset_that_a_server_states_counts(web: Web, database: Database, options: WebOptions) -> None:
    """A page that leaves its encoding to the server would be full of wrong letters."""
    words = "Мэр Ионас Халворсен сказал, что мост открыт. " * 4
    web.put(
        "/a",
        f"<html><body><article><p>{words}</p></article></body></html>".encode("koi8-r"),
        "text/html;charset=KOI8-R",
    )
    web.put("/b.txt", words.encode("cp866"), 'text/plain; charset="ibm866"')
    ingest_addresses([web.url("/a"), web.url("/b.txt")], database, options)
    for row in documents(database):
        assert "мост открыт" in Corpus(database).text(row.id)


def test_a_host_that_asked_for_patience_is_left_alone_by_later_runs_too(
    web: Web, database: Database, options: WebOptions, tmp_path: Path
) -> None:
    """Each run would pester a server that said when to come back."""
    web.put("/a", "", status=429, Retry_After="3600")
    assert counts(ingest_addresses([web.url("/a")], database, options)) == {"left_out": 1}
    asked = len(web.asked)
    fresh = WebOptions(fetcher(web), Inbox(tmp_path / "inbox"))
    report = ingest_addresses([web.url("/b")], database, fresh)
    assert "60 minutes" in str(report.notices[0])
    assert len(web.asked) == asked
    web.put("/a", article(BRIDGE))
    later = WebOptions(fetcher(web), Inbox(tmp_path / "inbox"), now=lambda: dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert counts(ingest_addresses([web.url("/a")], database, later)) == {"stored": 1}
