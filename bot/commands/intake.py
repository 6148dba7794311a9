"""What /ingest asks of the house, and how it comes by it: as with reminders, opened once for a corpus."""

from __future__ import annotations

from typing import Protocol

from bot.commands.opened import Opened
from bot.model.intake import Taken, Upload


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


_OPENED: Opened[Intake] = Opened("Documents are not taken in here. Read them with: briefing-bot ingest FOLDER")
open_intake = _OPENED.open
intake_for = _OPENED.of
