"""Noun phrases and pronouns that take up somebody by age, by deed, by number, or whose name comes only behind."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Water stood in the ground of Esportivo Torrin.\n\n“Second place,” he says.\n\nHis name is Tom Velk.",
            "Tom Velk",
        ),
        ("A woman opens the gate. “Come in,” she says. Her name is Ilse Orrery; she was born here.", "Ilse Orrery"),
        ("Mara Velk told the court she had a dog. “I loved her,” she said. Her name is Ilka.", "Mara Velk"),
        (
            (
                "Ivo Lind told a meeting. Among the last to leave was Tom Orrery, an 83-year-old who came as a boy. "
                "“I hid,” the old man said."
            ),
            "Tom Orrery",
        ),
        (
            (
                "“We left the cows,” Ximena Velk told the paper. The mother of four said she had fled. “I am not "
                "going back.”"
            ),
            "Ximena Velk",
        ),
        (
            (
                "Tom Brandt, 54, is charged with fraud. Prosecutor Mara Velk read.\n\n“They are spikes,” the defendant "
                "replied."
            ),
            "Tom Brandt",
        ),
        (
            (
                "Mara Velk’s documentary is long. Tom Brandt scored it.\n\nThe director has said she would like to see "
                "it “locked in a cupboard”."
            ),
            "Mara Velk",
        ),
        (
            (
                "“We pay,” said Ravi Velk, an analyst.\n\nAn official at one of the big three yards, who was not "
                "authorised to speak, said it had stopped on Monday. “We wait,” he said."
            ),
            "An official at one of the big three yards",
        ),
        (
            "Tom Brandt pleaded guilty. In testimony he said the coach, Mara Velk, had told him to “drive slowly”.",
            "Mara Velk",
        ),
        (
            ("Mara Velk leads. She went, but a member who lives in Torrin said: “She is the only one.”"),
            "a member who lives in Torrin",
        ),
    ],
    ids=[
        "his name is",
        "her name is",
        "the name of a dog",
        "the old man",
        "the mother of four",
        "the defendant",
        "the director",
        "at one of the yards",
        "told him to",
        "but a member who",
    ],
)
def test_who_is_told_of_by_age_deed_or_later_name(text: str, speaker: str) -> None:
    """The words would be a club's, another's, or stand under "the defendant" though the text has the name."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The energy ministers of Nordia, Sudland and Volan met. “Yes,” the ministers said.\n\nThe three asked "
                "for “a road”."
            ),
            "The energy ministers of Nordia, Sudland and Volan",
        ),
        ("The five foreign ministers met. The five said it was “an unbroken road”.", "The five foreign ministers"),
        ("The mayors of Torrin and Lunde met Mara Velk. The three called it “a pity”.", "The three"),
        (
            "In a report published on Monday, the panel led by Mara Velk said that he had shown “a settled wish”.",
            "the panel led by Mara Velk",
        ),
        ("The unions backed by Tom Brandt said the pier was “past saving”.", "The unions backed by Tom Brandt"),
        ("After hours of talks with officials, Tom Brandt said the pier was “past saving”.", "Tom Brandt"),
        (
            "The Maritime Council of the Bay will buy half of it. The Council described it as “prudent and overdue”.",
            "Maritime Council of the Bay",
        ),
    ],
    ids=["of three states", "five", "another three", "led by", "backed by", "with officials", "a body named by a bay"],
)
def test_which_body_or_which_several_are_meant(text: str, speaker: str) -> None:
    """The words would be the leader's alone, or "the three" and "Council" stand for those whom the text names."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The mayor opened the pier on Monday.\n\nTom Brandt, a fisherman, was angry. The mayor said it was “a "
                "triumph”."
            ),
            "The mayor",
        ),
        (
            (
                "The mayor has defended it.\n\nTom Brandt, a father of two, said it was late. The mayor said it was "
                "“a triumph”."
            ),
            "Tom Brandt",
        ),
        (
            (
                "NORDHAVEN (Coast Wire) - A former coach told a court he was innocent.\n\nTom Brandt, 54, is "
                "charged with fraud. The driver came first. He said the coach had told him to “drive slowly”."
            ),
            "Tom Brandt",
        ),
        (
            "Mara Velk’s review of the film was kind. Tom Brandt made it. “It took nine years,” the director said.",
            "Tom Brandt",
        ),
        ("Mara Velk was the trial judge. Tom Brandt is charged. “I am innocent,” the defendant said.", "Tom Brandt"),
    ],
    ids=["of another trade", "a father", "a coach of whom the lead tells", "a review of a film", "a trial judge"],
)
def test_who_is_announced_and_who_is_not(text: str, speaker: str) -> None:
    """The mayor would be the fisherman named next, or the coach of the lead nobody."""
    assert speakers(text)[-1] == speaker
