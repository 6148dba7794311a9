"""Who speaks where another person stands nearer to the verb of saying, and where sentences only look alike."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import marked, speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "One player, who would not be named because he is leaving, said his landlord now brings soup. "
                "“Cold soup,” he said."
            ),
            "One player",
        ),
        ("Mara Velk, a baker, said Tom Brandt now brings her flour. “He is kind,” she said.", "Mara Velk"),
        ("Tom Velk, a former mayor, said Mara Brandt was “a fool”.", "Tom Velk"),
        ("Tom Velk, who left in May, was a fool, said Mara Brandt. “A fool.”", "Mara Brandt"),
        ("He was a liar, said Mara Velk. “He lied.”", "Mara Velk"),
    ],
)
def test_who_says_that_another_does_something(text: str, speaker: str) -> None:
    """Words would be served as those of the person whom the speaker tells of."""
    assert speakers(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The ruling, read aloud by the court's president, Justice Mara Velk, called the claim “not frivolous”.",
            "The ruling",
        ),
        ("A letter signed by the warden, Tom Velk, called it “a joke”.", "Tom Velk"),
        ("A document on the campaign's website said it was “due”.", "A document on the campaign's website"),
        ("The mayor, flanked by his deputy, Tom Velk, said it was “a joke”.", "The mayor"),
        ("Mara Velk, accompanied by her brother, Tom Brandt, a baker, called it “a joke”.", "Mara Velk"),
        ("Watched by the warden, Tom Velk said it was “a joke”.", "Tom Velk"),
    ],
)
def test_who_only_stands_beside_is_no_speaker(text: str, speaker: str) -> None:
    """A card would name the deputy at the mayor's side for what the mayor said."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("On the tape a man identified by police as deputy mayor Rui Velk asks whether “the hams” came.", "Rui Velk"),
        (
            "After the reading of the Statement, the observer, Mara Velk, said she would “not comment on chairs”.",
            "Mara Velk",
        ),
        (
            "Dame Ida Velk launched her memoirs. Her brother-in-law, the peer Lord Velk, was rude. “No,” he said.",
            "Velk",
        ),
        (
            (
                "The court jailed Rubén Velk. His younger brother and former chief of staff, Celso Velk, was freed."
                "\n\nRadio Litoral quoted the younger Velk as saying he felt “no joy, only tiredness”."
            ),
            "Celso Velk",
        ),
        (
            (
                "The baker Ina Brandt signed. According to one member of the council, it is settled. "
                "“Nobody will touch it,” this councillor predicts."
            ),
            "one member of the council",
        ),
        ("“Jumped,” said a boy on a cart.", "a boy on a cart"),
        ("“It jumped,” said an engineer on condition that his name be left out.", "an engineer"),
        (
            (
                "Two people at the table said it was split. One of them said there was anger. “They shouted,” "
                "this person said."
            ),
            "one of two people at the table",
        ),
        (
            (
                "Mara Velk, the Nordian minister of fish, came. Tom Brandt, an envoy, praised the menu. He and "
                "Ida Kjær, a clerk, drafted it.\n\nThe two ministers will sign. “We expect no storms,” they said."
            ),
            "The two ministers",
        ),
        (
            (
                "Ida Velk wrote it. ‘I shall not come,’ she told the Echo.\n\nAnd the stamp? Mara Brandt turns its "
                "wheels with her thumb.\n\n‘Let them come and ask for it,’ she says."
            ),
            "Mara Brandt",
        ),
    ],
)
def test_who_is_told_of_in_passing(text: str, speaker: str) -> None:
    """The name that a text gives in passing, or a namesake's, would be mistaken for another's."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Gábor Velk is on his knees.\n\n“Ready,” he says.\n\n“She’s been ready since two,” says his daughter."
                "\n\n“Then why didn’t you wake me?”\n\n“You were awake.”"
            ),
            ["Gábor Velk", "his daughter", "Gábor Velk", "his daughter"],
        ),
        (
            (
                "“Did you see any document?” asked the company's lawyer, Rui Velk, who shares her name.\n\n"
                "“I saw the rice,” Ina Brandt said.\n\nThe lawyer waited.\n\n“I'm asking about paper.”"
            ),
            ["Rui Velk", "Ina Brandt", "Rui Velk"],
        ),
        (
            (
                "The Department of Health called it “safe”.\n\n“It says not to worry,” said a woman at the gate. Did "
                "she?\n\n“Wouldn't you?”"
            ),
            ["Department of Health", "a woman at the gate", "a woman at the gate"],
        ),
    ],
)
def test_who_goes_on_in_an_exchange(text: str, expected: list[str]) -> None:
    """A question in a paragraph of its own would be the other's, and every answer after it."""
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The opposition daily «Nor Lrabat» answered him: «Strength for whom?»", ["Nor Lrabat"]),
        ('The weekly "Velk" wrote: "He lied."', ["Velk"]),
        ("“He lied,” Tom Brandt told the newspaper “Harbour Star”.", ["Tom Brandt"]),
        ("Staff of the newspaper «Den» told us that it was «a lie».", ["Staff of the newspaper «Den»"]),
        ("The head of the channel “Star One”, Mara Velk, called it “theft”.", ["Mara Velk"]),
        ("She reads the newspaper “very slowly”, Tom Velk said.", ["Tom Velk"]),
    ],
)
def test_the_name_of_an_outlet_in_marks_may_speak(text: str, expected: list[str]) -> None:
    """What a paper wrote would be whoever was named before's, or the paper's name a quote."""
    assert [speaker for speaker in speakers(text) if speaker][-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "served"),
    [
        ("Velk, reached by telephone, answered with one word: «Gladly».", [("Gladly", "Velk")]),
        ("She summed up the law in one word: “theft”.", []),
        (
            "“I was busy,” Tom Velk offers. Doing what? “Teaching.”",
            [("I was busy,", "Tom Velk"), ("Teaching.", "Tom Velk")],
        ),
        ("“I was busy,” Tom Velk offers. And the title of the book? “Teaching.”", [("I was busy,", "Tom Velk")]),
        ("There were cries of “Shame!” from the gallery.", [("Shame!", "the gallery")]),
        (
            "Police say they used “force.” Nine were hurt, according to her cousin, who filmed it.",
            [("force.", "Police")],
        ),
        ("The inquiry heard of nine.\n\n“No,” the minister replied.", [("No,", "the minister")]),
        ("The inquiry heard of nine.\n\n“Nobody,” said Mara Velk.", [("Nobody,", "Mara Velk")]),
    ],
)
def test_few_words_that_somebody_surely_says(text: str, served: list[tuple[str, str]]) -> None:
    """An answer of one word or a cry from the hall would be lost as a scare quote, or be another's."""
    assert [(words[0], speaker) for words, speaker in marked(text)] == served


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A panel of three found that Dr. Mara Velk had shown “little respect for prior work.”", "A panel"),
        ("The court found that Tom Velk called her “a rat”.", "Tom Velk"),
        ("The jury heard how Tom Velk had called him “a rat”.", "Tom Velk"),
        ("EcoVelk would not speak. In an e-mail, the company said it had “full confidence”.", "EcoVelk"),
        ("Talbrek's shares fell on Monday. The company said it was “calm”.", "Talbrek"),
        ("Talbrek, whose wife left, was sad. The company said it was “calm”.", "The company"),
        ("Volania finance minister quits, says “enough”\n\nKELSBY - The post is empty.", "Volania finance minister"),
        (
            "Volania finance minister quits, says “enough”\n\nFinance minister Tom Velk left after a year.",
            "Tom Velk",
        ),
    ],
)
def test_who_judges_and_which_firm_or_office_speaks(text: str, speaker: str) -> None:
    """A verdict would be the words of whom it is about, a minister's those of the country, a firm would be nobody."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The architect Ina Velk won. Her daughter, Mara, came in. “It is not framed,” the younger architect says.",
            "Mara",
        ),
        ("Tom Velk, 60, a judge, resigned. “It is time,” the older judge said.", "the older judge"),
        ("Ina Velk is his apprentice.\n\n“He never explains,” she said.\n\n“I do,” said her master.", "her master"),
        ("Tom Velk sat down. “I am done,” he said. “God is there!” came the cry, and an orderly ran.", None),
        ("Tom Velk sat down. “I am done,” he said. “Shame!” came a shout from the gallery.", "the gallery"),
        (
            (
                "“Why?” asked the firm's lawyer, Atty. Rui Velk, who shares her name.\n\n"
                "“I saw it,” the witness said.\n\n“You are always asking,” she said."
            ),
            "the witness",
        ),
    ],
)
def test_who_is_another_than_the_one_before(text: str, expected: str | None) -> None:
    """A daughter's, a master's or the crowd's words would be those of whoever spoke or was named before."""
    assert speakers(text)[-1] == expected


def test_a_post_is_served_once() -> None:
    """The post of an account would be listed a second time as a block quote of who is told to post."""
    text = "12:20\n\nPost by the mayor's office:\n\n@KelsbyTown: Schools are closed. Please use the bypass road."
    assert len(speakers(text)) == 1
