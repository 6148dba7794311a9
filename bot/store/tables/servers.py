"""The tables of what chats keep: a server's settings, states too long for a button, and what was registered where."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from bot.store.tables.schema import metadata

server_settings = Table(
    "server_settings",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("server", Text, primary_key=True),
    Column("answers", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("hour", Text, nullable=False),
)

# ``used_on`` is a day as its ordinal: what nobody has pressed for long is thrown away.
button_state = Table(
    "button_state",
    metadata,
    Column("token", Text, primary_key=True),
    Column("payload", Text, nullable=False),
    Column("used_on", Integer, nullable=False, index=True),
)

# Deliveries of a chat that some process has taken in lately, and when, in seconds since 1970: the same one may come to
# another process as well.
delivery = Table(
    "delivery",
    metadata,
    Column("key", Text, primary_key=True),
    Column("taken_at", BigInteger, nullable=False, index=True),
)

chat_record = Table(
    "chat_record",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
