"""Turns of briefings, podcasts, parliaments and courts: whose each is, and where it ends. Invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked

BRIEFING = """MINISTRY OF HARBOURS
Press briefing by Minister Mara Velk and Tom Orrery, engineer

MINISTER VELK: Good morning. The pier is shut.

QUESTION: The mayor called it “a hoax.” Is he wrong?

MR. ORRERY: He is. (Laughter.)

QUESTION: Ilse Brandt, Coast Wire. Who pays?

MINISTER VELK: We do.
"""
SPOKESMAN = """PRESS GAGGLE BY MARA VELK

MS. VELK: Hi, everyone.

Q    Will the pier open?

MS. VELK: On Monday.

Q    Who says so?

MS. VELK: I do.
"""
PODCAST = """The Long Road, episode 12

Mara Velk: I'm Mara Velk.

Tom Orrery: And I'm Tom Orrery. Today it is salt.

Mara: It was money once.

Tom: It was.

Mara: That's all from us.
"""
PARLIAMENT = """House of Delegates, 5 May 2031

Mr Speaker: Order. I call the Member for Torrin West.

Ms Mara Velk (Torrin West) (Ind): I thank the Speaker.

The Minister for Harbours (Mr Tom Orrery): I will publish it in June.

Ms Velk: June is late.

Mr Orrery: So it is.
"""
COURT = """Q. State your name for the record.

A. Tom Orrery.

Q. Were you there?

A. I was, Mr Brandt.
"""
RADIO = """THE EARLY SHIFT, Radio Torrin

She mended clocks for fifty years. Mara Velk, 81, spoke to Tom Orrery.

Q: How many clocks is it?

A: I stopped counting at nine thousand.

It was ninety at the school alone.

Q: The mayor told us, “She was never late.”

A: I was late to my own wedding.
"""
OWN = """Mara Velk mends clocks.

Harbour Post: How many clocks is it?

Mara Velk: I stopped counting.

HP: And the best?

MV: The one on the school.

HP: Thank you.
"""
STAGED = """The bridge at Torrin: a talk

Moderator: Ilse Brandt (Radio Torrin)

Moderator (translated): Madam Mayor, why now?

Mayor Mara Velk (through interpreter): Because the bridge will not wait.

(Applause.)

It was built for horses.

Tom Orrery, Coast Wire: Who pays?

Mayor Velk: The state pays half.
"""
PRESIDED = """Harbour briefing, Torrin

Present: Dr Mara Velk, chief volcanologist; Tom Okello Brandt, the mayor

MODERATOR: Good morning. We will have questions.

DR VELK: Thank you. We see steam.

Q: Ana Lind, Coast Wire. Is it dangerous?

OKELLO: I would not swim.

MODERATOR: Last one, at the back.

Q: Do you sleep?

OKELLO: Yes, I do.
"""
NUMBERED = """Five questions for Mara Velk

Mara Velk is head of the archive.

1. What do you collect?
Everything that the town throws away, and I mean everything.

2. What was your best find?
My own school report.

3. What would you burn?
Nothing. Ask me again.
"""

PARTIES = """Debate on the bath

Tom Orrery and Mara Velk spoke in the chamber on Monday.

Velk (Harbour): The bath must stay.

PRIME MINISTER BRANDT: It must not!

Velk (Harbour): Must.

PRIME MINISTER BRANDT: I rest.
"""
FACTS = """Mara Velk builds boats. We met her in Torrin.

What was your first boat?
A bath tub. My brother still has the scar.

Who taught you?
Nobody. I taught myself.

CV
Born: Torrin, 1971

What would you change?
The tides. I would let people sleep.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PARTIES,
            [
                (("The bath must stay.",), "Mara Velk"),
                (("It must not!",), "Brandt"),
                (("Must.",), "Mara Velk"),
                (("I rest.",), "Brandt"),
            ],
        ),
        (
            FACTS,
            [
                (("A bath tub. My brother still has the scar.",), "Mara Velk"),
                (("Nobody. I taught myself.",), "Mara Velk"),
                (("The tides. I would let people sleep.",), "Mara Velk"),
            ],
        ),
        (
            BRIEFING,
            [
                (("Good morning. The pier is shut.",), "Mara Velk"),
                (("The mayor called it “a hoax.” Is he wrong?",), None),
                (("He is. (Laughter.)",), "Tom Orrery"),
                (("Ilse Brandt, Coast Wire. Who pays?",), "Ilse Brandt"),
                (("We do.",), "Mara Velk"),
            ],
        ),
        (SPOKESMAN, [(("Hi, everyone.",), "Mara Velk"), (("On Monday.",), "Mara Velk"), (("I do.",), "Mara Velk")]),
        (
            PODCAST,
            [
                (("I'm Mara Velk.",), "Mara Velk"),
                (("And I'm Tom Orrery. Today it is salt.",), "Tom Orrery"),
                (("It was money once.",), "Mara Velk"),
                (("It was.",), "Tom Orrery"),
                (("That's all from us.",), "Mara Velk"),
            ],
        ),
        (
            PARLIAMENT,
            [
                (("Order. I call the Member for Torrin West.",), "Mr Speaker"),
                (("I thank the Speaker.",), "Mara Velk"),
                (("I will publish it in June.",), "Tom Orrery"),
                (("June is late.",), "Mara Velk"),
                (("So it is.",), "Tom Orrery"),
            ],
        ),
        (COURT, [(("Tom Orrery.",), "Tom Orrery"), (("I was, Mr Brandt.",), "Tom Orrery")]),
        (
            RADIO,
            [
                (("How many clocks is it?",), "Tom Orrery"),
                (("I stopped counting at nine thousand.", "It was ninety at the school alone."), "Mara Velk"),
                (("The mayor told us, “She was never late.”",), "Tom Orrery"),
                (("I was late to my own wedding.",), "Mara Velk"),
            ],
        ),
        (OWN, [(("I stopped counting.",), "Mara Velk"), (("The one on the school.",), "Mara Velk")]),
        (
            STAGED,
            [
                (("Madam Mayor, why now?",), "Ilse Brandt"),
                (("Because the bridge will not wait.", "It was built for horses."), "Mara Velk"),
                (("Who pays?",), "Tom Orrery"),
                (("The state pays half.",), "Mara Velk"),
            ],
        ),
        (
            PRESIDED,
            [
                (("Good morning. We will have questions.",), "Moderator"),
                (("Thank you. We see steam.",), "Mara Velk"),
                (("I would not swim.",), "Tom Okello Brandt"),
                (("Last one, at the back.",), "Moderator"),
                (("Yes, I do.",), "Tom Okello Brandt"),
            ],
        ),
        (
            NUMBERED,
            [
                (("Everything that the town throws away, and I mean everything.",), "Mara Velk"),
                (("My own school report.",), "Mara Velk"),
                (("Nothing. Ask me again.",), "Mara Velk"),
            ],
        ),
    ],
    ids=[
        "parties in brackets",
        "a box of facts",
        "a briefing with questions from the hall",
        "a spokeswoman and bare questions",
        "given names after the full ones",
        "a parliament",
        "a court",
        "an interviewer who is named",
        "the page asks",
        "stage directions",
        "a moderator who gives the word to others, a name in the middle",
        "numbered questions",
    ],
)
def test_whose_each_turn_is(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    """A question would be swallowed by the turn before, a turn be nobody's or an answer the interviewer's."""
    assert marked(text) == expected


def test_a_line_that_hands_over_is_no_label() -> None:
    """The paragraph after the quotation would be served as the speaker's words too."""
    text = (
        "Torrin Rail has a new head.\n\nMara Velk, head of Torrin Rail, commented:\n“I am honoured.”\n\n"
        "Tom Orrery, who leaves, said:\nThe company is in good hands.\n\nThe change takes effect on 1 July.\n"
    )
    assert marked(text) == [(("I am honoured.",), "Mara Velk"), (("The company is in good hands.",), "Tom Orrery")]


def test_turns_with_the_time_they_take() -> None:
    """A transcript from subtitles would be nobody's."""
    times = ("00:12 - 00:15", "00:15 - 00:19", "00:19 - 00:22", "00:22 - 00:24")
    said = (("Velk", "Was it cold?"), ("Orrery", "We burned it."), ("Velk", "All of it?"), ("Orrery", "I kept one."))
    lines = [f"{time} {name.upper()}: {words}" for time, (name, words) in zip(times, said, strict=True)]
    assert marked("\n".join(lines)) == [((words,), name) for name, words in said]


def test_messages_of_a_chat() -> None:
    """Messages with the minute behind the name would be nobody's."""
    text = "The chat of the board\n\nThe chair, Mara Velk, and Tom Orrery wrote it.\n\n"
    said = (
        ("Mara (10:04)", "Has anyone told them?"),
        ("Tom (10:06)", "I thought you had."),
        ("Mara (10:11)", "I had."),
    )
    said += (("Tom (10:11)", "Then let us not."),)
    names = {"Mara": "Mara Velk", "Tom": "Tom Orrery"}
    assert marked(text + "\n\n".join(": ".join(line) for line in said)) == [((w,), names[who[:-8]]) for who, w in said]


def test_what_the_clerk_tells_is_no_turn() -> None:
    """The vote would be served as the words of the councillor who spoke before it."""
    text = (
        "CITY COUNCIL\n\nPresent: Mayor Mara Velk; Councilmembers Luis Orrery, Thomas Orrery.\n\n"
        "MAYOR VELK: Settle down, please.\n\nCOUNCILMEMBER L. ORRERY: I would like my cousin to hear it.\n\n"
        "COUNCILMEMBER T. ORRERY: Your cousin heard it.\n\nThe Mayor called for order. The meeting was recessed.\n\n"
        "COUNCILMEMBER T. ORRERY: I voted no.\n\nVOTE ON ITEM 4 AS AMENDED: Ayes: Velk.\n\nMAYOR VELK: Dogs.\n"
    )
    assert marked(text) == [
        (("Settle down, please.",), "Mara Velk"),
        (("I would like my cousin to hear it.",), "Luis Orrery"),
        (("Your cousin heard it.",), "Thomas Orrery"),
        (("I voted no.",), "Thomas Orrery"),
        (("Dogs.",), "Mara Velk"),
    ]


def test_an_office_of_two_words_is_who_holds_it() -> None:
    """The spokeswoman's turns would be filed under "Deputy Spokesperson"."""
    text = (
        "BRIEFING\n\nA transcript of the briefing by Mara Velk, Deputy Spokesperson for the Director, and Ambassador "
        "Tom Orrery, Envoy for the Basin.\n\nDEPUTY SPOKESPERSON: Good morning.\n\nMR. ORRERY: Thank you.\n\n"
        "DEPUTY SPOKESPERSON: Thank you all.\n"
    )
    assert [name for _, name in marked(text)] == ["Mara Velk", "Tom Orrery", "Mara Velk"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Mara Velk: 12,031 votes", "Tom Brandt: 9,877 votes", "Ilse Crane: 412 votes"),
        ("Mara Velk: Quick on the left, never beaten. 8", "Tom Brandt: Lost the ball once. 6", "Ilse Crane: Late. 7"),
        ("TORRIN BATH: Mill Row, open from 9 to 5", "LUNDE LIDO: open at weekends", "TORRIN BATH: 4 pounds"),
        ("Velk Marine: shares rose two per cent.", "Brandt Steel: shares fell.", "Velk Marine: the board meets."),
        ("VELK: Mara, aged 71, of Mill Row.", "BRANDT: Tom, aged 80.", "VELK: Ilse, of Lunde."),
    ],
    ids=["results of a vote", "notes for players", "opening hours", "shares", "notices of deaths"],
)
def test_what_stands_behind_names_is_not_always_speech(lines: tuple[str, ...]) -> None:
    """Figures and remarks about somebody would be served as that person's words."""
    text = "Torrin\n\nMara Velk, Tom Brandt and Ilse Crane were there on Monday.\n\n" + "\n\n".join(lines) + "\n"
    assert marked(text) == []


def test_reporters_who_give_name_and_paper_once_ask_in_their_own_turns() -> None:
    """Their questions would be served within the answers of whoever spoke before, or as their papers' words."""
    text = (
        "Weekly briefing\n\nParticipants: Dr Mara Velk, director; Tom Orrery, spokesperson.\n\n"
        "ORRERY: We take questions.\n\nVELK: Please say your name.\n\n"
        "FLORENCE BRANDT (Coast Wire): The mayor says, and I quote, “we were forgotten”. Is he right?\n\n"
        "VELK: He is.\n\nBRANDT: And the pay? It has not come.\n\nVELK: It will.\n\n"
        "OKELLO CRANE (Harbour Standard): Who told you?\n\nORRERY: That is all.\n"
    )
    assert [(name, words[0][:8]) for words, name in marked(text)] == [
        ("Tom Orrery", "We take "),
        ("Mara Velk", "Please s"),
        ("Florence Brandt", "The mayo"),
        ("Mara Velk", "He is."),
        ("Florence Brandt", "And the "),
        ("Mara Velk", "It will."),
        ("Okello Crane", "Who told"),
        ("Tom Orrery", "That is "),
    ]


def test_a_place_and_an_agency_before_a_colon_are_a_dateline() -> None:
    """The lead of a wire report would be served as the place's words."""
    text = "Ferries stop\n\nTORRIN (Coast Wire): The ferries stopped on Monday. “We wait,” said Mara Velk.\n"
    assert marked(text) == [(("We wait,",), "Mara Velk")]


@pytest.mark.parametrize(
    "note",
    [
        "After the broadcast the water board asked us to add that it is “deeply sorry”.",
        "We have asked the water board for a reply to the claims our guests made.",
    ],
)
def test_what_the_page_adds_behind_the_last_turn(note: str) -> None:
    """The page's own note would be words of the last who spoke."""
    turns = "VELK: Why did we lose the lights?\n\nORRERY: We cut a cable.\n\nVELK: Thank you for telling us."
    said = marked(f"Radio Torrin\n\nHost: Mara Velk\nGuest: Tom Orrery\n\n{turns}\n\n{note}\n")
    assert (("Thank you for telling us.",), "Mara Velk") in said


def test_who_asks_once_and_a_note_of_the_page_are_in_nobodys_answer() -> None:
    """A reporter's question, and what the page says itself, would be served as the words of whoever spoke before."""
    text = (
        "Hearing\n\nVELK: It is shut.\n\nBRANDT (Coast Wire): Why?\n\nVELK: Because we say so.\n\n"
        "NOTE: The hearing was closed at noon.\n\nVELK: Thank you all.\n"
    )
    assert marked(text) == [
        (("It is shut.",), "Velk"),
        (("Why?",), "Brandt"),
        (("Because we say so.",), "Velk"),
        (("Thank you all.",), "Velk"),
    ]
