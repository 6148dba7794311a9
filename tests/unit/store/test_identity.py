"""Whom names mean: spellings of one person are joined, two people are not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.matching.identity import WrittenName, group_names, handle, same_full_name, same_given_name
from bot.store.matching.wording import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei", "Sergey"),
        ("Yury", "Yuri"),
        ("Mohammed", "Muhammad"),
        ("Alexander", "Aleksandr"),
        ("Dmitry", "Dimitri"),
        ("Hussein", "Husain"),
        ("Сергей", "Sergei"),
    ],
)
def test_spellings_of_one_given_name(one: str, other: str) -> None:
    """Otherwise a person whom two papers spell differently has two halves of an archive."""
    assert same_given_name(name_key(one), name_key(other))
    assert same_given_name(name_key(other), name_key(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oleksandr", "Aleksandr"),
        ("Martin", "Martina"),
        ("Martin", "Morten"),
        ("Daniel", "Danielle"),
        ("Christina", "Christine"),
        ("Maria", "Mario"),
        ("Anna", "Nina"),
        ("Jan", "Jen"),
        ("Joan", "Juan"),
        ("Karen", "Karin"),
        ("Ivan", "Evan"),
    ],
)
def test_two_given_names(one: str, other: str) -> None:
    """Otherwise one person is given another's words."""
    assert not same_given_name(name_key(one), name_key(other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mira Kovach", "Kovach Mira", False),
        ("Mira J. Kovach", "Mira Kovach", True),
        ("Mira Jana Kovach", "Mira J. Kovach", True),
        ("Mira Jana Kovach", "Mira Lena Kovach", False),
        ("Anatol Zelenskyy", "Anatol Zelensky", True),
        ("Oto Brandl", "Oto Brandt", False),
        ("Oto Brandl", "Oto Brandl Jr.", False),
        ("Kim Yong-tal", "Kim Jong-tal", False),
        ("Jean-Luc Ferrand", "Jean Luc Ferrand", True),
        ("Kovach", "Mira Kovach", False),
    ],
)
def test_full_names(one: str, other: str, same: bool) -> None:
    """Initials, hyphens and romanisation may differ; another given name or surname is another person."""
    assert same_full_name(name_key(one), name_key(other)) is same
    assert not same or handle(name_key(one)) == handle(name_key(other))


def written(*names: str | tuple[str, tuple[str, ...]], person: bool = True) -> list[WrittenName]:
    """Names, some with further forms, numbered from 1."""
    pairs = [(name, ()) if isinstance(name, str) else name for name in names]
    return [
        WrittenName(number, name_key(name), person, frozenset(map(name_key, (name, *forms))))
        for number, (name, forms) in enumerate(pairs, 1)
    ]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        (["Sergey Marov", "Sergei Marov"], [{1, 2}]),
        (["Marov", "Sergey Marov"], [{1, 2}]),
        (["Marov", "Sergey Marov", "Ivan Marov"], [{1}, {2}, {3}]),
        (["Sergey Marov", "S. Marov"], [{1, 2}]),
        (["Sergey Marov", "Stepan Marov", "S. Marov"], [{1}, {2}, {3}]),
        (["Sergey Marov", "I. Marov"], [{1}, {2}]),
        (["George W. Bell", "George H. W. Bell", "George Bell"], [{1}, {2}, {3}]),
        ([("Lin Weiming", ("Lin",)), "Lin"], [{1, 2}]),
        ([("Lin Weiming", ("Lin",)), ("Lin Jian", ("Lin",)), "Lin"], [{1}, {2}, {3}]),
        (["Ursula von der Aue", "von der Aue"], [{1, 2}]),
        (["Jean-Paul Aubert", "Paul Aubert"], [{1}, {2}]),
        (["Nadia Aubert", "Nadia Auberge"], [{1}, {2}]),
    ],
)
def test_grouping_people(names: list[str], groups: list[set[int]]) -> None:
    """A bare surname joins the one who has it, and nobody where there are two; whatever was read first."""
    for order in permutations(written(*names)):
        found = [{one.id for one in group} for group in group_names(order)]
        assert sorted(found, key=min) == groups


GIVEN = [
    "Sergey",
    "Sergei",
    "S.",
    "Yury",
    "Iuri",
    "Y.",
    "Jean-Luc",
    "Jean Luc",
    "Jeanluc",
    "Muhammad",
    "Mohamed",
    "Xavier",
]


@given(
    st.tuples(
        *[st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(["Marov", "Marow", "Maroff Jr."]))] * 2
    )
)
def test_spellings_of_one_name_are_never_missed(names: tuple[str, str]) -> None:
    """What is compared is looked up, not tried one by one; that must not keep one person apart."""
    one, other = map(name_key, names)
    assert same_full_name(one, other) is same_full_name(other, one)
    if same_full_name(one, other):
        assert len(group_names(written(*names))) == 1


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ([("United Harbour Nations", ("UHN",)), "UHN"], [{1, 2}]),
        (["United Harbour Nations", "UHN"], [{1}, {2}]),
        ([("Norland foreign ministry", ("foreign ministry",)), "foreign ministry"], [{1}, {2}]),
        (["Bank of Lindhaven", "Bank of Norland"], [{1}, {2}]),
        (["Norland Cooperation Organisation", "The Norland Cooperation Organization"], [{1, 2}]),
        (["Harbour Labour Centre", "Harbor Labor Center", "Harbour Labour Centres"], [{1, 2}, {3}]),
        (["N.H. Ministry of Defence", "NH Ministry of Defense", "Ministry of Defence"], [{1, 2}, {3}]),
        (["Dorn & Sons", "Dorn and Sons", "Dorn"], [{1, 2}, {3}]),
    ],
)
def test_grouping_organisations(names: list[str], groups: list[set[int]]) -> None:
    """Initials stand for an organisation where a document says so; "the ministry" is another one in each document."""
    found = [{one.id for one in group} for group in group_names(written(*names, person=False))]
    assert sorted(found, key=min) == groups


def test_curator_decides() -> None:
    """What corpus.toml states of names holds, even where the rules would keep them apart or could not decide."""
    names = written("Marov", "Sergey Marov", "Ivan Marov", "The Admiral")
    curated = [frozenset(map(name_key, ("Sergey Marov", "Marov", "The Admiral")))]
    assert sorted(({one.id for one in group} for group in group_names(names, curated)), key=min) == [{1, 2, 4}, {3}]


def test_person_and_place_stay_two() -> None:
    """A town that is called like a person must not say what the person said."""
    names = [*written("Lincoln"), WrittenName(2, "lincoln", person=False)]
    assert len(group_names(names)) == 2
