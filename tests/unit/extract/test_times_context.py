"""Time expressions whose value stands elsewhere in the text: in what it has dated, named or counted before."""

from __future__ import annotations

import pytest

from bot.model import PartialDate
from tests.unit.extract.found_times import shown, times_of


def test_months_that_are_joined_lie_on_one_side() -> None:
    """Of "in July and October", which were told of as past, the second would be one that is to come."""
    text = "It is as in the past two polls, in February and October."
    assert [value for _, _, value in shown(text, "2031-05-12")] == ["2031-02", "2030-10"]


def test_results_of_nine_months_are_compared_with_those_of_a_year_before() -> None:
    """Nine months would be told to have been better than a single quarter."""
    text = "Third-quarter net rose. For the nine months it was $5, up from $3 a year earlier."
    assert [value for _, _, value in shown(text)] == ["2030-Q3", "P9M", "2029"]
    assert [value for _, _, value in shown("It rose in the quarter ended July 31.")] == ["2030-Q2", "2030-07-31"]
    text += " In the year-ago quarter, it was $1. It lost in the previous quarter."
    assert [value for _, _, value in shown(text)][-2:] == ["2029-Q3", "2030-Q2"]
    text = "Sales fell in January from the same month last year."
    assert [value for _, _, value in shown(text)] == ["2031-01", "2030-01"]


def test_a_day_that_heads_what_follows() -> None:
    """A table of tides would give Thursday's low water to Saturday, and lose Saturday."""
    found = shown("TIDES  Thursday: High 5:41 a.m., low\n12:20 p.m.  Saturday: High 6:38 a.m.")
    assert [value for _, kind, value in found if kind == "DATE"] == ["2031-02-27", "2031-03-01"]


def test_a_time_of_day_before_its_day() -> None:
    """What happened at 10:35 on Monday would be put on the day of publication."""
    found = [value for _, _, value in shown("It sank at 10:35 a.m. (0735 GMT) Monday.")]
    assert found == ["2031-03-03T10:35", "2031-03-03T07:35Z", "2031-03-03"]


COUNTED = [
    ("The fire of 16 January 2031 took the barn. He left two days after the fire.", "2031-01-18"),
    (
        "The fire of 16 January 2031 took it. On Tuesday a court heard of the fire. He left two days after the fire.",
        "2031-01-18",
    ),
    ("She died on 14 November 2030. The flag was lowered the day after her death.", "2030-11-15"),
    ("On 14 November 2030, the day after the vote, she left.", "2030-11-14"),
    ("The fire of 16 January 2030 took it. They met on the first anniversary of the fire.", "2031-01-16"),
    (
        "He was shot dead on 9 January 2031. On Tuesday he faced a murder charge. She left a day before the murder.",
        "2031-01-08",
    ),
    (
        "The 23 October killing of the doctor is unsolved. Two men came to the house the day after his death.",
        "2030-10-24",
    ),
    ("It shed 4 points on Friday, down 5 percent from the previous Friday.", "2031-02-21"),
    ("She was named in July. “The fourteenth of July?” – “Yes.”", "2030-07-14"),
    ("She was held on 3 March 2020 and freed the following Monday.", "2020-03-09"),
    ("She was held on 3 March 2020 and freed the following July.", "2020-07"),
    ("It burned on Friday 3 January 2020. It had been shut since the previous Friday.", "2019-12-27"),
    ("Work began on 6 May 1938 and stopped in September of the following year.", "1939-09"),
    ("It opened on 6 May 1938, and shut on 2 June of that year.", "1938-06-02"),
]


@pytest.mark.parametrize(("text", "value"), COUNTED)
def test_a_day_counted_from_what_the_text_has_dated(text: str, value: str) -> None:
    """What happened "two days after the fire" would have no day, or a wrong one."""
    found = times_of(text)[-1]
    assert found.value == value
    assert "from" in found.dating.derivation.explain()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She spoke on Sunday. He, who had been warned the day before, was silent.", "2031-03-01"),
        ("They sold 40 in fiscal 2021, up from 30 the year before.", "2020"),
        ("She spoke on Sunday. He had told the Lunde Echo the day before that he would not.", "2031-03-01"),
        ("She spoke on Sunday. He had told a rally the day before in Lunde of his plans.", "2031-03-01"),
    ],
)
def test_the_day_before_with_nothing_behind_it(text: str, value: str) -> None:
    """The day or year next to the one just named would be missed."""
    assert [time.value for time in times_of(text)][-1] == value


def test_what_is_told_of_as_past_is_not_counted_into_the_future() -> None:
    """What went on three years after something undated would be put three years after publication."""
    assert [time.value for time in times_of("It opened in March. Three years later, the singer left it.")] == [
        "2031-03",
        None,
    ]


def test_a_day_after_what_the_text_does_not_date() -> None:
    """A day would be made up for an event that nobody dated."""
    assert shown("On 2 May 2030 she sang. He left two days after the fire.")[1:] == [("two days", "DURATION", "P2D")]
    assert shown("On 2 May 2030 she sang. He left the day after the fire.")[1:] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Due 25/3/2031, paid 3/4/2031.", "2031-04-03"),
        ("Due 3/25/2031, paid 3/4/2031.", "2031-03-04"),
        ("Due 14 March 2031, paid 3/4/2031.", "2031-04-03"),
        ("Due March 14, 2031, paid 3/4/2031.", "2031-03-04"),
        ("Paid 4/4/2031.", "2031-04-04"),
        ("Due 25/3/2031 and 3/25/2031, paid 3/4/2031.", None),
    ],
)
def test_day_or_month_first_by_the_documents_habit(text: str, value: str | None) -> None:
    """3/4 would be read the other country's way."""
    last = times_of(text)[-1]
    assert last.value == value
    if value is None:
        assert last.dating.date == PartialDate(2031)


def test_a_year_from_the_texts_own_dates() -> None:
    """A day without a year would stay unknown though the text beside it tells the year."""
    text = "On 16 May 2024 Holt came to Lunde, her first trip since she was sworn in on May 7."
    last = times_of(text, None)[-1]
    assert last.value == "2024-05-07"
    assert last.dating.derivation.explain() == '"May 7"; year from "16 May 2024"'


def test_a_year_printed_alone_just_before() -> None:
    """A day would be given the year of some other full date of the text instead of the one just named."""
    text = "She was born on 5 November 1994.\n\nThey tried it in 2013. It broke on 14 June, in the rain."
    last = times_of(text, None)[-1]
    assert last.value == "2013-06-14"
    assert last.dating.derivation.explain() == '"14 June"; year from "2013"'


def test_no_year_where_the_texts_own_dates_disagree() -> None:
    """The year of one event would be given to another."""
    text = "It burned on 2 May 1904.\n\nIt burned again on 3 June 1951.\n\nThe mill reopened on 9 July."
    assert times_of(text, None)[-1].value is None


def test_quarters_that_the_text_speaks_of() -> None:
    """A year earlier beside a quarter would be taken for a whole year."""
    text = "Net income rose in the third quarter of 2030. A year earlier it fell. Sales in the quarter were flat."
    assert [value for *_, value in shown(text)] == ["2030-Q3", "2029-Q3", "2030-Q3"]
    text = "Net income rose in the third quarter of 2030. For the quarter a year ago, it fell."
    assert [value for *_, value in shown(text)] == ["2030-Q3", "2029-Q3"]
    text = "It lost money in the latest quarter. A year earlier it did not."
    assert [value for *_, value in shown(text)] == ["2030-Q4", "2029-Q4"]
    text = "It lost money in the third quarter of 2030 and may till the third quarter of 2031. A year ago it did not."
    assert [value for *_, value in shown(text)] == ["2030-Q3", "2031-Q3", "2029-Q3"]


def test_seasons_and_hours_beside_what_was_named() -> None:
    """The spring after 2004 would be next year's, and three o'clock of Sunday be today."""
    assert [value for *_, value in shown("It opened in 2004. The following spring it burned.")] == ["2004", "2005-SP"]
    assert [value for *_, value in shown("It opened in 2004. That summer it burned.")] == ["2004", "2004-SU"]
    shut = shown("Roads were shut between 3pm and 5pm on Sunday.")
    assert [value for *_, value in shut] == ["2031-03-02T15:00/2031-03-02T17:00"]


def test_a_weekday_beside_the_day_that_was_told_of() -> None:
    """The days before a death that lies weeks back would be put into the week of publication."""
    text = "She died on 14 February.\n\n“She was labelling on the Tuesday and dead on the Friday,” he said."
    assert [value for *_, value in shown(text)] == ["2031-02-14", "2031-02-11", "2031-02-14"]
