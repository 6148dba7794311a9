"""Times of day: on which day they are, which half of the day they mean, and what looks like one."""

from __future__ import annotations

import pytest

from tests.unit.extract.found_times import shown


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It burned on the night of 24.12.2030.", ["2030-12-24TNI"]),
        ("It burned on the night of 12/24/2030.", ["2030-12-24TNI"]),
        ("It burned on the night of 11/12/2030.", [None]),
        ("It burned on the night of 0/0/0000.", []),
        ("Shops were shut between 3 and late night on Friday.", ["2031-02-28TNI"]),
    ],
)
def test_times_of_day_beside_figures(text: str, values: list[str | None]) -> None:
    """A document that says so could not be read at all."""
    assert [value for *_, value in shown(text)] == values


BARE_HOURS = [
    ("They had bread at midnight and hymns at four.", ["T24:00", "T04:00"]),
    ("They were called out at 10 and by 10:20 it was over.", ["T10:00", "T10:20"]),
    ("She left school at twelve and married at six.", []),
    ("They met at noon. The price stood at ten.", ["T12:00"]),
]


@pytest.mark.parametrize(("text", "clocks"), BARE_HOURS)
def test_a_bare_hour_beside_a_time_of_day(text: str, clocks: list[str]) -> None:
    """An hour would be missed, or an age be taken for one."""
    assert [value for *_, value in shown(text)] == [f"2031-03-05{clock}" for clock in clocks]


DATELINED = [
    ("LUNDE, March 4. -- The river crested tonight.", "2031-03-04TNI"),
    ("LUNDE, March 3 (NNA) -- The pier burned yesterday.", "2031-03-02"),
    ("LUNDE, March 4 (NNA) — The pier opens tomorrow.", "2031-03-05"),
    ("LUNDE, March 5 (NNA) — The pier burned yesterday.", "2031-03-04"),
    ("LUNDE, Feb. 11 (NNA) — The pier burned yesterday.", "2031-03-04"),
    ("LUNDE, March 4\n\nThe pier burned yesterday.", "2031-03-04"),
]


@pytest.mark.parametrize(("text", "value"), DATELINED)
def test_tonight_is_that_of_the_dateline_of_the_days_before_print(text: str, value: str) -> None:
    """What a newspaper prints of the night before would be a day late."""
    assert shown(text)[-1][2] == value


CLOCKS = [
    ("The dam broke on Monday night, police said on Tuesday.\n\nWater ran down after 11 p.m.", "2031-03-03T23:00"),
    ("They were caught on Monday.\n\nThe crowd grew.\n\nThey were freed at 4.30pm.", "2031-03-03T16:30"),
    ("They were caught on Monday.\n\nThe council meets at 7 p.m. in the hall.", "2031-03-05T19:00"),
    ("They were caught on 3 May 2029.\n\nPolice were called at 3.15pm.", "2029-05-03T15:15"),
    ("They left on 3 May 2029.\n\nThe crowd grew.\n\nPolice were called at 3.15pm.", "2031-03-05T15:15"),
    ("14:02\nThey were caught on Monday.\n\n14:30\nPolice were called at 14:25.", "2031-03-05T14:25"),
    ("It was read on Monday.\n\nThe meeting was recessed at 9.41 am and resumed at 9.55 am.", "2031-03-05T09:55"),
    ("They were caught on Monday.\n\nThe committee adjourned at 9.41 am.", "2031-03-05T09:41"),
]


@pytest.mark.parametrize(("text", "value"), CLOCKS)
def test_a_time_of_day_is_of_the_day_that_the_story_tells(text: str, value: str) -> None:
    """What happened on Monday afternoon would be put on the day of print."""
    assert [known for *_, known in shown(text)][-1] == value


DOTTED = [
    ("16.05 She is out.\n\nThe train left the rails at 12.36. Nobody knew.", ["2031-03-05T16:05", "2031-03-05T12:36"]),
    ("Tom K · 6 July 2030, 14.12\nNonsense.", ["2030-07-06T14:12"]),
    ("16.05 She is out.\n\nIt rose by 12.36 per cent.", ["2031-03-05T16:05"]),
]


@pytest.mark.parametrize(("text", "values"), DOTTED)
def test_times_of_day_with_a_stop(text: str, values: list[str]) -> None:
    """A time of day would be missed, or a rate be taken for one."""
    assert [value for *_, value in shown(text)] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell last night. She reached the quay at 6 a.m. on foot.", "2031-03-05T06:00"),
        ("It fell last night. She reached the quay at 11 p.m. on foot.", "2031-03-04T23:00"),
        ("It fell on Monday night.\n\nThe mayor came at 7:30 a.m. by boat.", "2031-03-04T07:30"),
        ("It fell on Monday night. The mayor came at 7:30 a.m. and left at dusk.", "2031-03-04TEV"),
        (
            "They met this morning.\n\nIt opened on June 8, 2022, and runs till 2038.\n\nBy evening all was well.",
            "2031-03-05TEV",
        ),
    ],
)
def test_a_time_of_day_after_a_night(text: str, value: str) -> None:
    """What happened at six in the morning after a night would be told of the day before."""
    assert shown(text)[-1][2] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Every morning at half past six he oils it.", "T06:30"),
        ("They play it every night at half past seven.", "T19:30"),
        ("Each day she started at half past five.", None),
    ],
)
def test_half_past_six_of_a_habit(text: str, value: str | None) -> None:
    """Doors that open at half past seven every night would open in the morning."""
    assert shown(text)[1][2] == value


def test_half_past_six_in_a_live_blog_is_the_last_before_its_entry() -> None:
    """An evening's entry would tell of the morning."""
    text = "18:42 They signed at half past six. They will vote at ten to nine.\n\n07:30 It stopped at ten to seven.\n"
    clocks = [value for words, _, value in shown(text) if not words[0].isdigit()]
    assert clocks == ["2031-03-05T18:30", "2031-03-05T20:50", "2031-03-05T06:50"]
