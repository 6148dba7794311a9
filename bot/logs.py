"""Log lines with key-values, for people or machines; secrets that are known never reach one."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from collections.abc import Iterable
from typing import Any

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def configure_logging(level: str, style: str, secrets: Iterable[str] = ()) -> None:
    """Send log lines to standard error. ``style`` is "text" or "json"; ``secrets`` are blotted out wherever they occur.

    Facts go into ``extra``: ``log.info("ready", extra={"servers": 3})`` gives ``... ready servers=3``.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter(as_json=style == "json", secrets=tuple(secret for secret in secrets if secret)))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in (
        "aiohttp.access",
        "alembic",
        "apscheduler",
        "htmldate",
        "httpcore",
        "matplotlib",
        "trafilatura",
        "watchfiles",
    ):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLogger().level))


class _Formatter(logging.Formatter):
    def __init__(self, *, as_json: bool, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._as_json = as_json
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        facts = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        trace = self.formatException(record.exc_info) if record.exc_info else ""
        line = (self._json if self._as_json else self._text)(record, facts, trace)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line

    @staticmethod
    def _json(record: logging.LogRecord, facts: dict[str, Any], trace: str) -> str:
        entry = {"time": _moment(record), "level": record.levelname, "logger": record.name} | facts
        entry["message"] = record.getMessage()
        if trace:
            entry["traceback"] = trace
        return json.dumps(entry, ensure_ascii=False, default=str)

    @staticmethod
    def _text(record: logging.LogRecord, facts: dict[str, Any], trace: str) -> str:
        pairs = "".join(f" {key}={_value(value)}" for key, value in facts.items())
        line = f"{_moment(record)} {record.levelname:<7} {record.name} {record.getMessage()}{pairs}"
        return f"{line}\n{trace}" if trace else line


def _moment(record: logging.LogRecord) -> str:
    return dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")


def _value(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or any(char in text for char in ' "=\n') else text
