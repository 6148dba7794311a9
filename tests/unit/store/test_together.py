"""Whose words are listed with whose: joint statements and bare surnames, never two people of one name."""

from __future__ import annotations

import pytest

from bot.store.asking.names import KnownName
from bot.store.asking.together import listed_together


def known(*names: tuple[str, int]) -> list[KnownName]:
    """People by name and number of documents, numbered from 1; the surname is a form of every full name."""
    return [
        KnownName(number, name, tuple(dict.fromkeys((name, name.split()[-1]))), 1, True, documents)
        for number, (name, documents) in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([("Mira Kovach", 1), ("Oto Brandl", 1), ("Mira Kovach and Oto Brandl", 1)], {1: (3,), 2: (3,)}),
        (
            [("Mira Kovach", 1), ("Oto Brandl", 1), ("Lin Jian", 1), ("Lin Jian, Oto Brandl and Mira Kovach", 1)],
            {1: (4,), 2: (4,), 3: (4,)},
        ),
        ([("Mira Kovach", 1), ("Mira Kovach and Oto Brandl", 1)], {}),
        ([("Ana Kovach", 1), ("Mira Kovach", 1), ("Oto Brandl", 1), ("Kovach and Brandl", 1)], {}),
        ([("Mira Kovach", 1), ("Oto Brandl", 1), ("Kovach & Brandl", 1)], {1: (3,), 2: (3,)}),
        ([("Kovach", 3), ("Mira Kovach", 27), ("Ana Kovach", 3)], {2: (1,)}),
        ([("Kovach", 3), ("Mira Kovach", 26), ("Ana Kovach", 3)], {}),
        ([("Kovach", 3), ("Mira Kovach", 9)], {}),
        ([("Kovach", 3), ("Mira Kovach", 5), ("Ana Kovach", 5)], {}),
    ],
)
def test_listed_together(names: list[tuple[str, int]], expected: dict[int, tuple[int, ...]]) -> None:
    """A joint statement is found under each who made it; a surname under one person only where it surely means them."""
    assert listed_together(known(*names)) == expected
