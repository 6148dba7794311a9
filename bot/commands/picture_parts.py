"""What a picture of time is given to show, and its colours. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: ``label`` is what happened, ``when`` its date in words, ``weight`` says which are labelled.

    The first ``needed`` characters of the label have what it is about: it is not to be cut before their end.
    ``short`` is the date in fewer letters.
    """

    date: PartialDate
    when: str
    label: str
    planned: bool = False
    weight: int = 0
    needed: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A quote: when it was said, and by whom; ``words`` where they may stand alone, in their quotation marks."""

    date: PartialDate
    speaker: str
    when: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a picture shows: ``title`` what was asked, ``below`` what stands behind it, at least one mark or quote."""

    title: str
    below: str
    marks: tuple[Mark, ...] = ()
    said: tuple[Utterance, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture."""

    paper: str
    ink: str
    faint: str
    line: str
    event: str
    speakers: tuple[str, ...]


LIGHT = Look("#ffffff", "#17191c", "#5b6067", "#b9bec6", "#1f5fbf", ("#b3470f", "#00735a", "#8436a8", "#7d6200"))
DARK = Look("#1e1f22", "#eceef0", "#a9aeb6", "#565a61", "#7fb0ff", ("#ff9d66", "#4ed2ae", "#d69cf2", "#e6c34c"))
