"""What every archive promises about documents that change: the present text is served, the former one is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from bot.commands.command import Invocation
from bot.commands.dispatch import answer
from bot.model import Annotations, Dating, Metadata, QuoteKind
from bot.model.editions import Edition, QuoteChange, ServedQuote
from bot.store.corpus import Corpus, Filters
from bot.store.engine.database import Database
from bot.store.matching.differences import Version, quote_changes
from bot.store.writing.editions import prune_editions
from bot.store.writing.write import ArchiveWriter
from tests.builders import Said, annotated, said
from tests.reminders import DAY, MORNING, HandClock

FIRST = (
    "“We will close the old ferry line in May,” Mara Lindqvist said.\n"
    "“Nobody asked the riders,” Tomas Okwuosa said.\n"
    "The council sits in Oldhaven.\n"
)
MAY = "We will close the old ferry line in May,"
JUNE = "We will close the old ferry line in June,"
RIDERS = "Nobody asked the riders,"
PEOPLE = {"Mara Lindqvist": (), "Tomas Okwuosa": (), "Jonas Vale": ()}


@pytest.fixture
def clock() -> HandClock:
    """The writer's clock."""
    return HandClock()


@pytest.fixture
def writer(database: Database, clock: HandClock) -> ArchiveWriter:
    """The writer of the archive."""
    return ArchiveWriter(database, "engine 1", clock)


@pytest.fixture
def corpus(database: Database) -> Corpus:
    """The questions to the archive."""
    return Corpus(database)


def ferry(words: str = FIRST, quotes: Sequence[Said] = (), name: str = "ferry.txt") -> Annotations:
    """A document with the quotes of Lindqvist and Okwuosa, as far as it prints them."""
    usual = [said(one, who=who) for one, who in ((MAY, "Mara Lindqvist"), (RIDERS, "Tomas Okwuosa")) if one in words]
    return annotated(name, words, title="Ferry line", people=PEOPLE, quotes=quotes or usual)


def editions(corpus: Corpus) -> list[Edition]:
    """All former versions."""
    return [edition for edition, _ in corpus.all_editions()]


def shown(changes: Sequence[QuoteChange]) -> list[tuple[str | None, str | None]]:
    """The changes as ``speaker: words`` before and after."""

    def line(one: ServedQuote | None) -> str | None:
        return f"{one.speaker}: {one.words}" if one else None

    return [(line(one.before), line(one.after)) for one in changes]


def test_a_changed_text_is_served_and_the_former_one_kept(
    writer: ArchiveWriter, corpus: Corpus, clock: HandClock
) -> None:
    """A correction would hide what was served before it, or answers would go on with the words that were wrong."""
    number = writer.store_document(ferry())
    clock.forward(DAY)
    corrected = FIRST.replace("May", "June")
    assert writer.store_document(ferry(corrected, [said(JUNE, who="Mara Lindqvist"), said(RIDERS, who=None)])) == number
    assert {row.parts for row in corpus.quotes(Filters()).rows} == {(RIDERS,), (JUNE,)}
    assert corpus.text(number) == corrected
    ((edition, quotes),) = corpus.all_editions()
    assert (edition.name, edition.document_id, edition.title) == ("ferry.txt", number, "Ferry line")
    assert (edition.seen_at, edition.superseded_at, edition.removed) == (MORNING, MORNING + DAY, False)
    assert edition.content_hash == ferry().document.content_hash
    assert [(one.speaker, one.parts, one.kind) for one in quotes] == [
        ("Mara Lindqvist", (MAY,), QuoteKind.DIRECT),
        ("Tomas Okwuosa", (RIDERS,), QuoteKind.DIRECT),
    ]
    assert shown(edition.changes.quotes) == [
        (f"Tomas Okwuosa: {RIDERS}", f"None: {RIDERS}"),
        (f"Mara Lindqvist: {MAY}", f"Mara Lindqvist: {JUNE}"),
    ]


def test_every_version_is_kept_with_the_times_between_which_it_stood(
    writer: ArchiveWriter, corpus: Corpus, clock: HandClock
) -> None:
    """Nobody could tell what the archive said on the day when somebody quoted from it."""
    for words in ("May", "June", "July"):
        writer.store_document(ferry(FIRST.replace("May", words)))
        clock.forward(DAY)
    stood = [(one.seen_at, one.superseded_at) for one in editions(corpus)]
    assert stood == [(MORNING, MORNING + DAY), (MORNING + DAY, MORNING + 2 * DAY)]
    row = corpus.find_documents("ferry.txt").rows[0]
    assert corpus.corrections(row).times == 2


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(lambda: ferry(FIRST, [said(MAY, who="Jonas Vale")]), id="read otherwise"),
        pytest.param(lambda: ferry(FIRST.replace("ferry line in", "ferry\nline in")), id="wrapped otherwise"),
        pytest.param(
            lambda: replace(ferry(), document=replace(ferry().document, curated=Metadata(title="Other"))),
            id="curated otherwise",
        ),
    ],
)
def test_what_only_we_see_otherwise_is_no_correction(
    database: Database, writer: ArchiveWriter, corpus: Corpus, again: object
) -> None:
    """An upgrade would have a newspaper correct each of its articles."""
    writer.store_document(ferry())
    ArchiveWriter(database, "engine 2").store_document(again())  # type: ignore[operator]
    assert editions(corpus) == []


def test_the_same_file_read_by_another_reader_is_no_correction(
    database: Database, writer: ArchiveWriter, corpus: Corpus
) -> None:
    """An upgrade that reads tables of a page too would be laid at the newspaper's door."""
    writer.store_document(ferry())
    longer = ferry(FIRST + "Read more.\n")
    ArchiveWriter(database, "engine 2").store_document(longer, same_source=True)
    assert editions(corpus) == []


def test_a_changed_header_is_a_correction(writer: ArchiveWriter, corpus: Corpus) -> None:
    """A headline or a date that was corrected changes what answers say, with the text as it was."""
    writer.store_document(ferry())
    known = ferry()
    changed = replace(known, document=replace(known.document, header=Metadata(title="Ferry line stays")))
    writer.store_document(changed)
    ((header,),) = [one.changes.header for one in editions(corpus)]
    assert (header.name, header.before, header.after) == ("title", "", "Ferry line stays")


def test_a_removed_document_is_kept_and_follows_no_other_name(
    writer: ArchiveWriter, corpus: Corpus, clock: HandClock
) -> None:
    """A page that was taken down would take with it what was quoted from it."""
    writer.store_document(ferry())
    clock.forward(DAY)
    assert writer.remove_document("ferry.txt")
    assert corpus.quotes(Filters()).total == 0
    ((edition, quotes),) = corpus.all_editions()
    assert (edition.removed, edition.superseded_at, len(quotes)) == (True, MORNING + DAY, 2)


def test_history_follows_a_renamed_document(writer: ArchiveWriter, corpus: Corpus) -> None:
    """Moving a folder would lose the history of all that is in it."""
    writer.store_document(ferry())
    writer.store_document(ferry(FIRST.replace("May", "June")))
    writer.rename_document("ferry.txt", "2031/ferry.txt")
    assert [one.name for one in editions(corpus)] == ["2031/ferry.txt"]
    assert corpus.corrections(corpus.find_documents("2031/ferry.txt").rows[0]).times == 1


def test_forgotten_is_forgotten(database: Database, writer: ArchiveWriter, corpus: Corpus) -> None:
    """A text that must be erased would live on in its history, or in an index of words."""
    for words in ("May", "June"):
        writer.store_document(ferry(FIRST.replace("May", words)))
        writer.store_document(ferry(FIRST.replace("May", words), name="other.txt"))
    assert writer.forget_document("ferry.txt") == (True, 1)
    assert writer.forget_document("ferry.txt") == (False, 0)
    assert [one.name for one in editions(corpus)] == ["other.txt"]
    writer.remove_document("other.txt")
    assert writer.forget_document("other.txt") == (False, 2)
    with database.read() as connection:
        for table in ("document", "document_text", "edition", "former_quote", "quote", "sentence", "name"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608 - ours


def test_history_is_cleared_away_when_it_is_too_old(
    database: Database, writer: ArchiveWriter, corpus: Corpus, clock: HandClock
) -> None:
    """An archive that may keep former versions for a month only would keep them for ever, or none."""
    for words in ("May", "June", "July"):
        writer.store_document(ferry(FIRST.replace("May", words)))
        clock.forward(DAY)
    assert prune_editions(database, MORNING + DAY) == 1
    assert [one.superseded_at for one in editions(corpus)] == [MORNING + 2 * DAY]
    assert prune_editions(database, MORNING) == 0


def test_source_says_what_was_corrected(writer: ArchiveWriter, corpus: Corpus, clock: HandClock) -> None:
    """A reader would not learn that the words they remember were taken back."""
    writer.store_document(ferry())
    clock.forward(DAY)
    writer.store_document(ferry(FIRST.replace("May", "June"), [said(JUNE, who="Mara Lindqvist")]))
    document, changed = answer(Invocation("source", {"document": "ferry.txt"}, now=MORNING), corpus).cards
    fields = {field.name: field.value for field in document.fields}
    assert fields["Corrected"] == "once, last seen changed on 17 May 2031"
    assert (changed.title, changed.body) == ("What changed on 17 May 2031", "1 quote changed and 1 quote gone")
    assert [(field.name, field.value) for field in changed.fields] == [
        ("Before", f"Mara Lindqvist: “{MAY}”"),
        ("Now", f"Mara Lindqvist: “{JUNE}”"),
        ("Gone", f"Tomas Okwuosa: “{RIDERS}”"),
    ]


def version(*quotes: str, around: str = "", engine: str = "1", who: str = "Mara Lindqvist") -> Version:
    """A version that prints ``quotes`` and ``around``."""
    served = tuple(
        ServedQuote(number, (words,), who, QuoteKind.DIRECT, Dating.unknown("")) for number, words in enumerate(quotes)
    )
    return Version(" ".join((*quotes, around)), served, engine)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (version("One two three"), version("One two three", around="More."), []),
        (version("One\ntwo three"), version("One two three"), []),
        (version("One two three four"), version("One two three five"), [("One two three four", "One two three five")]),
        (version("One two three"), version(around="Nothing."), [("One two three", None)]),
        (version(around="Nothing."), version("One two three"), [(None, "One two three")]),
        (version("All is well"), version("No way out"), [("All is well", None), (None, "No way out")]),
        (version("One two three"), version(around="One two three", engine="2"), []),
        (version(around="One two three"), version("One two three", engine="2"), []),
        (version("One two three"), version(around="One two three"), [("One two three", None)]),
        (version("One two"), version("One two", who="Jonas Vale"), [("One two", "One two")]),
        (version("One two"), version("One two", who="Jonas Vale", engine="2"), []),
        (version("Twice", "Twice"), version("Twice"), [("Twice", None)]),
    ],
)
def test_differences(before: Version, after: Version, expected: list[tuple[str | None, str | None]]) -> None:
    """/source would tell of changes that nobody made, or hide one."""
    found = quote_changes(before, after)
    assert [(one.before.words if one.before else None, one.after.words if one.after else None) for one in found] == (
        expected
    )


WORDS = st.lists(st.text("ab ", min_size=1, max_size=8).filter(str.strip), max_size=5)


@given(WORDS, WORDS)
def test_differences_account_for_every_quote_once(old: list[str], new: list[str]) -> None:
    """A quote would be told of twice, or be lost between two versions."""
    before, after = version(*old), version(*new)
    found = quote_changes(before, after)
    left = [one.before for one in found if one.before]
    right = [one.after for one in found if one.after]
    assert len(left) == len({id(one) for one in left})
    assert len(right) == len({id(one) for one in right})
    kept_left = sorted(one.words for one in before.quotes if not any(one is other for other in left))
    kept_right = sorted(one.words for one in after.quotes if not any(one is other for other in right))
    assert kept_left == kept_right


def test_moments_are_in_utc(writer: ArchiveWriter, corpus: Corpus) -> None:
    """A correction would be dated by the machine that happened to read it."""
    writer.store_document(ferry())
    writer.store_document(ferry(FIRST.replace("May", "June")))
    assert [one.superseded_at.tzinfo for one in editions(corpus)] == [dt.UTC]
