"""Whose words they are, by the name or noun phrase that stands before or behind them: invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers

_DOCKER = """“They stopped painting in March,” Hamid Sesay said.

Sesay, 51, has worked there since he was young. His father drowned off it.

“It owes me a father,” he said."""

_OWNER = """A man in a home shirt shouted, ‘So do the debts!’ and was asked to leave the hall at once.

The club’s owner, Tan Boon Keat, watched by video link. Through an interpreter he thanked them for ‘a brave evening’.

Mr Tan bought the club in May."""

_SISTER = """The presiding judge, Claire Bonnet, said the crime had been patient. Julien Roche showed no emotion.

His sister fainted. “He could not kill a wasp,” she told reporters later."""

_PROSECUTOR = """The trial of Julien Roche ended on Friday, and he showed no emotion at all.

The prosecutor had asked for 25 years. In his speech he had called Roche “a man who prunes people”.

Defence counsel Mathieu Gall said his client would appeal."""

_PILOT = """Colonel Yves Martel, who heads the rescue, put it differently: «I have a machine and no sky.»

One of the pilots slept in the hangar. «I dream of blue», he said."""

_BOARD = """The board met on Monday, and it was a long night. “It is over,” said Ingrid Falk, who chairs it.

The board’s finance director called the closure “arithmetic and no more”.

Falk said the men would be offered other jobs."""

_NATIONALIST = """Zoltán Tóth, the Hungarian nationalist who led them, was cheered. ‘He never read it,’ said Ágnes Tóth.

Told of the remark, the nationalist shrugged. ‘She reads. I count.’"""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The clinic has been moving beds since noon. Its director, Dr Mara Velk: “Newborns first.”",
            "Mara Velk",
        ),
        (
            "The club had no comment at first. Then its captain, Tom Brandt: “We were awful.”",
            "Tom Brandt",
        ),
        (
            "Two ministers, Hilda Lok of the Velk Islands and Ebil Brandt of Nordland, met. “Yes,” the two wrote.",
            "Hilda Lok and Ebil Brandt",
        ),
        (
            "Two mayors, Mara Velk of the Hollow Coast and Tom Brandt of Nordhaven, met. “Yes,” the mayors said.",
            "Mara Velk and Tom Brandt",
        ),
        (
            "“It will bring parking problems,” predicts a butcher across the street, who will not give his name.",
            "a butcher across the street",
        ),
        (
            "Mara Velk has left. “The noise is worse,” said a tailor opposite the station, shaking his head.",
            "a tailor opposite the station",
        ),
    ],
)
def test_who_is_named_or_described_beside_the_words(text: str, speaker: str) -> None:
    """The words would be filed under half a description, or under whoever was named before."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Mara Velk spoke. They wanted the minister, Rut Brandt, who came by cart. “Wait,” she begged.",
            "Rut Brandt",
        ),
        (
            "Lena Velk spoke first. They called for Governor Ana Brandt, who flew in. “It will be done,” she promised.",
            "Ana Brandt",
        ),
        (
            "“If I go, somebody else takes it.”\n\nThe union’s president, Leota Penn, wrote. “It is late,” he wrote.",
            "Leota Penn",
        ),
        (
            "The yard's owner, Talbrek Boral, would not comment. In an email, it said it “rejects the claim”.",
            "Talbrek Boral",
        ),
        (
            "The office was silent. The operator, Talbrek Haul, gave none. In a letter, it called the charge “absurd”.",
            "Talbrek Haul",
        ),
        (
            "The prosecutor, Fatu Velk, opens. The judge, a patient man, wonders aloud. “Both, my lord,” she says.",
            "Fatu Velk",
        ),
        (
            "The council rejected it by one vote, a result that one commission official described as “an own goal”.",
            "one commission official",
        ),
        ("The council approved the tax, which a farmer called “the last straw, and a wet one”.", "a farmer"),
        ("The plan, which was called “a farce” by the mayor, has been shelved by the council.", "the mayor"),
        (
            "“He never read it,” said Lena Velk. Told of the remark, Tom Brandt shrugged. “She reads. I count.”",
            "Tom Brandt",
        ),
        (
            "Lena Velk said it was “lost”.\n\nAsked about that, Mara Brandt paused on the stairs.\n\n“Ask me in May.”",
            "Mara Brandt",
        ),
        ("Lena Velk said it was “over”. Shown the bill, the mayor laughed. “It will be paid.”", "the mayor"),
        (_NATIONALIST, "Zoltán Tóth"),
        (_DOCKER, "Hamid Sesay"),
        (_SISTER, "His sister"),
        (_PROSECUTOR, "The prosecutor"),
        (
            "A harbour spokeswoman warned against “lighting candles near curtains”. The spokeswoman, Fu Lan, left.",
            "Fu Lan",
        ),
        (_OWNER, "Tan Boon Keat"),
        (
            "Mara Velk owns the club. She has fired nine managers, the last of whom, Tom Brandt, called it “a zoo”.",
            "Tom Brandt",
        ),
        ("Tom Brandt, a shepherd, was there. With an aide he toured the docks. “Too late,” he said.", "Tom Brandt"),
        (_PILOT, "One of the pilots"),
        (_BOARD, "The board’s finance director"),
        ("Mara Velk runs the bank. The regulator called the plan “reckless”.", "The regulator"),
        ("Tom Brandt sued over the roof. The insurer said it was “surprised”.", "The insurer"),
        ("Tom Brandt sued over the loan. “It is a farce,” said the lender.", "the lender"),
        ("Tom Brandt bought the port. The watchdog warned of “grave risks”.", "The watchdog"),
    ],
)
def test_who_is_in_mind_where_words_are_said(text: str, speaker: str) -> None:
    """The words would be filed under the one named last, the letter that brings them, or a judge who is a man."""
    assert speakers(text)[-1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Two people briefed on the talks said the deal was close. “It was two words,” one of them said.",
            "one of two people briefed on the talks",
        ),
        (
            "Three bakers had come to the square with their loaves. “Nobody asked us,” said one of them.",
            "one of three bakers",
        ),
        (
            "Two pilots spoke to the inquiry. “We saw the lamp,” one of them said. He added that it was “green”.",
            "one of two pilots",
        ),
        (
            "The players are behind him. “If he goes, we go,” three of them say, almost together, when I ask.",
            "The players",
        ),
        ("Residents have complained. One, who would not be named, said it was “like living in a drum”.", "One"),
        (
            "Two officials said it would be dropped. “It’s dead,” said one. The other said it was “resting”.",
            "The other",
        ),
        (
            "Nurses voted. Their union, the Health Workers' League, said it was “bread on paper”.",
            "Health Workers' League",
        ),
        ("The Kelsby Trust agreed. The charity called on the ministry to “open the doors”.", "Kelsby Trust"),
        ("The union leader called it “a farce in three acts”. Ana Brandt, who leads the union, left.", "Ana Brandt"),
        (
            "Friends of Mara Velk say she was unhappy; one puts it less kindly. ‘She is always about to resign.’",
            "one",
        ),
        (
            "A letter signed by 140 physicians asked for “a phone that somebody, somewhere, will answer”.",
            "140 physicians",
        ),
        (
            "A petition drafted by the Bakers' Guild asked for “an end to the night shifts that nobody needs”.",
            "Bakers' Guild",
        ),
        ("On March 14 residents said the road was “a river with lamps”.", "residents"),
        ("The driver of the van, described by witnesses as “tall and in a hurry”, has not been found.", "witnesses"),
        ("The plan, called by the mayor “a bridge to nowhere much”, was shelved.", "the mayor"),
        (
            "Fishermen from Tombo wait on the benches. They come, they say, because “the case will swim away”.",
            "Fishermen from Tombo",
        ),
        (
            "Nurses from the Kelsby clinic marched to the square. “We sleep in our shoes,” they said.",
            "Nurses from the Kelsby clinic",
        ),
        (
            "The observer of the Delta Union took note of the above and hoped that talks would be “inclusive in fact”.",
            "The observer of the Delta Union",
        ),
        (
            "Torvik Athletic drew. Torvik have put out a statement: “A coach was delayed by sheep.”",
            "Torvik Athletic",
        ),
        (
            "Real Almarena lost. Almarena said the decision was “written before the kick-off, in ink”.",
            "Real Almarena",
        ),
    ],
)
def test_which_of_several_speak(text: str, speaker: str) -> None:
    """The words would be those of "one of them", of half the doctors, or of a town that has no voice."""
    assert speakers(text)[-1] == speaker


_NAMESAKE = """“They shout,” said Tom Velk, a herder. Gunmen raided Velk's village in June, killing nine people.

Rut Velk, a researcher who is not related to the herder, said the mandate was vague.

“Reasonable to whom?” Velk asked."""

_PREMIERS = """The talks were long and nobody in the hall slept. “We are close,” said Deputy Prime Minister Oleg Velk.

His counterpart, Luo Jian, was warmer. The premier called the talks “thorough and fruitful”."""

_TWO = """The talks were long and nobody in the hall had slept. “We are close,” said Foreign Minister Oleg Velk.

His counterpart, Ana Brandt, was warmer. The minister called the talks “thorough and fruitful”."""

_BEFORE = """The talks were long and nobody in the hall had slept. “We are close,” said Ambassador Oleg Velk.

His predecessor, Ana Brandt, was cooler. The former ambassador called the talks “thorough”."""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (_NAMESAKE, "Rut Velk"),
        (
            "Tom Velk opened the fair. Velk was cheered. His wife, Rut Velk, stood by. “It was my idea,” Velk said.",
            "Tom Velk",
        ),
        (
            _PREMIERS,
            "Luo Jian",
        ),
        (
            _TWO,
            "Ana Brandt",
        ),
        (
            _BEFORE,
            "Ana Brandt",
        ),
        (
            "“She sleeps in her coat,” said one of the protesters. The woman, who gave her name as Nasiba Velk, left.",
            "Nasiba Velk",
        ),
        (
            "“We waited,” said a driver in a fur hat. The man, who asked to be called only Beto, had slept in his cab.",
            "Beto",
        ),
        ("“We waited,” said Tom Velk. The woman beside him, who gave her name as Nasiba, nodded.", "Tom Velk"),
    ],
)
def test_namesakes_counterparts_and_late_names_are_told_apart(text: str, speaker: str) -> None:
    """The words would be those of the other one of the name or office, or of nobody known."""
    assert speakers(text)[-1] == speaker


_FERRYMAN = """The goalkeeper who came by ferry

When Kofi Velk reached the ground he had been travelling for nine hours, and the game was on.

Velk works nights at a plant, where they call him “Banks” after a goalkeeper none of them saw.

Velk sleeps little.

“I’ll be early,” the goalkeeper says."""

_TRAWLER = """The captain, the cook and the missing fish

The captain sleeps through the reading of the charges, and nobody wakes him.

Tam Van Velk, 52, is accused of fishing inside the zone with the lights off, and so is his cook.

There is laughter, and the captain wakes. “I never said donkey,” he says."""

_CLUBS = """Club Velk Rosario, who had lost the toss, won 3-2 on Sunday. The club had no comment.

A complaint was filed by Deportivo Minas. In a letter the club called it “a fantasy in blue ink”."""

_REVIEWED = """The Coast Monitor found it “all elbows”; a reviewer in Kelsby, writing of the same night, thought \
it “the only one that I have ever heard that frightened the ushers”."""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (_FERRYMAN, "Kofi Velk"),
        (_TRAWLER, "Tam Van Velk"),
        (_CLUBS, "Deportivo Minas"),
        (_REVIEWED, "a reviewer in Kelsby"),
        ("They seek a woman in a yellow coat who was heard shouting, “Not the shelter!”, and who ran.", "a woman"),
        ("Mara Velk left. A man who was heard crying, “Thieves!”, was led away on Monday.", "A man"),
        ("Delegates rose. The minister, waving a lamp, shouted: “Enough!”", "The minister"),
        ("The spokeswoman, Mele Velk, “categorically” denied any pressure.", "Mele Velk"),
        ("Tom Velk “strongly” condemned the raid on Monday.", "Tom Velk"),
        ("Lena Brandt sees her grandfather under a poster. “It was bigger,” she admits.", "Lena Brandt"),
        ("“Productive”\n\nThat was the mayor's only word on the meeting with Tom Brandt.", "the mayor"),
        ("A clerk wants chairs. “A bonfire of the vanities.” That was how Mara Velk described the sale.", "Mara Velk"),
        (
            "An embassy spokesman said the ship was “seeking particulars”, the South Press Association reported.",
            "An embassy spokesman",
        ),
        ("The minister said the bridge was “safe as houses”, the news agency Ostral reported.", "The minister"),
    ],
)
def test_who_is_told_of_in_the_headline_or_behind_the_words(text: str, speaker: str) -> None:
    """The words would be nobody's, the agency's that printed them, or those of somebody nameless."""
    assert speakers(text)[-1] == speaker
