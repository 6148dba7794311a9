"""The archive: documents, names, quotes, events, time expressions, sentences, and their full-text indexes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Table, what is indexed of a row beside its words, as column name and SQL over the row {row}.
FULL_TEXT = {
    "quote": {"speaker": "coalesce('e' || {row}speaker_id, '')"},
    "event": {},
    "sentence": {},
}

# Over PostgreSQL: stems as FTS5 makes them. Both have Porter's algorithm; FTS5 has his two later rules (-bli becomes
# -ble where the dictionary only knows -abli, -logi becomes -log) and leaves words of fewer than three bytes or more
# than 64 alone. Words are what blanks part: PostgreSQL's own parser would find numbers and addresses among them. A
# row is indexed as far as a tsvector holds it for certain (1 MB).
STEMS = (
    "CREATE TEXT SEARCH DICTIONARY archive_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    """
    CREATE FUNCTION archive_stems(words text) RETURNS TABLE (stem text, place bigint)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
        SELECT
            CASE
                WHEN octet_length(word) NOT BETWEEN 3 AND 64 THEN left(word, 500)
                WHEN porter ~ '[aeiouy][^aeiouy].*logi$' THEN left(porter, -1)
                WHEN porter ~ '[aeiouy][^aeiouy].*bli$'
                    THEN (ts_lexize('archive_porter', left(porter, -1) || 'e'))[1]
                ELSE porter
            END,
            nth
        FROM unnest(string_to_array(btrim(left(words, 200000)), ' ')) WITH ORDINALITY AS one (word, nth),
            LATERAL (SELECT (ts_lexize('archive_porter', word))[1]) AS stemmed (porter)
        WHERE word <> '';
    END
    """,
    """
    CREATE FUNCTION archive_terms(words text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
        SELECT coalesce(string_agg(quote_literal(stem) || ':' || place, ' '), '')::tsvector FROM archive_stems(words);
    END
    """,
    """
    CREATE FUNCTION archive_query(words text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE BEGIN ATOMIC
        SELECT string_agg(quote_literal(stem), ' <-> ' ORDER BY place)::tsquery FROM archive_stems(words);
    END
    """,
)


def upgrade() -> None:
    """Make the tables, and the full-text indexes that the database keeps in step by itself."""
    _documents_and_names()
    _findings()
    if op.get_bind().dialect.name == "postgresql":
        statements = [*STEMS, *(statement for table in FULL_TEXT for statement in _terms(table))]
    else:
        statements = [statement for table, extra in FULL_TEXT.items() for statement in _full_text(table, extra)]
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)
    op.execute(sa.text("INSERT INTO archive_state VALUES ('revision', 0)"))


def _terms(table: str) -> list[str]:
    """The stems of a row's words, under an index."""
    return [
        f"ALTER TABLE {table} ADD COLUMN terms tsvector NOT NULL GENERATED ALWAYS AS (archive_terms(plain)) STORED",
        f"CREATE INDEX ix_{table}_terms ON {table} USING gin (terms)",
    ]


def _full_text(table: str, extra: dict[str, str]) -> list[str]:
    """An FTS5 index whose rowid is ``chrono``, so that newest first is a scan of rowids, over a view of ``table``."""
    columns = ", ".join(["plain", *extra])

    def values(row: str) -> str:
        return ", ".join([f"{row}plain", *(expression.format(row=row) for expression in extra.values())])

    def put(row: str) -> str:
        return f"INSERT INTO {table}_fts (rowid, {columns}) VALUES ({row}chrono, {values(row)});"  # noqa: S608 - no input

    def take(row: str) -> str:
        listed = f"({table}_fts, rowid, {columns}) VALUES ('delete', {row}chrono, {values(row)})"
        return f"INSERT INTO {table}_fts {listed};"

    named = ", ".join(f"{expression.format(row='')} AS {column}" for column, expression in extra.items())
    watched = ", ".join(["plain", "chrono", *(f"{column}_id" for column in extra)])
    return [
        f"CREATE VIEW {table}_words AS SELECT chrono, plain{', ' + named if named else ''} FROM {table}",  # noqa: S608
        (
            f"CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content='{table}_words', content_rowid='chrono', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        ),
        f"CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN {put('new.')} END",
        f"CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN {take('old.')} END",
        (
            f"CREATE TRIGGER {table}_fts_update AFTER UPDATE OF {watched} ON {table} "
            f"BEGIN {take('old.')} {put('new.')} END"
        ),
    ]


def _documents_and_names() -> None:
    op.create_table(
        "alias_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_table(
        "archive_state",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("publisher_key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("chrono", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("curated", sa.Text(), nullable=False),
        sa.Column("quote_count", sa.Integer(), nullable=False),
        sa.Column("event_count", sa.Integer(), nullable=False),
        sa.Column("alias_set_id", sa.Integer()),
        sa.ForeignKeyConstraint(["alias_set_id"], ["alias_set.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chrono"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_alias_set_id"), "document", ["alias_set_id"])
    op.create_index(op.f("ix_document_content_hash"), "document", ["content_hash"])
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer()),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", "person"),
    )
    op.create_index(op.f("ix_name_entity_id"), "name", ["entity_id"])
    op.create_table(
        "document_name",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("document_id", "name_id"),
    )
    op.create_index(op.f("ix_document_name_name_id"), "document_name", ["name_id"])
    op.create_table(
        "document_text",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("chrono", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("month_day", sa.Integer()),
        sa.Column("dating", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("trigger_start", sa.Integer()),
        sa.Column("trigger_end", sa.Integer()),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("place_key", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("served", sa.Boolean(), nullable=False),
        sa.Column("salience", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chrono"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_document_id"), "event", ["document_id"])
    op.create_index("ix_event_month_day", "event", ["month_day", "chrono"])
    op.create_table(
        "name_form",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("document_id", "name_id", "form"),
    )
    op.create_index("ix_name_form_handle", "name_form", ["handle", "name_id"])
    op.create_index("ix_name_form_name", "name_form", ["name_id", "key"])
    op.create_table(
        "quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("chrono", sa.BigInteger(), nullable=False),
        sa.Column("first_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("said_on", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("words_hash", sa.BigInteger(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("speaker_name_id", sa.Integer()),
        sa.Column("speaker_id", sa.Integer()),
        sa.Column("speaker_form", sa.Text(), nullable=False),
        sa.Column("speaker_start", sa.Integer()),
        sa.Column("speaker_end", sa.Integer()),
        sa.Column("cue_start", sa.Integer()),
        sa.Column("cue_end", sa.Integer()),
        sa.Column("via", sa.Text()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["entity.id"]),
        sa.ForeignKeyConstraint(["speaker_name_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chrono"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_quote_document_id"), "quote", ["document_id"])
    op.create_index("ix_quote_kind", "quote", ["kind", "chrono"])
    op.create_index("ix_quote_speaker", "quote", ["speaker_id", "chrono"])
    op.create_index(op.f("ix_quote_speaker_name_id"), "quote", ["speaker_name_id"])
    op.create_index("ix_quote_words", "quote", ["words_hash", "chrono"])


def _findings() -> None:
    op.create_table(
        "sentence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("chrono", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("chrono"),
    )
    op.create_index("ix_sentence_document", "sentence", ["document_id", "start"])
    op.create_table(
        "entity_mention",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer()),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "start", "name_id"),
    )
    op.create_index("ix_entity_mention_name", "entity_mention", ["name_id", "sentence_id"])
    op.create_index(op.f("ix_entity_mention_sentence_id"), "entity_mention", ["sentence_id"])
    op.create_table(
        "event_participant",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_id", sa.Integer()),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"]),
        sa.PrimaryKeyConstraint("event_id", "position"),
    )
    op.create_index(op.f("ix_event_participant_name_id"), "event_participant", ["name_id"])
    op.create_table(
        "time_expression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("sentence_id", sa.Integer()),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("first_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
        sa.Column("dating", sa.Text(), nullable=False),
        sa.Column("around_start", sa.Integer(), nullable=False),
        sa.Column("around_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_time_expression_document_id"), "time_expression", ["document_id"])
    op.create_index(op.f("ix_time_expression_first_day"), "time_expression", ["first_day"])
    op.create_index(op.f("ix_time_expression_sentence_id"), "time_expression", ["sentence_id"])
