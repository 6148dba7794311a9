"""The command line: what scripts rely on (exit codes, JSON, where things are printed) and what people read."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.main import run_cli
from bot.commands.dispatch import answer_line
from bot.ingest.report import Progress
from bot.ingest.web import Inbox, WebOptions
from bot.model.subscriptions import Address
from bot.settings import Settings
from bot.store.chats.posted import PostedMessages
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.web import fetcher, serving

ROOT = Path(__file__).parents[3]

ARTICLE = """Minister opens bridge

Published: March 4, 2021

Harbour Minister Ilse Brandt opened the new bridge in Velden on March 3, 2021.

“The bridge will bring our two towns together,” Brandt said.
"""

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in an empty folder with no settings but the archive's place; text given is piped in."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORPUS_PATH", "articles")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.txt").write_text(ARTICLE, encoding="utf-8")

    def call(*arguments: str, piped: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(piped.encode())))
        return run_cli(arguments)

    return call


def test_run_reads_the_corpus_and_answers_a_pipe(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise the README's first command would not lead to an answer."""
    assert run("run", piped="/quote Brandt\n/event 2021\n") == 0
    output = capsys.readouterr()
    assert "“The bridge will bring our two towns together,”" in output.out
    assert "3 March 2021" in output.out
    assert "Documents: 1 new" in output.err
    assert "DISCORD_TOKEN" in Path(".env").read_text(encoding="utf-8")


def test_a_second_run_reads_nothing_again(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise every start would take as long as the first."""
    run("run")
    capsys.readouterr()
    assert run("run") == 0
    assert "Documents: 1 unchanged" in capsys.readouterr().err


def test_run_keeps_an_env_file_that_is_there(run: Run) -> None:
    """Otherwise a start would overwrite somebody's tokens."""
    Path(".env").write_text("LOG_LEVEL=WARNING\n", encoding="utf-8")
    run("run")
    assert Path(".env").read_text(encoding="utf-8") == "LOG_LEVEL=WARNING\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["console"], 1, "briefing-bot ingest"),
        (["check", "--frob"], 2, "No such option"),
        (["frobnicate"], 2, "No such command"),
        (["ingest"], 2, "Examples: briefing-bot ingest articles/"),
        (["ingest", "--workers", "99", "articles"], 2, "Examples: briefing-bot ingest articles/"),
        (["ingest", "htp://example.org/feed.xml"], 1, "only http:// and https:// addresses are fetched"),
        (["copy", "sqlite:///data/briefing.db"], 2, "Example: briefing-bot copy sqlite:///"),
        (["schedule", "history", "--limit"], 2, "Example: briefing-bot schedule history --limit 20"),
        (["ingest", "nowhere"], 1, "there is no such file or folder"),
        (["ingest", "www.example.org"], 1, "https://www.example.org would fetch the page"),
        (["ingest", "articles", "--manifest", "none.toml"], 1, "none.toml"),
        (["annotate", "none.jsonl"], 1, "none.jsonl"),
        (["export", "--format", "xml"], 2, "choose one of json, csv"),
        (["serve"], 2, "DISCORD_TOKEN"),
        (["evaluate", "nowhere"], 2, "nowhere"),
    ],
)
def test_mistakes_end_in_one_sentence(
    run: Run, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    """Otherwise a person's slip would be answered with a traceback, or a script would take it for success."""
    assert run(*arguments) == code
    error = capsys.readouterr().err
    assert says in error
    assert "Traceback" not in error


def test_a_folder_without_documents_is_told(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise a person who named the wrong folder would not learn what was looked for in it."""
    Path("pictures").mkdir()
    assert run("ingest", "pictures") == 0
    assert "nothing found; briefing-bot ingest --help lists what is read" in capsys.readouterr().err


def test_wrong_settings_are_named_together(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a wrong .env would be mended fault by fault."""
    monkeypatch.setenv("LOG_LEVEL", "loud")
    monkeypatch.setenv("SLACK_HTTP_PORT", "harbour")
    assert run("check") == 2
    error = capsys.readouterr().err
    assert "LOG_LEVEL" in error
    assert "SLACK_HTTP_PORT" in error


def test_ingest_reports_as_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise a script could not tell what an ingest did."""
    Path("articles/empty.txt").touch()
    assert run("ingest", "articles", "--json") == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["stored"], report["left_out"]) == (1, 1)
    assert report["notices"][0]["name"] == "empty.txt"


def test_check_says_what_is_there_and_what_to_do(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise a newcomer would not know why nothing happens on Discord."""
    run("run")
    Path(".env").write_text("DISCORD_TOKN=a\n", encoding="utf-8")
    capsys.readouterr()
    assert run("check", "--json", "--offline") == 1
    found = {(finding["subject"], finding["level"]): finding for finding in json.loads(capsys.readouterr().out)}
    assert "DISCORD_TOKN" in found["settings", "fault"]["message"]
    assert "1 document, 1 quote, " in found["archive", "ok"]["message"]
    assert "install-discord" in found["discord", "hint"]["remedy"]


def test_check_names_what_would_go_wrong_later(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken line of .env, or a folder that nothing can be kept in, would show in the midst of work."""
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\nthis is no setting at all\n")
    (tmp_path / "kept").write_text("a file")
    (tmp_path / "none").mkdir()
    monkeypatch.setenv("INBOX_PATH", str(tmp_path / "kept" / "inbox"))
    monkeypatch.setenv("CORPUS_PATH", str(tmp_path / "none"))
    assert run("check", "--offline") == 1
    said = capsys.readouterr().out
    assert "line 2 of .env cannot be understood" in said
    assert "nothing can be kept in" in said
    assert "none is empty" in said


def test_check_names_tokens_that_are_not_enough_or_not_tried(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who set one token of two would read that none is set, and who set all would read nothing."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert run("check", "--offline") == 1
    told = capsys.readouterr().out
    assert "FAULT  slack: not enough to start: only SLACK_BOT_TOKEN" in told
    assert "hint   discord: its tokens are set; they were not tried (--offline)" in told


def test_an_interrupted_ingest_says_that_nothing_is_lost(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C would end without a word of what is in the archive and what to do next."""

    def interrupted(*_: object, progress: Callable[[Progress], None], **__: object) -> None:
        progress(Progress(files=1, of_files=2, documents=1))
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.cli.ingest_view.ingest", interrupted)
    assert run("ingest", "articles") == 130
    assert "Interrupted: 1 new document so far; the next ingest goes on from there." in capsys.readouterr().err


def test_annotate_reads_a_pipe_and_writes_one(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise the engine could not be used in a shell pipeline."""
    line = json.dumps({"doc_id": "a", "text": ARTICLE, "dct": None})
    assert run("annotate", "-", piped=line) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["published"] == "2021-03-04"
    [quote] = record["quotes"]
    assert ARTICLE[slice(*quote["spans"][0])] == "The bridge will bring our two towns together,"
    assert quote["speaker"] == "Ilse Brandt"


def test_export_takes_the_form_from_the_name(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise quotes.csv would hold JSON."""
    run("run")
    assert run("export", "-o", "quotes.csv") == 0
    assert Path("quotes.csv").read_text(encoding="utf-8-sig").startswith("quote_id,")
    assert run("export", "-o", "archive.json") == 0
    assert json.loads(Path("archive.json").read_text(encoding="utf-8"))["quotes"]


def test_forget_erases_a_document_with_its_history(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """What must be erased would stay, or a mistyped name pass for done."""
    article = Path("articles", "bridge.txt")
    run("ingest", "articles")
    article.write_text(ARTICLE.replace("two towns", "three towns"), encoding="utf-8")
    run("ingest", "articles")
    assert run("forget", "bridge.tx", "--yes") == 2
    assert run("forget", "bridge.tx") == 2  # not asked first whether to erase what is not there
    assert "Erase" not in capsys.readouterr().err
    assert run("forget", "bridge.txt") == 1  # nobody said yes
    capsys.readouterr()
    assert run("forget", "bridge.txt", "--yes") == 0
    told = capsys.readouterr().err
    assert "the document, 1 former version." in told
    assert str(article.resolve()) in told
    article.unlink()
    run("ingest", "articles")
    capsys.readouterr()
    assert run("export") == 0
    held = json.loads(capsys.readouterr().out)
    assert not any(held[name] for name in ("documents", "quotes", "events", "former"))


def test_corrections_are_listed_and_what_cannot_be_amended_is_told(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script could not tell that something wrong is still posted."""
    run("ingest", "articles")
    assert run("corrections") == 0
    assert capsys.readouterr().out == "Nothing that was posted has changed since.\n"
    with open_database("sqlite:///data/briefing.db") as database:
        reply = answer_line("/quote Brandt", Corpus(database), now=dt.datetime(2031, 5, 16, 9, tzinfo=dt.UTC))
        for platform in ("console", "discord"):
            moment = dt.datetime(2031, 5, 16, 9, tzinfo=dt.UTC)
            PostedMessages(database).record(Address(platform, "1", "77"), ["501"], "/quote Brandt", reply, moment)
    Path("articles", "bridge.txt").write_text(ARTICLE.replace("two towns", "three towns"), encoding="utf-8")
    run("ingest", "articles")
    capsys.readouterr()
    assert run("corrections") == 1
    told = capsys.readouterr().out
    assert "2031-05-16 09:00 UTC  /quote Brandt  discord channel 77 message 501: not amended" in told
    assert "posted: Ilse Brandt: “The bridge will bring our two towns together,”" in told
    assert "now: Ilse Brandt: “The bridge will bring our three towns together,”" in told
    assert run("corrections", "--amend") == 1
    told = capsys.readouterr()
    assert "cannot be amended: What was printed cannot be changed." in told.out
    assert "Waiting for a process that serves discord" in told.err
    assert run("corrections", "--json") == 1
    states = {one["address"]["platform"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert states == {"console": "cannot be amended", "discord": "being amended"}


def test_former_versions_are_kept_as_long_as_the_settings_say(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A house that must not keep withdrawn texts would keep them."""
    article = Path("articles", "bridge.txt")
    for towns, days, kept in (("two", "", 0), ("three", "30", 1), ("four", "0", 0)):
        monkeypatch.setenv("HISTORY_DAYS", days)
        article.write_text(ARTICLE.replace("two towns", f"{towns} towns"), encoding="utf-8")
        run("ingest", "articles")
        capsys.readouterr()
        run("export")
        assert len(json.loads(capsys.readouterr().out)["former"]) == kept


def test_history_counts_what_became_of_posts(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise an operator could not tell at a glance whether posts fail."""
    run("run")
    capsys.readouterr()
    assert run("schedule", "history", "--json") == 0
    output = capsys.readouterr()
    assert json.loads(output.out) == []
    assert "0 due, 0 sent, 0 late" in output.err


def test_every_command_has_an_example(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise a help text would leave a person guessing."""
    from bot.cli.main import app

    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert {"run", "ingest", "console", "serve", "check", "export", "annotate"} <= set(names)
    for name in names:
        assert run(name, "--help") == 0
        assert "Example" in capsys.readouterr().out


def test_a_start_without_reading_loads_no_language_code(run: Run, tmp_path: Path) -> None:
    """Otherwise the console of a finished archive would take seconds to open."""
    run("run")
    probe = (
        "import sys; from bot.cli.main import run_cli; code = run_cli(['console']);"
        "print(code, [n for n in ('bot.extract', 'trafilatura', 'htmldate', 'discord', 'slack_bolt', 'alembic')"
        " if n in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", probe],
        check=True,
        cwd=tmp_path,
        env=environment,
        input="/corpus\n",
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


def test_ingest_fetches_addresses_beside_files(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a page would have to be saved by hand, or be taken for a path."""
    with serving() as web:
        page = f"<html><body><article><p>{ARTICLE.splitlines()[4]}</p><p>{ARTICLE.splitlines()[6]}</p></article></body>"
        web.put("/bridge", page)
        monkeypatch.setattr("bot.beside.build_web", lambda _: WebOptions(fetcher(web), Inbox(Path("inbox"))))
        assert run("ingest", web.url("/bridge"), "articles", "--json") == 0
        assert json.loads(capsys.readouterr().out)["stored"] == 2
        assert run("ingest", web.url("/gone")) == 1
        assert "/gone: there is no such page; left out" in capsys.readouterr().err


CONTRADICTIONS = [
    ("ingest --watch https://harbour.example/", "state a feed in corpus.toml"),
    ("ingest --queue --watch articles", "does not watch"),
    ("ingest --queue --workers 2 articles", "worker --processes"),
    ("ingest --queue --json articles", "--json prints what one ingest did"),
    ("ingest --watch --json articles", "--json prints what one ingest did"),
    ("worker --processes 2 --until-empty", "is for one process"),
    ("evaluate articles --errors", "is for labelled articles"),
    ("evaluate articles/bridge.txt --ablate", "not for labelled articles"),
]


@pytest.mark.parametrize(("line", "told"), CONTRADICTIONS)
def test_what_would_not_be_done_is_refused(run: Run, capsys: pytest.CaptureFixture[str], line: str, told: str) -> None:
    """An option that has no effect beside another would be taken to have had one."""
    assert run(*line.split()) == 2
    assert told in capsys.readouterr().err


def test_feeds_are_polled_and_listed(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise nobody could tell whether a feed works, nor poll it from cron."""
    assert run("feeds") == 0
    assert "docs/corpus-toml.md" in capsys.readouterr().out
    with serving() as web:
        web.put("/gone", "", status=410)
        Path("articles/corpus.toml").write_text(f'[[feeds]]\nurl = "{web.url("/gone")}"\nevery = "2h"\n')
        monkeypatch.setattr("bot.beside.build_web", lambda _: WebOptions(fetcher(web), Inbox(Path("inbox"))))
        assert run("feeds", "--poll", "--json") == 0
    output = capsys.readouterr()
    (row,) = json.loads(output.out)
    assert (row["state"], row["every"], row["failures"]) == ("failing", "120 min", 1)
    assert "the page is gone for good" in output.err
    assert run("check", "--offline") == 1
    assert "failed, 1 in a row: the page is gone for good" in capsys.readouterr().out
    Path("articles/corpus.toml").write_text("feeds = 3")
    run("check", "--offline")
    assert "FAULT  corpus: articles/corpus.toml: feeds must be tables" in capsys.readouterr().out
    assert run("feeds") == 1  # a script would not notice otherwise; what was stated before is still listed
    output = capsys.readouterr()
    assert web.url("/gone") in output.out
    assert "feeds must be tables" in output.err


def test_ingest_refuses_addresses_inside_this_machine(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise what only this machine may reach could be read into an archive that others question."""
    assert run("ingest", "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data") == 1
    assert capsys.readouterr().err.count("only public addresses are fetched") == 2
