"""Names of many shapes, and who is the same as whom."""

from __future__ import annotations

import pytest

from bot.model import EntityKind
from tests.unit.extract.reading import names_of


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Prime Minister Ilmar Kestrel spoke. Later Kestrel left.", "Ilmar Kestrel", "Kestrel"),
        ("Dr. Priyanka Raghunathan spoke. Later Raghunathan left.", "Priyanka Raghunathan", "Raghunathan"),
        ("The negotiator Liang Shuwen spoke. Later Liang left.", "Liang Shuwen", "Liang"),
        ("The engineer Kim Tae-hyun spoke. Later Kim left.", "Kim Tae-hyun", "Kim"),
        ("Mayor Kiss Zoltán spoke. Later Kiss left.", "Kiss Zoltán", "Kiss"),
        ("Mayor Sjoerd van der Velde spoke. Later Van der Velde left.", "Sjoerd van der Velde", None),
        ("María Fernanda Quispe Huamán spoke. Later Quispe left.", "María Fernanda Quispe Huamán", "Quispe"),
        (
            "Sheikh Abdulrahman bin Faisal al-Harthi spoke. Later al-Harthi left.",
            "Abdulrahman bin Faisal al-Harthi",
            "al-Harthi",
        ),
        ("Anatoly Pavlovich Druzhinin spoke. Later Druzhinin left.", "Anatoly Pavlovich Druzhinin", "Druzhinin"),
        ("Rep. G.K. Underfield spoke. Later Underfield left.", "G.K. Underfield", "Underfield"),
        ("Hugo “Sparky” Delacroix spoke. Later Delacroix left.", "Hugo Delacroix", "Delacroix"),
        ('Hugo "Sparky" Delacroix spoke. Later Delacroix left.', "Hugo Delacroix", "Delacroix"),
        ('Then Hugo ("Sparky") Delacroix spoke. Later Delacroix left.', "Hugo Delacroix", "Delacroix"),
        ("The spokesman, Per Velk, spoke. Later Velk left.", "Per Velk", "Velk"),
        ("Then Hugo (Sparky) Delacroix spoke. Later Delacroix left.", "Hugo Delacroix", "Delacroix"),
        ("Vera Ilyinichna Velk spoke. Later Vera Ilyinichna left.", "Vera Ilyinichna Velk", "Vera Ilyinichna"),
        ("Vera Ilyinichna spoke. Later Vera Ilyinichna Velk left.", "Vera Ilyinichna Velk", "Vera Ilyinichna"),
        ("The spokesman, Bae Do-yeong, spoke. Later Bae left.", "Bae Do-yeong", "Bae"),
        ("The mason, Do Van Khanh, spoke. Later Khanh left.", "Do Van Khanh", "Khanh"),
        ("The mason, Tran Hoai An, spoke. Later the roof fell.", "Tran Hoai An", None),
        ("Salma Idris al-Masri spoke. Al-Masri said no.", "Salma Idris al-Masri", "al-Masri"),
        ("Hugo d'Arro spoke. D'Arro said no.", "Hugo d'Arro", "d'Arro"),
        ("Siti Laila binti Rahmat spoke. Later Siti Laila left.", "Siti Laila binti Rahmat", "Siti Laila"),
        ("The magistrate, Joseph ole Lemba, spoke. Later Lemba left.", "Joseph ole Lemba", "Lemba"),
        ("Céleste Ilunga wa Kabongo spoke. Later Kabongo left.", "Céleste Ilunga wa Kabongo", "Kabongo"),
        ("Mrs Aneesa Rahman spoke. Later Mrs Rahman left.", "Aneesa Rahman", "Rahman"),
        ("spokeswoman Rhea Dalmoor spoke. Later Dalmoor left.", "Rhea Dalmoor", "Dalmoor"),
        ("Lt Gen (retd) Anil Thorat spoke. Later Thorat left.", "Anil Thorat", "Thorat"),
        ("Alhaji Musa Garkuwa spoke. Later Garkuwa left.", "Musa Garkuwa", "Garkuwa"),
        ("The coach Tom Bishop spoke. Later Bishop left.", "Tom Bishop", "Bishop"),
        ("Robert Hale III spoke. Later Hale left.", "Robert Hale III", "Hale"),
        ("Sam Pike, Jr., spoke. Later Pike left.", "Sam Pike, Jr.", "Pike"),
        ("Cornelis van der Hoef spoke. Van der Hoef then left.", "Cornelis van der Hoef", "Van der Hoef"),
        ("Seán Óg Mac Giolla Dubh spoke. Later Mac Giolla Dubh left.", "Seán Óg Mac Giolla Dubh", "Mac Giolla Dubh"),
        ("Mayor Dana London spoke. London then left.", "Dana London", "London"),
        ("Eithne Mac an tSagairt spoke. Later Mac an tSagairt left.", "Eithne Mac an tSagairt", "Mac an tSagairt"),
        ("Envoy Rashid bin Said al-Harithi spoke. Later al-Harithi left.", "Rashid bin Said al-Harithi", "al-Harithi"),
        ("Samiuela 'Uta'atu spoke, and so did she.", "Samiuela 'Uta'atu", None),
        ("Her apprentice, the Ivorian Yaoré Kouamé, spoke. Later Kouamé left.", "Yaoré Kouamé", "Kouamé"),
        ("Below it stands Tom Velk “I’m so glad”, and that is all.", "Tom Velk", None),
        ("The envoy, Mele ‘Akau’ola-Finau, spoke.", "Mele ‘Akau’ola-Finau", None),
        ("Khadija Said Abdalla spoke. Later Abdalla left.", "Khadija Said Abdalla", "Abdalla"),
        ("“It is late,” said Tarek Said Brahimi. Later Brahimi left.", "Tarek Said Brahimi", "Brahimi"),
        ("The minister, Said Hassan Tahir, spoke. Later Tahir left.", "Said Hassan Tahir", "Tahir"),
        ("“It is late,” Laila Said said. Ms Said then left.", "Laila Said", "Said"),
        ("Said Mara Velk of the council: “It will come.” Later Velk left.", "Mara Velk", "Velk"),
        ("The farmer, Rex Early, spoke. Later Rex Early left.", "Rex Early", None),
        ("Tarmo Past (moderator) spoke. Later Mr Past left.", "Tarmo Past", "Past"),
        ("DSP Lim Wei Jie spoke. Later DSP Lim left.", "Lim Wei Jie", "Lim"),
        ("Assistant Commissioner Goh Siew Leng spoke. Later AC Goh left.", "Goh Siew Leng", "Goh"),
        ("Detective Chief Inspector Mara Velk spoke. Mr Tom Velk, too. Later DCI Velk left.", "Mara Velk", None),
    ],
)
def test_a_person_is_named_in_full_and_found_by_surname(text: str, name: str, short: str | None) -> None:
    """A speaker would be shown with title or without first name, or be two people."""
    names = names_of(text)
    person = names.resolve(name)
    assert person is not None
    assert (person.name, person.kind) == (name, EntityKind.PERSON)
    if short is not None:
        assert names.resolve(short) == person
        assert len(person.mentions) == 2


def test_the_label_of_a_transcript_is_the_person_of_its_headline() -> None:
    """/quote Kestrel would find a body called KESTREL, and nothing that it said."""
    text = (
        "Interview with Governor Ruth Kestrel\n\nQ: Will it rain?\n\nKESTREL: It will.\n\nQ: When?\n\nKESTREL: Soon.\n"
    )
    names = names_of(text)
    person = names.resolve("KESTREL")
    assert person is not None
    assert (person.name, person.kind) == ("Ruth Kestrel", EntityKind.PERSON)
    assert len(names.people) == 1


def test_two_people_of_one_surname_are_kept_apart() -> None:
    """What one of two namesakes said would be put into the other's mouth."""
    text = (
        "Ruben Castellanos spoke first. Then Eva Castellanos spoke. Mrs Castellanos was brief. Mr Castellanos was not."
    )
    names = names_of(text)
    spoken = {name: names.resolve(name) for name in ("Ruben Castellanos", "Eva Castellanos")}
    assert [len(person.mentions) for person in spoken.values() if person] == [2, 2]


def test_a_son_of_the_same_name_is_another() -> None:
    """A father's words would be put into his son's mouth."""
    names = names_of("Robert Hale Sr. spoke. His son, Robert Hale Jr., left.")
    father, son = names.resolve("Robert Hale Sr."), names.resolve("Robert Hale Jr.")
    assert father != son
    assert [len(person.mentions) for person in (father, son) if person] == [1, 1]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "The Shanghai Port Organisation (SPO) met. The SPO is old.",
            "Shanghai Port Organisation",
            EntityKind.ORGANISATION,
        ),
        (
            "The Karelian foreign ministry and the Ostmark Ministry of Defence agreed.",
            "Ostmark Ministry of Defence",
            EntityKind.ORGANISATION,
        ),
        ("The Russian foreign ministry said so.", "Russian foreign ministry", EntityKind.ORGANISATION),
        ("They met in South Africa.", "South Africa", EntityKind.PLACE),
        ("Boats left the Kelsby Islands.", "Kelsby Islands", EntityKind.PLACE),
        ("It snowed on Mount Orrery.", "Mount Orrery", EntityKind.PLACE),
        ("They live in the Torrin Valley.", "Torrin Valley", EntityKind.PLACE),
        ("State broadcaster Voice of the Delta said so.", "Voice of the Delta", EntityKind.ORGANISATION),
        ("The contractor, Torrin Velk Tunnelling, said so.", "Torrin Velk Tunnelling", EntityKind.ORGANISATION),
        ("They ate at the Branding Iron cafe.", "Branding Iron", EntityKind.ORGANISATION),
        ("The Chamber of Tin Producers met.", "Chamber of Tin Producers", EntityKind.ORGANISATION),
        (
            "The Director of the Arab Tidal Institute, Dr Mara Velk, spoke.",
            "Arab Tidal Institute",
            EntityKind.ORGANISATION,
        ),
    ],
)
def test_institutions_and_places_are_told_from_people(text: str, name: str, kind: EntityKind) -> None:
    """A ministry would be listed among the people."""
    found = names_of(text).resolve(name)
    assert found is not None
    assert found.kind is kind


def test_an_acronym_is_its_institution() -> None:
    """One institution would be two, by its name and by its letters."""
    names = names_of("The Shanghai Port Organisation met on Monday. SPO officials declined to comment.")
    assert names.resolve("SPO") == names.resolve("Shanghai Port Organisation")


def test_curated_aliases_join_spellings() -> None:
    """The same person under two spellings would be two people."""
    aliases = (("Sergei Marenko", ("Sergey Marenko", "Marenko")),)
    names = names_of("Sergey Marenko spoke. Sergei Marenko answered himself.", aliases)
    assert len([entity for entity in names.entities if entity.kind is EntityKind.PERSON]) == 1
    assert names_of("Marenko spoke.", aliases).entities[0].name == "Sergei Marenko"


def test_roles_are_kept_with_the_person() -> None:
    """A person's office would be lost."""
    person = names_of("Talvarian Prime Minister Ilmar Kestrel spoke.").resolve("Ilmar Kestrel")
    assert person is not None
    assert person.role == "Talvarian Prime Minister"


def test_words_that_open_a_sentence_are_no_names() -> None:
    """Adverbs would be listed among the people."""
    names = names_of("Meanwhile, nobody came. Asked about it, Mara Velk shrugged. Officials left. Yesterday it rained.")
    assert [entity.name for entity in names.entities] == ["Mara Velk"]


def test_the_furniture_and_the_calendar_are_nobody() -> None:
    """A holiday, the head of the comments or a request to readers would be given what a person said."""
    text = (
        "Karl Brandt raises geese. They ran on the Fourth of July.\n\nCOMMENTS (2)\n\n"
        "Click here to write. Please read our House Rules.\n"
    )
    assert not {"Fourth", "COMMENTS", "Please"} & {person.name for person in names_of(text).people}


def test_a_nationality_of_two_words_is_nobody() -> None:
    """An event would be told with "South Korean" among those who took part."""
    text = (
        "The South Korean and Central Asian ministers met West African envoys. South Korea and Mara Velk stayed away."
    )
    assert {person.name for person in names_of(text).people} >= {"South Korea", "Mara Velk"}
    assert not {person.name for person in names_of(text).people} & {"South Korean", "Central Asian", "West African"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("China Nepal\n\nThe two met in Oldhaven.", ["China", "Nepal"]),
        ("Photo: Norway Peru Kenya\n\nThey met in Oldhaven.", ["Norway", "Peru", "Kenya"]),
        ("The China/Nepal talks began.", ["China", "Nepal"]),
        ("The China Nepal Forum began. Nothing else did.", ["China Nepal Forum"]),
        ("The actor Georgia France spoke.", ["Georgia France"]),
    ],
)
def test_countries_side_by_side_are_several(text: str, named: list[str]) -> None:
    """A card would name a country "China Nepal" beside China, and what Nepal did would be found by that name alone."""
    names = names_of(text)
    assert [person.name for person in names.people if person.name != "Oldhaven"] == named
