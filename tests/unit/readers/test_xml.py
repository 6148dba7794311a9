"""Feeds, the agencies' formats, sitemaps, and XML that means harm."""

from __future__ import annotations

import pytest

from bot.model import Document, Metadata, PartialDate
from bot.readers import Notice, read_bytes

DAY = PartialDate(2031, 5, 16)
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Harbour Post</title>
<item><title>Bridge &amp; ferry</title><link>https://harbour.example/2031/bridge?a=1#top</link>
<pubDate>Fri, 16 May 2031 08:00:00 GMT</pubDate><dc:creator>Ada Quill</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>One <b>bold</b> word.</p><p>Two.</p>]]>
</content:encoded></item>
<item><title>No date</title><guid>tag:harbour.example,2031:7</guid><description>The ferry stays.</description>
<pubDate>03/04/2031</pubDate></item>
<item><title>Empty</title><link>https://harbour.example/empty</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title><entry><id>urn:x:1</id>
<title type="html">Bridge &lt;i&gt;opens&lt;/i&gt;</title><link href="https://harbour.example/bridge"/>
<updated>2031-06-01T00:00:00Z</updated><published>2031-05-16T08:00:00Z</published>
<author><name>Ada Quill</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One&#160;word.</p></div></content></entry>
<entry><id>urn:x:2</id><title>Changed</title><updated>2031-06-01T00:00:00Z</updated><summary>Two.</summary>
<source><title>The Quay</title></source></entry></feed>"""
NITF = """<nitf><head><title>t</title><docdata><date.issue norm="20310516T080000Z"/></docdata>
<pubdata type="print" name="The Harbour Post"/></head><body><body.head><hedline><hl1>Bridge opens</hl1></hedline>
<byline>By <person>Ada Quill</person></byline><dateline><location>Solano Bay</location>, May 16</dateline></body.head>
<body.content><block><p>One&nbsp;word.</p>
<media><media-reference source="x"/><media-caption>A picture</media-caption></media>
<p>Two.</p></block></body.content></body></nitf>"""
ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:news:{n}"><itemMeta>
<provider literal="Bay Agency"/><versionCreated>2031-05-17T00:00:00Z</versionCreated>
<firstCreated>2031-05-16T08:00:00+02:00</firstCreated></itemMeta><contentMeta><headline>Bridge {n}</headline>
<by>Ada Quill</by></contentMeta><contentSet>{content}</contentSet></newsItem>"""
XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title>
</head><body><p>One.</p><p>Two.</p></body></html></inlineXML>"""


def read(name: str, text: str | bytes) -> tuple[dict[str, Document], list[str]]:
    """Read a file of that name: the documents by name, and the lines for a person."""
    results = read_bytes(name, text.encode() if isinstance(text, str) else text)
    documents = {result.name: result for result in results if isinstance(result, Document)}
    return documents, [str(result) for result in results if isinstance(result, Notice)]


def test_each_item_of_an_rss_file_is_a_document() -> None:
    """A feed that was kept would be one heap of headlines, and its items have no date, address or author."""
    documents, notices = read("feed.xml", RSS)
    whole = documents["feed.xml/harbour.example/2031/bridge?a=1"]
    assert whole.text == "One bold word.\n\nTwo."
    url = "https://harbour.example/2031/bridge?a=1#top"
    assert whole.header == Metadata("Bridge & ferry", "The Harbour Post", "Ada Quill", url, DAY)
    short = documents["feed.xml/harbour.example,2031-7"]
    assert (short.text, short.header.published) == ("The ferry stays.", None)
    assert notices == [
        "feed.xml/harbour.example,2031-7: its date '03/04/2031' is not clear; it goes in without that date",
        "feed.xml: 1 entry has no text of its own; its page has to be fetched",
    ]


def test_each_entry_of_an_atom_file_is_a_document() -> None:
    """The day of an edit would pass for the day of publication."""
    documents, notices = read("feed.atom", ATOM)
    first, second = documents.values()
    assert (first.name, first.text) == ("feed.atom/harbour.example/bridge", "One\xa0word.")
    url = "https://harbour.example/bridge"
    assert first.header == Metadata("Bridge opens", "The Harbour Post", "Ada Quill", url, DAY)
    assert second.header == Metadata("Changed", "The Quay")
    assert notices == []


def test_an_entry_keeps_its_name_when_others_come_before_it() -> None:
    """Each new item would shift all others, and every citation point to another story."""
    newer = "<item><link>https://harbour.example/newer</link><description>Newer.</description></item>"
    before, _ = read("feed.xml", RSS)
    after, _ = read("feed.xml", RSS.replace("<item>", newer + "<item>", 1))
    assert {name: document for name, document in after.items() if name in before} == before
    assert len(after) == len(before) + 1


def test_a_feed_that_is_no_xml_is_read_as_far_as_it_goes() -> None:
    """Many feeds have a bare ampersand in them."""
    documents, notices = read("feed.rss", RSS.replace("Bridge &amp;", "Bridge &").replace("</channel></rss>", ""))
    assert len(documents) == 2
    assert notices[0].startswith("feed.rss: broken XML (")


@pytest.mark.parametrize("name", ["a.xml", "a.nitf"])
def test_nitf_gives_dateline_content_and_header(name: str) -> None:
    """Agency copy would be read with its markup, or not at all."""
    documents, notices = read(name, NITF)
    assert documents[name].text == "Solano Bay, May 16\n\nOne\xa0word.\n\nA picture\n\nTwo."
    assert documents[name].header == Metadata("Bridge opens", "The Harbour Post", "Ada Quill", None, DAY)
    assert notices == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (XHTML, "One.\n\nTwo."),
        (
            f"<inlineXML>{NITF.replace('&nbsp;', ' ')}</inlineXML>",
            "Solano Bay, May 16\n\nOne word.\n\nA picture\n\nTwo.",
        ),
        ('<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>', "One.\n\nTwo."),
    ],
    ids=["xhtml", "nitf", "plain"],
)
def test_newsml_g2_gives_text_and_header(content: str, text: str) -> None:
    """What agencies deliver today would not be read."""
    documents, notices = read("a.xml", ITEM.format(n=1, content=content))
    assert documents["a.xml"].text == text
    assert documents["a.xml"].header == Metadata("Bridge 1", "Bay Agency", "Ada Quill", None, DAY)
    assert notices == []


def test_a_message_of_several_items_gives_each() -> None:
    """Only the first story of a delivery would be found."""
    items = "".join(ITEM.format(n=n, content=XHTML) for n in (1, 2)) + ITEM.format(n=3, content="<remoteContent/>")
    documents, _ = read("a.xml", f"<newsMessage><itemSet>{items}</itemSet></newsMessage>")
    assert set(documents) == {"a.xml/news-1", "a.xml/news-2"}


def test_a_sitemap_names_its_pages() -> None:
    """A site's own list of pages could not be used."""
    text = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> https://harbour.example/1 </loc>'
        "<lastmod>2031-05-16</lastmod></url><url><loc>https://harbour.example/2</loc></url></urlset>"
    )
    documents, (notice,) = read("sitemap.xml", text)
    assert documents == {}
    assert notice.startswith("sitemap.xml: a sitemap: it holds no text, but names 2 pages;")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">]><rss>&a;</rss>', "declares XML entities of its own"),
        ('<!DOCTYPE nitf SYSTEM "x" [<!entity a SYSTEM "file:///etc/passwd">]><nitf>&a;</nitf>', "declares XML entit"),
        ("<svg/>", "XML of a kind that is not read (<svg>)"),
        ("<rss><channel></channel></rss>", "a feed without entries"),
        ("<nitf><body></nitf>", "broken XML (line 1)"),
        ("<nitf/>", "no text in it"),
        ("<newsMessage/>", "no text item in it"),
        ("<a>" * 100_000, "XML of a kind"),
        ("<nitf>" * 100_000, "broken XML"),
        ("<!--" * 100_000, "XML of a kind"),
        ('<?xml version="1.0" encoding="utf-16"?><nitf/>', "no text in it"),
    ],
)
def test_hostile_or_unknown_xml_is_one_clear_line(text: str, reason: str) -> None:
    """A file from a stranger could grow in memory, read the machine's files, or end the run."""
    documents, (notice,) = read("a.xml", text)
    assert (documents, notice.startswith(f"a.xml: {reason}")) == ({}, True), notice
    assert notice.endswith("left out")
