"""Errors that a person can cause or meet, each with a sentence that says what is wrong and what to do.

BotError
├── UsageError            the command was typed wrongly (unknown option, missing argument)
│   └── PeriodError       words that should name a day, month, year or range do not
├── NotPermittedError     the person may not do this here
├── SettingsError         the environment or .env is wrong; carries every fault at once
├── MissingExtraError     an optional part is not installed; says which to install
├── ReadError             one document cannot be read; the rest goes on
│   ├── ManifestError     corpus.toml cannot be used
│   └── FetchError        a page of the web cannot be had
│       ├── AddressRefusedError   its address lies in a network that is not fetched from
│       ├── RobotsError           robots.txt does not want it fetched
│       └── ComeBackLaterError    its server asks for patience (Retry-After)
├── StoreError            the database cannot be opened, is locked, or the disk is full
│   ├── NoArchiveError    there is none yet
│   └── SchemaError       the database was written by another version
├── SourceChangedError    a stored text no longer matches what an annotation says of it
└── PlatformError         Discord or Slack refused (bad token, missing scope, lost permission)

Everything else is a defect of ours: it is logged with an id and answered with one neutral line that bears the id.
"""

from __future__ import annotations


class BotError(Exception):
    """Base of all errors above. ``str(error)`` is fit to be shown to the person as it is."""

    exit_code = 1


class UsageError(BotError):
    """The command was typed wrongly. The message says what was expected, with an example."""

    exit_code = 2


class PeriodError(UsageError):
    """Words that should name a day, month, year or range do not."""


class NotPermittedError(BotError):
    """The person may not do this here. The message names the permission that is missing."""

    exit_code = 3


class SettingsError(BotError):
    """The environment or .env is wrong. ``faults`` lists every fault, one sentence each."""

    exit_code = 2

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class MissingExtraError(BotError):
    """An optional part is not installed."""

    exit_code = 2

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: pip install 'briefing-bot[{extra}]'")


class ReadError(BotError):
    """One document cannot be read. ``name`` is the file; the message says why and what was done.

    ``passing`` tells that the same bytes may be read another time: that it is due to the machine, not to them.
    """

    def __init__(self, name: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
        self.passing = passing


class ManifestError(ReadError):
    """corpus.toml cannot be used. ``reason`` names the key or line."""


class FetchError(ReadError):
    """A page of the web cannot be had. ``name`` is its address, ``reason`` says why."""


class AddressRefusedError(FetchError):
    """A host's address is not public. ``what`` names the kind of address."""

    def __init__(self, host: str, what: str) -> None:
        super().__init__(host, f"its address is not public ({what}); only public addresses are fetched")


class RobotsError(FetchError):
    """The site's robots.txt does not want the page fetched by programs."""

    def __init__(self, url: str, reason: str = "the site's robots.txt asks programs not to fetch this page") -> None:
        super().__init__(url, f"{reason}; save it by hand and ingest the file")


class ComeBackLaterError(FetchError):
    """The server asks for patience. ``seconds`` is how long, from now."""

    def __init__(self, url: str, seconds: float) -> None:
        minutes = max(1, round(seconds / 60))
        wait = f"{round(seconds)} seconds" if seconds < 90 else f"{minutes} minutes"
        super().__init__(url, f"the server asks not to be asked again for {wait}")
        self.seconds = seconds


class StoreError(BotError):
    """The database cannot be opened, is locked, or the disk is full."""


class NoArchiveError(StoreError):
    """There is no archive there yet. The message says how to make one."""


class SchemaError(StoreError):
    """The database was written by another version of the program."""


class SourceChangedError(StoreError):
    """A stored text no longer matches what an annotation says of it: the annotation is not served."""


class PlatformError(BotError):
    """Discord or Slack refused. The message says what to click or set."""
