"""The tables of what is followed and fetched. Moments are whole seconds since 1970 in UTC."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from bot.store.tables.schema import metadata

# A feed: ``every`` is in seconds, ``only`` a JSON list; ``owner`` until ``lease_until`` is the process that polls it.
feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("publisher", Text, nullable=False),
    Column("every", Integer, nullable=False),
    Column("only", Text, nullable=False),
    Column("next_due", BigInteger, nullable=False, index=True),
    Column("polled_at", BigInteger),
    Column("worked_at", BigInteger),
    Column("failures", Integer, nullable=False),
    Column("error", Text, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("owner", Text),
    Column("lease_until", BigInteger),
)

# The pages that a feed has named. ``tries`` counts the failed ones; 0 means that we have it, as of ``stamp``.
feed_page = Table(
    "feed_page",
    metadata,
    Column("feed_url", ForeignKey("feed.url", ondelete="CASCADE"), primary_key=True),
    Column("url", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

# A page that we have: ``url`` is as it was asked for, ``etag`` and ``last_modified`` are what its server said of the
# version that lies in ``file``, a path relative to the inbox, with forward slashes (empty for a list of links).
fetched_page = Table(
    "fetched_page",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("file", Text, nullable=False),
)

# Hosts that asked not to be asked before ``until``.
quiet_host = Table(
    "quiet_host",
    metadata,
    Column("host", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
)
