"""What /ingest asks of the house, and how it comes by it: as with reminders, opened once for a corpus."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakKeyDictionary

from bot.errors import UsageError
from bot.model.intake import Taken, Upload
from bot.store.corpus import Corpus


class Intake(Protocol):
    """Takes documents into the archive. Blocking, for as long as reading them takes; what fails is in the answer.

    Raises BotError where nothing could be begun: somebody else's document is being read, say.
    """

    def is_open_to(self, server: str) -> bool:
        """Whether those who manage ``server`` may hand in documents."""
        ...

    def page(self, url: str) -> Taken:
        """Fetch a page, or the pages of a feed or sitemap."""
        ...

    def file(self, upload: Upload) -> Taken:
        """Keep and read a file that was sent."""
        ...

    def path(self, path: str) -> Taken:
        """Read a file or folder of this machine."""
        ...


_OPENED: WeakKeyDictionary[Corpus, Intake] = WeakKeyDictionary()


def open_intake(corpus: Corpus, intake: Intake) -> None:
    """Let the commands over ``corpus`` use ``intake``, for as long as the corpus lives."""
    _OPENED[corpus] = intake


def intake_for(corpus: Corpus) -> Intake:
    """The intake that was opened for ``corpus``. Raises UsageError where none was."""
    intake = _OPENED.get(corpus)
    if intake is None:
        raise UsageError("Documents are not taken in here. Read them with: briefing-bot ingest FOLDER")
    return intake
