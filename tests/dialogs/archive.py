"""Five documents on the harbour of Oldhaven, all invented, annotated by hand: what the dialogs are about."""

from __future__ import annotations

from bot.model import Annotations, Dating, Derivation, EntityKind, HowKnown, PartialDate, QuoteKind
from tests.builders import Said, annotated, dated, happened, said

_PEOPLE = {"Mara Lindqvist": ("Lindqvist",), "Tomas Okwuosa": ("Okwuosa",)}
_YESTERDAY = Dating(
    PartialDate(2031, 4, 9),
    Derivation(HowKnown.RESOLVED, "yesterday", None, None, PartialDate(2031, 4, 10), HowKnown.CURATED),
)
_IN_PRINT = dated("2031-03-03", HowKnown.HEADER)

FERRY = (
    "Port council votes on the new ferry line\n"
    "Harbour commissioner Mara Lindqvist opened the debate in Oldhaven yesterday.\n"
    "“We will not sell the harbour to whoever shouts the loudest,” Lindqvist said."
    " “It belongs to those who work in it.”\n"
    "Lindqvist called the old timetable “a museum piece” and promised new ferries.\n"
    "Tomas Okwuosa plans to visit the northern quays in May.\n"
)
FERRY_COURIER = (
    "Ferry debate\n"
    "“Patience is cheaper than concrete,” Mara Lindqvist said on 2 March 2031.\n"
    "A clerk said the pontoon had rusted through.\n"
    "The vote was put off until Thursday.\n"
    "Jonas Vale said the harbour was “open for business” but warned of “long winters” ahead.\n"
)
PATIENCE_AGAIN = (
    "Harbour quotes of the week\n“Patience is cheaper than concrete,” Mara Lindquist said on 2 March 2031.\n"
)
OPENING = (
    "On 16 May 2031, Mara Lindqvist and Tomas Okwuosa signed a joint statement in Oldhaven.\n"
    "Okwuosa said the ferry line would carry ten thousand people a day.\n"
    "On 7 May 2029, Okwuosa was elected mayor of Northquay.\n"
)
UNDATED = "The pontoon was repaired at some time. Nobody signed for it.\n"


def documents() -> tuple[Annotations, ...]:
    """Make the annotations of all five."""
    return (
        annotated(
            "ferry.txt",
            FERRY,
            published="2031-04-10",
            title="Port council votes on the new ferry line",
            publisher="Harbour Gazette",
            url="https://gazette.example/ferry",
            people=_PEOPLE,
            others={"Oldhaven": EntityKind.PLACE},
            roles={"Mara Lindqvist": "Harbour commissioner"},
            quotes=(
                Said(
                    (
                        "We will not sell the harbour to whoever shouts the loudest,",
                        "It belongs to those who work in it.",
                    ),
                    "Mara Lindqvist",
                    QuoteKind.DIRECT,
                    _YESTERDAY,
                ),
                Said(("a museum piece",), "Mara Lindqvist", QuoteKind.MIXED, _YESTERDAY),
            ),
            events=(
                happened("Mara Lindqvist opened the debate in Oldhaven", "2031-04-09", ("Mara Lindqvist",), "Oldhaven"),
                happened(
                    "Tomas Okwuosa plans to visit the northern quays in May",
                    "2031-05",
                    ("Tomas Okwuosa",),
                    planned=True,
                ),
            ),
            times={"yesterday": "2031-04-09", "in May": "2031-05"},
            summary=("Harbour commissioner Mara Lindqvist opened the debate in Oldhaven yesterday.",),
            conflicts=("The curator states 10 April 2031; the page prints 11 April 2031.",),
        ),
        annotated(
            "courier/debate.txt",
            FERRY_COURIER,
            published="2031-03-03",
            title="Ferry debate",
            publisher="Northern Courier",
            people={**_PEOPLE, "Jonas Vale": ("Vale",)},
            quotes=(
                said("Patience is cheaper than concrete,", who="Mara Lindqvist", on="2031-03-02"),
                said("the pontoon had rusted through", who=None, kind=QuoteKind.INDIRECT, on="2031-03-02"),
                Said(("the harbour was “open for business”",), "Jonas Vale", QuoteKind.INDIRECT, _IN_PRINT),
                Said(("open for business",), "Jonas Vale", QuoteKind.MIXED, _IN_PRINT),
                Said(("long winters",), "Jonas Vale", QuoteKind.MIXED, _IN_PRINT),
            ),
            events=(happened("The vote was put off until Thursday"),),
            times={"2 March 2031": "2031-03-02"},
        ),
        annotated(
            "courier/week.txt",
            PATIENCE_AGAIN,
            published="2031-03-08",
            title="Harbour quotes of the week",
            publisher="Harbour Gazette",
            people={"Mara Lindquist": ("Lindquist",)},
            quotes=(said("Patience is cheaper than concrete,", who="Mara Lindquist", on="2031-03-02"),),
            aliases={"Mara Lindqvist": ("Mara Lindquist",)},
        ),
        annotated(
            "opening.txt",
            OPENING,
            title="A joint statement",
            people=_PEOPLE,
            others={"Oldhaven": EntityKind.PLACE, "Northquay": EntityKind.PLACE},
            quotes=(
                said(
                    "the ferry line would carry ten thousand people a day",
                    who="Tomas Okwuosa",
                    on="2031-05-16",
                    kind=QuoteKind.INDIRECT,
                ),
            ),
            events=(
                happened(
                    "Mara Lindqvist and Tomas Okwuosa signed a joint statement in Oldhaven",
                    "2031-05-16",
                    ("Mara Lindqvist", "Tomas Okwuosa"),
                    "Oldhaven",
                ),
                happened("Okwuosa was elected mayor of Northquay", "2029-05-07", ("Tomas Okwuosa",), "Northquay"),
            ),
            times={"16 May 2031": "2031-05-16", "7 May 2029": "2029-05-07"},
        ),
        annotated("pontoon.txt", UNDATED, title="The pontoon"),
    )
