"""What commands begin with: settings, log lines, the archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.bootstrap import Archive
    from bot.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


@contextmanager
def opened(*, create: bool = False) -> Iterator[tuple[Settings, Archive]]:
    """Settings and the open archive, with logging set up."""
    from bot.bootstrap import open_archive

    settings = settled()
    with open_archive(settings, create=create) as archive:
        yield settings, archive


def settled(*urls: str) -> Settings:
    """The settings, with logging set up; passwords in ``urls`` are kept out of log lines, as are all secrets."""
    from bot.logs import configure_logging
    from bot.settings import load_settings, passwords_in, secrets_of

    settings = load_settings()
    secrets = (*secrets_of(settings), *(password for url in urls for password in passwords_in(url)))
    configure_logging(settings.log_level, settings.log_format, secrets)
    return settings
