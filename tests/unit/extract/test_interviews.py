"""Who answers in interviews, and who asks."""

from __future__ import annotations

import pytest

from bot.extract.pipeline import annotate
from bot.model import Document, QuoteKind
from tests.unit.extract.reading import marked

_TURNS = (
    "Q. What did you think when you saw it?\n\nA. That the lamp was broken. I honestly did.\n\n"
    "Q. Was it?\n\nA. It was not. I have said so ever since.\n\n"
    "Q. Nobody believed you.\n\nA. I would not have believed me."
)


@pytest.mark.parametrize(
    "opening",
    [
        (
            "The Tidemark Interview\n\n3 September 2021 | Words: Ivo Lind\n\nThe woman at the wheel was Mara Velk, "
            "52, a fisherman’s daughter from Nordhaven, whose former teacher, Tom Brandt, never forgave her."
        ),
        (
            "The Harbour Gazette Conversation\n\nBy Ivo Lind\n\nOff the coast of Nordhaven Sound a lamp went out. "
            "Mara Velk saw it. She was alone on the bridge, and it was her first night there."
        ),
        "Questions for the Captain\n\nMara Velk, who has sailed for thirty years, spoke to Ivo Lind in her kitchen.",
    ],
)
def test_who_answers_is_the_one_the_introduction_tells_of(opening: str) -> None:
    """Every answer would be filed under the magazine, a place, or the one who asks."""
    assert {speaker for _, speaker in marked(f"{opening}\n\n{_TURNS}")} == {"Mara Velk"}


def test_the_words_over_an_interview_are_those_of_the_one_who_answers() -> None:
    """The words in the title of an interview would be nobody's."""
    title = "The Tidemark Interview\n\n“They are not wrecks. They are homes”\n\nMara Velk, 52, dives for a living.\n\n"
    assert marked(title + _TURNS)[0] == (("They are not wrecks. They are homes",), "Mara Velk")


@pytest.mark.parametrize(
    "opening",
    [
        "“Patience is a habit”\n\nMara Velk spent eleven years at sea. She spoke to Coast Review about it.",
        "Patience is a habit\n\nMara Velk spent eleven years at sea. She spoke to Coast Review about it.",
        "“Brandt was a fool to trust me”\n\nMara Velk ran the office of the late mayor for eleven years.",
    ],
)
def test_what_a_heading_quotes_does_not_answer(opening: str) -> None:
    """Every answer would be filed under the first word of the heading."""
    assert {speaker for _, speaker in marked(f"{opening}\n\n{_TURNS}")} == {"Mara Velk"}


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["“It is one tram,” the driver says.", "“And the wheels?” I ask.", "“You can buy wheels.”"],
            ["the driver", "Clara Winter", "the driver"],
        ),
        (
            [
                "“And the wheels?” I ask.",
                "“You can buy wheels,” says Mara Velk.",
                "“From whom?”",
                "“From anybody. Wheels are cheap.”",
            ],
            ["Clara Winter", "Mara Velk", "Clara Winter", "Mara Velk"],
        ),
        (
            ["Mara Velk has not signed, and Tom Brandt thinks that she will. I ask her why.", "“I gave it away.”"],
            ["Mara Velk"],
        ),
    ],
)
def test_the_author_of_a_reportage_asks(paragraphs: list[str], expected: list[str]) -> None:
    """What the reporter asked would be the words of the one who answers, and the answers nobody's."""
    opening = "The last tram\n\nBy Clara Winter\n\nThe shed is older than anyone who works there, and as quiet.\n\n"
    quotes = annotate(Document("article", opening + "\n\n".join(paragraphs))).quotes
    assert [quote.speaker.name for quote in quotes if quote.kind is not QuoteKind.INDIRECT] == expected


def test_somebody_asks_whom_no_line_names() -> None:
    """The words of a reporter whose name is not printed would be those of the one who answers."""
    text = "The shed is older than anyone in it.\n\n“It is one tram,” said Mara Velk.\n\n“And the wheels?” I ask."
    assert [speaker for _, speaker in marked(text)] == ["Mara Velk", None]


def test_an_interview_with_a_dash_before_each_turn() -> None:
    """The answers of such an interview would be items of a list and nobody's."""
    turns = (
        ("Why did you take the job?", "Because nobody else applied. My father told me so."),
        ("And did you think of leaving?", "Every January. I packed twice."),
        ("What will you miss?", "The noise. I sleep badly when it is quiet."),
    )
    opening = "Lighthouse keeper Mara Velk on forty years of looking at water.\n\n"
    text = opening + "\n\n".join(f"– {line}" for turn in turns for line in turn)
    assert marked(text) == [((answer,), "Mara Velk") for _, answer in turns]


def test_remarks_and_scenes_between_the_answers() -> None:
    """What the reporter sees or says without a question would be the words of the one who answers."""
    text = (
        "Composer Mara Velk on silence.\n\nYou have said you hate film music.\n\nI hate being told when to cry.\n\n"
        "How did you begin?\n\nIn a cinema. My father made me.\n\nDo you mind the machines?\n\nI never met one.\n\n"
        "She fills the kettle and waits for it. “Listen,” she says. “That’s a good ending.”\n\n"
        "And now they write scores in seconds.\n\nSo did I, when the rent was due.\n\nWhat is next?\n\nI shall sleep.\n"
    )
    assert [(" ".join(words), name) for words, name in marked(text)] == [
        ("I hate being told when to cry.", "Mara Velk"),
        ("In a cinema. My father made me.", "Mara Velk"),
        ("I never met one.", "Mara Velk"),
        ("Listen,", "Mara Velk"),
        ("That’s a good ending.", "Mara Velk"),
        ("So did I, when the rent was due.", "Mara Velk"),
        ("I shall sleep.", "Mara Velk"),
    ]


def test_a_scene_within_an_answer_is_the_reporters() -> None:
    """What the daughter said in passing would be a part of her mother's answer."""
    text = (
        "Mara Velk, architect, mends ruins.\n\nQ: What did he say?\n\nA: That I was right. I wrote it down.\n\n"
        "Her daughter, Soumaya, who runs the shop, passes through. “It is on the fridge,” the young cook says.\n\n"
        "Q: And now?\n\nA: We begin on the customs house. I am not tired.\n\nQ: Do you sleep?\n\nA: I do.\n"
    )
    said = [" ".join(words) for words, _ in marked(text)]
    assert said == [
        "That I was right. I wrote it down.",
        "It is on the fridge,",
        "We begin on the customs house. I am not tired.",
        "I do.",
    ]
