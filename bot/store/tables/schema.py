"""The tables of the archive as they are now. Migrations make them; a test holds the two together.

Full-text indexes stand beside three of them (see bot/store/asking/search.py) and follow them by triggers, so that
nothing that writes need know of them. ``chrono`` is a row's place in time (codec.py), ``plain`` its normalised words,
``first_day`` and ``last_day`` bound the days its date can mean.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

# What rows are numbered with. PostgreSQL is asked for numbers of 64 bits, as SQLite has them: one that nobody has,
# however long somebody types it, then finds nothing and is no error.
Number = Integer().with_variant(BigInteger(), "postgresql")


def _document(*, primary_key: bool = False, index: bool = False) -> Column[int]:
    owner = ForeignKey("document.id", ondelete="CASCADE")
    return Column("document_id", owner, primary_key=primary_key, index=index, nullable=False)


archive_state = Table(
    "archive_state",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# What a corpus.toml says of names; documents of one folder share one row.
alias_set = Table(
    "alias_set",
    metadata,
    Column("id", Number, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("aliases", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("content_hash", Text, nullable=False, index=True),
    Column("fingerprint", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("publisher_key", Text, nullable=False),
    Column("author", Text),
    Column("url", Text),
    Column("chrono", BigInteger, nullable=False, unique=True),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("published", Text, nullable=False),
    Column("conflicts", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("curated", Text, nullable=False),
    Column("quote_count", Integer, nullable=False),
    Column("event_count", Integer, nullable=False),
    Column("alias_set_id", ForeignKey("alias_set.id"), index=True),
    # The smallest id of the documents that print one story (bot/store/writing/stories.py); none where it stands alone.
    Column("story", Integer, index=True),
    # Since when this text is known (seconds since 1970, UTC; null for those that were there before it was noted), and
    # which engine has read it last.
    Column("seen_at", BigInteger),
    Column("engine", Text),
    # The plain words of the title (bot.store.matching.wording.plain), so that it is found by them. SQLite has an index
    # of all that is looked through for a document (migration 0016).
    Column("title_key", Text, nullable=False, server_default=""),
    sqlite_autoincrement=True,
)

# Apart from its document, so that lists of documents do not read their texts.
document_text = Table(
    "document_text",
    metadata,
    _document(primary_key=True),
    Column("text", Text, nullable=False),
    Column("blocks", Text, nullable=False),
)

# By what documents of one story are found: the signature of the text, and numbers of its bands.
document_signature = Table(
    "document_signature",
    metadata,
    _document(primary_key=True),
    Column("size", Integer, nullable=False),
    Column("minima", LargeBinary, nullable=False),
)

document_band = Table(
    "document_band",
    metadata,
    _document(primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Index("ix_document_band_key", "key"),
)

# Somebody or something of the whole archive: one or several names.
entity = Table(
    "entity",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    sqlite_autoincrement=True,
)

# A canonical name as some documents write it. Quotes and events point here; which entity a name belongs to may change.
name = Table(
    "name",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", Text, nullable=False),
    Column("person", Boolean, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("entity_id", ForeignKey("entity.id"), index=True),
    UniqueConstraint("key", "person"),
)

document_name = Table(
    "document_name",
    metadata,
    _document(primary_key=True),
    Column("name_id", ForeignKey("name.id"), primary_key=True, index=True),
    Column("role", Text),
)

# All forms under which documents write a name, itself among them, and how many do. ``handle`` is what names that may be
# one share. What is known of a name is read here: the rows of single documents grow with the archive.
name_spelling = Table(
    "name_spelling",
    metadata,
    Column("name_id", ForeignKey("name.id"), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("handle", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Index("ix_name_spelling_handle", "handle", "name_id"),
    sqlite_with_rowid=False,
)

# Which of them a document writes.
name_form = Table(
    "name_form",
    metadata,
    Column("document_id", Number, primary_key=True),
    Column("name_id", Number, primary_key=True),
    Column("form", Text, primary_key=True),
    ForeignKeyConstraint(
        ["document_id", "name_id"], ["document_name.document_id", "document_name.name_id"], ondelete="CASCADE"
    ),
    sqlite_with_rowid=False,
)

sentence = Table(
    "sentence",
    metadata,
    Column("id", Number, primary_key=True),
    _document(),
    Column("chrono", BigInteger, nullable=False, unique=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("plain", Text, nullable=False),
    Index("ix_sentence_document", "document_id", "start"),
)

entity_mention = Table(
    "entity_mention",
    metadata,
    _document(primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("name_id", ForeignKey("name.id"), primary_key=True),
    Column("end", Integer, nullable=False),
    Column("sentence_id", ForeignKey("sentence.id", ondelete="CASCADE"), index=True),
    Index("ix_entity_mention_name", "name_id", "sentence_id"),
)

quote = Table(
    "quote",
    metadata,
    Column("id", Number, primary_key=True),
    _document(index=True),
    Column("chrono", BigInteger, nullable=False, unique=True),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("said_on", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("spans", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Column("words_hash", BigInteger, nullable=False),
    # Set where the same words were stored before: only these are compared with others when answers are listed.
    Column("repeated", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("speaker_name_id", ForeignKey("name.id"), index=True),
    Column("speaker_id", ForeignKey("entity.id")),
    Column("speaker_form", Text, nullable=False),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("via", Text),
    Column("confidence", Float, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Index("ix_quote_words", "words_hash", "chrono"),
    Index("ix_quote_speaker", "speaker_id", "chrono"),
    Index("ix_quote_speaker_kind", "speaker_id", "kind", "repeated"),
    Index("ix_quote_kind", "kind", "chrono"),
    # The few that must be looked at: a count over a full-text index need not read the others.
    Index("ix_quote_repeated", "chrono", sqlite_where=text("repeated = 1"), postgresql_where=text("repeated")),
    sqlite_autoincrement=True,
)

event = Table(
    "event",
    metadata,
    Column("id", Number, primary_key=True),
    _document(index=True),
    Column("chrono", BigInteger, nullable=False, unique=True),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("month_day", Integer),
    Column("dating", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("plain", Text, nullable=False),
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    Column("planned", Boolean, nullable=False),
    Column("place", Text),
    Column("place_key", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    # Worth listing: told well enough, and not told earlier in the same document.
    Column("served", Boolean, nullable=False),
    Column("salience", Float, nullable=False),
    # One event in several documents (writing/weaving.py). ``strand`` joins tellings that have to do with one another;
    # those of one event have one ``happening``, the id of the best telling, whose ``standing`` is 0. ``became`` is what
    # came of a plan: the id of a happening, or of an event that only one document tells.
    Column("strand", Integer, index=True),
    Column("happening", Integer, index=True),
    Column("standing", Integer),
    Column("became", Integer, index=True),
    Index("ix_event_month_day", "month_day", "chrono"),
    sqlite_autoincrement=True,
)

event_participant = Table(
    "event_participant",
    metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_id", ForeignKey("name.id"), index=True),
)

# By what tellings of one event in other documents are found: a number of deed and name, and the day.
event_trace = Table(
    "event_trace",
    metadata,
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("first_day", Integer, nullable=False),
    Index("ix_event_trace_key", "key", "first_day"),
)

time_expression = Table(
    "time_expression",
    metadata,
    Column("id", Number, primary_key=True),
    _document(index=True),
    Column("sentence_id", ForeignKey("sentence.id", ondelete="CASCADE"), index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("value", Text),
    Column("first_day", Integer, index=True),
    Column("last_day", Integer),
    Column("dating", Text, nullable=False),
    # The sentence or, outside of sentences, the block around it.
    Column("around_start", Integer, nullable=False),
    Column("around_end", Integer, nullable=False),
)
