"""What a person types at the console, line by line -> replies: the commands, and /more, /open and /quit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.cards import Citation, Reply
from bot.chat.console_pictures import with_files
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, follow, guarded, warning
from bot.commands.grammar import parse_line
from bot.store.corpus import Corpus

OWN_COMMANDS = {
    "/more": "The next page of the last answer",
    "/open": "A citation of the last answer in its paragraph: /open 2",
    "/quit": "Leave (Ctrl-D does it too)",
}
_QUIT = frozenset({"/quit", "/exit", "/q"})
_QUIT_ALONE = frozenset({"quit", "exit", "bye"})  # beside other words they are words to search for
_HELP = "In the console: /more turns the page, /open 2 shows citation [2] in its paragraph, /quit leaves."


class Dialogue:
    """Remembers the last answer, so that it can be paged and opened."""

    def __init__(self, corpus: Corpus, now: Callable[[], dt.datetime], pictures: Path | None = None) -> None:
        self._corpus = corpus
        self._now = now
        self._pictures = pictures
        self._asked: Invocation | None = None
        self._last: Reply | None = None
        self._cited: tuple[Citation, ...] = ()

    def reply(self, line: str) -> Reply | None:
        """Answer one line; None where it asks to leave. An empty line is answered by an empty reply. Never raises."""
        words = line.split()
        if not words:
            return Reply("")
        if words[0] in _QUIT or line.strip().casefold() in _QUIT_ALONE:
            return None
        if words[0] == "/more":
            return self._more()
        if words[0] == "/open":
            return self._open(words[1:])
        return self._typed(line)

    def _typed(self, line: str) -> Reply:
        asked: Invocation | None = None

        def read() -> Reply:
            nonlocal asked
            asked = replace(parse_line(line, self._now()), may_manage=True)  # whose terminal it is
            return Reply("")

        refused = guarded("a typed line", read)
        return refused if asked is None else self._ask(asked)

    def _ask(self, asked: Invocation) -> Reply:
        reply = answer(asked, self._corpus)
        self._asked, self._last = asked, reply
        self._cited = reply.citations or self._cited
        if asked.command == "help" and not asked.arguments:
            reply = replace(reply, note=_HELP)
        return with_files(reply, self._pictures)

    def _more(self) -> Reply:
        following = [action for action in self._last.actions if action.key == "next"] if self._last else []
        if not following or self._asked is None:
            return warning("There is no further page.")
        return self._ask(follow(following[0], replace(self._asked, now=self._now())))

    def _open(self, words: list[str]) -> Reply:
        if not self._cited:
            return warning("There is nothing to open yet: ask first, then /open 1.")
        typed = words[0].strip("[]") if words else "1"
        found = [citation for citation in self._cited if str(citation.number) == typed]
        if not found:
            return warning(f"The last answer has citations 1 to {self._cited[-1].number}. For example: /open 1")
        return answer(self._place(found[0]), self._corpus)

    def _place(self, citation: Citation) -> Invocation:
        """Return the call that shows what a citation points to, as closely as it says."""
        now = self._now()
        if citation.quote_id is not None:
            return Invocation("context", {"quote": citation.quote_id}, now=now)
        if citation.event_id is not None:
            return Invocation("context", {"event": citation.event_id}, now=now)
        if citation.start is not None and citation.end is not None:
            place = {"document": citation.document_id, "start": citation.start, "end": citation.end}
            return Invocation("context", place, now=now)
        return Invocation("source", {"document": str(citation.document_id)}, now=now)
