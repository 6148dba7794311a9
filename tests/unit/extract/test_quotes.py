"""Quotes of invented articles in many styles.

Each file of articles/ holds a text, a line ``====`` and what must be found: ``kind | speaker's form | speaker |
words``, with ``||`` between the halves of one quote and ``*`` where any form or speaker is right. ``not | words`` must
be nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import HowKnown, PhraseKind, Quote, QuoteKind, SpeakerForm
from tests.unit.extract.reading import marked, published, read

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True)
class Wanted:
    """One line of an article's gold."""

    article: str
    kind: str
    form: str
    speaker: str
    words: tuple[str, ...]


def load(path: Path) -> tuple[str, list[Wanted]]:
    """The text of an article and its gold."""
    text, gold = path.read_text(encoding="utf-8").split("\n====\n")
    lines: list[str] = []
    for line in gold.rstrip("\n").split("\n"):
        if line.split(" | ")[0] in {"direct", "mixed", "indirect", "not"}:
            lines.append(line)
        else:  # words that run over a line of the print
            lines[-1] += "\n" + line
    wanted = []
    for line in lines:
        kind, *rest = line.split(" | ", 3 if not line.startswith("not") else 1)
        form, speaker = (rest[0], rest[1]) if len(rest) == 3 else ("*", "*")
        wanted.append(Wanted(path.stem, kind, form, speaker, tuple(rest[-1].split(" || "))))
    return text, wanted


LOADED = {path.stem: load(path) for path in sorted(ARTICLES.glob("*.txt"))}
QUOTES = [wanted for _, gold in LOADED.values() for wanted in gold if wanted.kind in {"direct", "mixed"}]
INDIRECT = [wanted for _, gold in LOADED.values() for wanted in gold if wanted.kind == "indirect"]
NOBODY = [wanted for _, gold in LOADED.values() for wanted in gold if wanted.kind == "not"]


def label(wanted: Wanted) -> str:
    """A short name for a case."""
    return f"{wanted.article}-{' '.join(wanted.words[0].split()[:4])}"


def words(text: str, quote: Quote) -> tuple[str, ...]:
    """The words of a quote, part by part."""
    return tuple(span.of(text) for span in quote.spans)


@pytest.mark.parametrize("wanted", QUOTES, ids=label)
def test_a_quote_has_its_words_kind_and_speaker(wanted: Wanted) -> None:
    """A reader would be served words cut wrongly, of the wrong kind, or in another's mouth."""
    text, _ = LOADED[wanted.article]
    found = [quote for quote in read(text)[0] if words(text, quote) == wanted.words]
    assert found, wanted
    assert found[0].kind.value == wanted.kind
    if wanted.speaker != "*":
        assert found[0].speaker.name == wanted.speaker
    if wanted.form != "*":
        assert found[0].speaker.form.value == wanted.form


@pytest.mark.parametrize("wanted", INDIRECT, ids=label)
def test_indirect_speech_is_found(wanted: Wanted) -> None:
    """What somebody is reported to have said would be missing, or another's."""
    text, _ = LOADED[wanted.article]
    found = [
        quote for quote in read(text)[0] if quote.kind is QuoteKind.INDIRECT and words(text, quote) == wanted.words
    ]
    assert found, wanted
    assert wanted.speaker in {"*", found[0].speaker.name}


@pytest.mark.parametrize("wanted", NOBODY, ids=label)
def test_titles_terms_and_scare_quotes_are_nobodys(wanted: Wanted) -> None:
    """A title, a nickname or a scare quote would be served as somebody's words."""
    text, _ = LOADED[wanted.article]
    quotes, phrases = read(text)
    assert wanted.words not in [words(text, quote) for quote in quotes if quote.kind is not QuoteKind.INDIRECT]
    assert wanted.words[0] in [phrase.span.of(text).strip(" .,") for phrase in phrases]


@pytest.mark.parametrize("article", LOADED)
def test_nothing_in_marks_is_served_but_the_gold(article: str) -> None:
    """Words that nobody said would be served as a quote."""
    text, gold = LOADED[article]
    served = {words(text, quote) for quote in read(text)[0] if quote.kind is not QuoteKind.INDIRECT}
    assert served <= {wanted.words for wanted in gold if wanted.kind in {"direct", "mixed"}}


@pytest.mark.parametrize(
    ("sentence", "via", "speaker"),
    [
        ("News agency Ostpress quoted Mara Velk as saying that “the bridge will hold”.", "Ostpress", "Mara Velk"),
        ("Mara Velk, quoted by Ostpress, said: “The bridge will hold.”", "Ostpress", "Mara Velk"),
        ("State broadcaster OTV quoted the mayor, Mara Velk, as saying that it was “safe”.", "OTV", "Mara Velk"),
        ("“It is safe,” Mara Velk was quoted as saying by the Ostpress agency.", "Ostpress agency", "Mara Velk"),
        ("According to the Ostpress agency, citing two officials, it was “safe”.", "Ostpress agency", "two officials"),
        ("The Ostpress agency reported that Mara Velk called the bridge “safe”.", "Ostpress agency", "Mara Velk"),
        ("Mara Velk told Radio Ost that the bridge was “safe”.", "Radio Ost", "Mara Velk"),
        ("Mara Velk told the broadcaster Nordlicht that the bridge was “safe”.", "Nordlicht", "Mara Velk"),
        ("The agency Ostpress reported that the mayor, Mara Velk, had called it “safe”.", "Ostpress", "Mara Velk"),
        ("According to the newspaper Ostkurier, port head Mara Velk said it was “safe”.", "Ostkurier", "Mara Velk"),
        (
            "The daily Ostkurier quoted the mayor, Mara Velk, as saying that the bolts, bought in May, were “rotten”.",
            "Ostkurier",
            "Mara Velk",
        ),
        ("Mara Velk told the mayor that the bridge was “safe”.", None, "Mara Velk"),
        ("Mara Velk said: “The bridge will hold.”", None, "Mara Velk"),
    ],
)
def test_who_passed_the_words_on_is_no_speaker(sentence: str, via: str | None, speaker: str) -> None:
    """An agency's name would stand over the words of the person it quotes."""
    quote = next(quote for quote in read(sentence)[0] if quote.kind is not QuoteKind.INDIRECT)
    assert (quote.speaker.name, quote.via) == (speaker, via)


BRIDGE = "The engineer Mara Velk, 61, opened the bridge with Captain Idris Brandt. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tom Orrery came home. “I am tired,” the Torrin Herald quoted the first mate, Mara Velk, as saying.",
            "Mara Velk",
        ),
        ("Mara Velk is a widow. “They sign,” the radio station Onda Alta quoted her as saying on Sunday.", "Mara Velk"),
        (
            "Mara Velk, 61, is the mayor. “Anna signs,” the daily Primor List quoted the 61-year-old as saying.",
            "Mara Velk",
        ),
        ("Nobody was ordering. “It stank for years,” a retired hog buyer said.", "a retired hog buyer"),
        ("Bela Csonka lost. “I told him to go,” said the coach, his father, Tom Csonka.", "Tom Csonka"),
        (
            "The theatre’s joint directors, Mara Velk and Tom Orrery, said they acted “with heavy hearts and hands”.",
            "Mara Velk and Tom Orrery",
        ),
        (
            "The Torrin Institute of Tides was heard. The Institute considers the sea “stressed but not lost yet”.",
            "Torrin Institute of Tides",
        ),
        ("Like many Norlanders, Mara Velk uses a bell. “It rings,” she said.", "Mara Velk"),
        ("The talks began on Monday. “We are ready to talk,” the Norwegian side said.", "Norwegian side"),
        ("Mara Velk met Tom Orrery. “We argued,” Velk said. Her guest added: “I remember the fish.”", "Tom Orrery"),
        (
            "Mara Velk and Tom Orrery run it. In a letter to the crew, Ms Velk and Mr Orrery write: “Nobody will go.”",
            "Mara Velk and Tom Orrery",
        ),
        ("Rain fell. The head of the Coast Guard, Captain Ole Dahl, said: “It was dark.”", "Ole Dahl"),
        ("Mara Velk, editor of the city’s newspaper, the Torrin Herald, said it was “both wet and late”.", "Mara Velk"),
        ("Head of the Traffic Police Department, Superintendent Ravi Menon, said: “Speed kills.”", "Ravi Menon"),
        ("Commander of the Cyber Crime Branch, DSP Goh Siew Leng, said: “They hack loneliness.”", "Goh Siew Leng"),
        (
            "The Society of Engineers of Paris warned that it “cannot be expected to stand”.",
            "Society of Engineers of Paris",
        ),
    ],
)
def test_who_speaks_behind_a_medium_a_trade_or_an_apposition(text: str, speaker: str) -> None:
    """The newspaper would be the speaker, or one of the two, or nobody."""
    assert marked(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“It holds,” the engineer said.", "Mara Velk"),
        ("“It holds,” the 61-year-old said.", "Mara Velk"),
        ("“It holds,” the officer said.", "Idris Brandt"),
        ("“It holds,” the ²-year-old said.", "Idris Brandt"),
        ("Velk and Brandt laughed. “It holds,” they said.", "Mara Velk and Idris Brandt"),
        ("Velk asked Brandt whether it held. “It holds,” he said.", "Idris Brandt"),
        ("A welder was there. “It holds,” the welder said.", "A welder"),
        ("“It holds,” said one of the sailors.", "one of the sailors"),
        ("“It holds,” said another.", "another"),
        ("The captain, who asked not to be named, said: “It holds.”", "The captain"),
    ],
)
def test_who_a_noun_phrase_or_pronoun_means(sentence: str, speaker: str) -> None:
    """A reader who asks for somebody's words would miss them, or be given another's."""
    marks = [quote for quote in read(BRIDGE + sentence)[0] if quote.kind is not QuoteKind.INDIRECT]
    assert [quote.speaker.name for quote in marks] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tamsin Orrery, now professor of botany in Lund, saw Idris Brandt. “It grows,” said the professor.", "Tamsin"),
        ("Tamsin Orrery, a schoolteacher, saw Idris Brandt there. “It grows,” said the teacher.", "Tamsin"),
        ("The guest, Tamsin Orrery, was a botanist. She met Idris Brandt. “It grows,” the botanist said.", "Tamsin"),
        ("Tamsin Orrery, who teaches maritime law in Lund, agrees. “It holds,” said the lawyer.", "Tamsin"),
        ("Tamsin Orrery grew up in Lund. She won the race by a mile. “It was easy,” the winner said.", "Tamsin"),
        ("Tamsin Orrery kept goats in Lund. She liked them. “They bite,” says the goat-keeper.", "Tamsin"),
        ("The town built what its mayor called “a bridge to nowhere”. The mayor, Tamsin Orrery, left.", "Tamsin"),
        ("Idris Brandt was born in Lund. He married Tamsin Orrery in 2001. “He sang,” his widow said.", "Tamsin"),
        ("Tamsin Orrery told the court so. Idris Brandt came. “I saw it,” replied the witness.", "Tamsin"),
        ("Tamsin Orrery, 41, of Mill Row, denies it. PC Idris Brandt came. “I ran,” said the accused.", "Tamsin"),
        ("Tamsin Orrery, 41, of Chapel Row, denies it. PC Idris Brandt read. “I ran,” said the defendant.", "Tamsin"),
        ("Tamsin Orrery, Chief Executive Officer of Brent Tidal, sat. “It pays,” said the chief executive.", "Tamsin"),
        ("A banker, who asked not to be named, left.\n\nTamsin Orrery sat. “It pays,” the banker said.", "A banker"),
        ("Chief Idris Brandt left. Tamsin Orrery will lead the port. “It pays,” said the incoming chief.", "Tamsin"),
        ("Idris Brandt was cross-examined by Tamsin Orrery. “You saw it?” asked counsel.", "Tamsin"),
        (
            "His first wife, Enid, died in 2001. He leaves his second wife, Tamsin Orrery. “He sang,” his widow said.",
            "Tamsin",
        ),
        ("One of them, who would not give his name, waited outside the Swan. “It sank,” he said.", "One of them"),
        ("The choir complained. “It is late”, four of them warned in a note of their own.", "four of them"),
        ("The choir was led by Tamsin Orrery. Idris Brandt came. “We sang,” said the leader.", "Tamsin"),
        ("The churchwardens, in a letter to the bishop, complained of “unseemly haste”.", "The churchwardens"),
        ("Tamsin Orrery left early. She warned the council in a letter: “It will fall.”", "Tamsin"),
        ("Tamsin Orrery, the trust’s Dutch secretary, met Idris Brandt. “It rains,” added the secretary.", "Tamsin"),
        ("Idris Brandt came with Tamsin Orrery. “It burns,” said the former lamplighter.", "the former lamplighter"),
        ("Idris Brandt won on Monday. Tamsin Orrery won on Tuesday. “It was easy,” said the loser.", "the loser"),
    ],
)
def test_a_noun_phrase_is_the_person_introduced_so(text: str, speaker: str) -> None:
    """The words of somebody introduced by trade, deed or marriage would be filed under "the lawyer"."""
    marks = [quote for quote in read(text)[0] if quote.kind is not QuoteKind.INDIRECT]
    assert [(quote.speaker.name or "").removesuffix(" Orrery") for quote in marks] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "THE CHAIR (Mr T. van Orrery): We come to the ferry.\n\nMR BRANDT: It leaks.\n\nTHE CHAIR: Noted.\n",
            "T. van Orrery",
        ),
        (
            "The chef Gu Min-hyeok was not amused.\n\nMy pots were full.\n— Chef Gu (@gumin) May 8, 2031\n",
            "Gu Min-hyeok",
        ),
    ],
)
def test_a_label_is_the_person_it_was_explained_by(text: str, speaker: str) -> None:
    """The turns of a chair and the posts of a titled name would be filed under the label, not under the person."""
    found = [quote.speaker.name for quote in read(text)[0] if quote.speaker.name != "Brandt"]
    assert found
    assert set(found) == {speaker}


@pytest.mark.parametrize(
    ("sentence", "day", "how"),
    [
        ("“We agreed,” Mara Velk said on 2 March 2021.", "2021-03-02", HowKnown.PRINTED),
        ("“We agreed on 2 March 2020,” Mara Velk said.", "2021-03-05", HowKnown.PRINTED),
        ("“We agreed,” Mara Velk said yesterday.", "2021-03-04", HowKnown.RESOLVED),
        ("The lid fell, Mara Velk said; it was on 2 March 2020.", "2021-03-05", HowKnown.PRINTED),
    ],
)
def test_a_quote_is_dated_by_its_own_sentence(sentence: str, day: str, how: HowKnown) -> None:
    """A quote would be filed under the day of the paper, not of the speech, or under a day it only mentions."""
    quote = read(sentence, published("2021-03-05"))[0][0]
    assert quote.said_on.date is not None
    assert (quote.said_on.date.iso, quote.said_on.derivation.how) == (day, how)


def test_a_day_in_one_quote_does_not_date_the_next() -> None:
    """A statement of today would be filed under a day that its speaker only remembers."""
    text = "“I saw it on 2 March 2020, and I wept,” Mara Velk said. “Today I know better.”"
    days = [quote.said_on.date and quote.said_on.date.iso for quote in read(text, published("2021-03-05"))[0]]
    assert days == ["2021-03-05"] * len(days)


def test_an_undated_text_leaves_the_day_unknown() -> None:
    """A day would be guessed for a document that has none."""
    quote = read("“We agreed,” Mara Velk said.")[0][0]
    assert quote.said_on.date is None


def test_words_that_nobody_can_be_found_for_are_unattributed() -> None:
    """Somebody would be made the speaker of words that the text gives to nobody."""
    text = "“The lights went out one after the other and then there was nothing at all to be seen.”"
    quotes, _ = read(text)
    assert [(quote.speaker.name, quote.speaker.form) for quote in quotes] == [(None, SpeakerForm.NONE)]


def test_nested_words_are_kept_for_search() -> None:
    """Words quoted inside a quote could not be searched for, or were served as a quote of their own."""
    quotes, phrases = read("“He called it ‘a day like no other’ and left,” said Mara Velk.")
    assert [quote.kind for quote in quotes] == [QuoteKind.DIRECT]
    assert [phrase.kind for phrase in phrases] == [PhraseKind.NESTED]


MARKS = "“ ” ‘ ’ \" ' `` '' « » „ . , : — - ( ) <a> 6'2\" Mr. 5 ’s … é 中"
WORDS = "said Velk he She told quoted that who state and Xi Q: VELK: @velk: the·spokesman according·to as·saying"
BLANKS = [" ", " ", "\n", "\n\n", "\u2028", "\r\n"]
PIECES = st.sampled_from([*MARKS.split(), *WORDS.replace("·", "\xa0").split(" "), *BLANKS])


def check(text: str) -> None:
    """Every span slices the text, in order, and says who and how sure."""
    quotes, phrases = read(text)
    for quote in quotes:
        assert quote.spans
        assert all(0 <= span.start < span.end <= len(text) for span in quote.spans)
        assert all(one.end <= other.start for one, other in zip(quote.spans, quote.spans[1:], strict=False))
        assert 0.0 <= quote.confidence <= 1.0
        assert (quote.speaker.name is None) == (quote.speaker.form is SpeakerForm.NONE)
    assert all(0 <= phrase.span.start < phrase.span.end <= len(text) for phrase in phrases)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300)
def test_any_news_like_text_gives_valid_spans(text: str) -> None:
    """A strange text would stop the reading of a whole folder, or give words that are not in it."""
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=200)
def test_any_text_at_all_gives_valid_spans(text: str) -> None:
    """The same, for texts of any script."""
    check(text)


@pytest.mark.parametrize(
    "piece", ['"', "“", "”", "‘a ", "'", "``", "“a” said ", "said ", "Mara Velk ", "that ", "“a\n\n"]
)
def test_a_long_run_of_anything_is_read(piece: str) -> None:
    """A damaged file would hang the reading: this text takes seconds, or for ever where time grows with its square."""
    text = piece * (100_000 // len(piece))
    check(text)


def test_whom_the_questions_name_does_not_answer() -> None:
    """The answers of an interview would be served as the words of the one it is about."""
    text = (
        "Mara Velk has prompted actors for thirty years. Once she fed the late Tomas Arlt a whole act.\n\n"
        "Q: Did Arlt thank you?\n\nA: He sent a ham. I have the card still.\n\n"
        "Q: What did Arlt say of it?\n\nA: I never asked him.\n\nQ: And Arlt's widow?\n\nA: She laughed at me.\n"
    )
    assert {speaker for _, speaker in marked(text)} == {"Mara Velk"}


def test_the_reporter_between_the_turns_of_an_interview_is_not_the_one_who_answers() -> None:
    """What others say of the one who answers would be served as that one's own words."""
    text = (
        "Mara Velk has kept the light for thirty years.\n\nQ: Do you sleep?\n\nA: I sleep by day.\n\n"
        "Q: They say you are too old.\n\nA: I am paid not to hear that.\n\n"
        "Dame Hestia Brandt, who runs the harbour, says nobody else wants the post. "
        '"She is the only one who knows the lamp," she told us by telephone.\n\n'
        "Q: Will you go?\n\nA: I will not.\n"
    )
    said = dict(marked(text))
    assert said[("She is the only one who knows the lamp,",)] == "Hestia Brandt"
    assert said[("I am paid not to hear that.",)] == "Mara Velk"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Hugo Brandt locked the safe.\n\n« I never read it, » he swears, « my aunt walked there once. »",
            [(("I never read it,", "my aunt walked there once."), "Hugo Brandt")],
        ),
        (
            "Elders of the village sat at the back. “We have come to be seen,” they told the Herald.",
            [(("We have come to be seen,",), "Elders of the village")],
        ),
        (
            "A holidaymaker I met on the quay, who gave no name, called the mast “a stick with ideas”.",
            [(("a stick with ideas",), "A holidaymaker")],
        ),
        (
            "“My son came home for it”, said Tom Velk, who lives here and, as he likes to add, “nowhere else”.",
            [(("My son came home for it",), "Tom Velk"), (("nowhere else",), "Tom Velk")],
        ),
        (
            "“I saw the boat”, said Mara Velk, who owns it, and, as she put it later, “no captain at all”.",
            [(("I saw the boat",), "Mara Velk"), (("no captain at all",), "Mara Velk")],
        ),
        (
            "“I saw the boat,” said Mara Velk, a baker, “and nobody in it.”",
            [(("I saw the boat,", "and nobody in it."), "Mara Velk")],
        ),
    ],
)
def test_spaced_marks_and_people_met(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    """One quotation would be served as two, or as nobody's."""
    assert marked(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            (
                "“That boat is mine!” shouted a woman in a red hat. The sale was over.\n\n"
                "The woman was Yevka d'Orlane, a baker. Her uncle, Tomas d'Orlane, built it.\n\n"
                "“We looked for years,” she said later.\n"
            ),
            "That boat is mine!",
            "Yevka d'Orlane",
        ),
        (
            (
                "“That boat is mine!” shouted a woman in a red hat. The sale was over.\n\n"
                "The woman left with a bag. She had come with a lawyer.\n"
            ),
            "That boat is mine!",
            "a woman in a red hat",
        ),
        (
            (
                "The Rev Yevka Dorn-Hale, vicar of a small parish, had 28 days. Yesterday she did so, in a letter "
                "of one sentence: “I would sooner stop the tide.”\n\n"
                "The complainant, Quillon Thack, moved into the mill this spring. “I am no ogre,” he said.\n"
            ),
            "I am no ogre,",
            "Quillon Thack",
        ),
    ],
)
def test_who_was_described_is_named_later_and_she_is_not_he(text: str, words: str, speaker: str) -> None:
    """A woman's words would stay nobody's in particular, a man's would be given to the woman before him."""
    assert dict(marked(text))[(words,)] == speaker
