"""The console: lines from a pipe, lines at a prompt, and what is offered while one types."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.chat.console import run_console
from bot.chat.console_complete import completions
from bot.chat.console_render import clean, render
from bot.errors import StoreError
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from bot.store.writing.write import ArchiveWriter
from tests.archives import PATIENT
from tests.dialogs.archive import documents
from tests.golden.samples import SAMPLES

NOW = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """An archive of five invented documents."""
    with open_database(f"sqlite:///{tmp_path_factory.mktemp('archive') / 'archive.db'}", deadline=PATIENT) as database:
        writer = ArchiveWriter(database)
        for annotations in documents():
            writer.store_document(annotations)
        yield Corpus(database)


def _piped(corpus: Corpus, typed: str) -> str:
    out = io.StringIO()
    assert run_console(corpus, stdin=io.StringIO(typed), stdout=out, now=lambda: NOW) == 0
    return out.getvalue()


def _prompted(corpus: Corpus, typed: str, history: Path | None = None) -> tuple[int, str]:
    out = Terminal()
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text(typed)
        code = run_console(corpus, stdin=Terminal(), stdout=out, history_path=history, now=lambda: NOW)
    return code, out.getvalue()


def test_pipe_answers_each_line(corpus: Corpus) -> None:
    """A script that pipes questions in would not get each answered, or would get colours in between."""
    shown = _piped(corpus, "/event 2031\n\n/quote Lindqvist\r\n")
    assert shown.startswith("> /event 2031\n2031 · 3 events")
    assert "> /quote Lindqvist\nMara Lindqvist (also" in shown
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize("typed", ["/quit", "quit", "exit", "Bye"])
def test_quit_ends_a_pipe(corpus: Corpus, typed: str) -> None:
    """Lines behind /quit would still be answered, and who types quit would be told that no passage has it."""
    assert "1850" not in _piped(corpus, f"{typed}\n/event 1850\n")


def test_the_mark_of_a_question_is_no_part_of_it(corpus: Corpus) -> None:
    """What is asked as a question would be looked for, and told as understood, with its question mark."""
    asked, plain = _piped(corpus, "/event 2031?\n"), _piped(corpus, "/event 2031\n")
    assert asked.partition("\n")[2] == plain.partition("\n")[2]
    assert "1850?" not in _piped(corpus, "what happened in 1850?\n").partition("\n")[2]


@pytest.mark.parametrize(
    "line", ["/", "/open 1", "/more", '"', "/event \x1b[2J", "\x00", "/quote \ud800", "/nosuch x", "-"]
)
def test_any_line_is_answered(corpus: Corpus, line: str) -> None:
    """A slip of the finger would end the console."""
    shown = _piped(corpus, f"{line}\n/event 1850\n")
    assert "Nothing dated 1850." in shown
    assert "\x1b" not in shown
    assert "Traceback" not in shown


def test_pages_and_citations(corpus: Corpus) -> None:
    """The second page, or the paragraph of a quote, could not be reached."""
    shown = _piped(corpus, "/date 2031\n/more\n/more\n/open 1\n/open 99\n")
    first, second, last, opened, wrong = (part for part in shown.split("\n> ") if part)
    assert "page 1 of 2" in first
    assert "page 2 of 2" in second
    assert "There is no further page." in last
    assert "in context" in opened
    assert "The last answer has citations 1 to" in wrong


def test_open_shows_the_quote_in_its_paragraph(corpus: Corpus) -> None:
    """A reader could not check what stands around a quote."""
    shown = " ".join(_piped(corpus, "/quote Lindqvist\n/open 1\n/open [4]\n").split())
    assert "⟪It belongs to those who work in it.⟫”" in shown
    assert shown.rstrip().endswith("[1] published 3 March 2031 (page header)")


def test_help_tells_of_the_consoles_own_commands(corpus: Corpus) -> None:
    """Nobody would find out about /more and /open."""
    assert "/more turns the page" in _piped(corpus, "/help\n")


def test_a_picture_is_written_and_named(corpus: Corpus, tmp_path: Path) -> None:
    """At a terminal nobody would see a timeline, or a file of somebody else would be lost to it."""
    pictures = tmp_path / "archive" / "pictures"

    def ask(line: str) -> str:
        out = io.StringIO()
        run_console(corpus, stdin=io.StringIO(f"{line}\n"), stdout=out, pictures=pictures, now=lambda: NOW)
        return "".join(out.getvalue().split())  # a long path is folded

    light = pictures / "timeline-2031.png"
    assert f"picture:{light}" in ask("/timeline 2031")
    assert f"picture:{pictures / 'timeline-2031-dark.png'}" in ask("/timeline 2031 dark")
    assert f"picture:{light}" in ask("/timeline 2031")
    drawn = light.read_bytes()
    assert drawn.startswith(b"\x89PNG")
    light.write_bytes(b"a stranger's")
    assert f"picture:{pictures / 'timeline-2031-2.png'}" in ask("/timeline 2031")
    assert light.read_bytes() == b"a stranger's"
    assert sorted(path.name for path in pictures.iterdir()) == [
        "timeline-2031-2.png",
        "timeline-2031-dark.png",
        "timeline-2031.png",
    ]


def test_a_picture_that_cannot_be_written_is_told_in_words(corpus: Corpus, tmp_path: Path) -> None:
    """On a full or protected disk the answer would be lost for its picture."""
    (tmp_path / "pictures").write_text("a file where the folder would be", encoding="utf-8")
    out = io.StringIO()
    asked = io.StringIO("/timeline 2031\n")
    run_console(corpus, stdin=asked, stdout=out, pictures=tmp_path / "pictures", now=lambda: NOW)
    assert "picture: Timeline of 2031" in out.getvalue()
    assert "does not take it (file exists)" in " ".join(out.getvalue().split())


def test_output_that_cannot_be_encoded(corpus: Corpus) -> None:
    """On an old terminal, a quotation mark would end the console."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    assert run_console(corpus, stdin=io.StringIO("/quote Lindqvist\n"), stdout=out, now=lambda: NOW) == 0
    assert b"?We will not sell" in raw.getvalue()


def test_input_that_cannot_be_decoded(corpus: Corpus) -> None:
    """A file in another encoding, piped in, would end the console."""
    typed = io.TextIOWrapper(io.BytesIO(b"/quote L\xfcders\n/event 1850\n"), encoding="utf-8")
    out = io.StringIO()
    assert run_console(corpus, stdin=typed, stdout=out, now=lambda: NOW) == 0
    assert "Nothing dated 1850." in out.getvalue()


def test_reader_that_went_away(corpus: Corpus) -> None:
    """``... | head -1`` would end in a traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as out:
        assert run_console(corpus, stdin=io.StringIO("/corpus\n"), stdout=out, now=lambda: NOW) == 0


def test_prompt(corpus: Corpus, tmp_path: Path) -> None:
    """At a terminal, a question would not be answered, or not be there again tomorrow."""
    history = tmp_path / "data" / "history"
    code, shown = _prompted(corpus, "/event 1850\r\r/quit\r", history)
    assert code == 0
    assert "Nothing dated 1850." in shown
    assert "+/event 1850" in history.read_text(encoding="utf-8")


def test_ctrl_c_drops_the_line_and_ctrl_d_leaves(corpus: Corpus) -> None:
    """Ctrl-C would end the console in the middle of a thought, or Ctrl-D would not."""
    code, shown = _prompted(corpus, "/event 2031\x03/event 1850\r\x04")
    assert code == 0
    assert "3 events" not in shown
    assert "Nothing dated 1850." in shown


def test_history_that_cannot_be_kept(corpus: Corpus, tmp_path: Path) -> None:
    """A data folder that is read-only would keep everybody from asking."""
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    code, shown = _prompted(corpus, "/event 1850\r\x04", tmp_path / "file" / "history")
    assert code == 0
    assert "Nothing dated 1850." in shown


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("/", ["/event", "/quote", "/help", "/more", "/quit"]),
        ("/qu", ["/quote", "/quit"]),
        ("/quote ", ["Mara Lindqvist", "Tomas Okwuosa"]),
        ("/quote Lin", ["Mara Lindqvist"]),
        ("/quote Mara Lin", ["Mara Lindqvist"]),
        ("/event 20", ["2031", "2029"]),
        ("/event person:To", ['"Tomas Okwuosa"']),
        ("/quote Lindqvist kind:m", ["mixed"]),
        ("/quote Lindqvist from H", ["Harbour Gazette"]),
        ("/quote Lindqvist wh", ["when:"]),
        ("/source ferry", ["1", "2"]),
        ("/help qu", ["quote"]),
    ],
)
def test_offers(corpus: Corpus, line: str, offered: list[str]) -> None:
    """Somebody would have to know every name and option by heart."""
    texts = [offer.text for offer in completions(line, corpus)]
    assert [text for text in texts if text in offered] == offered


@pytest.mark.parametrize("line", ["", "Lin", "/nosuch ", "/corpus ", "/context quote:", "/quote Zzyzx"])
def test_no_offers(corpus: Corpus, line: str) -> None:
    """What is offered would make no command."""
    assert completions(line, corpus) == ()


def test_offer_replaces_what_is_typed(corpus: Corpus) -> None:
    """Taking an offer would leave half of what was typed before it."""
    line = "/quote Mara Lin"
    (offer,) = (offer for offer in completions(line, corpus) if offer.text == "Mara Lindqvist")
    assert line[: len(line) - offer.replaces] + offer.text == "/quote Mara Lindqvist"


def test_no_offers_from_a_broken_archive() -> None:
    """A locked database would end the prompt while somebody types."""

    class Locked(Corpus):
        def __init__(self) -> None:
            pass

        def speakers(self, prefix: str = "", limit: int = 25) -> tuple[()]:
            raise StoreError("locked")

    assert completions("/quote L", Locked()) == ()


@given(st.text())
def test_nothing_steers_the_terminal(text: str) -> None:
    """A document could clear the screen, change the title or turn the writing round."""
    shown = clean(text)
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert not any(127 <= ord(character) < 160 for character in shown)
    assert not set("\u202e\u2066\u200f") & set(shown)
    shown.encode("utf-8")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [40, 60, 100])
def test_fits_the_width(name: str, width: int) -> None:
    """On a narrow terminal, lines would break in the middle of words."""
    assert max(map(len, render(SAMPLES[name], width).splitlines())) <= width


@pytest.mark.parametrize("name", SAMPLES)
def test_colours_change_no_words(name: str) -> None:
    """What is coloured would read differently from what is piped."""
    plain = "".join(render(SAMPLES[name], 80).replace("⟪", "").replace("⟫", "").split())
    coloured = render(SAMPLES[name], 80, colour=True)
    assert "\x1b[" in coloured
    assert "".join(_without_colours(coloured).split()) == plain


def _without_colours(text: str) -> str:
    pieces = text.split("\x1b[")
    return pieces[0] + "".join(piece.partition("m")[2] for piece in pieces[1:])
