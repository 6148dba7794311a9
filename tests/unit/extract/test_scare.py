"""What is nobody's quote: marked words given to nobody in particular, and prose that only looks like answers."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked, read


@pytest.mark.parametrize(
    "sentence",
    [
        "Engineers called their scheme a “lasting correction”, and the river laughed.",
        "The bill, known to its critics as “the dial law”, was passed in March.",
        "In the evening paper the plan was mocked, and newspapers call it “the museum on rails”.",
        "Kestrel Foods cut its profit outlook on Thursday after a “perfect storm” of dear wheat and drought.",
        "The figures were printed in May and show that the ‘golden day’ target was missed in every week.",
        "The talks on the river have been dead since June; the “Ostervik formula” helped nobody.",
        "Their pam-\nphlet, “The Orchard and the Tur-\nbine,” was handed out at the door.",
        "“Chairs with a Past”, a film about the workshop, was shown on Monday.",
        "A petition headed “Honk for the Goose” lay on the counter.",
        "The favourite, “Big” Tomas Arlt, fell at the first bend.",
        "Their last report, in autumn 2018, rated the trust ‘needs improvement’.",
        "They marched with torches and the slogan “Keep the dial.”",
        "They carried placards: “Hands off our rind!”",
        "They sat down on the quay with a bedsheet that read “No ships, no thanks”.",
        "The government sold licences by the dozen under the name of «partnership agreements».",
        "The sign at the gate reads: “Keep out. No fishing after dark. We mean it, all of it.”",
        "Critics have long called the treaty “the paper dam”.",
        "As the old saying goes, “the toothless get the walnuts”.",
        "Mara Velk, an analyst at Brent Securities, cut the stock to “hold” from “buy”.",
        "Mara Velk has written a piece for it, “Concerto for One Note”.",
        "Union members wore shirts reading “Salt Is Not Free”.",
        "A sign at the gate, painted by hand, says “Here We Have Stars”, and below it are the buses.",
        "Mara Velk has bought a mule and calls it “Norport”.",
        "“It is fair,” said Mara Velk.\n\nRead more: “Ten things we lent and the one we lost”\n\nShe left at noon.",
        "The ferry is known to everyone on the island as “the Old Kettle”, and Mara Velk sails in her.",
        "The woman whom all of them call “Auntie Bolt” said she would not come.",
        "The list explains terms such as “headrace” in plain words.",
        "Its nickname is “the bathtub”, and it has no bow yet.",
        "A sign warned, “Beware of the dog!”, and Mara Velk walked in.",
        "Officials “mistakenly” told families that their sons were alive.",
        "Her colleagues have had badges made. They read “Please be late”.",
        "Somebody has left a note on every door. It reads “Mind the goose, please”.",
        "The auditors had graded the school “fair to middling” before the roof fell in.",
        "“It is fair,” said Mara Velk.\n\nSUPPORT US: “News that takes its time.” Subscribe for little.",
    ],
)
def test_names_terms_and_scare_quotes_are_nobodys(sentence: str) -> None:
    """A slogan, a nickname or a scare quote would be served as somebody's words."""
    assert [words for words, _ in marked(sentence) if words != ("It is fair,",)] == []
    assert read(sentence)[1]
    assert not any("“" in span.of(sentence) for quote in read(sentence)[0] if quote.stated for span in quote.spans)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Mara Velk called the plan a “museum on rails”.", "museum on rails"),
        ("The operator, Ostervik Lines, called the report “thorough”.", "thorough"),
        ("The statement described the inspections as “an urgent need”.", "an urgent need"),
        ("Residents accused the board of “sabotage”.", "sabotage"),
        ("Residents called the new square “a disgrace to the city”.", "a disgrace to the city"),
        ("China called the sanctions “illegal”.", "illegal"),
        ("Japan branded the move an “insult to the dead”.", "insult to the dead"),
        ("His aides called him “a genius”.", "a genius"),
        ("Mara Velk has spent the spring pounding her rival as a “fraud in a good coat”.", "fraud in a good coat"),
        ("“Seven?” says Mara Velk when she hears of it.", "Seven?"),
        ("The cement had been, in her phrase, “two parts river”.", "two parts river"),
        ("The ferry stops at what its captain, Mara Velk, called “a reef with a flag”.", "a reef with a flag"),
    ],
)
def test_a_word_of_a_speaker_stays_a_quote(sentence: str, words: str) -> None:
    """The few words that somebody in particular is quoted with would be lost."""
    assert [found for found, _ in marked(sentence)] == [(words,)]


def test_terms_in_a_row_are_nobodys() -> None:
    """The second of two terms would be served as somebody's words."""
    assert marked("Both sides agreed to avoid the expressions “water theft” and “dry war” in official papers.") == []


def test_a_column_that_asks_itself_is_no_interview() -> None:
    """A columnist's prose would be served as the words of the person it is about."""
    prose = "I think the bridge tells us much. Mara Velk built it, and I walked over it in the rain."
    parts = ["Mara Velk and her bridge"]
    for question in ("Who would have thought so?", "What do we see?", "Why do we linger?"):
        parts += [question, *[f"{prose} It was day {day} of my stay." for day in range(4)]]
    assert marked("\n\n".join(parts)) == []
