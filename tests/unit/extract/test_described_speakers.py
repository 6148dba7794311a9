"""Who speaks where a description leads to the name, or stands in its place: invented people in the styles of papers."""

from __future__ import annotations

import pytest

from tests.unit.extract.reading import speakers

_RIVER = "The third week of the dispute over the river ended on Friday with no agreement and with two new lawsuits."

_LONG = "\n\n".join(
    f"The herders have been on the road for {days} days, and the lorries wait." for days in range(2, 14)
)


@pytest.mark.parametrize(
    ("lead", "words", "speaker"),
    [
        (
            "The river office rejected that. Its deputy head, Tom Velk, said warnings had gone out every hour.",
            "“They answered each of them,” he said.",
            "Tom Velk",
        ),
        (
            "The choir has lost its hall. Its coordinator, Mara Velk, wrote to the council on Monday.",
            "“We shall sing in the rain,” the coordinator told reporters.",
            "Mara Velk",
        ),
        (
            "Tom Velk has been walking since seven. The 61-year-old, a caretaker, shows Lottie Brandt his shoes.",
            "“My father walked from the coast,” the 61-year-old says.",
            "Tom Velk",
        ),
        (
            "A Volanian wine dealer who sold eleven false Gothic panels was sentenced on Thursday.",
            "Tom Velk, 47, stood with his eyes closed.\n\nIn a message the dealer told his brother: “Make it older.”",
            "Tom Velk",
        ),
        (
            "The woman holding the lamp was Mara Velk, whose former teacher, Tom Brandt, wrote to the school.",
            "She kept the lamp. “It was a gift,” the woman said.",
            "Mara Velk",
        ),
        (
            "The woman holding the lamp was Mara Velk, a baker from Nordhaven, and she was not afraid of it.",
            "Her former teacher, Tom Brandt, once described her in a note as “punctual and impossible”.",
            "Tom Brandt",
        ),
        (
            "The quay opened on Monday, and the first boat was there by seven with nobody on board but its crew.",
            "It was built by Mara Velk, managing director of Talbrek Marine, who described it as “boring”.",
            "Mara Velk",
        ),
        (
            "Tom Velk, Mara’s husband, who died in spring, built the house with Mara Velk when it was far inland.",
            "“Half right,” his widow said.",
            "Mara Velk",
        ),
        (
            "“We knew at once,” a retired officer, who prefers not to see his name in print, said. Mara Velk left.",
            "“It was a long rehearsal,” she said in her last letter.",
            "Mara Velk",
        ),
        (
            "Mara Velk drives the tram. On Monday a driver of a van that blocked it leaned out to speak to her.",
            "“He never moves,” she remarked, and rang the bell.",
            "Mara Velk",
        ),
        (
            "The prosecutor, Mara Velk, and the defence were done by noon, and the court rose for the day.",
            "The prosecutor wished “to hang the magician for the rabbit”, said Tom Brandt, for the accused.",
            "Tom Brandt",
        ),
        (
            "The owners, Talbrek N.V. of Volan, will not open the yard before summer, whatever is decided.",
            "They called the demand “impossible”.",
            "Talbrek N.V.",
        ),
        (
            "His opposite number, Goran Velk, would not gloat when it was over and the others had left the pitch.",
            "“He taught me all I know,” the Croat said.",
            "Goran Velk",
        ),
        (
            "“I signed,” Irina Velk-Bell said. The 58-year-old, a former nurse who was appointed in May, left.",
            "Deputy Minister Pavel Velk, who is not related to her, denied it. At noon he called it “unfinished”.",
            "Pavel Velk",
        ),
        (
            _RIVER,
            "Hugo “Sparky” Delacroix wired the hall. “It hums,” Sparky said.",
            "Hugo Delacroix",
        ),
        (
            _RIVER,
            "The 17-year-old Ines Velk won. “I ran,” said the teenager.",
            "Ines Velk",
        ),
        (
            _RIVER,
            "Otto Velk, 78, fell off the tram. “It moved,” the pensioner said.",
            "Otto Velk",
        ),
        (
            _RIVER,
            "Bishop Fidel Velk offered to help. “God made it,” the prelate said.",
            "Fidel Velk",
        ),
        (
            _RIVER,
            "One of them, Kelsby's Petar Velk, called her performance “theatre without a script”.",
            "Petar Velk",
        ),
        (
            _RIVER,
            "Ina Velk sat down. A councillor asked how long she meant to stay. “What time do you close?” she replied.",
            "Ina Velk",
        ),
        (
            _RIVER,
            "A driver at the plant, who gave only his first name, Chucho, was stopped. “They ask,” he said.",
            "Chucho",
        ),
        (
            _RIVER,
            "A vet, Sunniva Velk, saw two. Judge Ada Finch asked if they lived. “One did,” said the witness.",
            "Sunniva Velk",
        ),
        (
            _RIVER,
            "The union rejected it. “We asked for gloves,” said its secretary general, Dr Hilma Velk.",
            "Hilma Velk",
        ),
        (
            _RIVER,
            "The envoy, Mara Velk, whose delegation observed, said she had heard “six songs and no tune”.",
            "Mara Velk",
        ),
        (
            _RIVER,
            "Mara Velk spoke until noon and took no questions. “It is late,” the 34-year-old mother of three said.",
            "Mara Velk",
        ),
        (
            _RIVER,
            "“We wait,” said Benita Velk, who has three. Her sister Flora had a rope. “This is our bridge,” she said.",
            "Flora",
        ),
        (
            _RIVER,
            "Real Velk lost again. Its president, Nuria Brandt, left. The club said that it would “think calmly”.",
            "Real Velk",
        ),
        (
            _RIVER,
            "Kelsby Rovers have sold their keeper. The club called it “good business for both sides”.",
            "Kelsby Rovers",
        ),
        (
            "Mara Velk, 72, left her car on Friday. Ms Farida Brandt, who sits for the town, said that was too much.",
            "She has tabled a motion. Asked whether she would wait, Mara was unmoved. “I will,” she said.",
            "Mara Velk",
        ),
        (
            "The fishermen blame the platform. The consortium, Talbrek Offshore, answered the questions in writing.",
            "“No study,” it writes, “has shown any harm.”",
            "Talbrek Offshore",
        ),
        (
            "“He began here too,” said Rosa Velk, 52, a crane operator. Nordhaven Paper will close in two months.",
            "County Commissioner Earl Velk said the company had refused. “The folder came back,” he said.",
            "Earl Velk",
        ),
        (
            "Volania's health minister accused the doctors on Friday, as their walkout entered its third week.",
            "Dr Mara Velk told reporters that 214 had been turned away. “These are my neighbours,” the minister said.",
            "Mara Velk",
        ),
        (
            "That is exact. It has been tried before, on other coasts and by other people, and has always failed.",
            "It is also, for the biologist Mara Velk, of Basel, “a thing one finds when nobody has paid for it”.",
            "Mara Velk",
        ),
        (
            "Mayor says town “left to row with shovels”",
            "Rescuers found a girl on Thursday.\n\nMayor Mara Velk is angry. “They came late,” she told the council.",
            "Mara Velk",
        ),
        (
            "Mara Velk, 68, left her van on Mill Street for four minutes. When she came back it was gone.",
            "“I only went for milk,” the mum-of-three told the Evening Tide.",
            "Mara Velk",
        ),
        (
            _LONG,
            "The district governor called it “unlawful, but not odd”. The governor, Tove Lind, will meet both sides.",
            "Tove Lind",
        ),
        (
            _LONG,
            "The county coroner said it was “a death by tide”. The coroner, Mara Velk, will sit again in June.",
            "Mara Velk",
        ),
        (
            "It rained for hours on Parliament House, and the doors were shut to all but the press of the town.",
            "Mara Velk has just finished speaking. The premier repeated that “no one was hacked”.",
            "Mara Velk",
        ),
        (
            "“It was a large glass,” the mate told Mr. Justice Brandt, and the gallery laughed for some time.",
            "His Lordship said there was “nothing whatever to amuse” in it.",
            "Brandt",
        ),
        (
            "Mara Velk, who keeps a shop, told Lady Justice Brandt on Friday that there had never been an oven.",
            "Her Ladyship called this “a curious bakery”.",
            "Brandt",
        ),
    ],
)
def test_who_is_introduced_by_a_description_is_meant_by_it(lead: str, words: str, speaker: str) -> None:
    """The words would be filed under "its deputy" or left to nobody."""
    assert speakers(f"{lead}\n\n{words}")[-1] == speaker


@pytest.mark.parametrize(
    ("lead", "words", "speaker"),
    [
        (
            "Its head, Tom Velk, denied it. A senior official at the ministry, who would not be named, said it was so.",
            "“Water is money,” the official said.",
            "A senior official at the ministry",
        ),
        (
            "“It is free,” said the landlord, who rents from the town and would rather not say more about it.",
            "One of his regulars put it more bluntly: “They want us gone.”",
            "One of his regulars",
        ),
        (
            "The boiler burst on Saturday, and nobody in the building has been told when there will be heat again.",
            "One of the shift stokers, who begged us to print no name, described the night as “shorter than a toast”.",
            "One of the shift stokers",
        ),
        (
            "Mara Velk runs the office, and it is she who answers when it is asked what went wrong that night.",
            "A league official, granted anonymity because the talks are private, said it would “probably” be sold.",
            "A league official",
        ),
        (
            "Tom Velk sold the forged chairs for years, mostly to people who should have known better than he did.",
            "Two of the buyers have said that they do “not expect to see a penny”.",
            "Two of the buyers",
        ),
        (
            _RIVER,
            "A regular at the window table, who would not lower his paper, said it was “the end of everything, again”.",
            "A regular at the window table",
        ),
        (
            _RIVER,
            "Sir Anthony Velk said he had come to listen. “Then take your boots off!” one man called back.",
            "one man",
        ),
        (
            _RIVER,
            "A clerk who testified against Tom Velk said he was afraid. “They know me,” said the man, who left.",
            "A clerk who testified against Tom Velk",
        ),
        (
            _RIVER,
            "At the Volan annex, a mother of three was told to come back. “On Monday?” she said.",
            "a mother of three",
        ),
        (
            _RIVER,
            "Tom Velk was early. A security guard let him in. “My sister is a nurse,” he said.",
            "A security guard",
        ),
        (
            _RIVER,
            "A spokesperson for the Maritime and Harbour Agency said it took “a master with a certificate”.",
            "A spokesperson for the Maritime and Harbour Agency",
        ),
        (
            _RIVER,
            "Aides had written a speech. “He threw it to me,” said one of them, “and told me to read it to the goat.”",
            "one of the aides",
        ),
        (
            "“He wanted to fly,” said his grandmother, Bridget Velk, at the gate of the field where they found him.",
            "Jack Velk was 17. His mother said: “He was ours.”",
            "His mother",
        ),
        (
            "The sale was stopped on Monday, two hours before it should have begun, and nobody has said for how long.",
            "Lawyers for Ms Velk said the arrest was “theatre”.",
            "Lawyers for Ms Velk",
        ),
        (
            "The queue reached the harbour by six in the morning, and those at the end of it had brought chairs.",
            "A woman in her forties with a pushchair said it was “older than my son”.",
            "A woman in her forties with a pushchair",
        ),
        (
            "Tom Velk said the lamp would be mended. An aide close to him is less polite about the whole affair.",
            "“A child wired it,” he sighs.",
            "An aide close to him",
        ),
        (
            "Tom Velk promised to look at the bridge again by spring. A colleague of his is less hopeful about it.",
            "“He looks at everything,” he says. “He mends nothing.”",
            "A colleague of his",
        ),
        (
            "Mara Velk welcomed the text, and the envoy, Lottie Brandt, praised it. A diplomat from Nordia did not.",
            "“They agreed on the pipe,” the diplomat said.",
            "A diplomat from Nordia",
        ),
        (
            "Tom Velk, a sergeant minding the other gate, called it an accident and went home with his dogs.",
            "A captain minding the gate, who is not named as he may not speak, sighed. “I held the key,” he said.",
            "A captain minding the gate",
        ),
        (
            "It was about the roof, and everybody in the room knew that it was, whatever they may tell you now.",
            "“It always is,” said one trustee who was there and who, like all others, asked not to be named.",
            "one trustee who was there",
        ),
        (
            "The boat turned over at six, within sight of the harbour, and the four on board could not reach it.",
            "A friend who was with them and doesn’t want to be named told us: “Bao fell first.”",
            "A friend who was with them",
        ),
        (
            "“It was very quick,” said a friend who was on board. Two boats came out, and neither had a light.",
            "A coordinator described the water as “wet cement with a current”.",
            "A coordinator",
        ),
        (
            "It rained for hours on the town hall, and the doors were shut to all but the press of the town.",
            "Envoy Mara Velk spoke outside. The mayor said it was “a good day for the town”.",
            "The mayor",
        ),
        (
            _LONG + "\n\nThe district governor called it “unlawful, but not odd”.\n\n" + _LONG,
            "Nine days later a lorry came. It belonged to the governor, Tove Lind, who waved.",
            "The district governor",
        ),
    ],
)
def test_who_stays_without_a_name_is_nobody_told_of_before(lead: str, words: str, speaker: str) -> None:
    """What somebody said who asked not to be named would be filed under the person named before."""
    assert speakers(f"{lead}\n\n{words}")[-1] == speaker


@pytest.mark.parametrize(
    ("lead", "words", "speakers_together"),
    [
        (
            "The two ministers responsible, Mara Velk at transport and Tom Brandt at housing, wrote to them.",
            "They were, they said, “deeply sorry”.",
            "Mara Velk and Tom Brandt",
        ),
        (
            "Talbrek Power (“Talbrek”) and the ferry operator Coast Line opened a quay for ships on Monday.",
            "In a joint statement the two companies said it was “the first of four”.",
            "Talbrek Power and Coast Line",
        ),
    ],
)
def test_those_named_together_are_meant_together(lead: str, words: str, speakers_together: str) -> None:
    """A joint letter would be filed under "the two ministers"."""
    assert speakers(f"{lead}\n\n{words}") == [speakers_together]
