"""What is offered while somebody fills in an option: few, short, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.commands import complete
from bot.commands.command import Autocomplete
from bot.commands.table import COMMANDS
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from bot.store.writing.write import ArchiveWriter
from tests.archives import PATIENT
from tests.builders import annotated, said

_SPEAKERS = [
    f"{first} {last}"
    for last in ("Abara", "Brandt", "Okwuosa")
    for first in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal", "Ivo", "Jo")
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Thirty speakers in as many documents of very long titles; the last speaker speaks twice."""
    with open_database(f"sqlite:///{tmp_path_factory.mktemp('archive') / 'archive.db'}", deadline=PATIENT) as database:
        writer = ArchiveWriter(database)
        for number, name in enumerate(_SPEAKERS):
            again = f"“And again {number},” {name} said.\n" if name == _SPEAKERS[-1] else ""
            text = f"“We agree on item {number},” {name} said.\n{again}"
            words = [f"We agree on item {number},", *([f"And again {number},"] if again else [])]
            paper, very = "Gazette" if number % 3 else "Courier", "very " * (0 if number else 30)
            writer.store_document(
                annotated(
                    f"{number}.txt",
                    text,
                    published=f"{1990 + number}-05-01",
                    title=f"{number} " + "A title that goes on and on " * 9,
                    publisher=f"{paper} of the {very}long name",
                    people={name: ()},
                    quotes=[said(one, who=name, on=f"{1990 + number}-05-01") for one in words],
                )
            )
        yield Corpus(database)


_AUTOCOMPLETES = [
    (f"{command.name} {option.name}", option.autocomplete)
    for command in COMMANDS
    for option in command.options
    if option.autocomplete
]


@pytest.mark.parametrize("typed", ["", " ", "a", "A", "ok", "20", "x" * 300, '"', "%", "/"])
@pytest.mark.parametrize(("name", "offer"), _AUTOCOMPLETES, ids=[name for name, _ in _AUTOCOMPLETES])
def test_fits_every_platform(corpus: Corpus, name: str, offer: Autocomplete, typed: str) -> None:
    """Discord would refuse all offers for one that is too long, or for one too many."""
    choices = offer(typed, corpus)
    assert len(choices) <= 25
    assert all(0 < len(choice.label) <= 100 and 0 < len(choice.value) <= 100 for choice in choices)


@pytest.mark.parametrize(
    ("offer", "typed", "values"),
    [
        (complete.speakers, "", ["Jo Okwuosa"]),
        (complete.speakers, "bra", ["Ada Brandt"]),
        (complete.periods, "", ["2019", "2018"]),
        (complete.periods, "199", ["1999", "1998"]),
        (complete.periods, "last", ["last week", "last month", "last year"]),
        (complete.publishers, "cour", ["Courier of the long name"]),
        (complete.publishers, "", ["Gazette of the long name", "Courier of the long name"]),
        (complete.periods_and_speakers, "Jo", ["Jo Okwuosa"]),
        (complete.periods_and_speakers, "201", ["2019"]),
    ],
)
def test_likeliest_first(corpus: Corpus, offer: Autocomplete, typed: str, values: list[str]) -> None:
    """Somebody would scroll for the one who says most, or for the newest year."""
    assert [choice.value for choice in offer(typed, corpus)][: len(values)] == values


def test_documents_are_offered_by_number(corpus: Corpus) -> None:
    """A long title could not be taken: what is offered must be short enough to be sent."""
    (choice,) = complete.documents("29.txt", corpus)[:1]
    row = corpus.document(int(choice.value))
    assert row
    assert row.name == "29.txt"
    assert choice.label.endswith("…")
