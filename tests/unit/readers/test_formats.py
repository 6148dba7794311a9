"""Each format gives the text and the header that a reader of the document would expect."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import ReadError
from bot.model import Document, Metadata, PartialDate
from bot.readers import FORMATS, Notice, Source, read

ARTICLE = "The harbour bridge is open, said the minister Jonas Halvorsen on Thursday, and the town was glad of it. "
DAY = PartialDate(2031, 5, 16)


def read_bytes(data: bytes, name: str, limit: int = 1_000_000) -> tuple[list[Document], list[str]]:
    """Read ``data`` as a file of that name: the documents, and the lines for a person."""
    results = list(read(Source.memory(data, name, limit)))
    documents = [result for result in results if isinstance(result, Document)]
    return documents, [str(result) for result in results if isinstance(result, Notice)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"One line.\nAnother.\n", "One line.\nAnother.\n"),
        (b"\xef\xbb\xbfAfter a mark.", "After a mark."),
        (b"Windows\r\nand old Mac\rlines\n", "Windows\nand old Mac\nlines\n"),
        ("“Quotes” – and\xa0spaces\u2028stay".encode(), "“Quotes” – and\xa0spaces\u2028stay"),
        ("Über UTF-16".encode("utf-16"), "Über UTF-16"),
        ("Über UTF-32".encode("utf-32"), "Über UTF-32"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "b.md"])
def test_text_is_the_files_own(data: bytes, text: str, name: str) -> None:
    """Offsets would point beside a quote if anything but the mark and the kind of line ends changed."""
    (document,), notices = read_bytes(data, name)
    assert (document.text, notices) == (text, [])
    assert document.content_hash == hashlib.sha256(text.encode()).hexdigest()
    assert document.name == name


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\ufeff"), min_size=1))
def test_any_text_comes_through_unchanged(text: str) -> None:
    """Some unusual character would shift every quote after it."""
    assume(text.strip())
    controls = sum(character < " " and character not in "\t\n\v\f\x1b" for character in text)
    assume(not controls)  # more than a few are refused as binary
    (document,), notices = read_bytes(text.encode(), "a.txt")
    assert (document.text, notices) == (text, [])


FRONT_MATTER = """---
title: "Bridge opens"
date: 2031-05-16
author: Ada Quill
tags:
  - towns
# a remark
---

# Bridge opens

It is open.
"""


@pytest.mark.parametrize(
    ("text", "body", "header"),
    [
        (
            FRONT_MATTER,
            "# Bridge opens\n\nIt is open.\n",
            Metadata("Bridge opens", None, "Ada Quill", None, PartialDate(2031, 5, 16)),
        ),
        ("# Plain\n\nNo matter.\n", "# Plain\n\nNo matter.\n", Metadata()),
        ("---\nThe minister spoke at length.\n---\nAnd left.\n", None, Metadata()),
        ("---\ntitle: Never closed\n\nText.\n", None, Metadata()),
        ("---\ntitle: Nothing after\n---\n", None, Metadata()),
        ("Text first.\n---\ntitle: Later\n---\n", None, Metadata()),
    ],
)
def test_markdown_front_matter_is_the_header(text: str, body: str | None, header: Metadata) -> None:
    """A post's date and title would be lost, or a rule in the text be taken for furniture."""
    (document,), notices = read_bytes(text.encode(), "a.md")
    assert (document.text, document.header, notices) == (body or text, header, [])


def test_the_marks_of_block_quotes_are_no_text() -> None:
    """A quotation would begin with a mark of the page's making, and pass for a part of a sentence."""
    (document,), _ = read_bytes(b"She said:\n\n> We sail.\n>\n> > Now.\n\n5 > 4\n", "a.md")
    assert document.text == "She said:\n\nWe sail.\n\nNow.\n\n5 > 4\n"


def page(head: str = "", body: str = "") -> bytes:
    """A page with an article, and what a case adds to its head and body."""
    article = f"<article><h1>Bridge opens</h1>{body}<p>{ARTICLE * 4}</p></article>"
    return f"<!doctype html><html><head>{head}</head><body>{article}</body></html>".encode()


def test_a_page_gives_its_article_and_its_metadata() -> None:
    """Menus and cookie banners would be searched as news, and a page's own date and publisher be unknown."""
    head = (
        '<title>Bridge opens | The Harbour Post</title><meta property="og:site_name" content="The Harbour Post">'
        '<meta name="author" content="Ada Quill"><meta name="date" content="2031-05-16T08:00:00Z">'
        '<link rel="canonical" href="https://harbour.example/bridge">'
    )
    furniture = "<nav><a href='/'>Home</a></nav>"
    (document,), notices = read_bytes(page(head, f"{furniture}<ul><li>Two towers of steel</li></ul>"), "a.html")
    assert notices == []
    assert ARTICLE.strip() in document.text
    assert "- Two towers of steel" in document.text.split("\n")
    assert "Home" not in document.text
    assert document.header == Metadata(
        "Bridge opens", "The Harbour Post", "Ada Quill", "https://harbour.example/bridge", PartialDate(2031, 5, 16)
    )


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="date" content="2024-05-16">', "", "2024-05-16"),
        ('<meta name="date" content="2024-05">', "", "2024-05"),
        ("", '<time datetime="2021-03">in March</time>', "2021-03"),
        ("", '<span class="date">2 March 1999</span>', "1999-03-02"),
        ('<meta name="dc.date" content="03/04/2021">', "", "2021"),
        ('<meta name="dc.date" content="23/04/2021">', "", "2021-04-23"),
        ('<script type="application/ld+json">{"datePublished":"2024-05-16T10:00:00Z"}</script>', "", "2024-05-16"),
        ('<link rel="canonical" href="https://a.example/2024/05/16/bridge">', "", "2024-05-16"),
        ('<meta property="article:published_time" content="1923-05-06">', "", "1923-05-06"),
        ('<meta property="article:published_time" content="2345-05-06">', "", "2345-05-06"),
        ('<meta property="article:modified_time" content="2024-06-01">', "", None),
        ("", '<span class="updated">Updated: 2 March 1999</span>', None),
        ("", "<p>The council met on 1999-03-02 in the old hall.</p>", None),
        ("", '<aside><time datetime="2021-03-02">Another story</time></aside>', None),
        ("<title>The report of 1999-03-02</title>", "", None),
        ("", "<img src='/2020/03/04/bridge.jpg'>", None),
    ],
)
def test_a_pages_date_is_what_it_prints(head: str, body: str, published: str | None) -> None:
    """A date nobody printed (today's day, an edit, a day in the story) would pass for the day of publication."""
    (document,), _ = read_bytes(page(head, body), "a.html")
    assert (document.header.published.iso if document.header.published else None) == published


@pytest.mark.parametrize(
    "note",
    [
        "<!-- saved from url=(0030)https://harbour.example/bridge -->",
        "<!--\n Page saved with SingleFile \n url: https://harbour.example/bridge \n saved date: today\n-->",
    ],
)
def test_a_saved_page_knows_where_it_came_from(note: str) -> None:
    """Evidence that somebody saved would lose its address."""
    (document,), notices = read_bytes(page().replace(b"<html>", f"{note}<html>".encode()), "a.html")
    assert (document.header.url, notices) == ("https://harbour.example/bridge", [])


@pytest.mark.parametrize("encoding", ["windows-1251", "iso-8859-1", "gb18030"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    """A page older than UTF-8 would show other letters than its author wrote."""
    words = {"windows-1251": "Мост открыт", "iso-8859-1": "Größe übte", "gb18030": "这座桥已经开放"}[encoding]
    data = page(f'<meta charset="{encoding}">', f"<p>{words}, {ARTICLE}</p>").decode().encode(encoding)
    (document,), notices = read_bytes(data, "a.htm")
    assert words in document.text
    assert notices == []


def record(**fields: object) -> bytes:
    """A line of a JSON lines file."""
    return json.dumps(fields).encode() + b"\n"


@pytest.mark.parametrize(
    ("fields", "header"),
    [
        (
            {"title": "T", "publisher": "P", "author": "A", "url": "https://u.example", "published": "2031-05-16"},
            Metadata("T", "P", "A", "https://u.example", DAY),
        ),
        (
            {"headline": " T\nU ", "authors": ["A", "B"], "publishedAt": "2031-05-16T01:02:03Z"},
            Metadata("T U", None, "A, B", None, DAY),
        ),
        (
            {"source": {"id": None, "name": "P"}, "date": "Fri, 16 May 2031 23:00:00 -0500"},
            Metadata(None, "P", None, None, DAY),
        ),
        ({"date": "2031-05"}, Metadata(published=PartialDate(2031, 5))),
        ({"date": 2031}, Metadata(published=PartialDate(2031))),
        ({"date": "2031/5/6 12:00"}, Metadata(published=PartialDate(2031, 5, 6))),
        ({"title": None, "author": [], "url": "  "}, Metadata()),
    ],
)
def test_a_records_fields_are_its_header(fields: dict[str, object], header: Metadata) -> None:
    """What an export of a newsroom's system states about an article would be lost."""
    (document,), notices = read_bytes(record(text="It is open.", **fields), "a.jsonl")
    assert (document.name, document.text, document.header, notices) == ("a.jsonl#1", "It is open.", header, [])


@pytest.mark.parametrize("date", ["03/04/2031", "yesterday", "2031-13-01", "16 Octember 2031"])
def test_a_records_doubtful_date_is_left_out_and_named(date: str) -> None:
    """A figure that names two days would be served as one of them."""
    (document,), (notice,) = read_bytes(record(text="It is open.", date=date), "a.jsonl")
    assert document.header.published is None
    assert date in notice


def test_records_are_named_after_their_lines() -> None:
    """A person could not find the record that a citation names."""
    data = record(text="One") + b"\n" + record(body="Three") + record(content="Four")
    documents, notices = read_bytes(data, "a.jsonl")
    assert [(document.name, document.text) for document in documents] == [
        ("a.jsonl#1", "One"),
        ("a.jsonl#3", "Three"),
        ("a.jsonl#4", "Four"),
    ]
    assert notices == []


def test_an_unknown_format_is_named_with_the_known_ones() -> None:
    """A person would not learn what can be read."""
    with pytest.raises(ReadError, match=r"^a\.xyz: not a format that is read \(\.txt, .*\.jsonl, .*\); left out$"):
        read(Source.memory(b"x", "a.xyz"))
    assert set(FORMATS) >= {".txt", ".md", ".html", ".htm", ".jsonl"}
