"""Time expressions: what is one, what it means, and why."""

from __future__ import annotations

import pytest

from tests.unit.extract.found_times import shown, times_of

PRINTED = [
    ("The act of May 16, 2024, was signed.", "May 16, 2024", "2024-05-16"),
    ("The act of 16th May 2024 was signed.", "16th May 2024", "2024-05-16"),
    ("The act of the 16th of May 2024 was signed.", "the 16th of May 2024", "2024-05-16"),
    ("The act of Thursday, 16 May 2024, was signed.", "Thursday, 16 May 2024", "2024-05-16"),
    ("Stamped 2024-05-16 in ink.", "2024-05-16", "2024-05-16"),
    ("Stamped 2024/5/16 12:38:40 in ink.", "2024/5/16 12:38:40", "2024-05-16T12:38:40"),
    ("Stamped 16.05.2024 in ink.", "16.05.2024", "2024-05-16"),
    ("Stamped 25/4/2031 in ink.", "25/4/2031", "2031-04-25"),
    ("Stamped 4/25/2031 in ink.", "4/25/2031", "2031-04-25"),
    ("They met in November 2023 in Lunde.", "November 2023", "2023-11"),
    ("They met in Sept. 2023 in Lunde.", "Sept. 2023", "2023-09"),
    ("It opened in 1884.", "1884", "1884"),
    ("The peace of 1648 held.", "1648", "1648"),
    ("The fire of 2 September 1666 spread.", "2 September 1666", "1666-09-02"),
    ("It fell in 476 AD.", "476 AD", "0476"),
    ("It was founded in 753 BC.", "753 BC", "BC0753"),
    ("He died on 15 March 44 BC.", "15 March 44 BC", "BC0044-03-15"),
    ("It was held on 29 February 2028.", "29 February 2028", "2028-02-29"),
    ("It was held on 29 February 2031.", "29 February 2031", None),
    ("A chapel of the 19th century stood there.", "the 19th century", "18"),
    ("In the 1990s it closed.", "the 1990s", "199"),
    ("In the early 2000s it closed.", "the early 2000s", "200"),
    ("In the late '80s it closed.", "the late '80s", "198"),
    ("In the '40s it closed.", "the '40s", "194"),
    ("The 9/11 attacks shook it.", "9/11", "2001-09-11"),
    ("It is 10 percent below 2005 levels.", "2005", "2005"),
    ("Early 2021 was cold.", "Early 2021", "2021"),
    ("The third quarter of 1998 was good.", "The third quarter of 1998", "1998-Q3"),
    ("The second quarter of 1998 was good.", "The second quarter of 1998", "1998-Q2"),
    ("Sales in Q3 2021 fell.", "Q3 2021", "2021-Q3"),
    ("Sales in 3Q 2021 fell.", "3Q 2021", "2021-Q3"),
    ("The noughties were loud.", "The noughties", "200"),
    ("The first half of 2021 was good.", "The first half of 2021", "2021-H1"),
    ("The summer of 2021 was hot.", "The summer of 2021", "2021-SU"),
    ("In fiscal 2023 they grew.", "fiscal 2023", "2023"),
    ("On Christmas Day 2019 it burned.", "Christmas Day 2019", "2019-12-25"),
    ("In nineteen ninety-seven it burned.", "nineteen ninety-seven", "1997"),
    ("They met on June 14-16, 2021 in Lunde.", "June 14-16, 2021", "2021-06-14/2021-06-16"),
    ("They met from 14 to 16 June 2021 in Lunde.", "from 14 to 16 June 2021", "2021-06-14/2021-06-16"),
    ("They met between May 28 and June 1, 2021 there.", "between May 28 and June 1, 2021", "2021-05-28/2021-06-01"),
    ("Open 2024-05-16/2024-05-18 only.", "2024-05-16/2024-05-18", "2024-05-16/2024-05-18"),
    ("The season of 2010-11 was his best.", "2010-11", "2010/2011"),
    ("They met on 8 and 9 December 2021.", "8 and 9 December 2021", "2021-12-08/2021-12-09"),
    ("They met on April 24 and 25, 2021 in Lunde.", "April 24 and 25, 2021", "2021-04-24/2021-04-25"),
    ("A drill is set for the week of 25 October 2021.", "the week of 25 October 2021", "2021-W43"),
    ("The dam broke on the night of 11 April 2021.", "the night of 11 April 2021", "2021-04-11TNI"),
    ("Stamped 8:14 PM · Sep 18, 2020", "8:14 PM · Sep 18, 2020", "2020-09-18T20:14"),
    ("It opened on Decem-\nber 5, 2021 in Lunde.", "Decem-\nber 5, 2021", "2021-12-05"),
]

RELATIVE = [
    ("She left today.", "today", "2031-03-05"),
    ("She left yesterday.", "yesterday", "2031-03-04"),
    ("She leaves the day after tomorrow.", "the day after tomorrow", "2031-03-07"),
    ("She left on Wednesday.", "Wednesday", "2031-03-05"),
    ("She left on Friday.", "Friday", "2031-02-28"),
    ("She will leave on Friday.", "Friday", "2031-03-07"),
    ("The talks are set to resume on Friday.", "Friday", "2031-03-07"),
    ("The board meets on Friday.", "Friday", "2031-03-07"),
    ("They will look into Friday's ruling.", "Friday", "2031-02-28"),
    ("She said Friday that it would end.", "Friday", "2031-02-28"),
    ("He won last Friday.", "last Friday", "2031-02-28"),
    ("They will meet in May.", "May", "2031-05"),
    ("They met in May.", "May", "2030-05"),
    ("They met on May 7.", "May 7", "2030-05-07"),
    ("It will be paid on Dec. 14.", "Dec. 14", "2031-12-14"),
    ("The bridge must close by November.", "November", "2031-11"),
    ("They met last week.", "last week", "2031-W09"),
    ("They meet next week.", "next week", "2031-W11"),
    ("They met last month.", "last month", "2031-02"),
    ("They met in June last year.", "June last year", "2030-06"),
    ("It ends on 31 March next year.", "31 March next year", "2032-03-31"),
    ("It was sold late last year.", "late last year", "2030"),
    ("They met two weeks ago.", "two weeks ago", "2031-W08"),
    ("They met two days ago.", "two days ago", "2031-03-03"),
    ("They met ten years ago.", "ten years ago", "2021"),
    ("They met a few years ago.", "a few years ago", "PAST_REF"),
    ("It was hot last summer.", "last summer", "2030-SU"),
    ("It was hot over the past weekend.", "the past weekend", "2031-W09-WE"),
    ("It will be on show this Saturday morning.", "this Saturday morning", "2031-03-08TMO"),
    ("They will meet next Monday night.", "next Monday night", "2031-03-10TNI"),
    ("Sales rose in the last quarter.", "the last quarter", "2030-Q4"),
    ("It burned last Christmas.", "last Christmas", "2030-12-25"),
    ("It burned on Thanksgiving.", "Thanksgiving", "2030-11-28"),
    ("It will open on Easter Monday.", "Easter Monday", "2031-04-14"),
    ("It burned this morning.", "this morning", "2031-03-05TMO"),
    ("It burned last night.", "last night", "2031-03-04TNI"),
    ("It burned on Monday night.", "Monday night", "2031-03-03TNI"),
    ("It burned over the weekend.", "the weekend", "2031-W09-WE"),
    ("It burned at 9:30 a.m. on Monday.", "9:30 a.m. on Monday", "2031-03-03T09:30"),
    ("It burned at midnight on Monday.", "midnight on Monday", "2031-03-03T24:00"),
    ("The plant is closed now.", "now", "PRESENT_REF"),
    ("It will close on Saturday 8th.", "Saturday 8th", "2031-03-08"),
    ("They met on the third Thursday of November.", "the third Thursday of November", "2030-11-21"),
    ("They met in the first week of May.", "the first week of May", "2030-05"),
    ("They will meet in three weeks' time.", "three weeks", "2031-W13"),
    ("It struck at 1900 GMT.", "1900 GMT", "2031-03-05T19:00Z"),
    ("She met him in the Sunday Times building on Monday.", "Monday", "2031-03-03"),
    ("She met him and left yester-\nday, she said.", "yester-\nday", "2031-03-04"),
    ("They will meet next Tuesday.", "next Tuesday", "2031-03-11"),
    ("They will meet next Thursday.", "next Thursday", "2031-03-13"),
    ("They will meet this coming Thursday.", "this coming Thursday", "2031-03-06"),
    ("The debate is on Thursday.", "Thursday", "2031-03-06"),
    ("The debate is on Thursday of next week.", "Thursday of next week", "2031-03-13"),
    ("Schools will stay shut on Thursday.", "Thursday", "2031-03-06"),
    ("Most of them had signed by Tuesday.", "Tuesday", "2031-03-04"),
    ("All of them must sign by Tuesday.", "Tuesday", "2031-03-11"),
    ("They will march this summer.", "this summer", "2031-SU"),
    ("It opens on the first of the month.", "the first of the month", "2031-04-01"),
    ("It shut on the 28th of last month.", "the 28th of last month", "2031-02-28"),
    ("As of seven o'clock this morning it was shut.", "seven o'clock this morning", "2031-03-05T07:00"),
    ("It sank at nine o'clock last night.", "nine o'clock last night", "2031-03-04T21:00"),
    ("It sank at half past eight.", "half past eight", "2031-03-05T08:30"),
    ("It sank at ten to nine.", "ten to nine", "2031-03-05T08:50"),
    ("It sank by mid-afternoon.", "mid-afternoon", "2031-03-05TAF"),
    ("It will be held a week on Friday.", "a week on Friday", "2031-03-14"),
    ("It will be held on Friday week.", "Friday week", "2031-03-14"),
    ("It will be held on the Saturday after next.", "the Saturday after next", "2031-03-15"),
    ("It was built the year before last.", "the year before last", "2029"),
    ("It was hot the summer before last.", "the summer before last", "2029-SU"),
    ("The mill next to the pier burned on Friday.", "Friday", "2031-02-28"),
    ("He could not be reached Friday.", "Friday", "2031-02-28"),
    ("The share rose to a high for the year of 12 crowns.", "the year", "2031"),
    ("It was the busiest session of the week.", "the week", "2031-W10"),
    ("They ring it every Christmas Eve.", "every Christmas Eve", "XXXX-12-24"),
    ("They ring it every Easter Monday.", "every Easter Monday", None),
    ("It first rang on Midsummer Day 1904.", "Midsummer Day 1904", "1904-06-24"),
    ("One day she will come back.", "One day", "FUTURE_REF"),
    ("She will one day come back.", "one day", "FUTURE_REF"),
    ("The doors were locked at nine sharp.", "nine", "2031-03-05T09:00"),
    ("Members vote on Friday next week.", "Friday next week", "2031-03-14"),
    ("The mill shut on Monday last week.", "Monday last week", "2031-02-24"),
    ("The pier opened at eight this morning.", "eight this morning", "2031-03-05T08:00"),
    ("They ate ten last night.", "last night", "2031-03-04TNI"),
    ("She will sail in the spring.", "the spring", "2031-SP"),
    ("As of noon it was shut.", "noon", "2031-03-05T12:00"),
    ("It took a quarter of an hour.", "a quarter of an hour", "PT15M"),
    ("It took three quarters of an hour.", "three quarters of an hour", "PT45M"),
    ("It stood for half a century.", "half a century", "P50Y"),
    ("They asked for a century.", "a century", "P100Y"),
    ("The bell will ring at dawn on Christmas Day.", "dawn on Christmas Day", "2031-12-25TMO"),
    ("It has hung there since 1894 is what she says.", "1894", "1894"),
    ("The council agreed to the sale on Friday.", "Friday", "2031-02-28"),
    ("Mon 3 Mar 2031 14.26 GMT", "Mon 3 Mar 2031 14.26 GMT", "2031-03-03T14:26Z"),
    ("It will close on the last Saturday of the month.", "the last Saturday of the month", "2031-03-29"),
    ("The council returns on the twentieth.", "the twentieth", "2031-03-20"),
    ("It was known on the 28th.", "the 28th", "2031-02-28"),
    ("It was shut in '28 by the trust.", "'28", "2028"),
    ("She had opened it to-day.", "to-day", "2031-03-05"),
    ("There will be tea; there's an election in November.", "November", "2031-11"),
    ("By Tuesday morning it was known.", "Tuesday morning", "2031-03-04TMO"),
    ("She cut short a visit to Lunde on Saturday.", "Saturday", "2031-03-01"),
    ("It sank at 3 a.m. local time on Sunday.", "3 a.m. local time on Sunday", "2031-03-02T03:00"),
    ("It rose from January.", "January", "2031-01"),
    ("The September 11 attacks shook the town.", "September 11", "2001-09-11"),
    ("They will sell more in the current fiscal year.", "the current fiscal year", "2031"),
    ("The council has called a vigil for Sunday.", "Sunday", "2031-03-09"),
    ("The guild is to lay a stone on Thursday.", "Thursday", "2031-03-06"),
    ("The ministry declared Thursday a holiday.", "Thursday", "2031-03-06"),
    ("Neither he nor his wife could be reached Monday.", "Monday", "2031-03-03"),
    ("The case is heard in May.", "May", "2031-05"),
    ("We shan't be back before Michaelmas.", "Michaelmas", "2031-09-29"),
    ("She turns eighty on Sunday.", "Sunday", "2031-03-09"),
    ("It was so cold last winter.", "last winter", "2030-WI"),
    ("They will not open it until fall.", "fall", "2031-FA"),
    ("It fell half a century ago.", "half a century ago", "1981"),
    ("The bridge fell at 12.36. Nobody was hurt.", "12.36", "2031-03-05T12:36"),
    ("The 11.20 from Lunde was late.", "11.20", "2031-03-05T11:20"),
    ("Gunvor K. · 3 March 2031, 14.12\nWell said.", "3 March 2031, 14.12", "2031-03-03T14:12"),
    ("He called at ten o'clock on Sunday night.", "ten o'clock on Sunday night", "2031-03-02T22:00"),
    ("A meeting at seven tonight will decide.", "seven tonight", "2031-03-05T19:00"),
    ("In the last week of January it rained.", "the last week of January", "2031-01"),
    ("The bridge will reopen in January.", "January", "2032-01"),
    ("In the latest quarter it fell.", "the latest quarter", "2030-Q4"),
    ("It will close as early as next week.", "next week", "2031-W11"),
    ("Crude for December delivery rose.", "December", "2031-12"),
    ("It is the second day of the talks.", "the second day", "2031-03-05"),
    ("The wage will rise from October.", "October", "2031-10"),
    ("It was the coldest March ever.", "March", "2031-03"),
    ("It will freeze overnight on Saturday.", "overnight on Saturday", "2031-03-08TNI"),
    ("Five years ago today it burned.", "Five years ago today", "2026-03-05"),
    ("They have worked on it since the fall.", "the fall", "2030-FA"),
    ("It is shut between Tuesday and Thursday.", "between Tuesday and Thursday", "2031-03-04/2031-03-06"),
]


@pytest.mark.parametrize(("text", "words", "value"), PRINTED + RELATIVE)
def test_one_expression(text: str, words: str, value: str | None) -> None:
    """A date would be missed, cut short, or put on another day."""
    [(found, _, got)] = shown(text)
    assert found.removeprefix("from ").removeprefix("between ") == words.removeprefix("from ").removeprefix("between ")
    assert got == value


WHOLE = [
    "The bell rang 40 times from April 2011 to January 2016.",
    "The bell rang 40 times from 5 April 2011 to 3 January 2016.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_two_whole_dates_joined_by_words_are_two(text: str) -> None:
    """The second of two dates would be lost in a range that nobody printed as one."""
    assert [value[:4] for _, _, value in shown(text) if value] == ["2011", "2016"]


SHARED = [
    ("The pilot ran from May 8 to September 29, 2017.", "2017-05-08/2017-09-29"),
    ("It is open from 14 to 16 June 2017.", "2017-06-14/2017-06-16"),
]


@pytest.mark.parametrize(("text", "value"), SHARED)
def test_a_range_that_shares_its_month_or_year_is_one(text: str, value: str) -> None:
    """The first half of "14 to 16 June 2017" would be no date at all."""
    assert [found for _, _, found in shown(text)] == [value]


NO_DATES = [
    ("She served for two years.", [("two years", "DURATION", "P2Y")]),
    ("It took five and a half hours.", [("five and a half hours", "DURATION", "PT5H30M")]),
    ("It took several months.", [("several months", "DURATION", "PXM")]),
    ("Over the past two months it fell.", [("the past two months", "DURATION", "P2M")]),
    ("A 34-year-old man was hurt.", [("34-year-old", "DURATION", "P34Y")]),
    ("She is 34 years old.", [("34 years old", "DURATION", "P34Y")]),
    ("They meet every Monday.", [("every Monday", "SET", "XXXX-WXX-1")]),
    ("They meet on Tuesdays.", [("Tuesdays", "SET", "XXXX-WXX-2")]),
    ("They meet twice a week.", [("a week", "SET", "P1W")]),
    ("The ferry runs daily.", [("daily", "SET", "P1D")]),
    ("The 75th anniversary of the pact is near.", []),
    ("It cost $1990 and 2000 people came to room 1987.", []),
    ("They may march on; may they prosper.", []),
    ("April Holm and August Lind spoke.", []),
    ("The Daily Echo of Lunde said so.", []),
    ("Flight 1984 was late, and 1,998 of 2,004 seats were taken.", []),
    ("The ferry makes thirty miles an hour.", []),
    ("The score was 3-2 and 7:6 in sets.", []),
    ("Iraqi farms grow three-quarters of it.", []),
    ("They hold more than a quarter of the market.", []),
    ("They meet on Tuesday nights.", [("Tuesday nights", "SET", "XXXX-WXX-2TNI")]),
    ("It took 30 minutes 51.2 seconds.", [("30 minutes 51.2 seconds", "DURATION", "PT30M51.2S")]),
    ("It took two years and three months.", [("two years and three months", "DURATION", "P2Y3M")]),
    ("It rains in spring and summer.", []),
    ("The Tarsk daily Echo said so.", []),
    ("They swapped Christmas cards.", []),
    ("He wrote for the Saturday Review of Lunde.", []),
    ("It was found soon after the fire.", []),
    ("From ten to nine people came.", []),
    ("The Tarsk Games '11 were wet.", []),
    ("A USA Today poll found it.", []),
    ("She told the Today programme so.", []),
    ('He said so on ABC\'s "This Week" with a smile.', []),
    ("Saturday Night Live mocked him.", []),
    ("The Winter Palace fell.", []),
    ("Bloody Sunday left 14 dead.", [("Sunday", "DATE", None)]),
    ("She is in her early 40s, he in his thirties.", []),
    ("Temperatures stayed in the 70s.", []),
    ("This fall in oil prices hurt farmers.", []),
    ("Some 10,000 people per day use it.", [("per day", "SET", "P1D")]),
    ("They can see it every single day.", [("every single day", "SET", "P1D")]),
    ("It is currently two years late.", [("currently", "DATE", "PRESENT_REF"), ("two years", "DURATION", "P2Y")]),
    ("The KC-30s flew.", []),
    ("It fell by three-quarters.", []),
    ("The round may last months.", []),
    ("Over the last decade it fell.", [("the last decade", "DURATION", "P10Y")]),
    ("It will rise over the next decade.", [("the next decade", "DURATION", "P10Y")]),
    ("It comes a week after the vote.", [("a week", "DURATION", "P1W")]),
    ("They meet on the first Tuesday of each month.", [("the first Tuesday of each month", "SET", None)]),
    ("It fell over the last year.", [("the last year", "DURATION", "P1Y")]),
    ("He is a Johnny-come-lately.", []),
    ("He told LBC's This Week so.", []),
    ("Lorries slow down at six sharp bends.", []),
    ("They hope one day to return.", [("one day", "DATE", "FUTURE_REF")]),
    ("In the following weeks they met.", [("the following weeks", "DURATION", "PXW")]),
    ("It was shut all week.", [("all week", "DURATION", "P1W")]),
    ("The tour will last three years.", [("three years", "DURATION", "P3Y")]),
    ("It took an hour and twenty minutes.", [("an hour and twenty minutes", "DURATION", "PT1H20M")]),
    ("He has two-and-a-half years left.", [("two-and-a-half years", "DURATION", "P2Y6M")]),
    ("It grew in the weeks before the vote.", [("the weeks", "DURATION", "PXW")]),
    ("They meet every second Thursday.", [("every second Thursday", "SET", "XXXX-WXX-4")]),
    ("Net for the year-earlier nine months fell.", [("the year-earlier nine months", "DURATION", "P9M")]),
    ("One day you notice that nobody comes.", []),
    ("They had reached a quarter-final only once.", []),
    ("It was a day of mourning.", []),
    ("Two welders, Sunday Okoro and Li Norrgren, spoke.", []),
    ("The shares stood at 12.36. Bonds were at 17.10, a low.", []),
    ("It sank twenty minutes later.", [("twenty minutes later", "DURATION", "PT20M")]),
    ("The gate opens daily at 6 a.m. for all.", [("daily", "SET", "P1D"), ("6 a.m.", "TIME", "T06:00")]),
]


@pytest.mark.parametrize(("text", "expected"), NO_DATES)
def test_what_is_no_date(text: str, expected: list[tuple[str, str, str]]) -> None:
    """An age, a duration, a name or a number would be served as a day."""
    assert shown(text) == expected
    assert all(time.dating.date is None for time in times_of(text))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2024-02-29", "1582-10-10"])
def test_the_ends_of_the_calendar(published: str) -> None:
    """A date at the end of the calendar would end the ingest of a whole folder."""
    text = (
        "Yesterday, tomorrow, last week, next week, last month, next month, last year, next year, a decade ago, the"
        " next decade, 5000 years ago, in December, on Feb. 29, on Friday, last Easter, the weekend, Christmas, last"
        " quarter, next summer, from 30 December to 2 January, 300 years later."
    )
    for time in times_of(text, published):
        assert time.span.of(text)


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("last summer", "2031-08-23", "2030-SU"),
        ("next summer", "2031-07-10", "2032-SU"),
        ("last winter", "2031-02-01", "2029-WI"),
    ],
)
def test_a_season_that_lasts_is_neither_the_last_nor_the_next(words: str, published: str, value: str) -> None:
    """In August, what was built last summer would be dated to the weeks just passed."""
    assert [found for _, _, found in shown(f"The hall stood there {words}.", published)] == [value]


@pytest.mark.parametrize(("published", "value"), [("2016-05-01", "192"), ("2031-05-01", "202")])
def test_a_decade_by_its_tens_has_begun(published: str, value: str) -> None:
    """A text of 2016 would tell of "the '20s" as if they were to come."""
    assert [found for _, _, found in shown("Prices rose in the '20s.", published)] == [value]


@pytest.mark.parametrize(("published", "value"), [("2031-03-08", "2031-03-11"), ("2031-03-09", "2031-03-11")])
def test_next_tuesday_said_at_a_weekend_is_the_nearest(published: str, value: str) -> None:
    """What happens in three days would be put ten days away."""
    assert [found for _, _, found in shown("They will meet next Tuesday.", published)] == [value]
