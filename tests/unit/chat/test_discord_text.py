"""Words made safe for Discord, and cut to its limits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.discord_text import ELLIPSIS, clean, escape, fit, link, one_line, paragraphs, share_out, units


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 5 May", "plain words, 5 May"),
        ("**bold** _it_ ~~x~~ ||y|| `z`", r"\*\*bold\*\* \_it\_ \~\~x\~\~ \|\|y\|\| \`z\`"),
        ("@everyone <@1> <#2> <t:3>", "\\@everyone \\<\\@1\\> \\<#2\\> \\<t:3\\>"),
        ("# head\n- item\n1. one\n-# small\n > quote", "\\# head\n\\- item\n1\\. one\n\\-# small\n \\> quote"),
        ("mid-word #1, 5 - 3", "mid-word #1, 5 - 3"),
        ("[text](https://x.example)", "\\[text\\](https\\://x.example)"),
        ("discord.gg/abc DISCORD.COM/invite/x", "discord\\.gg/abc DISCORD\\.COM/invite/x"),
        ("a\x00b\x1b[31mc\u202ed\u2066e", "ab\\[31mcde"),
        (r"C:\temp", r"C:\\temp"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    """Words of a document would be formatted, linked, or ping somebody."""
    assert escape(text) == shown


@given(st.text(st.one_of(st.characters(), st.sampled_from("@:/\\*_`<>#-.\n1 ")), max_size=60), st.sampled_from(
    ("", "@everyone", "discord.gg/x", "https://x.example", "1. ", "<@1>")))  # fmt: skip
def test_a_copy_has_the_words_of_the_document(text: str, more: str) -> None:
    """Who copies a quote from Discord would paste characters that the document does not have."""
    shown = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", escape(text + more))  # as Discord's markdown shows it
    assert shown == clean(text + more)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://gazette.example/a_b?c=d&e=%20#f", "[T](<https://gazette.example/a_b?c=d&e=%20#f>)"),
        ("https://gazette.example/a(b) c>", "[T](<https://gazette.example/a%28b%29%20c%3E>)"),
        ("http://xn--bcher-kva.example", "[T](<http://xn--bcher-kva.example>)"),
        ("javascript:alert(1)", "T"),
        ("ftp://x.example", "T"),
        ("https://", "T"),
        ("https://x.example/\u202egpj.exe", "T"),
        ("https://x.example/" + "a" * 500, "T"),
        (None, "T"),
    ],
)
def test_link(url: str | None, linked: str) -> None:
    """A source would lead nowhere, break the card, or run something."""
    assert link("T", url) == linked


@given(st.text(max_size=400), st.integers(0, 120))
def test_fit(text: str, limit: int) -> None:
    """A text would be refused as too long, or cut without a sign."""
    fitted = fit(text, limit)
    assert units(fitted) <= limit
    assert fitted in ("", escape(text)) or fitted.endswith(escape(ELLIPSIS).strip())


@pytest.mark.parametrize(
    ("text", "limit", "fitted"),
    [
        ("one two three four five", 16, "one two […]"),
        ("👩\u200d👩\u200d👧" * 4, 14, "👩\u200d👩\u200d👧 […]"),
        ("e\u0301" * 10, 9, "e\u0301e\u0301 […]"),
        ("👍🏽" * 5, 9, "👍🏽 […]"),
        ("word", 3, ""),
    ],
)
def test_fit_cuts_between_words_and_characters(text: str, limit: int, fitted: str) -> None:
    """A shortened quote would end in half a word or half an emoji."""
    assert fit(text, limit, str) == fitted


@given(st.lists(st.integers(0, 500), max_size=8), st.integers(-10, 2000))
def test_share_out(wanted: list[int], total: int) -> None:
    """One long card would take the room of all others, or all together too much."""
    shares = share_out(wanted, total)
    assert sum(shares) <= max(total, 0)
    assert all(0 <= share <= want for share, want in zip(shares, wanted, strict=True))
    if sum(wanted) <= total:
        assert shares == wanted
    unmet = [share for share, want in zip(shares, wanted, strict=True) if share < want]
    assert not unmet or max(unmet) - min(unmet) <= len(wanted)


@given(st.text())
def test_lines(text: str) -> None:
    """A title would break the layout of its card."""
    assert "\n" not in one_line(text)
    assert "\n\n" not in paragraphs(text)
    assert clean(clean(text)) == clean(text)
