"""Names as people type them: who is found, and how it was understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.asking.names import KnownName, NameIndex

INDEX = NameIndex(
    [
        KnownName(1, "Sergey Marov", ("Sergey Marov", "Sergei Marov", "Marov"), 9),
        KnownName(2, "Ana Petrov", ("Ana Petrov", "Petrov"), 3),
        KnownName(3, "Ivan Petrov", ("Ivan Petrov",), 5),
        KnownName(4, "Lin Weiming", ("Lin Weiming", "Lin"), 2),
        KnownName(5, "Zoë Kovačević", ("Zoë Kovačević",), 0),
        KnownName(6, "Ursula von der Aue", ("Ursula von der Aue",), 1),
        KnownName(7, "Harbour Authority", ("Harbour Authority", "HA"), 1, person=False),
        KnownName(8, "Ana Petrov and Sergey Marov", ("Ana Petrov and Sergey Marov",), 0, person=False),
    ]
)


@pytest.mark.parametrize(
    ("typed", "ids", "how"),
    [
        ("Sergey Marov", [1], "exact"),
        ("sergey  MAROV", [1], "exact"),
        ("Sergey Marov's", [1], "exact"),
        ("Sergei Marov", [1], "alias"),
        ("Marov, Sergey", [1], "alias"),
        ("Marov", [1], "surname"),
        ("marov", [1], "surname"),
        ("Petrov", [3, 2], "surname"),
        ("von der Aue", [6], "surname"),
        ("Маров", [1], "transliteration"),
        ("Сергей Маров", [1], "transliteration"),
        ("Sergej Marov", [1], "transliteration"),
        ("linweiming", [4], "transliteration"),
        ("Kovacevic", [5], "surname"),
        ("Zoe Kovačević", [5], "exact"),
        ("Weiming", [4], "surname"),
        ("Ursula", [6], "part"),
        ("HA", [7], "alias"),
        ("authority", [7], "part"),
        ("Petrov and Sergey Marov", [8], "part"),
        ("Marow", [1], "spelling"),
        ("Mrov", [1], "spelling"),
        ("Sergey Marow", [1], "spelling"),
        ("Ivan Petrof", [3], "spelling"),
        ("Ma", [], ""),
        ("Zyx Qwvut", [], ""),
        ("", [], ""),
        ("!?", [], ""),
    ],
)
def test_find(typed: str, ids: list[int], how: str) -> None:
    """However a name is typed, its bearer is found, and the answer can say how it was understood."""
    found = INDEX.find(typed, 5)
    assert [id_ for id_, _ in found] == ids
    assert {said for _, said in found} == ({how} if ids else set())


def test_nearest_names_for_an_answer_that_found_nobody() -> None:
    """Otherwise a misheard name ends in a dead end."""
    assert INDEX.nearest("Marrow Serge", 1) == ("Sergey Marov",)
    assert INDEX.nearest("qq", 3) == ()


def test_a_surname_means_who_says_most_under_it() -> None:
    """Who types a surname wants the one whom it is known for, not a document's bare "Marov" or an organisation."""
    index = NameIndex(
        [
            KnownName(1, "Marov", ("Marov",), 3),
            KnownName(2, "Sergey Marov", ("Sergey Marov", "Marov"), 900),
            KnownName(3, "Ana Marov", ("Ana Marov", "Marov"), 40),
            KnownName(4, "Marov Holding", ("Marov Holding", "Marov"), 2, person=False),
            KnownName(5, "Lin", ("Lin",), 8),
            KnownName(6, "Lin Jian", ("Lin Jian", "Lin"), 2),
            KnownName(7, "Dorn", ("Dorn",), 0, person=False),
            KnownName(8, "Pavel Dorn", ("Pavel Dorn", "Dorn"), 70),
        ]
    )
    assert index.find("Marov", 5) == ((2, "surname"), (3, "surname"), (1, "surname"), (4, "alias"))
    assert index.find("lin", 5) == ((5, "surname"), (6, "surname"))
    assert index.find("Dorn", 5) == ((7, "exact"), (8, "surname"))
    assert index.find("Sergey Marov", 5)[0] == (2, "exact")


@pytest.mark.parametrize(
    ("prefix", "ids"),
    [
        ("", [1, 3, 2, 4, 7, 6]),
        ("p", [3, 2]),
        ("Petr", [3, 2]),
        ("мар", [1]),
        ("sergei m", [1]),
        ("Kova", []),
        ("/", []),
    ],
)
def test_completion(prefix: str, ids: list[int]) -> None:
    """What is offered while typing says something, most first, and matches at the start of any word of a name."""
    assert list(INDEX.starting(prefix, 25)) == ids


def test_names_as_long_as_a_page_are_completed_like_others() -> None:
    """A page of one letter, read as a name by a dozen documents, must not cost everybody else the completion."""
    names = [f"{'A' * 2_000}{number:02}" for number in range(30)]
    long = [KnownName(number, name, (name,), 1) for number, name in enumerate(names)]
    index = NameIndex([*long, KnownName(30, "Abel Marov", ("Abel Marov",), 9)])
    assert index.starting("a", 25)[0] == 30
    assert index.starting("a" * 150, 25) == tuple(range(25))
    assert index.starting("a" * 200, 25) == tuple(range(25))


def test_what_has_no_letters_means_nobody() -> None:
    """Somebody who types an emoticon must not be shown whose name is made of signs."""
    index = NameIndex([KnownName(1, "!!!", ("!!!",), 3, person=False), KnownName(2, "***", ("***",), 1)])
    assert index.find("???", 5) == ()


def test_completion_forgives_a_typo() -> None:
    """A wrong letter must not empty the list of names."""
    assert INDEX.starting("Marow", 5) == (1,)


@given(st.text(max_size=80), st.integers(1, 5))
def test_any_text_is_answered(typed: str, limit: int) -> None:
    """No name that can be typed breaks the search for it."""
    assert len(INDEX.find(typed, limit)) <= limit
    assert len(INDEX.nearest(typed, limit)) <= limit
    assert len(INDEX.starting(typed, limit)) <= limit
