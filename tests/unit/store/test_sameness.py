"""Which tellings are of one event: measured on invented papers, with near misses that must stay two."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import PartialDate
from bot.store.matching.event_words import figures
from bot.store.matching.grouping import group_tellings
from bot.store.matching.sameness import Telling, same_event
from bot.store.matching.wording import name_key

_MARA, _TOMAS, _JONAS = "Mara Lindqvist", "Tomas Okwuosa", "Jonas Vale"
_numbers = itertools.count(1)


def telling(
    text: str,
    trigger: str,
    date: str,
    people: Sequence[str] = (),
    *,
    place: str = "",
    paper: str = "",
    planned: bool = False,
    vague: bool = False,
) -> Telling:
    """A telling of a document of its own, unless ``paper`` names one."""
    number = next(_numbers)
    return Telling(
        id=number,
        document=paper or f"{number}.txt",
        start=number,
        text=text,
        trigger=trigger,
        date=PartialDate.parse(date),
        vague=vague,
        planned=planned,
        people=tuple(map(name_key, people)),
        place=name_key(place),
    )


_SIGNED = telling(
    "Mara Lindqvist and Tomas Okwuosa signed a joint statement in Oldhaven on 16 May 2031.",
    "signed",
    "2031-05-16",
    (_MARA, _TOMAS),
    place="Oldhaven",
)
_ARREST = telling(
    "Jonas Vale was arrested at the ferry terminal on suspicion of fraud.", "arrested", "2031-03-02", (_JONAS,)
)
_SANK = telling(
    "Twelve people died when the ferry Aurora sank in a storm off Northquay.",
    "sank",
    "2031-02-04",
    (),
    place="Northquay",
)

ONE = {
    "by surname, with the offices": (
        _SIGNED,
        telling(
            "Harbour commissioner Lindqvist signed the joint statement with Mayor Okwuosa on Friday.",
            "signed",
            "2031-05-16",
            ("Lindqvist", "Okwuosa"),
        ),
    ),
    "a paper that knows the month": (
        _SIGNED,
        telling(
            "In May the two sides, Okwuosa and Lindqvist, signed a joint statement.",
            "signed",
            "2031-05",
            (_TOMAS, _MARA),
        ),
    ),
    "a paper that knows the year": (
        _SIGNED,
        telling(
            "Lindqvist, who signed a joint statement with Okwuosa in 2031, is out.", "signed", "2031", (_MARA, _TOMAS)
        ),
    ),
    "a paper that prints it as news of the day after": (
        _SIGNED,
        telling(
            "Lindqvist and Okwuosa have signed the joint statement.",
            "signed",
            "2031-05-17",
            (_MARA, _TOMAS),
            vague=True,
        ),
    ),
    "another word for the same deed": (
        _ARREST,
        telling("Police detained Vale at the ferry terminal.", "detained", "2031-03-02", ("Jonas Vale",)),
    ),
    "another count of the dead": (
        _SANK,
        telling(
            "A ferry sank off Northquay in a storm and 14 people died, the Aurora among the oldest of its line.",
            "sank",
            "2031-02-04",
            place="Northquay",
        ),
    ),
    "nobody named, one place": (
        _SANK,
        telling("Some 14 people died when the Aurora sank off Northquay.", "sank", "2031-02-04", place="Northquay"),
    ),
    "a name with an office": (
        _ARREST,
        telling(
            "Banker Jonas Vale was arrested on suspicion of fraud.", "arrested", "2031-03-02", ("Banker Jonas Vale",)
        ),
    ),
    "the spelling of a name": (
        telling("Sergei Talov resigned on Monday.", "resigned", "2031-01-06", ("Sergei Talov",)),
        telling("Sergey Talov quit on Monday.", "quit", "2031-01-06", ("Sergey Talov",)),
    ),
}

TWO = {
    "another thing signed": (
        _SIGNED,
        telling(
            "Lindqvist and Okwuosa signed a trade agreement in Oldhaven.",
            "signed",
            "2031-05-16",
            (_MARA, _TOMAS),
            place="Oldhaven",
        ),
    ),
    "a thing without a word in common": (
        _SIGNED,
        telling("Lindqvist and Okwuosa signed an agreement.", "signed", "2031-05-16", (_MARA, _TOMAS)),
    ),
    "another partner": (
        _SIGNED,
        telling("Lindqvist and Jonas Vale signed a joint statement.", "signed", "2031-05-16", (_MARA, _JONAS)),
    ),
    "another place": (
        _SIGNED,
        telling(
            "Lindqvist and Okwuosa signed a joint statement.",
            "signed",
            "2031-05-16",
            (_MARA, _TOMAS),
            place="Northquay",
        ),
    ),
    "another year": (
        _SIGNED,
        telling("Lindqvist and Okwuosa signed a joint statement.", "signed", "2030-05-16", (_MARA, _TOMAS)),
    ),
    "another month": (
        _SIGNED,
        telling("Lindqvist and Okwuosa signed a joint statement.", "signed", "2031-06", (_MARA, _TOMAS)),
    ),
    "not signed": (
        _SIGNED,
        telling("Lindqvist and Okwuosa signed no joint statement.", "signed", "2031-05-16", (_MARA, _TOMAS)),
    ),
    "a plan": (
        _SIGNED,
        telling(
            "Lindqvist and Okwuosa will sign a joint statement.", "sign", "2031-05-16", (_MARA, _TOMAS), planned=True
        ),
    ),
    "the other way round": (
        telling("Lindqvist sued Okwuosa over the ferry contract.", "sued", "2031-05-16", (_MARA, _TOMAS)),
        telling("Okwuosa sued Lindqvist over the ferry contract.", "sued", "2031-05-16", (_MARA, _TOMAS)),
    ),
    "arrested and arresting": (
        _ARREST,
        telling("Jonas Vale arrested a man at the ferry terminal on suspicion.", "arrested", "2031-03-02", (_JONAS,)),
    ),
    "another round": (
        telling("Okwuosa won the first round of the mayoral vote.", "won", "2031-05-16", (_TOMAS,)),
        telling("Okwuosa won the second round of the mayoral vote.", "won", "2031-05-16", (_TOMAS,)),
    ),
    "figures far apart": (
        telling("A blast at the quay killed 3 people in Oldhaven.", "killed", "2031-05-16", place="Oldhaven"),
        telling("A blast at the quay killed 300 people in Oldhaven.", "killed", "2031-05-16", place="Oldhaven"),
    ),
    "two fires in two towns": (
        telling("A fire broke out at a grain warehouse.", "broke", "2031-05-16", place="Oldhaven"),
        telling("A fire broke out at a grain warehouse.", "broke", "2031-05-16", place="Northquay"),
    ),
    "two fires in one town": (
        telling("A fire broke out at a grain warehouse.", "broke", "2031-05-16", place="Oldhaven"),
        telling("A fire broke out at a hotel.", "broke", "2031-05-16", place="Oldhaven"),
    ),
    "two meetings on two days": (
        telling("Lindqvist met Okwuosa in the town hall for talks on tariffs.", "met", "2031-05-16", (_MARA, _TOMAS)),
        telling("Lindqvist met Okwuosa in the town hall for talks on tariffs.", "met", "2031-05-17", (_MARA, _TOMAS)),
    ),
    "namesakes": (
        telling("Jonas Vale was arrested at the ferry terminal.", "arrested", "2031-03-02", ("Jonas Vale",)),
        telling("Ada Vale was arrested at the ferry terminal.", "arrested", "2031-03-02", ("Ada Vale",)),
    ),
    "two speeches of one day": (
        telling("Lindqvist spoke to the council about ferries.", "spoke", "2031-05-16", (_MARA,)),
        telling("Lindqvist spoke to students about whales.", "spoke", "2031-05-16", (_MARA,)),
    ),
    "two tellings of one paper": (
        telling("Lindqvist opened the northern quay.", "opened", "2031-05-16", (_MARA,), paper="a.txt"),
        telling("Lindqvist opened the northern quay.", "opened", "2031-05-16", (_MARA,), paper="a.txt"),
    ),
    "two meetings, a month apart by news": (
        telling("Lindqvist met Okwuosa about the ferry line.", "met", "2031-05-16", (_MARA, _TOMAS)),
        telling("Lindqvist met Okwuosa about the ferry line.", "met", "2031-06-17", (_MARA, _TOMAS), vague=True),
    ),
    "nobody and nowhere": (
        telling("The council met on Monday.", "met", "2031-05-16"),
        telling("The board met on Monday.", "met", "2031-05-16"),
    ),
}


_COLLAPSE = telling(
    "A road bridge over the River Lunde collapsed in the port of Oldhaven on Monday, killing at least nine people.",
    "collapsed",
    "2031-03-03",
    ("River Lunde",),
    place="Oldhaven",
)
ONE |= {
    "one misfortune, named by its river and by its name": (
        _COLLAPSE,
        telling(
            "Twelve people were killed when the Quay Bridge in Oldhaven collapsed on Monday, rescue workers said.",
            "collapsed",
            "2031-03-03",
            ("Quay Bridge", "Oldhaven"),
        ),
    ),
}
TWO |= {
    "misfortunes of two things in one town": (
        _COLLAPSE,
        telling("A crane in Oldhaven collapsed on Monday.", "collapsed", "2031-03-03", place="Oldhaven"),
    ),
    "misfortunes of like things in two towns": (
        _COLLAPSE,
        telling("A road bridge in Northquay collapsed on Monday.", "collapsed", "2031-03-03", place="Northquay"),
    ),
    "misfortunes of two days": (
        _COLLAPSE,
        telling("A bridge in Oldhaven collapsed.", "collapsed", "2031-03-12", place="Oldhaven"),
    ),
    "a misfortune with a twentieth of the dead": (
        _COLLAPSE,
        telling("200 people died when a bridge in Oldhaven collapsed.", "collapsed", "2031-03-03", place="Oldhaven"),
    ),
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE)
def test_one_event(pair: tuple[Telling, Telling]) -> None:
    """A reader would be told of one event twice, as if it were two."""
    assert same_event(*pair)
    assert same_event(*reversed(pair))
    assert len(group_tellings(pair).groups) == 1


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
def test_two_events(pair: tuple[Telling, Telling]) -> None:
    """A reader would be told that two events are one: worse than one told twice."""
    assert not same_event(*pair)
    assert len(group_tellings(pair).groups) == 2


def test_days_that_papers_disagree_on() -> None:
    """An arrest told with two days would be two arrests."""
    day_before = telling(
        "Police arrested Vale at the ferry terminal on suspicion of fraud.", "arrested", "2031-03-01", ("Vale",)
    )
    assert [len(group) for group in group_tellings((_ARREST, day_before)).groups] == [2]


def test_the_finer_date_leads() -> None:
    """The best dated telling would not be the one that is shown."""
    month, year = (
        telling("Lindqvist and Okwuosa signed a joint statement.", "signed", date, (_MARA, _TOMAS))
        for date in ("2031-05", "2031")
    )
    (group,) = group_tellings((year, month, _SIGNED)).groups
    assert [one.date.iso for one in group] == ["2031-05-16", "2031-05", "2031"]


def test_two_days_for_one_event_stand_together() -> None:
    """Papers that disagree on the day would pass for two events; the day most of them give must lead."""
    other = telling(
        "Okwuosa and Lindqvist signed a joint statement at Oldhaven.", "signed", "2031-05-15", (_TOMAS, _MARA)
    )
    third = telling("Lindqvist and Okwuosa signed the joint statement.", "signed", "2031-05-16", (_MARA, _TOMAS))
    (group,) = group_tellings((other, third, _SIGNED)).groups
    assert [one.date.iso for one in group] == ["2031-05-16", "2031-05-16", "2031-05-15"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2031-05-15", "Lindqvist and Okwuosa again signed a joint statement at Oldhaven."),
        ("2031-05-15", "Lindqvist and Okwuosa signed a contract on tugs and cranes."),
        ("2031-05-02", "Lindqvist and Okwuosa signed a joint statement."),
        ("2031-05", "Lindqvist and Okwuosa signed a lease for tugs."),
    ],
)
def test_other_days_are_other_events(day: str, text: str) -> None:
    """Events of other days would be shown as a disagreement about one."""
    other = telling(text, "signed", day, (_MARA, _TOMAS))
    assert len(group_tellings((_SIGNED, other)).groups) == 2


def test_a_paper_that_tells_both_days_knows_two_events() -> None:
    """Two meetings of two days, told by one paper, would be taken for a mistake."""
    text = "Lindqvist met Okwuosa on the ferry contract talks."
    monday, tuesday = (telling(text, "met", f"2031-05-{day}", (_MARA, _TOMAS), paper="a.txt") for day in (12, 13))
    other = telling(text, "met", "2031-05-13", (_MARA, _TOMAS), paper="b.txt")
    groups = group_tellings((monday, tuesday, other)).groups
    assert sorted(len(group) for group in groups) == [1, 2]


def test_a_coarse_date_that_can_mean_two_events_means_neither() -> None:
    """A telling that only knows the month would be given to one of two visits by chance."""
    visits = [
        telling("Okwuosa visited the northern quays.", "visited", f"2031-05-{day}", (_TOMAS,)) for day in ("03", "28")
    ]
    month = telling("Okwuosa visited the northern quays in May.", "visited", "2031-05", (_TOMAS,))
    assert len(group_tellings((*visits, month)).groups) == 3


_PLAN = telling("Okwuosa plans to visit the northern quays in June.", "visit", "2031-06", (_TOMAS,), planned=True)
_CAME = telling("Tomas Okwuosa arrived at the northern quays on 3 June 2031.", "arrived", "2031-06-03", (_TOMAS,))


def test_a_plan_and_what_became_of_it() -> None:
    """A reader would not learn that what was announced has happened."""
    assert group_tellings((_PLAN, _CAME)).became == {_PLAN.id: _CAME.id}


def test_a_plan_for_a_year_and_what_became_of_it_there() -> None:
    """A trial announced for the spring would not be known again when it opens in that town."""
    plan = telling(
        "The trial of Vale will open in Oldhaven.", "open", "2031", ("Vale",), place="Oldhaven", planned=True
    )
    trial = "The trial of Jonas Vale opened in Oldhaven on Monday."
    came = telling(trial, "opened", "2031-04-14", (_JONAS,), place="Oldhaven")
    assert group_tellings((plan, came)).became == {plan.id: came.id}
    assert group_tellings((plan, replace(came, place="northquay"))).became == {}


def test_a_visit_to_a_country_that_began_in_its_capital() -> None:
    """A visit announced to a country would not be known again where it begins in a town."""
    plan = telling(
        "Okwuosa plans to visit Norland in May to mark the 75th year of the pact.",
        "visit",
        "2031-05",
        (_TOMAS,),
        planned=True,
    )
    came = telling(
        "Okwuosa arrived in Oldhaven for a two-day state visit to Norland, his first trip.",
        "arrived",
        "2031-05-16",
        (_TOMAS,),
    )
    plan = replace(plan, place="norland", places=("norland",))
    came = replace(came, place="oldhaven", places=("oldhaven", "norland"))
    assert group_tellings((plan, came)).became == {plan.id: came.id}
    assert group_tellings((plan, replace(came, places=("oldhaven",)))).became == {}


@pytest.mark.parametrize(
    "event",
    [
        telling("Okwuosa arrived at the northern quays.", "arrived", "2031-07-03", (_TOMAS,)),
        telling("Jonas Vale arrived at the northern quays.", "arrived", "2031-06-03", (_JONAS,)),
        telling("Okwuosa did not arrive at the northern quays.", "arrive", "2031-06-03", (_TOMAS,)),
        telling("Okwuosa praised the northern quays.", "praised", "2031-06-03", (_TOMAS,)),
        telling("Okwuosa arrived at the theatre.", "arrived", "2031-06-03", (_TOMAS,)),
    ],
    ids=lambda event: event.text,
)
def test_what_is_not_what_became_of_a_plan(event: Telling) -> None:
    """A plan would be called fulfilled by something else."""
    assert group_tellings((_PLAN, event)).became == {}


def test_a_plan_that_two_events_may_have_fulfilled() -> None:
    """One of two visits would be called the planned one."""
    again = telling("Okwuosa arrived at the northern quays.", "arrived", "2031-06-23", (_TOMAS,))
    assert group_tellings((_PLAN, _CAME, again)).became == {}


_PERSON = st.sampled_from(["mara lindqvist", "lindqvist", "tomas okwuosa", "jonas vale"])
_TELLINGS = st.lists(
    st.builds(
        Telling,
        id=st.just(0),
        document=st.sampled_from("abcdef"),
        start=st.integers(0, 10**6),
        text=st.sampled_from(
            [
                "they signed a joint statement",
                "a joint statement on ferries was signed",
                "signed a trade deal",
                "signed",
            ]
        ),
        trigger=st.just("signed"),
        date=st.sampled_from([PartialDate.parse(iso) for iso in ("2031-05-15", "2031-05-16", "2031-05", "2031")]),
        vague=st.booleans(),
        planned=st.booleans(),
        people=st.lists(_PERSON, max_size=2, unique=True).map(tuple),
    ),
    max_size=8,
    unique_by=lambda one: one.start,
)


@given(_TELLINGS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost(tellings: list[Telling], chance: random.Random) -> None:
    """The archive would answer differently by the order in which documents came, or lose or repeat an event."""
    mixed = list(tellings)
    chance.shuffle(mixed)
    first, second = group_tellings(tellings).groups, group_tellings(mixed).groups
    starts = {frozenset(one.start for one in group) for group in first}
    assert starts == {frozenset(one.start for one in group) for group in second}
    assert sorted(one.start for group in first for one in group) == sorted(one.start for one in tellings)
    assert all(len({one.document for one in group}) == len(group) for group in first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve people were killed", [(12.0, "Twelve people")]),
        (
            "some 1,400 other homes and 3.5 million crowns",
            [(1400.0, "1,400 other homes"), (3.5e6, "3.5 million crowns")],
        ),
        ("on 16 May 2031, 30 years ago, aged 40", []),
    ],
)
def test_figures(text: str, expected: list[tuple[float, str]]) -> None:
    """Counts that differ between papers would not be shown, or a date would pass for a count."""
    assert [(one.value, one.words) for one in figures(text)] == expected
