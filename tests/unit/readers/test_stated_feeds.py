"""The feeds of corpus.toml: what is read, and what a wrong entry is told."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.errors import ManifestError
from bot.model.feeds import StatedFeed
from bot.readers.manifest import parse_manifest


def test_feeds_are_read_with_what_they_leave_open() -> None:
    """A feed would not be polled, or as often as nobody asked."""
    stated = parse_manifest(
        '[[feeds]]\nurl = "https://harbour.example/rss"\n\n[[feeds]]\nurl = "https://post.example/sitemap.xml"\n'
        'publisher = "The  Post"\nevery = "2 hours"\nonly = ["/news/*", "/world/*"]\n'
    ).feeds
    assert stated == (
        StatedFeed("https://harbour.example/rss", "", dt.timedelta(minutes=30), ()),
        StatedFeed("https://post.example/sitemap.xml", "The Post", dt.timedelta(hours=2), ("/news/*", "/world/*")),
    )


def test_a_new_feed_has_no_document_read_again() -> None:
    """All documents beside a corpus.toml would be read anew for each feed that is added."""
    plain = '[documents."a.txt"]\npublisher = "Post"\n'
    with_feed = plain + '[[feeds]]\nurl = "https://harbour.example/rss"\n'
    assert parse_manifest(plain).about("a.txt") == parse_manifest(with_feed).about("a.txt")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("feeds = 3", "each beginning with"),
        ("[[feeds]]\n", "url must be"),
        ('[[feeds]]\nurl = "harbour.example/rss"', "url must be"),
        ('[[feeds]]\nurl = "https://a.example/"\nevry = "1h"', "unknown key 'evry' in feeds, entry 1"),
        ('[[feeds]]\nurl = "https://a.example/"\nevery = "now"', "every must be"),
        ('[[feeds]]\nurl = "https://a.example/"\nevery = "1m"', "every must be"),
        ('[[feeds]]\nurl = "https://a.example/"\nevery = 30', "every must be"),
        ('[[feeds]]\nurl = "https://a.example/"\nevery = "9999d"', "every must be"),
        ('[[feeds]]\nurl = "https://a.example/"\nonly = "news"', "only must be"),
        ('[[feeds]]\nurl = "https://a.example/"\npublisher = 3', "publisher must be"),
        ('[[feeds]]\nurl = "https://a.example/"\n[[feeds]]\nurl = "https://a.example/"', "stated twice"),
    ],
)
def test_a_wrong_entry_is_named(entry: str, says: str) -> None:
    """A misspelt key would be lost in silence, or end in a traceback."""
    with pytest.raises(ManifestError, match=says):
        parse_manifest(entry)
