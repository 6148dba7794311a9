"""Log lines: readable by people and machines, and without secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import configure_logging


@pytest.fixture(autouse=True)
def restore_logging() -> Iterator[None]:
    """Give the root logger back as it was."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_text_lines_carry_key_values(capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise an operator could not grep for a server or platform."""
    configure_logging("INFO", "text")
    logging.getLogger("bot.test").info("ready", extra={"servers": 3, "name_of": "a b"})
    line = capsys.readouterr().err
    assert "INFO    bot.test ready servers=3" in line
    assert 'name_of="a b"' in line


def test_json_lines_parse_and_keep_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise a log collector would drop the very line that says what failed."""
    configure_logging("INFO", "json")
    try:
        raise ZeroDivisionError("again")
    except ZeroDivisionError:
        logging.getLogger("bot.test").exception("failed", extra={"platform": "discord"})
    entry = json.loads(capsys.readouterr().err)
    assert (entry["message"], entry["platform"], entry["level"]) == ("failed", "discord", "ERROR")
    assert "ZeroDivisionError: again" in entry["traceback"]


def test_what_libraries_tell_at_work_is_kept_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise `ingest --watch` would bury what it did under a library's own lines."""
    configure_logging("INFO", "text")
    logging.getLogger("watchfiles.main").info("1 change detected")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("style", ["text", "json"])
def test_secrets_are_blotted_out_everywhere(capsys: pytest.CaptureFixture[str], style: str) -> None:
    """Otherwise a library that logs a request or raises with a token in it would publish the token."""
    configure_logging("INFO", style, secrets=["open-sesame", ""])
    try:
        raise ValueError("bad token open-sesame")
    except ValueError:
        logging.getLogger("bot.test").exception("with open-sesame", extra={"header": "Bearer open-sesame"})
    output = capsys.readouterr().err
    assert "open-sesame" not in output
    assert output.count("***") >= 3
