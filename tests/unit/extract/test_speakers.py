"""Who speaks where several speak together, or one who has no name: invented people in the styles of many papers."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers

_MINISTERS = (
    "The Minister of Fisheries of Volania, Ms Mara Velk, and the Minister of the Sea of Nordia, Mr Tom Brandt, held "
    "talks today on the waters that lie between the two countries and on who may fish in them and when."
)


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“It rains in,” said a woman whose father keeps a stall there.", "a woman whose father keeps a stall there"),
        ("“We are not done yet,” said a man wrapped in a flag.", "a man wrapped in a flag"),
        ("“They showed us slides,” said a woman at the bakery in Mill Row.", "a woman at the bakery in Mill Row"),
        (
            "A Volanian official who took part in the talks said there had been “shouting in three languages”.",
            "A Volanian official who took part in the talks",
        ),
        ("Radio Volan quoted an aide to the mayor as saying it was “about projects”.", "an aide to the mayor"),
        (
            "“It is a truce,” said a nurse who plans to vote against it. It rained.",
            "a nurse who plans to vote against it",
        ),
        ("“Go home,” an officer standing at the gate told them.", "an officer standing at the gate"),
        ("“I would not bet on it,” said a resident in a telephone interview on Monday.", "a resident"),
        ("“Come again,” said a shopkeeper on Tuesday.", "a shopkeeper"),
        ("“I saw it,” said a baker who asked not to be named for fear of the landlord.", "a baker"),
        ("“I saw it,” said a driver who gave evidence after her.", "a driver"),
        ("“We counted for him,” said one mother, who has two girls at the school.", "one mother"),
        ("“So they say,” shouted a woman near the back.", "a woman near the back"),
        (
            "An official in the monuments office who wishes to remain anonymous says the file was “thin”.",
            "An official in the monuments office",
        ),
        (
            "An engineer hired by the city, who knew the figures, put it at nine. “If it rains,” the engineer said.",
            "An engineer hired by the city",
        ),
        (
            "A diplomat who took part in the talks, and who asked not to be named, said the text was “a mule”.",
            "A diplomat who took part in the talks",
        ),
        (
            "A diplomat who attended as an observer, adding that he would not be named, said it was “a mule”.",
            "A diplomat who attended as an observer",
        ),
        ("From the public gallery someone shouted: “So you should be!”", "someone"),
    ],
)
def test_somebody_without_a_name_is_called_as_the_print_describes_them(sentence: str, speaker: str) -> None:
    """A card would say "a woman" where the paper says which, or drag in when and why no name is given."""
    assert speakers(f"The market burned down on Friday, and the shops stayed shut.\n\n{sentence}") == [speaker]


@pytest.mark.parametrize(
    ("lead", "words", "expected"),
    [
        (
            "The pact was signed by the transport ministers, Mara Velk and Tom Brandt, on a ferry.",
            "“Ice carries no passport,” the ministers said in a joint statement.",
            ["Mara Velk and Tom Brandt"],
        ),
        (
            "The baker died in spring, and her sons, Ivo and Tom Velk, each claim the shop.",
            "“We have not spoken since,” the brothers said.",
            ["Ivo and Tom Velk"],
        ),
        (
            "Nurses will return to work now that the Red Hill Hospital Group and the United Ward Nurses have settled.",
            "In a joint statement the two sides said: “We did not listen to each other, and we are sorry.”",
            ["Red Hill Hospital Group and the United Ward Nurses"],
        ),
        (
            "The Volanian Seafarers' Federation and its Northern counterpart were not asked.",
            "“A ship is not run by a signature,” they said in a statement.",
            ["Volanian Seafarers' Federation and its Northern counterpart"],
        ),
        (
            "The county closed two schools in the autumn.",
            "The Coast Teachers' Association and the Heads' Guild called the review “a sum in search of a policy”.",
            ["Coast Teachers' Association and the Heads' Guild"],
        ),
        (
            _MINISTERS,
            "“The waters are common,” the two Ministers declared. “The protocol is short,” they stated.",
            ["Mara Velk and Tom Brandt"] * 2,
        ),
        (
            "The foreign ministers of Volania and Nordia, Mara Velk and Tom Brandt, met in Geneva and issued a text.",
            "In Geneva, Velk and Brandt said the talks had been “frank”. “It is a start,” the two ministers said.",
            ["Mara Velk and Tom Brandt"] * 2,
        ),
        (
            "Mara Velk, Tom Brandt and Ivo Kern were freed on Friday after two years in a cell by the sea.",
            "“We want to sleep,” the three said in a statement.",
            ["Mara Velk, Tom Brandt and Ivo Kern"],
        ),
        (
            "Mara Velk will speak first. She and her fellow warden, Tom Brandt, will hold a fair in the autumn.",
            "“We cannot save the mill,” the two said in a letter to the workers.",
            ["Mara Velk and Tom Brandt"],
        ),
        (
            "Two welders, Ivo Kern and Tom Brandt, told the panel that they had reported cracks in the boat.",
            "“We wrote it in the book, with our names,” the welders said.",
            ["Ivo Kern and Tom Brandt"],
        ),
        (
            "The prize went to the north this year, and not everybody in the hall was glad about that.",
            "Mara Velk and Tom Brandt, who lead the two parties, called it “a truce with a calendar”.",
            ["Mara Velk and Tom Brandt"],
        ),
        (
            "Finance Minister Tom Velk and his Nordian counterpart, Mara Brandt, welcomed the loan on Tuesday.",
            "Tom Velk and his counterpart, Mara Brandt, left, saying in a joint text it would “keep the lights on”.",
            ["Tom Velk and Mara Brandt"],
        ),
        (
            "The vote was lost by two. Nobody in the hall had thought that it would be as close as that.",
            "Two deputies, Tom Velk and Mara Brandt, left the party, writing that it “owes its voters a memory”.",
            ["Tom Velk and Mara Brandt"],
        ),
        (
            "The deal was signed on Friday by those who had been asked, and by nobody who goes to sea.",
            "In a joint letter, the unions of Tarrow, Belmont and Pike said that they had been “asked last”.",
            ["the unions of Tarrow, Belmont and Pike"],
        ),
        (
            "The summit closed on Friday with a declaration of nine paragraphs and one photograph of them all.",
            "The heads of state and government said that they “renew their faith in the river”.",
            ["The heads of state and government"],
        ),
        (
            "Two brothers, Qwelo and Zimri Tarr, were arrested off the platform in August and held for three days.",
            "“They asked what we wanted,” recalls Qwelo, the elder. “It was a fish,” adds Zimri.",
            ["Qwelo Tarr", "Zimri Tarr"],
        ),
        (
            "The pickets were going home for the night.",
            "“I never want to see soup again,” said one of them, Mara Velk.",
            ["Mara Velk"],
        ),
    ],
)
def test_those_who_speak_together_are_named_together(lead: str, words: str, expected: list[str]) -> None:
    """The card would say "the ministers", "the brothers", "the two sides" though the article names them."""
    assert speakers(f"{lead}\n\n{words}") == expected


@pytest.mark.parametrize(
    ("lead", "words", "speaker"),
    [
        (
            "The harbour firm Talbrek checked the site in spring and found corrosion in two of the cranes.",
            "It said they were “fit for use”.",
            "Talbrek",
        ),
        (
            "The utility, Energie Velk, wanted to sell the dam. On Sunday the valley voted, and it lost.",
            "“We respect the vote,” the company said in a statement.",
            "Energie Velk",
        ),
        ("Velk Rail has no trains running and cannot say when it will.", "“It is bad,” the company says.", "Velk Rail"),
        (
            "The Ministry of Fisheries was told on Monday that the boats had been seized, and it waited until Friday.",
            "“We are looking into it,” the ministry said.",
            "Ministry of Fisheries",
        ),
        (
            "The work was paid for by the Nordhaven Trust, which has owned the island since the war.",
            "The trust called it “the sort of accident we exist to fund”.",
            "Nordhaven Trust",
        ),
        (
            "Coast Traffic Control, which assigns the tugs, would not talk about the evidence that was heard.",
            "It said its staff had acted “in accordance with procedure”.",
            "Coast Traffic Control",
        ),
        (
            "Court halts plant; company speaks of “water”\n\nA plant which the group Talbrek Energy builds was shut.",
            "Talbrek's envoy, Mara Velk, left. The company called it a “misunderstanding about the cost of water”.",
            "Talbrek Energy",
        ),
        (
            "Orrery Textiles shut its last mill on Monday. The gates were locked at noon.",
            "Orrery said it was “beaten by dear wool”.",
            "Orrery Textiles",
        ),
        (
            "Orrery Ferries stopped sailing. In Orrery, a port of some size, the shops were shut as well.",
            "Orrery said it would go to court over “an unlawful timetable”.",
            "Orrery",
        ),
    ],
)
def test_a_body_is_meant_by_the_noun_for_what_it_is(lead: str, words: str, speaker: str) -> None:
    """Statements of a firm would be filed under "the company", those of a ministry under "the ministry"."""
    assert speakers(f"{lead}\n\n{words}")[-1:] == [speaker]


@pytest.mark.parametrize(
    ("lead", "words", "speaker"),
    [
        (
            "A clerk who paid for what a judge called “a life of relentless spending” was jailed on Friday.",
            "Judge Mara Velk told her that the town would not forget. She was led away.",
            "Mara Velk",
        ),
        (
            "Her marriage to the botanist Tom Velk was long and happy. Ana Brandt wrote her last book at ninety.",
            "Her husband, who died first, called her “the only storm I ever looked forward to”.",
            "Tom Velk",
        ),
        (
            "“I asked for a tug,” the pilot, Tom Velk, told the panel on Tuesday, when the hearing began.",
            "The 58-year-old, who has worked the river for years, said the bend was “no place to be without help”.",
            "Tom Velk",
        ),
        (
            "“It turns,” said Mara Velk, Chief Executive Officer of Brent Tidal, and then the lights went out.",
            "“My aunt would have said it could be bigger,” the CEO added.",
            "Mara Velk",
        ),
        (
            "In private its chairman, Tom Velk, was less polite about the vote than in writing.",
            "“They will see what a turbine costs,” he told colleagues, according to La Feuille du Soir.",
            "Tom Velk",
        ),
        (
            "The ferry has gone. “I read it twice,” said Alec Dunmore, who has been a mate on the route for years.",
            "“There will be fiddles,” promised the mate.",
            "Alec Dunmore",
        ),
        (
            "Tom Brandt spoke.\n\nBidders came. Jocelyn Marwood, who acts for them, said his clients were misread.",
            "“We shall turn nobody out,” he said.",
            "Jocelyn Marwood",
        ),
        (
            "The tenants have made an offer for their own village, and Mara Velk took it to town in a tin.",
            "The trustees’ agents, Bodding Hale, have called the plan “a work of fiction”.",
            "Bodding Hale",
        ),
        (
            "Gábor Velk, a quiet man, took over the line in spring from his uncle, Lajos Velk, who had built it.",
            "“He is careful,” the elder Velk said.",
            "Lajos Velk",
        ),
        (
            "A woman known as Witness A, speaking from behind a screen, told the court that a man had passed her.",
            "“He carried a bag,” the woman said.",
            "Witness A",
        ),
        (
            "The tower was never finished, and nobody who lives near it has forgotten why, or how many fell.",
            "Joaquim Branco, a neighbour whose verses were read there, came late. “Sorry is no door,” the poet said.",
            "Joaquim Branco",
        ),
        (
            "An aide at the ministry called it a mistake, and asked not to be named for saying so.",
            "State radio quoted Minister Tom Velk as telling miners to stay. “Nobody pays,” it quoted him as saying.",
            "Tom Velk",
        ),
        (
            "JOINT STATEMENT\n\nof the Ministry of Coasts of Volania and the Ministry of the Sea of Nordia\n\n"
            + _MINISTERS,
            "2. The two Ministries declare: “We hold these waters in common.”",
            "Ministry of Coasts of Volania and the Ministry of the Sea of Nordia",
        ),
        (
            "Mara Velk left the hall early, and nobody who saw her go had to ask what had been said there.",
            "She said the mayor, Tom Brandt, had told her “to come back with a lawyer”.",
            "Tom Brandt",
        ),
        (
            "The boat sank at noon, and the pier was full by one, and at two the bell rang for those who were on it.",
            "The fisherman, Sunday Okoro, wept. “My boat is gone,” Mr Okoro said.",
            "Sunday Okoro",
        ),
        (
            "Talbrek Marine said profit fell by half in a year that everybody on this coast would rather forget.",
            "The company blamed “a year without fish”.",
            "Talbrek Marine",
        ),
        (
            "Ida Moll has sold fish on this quay for forty years, and her stall is the last that opens in winter.",
            "“I knew his father. He paid.”",
            "Ida Moll",
        ),
        (
            "The street was closed again on Monday, and the buses went round by the river as they did last year.",
            "“They dug it up twice,” shopkeepers along Mill Row told the paper.",
            "shopkeepers",
        ),
    ],
)
def test_a_person_is_meant_by_office_age_or_kin(lead: str, words: str, speaker: str) -> None:
    """The words would be filed under "the CEO", "her husband", or the paper that printed them first."""
    assert set(speakers(f"{lead}\n\n{words}")) == {speaker}


def test_those_taking_part_are_who_the_labels_stand_for() -> None:
    """A transcript's turns would be filed under "Chair" and "The Chairman", or left out."""
    opening = (
        "Select Committee on Tides\n\n"
        "Members present: Mara Velk (Chair); Tom Brandt\n\nWitness: Ivo Kern, Chief Engineer, Coast Division\n\n"
    )
    turns = (
        "Q1 Chair: Welcome. When were you told?\n\nIvo Kern: At six in the evening. The lights had gone.\n\n"
        "Q2 Chair: Told by whom?\n\nTHE WITNESS: By my daughter. I am not being flippant.\n\n"
        "QUESTION (Ana Lind, Coast Herald): Was the ship yours?\n\nTHE WITNESS: It was not.\n\n"
    )
    said = speakers(opening + turns)
    assert said == ["Mara Velk", "Ivo Kern", "Mara Velk", "Ivo Kern", "Ana Lind", "Ivo Kern"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "The judge, Dame Honor Tate, asked the accused, Piet Malan, where he had been.",
                "“At home,” he replied.",
                "“All night?”",
                "“Most of it, my lady.”",
            ],
            ["Piet Malan", "Honor Tate", "Piet Malan"],
        ),
        (
            [
                "Mr Brandt asked Piet Malan why he ran.",
                "“I was wet,” Malan replied.",
                "“You had been in the sea, Mr Malan.”",
                "“I was out in the rain.”",
            ],
            ["Piet Malan", "Brandt", "Piet Malan"],
        ),
        (
            [
                "Gerd and Ilse Mohn have lived there since 1970. “We shall not go,” the couple said.",
                "“They must carry us,” Mr Mohn added. His wife laughed. “They will need six men,” she said.",
            ],
            ["Gerd and Ilse Mohn", "Gerd Mohn", "Ilse Mohn"],
        ),
        (
            [
                "The third day of the trial of two men for the theft of a lamp opened before a full gallery.",
                "Derek Vance represented himself. He told the bench that he had “only borrowed it”.",
                "“Then why paint it?” asked District Judge Nora Ellery.",
                "“It was rusty, ma'am.”",
                "There was laughter in the gallery.",
            ],
            ["Derek Vance", "Nora Ellery", "Derek Vance"],
        ),
        (
            [
                "The witness, Sanjay Mehta, said he had locked the shop at nine, as he did every night of his life.",
                "“Are you sure, Mr Mehta?” asked the prosecutor, Ellen Crouch.",
                "“As sure as the clock.”",
                "“And the clock was right?”",
                "“It was the only thing in the shop that was.”",
            ],
            ["Ellen Crouch", "Sanjay Mehta", "Ellen Crouch", "Sanjay Mehta"],
        ),
        (
            [
                "The bench heard that Mrs Velk woke in the night. Piotr and Jean Velk have lived there since 1998.",
                "Mr Velk said: “Nobody locks a gate for fun.”",
                "His wife, 74, added that she now slept “in her coat”.",
                "Outside, Mrs Velk did not wish to comment. Her husband did. “Let him have it,” he said.",
            ],
            ["Piotr Velk", "Jean Velk", "Piotr Velk"],
        ),
        (
            [
                "Tarik Velk and his wife, Selma, sleep in the car.",
                "“The seats go flat,” Selma said. Her husband laughed. “Hers does,” he said.",
            ],
            ["Selma", "Tarik Velk"],
        ),
        (
            [
                "The bill went out on Monday to every house in the street, and to two that fell down in the winter.",
                "“How can this be?” asked Nora Ellery, the mayor.",
                "“We have paid for it. We have paid twice.”",
            ],
            ["Nora Ellery", "Nora Ellery"],
        ),
        (
            [
                "MS. LIND: We will take questions.",
                "KARIM BASRI (Coast Dispatch): Will you raise the wreck?",
                "MS. LIND: The board will decide.",
                "KARIM BASRI (Coast Dispatch): When?",
                "MS. LIND: In May.",
            ],
            ["Lind", "Karim Basri", "Lind", "Karim Basri", "Lind"],
        ),
        (
            [
                "Parisa Velk, 61, closed her restaurant in May. We met her in the kitchen, which she has kept.",
                "Why did you close it?",
                "I was tired, and my knees were more tired than I was.",
                "You once told the broadcaster Radio Dune that guests were “children with cards”. Do you regret it?",
                "I regret the cards. I never regretted the children.",
                "What will you do now?",
                "I will sit down. We shall see for how long.",
            ],
            ["Parisa Velk"] * 4,
        ),
        (
            [
                "Mr Speaker: Order. The honourable Member will sit down.",
                "Ms Velk (Harbour North): I will not, Mr Speaker.",
                "Mr Speaker: She will.",
                "The Minister (Mr Brandt): If it helps, I will sit down.",
            ],
            ["Mr Speaker", "Velk", "Mr Speaker", "Brandt"],
        ),
    ],
)
def test_those_who_speak_in_turn_are_told_apart(paragraphs: list[str], expected: list[str]) -> None:
    """A barrister's questions would be the words of the accused, a husband's those of his wife."""
    assert speakers("\n\n".join(paragraphs)) == expected
