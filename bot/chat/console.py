"""The archive at a terminal: a prompt with history and completion, or lines from a pipe, each answered."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from bot.cards import Reply
from bot.chat.console_dialogue import Dialogue
from bot.chat.console_render import clean, render
from bot.store.corpus import Corpus

PIPED_WIDTH = 100
"""Columns where no terminal says how wide it is."""

_PROMPT = "> "
_WELCOME = "Ask the archive, for instance: /event 2024. /help lists the commands, /quit leaves."


def _clock() -> dt.datetime:
    return dt.datetime.now().astimezone()


def run_console(
    corpus: Corpus,
    *,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
    history_path: Path | None = None,
    pictures: Path | None = None,
    now: Callable[[], dt.datetime] = _clock,
) -> int:
    """Answer lines until there are no more, and return the exit code (130 where a piped run is interrupted).

    ``stdin`` and ``stdout`` are the process's own where none are given. At a terminal: a prompt that keeps its history
    in ``history_path`` (in memory where that is None) and completes commands, speakers and years; Ctrl-C drops the
    line, Ctrl-D leaves. Otherwise each line is answered in plain text,
    behind a line that repeats it. Pictures are written into the folder ``pictures``; without it they are told in words.
    ``now`` gives the aware time that relative words count from. Never raises for what
    is typed, nor for a reader that went away.
    """
    stdin, stdout = stdin or sys.stdin, stdout or sys.stdout
    dialogue = Dialogue(corpus, now, pictures)
    try:
        if stdin.isatty() and stdout.isatty():
            return _at_terminal(dialogue, corpus, stdout, history_path)
        return _from_pipe(dialogue, stdin, stdout)
    except BrokenPipeError:
        _forget(stdout)
        return 0


def show(reply: Reply, stdout: TextIO) -> None:
    """Print one reply as the console does: coloured at a terminal, plain elsewhere."""
    terminal = stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PIPED_WIDTH
    _write(stdout, render(reply, width, colour=terminal and "NO_COLOR" not in os.environ))


def _at_terminal(dialogue: Dialogue, corpus: Corpus, stdout: TextIO, history_path: Path | None) -> int:
    from bot.chat.console_prompt import prompt_session

    session = prompt_session(corpus, history_path)
    _write(stdout, f"{textwrap.fill(_WELCOME, shutil.get_terminal_size().columns)}\n")
    while True:
        try:
            reply = dialogue.reply(session.prompt(_PROMPT))
        except KeyboardInterrupt:
            continue
        except EOFError:
            return 0
        if reply is None:
            return 0
        if reply != Reply(""):
            show(reply, stdout)
            _write(stdout, "\n")


def _from_pipe(dialogue: Dialogue, stdin: TextIO, stdout: TextIO) -> int:
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(errors="replace")
    try:
        for line in _lines(stdin):
            _write(stdout, f"{_PROMPT}{clean(line)}\n")
            reply = dialogue.reply(line)
            if reply is None:
                return 0
            show(reply, stdout)
            _write(stdout, "\n")
    except KeyboardInterrupt:
        return 130
    return 0


def _lines(stdin: TextIO) -> Iterator[str]:
    return (line.strip() for line in stdin if line.strip())


def _write(stdout: TextIO, text: str) -> None:
    encoding = getattr(stdout, "encoding", None) or "utf-8"
    stdout.write(text.encode(encoding, "replace").decode(encoding))
    stdout.flush()


def _forget(stdout: TextIO) -> None:
    """Send what is left to nowhere: Python would complain about the closed pipe when it leaves."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stdout.fileno())
        os.close(nowhere)
