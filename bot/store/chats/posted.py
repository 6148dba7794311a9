"""What was posted for everybody to see: noted, found again when its sources change, and amended by one at a time.

The life of an amendment is like that of a post in the outbox: wanted -> claimed (a lease) -> the message is edited ->
marked. Where a process dies in between, another edits the message again, into the same: nothing is doubled by that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, exists, insert, or_, select, update

from bot.cards import Reply
from bot.model.posted import Item
from bot.model.subscriptions import Address, Outcome
from bot.store.chats.posted_items import items_of, put_items
from bot.store.chats.replies import reply_from_json, reply_to_json
from bot.store.engine.database import Database
from bot.store.tables.codec import moment, moment_or_none, seconds
from bot.store.tables.posted import posted, posted_item
from bot.store.tables.reminders import outbox

LEASE = dt.timedelta(minutes=3)
"""How long a claim holds: several times what editing one message may take."""

_AT_ONCE = 50

TRIES = 6
"""After so many tries that came to nothing an amendment is given up."""


@dataclass(frozen=True, slots=True)
class PostedMessage:
    """A message that everybody can see, or several of one answer, in order (``message_ids``, the platform's own).

    ``what`` says in a few words what it was: ``anniversaries`` or ``/quote Brandt``. ``key`` is that of a post. The
    digests ``amended_to`` and ``refused_to`` name the state of the sources that it was brought to, or could not be
    brought to, for the reason ``refused``; empty for none.
    """

    id: int
    address: Address
    message_ids: tuple[str, ...]
    posted_at: dt.datetime
    what: str
    reply: Reply
    items: tuple[Item, ...]
    key: str = ""
    wanted: bool = False
    attempts: int = 0
    amended_to: str = ""
    amended_at: dt.datetime | None = None
    refused_to: str = ""
    refused: str = ""


def note_post(
    connection: Connection, outbox_id: int, address: Address, what: str, reply: Reply, at: dt.datetime
) -> None:
    """Note a post that is about to be sent, in place of an earlier try."""
    connection.execute(delete(posted).where(posted.c.outbox_id == outbox_id))
    _insert(connection, address, what, reply, at, outbox_id=outbox_id)


class PostedMessages:
    """Safe to share between threads, processes and machines. Raises StoreError; then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, address: Address, message_ids: Sequence[str], what: str, reply: Reply, at: dt.datetime) -> None:
        """Note an answer that is there for everybody to see, in place of what its first message showed before."""
        with self._database.write() as connection:
            connection.execute(delete(posted).where(_in_channel(address), posted.c.first_id == message_ids[0]))
            _insert(connection, address, what, reply, at, message_ids=message_ids)

    def stale(
        self, platform: str = "", server: str = "", channel: str = "", number: int = 0
    ) -> Iterator[PostedMessage]:
        """Messages that show something of a document that has changed or gone since, the newest first.

        They are read as they are asked for. Empty places stand for all, ``number`` for one message.
        """
        newest_first = posted.c.posted_at.desc(), posted.c.id.desc()
        wanted = _MESSAGES.with_only_columns(posted.c.id).where(_STALE, _SENT)
        for column, value in (("platform", platform), ("server", server), ("channel", channel), ("id", number)):
            if value:
                wanted = wanted.where(posted.c[column] == value)
        with self._database.read() as connection:
            ids = connection.execute(wanted.order_by(*newest_first)).scalars().all()
        for begin in range(0, len(ids), _AT_ONCE):
            some = posted.c.id.in_(ids[begin : begin + _AT_ONCE])
            with self._database.read() as connection:
                messages = _read(connection, _MESSAGES.where(some).order_by(*newest_first))
            yield from messages

    def want(self, ids: Collection[int]) -> int:
        """Ask for these to be amended; return how many were not asked for already."""
        asked = and_(posted.c.id.in_(list(ids)), ~posted.c.wanted)
        with self._database.write() as connection:
            fresh = {"wanted": True, "attempts": 0, "not_before": 0, "refused_to": "", "refused": ""}
            return connection.execute(update(posted).where(asked).values(fresh)).rowcount

    def claim(self, platforms: Sequence[str], owner: str, now: dt.datetime, limit: int) -> tuple[PostedMessage, ...]:
        """Take up to ``limit`` that are wanted for ``owner``, until ``now`` + LEASE."""
        wanted = select(posted.c.id).where(_claimable(platforms, now)).order_by(posted.c.not_before, posted.c.id)
        with self._database.read() as connection:  # most minutes have nothing to do, and need not wait for a writer
            if connection.execute(wanted.limit(1)).first() is None:
                return ()
        with self._database.write() as connection:
            taken = list(connection.execute(wanted.limit(limit).with_for_update(skip_locked=True)).scalars())
            lease = {"owner": owner, "lease_until": seconds(now + LEASE), "attempts": posted.c.attempts + 1}
            connection.execute(update(posted).where(posted.c.id.in_(taken)).values(lease))
            return _read(connection, _MESSAGES.where(posted.c.id.in_(taken)))

    def amended(self, one: PostedMessage, owner: str, to: str, now: dt.datetime) -> bool:
        """Mark it as brought to the state ``to``. False where another process has taken it over."""
        return self._finish(one, owner, amended_to=to, amended_at=seconds(now) if to else None)

    def refuse(self, one: PostedMessage, owner: str, to: str, reason: str) -> bool:
        """Mark it as one that cannot be brought to the state ``to``: it is not tried again."""
        return self._finish(one, owner, refused_to=to, refused=reason)

    def again(self, one: PostedMessage, owner: str, not_before: dt.datetime) -> bool:
        """Give it back, to be tried again from ``not_before``."""
        return self._change(one, owner, not_before=seconds(not_before))

    def prune(self, before: dt.datetime) -> int:
        """Delete answers that were posted before ``before``; return how many. Posts go with the outbox."""
        old = and_(posted.c.posted_at < seconds(before), posted.c.outbox_id.is_(None))
        with self._database.write() as connection:
            return connection.execute(delete(posted).where(old)).rowcount

    def forget_server(self, platform: str, server: str) -> None:
        """Delete what is known of a server's messages."""
        with self._database.write() as connection:
            connection.execute(delete(posted).where(posted.c.platform == platform, posted.c.server == server))

    def _finish(self, one: PostedMessage, owner: str, **values: Any) -> bool:
        return self._change(one, owner, wanted=False, attempts=0, **values)

    def _change(self, one: PostedMessage, owner: str, **values: Any) -> bool:
        ours = and_(posted.c.id == one.id, posted.c.owner == owner)
        values |= {"owner": None, "lease_until": None}
        with self._database.write() as connection:
            return connection.execute(update(posted).where(ours).values(values)).rowcount == 1


_MESSAGES: Select[Any] = select(
    posted, outbox.c.key.label("key"), outbox.c.message_id.label("sent_as"), outbox.c.finished_at.label("sent_at")
).outerjoin(outbox, outbox.c.id == posted.c.outbox_id)
_SENT = or_(posted.c.outbox_id.is_(None), outbox.c.outcome == Outcome.SENT.value)
_STALE = exists().where(posted_item.c.posted_id == posted.c.id, posted_item.c.stale)


def _insert(
    connection: Connection,
    address: Address,
    what: str,
    reply: Reply,
    at: dt.datetime,
    *,
    outbox_id: int | None = None,
    message_ids: Sequence[str] = (),
) -> None:
    """Note a message, unless it shows nothing of the archive."""
    if not reply.citations:
        return
    values = {
        "outbox_id": outbox_id,
        "platform": address.platform,
        "server": address.server,
        "channel": address.channel,
        "message_ids": " ".join(message_ids),
        "first_id": message_ids[0] if message_ids else "",
        "posted_at": seconds(at),
        "what": what,
        "reply": reply_to_json(reply),
        "wanted": False,
        "not_before": 0,
        "attempts": 0,
        "amended_to": "",
        "refused_to": "",
        "refused": "",
    }
    made = connection.execute(insert(posted).values(values).returning(posted.c.id)).scalar_one()
    put_items(connection, made, reply)


def _in_channel(address: Address) -> ColumnElement[bool]:
    return and_(
        posted.c.platform == address.platform,
        posted.c.server == address.server,
        posted.c.channel == address.channel,
    )


def _claimable(platforms: Sequence[str], now: dt.datetime) -> ColumnElement[bool]:
    """What is wanted and nobody works on. A lease that ends further ahead than any that is given now does not count."""
    at, farthest = seconds(now), seconds(now + 2 * LEASE)
    free = or_(posted.c.lease_until.is_(None), posted.c.lease_until <= at, posted.c.lease_until > farthest)
    return and_(posted.c.wanted, posted.c.not_before <= at, posted.c.platform.in_(platforms), free)


def _read(connection: Connection, wanted: Select[Any]) -> tuple[PostedMessage, ...]:
    rows = connection.execute(wanted).all()
    items = items_of(connection, (row.id for row in rows))
    return tuple(_message(row, items.get(row.id, ())) for row in rows)


def _message(row: Row[Any], items: tuple[Item, ...]) -> PostedMessage:
    return PostedMessage(
        id=row.id,
        address=Address(row.platform, row.server, row.channel),
        message_ids=tuple((row.message_ids or row.sent_as or "").split()),
        posted_at=moment(row.sent_at or row.posted_at),
        what=row.what,
        reply=reply_from_json(row.reply),
        items=items,
        key=row.key or "",
        wanted=row.wanted,
        attempts=row.attempts,
        amended_to=row.amended_to,
        amended_at=moment_or_none(row.amended_at),
        refused_to=row.refused_to,
        refused=row.refused,
    )
