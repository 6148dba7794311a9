"""Whose words they are where the sentence around them names somebody else, or names them late: invented people."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers

_ISSUED = """Mara Velk, minister of transport of Nordland, and Tom Wilk, minister of works of Sudland, met on Monday \
and issued the following statement:

“We have agreed that the bridge shall open. No lorry will wait.”"""

_MINISTERS = """The ministers, H.E. Mr. Anders Kjær, H.E. Ms. Ilke Demir and H.E. Dr. Nomvula Zwane, met on Monday.

The ministers reaffirmed their commitment to “a sea without shadows”."""

_FIRM = """Chipmaker Oru Semiconductor cut its forecast on Monday.

“We blink,” said CFO Mara Velk.

Tom Brandt, an analyst, was unconvinced.

“It is asleep,” Brandt wrote.

The company said it would “defend the dividend”."""


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("I asked the Harbour Trust when the pier might open. ‘We don’t do dates,’ came the answer.", "Harbour Trust"),
        (
            "Tom Velk was there. Asked by a reader about the price, Mara Orrery smiled. “Money,” was her reply.",
            "Mara Orrery",
        ),
        (
            "President Aurel Brandt left for the coast. “Three fires are not bad luck,” read a post on his X account.",
            "Aurel Brandt",
        ),
        (
            "The region has suspended him. “We were deceived”, reads a note from its Transport Directorate.",
            "Transport Directorate",
        ),
        (
            "I had never been called “a nostalgist with a timetable”. That was Councillor Duncan Velk, and I laughed.",
            "Duncan Velk",
        ),
        (
            "The agency Ostral cited Mara Velk. She added, the agency reported: “I will read it when it is printed.”",
            "Mara Velk",
        ),
        (
            "“It is here,” Rasa Velk said.\n\nHer counterpart, Henrik Alm, joined her. The two said it was “no ship”.",
            "Rasa Velk and Henrik Alm",
        ),
        (
            "Sok Vannarith, the water minister, came late. “We learned of it from a fisherman,” Mr. Sok said.",
            "Sok Vannarith",
        ),
        (
            "Rupert Lyle-Vaughan has bought it.\n\n‘I learned to read there,’ Lyle-Vaughan says from Lisbon.",
            "Rupert Lyle-Vaughan",
        ),
        (
            "The minister, Mr Jógvan á Lakjuni Dam, spoke first. He called it “a fish with two flags”.",
            "Jógvan á Lakjuni Dam",
        ),
        (
            _ISSUED,
            "Mara Velk and Tom Wilk",
        ),
        (
            "“We won,” coach Mara Velk said.\n\nLars Hovland was cross with the referee. “Four minutes. Or seven?”",
            "Lars Hovland",
        ),
        (
            "The Summit heard a message from Mr. Tom Velk, read by his son, Mr. Jan Velk:\n\n“I made no request.”",
            "Tom Velk",
        ),
        (
            _MINISTERS,
            "Anders Kjær, Ilke Demir and Nomvula Zwane",
        ),
        (
            "The pact was brokered by Ma Ying-hsuan, a trader. “I only carried the tea,” Ma said by telephone.",
            "Ma Ying-hsuan",
        ),
        (
            _FIRM,
            "Oru Semiconductor",
        ),
        (
            "The boats are two hours away on a good day, says Colonel Mara Velk of the army, “and this is not one”.",
            "Mara Velk",
        ),
        ("The army is late. The boats come at six; it is an hour, says Major Velk, “or four in this”.", "Velk"),
        (
            "A column under Major H. S. Brandt came by noon. The Major described the slope as “a wet cake”.",
            "H. S. Brandt",
        ),
        ("General Mara Velk arrived. The General, who limps, called it “a mess of their own”.", "Mara Velk"),
        (
            "A senior official of the Tide Department said it had asked for Rs. 4 crores. “It is late,” he added.",
            "A senior official of the Tide Department",
        ),
        (
            "Mara Velk lost by eleven votes. It was No. 3 on her list. “I miss the band,” she said.",
            "Mara Velk",
        ),
        ("Mara Velk left early. The bridge is, in her words, “two parts river”.", "Mara Velk"),
        ("Tom Brandt was cross. The tide, in Mara Velk’s own phrase, “stole the road”.", "Mara Velk"),
        ("In the words of Mara Velk, the harbour master, Tom Brandt had “sold the rain”.", "Mara Velk"),
        ("It is “a slow orchard”, in the words of its designer. The designer, Tove Lind, is 61.", "Tove Lind"),
        (
            "Norland accused its neighbour of “closing the tap.” The remark, by the envoy, Mara Velk, came late.",
            "Mara Velk",
        ),
        (
            "Norland called it “a net with no fish”. The comments by Mara Velk, the minister, drew laughter.",
            "Mara Velk",
        ),
        ("The council is “a clock without hands”. The words were those of Mara Velk, a baker.", "Mara Velk"),
        (
            "Mayor Tom Brandt left. “I am tired,” he said.\n\n“I counted my ducks.”\n\nThat is Mara Velk, a farmer.",
            "Mara Velk",
        ),
        (
            "“We have no more cloth,” owner says\n\nThe mill was shut.\n\nIts owner, Mara Velk, fell silent.",
            "Mara Velk",
        ),
        (
            "“Which law?” asked the judge, Mara Velk.\n\n“I have to look,” said the lawyer.\n\n“Look.”\n\nHe looked.",
            "Mara Velk",
        ),
        ("“How many sheep?” asked the clerk, Mara Velk.\n\n“Ten, Madam,” said the shepherd.", "the shepherd"),
        ("Mara Velk was asked whether she slept.\n\n“When the sheep do,” the shepherd said.", "Mara Velk"),
        (
            "A complaint was dropped after a visit that the complainant called “polite, with six men”.",
            "the complainant",
        ),
        (
            "“We need room to breathe,” Mara Velk told us.\n\n* The talks ended\n* Paris needs “room to breathe”",
            "Mara Velk",
        ),
        (
            "The mayor, Mara Velk, had a plan. According to the daily Word it was bought; she has sued. “They lied.”",
            "Mara Velk",
        ),
        ("Lars Dahl lost. According to the daily Kvik, a door broke; he denies it. “The door was open.”", "Lars Dahl"),
        ("“They knew,” said a shepherd called Idris, 71. “They would not go up.” His wife, Leyla, nodded.", "Idris"),
        ("“They knew,” Velk said. “They would not go up.” Tom Brandt, a baker, nodded.", "Velk"),
        (
            "His barrister, Hina Velk KC, had asked for less. “He is a father of three,” she told the court.",
            "Hina Velk",
        ),
        ("The barrister, Mara Velk, QC, spoke last. She called it “a night without a moon”.", "Mara Velk"),
        ("In a message, the Honourable Mara Velk called the project “proof that small places can”.", "Mara Velk"),
        ("Mara Velk declined to comment, but a rival called the offer “a joke in two currencies”.", "a rival"),
        ("The mayor, Tom Brandt, hung up, and his deputy, Mara Velk, called it “a bridge to nowhere”.", "Mara Velk"),
        (
            "Mara Velk shrugged, while a person close to the bank described it as “odd at best”.",
            "a person close to the bank",
        ),
        ("Mara Velk met the mayor, and he said it was late, but called the plan “a bridge to nowhere”.", "the mayor"),
        ("The firm was late. Talbrek, accused of “greed” by Mara Velk, has left.", "Mara Velk"),
        ("A soldier who knew Mara Velk, and who lost a leg, said it was “hell”.", "A soldier who knew Mara Velk"),
        ("The regulator fined Talbrek Energy, saying it had been “late”.", "The regulator"),
        ("Mara Velk, whom Tom Brandt has accused of “theft”, denied it.", "Tom Brandt"),
        ("Mara Velk, who the prosecution says is “a danger”, denies it.", "the prosecution"),
        ("Mara Velk denied it, a claim her critics called “laughable”.", "her critics"),
        ("The mayor was late, a charge the minister described as “baseless”.", "the minister"),
        ("A video released by police shows a man shouting “Kill them!”", "a man"),
        ("A video posted by Tom Brandt shows Mara Velk shouting “Kill them!”", "Mara Velk"),
        ("Mara Velk has two children. They read “too much”, she said.", "Mara Velk"),
        ("Mara Velk criticised the judge, who said the law was “absurd”.", "the judge"),
        ("Mara Velk thanked the surgeon, who said she was “lucky to be alive”.", "the surgeon"),
        ("Mara Velk stood before the magistrate, who told her: “You will go to prison.”", "the magistrate"),
        ("Mara Velk is married to a surgeon who said the clinic was “falling apart”.", "a surgeon"),
        ("Police quoted a man who said he saw “a red light”.", "a man"),
        ("Mara Velk said the vote, described by Tom Brandt as “a farce”, would go on.", "Tom Brandt"),
        ("Mara Velk said it was, in the words of the poet Aro Tamm, “a ship without a keel”.", "Aro Tamm"),
        (
            "“We waited,” recalls Nurul, a nurse who asked that only her first name be used. “In vain.” Dr Velk left.",
            "Nurul",
        ),
        ("Velk Chemicals sent us to the council, which said the river was “not a cause for alarm”.", "the council"),
        ("Tom Brandt blamed his deputy, Mara Velk, who told reporters it was “an old rumour”.", "Mara Velk"),
        ("Mara Velk, head of the Tide Office, which advises the town, said it was “a gift to ducks”.", "Mara Velk"),
        (
            "Substitute Chidi Okafor headed in at the end.\n\n“I don’t score headers,” the 19-year-old grinned.",
            "Chidi Okafor",
        ),
        (
            (
                "Minister Grace Brandt came late.\n\nAt noon Esther Velk waited for her son.\n\n“He "
                "went down at six,” the mother of four said."
            ),
            "Esther Velk",
        ),
        (
            (
                "The keeper of coins, Prof. Li Velk, told the court of a sack. Her voice broke. “I ate one,” the "
                "numismatist said."
            ),
            "Li Velk",
        ),
        (
            (
                "Under cross-examination by Aro Brandt, for the defence, a detective gave way.\n\n“It was noon,” "
                "Inspector Jalal Velk said.\n\n“It was noon for the coins as well,” counsel replied."
            ),
            "Aro Brandt",
        ),
        (
            (
                "Asked by Oisín Velk SC, prosecuting, whether it was late, he nodded.\n\nFor the defence, Barra "
                "Brandt SC spoke of snow.\n\n“He is sorry,” counsel continued."
            ),
            "Barra Brandt",
        ),
        ("The court sat late.\n\n“It was noon,” counsel replied.", "counsel"),
        (
            (
                "Ida Velk, a harbour master, spoke in Torrin. Ores were lost, she said.\n\nKelsby Bullion called it a "
                "lie.\n\n“The company was not asked. It will appeal,” it said in an email."
            ),
            "Kelsby Bullion",
        ),
        ("Hendrik Velk, 52, an engineer, came.\n\nThe 52-year-old Belgian said the pier was “a heap”.", "Hendrik Velk"),
        (
            (
                "At the gate a banner reads “Wash, boil, pray”. The imam, Aro Velk, 71, had it painted himself.\n\n"
                "“In 1995 we lost my two brothers. Nobody told us to boil the water.”"
            ),
            "Aro Velk",
        ),
        ("Ada Holm came. Ivo Lund said he would stay, whatever Holm called “a breeze”.", "Ada Holm"),
        ("The judge asked counsel for quiet. “Yes,” counsel said.", "counsel"),
    ],
)
def test_whose_words_stand_beside_another_name(text: str, speaker: str) -> None:
    """The words would be filed under whoever is named next to them, or be nobody's."""
    assert speakers(text)[-1] == speaker
