"""What was fetched from the web: which version of a page we have, and which hosts asked for patience."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select

from bot.store.engine.conflict import put_row
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, seconds
from bot.store.tables.web import fetched_page, quiet_host


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page that we have, as the table describes it."""

    url: str
    etag: str = ""
    last_modified: str = ""
    file: str = ""


class FetchedPages:
    """The pages of one archive. Safe to share between threads and processes. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, url: str) -> FetchedPage | None:
        """What we have of ``url``."""
        with self._database.read() as connection:
            row = connection.execute(select(fetched_page).where(fetched_page.c.url == url)).first()
        return FetchedPage(*row) if row else None

    def is_shared(self, page: FetchedPage) -> bool:
        """Whether another address has led to the same file."""
        others = select(fetched_page.c.url).where(fetched_page.c.file == page.file, fetched_page.c.url != page.url)
        with self._database.read() as connection:
            return connection.execute(others.limit(1)).first() is not None

    def put(self, page: FetchedPage) -> None:
        """Remember a page, in place of what was known of its address."""
        with self._database.write() as connection:
            put_row(connection, fetched_page, ["url"], asdict(page))

    def quiet_until(self, host: str, now: dt.datetime) -> dt.datetime | None:
        """Until when ``host`` asked not to be asked; None where it may be."""
        with self._database.read() as connection:
            until = connection.execute(select(quiet_host.c.until).where(quiet_host.c.host == host)).scalar()
        return moment(until) if until is not None and until > seconds(now) else None

    def keep_quiet(self, host: str, until: dt.datetime, now: dt.datetime) -> None:
        """Remember that ``host`` is not to be asked before ``until``; what is over is forgotten."""
        with self._database.write() as connection:
            connection.execute(delete(quiet_host).where(quiet_host.c.until <= seconds(now)))
            put_row(connection, quiet_host, ["host"], {"host": host, "until": seconds(until)})
