"""Time expressions in their many wordings: where they begin and end, what lasts, what recurs, what lies in a story."""

from __future__ import annotations

import pytest

from tests.unit.extract.found_times import shown

ONE: list[tuple[str, str, str | None]] = [
    ("They held a two-week-long strike.", "two-week-long", "P2W"),
    ("The decade-long war ended.", "decade-long", "P10Y"),
    ("A yearlong drought ended.", "yearlong", "P1Y"),
    ("They held a two-day fair.", "two-day", "P2D"),
    ("It took half an hour.", "half an hour", "PT30M"),
    ("It took a half-hour.", "a half-hour", "PT30M"),
    ("It took half a year.", "half a year", "P6M"),
    ("It takes at least 30 days.", "at least 30 days", "P30D"),
    ("It takes only five hours.", "five hours", "PT5H"),
    ("It came after months of talks.", "months", "PXM"),
    ("Hours later it sank.", "Hours", "PTXH"),
    ("They want another year.", "another year", "P1Y"),
    ("It fell after several quarters of losses.", "several quarters", "PXQ"),
    ("It will fall in coming quarters.", "coming quarters", "FUTURE_REF"),
    ("They meet every other week.", "every other week", "P2W"),
    ("They meet every third week.", "every third week", "P3W"),
    ("It costs 5 million a year.", "a year", "P1Y"),
    ("She gets up at two, so what does she know?", "two", "T02:00"),
    ("It would cut the jobs of the yard and shut its plant in Lunde on 31 March.", "31 March", "2031-03-31"),
    ("Their coach, Mara Holt, signs a new contract on Thursday.", "Thursday", "2031-03-06"),
    ("Tarsk go to Lunde for a friendly on 6 July.", "6 July", "2031-07-06"),
    ("They danced at today's noon briefing.", "today's noon", "2031-03-05T12:00"),
    ("Done at Lunde, this 30th day of August 2029.", "this 30th day of August 2029", "2029-08-30"),
    ("The bell strikes every quarter of an hour.", "every quarter of an hour", "PT15M"),
    ("In the last century we had chairs.", "the last century", "19"),
    ("It sank over the last century.", "the last century", "P100Y"),
    ("He was held in the early hours of yesterday.", "the early hours of yesterday", "2031-03-04TNI"),
    ("They met in the early hours of Thursday morning.", "Thursday morning", "2031-02-27TMO"),
    ("The meeting went past midnight.", "midnight", "2031-03-05T24:00"),
    ("Today's reader wants films.", "Today", "PRESENT_REF"),
    ("But until Tuesday I had never been there.", "Tuesday", "2031-03-04"),
    ("She won her turn Friday.", "Friday", "2031-02-28"),
    ("It is higher than a year ago.", "a year ago", "2030"),
    ("Sales rose in this year's third quarter.", "this year's third quarter", "2031-Q3"),
    ("It was sold for this year's first quarter.", "this year's first quarter", "2031-Q1"),
    ("On St George's Day 2031 they sang.", "St George's Day 2031", "2031-04-23"),
    ("On VE Day 2031 they sang.", "VE Day 2031", "2031-05-08"),
    ("It begins on Shrove Tuesday 2031.", "Shrove Tuesday 2031", "2031-02-25"),
    ("They were painted between 2014 and 2019 in a shed.", "between 2014 and 2019", "2014/2019"),
    ("He stole between March 2028 and July 2030.", "between March 2028 and July 2030", "2028-03/2030-07"),
    ("Sales rose in the three months to 31 December.", "the three months to 31 December", "2030-Q4"),
    ("Sales rose in the six months to 30 September.", "the six months to 30 September", "2030-04-01/2030-09-30"),
    ("Sales fell in the six months to 30 June 2030.", "the six months to 30 June 2030", "2030-H1"),
    ("The panel will meet quarterly.", "quarterly", "P3M"),
    ("They wrote back within the hour.", "the hour", "PT1H"),
    ("Those were nine lost hours.", "nine lost hours", "PT9H"),
    ("They waited three long years.", "three long years", "P3Y"),
    ("It sank at about 3:20 in the morning on the 28th.", "about 3:20 in the morning on the 28th", "2031-02-28T03:20"),
    ("It sank at 4.17 in the morning on 9 May 2030.", "4.17 in the morning on 9 May 2030", "2030-05-09T04:17"),
    ("It sank at nine in the evening on Monday.", "nine in the evening on Monday", "2031-03-03T21:00"),
    ("They broke ranks late on Monday.", "late on Monday", "2031-03-03TNI"),
    ("He swam every morning.", "every morning", "P1D"),
    ("Nothing left before noon.", "noon", "2031-03-05T12:00"),
    ("At nightfall on Monday they sailed.", "nightfall on Monday", "2031-03-03TEV"),
    ("They came at dusk.", "dusk", "2031-03-05TEV"),
    ("Ask her again in spring.", "spring", "2031-SP"),
    ("The contract, extended in January, is long.", "January", "2031-01"),
    ("The bridge is closed through Friday.", "Friday", "2031-03-07"),
    ("The inn was full by November.", "November", "2030-11"),
    ("The winter of 2029-30 was cold.", "The winter of 2029-30", "2029-WI"),
    ("A year ago to the day it burned.", "A year ago to the day", "2030-03-05"),
    ("Ten years ago this month it burned.", "Ten years ago this month", "2021-03"),
    ("The week beginning 10 March is free.", "The week beginning 10 March", "2031-W11"),
    ("Doors open at 19h30 on Friday.", "19h30 on Friday", "2031-03-07T19:30"),
    ("It sank at six o'clock in the evening.", "six o'clock in the evening", "2031-03-05T18:00"),
    ("It sank at half past ten on Tuesday night.", "half past ten on Tuesday night", "2031-03-04T22:30"),
    ("They left at a quarter past three this morning.", "a quarter past three this morning", "2031-03-05T03:15"),
    ("It is two minutes past nine.", "two minutes past nine", "2031-03-05T09:02"),
    ("She has been up since seven.", "seven", "2031-03-05T07:00"),
    ("It burned. That same evening it fell.", "That same evening", "2031-03-05TEV"),
    ("The yard will open before summer.", "summer", "2031-SU"),
    ("Heat has been promised by Friday.", "Friday", "2031-03-07"),
    ("She flew the Friday before last.", "the Friday before last", "2031-02-21"),
    ("It opens the day after Thanksgiving.", "the day after Thanksgiving", "2031-11-28"),
    ("It closed on Orthodox Christmas.", "Orthodox Christmas", "2031-01-07"),
    ("It fell on Orthodox Easter 2030.", "Orthodox Easter 2030", "2030-04-28"),
    ("In the quarter to 31 December it lost.", "the quarter to 31 December", "2030-Q4"),
    ("In the last quarter of 2030 it lost.", "the last quarter of 2030", "2030-Q4"),
    ("She will in future say so.", "future", "FUTURE_REF"),
    ("Rain fell until 8-30 a.m. in Lunde.", "8-30 a.m.", "2031-03-05T08:30"),
    ("LUNDE POLICE, 5 MARCH 2031 @ 4.30 PM", "5 MARCH 2031 @ 4.30 PM", "2031-03-05T16:30"),
    ("The inquiry will resume to-morrow week.", "to-morrow week", "2031-03-13"),
    ("She speaks tomorrow week.", "tomorrow week", "2031-03-13"),
    ("The next briefing is at half past ten tomorrow.", "half past ten tomorrow", "2031-03-06T10:30"),
    ("It left at a quarter to nine yesterday.", "a quarter to nine yesterday", "2031-03-04T08:45"),
    ("She was on the 6.48 when it stopped.", "6.48", "2031-03-05T06:48"),
    ("They missed the 11.15 train.", "11.15", "2031-03-05T11:15"),
    ("Mara Velk came home in 2:22:07.", "2:22:07", "PT2H22M7S"),
    ("She is there every Tuesday and Thursday.", "every Tuesday and Thursday", "P1W"),
    ("The last time, the year was 1821.", "1821", "1821"),
    ("Under the Act of\n1978 she pays.", "1978", "1978"),
    ("The post-1989 governments fell.", "1989", "1989"),
    ("It was a Saturday.", "Saturday", None),
    ("It came two Sundays ago.", "two Sundays ago", "2031-02-23"),
    ("It came two Mondays ago.", "two Mondays ago", "2031-02-24"),
    ("It opened on the last day of January.", "the last day of January", "2031-01-31"),
    ("It ends on the last day of February.", "the last day of February", "2031-02"),
    ("It opens a week from Friday.", "a week from Friday", "2031-03-14"),
    ("It sank at around 5.15 in the morning.", "around 5.15 in the morning", "2031-03-05T05:15"),
    ("It sank at about 7.40 on Monday.", "about 7.40 on Monday", "2031-03-03T07:40"),
    ("It sank at half-past four on Monday afternoon.", "half-past four on Monday afternoon", "2031-03-03T16:30"),
    ("He had two aides, one with years of work for her, in Lunde.", "years", "PXY"),
    ("Wrap your arms around a 6-year-old boy.", "6-year-old", "P6Y"),
    ("They work there for $20 or more an hour.", "an hour", "PT1H"),
    ("They do it every night of the year.", "every night", "P1D"),
    ("They must explain, some day soon, where it went.", "some day soon", "FUTURE_REF"),
    ("Proud people always come at dusk.", "dusk", "TEV"),
    ("In the third quarter a year ago it lost money.", "the third quarter a year ago", "2029-Q3"),
    ("She came out against it just days before the vote.", "days", "PXD"),
    ("The vessel sank mere hours after the wreck.", "hours", "PTXH"),
    ("A third of her 2028 backers are women.", "2028", "2028"),
    ("It was put so in a 2027 address by the firm.", "2027", "2027"),
    ("They still hold his 2029 amendments for sound.", "2029", "2029"),
    ("He said so at a March meeting of the party.", "March", "2031-03"),
    ("The party began March with 8 million in hand.", "March", "2031-03"),
    ("They look good, heading into the fall.", "the fall", "2031-FA"),
    ("Some day we will not be so lucky.", "Some day", "FUTURE_REF"),
    ("Some days they did one house.", "Some days", "PXD"),
    ("Turnout was the highest since at least 1980, a study shows.", "1980", "1980"),
    ("It runs against 2028 comments from her.", "2028", "2028"),
    ("In a September Lunde Echo poll, most said no.", "September", "2030-09"),
    ("Shares are up 4 percent since year-end.", "year-end", "2030"),
    ("They want a Monday deadline.", "Monday", "2031-03-10"),
    ("By evening the bridge was open again.", "evening", "2031-03-05TEV"),
    ("The crown fell in afternoon trade.", "afternoon", "2031-03-05TAF"),
    ("The crown rose in morning trading.", "morning", "2031-03-05TMO"),
    ("The town lost both within a single decade.", "a single decade", "P10Y"),
    ("It was lost in a single day.", "a single day", "P1D"),
    ("It took a whole week.", "a whole week", "P1W"),
    ("Both boys, aged 15, had been held.", "aged 15", "P15Y"),
    ("The cellist, who has died aged 84, was shy.", "aged 84", "P84Y"),
    (
        "He was on the quay between 1am and 2am on 4 March.",
        "between 1am and 2am on 4 March",
        "2031-03-04T01:00/2031-03-04T02:00",
    ),
    ("It broke between 3 and 4 p.m. on Monday.", "between 3 and 4 p.m. on Monday", "2031-03-03T15:00/2031-03-03T16:00"),
    (
        "It was loud between 10 p.m. and 6 a.m. on Monday.",
        "between 10 p.m. and 6 a.m. on Monday",
        "2031-03-03T22:00/2031-03-04T06:00",
    ),
    ("Doors are open from 9 to 11 a.m. tomorrow.", "from 9 to 11 a.m. tomorrow", "2031-03-06T09:00/2031-03-06T11:00"),
    (
        "A session is on 6 March from 14:00 to 18:00.",
        "6 March from 14:00 to 18:00",
        "2031-03-06T14:00/2031-03-06T18:00",
    ),
]


@pytest.mark.parametrize(("text", "words", "value"), ONE)
def test_one_expression(text: str, words: str, value: str | None) -> None:
    """An expression would be missed, cut short, or run on into a word that is none of it."""
    assert [(found, known) for found, _, known in shown(text)] == [(words, value)]


NONE: list[tuple[str, str, str | None]] = [
    "She was sent off on 38 minutes.",
    "He was laughed at on late-night shows.",
    "She was on the late-night-show round.",
    "She told USA TODAY of it.",
    "Several weekend rallies were held.",
    "The firm cut its 2000 drivers.",
    "They sold 2016 pumps.",
    "The May government fell.",
    "Those were days after which nobody slept.",
    'He said so on NNC News\' "This Week," a programme.',
    "She said so on “60 Minutes.”",
    "She told ''Nordic News Sunday'' of it.",
    "An overnight bus left the road.",
    "The council passed Ordinance 2024-31.",
    "They cited Regulation 2016/679.",
    'He spoke on NNC-TV\'s "This Week With Ann Orlu".',
    "He told NNC's ''60 Minutes.''",
    "They played well in the second half.",
    "It cut its quarterly dividend.",
    "The current was strong.",
    "The news site Tarsk Now said so.",
    "Follow #Lunde2031 for more.",
    "The page is © 2031 Tarsk Media",
    "He burned the second half of the book.",
    "They remember him from Sunday school.",
    "“On a day like this,” she said.",
    "He said the days of such incidents were over.",
    "Q2 Chair: Told by whom?",
    "Shares fell by about 5.15 on average.",
    "He told the paper Sunday Ledger of it.",
    "The current does not carry a passport.",
    "The Bulletin No. 35/2031 was read.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_tells_no_time(text: str) -> None:
    """A minute of a match, a river's current or a mark of copyright would be listed among the dates."""
    assert shown(text) == []


def test_a_half_is_that_of_the_year_whose_halves_are_told() -> None:
    """A forecast for the second half of the year would be lost."""
    text = "It lost money in the first half of 2030.\n\nThe second half will be better."
    assert [value for *_, value in shown(text)] == ["2030-H1", "2030-H2"]


def test_times_in_readers_comments() -> None:
    """What a reader said on the day after would have no day; the foot of the page has none to tell."""
    story = "The pier burned.\n\nNobody was hurt."
    text = f"{story}\n\nComments (1)\n\nMara K.\nMarch 6, 2031 at 6:12 pm\nIt took an hour.\n\n© 2031 Tarsk Media"
    assert [value for *_, value in shown(text)] == ["2031-03-06T18:12", "PT1H"]


def test_an_amount_for_each_year_comes_again() -> None:
    """Money paid every year would be told as if it had taken a year."""
    assert shown("It costs 5 million a year.") == [("a year", "SET", "P1Y")]


STORIES = [
    ("The mill burned on 20 October 1918.\n\nHe died on 12 November, aged 40.", "1918-11-12"),
    ("In August 2029 the dam broke, a court heard on Monday.\n\nThe fault was found on August 4.", "2029-08-04"),
    ("The truce of August 2029 held.\n\nThe war was lost on 20 February.", "2031-02-20"),
    ("The mill burned on 20 October 2020.\n\nThe ball will be held on 12 November.", "2031-11-12"),
    ("The mill burned on 20 October 1918.\n\nHe died on 12 May.", "2030-05-12"),
    ("The pier sank on Sunday, 9 February 2031. On the Monday it was gone.", "2031-02-10"),
]


@pytest.mark.parametrize(("text", "value"), STORIES)
def test_days_within_a_story_of_other_times(text: str, value: str) -> None:
    """What happened long ago would be put in the year, or the week, of publication."""
    assert [known for *_, known in shown(text) if known and known[:1].isdigit()][-1] == value


def test_a_day_is_not_counted_from_an_inquiry_into_the_event() -> None:
    """What vanished the day after a fire would be put on the day after the inquiry into that fire."""
    text = "The inquiry into the fire sat for the first time on 2 May 2030. The book vanished the day after the fire."
    assert shown(text) == [("2 May 2030", "DATE", "2030-05-02")]


@pytest.mark.parametrize(
    "text", ["It closes on 31 May, which is a Saturday.", "It closes on 31 May, a Saturday, for good."]
)
def test_a_weekday_that_describes_a_date_is_that_date(text: str) -> None:
    """A library would close twice, the second time on the Saturday before publication."""
    assert [value for *_, value in shown(text)] == ["2031-05-31", "2031-05-31"]
