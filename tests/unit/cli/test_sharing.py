"""Commands for an archive that several machines share, typed as a person would."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.cli.main import run_cli
from bot.settings import Settings
from bot.store.corpus import open_corpus
from bot.store.engine.database import open_database
from tests.postgres import archive_url, postgres

NOTE = "“We sail,” said Mira Kovach on 3 May 2031."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of one's own with a document, and the machine's own settings away."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "note.txt").write_text(NOTE)
    yield tmp_path
    logging.basicConfig(force=True)


def test_an_archive_moves_there_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    """Who wants a second machine would have to begin anew."""
    assert run_cli(["ingest", "-q", "press"]) == 0
    local = "sqlite:///data/briefing.db"
    with archive_url() as shared:
        assert run_cli(["copy", local, shared]) == 0
        assert "1 document, 1 quote," in capsys.readouterr().err
        assert run_cli(["copy", local, shared]) == 1
        assert "--replace" in capsys.readouterr().err
        assert run_cli(["copy", shared, "sqlite:///back.db"]) == 0
    with open_database("sqlite:///back.db") as back:
        assert open_corpus(back).counts().quotes == 1
    assert run_cli(["copy", local, local]) == 2
    assert run_cli(["copy", local, f"sqlite:///{Path('data/../data/briefing.db').absolute()}"]) == 2
    assert run_cli(["copy", "sqlite:///none.db", "sqlite:///other.db"]) == 1
    assert not Path("none.db").exists()
    assert not Path("other.db").exists()


def test_the_shared_archive_is_used_like_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A setting that is accepted would lead nowhere."""
    with postgres() as url:
        monkeypatch.setenv("DATABASE_URL", url)
        assert run_cli(["check", "--offline", "--json"]) == 1
        assert "ingest FOLDER" in _findings(capsys)["archive", "hint"]
        assert run_cli(["ingest", "-q", "press"]) == 0
        assert run_cli(["check", "--offline", "--json"]) == 1  # there is no folder seeds here
        assert "1 document, 1 quote," in _findings(capsys)["archive", "ok"]


def test_check_says_why_the_database_cannot_be_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A password, a mistyped address or a missing part would be found out when the first question comes."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://mira:hush@127.0.0.1:1/briefing")
    assert run_cli(["check", "--offline", "--json"]) == 1
    assert "cannot be reached" in _findings(capsys)["archive", "fault"]
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert run_cli(["check", "--offline", "--json"]) == 1
    assert "briefing-bot[postgres]" in _findings(capsys)["archive", "fault"]


def test_the_password_is_in_no_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads the log could read the archive."""
    url = make_url("postgresql://mira@127.0.0.1:1/briefing").set(password="hush hush/")
    monkeypatch.setenv("DATABASE_URL", url.render_as_string(hide_password=False))
    assert run_cli(["console"]) == 1
    logging.getLogger("bot.test").error("with hush hush/ and %s", url.render_as_string(hide_password=False))
    assert "hush hush" not in (shown := capsys.readouterr().err)
    assert "hush+hush" not in shown
    assert "hush%20hush" not in shown


def _findings(capsys: pytest.CaptureFixture[str]) -> dict[tuple[str, str], str]:
    found = json.loads(capsys.readouterr().out)
    return {(one["subject"], one["level"]): one["message"] for one in found}
