"""What chats keep in the database: settings of servers, states too long for a button, what was registered where."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Table, delete, select

from bot.errors import StoreError
from bot.store.chats.posted import PostedMessages
from bot.store.chats.subscriptions import Subscriptions
from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.servers import button_state, chat_record, delivery, server_settings

log = logging.getLogger(__name__)

PRIVATE, PUBLIC = "private", "public"

KEPT_DAYS = 180
"""A long state is thrown away when nobody has made or pressed its button for so many days."""

KEPT_SECONDS = 900
"""A delivery is known again for so long; Slack repeats one up to about five minutes later."""
_SWEPT = 100


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """How the bot behaves in one server (Discord) or workspace (Slack).

    ``answers`` is "private" (only the asker sees them, and may post one to the channel) or "public". ``zone`` is the
    IANA zone by which "today" is meant, ``hour`` the usual hour of posts (HH:MM).
    """

    answers: str = PRIVATE
    zone: str = "UTC"
    hour: str = "09:00"


class Servers:
    """Read and write access to these tables. Safe to call from several threads; blocking. Raises StoreError."""

    def __init__(self, database: Database, today: dt.date | None = None) -> None:
        self._database = database
        self._today = today

    def settings(self, platform: str, server: str) -> ServerSettings:
        """The settings of a server; the defaults where nobody has set any, and for private conversations."""
        where = (server_settings.c.platform == platform) & (server_settings.c.server == server)
        with self._database.read() as connection:
            row = connection.execute(select(server_settings).where(where)).mappings().first()
        return (
            ServerSettings(**{field.name: row[field.name] for field in fields(ServerSettings)})
            if row
            else ServerSettings()
        )

    def change(self, platform: str, server: str, settings: ServerSettings) -> None:
        """Keep ``settings`` for a server."""
        values = {field.name: getattr(settings, field.name) for field in fields(ServerSettings)}
        self._put(server_settings, {"platform": platform, "server": server}, values)

    def forget(self, platform: str, server: str) -> None:
        """Throw away what is kept for a server, its subscriptions too, because the bot was removed from it."""
        Subscriptions(self._database).forget_server(platform, server)
        PostedMessages(self._database).forget_server(platform, server)
        where = (server_settings.c.platform == platform) & (server_settings.c.server == server)
        with self._database.write() as connection:
            connection.execute(delete(server_settings).where(where))

    def keep_state(self, token: str, payload: str) -> None:
        """Keep a button's state under ``token``, and throw away those that are too old."""
        today = self._day()
        with self._database.read() as connection:
            known = connection.execute(select(button_state.c.used_on).where(button_state.c.token == token)).scalar()
        if known is not None and today - known < KEPT_DAYS // 6:
            return
        self._put(button_state, {"token": token}, {"payload": payload, "used_on": today})
        with self._database.write() as connection:
            connection.execute(delete(button_state).where(button_state.c.used_on < today - KEPT_DAYS))

    def recall_state(self, token: str) -> str | None:
        """The state kept under ``token``, which is noted as used where it can be; None where there is none any more."""
        with self._database.read() as connection:
            payload: str | None = connection.execute(
                select(button_state.c.payload).where(button_state.c.token == token)
            ).scalar()
        if payload is not None:
            try:
                self.keep_state(token, payload)
            except StoreError as error:  # a full disk is no reason not to answer
                log.warning("the use of a button could not be noted: %s", error)
        return payload

    def is_first(self, key: str) -> bool:
        """Whether no other process has taken in the delivery called ``key``; from now on this one has.

        Over SQLite, which one process has to itself, always.
        """
        if not self._database.shared:
            return True
        now = int(time.time())
        old = select(delivery.c.key).where(delivery.c.taken_at < now - KEPT_SECONDS).limit(_SWEPT)
        with self._database.write() as connection:
            # What others are sweeping away is left to them: nobody waits here.
            connection.execute(delete(delivery).where(delivery.c.key.in_(old.with_for_update(skip_locked=True))))
            taken = insert_into(connection, delivery).values(key=key, taken_at=now).on_conflict_do_nothing()
            return connection.execute(taken.returning(delivery.c.key)).first() is not None

    def record(self, key: str) -> str | None:
        """What was last kept under ``key``."""
        with self._database.read() as connection:
            value: str | None = connection.execute(select(chat_record.c.value).where(chat_record.c.key == key)).scalar()
        return value

    def keep_record(self, key: str, value: str) -> None:
        """Keep ``value`` under ``key``."""
        self._put(chat_record, {"key": key}, {"value": value})

    def _put(self, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
        """Insert a row, or change the one that is there."""
        with self._database.write() as connection:
            statement = insert_into(connection, table).values(**key, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=values))

    def _day(self) -> int:
        return (self._today or dt.datetime.now(dt.UTC).date()).toordinal()
