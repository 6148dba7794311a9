"""An archive of any size straight into the store's tables: names of nobody, words in natural frequencies.

Words and speakers follow Zipf's law (the n-th most common is 1/n as common as the first), as those of a real archive
do: what is common is very common, and most speakers say little. Full text is built at the end in one go.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import sqlite3
from collections.abc import Iterator
from itertools import accumulate, islice

from bot.store.matching.identity import handle
from bot.store.matching.wording import plain, words_hash
from bot.store.tables.codec import SEQUENCE_BITS

FIRST_DAY, DAYS = 730_120, 9_000  # from 2000 on, some 25 years
QUOTES_A_DOCUMENT, WORDS_A_QUOTE = 20, 16
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_DATING = '{"date":"%s","how":"printed","words":"%s"}'


def fill(path: str, quotes: int, events: int, speakers: int, seed: int = 7) -> list[str]:
    """Fill the empty archive at ``path``. Returns its words, the most common first."""
    numbers = random.Random(seed)  # noqa: S311 - a benchmark is to be the same each time
    words = list(islice(_words(numbers), 40_000))
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; BEGIN")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    names = _put_names(connection, numbers, words, speakers)
    _put_documents(connection, numbers, words, names, quotes, events)
    _count_names(connection, names)
    for table in ("quote", "event", "sentence"):
        connection.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")  # noqa: S608 - no input
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("UPDATE archive_state SET value = value + 1 WHERE key = 'revision'")
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return words


def zipf(count: int) -> list[float]:
    """Cumulative weights by which the n-th of ``count`` is chosen 1/n as often as the first."""
    return list(accumulate(1 / (rank + 1) for rank in range(count)))


def _words(numbers: random.Random) -> Iterator[str]:
    known: set[str] = set()
    while True:
        word = "".join(
            numbers.choice(_CONSONANTS) + numbers.choice(_VOWELS) for _ in range(numbers.choice((1, 2, 2, 3, 3, 4)))
        )
        if word not in known:
            known.add(word)
            yield word


def _put_names(connection: sqlite3.Connection, numbers: random.Random, words: list[str], count: int) -> list[str]:
    given, surnames = words[2_000:3_000], words[3_000 : 3_000 + count // 2]
    weights = zipf(len(surnames))
    distinct: dict[str, None] = {}
    while len(distinct) < count:
        surname = numbers.choices(surnames, cum_weights=weights)[0] if len(distinct) % 2 else numbers.choice(surnames)
        distinct[f"{numbers.choice(given)}n {surname}v".title()] = None
    names = list(distinct)
    connection.executemany("INSERT INTO entity (id, name, kind) VALUES (?, ?, 'person')", enumerate(names, 1))
    connection.executemany(
        "INSERT INTO name (id, key, person, name, kind, documents, entity_id) VALUES (?, ?, 1, ?, 'person', 0, ?)",
        ((number, name.lower(), name, number) for number, name in enumerate(names, 1)),
    )
    return names


def _put_documents(
    connection: sqlite3.Connection,
    numbers: random.Random,
    words: list[str],
    names: list[str],
    quotes: int,
    events: int,
) -> None:
    word_weights, name_weights = zipf(len(words)), zipf(len(names))
    documents = quotes // QUOTES_A_DOCUMENT
    events_each, more = divmod(events, documents)
    sequence = dict.fromkeys(("document", "quote", "event"), 0)

    def chrono(table: str, day: int) -> int:
        sequence[table] += 1
        return (day << SEQUENCE_BITS) | sequence[table]

    for number in range(1, documents + 1):
        day = FIRST_DAY + numbers.randrange(DAYS)
        dating = _DATING % (_iso(day), _iso(day))
        said = numbers.choices(words, cum_weights=word_weights, k=QUOTES_A_DOCUMENT * WORDS_A_QUOTE)
        who = numbers.choices(range(1, len(names) + 1), cum_weights=name_weights, k=QUOTES_A_DOCUMENT)
        text: list[str] = []
        length = 0
        rows = []
        for place, speaker in enumerate(who):
            spoken = " ".join(said[place * WORDS_A_QUOTE : (place + 1) * WORDS_A_QUOTE])
            line = f"“{spoken},” said {names[speaker - 1]}.\n"
            start, end = length + 1, length + 1 + len(spoken)
            rows.append(
                (number, chrono("quote", day), day, day, dating, start, f"[[{start},{end}]]", json.dumps([spoken]),
                 plain(spoken), words_hash(spoken), 0, ("direct", "indirect")[place % 2], speaker, speaker, "name",
                 1.0, length, length + len(line) - 1)
            )  # fmt: skip
            text.append(line)
            length += len(line)
        happened = []
        for _ in range(events_each + (number <= more)):
            told = " ".join(numbers.choices(words, cum_weights=word_weights, k=WORDS_A_QUOTE))
            happened.append(
                (number, chrono("event", day), day, day, _month_day(day), dating, length, length + len(told), told,
                 plain(told), 0, "", "[]", 1, 1.0)
            )  # fmt: skip
            text.append(told + ".\n")
            length += len(told) + 2
        connection.execute(
            "INSERT INTO document (id, name, content_hash, fingerprint, title, title_key, publisher, publisher_key,"
            " chrono, first_day, last_day, published, conflicts, summary, header, curated, quote_count, event_count)"
            " VALUES (?, ?, '', '', ?, ?, ?, ?, ?, ?, ?, ?, '[]', '[]', '{}', '{}', ?, ?)",
            (number, f"{number}.txt", f"Document {number}", f" document {number} ", f"Paper {number % 40}",
             f" paper {number % 40} ", chrono("document", day), day, day, dating, len(rows), len(happened)),
        )  # fmt: skip
        connection.execute("INSERT INTO document_text VALUES (?, ?, '[]')", (number, "".join(text)))
        connection.executemany(_INSERT_QUOTE, rows)
        connection.executemany(_INSERT_EVENT, happened)
        _put_forms(connection, number, set(who), names)


def _put_forms(connection: sqlite3.Connection, number: int, who: set[int], names: list[str]) -> None:
    """What a document calls those whom it quotes: by the whole name and by the surname."""
    connection.executemany(
        "INSERT INTO document_name (document_id, name_id) VALUES (?, ?)", ((number, one) for one in sorted(who))
    )
    connection.executemany(
        "INSERT INTO name_form (document_id, name_id, form) VALUES (?, ?, ?)",
        ((number, one, form) for one in sorted(who) for form in sorted(_forms(names[one - 1]))),
    )


def _count_names(connection: sqlite3.Connection, names: list[str]) -> None:
    """How many documents have each name, by which forms."""
    counts = dict(connection.execute("SELECT name_id, count(*) FROM document_name GROUP BY name_id").fetchall())
    connection.executemany(
        "UPDATE name SET documents = ? WHERE id = ?", ((count, id_) for id_, count in counts.items())
    )
    connection.executemany(
        "INSERT INTO name_spelling (name_id, form, key, handle, documents) VALUES (?, ?, ?, ?, ?)",
        (
            (id_, form, form.lower(), handle(form.lower()), counts[id_])
            for id_, name in enumerate(names, 1)
            if id_ in counts
            for form in _forms(name)
        ),
    )


def _forms(name: str) -> tuple[str, str]:
    return name, name.rsplit(maxsplit=1)[-1]


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _month_day(day: int) -> int:
    _, month, of_month = map(int, _iso(day).split("-"))
    return month * 100 + of_month


_QUOTE = (
    "document_id", "chrono", "first_day", "last_day", "said_on", "start", "spans", "parts", "plain", "words_hash",
    "repeated", "kind", "speaker_name_id", "speaker_id", "speaker_form", "confidence", "sentence_start", "sentence_end",
)  # fmt: skip
_EVENT = (
    "document_id", "chrono", "first_day", "last_day", "month_day", "dating", "start", '"end"', "text", "plain",
    "planned", "place_key", "evidence", "served", "salience",
)  # fmt: skip
_INSERT_QUOTE = f"INSERT INTO quote ({', '.join(_QUOTE)}) VALUES ({', '.join('?' * len(_QUOTE))})"  # noqa: S608
_INSERT_EVENT = f"INSERT INTO event ({', '.join(_EVENT)}) VALUES ({', '.join('?' * len(_EVENT))})"  # noqa: S608
