"""The console's prompt, made with prompt_toolkit: history, and completion while typing. Imported at a terminal only."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.chat.console_complete import completions
from bot.store.corpus import Corpus

_MENU_LINES = 6


class _Offers(Completer):
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        del complete_event  # the same is offered whether asked for or not
        for offer in completions(document.text_before_cursor, self._corpus):
            yield Completion(offer.text, start_position=-offer.replaces, display=offer.label)


def prompt_session(corpus: Corpus, history_path: Path | None) -> PromptSession[str]:
    """Make the prompt. A history that cannot be kept on disk is kept in memory: nobody is kept from asking by it."""
    history: History = InMemoryHistory()
    if history_path is not None:
        with contextlib.suppress(OSError):
            history_path.parent.mkdir(parents=True, exist_ok=True)
            history_path.touch(mode=0o600)
            history = FileHistory(str(history_path))
    return PromptSession(
        history=history,
        completer=_Offers(corpus),
        complete_while_typing=True,
        complete_in_thread=True,
        reserve_space_for_menu=_MENU_LINES,
    )
