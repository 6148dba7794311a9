"""What is handed in with /ingest and what is answered: at the console, and as each chat asks."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import docx
import pytest

from bot.chat.console_render import render
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, answer_line
from bot.commands.intake import open_intake
from bot.ingest.web import Inbox, WebOptions
from bot.intake import ChildIntake
from bot.model.intake import UPLOAD_LIMIT, Taken, Upload
from bot.settings import Settings
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.archives import PATIENT
from tests.web import Web, fetcher

NOW = dt.datetime(2032, 5, 14, 8, tzinfo=dt.UTC)
BRIDGE = (
    "Bridge opens\n\nPublished: 16 May 2031\n\n“We kept our word,” said the mayor, Jonas Halvorsen, on 15 May 2031.\n"
)
PAGE = (
    f"<html><head><title>Bridge opens</title></head><body><article><p>{BRIDGE}</p><p>It is open.</p></article></body>"
)


def web_of(port: int, inbox: Path, _settings: Settings) -> WebOptions:
    """The web on ``port``, for a process of its own."""
    return WebOptions(fetcher(Web(port)), Inbox(inbox))


@pytest.fixture
def corpus(tmp_path: Path, web: Web) -> Iterator[Corpus]:
    """An empty archive that takes in documents."""
    url = f"sqlite:///{tmp_path / 'archive.db'}"
    settings = Settings(_env_file=None, database_url=url, log_level="ERROR", ingest_servers="S1, T1")
    with open_database(url, deadline=PATIENT) as database:
        corpus = Corpus(database)
        open_intake(corpus, ChildIntake(settings, partial(web_of, web.port, tmp_path / "inbox")))
        yield corpus


def say(line: str, corpus: Corpus) -> str:
    """The answer to a line as the console prints it."""
    return render(answer_line(line, corpus, now=NOW), width=120)


def call(corpus: Corpus, url: str = "", *uploads: Upload, **more: object) -> str:
    """The answer to a call from a chat."""
    who: dict[str, object] = {"platform": "discord", "server": "S1", "user": "2002", "may_manage": True} | more
    arguments = {"url": url} if url else {}
    asked = Invocation("ingest", arguments, now=NOW, uploads=uploads, **who)  # type: ignore[arg-type]
    reply = answer(asked, corpus)
    assert reply.private
    return render(reply, width=120)


def test_a_page_a_file_and_a_path_are_read_and_told(corpus: Corpus, web: Web, tmp_path: Path) -> None:
    """A person would not know whether a document went in, what was found in it, or that it was there already."""
    web.put("/bridge", PAGE)
    said = say(f"/ingest {web.url('/bridge')}", corpus)
    for piece in ("Read: 1 new document", "1 quote", "Bridge opens", "Holds", "/bridge"):
        assert piece in said
    assert "Nothing new: 1 document as before" in say(f"/ingest {web.url('/bridge')}", corpus)
    (tmp_path / "bridge.txt").write_text(BRIDGE)
    said = say(f"/ingest {tmp_path / 'bridge.txt'}", corpus)
    assert "Read: 1 new document" in said
    assert "16 May 2031" in said
    said = call(
        corpus, "", Upload("Ferry notes.txt", 60, b"\xe2\x80\x9cThe ferry stays,\xe2\x80\x9d said Mira Solano.")
    )
    assert "Read: 1 new document · 1 quote" in said
    assert [path.name.split("-")[0] for path in (tmp_path / "inbox" / "sent").glob("[!.]*")] == ["Ferry"]
    assert corpus.stats().documents == 3


def test_a_word_file_that_is_handed_in_is_read(corpus: Corpus) -> None:
    """Formats that are parsed in a process of their own could not be read in the process of their own that this is."""
    page, data = docx.Document(), io.BytesIO()
    for line in filter(None, BRIDGE.splitlines()):
        page.add_paragraph(line)
    page.save(data)
    said = call(corpus, "", Upload("Bridge.docx", len(data.getvalue()), data.getvalue()))
    assert "Read: 1 new document · 1 quote" in said
    assert "Bridge opens" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/ingest", "Give a path or an address"),
        ("/ingest /nowhere/at/all.txt", "there is no such file or folder"),
        ("/ingest ~nobody-of-that-name/a.txt", "there is no such file or folder"),
        ("/ingest www.example.org/a", "https://www.example.org/a would fetch the page"),
        (f"/ingest /{'x' * 280}.txt", ".txt: there is no"),
        ("/ingest http://{host}/gone", "there is no such page"),
        ("/ingest https://anna:most@hush@{host}/#hush", "name or a password"),
        ("/ingest ftp://{host}/a", "only http and https addresses are fetched"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_reason(corpus: Corpus, web: Web, line: str, says: str) -> None:
    """A person would wait for a document that never comes."""
    said = say(line.format(host=f"harbour.test:{web.port}"), corpus)
    assert says in said
    assert "hush" not in said
    assert "not your doing" not in said


def test_files_that_do_not_go_in_are_named(corpus: Corpus, tmp_path: Path) -> None:
    """A large or broken file would vanish without a word, or fill the disk."""
    said = call(
        corpus,
        "",
        Upload("dump.txt", UPLOAD_LIMIT + 1),
        Upload("lost.txt", 9, fault="Discord did not hand it over; try again"),
        Upload("logo.png", 9, b"\x89PNG\r\n\x1a\n", "image/png"),
        Upload("../../etc/cron.d/evil.txt", 12, b"Nothing else"),
    )
    for piece in (
        "dump.txt: larger than 20 MB",
        "lost.txt: Discord did not",
        "logo.png: not a format",
        "1 new document",
    ):
        assert piece in said
    assert {path.parent.name for path in (tmp_path / "inbox").rglob("*.txt")} == {"sent"}


def test_only_administrators_of_the_servers_that_are_named_hand_in_documents(corpus: Corpus, web: Web) -> None:
    """Anybody who adds the bot to a server of theirs could fill the archive that others question."""
    web.put("/bridge", PAGE)
    for refused in ({"may_manage": False}, {"may_manage": False, "may_manage_channel": True}, {"server": "S2"}):
        said = call(corpus, web.url("/bridge"), **refused)
        assert "for those who may manage" in said or "takes no documents from here" in said
    assert web.asked == []
    assert corpus.stats().documents == 0


@pytest.mark.parametrize("platform", ["discord", "slack"])
@pytest.mark.parametrize("typed", ["/etc/hostname", "~/.ssh/id_rsa", "file:///etc/passwd", "seeds", ""])
def test_a_chat_cannot_read_this_machine_s_files(corpus: Corpus, platform: str, typed: str) -> None:
    """An administrator of a server could read the bot's own tokens into the archive."""
    said = call(corpus, typed, platform=platform, server="T1")
    assert "https://..." in said
    assert corpus.stats().documents == 0


def test_an_address_without_its_scheme_is_understood(corpus: Corpus) -> None:
    """Slack shows example.org/a for what was typed as a link."""
    taken: list[str] = []

    class Told(ChildIntake):
        def page(self, url: str) -> Taken:
            taken.append(url)
            return Taken()

    open_intake(corpus, Told(Settings(_env_file=None)))
    assert "Nothing was found" in call(corpus, "harbour.example/2031/bridge")
    assert taken == ["https://harbour.example/2031/bridge"]


def test_a_feed_is_told_in_few_cards(corpus: Corpus, web: Web) -> None:
    """An answer would be twenty messages long."""
    items = ""
    for number in range(7):
        web.put(f"/{number}", PAGE.replace("Bridge opens", f"Bridge {number}"))
        items += f"<item><link>/{number}</link></item>"
    web.put("/feed", f"<rss><channel>{items}<item><link>/gone</link></item></channel></rss>", "text/xml")
    said = say(f"/ingest {web.url('/feed')}", corpus)
    for piece in ("Read: 7 new documents", "and 2 more documents", "/gone: there is no such page"):
        assert piece in said


def test_one_at_a_time_and_none_for_ever(tmp_path: Path, corpus: Corpus) -> None:
    """Everybody's questions would wait for documents, or one document hold up all others for good."""
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'archive.db'}")
    open_intake(corpus, ChildIntake(settings, seconds=0.0))
    assert "given up" in say("/ingest /tmp", corpus)


def test_without_an_intake_it_says_so(tmp_path: Path) -> None:
    """A house put together without it would end in a traceback."""
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as database:
        assert "briefing-bot ingest" in say("/ingest a.txt", Corpus(database))
