"""Events: what happened, when, to whom and where, and how that is known."""

from __future__ import annotations

import pytest

from bot.extract.pipeline import annotate
from bot.model import Annotations, Document, Event, HowKnown, Metadata, PartialDate

WEDNESDAY = "2031-03-05"
LEAD = "The harbour of Lunde is the largest in the north of the country."


def read(text: str, published: str | None = WEDNESDAY) -> Annotations:
    """All that is found in a text, with what is not listed."""
    header = Metadata(published=PartialDate.parse(published)) if published else Metadata()
    return annotate(Document("a.txt", text, header=header))


def events_of(text: str, published: str | None = WEDNESDAY) -> tuple[Event, ...]:
    """The events that a reader would list."""
    return read(text, published).events


def dated_in(text: str) -> list[Event]:
    """The events, listed or not, that have their date from their own words."""
    found = read(text)
    every = sorted((*found.events, *found.background), key=lambda event: event.span)
    return [event for event in every if any(event.span.contains(one) for one in event.evidence)]


LISTED = [
    ("Mara Holt signed the treaty on Monday.", "2031-03-03", "signed"),
    ("The mill burned down on 17 January 2020.", "2020-01-17", "burned"),
    ("Mara Holt will visit Tarsk in May.", "2031-05", "visit"),
    ("Talks broke down yesterday, the office said.", "2031-03-04", "broke"),
    ("The treaty was signed in 1975.", "1975", "signed"),
]


@pytest.mark.parametrize(("text", "date", "trigger"), LISTED)
def test_a_dated_clause_is_an_event(text: str, date: str, trigger: str) -> None:
    """/event would not know what happened on that day."""
    [event] = events_of(f"{LEAD}\n\n{text}")
    assert event.dating.date == PartialDate.parse(date)
    assert event.trigger is not None
    assert event.trigger.of(f"{LEAD}\n\n{text}") == trigger
    assert event.evidence


def test_each_clause_has_its_own_date() -> None:
    """The day of one event would be given to another in the same sentence."""
    text = f"{LEAD}\n\nHolt arrived on 16 May 2030, her first trip since she was sworn in on 7 May 2030."
    days = {event.dating.date.iso for event in events_of(text) if event.dating.date}
    assert days == {"2030-05-16", "2030-05-07"}


def test_what_the_present_tense_appoints_has_its_verb() -> None:
    """The vote of a council this week would be no event, for its verb was read as a noun."""
    text = "The council votes on its future on Thursday."
    assert [event.trigger.of(text) for event in events_of(f"{text}\n\n{LEAD}") if event.trigger][:1] == ["votes"]


def test_two_days_in_one_clause_are_two_events() -> None:
    """Of "today and tomorrow" one would be lost."""
    text = f"{LEAD}\n\nThe divers will go down today and tomorrow."
    assert sorted(event.dating.date.iso for event in events_of(text) if event.dating.date) == [
        "2031-03-05",
        "2031-03-06",
    ]


def test_participants_and_place() -> None:
    """A card would not say who met whom where."""
    text = f"{LEAD}\n\nPresident Mara Holt met Prime Minister Davit Orlu in Paris on Monday. Orlu left on Tuesday."
    first, second = events_of(text)
    assert first.participants[:2] == ("Mara Holt", "Davit Orlu")
    assert first.place == "Paris"
    assert second.participants == ("Davit Orlu",)


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Mara Holt will visit Tarsk in May.", True),
        ("Mara Holt plans to visit Tarsk in May.", True),
        ("Mara Holt visited Tarsk in May.", False),
        ("Mara Holt denied on Monday that she would sell.", False),
        ("Work on the quay starts next month.", True),
        ("Mara Holt promised a report on 3 September 2031.", True),
        ("Mara Holt recalled the fire in a speech to parliament last week.", False),
        ("Mara Holt will speak to parliament in the week of 24 March.", True),
    ],
)
def test_plans_are_told_apart(text: str, planned: bool) -> None:
    """A plan would be served as something that happened."""
    assert dated_in(f"{LEAD}\n\n{text}")[0].planned is planned


def test_a_place_that_is_only_foreseen_is_not_where_it_happened() -> None:
    """A card would set what was agreed in one town in another, where they mean to meet."""
    text = f"{LEAD}\n\nMara Holt agreed on Monday in Paris to meet Davit Orlu in Berlin."
    assert events_of(text)[0].place == "Paris"
    assert events_of(text.replace(" in Paris", ""))[0].place is None


def test_a_place_that_was_given_up_is_not_where_it_is_foreseen() -> None:
    """A card would send a minister to the town that she has just cancelled."""
    text = f"{LEAD}\n\nMara Holt cancelled a trip to Paris and will travel to Tarsk on Friday."
    assert [event.place for event in events_of(text) if event.planned] == [None]


RANKED = [
    ("The council closed the pier on Monday.", "The mayor said on Monday that it was late."),
    ("The council closed the pier on Monday.", "The pier was shut until Monday."),
    ("The council closed the pier on Monday.", "Nobody came to the pier on Monday."),
    ("The council closed the pier on Monday.", "“We opened the pier on Monday,” said Mara Holt."),
    (
        "The council closed the pier on Monday.",
        "Reached on Monday, Velk had one thing to add: “It is late and it is dear.”",
    ),
    ("Holt takes up her post, which is new, on 1 April.", "Holt has her post, which is new, since 1 April 2029."),
    ("The council closed the pier on Monday.", "Whether it sank on Monday is open."),
    ("The strike ended on Monday.", "The year ended on 28 February was a good one."),
    ("The strike ended on Monday.", "The mayor said on Monday that it was late."),
    ("The council promised on Monday to pay.", "“It will be paid, I tell you,” the mayor promised on Monday."),
    ("The petition will be closed by Friday.", "The petition had 74 names by Monday."),
    ("The pier was closed on Monday.", "The pier was closing on Monday."),
    ("The pier was full on Monday.", "Some say that it was Monday morning."),
    ("The council rejected the plan on Monday.", "Davit Orlu parked his car on the pier on Monday."),
    ("The council will close the pier tonight.", "“I will close my eyes tonight,” said Mara Holt."),
    ("The council will close the pier on Friday.", "The council could close the pier on Friday."),
    ("The council will close the pier on Friday.", "The council should close the pier on Friday."),
    ("The council closed the pier on Monday.", "The council had closed the pier on Monday."),
    ("The council sold the pier on 3 May 2030.", "The draft of 3 May 2030 sold the pier."),
    ("The council sold the pier on 3 May 2030.", "A letter dated 3 May 2030 told them of it."),
    ("The council closed the pier on Monday.", "The council accused the mayor on Monday of a lie."),
]


@pytest.mark.parametrize(("deed", "other"), RANKED)
def test_deeds_rank_before_what_was_said_bounded_denied_or_supposed(deed: str, other: str) -> None:
    """/event would show first that somebody spoke, and last what happened."""

    def rank(text: str) -> float:
        document = Document("a.txt", f"{LEAD}\n\n{text}", header=Metadata(published=PartialDate.parse(WEDNESDAY)))
        found = annotate(document)
        start = len(LEAD) + 2
        return max(event.salience for event in (*found.events, *found.background) if event.span.start >= start)

    assert rank(deed) > rank(other)


TOLD = [
    (
        "Mara Holt thanked Davit Orlu, who praised her for her re-election last month.",
        "2031-02",
        "Davit Orlu, who praised her for her re-election last month.",
    ),
    (
        "Mara Holt met Davit Orlu, who left Tarsk in 2019 and never came back.",
        "2019",
        "Davit Orlu, who left Tarsk in 2019",
    ),
    (
        "Mara Holt says the town has grown since the bridge was opened on 4 May 2019.",
        "2019-05-04",
        "the bridge was opened on 4 May 2019.",
    ),
    (
        "Mara Holt thanked Davit Orlu, who leads the board, in Paris in 2019.",
        "2019",
        "Mara Holt thanked Davit Orlu, who leads the board, in Paris in 2019.",
    ),
    (
        "The board kept the night train to Lviv, which was to make its last journey on 14 May 2031.",
        "2031-05-14",
        "Lviv, which was to make its last journey on 14 May 2031.",
    ),
    (
        "Albera, who last won on 8 February 2031, led by two goals.",
        "2031-02-08",
        "Albera, who last won on 8 February 2031,",
    ),
    (
        "Tarsk, which left the pact in 2019, said it would speak when ministers meet in Riga on 16 May 2031.",
        "2031-05-16",
        "ministers meet in Riga on 16 May 2031.",
    ),
    (
        "Mara Holt helped Davit Orlu, a miner who left Tarsk in 2019.",
        "2019",
        "Davit Orlu, a miner who left Tarsk in 2019.",
    ),
]


@pytest.mark.parametrize(("text", "date", "told"), TOLD)
def test_a_subordinate_clause_does_not_date_the_main_deed(text: str, date: str, told: str) -> None:
    """A reader would take what the minister delivered in April for a deed of March."""
    whole = f"{LEAD}\n\n{text}"
    found = [event for event in dated_in(whole) if event.dating.date == PartialDate.parse(date)]
    assert [event.span.of(whole) for event in found] == [told]


TRIGGERS = [
    ("A woman was killed in Lunde shortly after two on Monday afternoon.", "killed"),
    ("A sailor accused of theft told the court on Monday that he had fled.", "told"),
    ("The strike that began in March ended on Monday.", "ended"),
    ("The men who burned the mill were sentenced on Monday.", "sentenced"),
    ("The council has not yet approved the levy of Monday.", "approved"),
    ("On Monday the cruise ship called with 2,100 passengers.", "called"),
]


@pytest.mark.parametrize(("text", "trigger"), TRIGGERS)
def test_the_verb_of_the_main_clause_names_the_event(text: str, trigger: str) -> None:
    """Two papers' tellings of one event would not be joined, and others wrongly."""
    found = annotate(Document("a.txt", text, header=Metadata(published=PartialDate.parse(WEDNESDAY))))
    monday = [one for one in (*found.events, *found.background) if one.dating.date == PartialDate(2031, 3, 3)]
    assert [one.trigger.of(text) for one in monday if one.trigger] == [trigger]


@pytest.mark.parametrize(
    "text",
    [
        "The council of Lunde met on Monday.\n\nThe mayor said in a statement on Monday that it was late.",
        "The council of Lunde met on Monday.\n\nOn Sunday a woman, speaking softly, said she had seen a man.",
    ],
)
def test_that_somebody_spoke_is_no_event_beside_the_story(text: str) -> None:
    """The days of a story would be filled with who gave statements on them."""
    assert [event.span.of(text) for event in events_of(text)] == ["The council of Lunde met on Monday."]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mara Holt said on Monday that the pier is safe.\n\nShe spoke in Lunde.", ["2031-03-03"]),
        ("Mara Holt said on Monday that the pier is safe.\n\nIt was closed on Sunday.", ["2031-03-02"]),
        ("The pier is safe.\n\nMara Holt said so on Monday.", []),
    ],
)
def test_a_statement_is_the_event_of_a_story_that_has_no_other(text: str, days: list[str]) -> None:
    """/today would know nothing of a paper whose news is what a minister said, or list that beside the deed."""
    assert [event.dating.date.iso for event in events_of(text) if event.dating.date] == days


def test_a_caption_tells_that_people_met_and_no_scene() -> None:
    """A visit that only a caption dates would be lost, or every picture would be an event."""
    story = f"{LEAD}\n\nThe two ministers are old friends."
    for caption, listed in {"meet in Lunde on Monday.": True, "wait at the gate on Monday.": False}.items():
        text = f"{story}\n\nMara Holt and Davit Orlu {caption} Photo: Lunde News"
        assert bool(events_of(text)) is listed


def test_what_happened_in_a_week_is_listed() -> None:
    """/event would know nothing of a visit of which only the week is told."""
    [event] = events_of(f"{LEAD}\n\nMara Holt visited Tarsk last week.")
    assert event.trigger is not None


def test_what_was_said_to_happen_is_an_event_of_its_own_day() -> None:
    """A hearing on Tuesday would be lost, for it is only told in the mayor's words."""
    text = f"{LEAD}\n\nThe mayor was glad and said the council would hold a hearing on Friday."
    [event] = events_of(text)
    assert event.trigger is not None
    assert event.trigger.of(text) == "hold"


def test_what_is_told_twice_is_listed_first_where_it_is_told_first() -> None:
    """The line at the foot of an obituary would stand beside the death itself, or in its place."""
    text = f"{LEAD}\n\nShe died at home on Saturday.\n\nThe boats sailed.\n\nMara Holt, baker, died March 1, 2031"
    [death] = [event for event in events_of(text) if event.dating.date == PartialDate(2031, 3, 1)]
    assert death.span.of(text) == "She died at home on Saturday."


def test_the_date_of_the_document_is_no_event() -> None:
    """A record would begin with the event that it has a date."""
    opening = "LUNDE TOWN COUNCIL\nSitting of Friday 25 June 2021."
    assert events_of(f"{opening}\n\n{LEAD}\n\n{LEAD}", None) == ()


def test_the_second_deed_of_a_day_ranks_behind_the_first() -> None:
    """A card with five events would tell five of one day, and none of another."""
    first, second = events_of(f"{LEAD}\n\nThe council closed the pier on Monday.\n\nThe guild left the hall on Monday.")
    assert first.salience > second.salience


def test_a_stamp_gives_no_day_to_what_names_its_own() -> None:
    """A live blog would have Monday's fire begin on the day on which it was written."""
    text = (
        f"{LEAD}\n\n16:22 For those joining us: the pier burned at 14:10 on Monday.\n\n15:10 The mayor left the hall."
    )
    days = {
        event.dating.date.iso for event in events_of(text) if event.dating.date and event.span.start < len(LEAD) + 40
    }
    assert days == {"2031-03-03"}


def test_the_dates_of_a_life_below_a_name_are_events() -> None:
    """An obituary would not tell when its subject died."""
    text = f"Mara Holt, baker\n\nBorn June 2nd, 1939; died February 26th, 2031\n\n{LEAD} She baked there for years."
    assert {event.dating.date.iso for event in events_of(text) if event.dating.date} >= {"1939-06-02", "2031-02-26"}


@pytest.mark.parametrize(
    "lead",
    [
        "Ferry operator Nordlinie said on Monday it will close two routes by the end of April.",
        "Ferry operator Nordlinie said late on Monday evening it would close two routes on 30 April 2031.",
        "The owners said Monday they would switch it off in April.",
    ],
)
def test_the_day_on_which_it_was_said_is_not_that_of_the_deed(lead: str) -> None:
    """Routes that close in April would be listed as closed on the day on which that was announced."""
    days = {event.dating.date.iso[:7] for event in events_of(f"{LEAD}\n\n{lead}") if event.dating.date}
    assert days <= {"2031-04"}


def test_of_no_fixed_address_is_no_deed() -> None:
    """Two men who were arrested would be listed as what was fixed, and denied."""
    text = f"{LEAD}\n\nDavit Orlu, 29, of no fixed address, was arrested on Monday."
    [event] = events_of(text)
    assert event.trigger is not None
    assert event.trigger.of(text) == "arrested"


def test_since_a_day_when_something_happened() -> None:
    """What happened on that day would be taken for a mere bound."""
    [event] = events_of(f"{LEAD}\n\nThe pier has been shut since 3 May 2030, when a barge struck it.")
    assert event.dating.date == PartialDate(2030, 5, 3)


def test_two_days_named_together_begin_on_the_first() -> None:
    """A meeting on 8 and 9 December would be listed on no day."""
    [event] = events_of(f"{LEAD}\n\nThe ministers met in Lunde on 8 and 9 December 2030.")
    assert event.dating.date == PartialDate(2030, 12, 8)


def test_an_unknown_day_is_shown_as_unknown() -> None:
    """A document without a date would lose its events, or they would be given a day."""
    [event] = events_of(f"{LEAD}\n\nMara Holt signed the treaty on Thursday.", None)
    assert event.dating.date is None
    assert event.dating.derivation.how is HowKnown.UNKNOWN
    assert event.dating.derivation.words == "Thursday"


@pytest.mark.parametrize(
    "text",
    [
        "Holt signs treaty on Monday",
        "The harbour is the largest in the north of the country.",
        "The pass had been closed until Monday.",
        "© 2019 Tarnwell Labs, published on Monday.",
        "The committee met at 9.02 am.",
        "[The sitting was suspended at 10.40.]",
        "Tape ends 12:05.",
        "The board has seen the letter, which is dated 3 February 2031.",
        "Dr Velk: On 29 January.",
        "Done at Tarsk on 24 November 2016.",
        "No new well shall be drilled before 31 December 2038.",
        "Davit Orlu was asked whether he would still be manager tomorrow.",
        "The mayor did not say whether the pier would open on Friday.",
        "Asked if she would resign on Friday, Holt laughed.",
        "Schools will stay shut through Friday.",
        "The next briefing is tomorrow at 10:00, same room.",
        "Our next press conference is on Friday.",
        "Call 101 and give them log 388 of 31 October 2030.",
    ],
)
def test_what_is_not_listed(text: str) -> None:
    """/event would list headlines, states and furniture beside what happened."""
    assert events_of(f"{text}\n\n{LEAD}\n\n{LEAD}") == ()


def test_a_date_from_another_sentence_says_so() -> None:
    """A reader could not tell that the date stands elsewhere."""
    text = f"{LEAD}\n\nMara Holt signed the treaty on Monday. She thanked the ministers of both countries."
    document = Document("a.txt", text, header=Metadata(published=PartialDate.parse(WEDNESDAY)))
    rest = annotate(document).background
    reasons = {event.dating.derivation.explain() for event in rest if event.span.of(text).startswith("She thanked")}
    assert reasons
    assert all(
        reason.endswith(("from a sentence before", "told as news of the day it was published")) for reason in reasons
    )


def test_every_word_of_the_body_has_a_date_somewhere() -> None:
    """A caller that wants each word dated would get none for some."""
    text = f"{LEAD}\n\nMara Holt, who was born in 1975, signed the treaty on Monday, while Orlu looked on."
    document = Document("a.txt", text, header=Metadata(published=PartialDate.parse(WEDNESDAY)))
    found = annotate(document)
    for word in ("largest", "born", "signed", "treaty", "looked"):
        at = text.index(word)
        around = [e for e in (*found.events, *found.background) if e.span.start <= at < e.span.end]
        assert any(event.dating.date for event in around), word
