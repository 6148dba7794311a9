"""/brief: what happened, who said what, what is not known, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.cards import Action, Card, CardKind, Reply
from bot.commands import mixture
from bot.commands.choosing import telling_events, telling_quotes
from bot.commands.command import Invocation
from bot.commands.copies import one_of_each
from bot.commands.coverage import coverage_words
from bot.commands.nothing import nothing
from bot.commands.paging import AT_LEAST
from bot.commands.show import CardMaker
from bot.commands.spoken import spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import counted, date_range, joined, one_line
from bot.model.archive import DocumentRow, EventRow, QuoteRow
from bot.model.dates import PartialDate
from bot.store.corpus import Corpus, Filters

_EVENTS = 3
_QUOTES = 3
_DOCUMENTS = 6
_TITLE = 60  # characters


def brief(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with a briefing on a person, a topic, a period, or any of them together."""
    asked = Understanding(invocation, corpus)
    asked.read_free(invocation.text("what"))
    for reading in asked.readings():
        happened = corpus.events(reading.filters, 0, mixture.WINDOW)
        said = corpus.quotes(reading.filters, 0, mixture.WINDOW)
        if happened.total or said.total:
            break
    else:
        return nothing(asked, "event or quote", lambda filters: _count(corpus, filters), Understanding.as_free)
    events, quotes = happened.rows, said.rows
    partial = happened.partial or said.partial
    capped = max(happened.total, said.total) > mixture.WINDOW
    documents = _documents(events, quotes)
    behind = coverage_words(corpus.coverage(reading.filters))
    told = telling_events(events, _EVENTS)
    chosen = telling_quotes(quotes, told, _QUOTES)
    make = CardMaker((*reading.query.words, *reading.query.phrases))
    cards = (
        *(make.event(row) for row in told),
        *(make.quote(one) for one in chosen),
        _unknown(events, quotes, documents),
        _sources(make, documents, behind),
        *_titled(make, reading, documents),
    )
    return Reply(
        heading=joined(("Briefing", *reading.subject, behind, "" if capped else _span(events, quotes))),
        cards=cards,
        note=joined((reading.note, mixture.CAPPED if capped else "", AT_LEAST if partial else ""), "\n"),
        actions=(*_more(reading, happened.total, said.total), *asked.namesakes("what")),
    )


def _count(corpus: Corpus, filters: Filters) -> int:
    return corpus.events(filters, 0, 1).total + corpus.quotes(filters, 0, 1).total


def _unknown(events: Sequence[EventRow], quotes: Sequence[QuoteRow], documents: Sequence[DocumentRow]) -> Card:
    """Say what these documents leave open; that nothing is open is said too."""
    facts = (
        (sum(row.dating.date is None for row in events), "event", "without a date"),
        (
            sum(row.planned and row.became is None for row in events),
            "event",
            "planned; the outcome is not told here",
        ),
        (sum(row.said_on.date is None for row in quotes), "quote", "without a date"),
        (
            sum(one.reported for one in spoken(quotes)),
            "quote",
            "whose day is not told, only that of publication",
        ),
        (sum(row.speaker is None for row in quotes), "quote", "without a named speaker"),
        (sum(row.published.date is None for row in documents), "document", "without a date of publication"),
    )
    lines = [f"{counted(number, noun)} {what}" for number, noun, what in facts if number]
    lines += [
        f"{one_line(document.title, _TITLE)}: {conflict}" for document in documents for conflict in document.conflicts
    ]
    return Card(
        CardKind.INFO, title="Not known", body="\n".join(lines) or "No open question was found in these documents."
    )


def _sources(make: CardMaker, documents: Sequence[DocumentRow], behind: str) -> Card:
    stories = one_of_each(documents)
    further = len(stories) - _DOCUMENTS
    rest = f"The newest {_DOCUMENTS} of them:" if further > 0 else ""
    return make.behind(f"Behind it: {behind}", stories[:_DOCUMENTS], rest)


def _titled(make: CardMaker, asked: Understanding, documents: Sequence[DocumentRow]) -> tuple[Card, ...]:
    """Name the documents that have the topic in the title, though no event or quote of theirs has it."""
    if not asked.query:
        return ()
    found = asked.corpus.sentences(asked.filters, 0, mixture.WINDOW).rows
    told = {row.id for row in documents} | {row.story for row in documents if row.story is not None}
    titled = {one.document.id: one.document for one in found if one.text.split() == one.document.title.split()}
    others = one_of_each([row for row in titled.values() if row.id not in told and row.story not in told])
    if not others:
        return ()
    return (make.behind(f"In the title alone: {counted(len(others), 'document')}", others[:_DOCUMENTS], ""),)


def _documents(events: Iterable[EventRow], quotes: Iterable[QuoteRow]) -> Sequence[DocumentRow]:
    rows = mixture.documents_of((*events, *spoken(quotes)))
    different = {row.id: row for row in rows}.values()
    return sorted(different, key=lambda row: row.published.date or PartialDate(1), reverse=True)


def _span(events: Iterable[EventRow], quotes: Iterable[QuoteRow]) -> str:
    dates = [row.dating.date for row in events] + [row.said_on.date for row in quotes]
    known = sorted(date for date in dates if date)
    return date_range(known[0], known[-1]) if known else ""


def _more(asked: Understanding, events: int, quotes: int) -> tuple[Action, ...]:
    actions = []
    if events > _EVENTS:
        actions.append(Action("suggestion", "All events", "event", asked.as_free()))
    if quotes > _QUOTES and asked.person:
        arguments = {"speaker": asked.person.name, "about": asked.query.typed}
        arguments["when"] = asked.period.words if asked.period else ""
        actions.append(
            Action("suggestion", "All quotes", "quote", {name: value for name, value in arguments.items() if value})
        )
    return tuple(actions)
