"""Publication dates, titles, publishers, authors: from the page, else from the curator, and never in silence."""

from __future__ import annotations

import pytest

from bot.extract.page.blocks import find_blocks
from bot.extract.page.published import Furniture, find_published
from bot.model import Document, HowKnown, Metadata, PartialDate

BODY = "The ferry operator stopped all night crossings, the harbour master said on Monday."


def read(text: str, *, header: Metadata | None = None, curated: Metadata | None = None) -> Furniture:
    """Find the furniture of a text."""
    document = Document("a.txt", text, header=header or Metadata(), curated=curated or Metadata())
    return find_published(document, find_blocks(text))


def dated(iso: str) -> Metadata:
    """A witness that states a publication date and nothing else."""
    return Metadata(published=PartialDate.parse(iso))


PRINTED = [
    ("Ferry stops\nPublished: 14 June 2021\nUpdated: 15 June 2021", "2021-06-14", HowKnown.PRINTED),
    ("Ferry stops\nUpdated: 15 June 2021\nPublished: 14 June 2021", "2021-06-14", HowKnown.PRINTED),
    ("Ferry stops\nPublished: Sep 19, 2023 12:12 PM Updated: Sep 20, 2023", "2023-09-19", HowKnown.PRINTED),
    ("Ferry stops\nBy Li Norrgren Source: Harbour Times Published: 2020/7/13 12:38:40", "2020-07-13", HowKnown.PRINTED),
    ("Ferry stops\nLast updated 15 June 2021", "2021-06-15", HowKnown.PRINTED),
    ("Ferry stops\nTuesday 8 March 2022", "2022-03-08", HowKnown.PRINTED),
    ("Ferry stops\nPublished 2024-02-29T23:50:00-05:00", "2024-02-29", HowKnown.PRINTED),
    ("Ferry stops\n25/06/2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nL’Isle-sur-Lunde, 25.06.2021 – by Li Norrgren", "2021-06-25", HowKnown.PRINTED),
    ("The Lunde Talk\n\n“It was a boat”\n\n25 June 2021 | Words: Li Norrgren", "2021-06-25", HowKnown.PRINTED),
    ("Ferry strike – as it happened\n\nFri 25 Jun 2021. Latest first. Li Norrgren", "2021-06-25", HowKnown.PRINTED),
    (
        "Ferry strike live: ships wait\n\nLi Norrgren on the quay\nFri 25 Jun 2021 13.41 CEST",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("Ferry stops\n2021-06-25T14:12:00Z", "2021-06-25", HowKnown.PRINTED),
    ("The Lunde Times\nJune 25, 2021 Friday\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Friday, June 25, 2021                 Page 1\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Vol. 12 No. 45\tLunde, Friday, 25 June 2021\tPrice 2 crowns\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("THE LUNDE BEACON, FRIDAY, JUNE 25, 2021        PAGE THREE\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("LUNDE TOWN COUNCIL\nSitting of Friday 25 June 2021. Opened 19:30.", "2021-06-25", HowKnown.PRINTED),
    ("Harbour Board\nMinutes\nHeld at the Town Hall on Friday, 25 June 2021 at 7 pm", "2021-06-25", HowKnown.PRINTED),
    ("Public hearing, 25 June 2021, Lunde", "2021-06-25", HowKnown.PRINTED),
    ("Transcript of the public hearing held in Lunde on 25 June 2021.", "2021-06-25", HowKnown.PRINTED),
    (
        "Transcript of the weekly briefing on measles, held at Lunde on 25 June 2021\n\nPresent: Li Orme",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    (
        "Minutes of the annual meeting of the Lunde Rowing Club held at the boathouse on 25 June 2021",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    (
        "Minutes of the meeting of the council\n\nMeeting held on Friday 25 June 2021 at 7.30 pm in the hall",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("Transcript of a press conference by the mayor of Lunde on 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    (
        "Record of the public hearing on the ferry, held in Torrin on 25 June 2021 (extracts)",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("Speech by Mara Velk, delivered at the opening of the mill on 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Velk v Torrin Council\n\nHearing date: 12 May 2021\n\nHanded down: 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Velk v Torrin Council\nHearing: 12 May 2021\nJudgment: 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Velk v Torrin Council\n\nArgued March 3, 2021 - Decided June 25, 2021", "2021-06-25", HowKnown.PRINTED),
    ("Situation Report No. 7\nas at 18:00, 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Floods in Torrin\nSituation Report No. 7 (as of 25 June 2021)", "2021-06-25", HowKnown.PRINTED),
    ("RECORD\n45th session\nFriday, 25 June 2021, 10 a.m.", "2021-06-25", HowKnown.PRINTED),
    ("The Daily Bee. Friday, June 25, 2021. Vol. 3\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("THE LUNDE POST. FRIDAY, JUNE 25, 2021.        5\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("The Lunde Post — Friday, June 25, 2021 — Page 4\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nLunde, 25 June 2021. „It stops,“ said Li Norrgren of the ferry.", "2021-06-25", HowKnown.DATELINE),
    ("Ferry stops\n\nLUNDE, June 25, 2021 (Ostwire). The ferry stops at once.", "2021-06-25", HowKnown.DATELINE),
    ("Ferry stops\n\nPort Anna (25 June 2021). The ferry stops at once.", "2021-06-25", HowKnown.DATELINE),
    ("Ferry stops\n\n[Lunde, 25 June 2021] The ferry stops at once.", "2021-06-25", HowKnown.DATELINE),
    ("Ferry stops\n\n25 June 2021, Lunde. The ferry stops at once.", "2021-06-25", HowKnown.DATELINE),
    ("Ferry stops\n[25 June 2021]", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nFri, 25 Jun 2021 10:00 +0000", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nFriday the 25th of June, 2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n25-Jun-2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nLUNDE, 25 June 2021 (Ostwire)\n\nIt stops.", "2021-06-25", HowKnown.PRINTED),
    ("MINUTES of the meeting of the Harbour Board held on Friday, 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nIssued: Saturday, September 25, 2021", "2021-09-25", HowKnown.PRINTED),
    ("Harbour Board\nMinutes of the meeting held on 25 June 2021.", "2021-06-25", HowKnown.PRINTED),
    ("THE LAST FERRY\nTranscript\nAired June 25, 2021, 09:00 WAT", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nIssue of 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Dispute over the ferry goes on\nBy Li Norrgren\n25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("TRANSCRIPT\nPanel 2: “Who Owns the Ferry?”\nHarbour Forum\n25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("JOINT STATEMENT\nof the Ports of Lunde and Varby\n\nLunde, 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Sent: Friday, 25 June 2021 10:12\nSubject: Ferry stops", "2021-06-25", HowKnown.PRINTED),
    (
        "THE LONG VIEW\nInterview, conducted in Lunde on 25 June 2021\n\nWhat is a ferry?",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("THE LONG VIEW\n\nRecorded on 25 June 2021.\n\nWhat is a ferry?", "2021-06-25", HowKnown.PRINTED),
    (
        "THE LONG VIEW\n\nHello. The interview was recorded at her home on 25 June 2021 and has been cut.",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("Ferry stops\nBy Li Norrgren\nThe Lunde Gazette\nFriday 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry live\n\nThis live blog is closed. Last updated: 25 June 2021, 18:12", "2021-06-25", HowKnown.PRINTED),
    ("Panel 3: “Who owns the ferry?”\nLunde, 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops; talks go on\n25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("JOINT STATEMENT\nof the Ports of Lunde and Norr\nLunde, 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("Joint Statement of the Ports\nAdopted in Lunde on 25 June 2021", "2021-06-25", HowKnown.PRINTED),
    ("B4 FRIDAY, JUNE 25, 2021 THE LUNDE HERALD\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("LUNDE HERALD -- 25 JUNE 2021 -- p. 4\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\nWritten by Li Norrgren on June 25, 2021", "2021-06-25", HowKnown.PRINTED),
    (
        "The Lunde Interview\n“I never met one”\n\nLi Norrgren won on 3 June. She talks.\n\nFriday 25 June 2021",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    (
        "Ferry stops\n\nIt has sailed for years. Now it rests.\n\nLi Norrgren in Lunde, 25 June 2021",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
    ("Harbour Post * Friday, June 25, 2021 * Page A3\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nPage 4 / The Harbour Post / Friday, June 25, 2021", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nLast updated: Friday\n25 June 2021, 18.10 CET", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nBy Li Norrgren | Published 25\nJune 2021", "2021-06-25", HowKnown.PRINTED),
    ("THE LUNDE POST\nVol. 88, No. 131 Friday, June 25,\n2021 Page A1\n\nFerry stops", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\n25 JUNE 2021 @ 4.30 PM", "2021-06-25", HowKnown.PRINTED),
    ("Ferry stops\n\nFriday 25 June 2021 – as it happened", "2021-06-25", HowKnown.PRINTED),
    (
        "The captain spoke to Li Norrgren. This interview took place on 12 June 2021 and was posted on 25 June 2021.",
        "2021-06-25",
        HowKnown.PRINTED,
    ),
]


@pytest.mark.parametrize(("top", "iso", "how"), PRINTED)
def test_what_the_page_prints(top: str, iso: str, how: HowKnown) -> None:
    """Every relative date would be counted from a wrong day."""
    published = read(f"{top}\n\n{BODY}\n\n{BODY}").published
    assert published.date == PartialDate.parse(iso)
    assert published.derivation.how is how
    assert published.derivation.words


FEET = [
    "Done at Lunde on 25 June 2021, in two originals.",
    "Lunde, 25 June 2021",
    "- NNA, 25 June 2021",
    "A version of this article appears in print on June 25, 2021, on page 1.",
    "Li Norrgren, Lunde, 25 June 2021",
    "Published in the Harbour Post on 25 June 2021.",
    "LUNDE POLICE\n25 JUNE 2021 @ 4.30 PM",
    "Media Relations, Lunde Police, 25 June 2021, 16:30\n\nENDS",
]


def test_readers_comments_with_days_do_not_unsettle_the_date_above() -> None:
    """An article with readers' comments of two days would lose its date as if it were a timeline."""
    comments = "Gunvor K. · 26 June 2021, 14.12\n\nWell said.\n\nTom B. · 27 June 2021, 11.40\n\nNonsense."
    text = f"Ferry stops\n25 June 2021\n\n{BODY}\n\n{BODY}\n\n{comments}"
    assert read(text).published.date == PartialDate(2021, 6, 25)


@pytest.mark.parametrize("foot", FEET)
def test_what_the_foot_of_the_page_prints(foot: str) -> None:
    """A statement or an agency text that prints its date below would have none."""
    assert read(f"Ferry stops\n\n{BODY}\n\n{BODY}\n\n{foot}").published.date == PartialDate(2021, 6, 25)


OPENINGS = [
    "LUNDE, 25 June 2021: ",
    "LUNDE (NNA) — 25 June 2021 — ",
    "25 June 2021, LUNDE – ",
    "(Lunde, June 25, 2021) ",
    "LUNDE, June 25, 2021. /Ost-Inform/. ",
    "(LUNDE) – June 25, 2021 – ",
    "LUNDE: 25 June 2021: ",
    "LUNDE. June 25, 2021. ",
    "LUNDE (Ostwire), June 25, 2021. ",
    "LUNDE, JUNE 25, 2021 — ",
    "Lunde / 25 June 2021 / ",
    "LUNDE: June 25, 2021 (Ostwire) ",
    "(Ostwire) LUNDE, June 25, 2021 - ",
    "LUNDE, June 25, 2021 -Ostwire- ",
    "LUNDE, Norrland, June 25,\n2021 (Ostwire) - ",
    "LUNDE, Norrland, June 25, 2021 (Ost\nWire) - ",
    "LUNDE,\nJune 25, 2021 (Ostwire) - ",
    "LUNDE, Norrland, June 25, 2021 (Ostwire)\n- ",
    "* Guild wants the pier\nshut\n* Next talks in May\n\nLUNDE, June 25, 2021 (Ostwire) - ",
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_date_before_the_first_sentence(opening: str) -> None:
    """Agencies that put the date behind or before the place would lose it."""
    assert read(f"Ferry stops\n\n{opening}{BODY}").published.date == PartialDate(2021, 6, 25)


COMPARED = "It took 4,000 cars last year, up from 3,000 in 2029."
NOTHING = [
    f"The ferry of Lunde\n\nThe Hollow Ship, 3 May 1820: how it sank\n\n{BODY}",
    f"The ferry of Lunde\n\n3 May 1820 was the day on which it sank\n\n{BODY}",
    f"The ferry of Lunde\n\nOld Lunde, 3 May 1820 to 4 June 1825\n\n{BODY}",
    f"The Lunde, 3 May 1820: a ship and its crew\n\n{BODY}",
    BODY,
    f"The day the pier burned: 3 March 1920\n\n{BODY}",
    f"We met Li Norrgren on 3 March 2020 in Lunde.\n\n{BODY}",
    f"Ferry stops\nPublished 5 hours ago\n\n{BODY}",
    f"Ferry stops\n\nDate of the accident: 3 May 2021\n\n{BODY}",
    f"In this interview she speaks of her book, published on 3 May 2018, and of the sea.\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\n{BODY}\n\nComments (1)\n\nTom K, 13 March 2021 at 10:02\nNonsense.",
    f"On 3 May 2021 the mill burned.\n\n{BODY}",
    f"{BODY}\n\n© 2018 Harbour Press. All rights reserved.",
    f"{BODY}\n\nCopyright 2018 Harbour Press",
    f"The meeting of 3 May 2021 ended in a brawl.\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nBids are to be opened at 10 a. m., Tuesday, May 4, 2021.\n\n{BODY}",
    f"The wave was recorded on 3 May 1999.\n\n{BODY}",
    f"She gave interviews on 3 May 1999 and later.\n\n{BODY}",
    f"The flood of 3 May 1999\n\n{BODY}",
    f"LUNDE, March 4 (NNA) — {BODY}",
    f"LUNDE, Tuesday (NNA) — {BODY}",
    "LUNDE, March 4 (NNA) — The pier reopened on Friday.\n\n© NNA 2031",
    "LUNDE, March 4 (NNA) — The pier reopened on Tuesday.\n\nIt is to shut in 2033.\n\n© NNA 2031",
    f"{BODY}\n\n{BODY}\n\nCORRECTION:\n\nThe ferry has two piers.\n\nFriday, December 4, 2015.",
    f"How the flood rose\n\n1 March 2021\n\n{BODY}\n\n2 March 2021\n\n{BODY}\n\n3 March 2021\n\n{BODY}",
    f"{BODY}\n\n2 March 2021\n\n{BODY}\n\n{BODY}\n\n{BODY}\n\n{BODY}",
    f"LUNDE, March 4 (NNA) — The pier reopened on Friday.\n\n{COMPARED}",
    f"LUNDE, March 4 (NNA) — The pier reopened on Tuesday and shuts on Thursday.\n\n{COMPARED}",
    f"LUNDE, March 4 (NNA) — {BODY}\n\n{COMPARED}",
    "LUNDE, March 4 (NNA) — The pier reopened on Tuesday.\n\nThe guild bought it in 2029.",
    "LUNDE, March 4 (NNA) — The pier reopened on Friday.\n\nIt burned on June 12, 2030.",
    f"LUNDE, Sunday, March 4 (NNA) — {BODY} It opened on May 12, 2030.",
    f"LUNDE, March 4 (NNA) — {BODY} It burned in January 2031.",
    "LUNDE, March 4 (NNA) — It reopened on Thursday.\n\nIt burned on November 12, 2030.",
    f"LUNDE, Sunday, March 4 (NNA) — {BODY} It burned in January 2031.",
    f"LUNDE, March 4 (NNA) — {BODY} It opened on May 12, 1987.",
    "LUNDE, July 22 (NNA) — It sank before dawn on Friday. One burned on Sept. 14, 2024.\n\nSo did last year's.",
    "LUNDE, July 22 (NNA) — It sank before dawn on Monday. Another burned on Sept. 14, 2024.",
    f"{BODY}\n\n{BODY}\n\nThe next boat sails to Varby, 4 June 2031",
    f"Ferry stops\n\nOn 3 May 2021. The mill burned.\n\n{BODY}",
    f"Li Norrgren\nBorn Lunde, 3 May 1930\nDied Varby, 12 June 2021\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nNext meeting: 4 June 2031",
    f"Ferry stops\n\n{BODY}\n\n{BODY}\n\nThe bell of the old ferry was raised by divers on\nJuly 2, 2024. It rings.",
    f"Ferry stops\n\nThe bell of the old ferry was raised by the divers on\nJuly 2, 2024. It rings.\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nHarbour Hall, Lunde, 4 June 2031, 7.30 p.m.",
    f"Ferry stops\n\n{BODY}\n\n{BODY}\n\nComments\n\nTom Brandt, 3 May 2031\nNonsense.",
    f"Lunde. 3 May 1944. The sea was grey. {BODY} Li Norrgren wrote of it in 2019.",
    f"The ferry\n\nOn This Day, 3 May 1931\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nThe Ferries Act, 3 May 1931",
    f"Ferry stops\n\nKick-off: Lunde, 4 June 2031\n\n{BODY}",
    f"Ferry stops\n\nElection Day: 4 June 2031\n\n{BODY}",
    f"Ferry stops\n\nHearing date: 4 June 2031\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nIn cinemas: 4 June 2031",
    f"Ferry stops\n\n{BODY}\n\nPhotograph: Tom Brandt, 4 June 2021",
    f"Ferry stops\n\n{BODY}\n\nSentencing: Torrin Crown Court, 4 June 2031",
    f"Ferry stops\n\n{BODY}\n\nPublished by Lunde Press on 4 June 2031",
    f"The ferry\n\nLi Norrgren on the old pier, 3 May 1999\n\n{BODY} It has been shut since 2019.",
    f"The flood of 3 May 1999\n\nIt came at night.\n\nLunde, 3 May 1999\n\n{BODY} The pier was rebuilt in 2004.",
    f"Minutes of secret meeting show mayor knew of leak on 14 October 2021\n\n{BODY}",
    f"Record of a voyage, from Lunde to Torrin and back on 14 October 2021\n\n{BODY}",
    f"Speech by minister cancelled on 14 October 2021\n\n{BODY}",
    f"How prices stood as of 5 September 2021, and what came of it\n\n{BODY}",
    f"Ferry stops\n\n{BODY}\n\nThe board meets again.\n\nFigures as of 4 June 2021.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_date_where_none_is_printed(text: str) -> None:
    """The date of an event, or a copyright year, would be taken for the day of publication."""
    published = read(text).published
    assert published.date is None
    assert published.derivation.how is HowKnown.UNKNOWN
    assert published.derivation.note


DATELINES = [
    (f"4 March 2031, Lunde — {BODY}", "2031-03-04"),
    ("LUNDE, March 4 (NNA) — The pier reopened on Tuesday.\n\nIt was built in 2030.\n\n© NNA 2031", "2031-03-04"),
    (f"LUNDE, March 4 (NNA) — {BODY} It burned on February 27, 2031.", "2031-03-04"),
    (f"LUNDE, Jan. 3 (NNA) — {BODY} It burned on December 30, 2030.", "2031-01-03"),
    (f"LUNDE, Tuesday, March 4 (NNA) — {BODY} It opened on May 12, 2030.", "2031-03-04"),
    (f"LUNDE, Tuesday, March 4 (NNA) — {BODY} It burned in January 2031.", "2031-03-04"),
    (f"LUNDE, Tuesday, March 4 (NNA) — {BODY} She won the vote of November 2030.", "2031-03-04"),
    ("LUNDE, Oct. 15 (NNA) — The pier reopened on Wednesday. It burned on March 3, 2031.", "2031-10-15"),
    (f"LUNDE, March 4, 2031 (NNA) — {BODY} It opened on May 12, 1987.", "2031-03-04"),
    (f"LUNDE, March 4 (NNA) — The pier reopened on Tuesday after talks late Monday.\n\n{COMPARED}", "2031-03-04"),
    ("LUNDE, March 4 (NNA) — The pier reopened on Tuesday.\n\nIt burned on June 12, 2030.", "2031-03-04"),
    (
        "LUNDE, July 22 (NNA) — It sank before dawn on Monday. One burned on Sept. 14, 2024.\n\nLast year's did not.",
        "2025-07-22",
    ),
    (
        "LUNDE, June 17 (NNA) — It reopened on Tuesday.\n\nIt shut on June 4, 2029. They vote on Sept. 12, 2031.",
        "2031-06-17",
    ),
]


@pytest.mark.parametrize(("text", "iso"), DATELINES)
def test_a_dateline_takes_its_year_from_the_text(text: str, iso: str) -> None:
    """Agency stories, which print no year, would have no date."""
    published = read(text).published
    assert published.date == PartialDate.parse(iso)
    assert published.derivation.how is HowKnown.DATELINE


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        ("It was shut on 21/03/2021.", "2021-04-03"),
        ("It was shut on 3/21/2021.", "2021-03-04"),
        ("It was shut on 21 March 2021.", "2021-04-03"),
        ("It was shut.", "2021"),
    ],
)
def test_figures_by_the_documents_habit(body: str, iso: str) -> None:
    """03/04 would be read the other country's way, or guessed."""
    published = read(f"Ferry stops\nDate: 03/04/2021\n\n{BODY} {body}").published
    assert published.date == PartialDate.parse(iso)
    assert (published.derivation.note or "").startswith("ambiguous") is (iso == "2021")


def test_the_page_wins_over_the_curator_and_says_so() -> None:
    """A curator's slip would silently replace what is printed."""
    found = read(f"Ferry stops\nPublished: 14 June 2021\n\n{BODY}", curated=dated("2021-06-20"))
    assert found.published.date == PartialDate(2021, 6, 14)
    [conflict] = found.conflicts
    assert "14 June 2021" in conflict
    assert "20 June 2021" in conflict


def test_the_curator_fills_what_is_missing() -> None:
    """A document without a date could never be dated."""
    found = read(BODY, curated=dated("2021-06-20"))
    assert found.published.date == PartialDate(2021, 6, 20)
    assert found.published.derivation.how is HowKnown.CURATED
    assert not found.conflicts


def test_the_day_of_an_interview_gives_way_to_the_curator() -> None:
    """An interview would be served as printed on the day it was held, against what the curator knows."""
    found = read(f"THE LONG VIEW\n\nRecorded on 25 June 2021.\n\n{BODY}", curated=dated("2021-07-04"))
    assert found.published.date == PartialDate(2021, 7, 4)
    assert found.conflicts == ()


def test_the_curator_may_be_finer() -> None:
    """A month on the page would hide the day that the curator knows."""
    found = read(BODY, header=dated("2021-06"), curated=dated("2021-06-20"))
    assert found.published.date == PartialDate(2021, 6, 20)
    assert not found.conflicts


def test_the_header_states_the_date() -> None:
    """A web page's own metadata would be passed over."""
    found = read(BODY, header=dated("2021-06-20"))
    assert found.published.date == PartialDate(2021, 6, 20)
    assert found.published.derivation.how is HowKnown.HEADER


def test_title_publisher_and_author() -> None:
    """A card would not say who published what."""
    found = read(f"The Selkirk Courier\n\nFerry stops at night\n\nBy Harriet Colwyn\n\n{BODY}")
    assert (found.title, found.publisher, found.author) == (
        "Ferry stops at night",
        "The Selkirk Courier",
        "Harriet Colwyn",
    )


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("THE SELKIRK COURIER\nFriday, 25 June 2021\n\nFerry stops at night", "The Selkirk Courier"),
        ("SELKIRK TV\nVol. 12, No. 3\n\nFerry stops at night", "Selkirk TV"),
        ("Ferry stops at night\nSelkirk Courier, 25 June 2021", "Selkirk Courier"),
        ("Ferry stops at night\nSelkirk Today | 25.06.2021", "Selkirk Today"),
        ("Ferry stops at night\nBy Li Norrgren, Selkirk Ledger", "Selkirk Ledger"),
        ("Ferry stops at night\nLunde, 25 June 2021", None),
        ("FERRY STOPS TODAY", None),
    ],
)
def test_the_outlet_that_the_head_of_a_page_names(head: str, publisher: str | None) -> None:
    """A newspaper's name would stand as the headline of its own article, or be lost."""
    found = read(f"{head}\n\n{BODY}")
    assert found.publisher == publisher
    assert found.title in {"Ferry stops at night", "FERRY STOPS TODAY"}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("OPINION\n\nThe ferry that never waits\n\nHarriet Colwyn", "The ferry that never waits"),
        ("LIVE\n\nStorm over Selkirk: ferries stay in port", "Storm over Selkirk: ferries stay in port"),
        ("HEALTH          7\n\nWard shut as bug spreads\n\nBy Harriet Colwyn", "Ward shut as bug spreads"),
        ("Home > Opinion > Columns\n\nThe ferry that never waits", "The ferry that never waits"),
        (
            "SELKIRK HARBOUR POLICE\n\nNEWS RELEASE No. 31-7\n\nThree held after theft of buoys",
            "Three held after theft of buoys",
        ),
        (
            "Public Affairs, Selkirk\n\nRef: SHP/22\n\nThree held after theft of buoys",
            "Three held after theft of buoys",
        ),
        ("SHW 0417 / POL / FERRY-TALKS / LEAD\n\nTalks end without a boat", "Talks end without a boat"),
        ("The Saturday Interview\n\n“I never met a boat that was dry”", "“I never met a boat that was dry”"),
        ("The Long Quay\n\n“I never met a boat that was dry”", "“I never met a boat that was dry”"),
        ("FERRY HELD AT\n\nOUTER QUAY: CREW\n\nUNHARMED", "FERRY HELD AT OUTER QUAY: CREW UNHARMED"),
        ("Ministry of Ferries\n\nTranscript of briefing", "Ministry of Ferries – Transcript of briefing"),
        ("PRESS RELEASE\n\n14 June 2031", "PRESS RELEASE"),
        ("Ministry of Ferries,\n\nTranscript of briefing", "Ministry of Ferries"),
        ("Subject: No boat today\nFrom: Harriet Colwyn\nTo: All\nDate: 14 June 2031", "No boat today"),
        ("From: Harriet Colwyn\nTo: All\nSubject: No boat today", "No boat today"),
        ("Ferry Line Closes\n\n“It was never dry”", "Ferry Line Closes"),
        ("Mayor Attacks Police\n\nWards fill as bug spreads", "Mayor Attacks Police"),
        ("Police seek ferry thief\n\nWards fill as bug spreads", "Police seek ferry thief"),
        (
            "Court blocks ferry tax: what now, and for whom\n\nA second heading",
            "Court blocks ferry tax: what now, and for whom",
        ),
    ],
)
def test_the_title_is_the_heading_that_tells_the_story(head: str, title: str) -> None:
    """A citation would name the section of the paper, the police or the wire's slug in place of the article."""
    assert read(f"{head}\n\n{BODY}").title == title


def test_a_title_is_without_markdown_marks() -> None:
    """A card would show the number sign that makes a line a heading."""
    assert read(f"# Ferry stops at night\n\n{BODY}").title == "Ferry stops at night"


def test_conflicts_of_names_are_told_and_small_differences_are_not() -> None:
    """A reader would be told of a conflict that is none, or not of one that is."""
    text = f"The Selkirk Courier\n\nFerry stops at night\n\n{BODY}"
    assert not read(text, curated=Metadata(title="Ferry Stops at Night.", publisher="Selkirk Courier")).conflicts
    [conflict] = read(text, curated=Metadata(publisher="Harbour Times")).conflicts
    assert "Selkirk Courier" in conflict
    assert "Harbour Times" in conflict


def test_what_is_stated_of_a_whole_folder_gives_way_to_what_is_printed() -> None:
    """A folder with papers of several publishers would be full of conflicts that are none."""
    folder = Metadata(publisher="Harbour Times", author="M. Velk")
    text = f"The Selkirk Courier\n\nFerry stops at night\n\n{BODY}"
    document = Document("a.txt", text, curated=folder, usual=("publisher", "author"))
    found = find_published(document, find_blocks(text))
    assert (found.publisher, found.author, found.conflicts) == ("The Selkirk Courier", "M. Velk", ())
