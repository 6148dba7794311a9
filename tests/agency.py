"""Agency copy as papers print it: one invented story, whole, cut, edited, and another story in the same form."""

from __future__ import annotations

from bot.model import Annotations
from tests.builders import annotated, happened, said

LEAD = "A dredger struck the eastern pier of the Lindhaven ferry terminal on 3 June 2031, and three people were hurt."
QUOTE = "We heard a noise like a falling crane and then the lights went out in the whole of the waiting hall"
SAYING = f"“{QUOTE},” said Mara Lindqvist, the harbour master, who was in her office above the pier."
MIDDLE = (
    "The terminal will stay closed until divers have looked at the piles below the water line, which may take a week. "
    "Ferries to the outer islands leave from the fish quay instead, with buses from the station every half hour."
)
END = (
    "The vessel, built forty years ago and sold twice since, had been clearing the fairway for the new berths. Its "
    "owners say that the rudder did not answer, and that the crew dropped both anchors before the blow."
)
STORY = (LEAD, SAYING, MIDDLE, END)

PEOPLE = {"Mara Lindqvist": ("Lindqvist",)}


def printed(publisher: str, *paragraphs: str, published: str = "2031-06-04") -> Annotations:
    """What a paper prints, with the quote and the event where they are in it."""
    text = "\n".join(paragraphs) + "\n"
    return annotated(
        f"{publisher.lower()}.txt",
        text,
        published=published,
        title=f"{publisher} on the pier",
        publisher=publisher,
        people={name: forms for name, forms in PEOPLE.items() if name in text},
        quotes=[said(QUOTE, who="Mara Lindqvist", on=published)] if QUOTE in text else [],
        events=[happened(LEAD, "2031-06-03", trigger="struck")] if LEAD in text else [],
    )


def papers() -> tuple[Annotations, ...]:
    """Four papers with one story: whole, whole a day later, cut at the end, with a word of the editor's own."""
    return (
        printed("Courier", *STORY),
        printed("Herald", *STORY, published="2031-06-05"),
        printed("Tribune", *STORY[:3]),
        printed("Gazette", "From our own pages.", LEAD, SAYING, MIDDLE.replace("a week", "some days"), END),
    )


def witness() -> Annotations:
    """A paper that tells the same in words of its own, and prints the same words of the harbour master."""
    return printed(
        "Observer",
        "Two ferries were full when the dredger ran into the terminal, and passengers tell of a long rolling thunder.",
        SAYING,
        "Nobody had warned them, several said, and the loudspeakers stayed silent while smoke filled the corridors to "
        "the trains. It was a cleaner who found the key to the emergency door beside the kiosk.",
        "The city has promised an inquiry that will report before the summer break, and the council meets on Friday.",
    )
