"""Who is who across documents: one person under two spellings, two people under one surname."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.model import Annotations, EntityKind, QuoteKind, Speaker, SpeakerForm
from bot.store import corpus as corpus_module
from bot.store.corpus import Corpus, Filters, open_corpus
from bot.store.engine.database import Database
from bot.store.tables import schema
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, said


def speech(name: str, who: str, forms: Sequence[str] = (), aliases: dict[str, list[str]] | None = None) -> Annotations:
    """A document in which ``who`` says something."""
    text = f"“Words of {name},” said {who}."
    quotes = [said(f"Words of {name}", who=who, on="2024-05-16")]
    return annotated(name, text, people={who: forms}, quotes=quotes, aliases=aliases)


def empty(database: Database) -> None:
    """Take every document out."""
    writer = ArchiveWriter(database)
    for name in writer.fingerprints():
        writer.remove_document(name)


def speakers(corpus: Corpus) -> dict[str, set[str]]:
    """The documents in which each person speaks."""
    found: dict[str, set[str]] = {}
    for quote in corpus.all_quotes():
        found.setdefault(quote.speaker or "", set()).add(quote.document.name)
    return found


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([("a", "Sergey Marov"), ("b", "Sergei Marov"), ("c", "Sergey Marov")], {"Sergey Marov": {"a", "b", "c"}}),
        ([("a", "Marov"), ("b", "Sergey Marov"), ("c", "Marov")], {"Sergey Marov": {"a", "b", "c"}}),
        (
            [("a", "Marov"), ("b", "Sergey Marov"), ("c", "Ivan Marov")],
            {"Marov": {"a"}, "Sergey Marov": {"b"}, "Ivan Marov": {"c"}},
        ),
        ([("a", "Сергей Маров"), ("b", "Sergey Marov"), ("c", "Sergey Marov")], {"Sergey Marov": {"a", "b", "c"}}),
        ([("a", "Mira Kovach"), ("b", "Mira Kovac")], {"Mira Kovach": {"a"}, "Mira Kovac": {"b"}}),
    ],
)
def test_whatever_order_documents_come_in(
    database: Database, documents: list[tuple[str, str]], expected: dict[str, set[str]]
) -> None:
    """An archive must not depend on which file was read first."""
    writer = ArchiveWriter(database)
    for order in permutations(documents):
        for name, who in order:
            writer.store_document(speech(name, who))
        assert speakers(open_corpus(database)) == expected
        empty(database)


def test_words_of_a_person_are_found_under_every_spelling(database: Database) -> None:
    """Full-text search by speaker follows when two spellings turn out to be one person."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    writer.store_document(speech("a", "Marov"))
    (alone,) = corpus.find_entities("Marov")
    assert alone.entity.name == "Marov"
    writer.store_document(speech("b", "Sergey Marov", ["Marov"]))
    writer.store_document(speech("c", "Sergei Marov", ["Marov"]))
    for typed in ("Marov", "marov", "Sergei Marov", "Sergey Marov", "Маров", "Marov's", "Marrov"):
        (match,) = corpus.find_entities(typed)
        assert match.entity.aliases == ("Marov", "Sergey Marov")
        assert corpus.quotes(Filters(entity=match.entity.id, words=("words",))).total == 3
    assert alone.entity.id == corpus.find_entities("Marov")[0].entity.id


def test_what_somebody_is_called_most_is_named_first(database: Database) -> None:
    """A person's card names the usual writing before rare ones, however many names of one person are written so."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    for name, who, short in (("a", "Sergei Zorin", 1), ("b", "Sergei Zorin", 1), ("c", "Sergei Zorin", 0)):
        writer.store_document(speech(name, who, ["Zorin"] * short))
    for name, who, short in (("d", "Sergey Zorin", 1), ("e", "Sergey Zorin", 0)):
        writer.store_document(speech(name, who, ["Zorin"] * short))
    (match,) = corpus.find_entities("Zorin")
    assert (match.entity.name, match.entity.aliases) == ("Sergei Zorin", ("Zorin", "Sergey Zorin"))


def test_what_clings_to_a_name_is_no_part_of_it(database: Database) -> None:
    """A possessive ending or hasty capitals must not be what a speaker is called."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    for name, who in (("a", "KOvach ’s"), ("b", "Kovach’s"), ("c", "Kovach"), ("d", "“Kovach")):
        writer.store_document(speech(name, who))
    (match,) = corpus.find_entities("Kovach")
    assert (match.entity.name, match.entity.aliases, match.how) == ("Kovach", ("KOvach",), "exact")
    assert speakers(corpus) == {"Kovach": {"a", "b", "c", "d"}}


def test_a_joint_statement_is_found_under_each_who_made_it(database: Database) -> None:
    """What two people said together is in both their lists, counted, and shown as said by both."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    both = "Mira Kovach and Sergey Marov"
    for name, who in (("a", "Sergey Marov"), ("b", "Mira Kovach"), ("c", both)):
        writer.store_document(speech(name, who))
    for typed in ("Kovach", "Marov"):
        (match,) = corpus.find_entities(typed)
        assert (match.entity.direct, match.entity.listed_with) == (2, (both,))
        for filters in (Filters(entity=match.entity.id), Filters(entity=match.entity.id, words=("words",))):
            results = corpus.quotes(filters)
            assert (results.total, {row.speaker for row in results.rows}) == (2, {match.entity.name, both})
            assert corpus.coverage(filters).documents == 2
    (match,) = corpus.find_entities(both)
    assert corpus.quotes(Filters(entity=match.entity.id)).total == 1


def test_two_people_part_again_when_a_second_one_appears_and_join_when_he_goes(database: Database) -> None:
    """A bare surname is nobody's as soon as two people have it, and follows removals as well."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    for name, who in (("a", "Marov"), ("b", "Sergey Marov"), ("c", "Ivan Marov")):
        writer.store_document(speech(name, who))
    assert speakers(corpus)["Marov"] == {"a"}
    assert {match.entity.name for match in corpus.find_entities("Marov")} == {"Marov", "Sergey Marov", "Ivan Marov"}
    writer.remove_document("c")
    assert speakers(corpus) == {"Sergey Marov": {"a", "b"}}
    writer.store_document(speech("b", "Pavel Dorn"))
    assert speakers(corpus) == {"Marov": {"a"}, "Pavel Dorn": {"b"}}
    assert len(corpus.find_entities("Sergey Marov")) == 0


def test_curated_names_join_and_are_found(database: Database) -> None:
    """What corpus.toml says of names holds for the whole archive, and goes with it."""
    aliases = {"Sergey Marov": ["Marov", "Serge Maroff", "The Admiral"]}
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    writer.store_document(speech("a", "Serge Maroff"))
    writer.store_document(speech("b", "Ivan Marov"))
    writer.store_document(speech("c", "Marov"))
    assert len(speakers(corpus)) == 2
    writer.store_document(speech("d", "The Admiral", aliases=aliases))
    assert speakers(corpus) == {"Sergey Marov": {"a", "c", "d"}, "Ivan Marov": {"b"}}
    (match,) = corpus.find_entities("Sergey Marov")
    assert match.how == "exact"
    assert set(match.entity.aliases) == {"Serge Maroff", "Marov", "The Admiral"}
    writer.remove_document("d")
    assert speakers(corpus) == {"Serge Maroff": {"a"}, "Ivan Marov": {"b", "c"}}


def test_a_speaker_outside_of_the_names_is_kept(database: Database) -> None:
    """A group that says something is a speaker, though the document does not list it among its names."""
    text = "“We object,” said the harbour workers."
    annotations = annotated("a", text, quotes=[said("We object", who="harbour workers")])
    (quote,) = annotations.quotes
    speaker = Speaker("harbour workers", None, SpeakerForm.GROUP)
    ArchiveWriter(database).store_document(replace(annotations, quotes=(replace(quote, speaker=speaker),)))
    (match,) = open_corpus(database).find_entities("Harbour workers")
    assert (match.entity.kind, match.entity.direct) == (EntityKind.GROUP, 1)


NAMES = [
    "Sergey Marov",
    "Sergei Marov",
    "S. Marov",
    "Marov",
    "Ivan Marov",
    "Marov Sergey",
    "Lin Weiming",
    "Lin",
    "Lin Jian",
]


@pytest.fixture(params=KINDS)
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """Two empty archives."""
    with open_archive(request.param, tmp_path) as one, open_archive(request.param, tmp_path) as other:
        yield one, other


WRITTEN = st.tuples(st.sampled_from("abcdef"), st.sampled_from(NAMES), st.booleans(), st.booleans())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(WRITTEN, min_size=1, max_size=8))
def test_who_is_who_depends_on_what_is_there_alone(
    two: tuple[Database, Database], steps: list[tuple[str, str, bool, bool]]
) -> None:
    """However documents came, changed and went, names mean the same as if all had been read anew."""
    grown, new = two
    final: dict[str, tuple[str, bool]] = {}
    for step, (name, who, short, removed) in enumerate(steps):
        writer = ArchiveWriter(grown, engine=str(step))
        writer.store_document(speech(name, who, [who.split()[0]] if short else []))
        final[name] = who, short
        if removed:
            writer.remove_document(name)
            del final[name]
    for name, (who, short) in sorted(final.items()):
        ArchiveWriter(new).store_document(speech(name, who, [who.split()[0]] if short else []))
    assert speakers(open_corpus(grown)) == speakers(open_corpus(new))
    assert _size(grown) == _size(new)
    for one in two:
        empty(one)
        assert _size(one) == [0, 0, 0, 0, 0]


def _size(database: Database) -> list[int]:
    with database.read() as connection:
        counted = select(func.coalesce(func.sum(schema.name_spelling.c.documents), 0))
        return [
            connection.execute(counted).scalar_one(),
            *(
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.entity, schema.name, schema.name_spelling, schema.name_form)
            ),
        ]


@pytest.mark.parametrize("who", ["—", "🎉", "Мэр 1", "   ", "'", "A" * 5000])
def test_strange_names_do_not_break_an_archive(database: Database, who: str) -> None:
    """Whatever a document takes for a name, the document is stored and its quotes are served."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    for name in ("a", "b"):
        writer.store_document(speech(name, who, ["", who + " ", "the " + who]))
    (quote,) = corpus.quotes(Filters(words=("a",))).rows
    assert quote.speaker == (who if who.strip() else None)
    assert corpus.counts().quotes == 2
    corpus.find_entities(who)
    assert writer.remove_document("a")
    assert writer.remove_document("b")
    assert corpus.counts().entities == 0


def test_unattributed_quotes_have_no_speaker(database: Database) -> None:
    """Words that nobody is named for are shown as nobody's, and identical ones of a person apart from them."""
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    writer.store_document(
        annotated("a", "“We object to it,” it was heard.", quotes=[said("We object to it", who=None)])
    )
    text = "“We object to it,” said Mira Kovach."
    writer.store_document(
        annotated("b", text, people={"Mira Kovach": ()}, quotes=[said("We object to it", who="Mira Kovach")])
    )
    assert [quote.speaker for quote in corpus.quotes(Filters()).rows] == ["Mira Kovach", None]
    assert all(quote.also_in == () for quote in corpus.quotes(Filters()).rows)


def test_names_of_a_large_archive_are_not_read_for_every_question(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While documents come in, questions must not wait for thousands of names each time; later they see them all."""
    monkeypatch.setattr(corpus_module, "SMALL", 0.0)
    monkeypatch.setattr(corpus_module, "WORTH", 1_000_000)
    writer, corpus = ArchiveWriter(database), open_corpus(database)
    writer.store_document(speech("a", "Sergey Marov"))
    assert corpus.find_entities("Marov")
    writer.store_document(speech("b", "Pavel Dorn"))
    assert corpus.find_entities("Dorn") == ()
    assert corpus.quotes(Filters()).total == 2
    monkeypatch.setattr(corpus_module, "monotonic", lambda: float("inf"))
    assert corpus.find_entities("Dorn")


def test_as_much_is_counted_as_is_listed(database: Database) -> None:
    """/who would count words twice that stand in a headline and in the text, and /quote list one of them fewer."""
    text = (
        "Vale: ‘No more lines’\n“No more lines,” said Ada Vale. She said “no bridges” either.\nNo more lines would be."
    )
    quotes = [
        said("No more lines", who="Ada Vale", kind=QuoteKind.MIXED),
        said("No more lines,", who="Ada Vale"),
        said("no bridges", who="Ada Vale", kind=QuoteKind.MIXED),
        said("No more lines would be", who="Ada Vale", kind=QuoteKind.INDIRECT),
    ]
    ArchiveWriter(database).store_document(annotated("a", text, people={"Ada Vale": ()}, quotes=quotes))
    corpus = open_corpus(database)
    (speaker,) = corpus.speakers()
    entity = corpus.entity(speaker.id)
    assert (entity.direct, entity.mixed, entity.indirect) == (1, 1, 1)
    assert speaker.quotes == corpus.quotes(Filters(entity=speaker.id)).total == corpus.counts().quotes == 3
    assert next(row.parts for row in corpus.quotes(Filters(entity=speaker.id)).rows) == ("No more lines,",)
    for kind in QuoteKind:
        assert corpus.quotes(Filters(entity=speaker.id, kind=kind)).total == 1
