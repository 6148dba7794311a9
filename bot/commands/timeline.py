"""/timeline: what happened and was said, in the order of time: as a picture, and the same in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.cards import Card, CardKind, Image, Reply, marks_around
from bot.commands import mixture
from bot.commands.command import Invocation
from bot.commands.coverage import coverage_words
from bot.commands.excerpt import LOOSE, date_end
from bot.commands.lines import filled
from bot.commands.mixture import Sort
from bot.commands.nothing import nothing
from bot.commands.paging import AT_LEAST, cut, page_of, turns
from bot.commands.picture import draw
from bot.commands.picture_parts import Mark, Timeline, Utterance
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken, spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import UNATTRIBUTED, counted, joined, one_line, short_date
from bot.errors import MissingExtraError
from bot.model.archive import EventRow
from bot.model.dates import Dating, PartialDate
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters

DARK = "dark"
_WINDOW = 120  # rows of each sort that are looked at
_ALT = 480  # characters: what every platform shows of an alternative text
_ALT_LABEL = 90
_FILE_NAME = 50  # characters, without the suffix
_LABEL = 200
_SAID = frozenset({"said", "says", "told", "added", "stated", "wrote"})


def timeline(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with a picture of a period, a person or a topic, and with its cards, oldest first."""
    asked = Understanding(invocation, corpus)
    asked.read_free(invocation.text("what"))
    for reading in asked.readings():
        happened = corpus.events(reading.filters, 0, _WINDOW)
        said = corpus.quotes(reading.filters, 0, _WINDOW)
        if happened.total or said.total:
            break
    else:
        return nothing(asked, "event or quote", lambda filters: _count(corpus, filters), Understanding.as_free)
    found = mixture.mixed(Sort("event", happened.rows, happened.total), Sort("quote", spoken(said.rows), said.total))
    rows = [row for row in found.rows if isinstance(row, EventRow | Spoken)]
    dated = sorted((row for row in rows if _dating(row).date), key=_place)
    below = joined((found.counts, coverage_words(corpus.coverage(reading.filters))))
    picture, missing = _picture(invocation, " · ".join(reading.subject), below, dated)
    shown = cut(invocation, dated)
    make = CardMaker()
    undated = len(rows) - len(dated)
    remarks = (
        reading.note,
        f"{counted(undated, 'event or quote', 'events and quotes')} without a date left out." if undated else "",
        f"Only the newest {_WINDOW} of each sort are shown: narrow the question for older ones."
        if max(happened.total, said.total) > _WINDOW
        else "",
        AT_LEAST if happened.partial or said.partial else "",
        missing,
    )
    return Reply(
        heading=joined(("Timeline", *reading.subject, below)),
        cards=(*picture, *(mixture.card(make, row) for row in shown.rows)),
        note=joined(remarks, "\n"),
        actions=(*turns(invocation, shown.total), *asked.namesakes("what")),
        page=page_of(invocation, shown.total),
    )


def _count(corpus: Corpus, filters: Filters) -> int:
    return corpus.events(filters, 0, 1).total + corpus.quotes(filters, 0, 1).total


def _dating(row: EventRow | Spoken) -> Dating:
    return row.dating if isinstance(row, EventRow) else row.row.said_on


def _place(row: EventRow | Spoken) -> tuple[PartialDate, bool, int, int]:
    """Oldest first; of one day what happened, then what was said, each document from top to bottom."""
    date = _dating(row).date or PartialDate(9999)
    if isinstance(row, EventRow):
        return date, False, row.document.id, row.span.start
    return date, True, row.row.document.id, row.row.spans[0].start


def _picture(
    invocation: Invocation, title: str, below: str, dated: Sequence[EventRow | Spoken]
) -> tuple[tuple[Card, ...], str]:
    """The card with the picture, on the first page; where it cannot be drawn, a remark that says what to do."""
    if invocation.page > 1 or not dated:
        return (), ""
    shown = Timeline(
        title,
        below,
        tuple(_mark(row) for row in dated if isinstance(row, EventRow)),
        tuple(_utterance(row) for row in dated if isinstance(row, Spoken)),
    )
    try:
        data = draw(shown, dark=invocation.text("look") == DARK)
    except MissingExtraError as error:
        return (), f"In words only. {error}"
    image = Image(data, _alternative(shown), _file_name(title, invocation.text("look")))
    return (Card(CardKind.INFO, title=f"Timeline of {title}" if title else "Timeline", image=image),), ""


def _file_name(title: str, look: str) -> str:
    """A name by which the picture is known again where it was saved: ``timeline-sanctions-2024-dark.png``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = "-".join(["timeline", *re.findall(r"[a-z0-9]+", plain)])[:_FILE_NAME].rstrip("-")
    return f"{name}-{DARK}.png" if look == DARK else f"{name}.png"


def _mark(row: EventRow) -> Mark:
    date = row.dating.date or PartialDate(1)
    weight = 3 * len(row.also_told) + row.dating.precision + (not row.planned)
    label, needed = label_of(row)
    return Mark(date, str(date), label, row.planned, weight, needed, short_date(date))


def _utterance(said: Spoken) -> Utterance:
    row = said.row
    date = row.said_on.date or PartialDate(1)
    opening, closing = marks_around(row.parts)
    direct = row.kind is QuoteKind.DIRECT
    words = f"{opening}{one_line(' […] '.join(row.parts), _LABEL)}{closing}" if direct else ""
    day = f"reported {date}" if said.reported else str(date)
    return Utterance(date, row.speaker or UNATTRIBUTED, day, words)


def label_of(row: EventRow) -> tuple[str, int]:
    """An event beside its date, and how much of that must be seen: its words, without the date they begin with.

    What a sentence is about is told by its trigger; what was cut out of one for its date, by the words that date it.
    """
    text = " ".join(row.text.split())
    told = _told(row)
    needed = len(" ".join(row.text[: max(told, date_end(row) if row.begins_inside else 0)].split()))
    for words in row.evidence:
        found = re.match(rf"(?:on |in |at )?{re.escape(' '.join(words.split()))},? +(?=\w)", text, re.IGNORECASE)
        if found:
            text, needed = text[found.end() :], max(0, needed - found.end())
            break
    if row.ends_inside:
        text = f"{text.rstrip(LOOSE)}…"
    if row.begins_inside:
        text, needed = f"…{text}", needed + 1
    return text, needed


def _told(row: EventRow) -> int:
    """How much of an event's words has to be seen to know what happened: to its trigger, but of "..., she said on
    Friday" what she said, which stands before.
    """
    if row.trigger is None or not row.span.contains(row.trigger):
        return 0
    start, end = row.trigger.start - row.span.start, row.trigger.end - row.span.start
    late = start > len(row.text) // 2 and row.text[start:end].lower() in _SAID
    return 0 if late and not row.begins_inside else end


def _alternative(shown: Timeline) -> str:
    """What the picture shows, for those who do not see it; the cards have all of it."""
    told = [(one.date, one.when, one.label, one.needed) for one in shown.marks]
    told += [(one.date, one.when, f"{one.speaker}: {one.words}", 0) for one in shown.said if one.words]
    lines = "; ".join(f"{day}: {_short(words, needed)}" for _, day, words, needed in sorted(told))
    return one_line(f"Timeline of {shown.title}, {shown.below}. {lines}", _ALT)


def _short(words: str, needed: int) -> str:
    (line,) = filled(words, lambda line: len(line) <= _ALT_LABEL, 1, needed) or [""]
    return line
