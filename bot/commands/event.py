"""/event: what happened, by time, person, place or words."""

from __future__ import annotations

from bot.cards import Reply
from bot.commands.command import Invocation
from bot.commands.coverage import coverage_words
from bot.commands.nothing import no_publisher, nobody, nothing
from bot.commands.paging import AT_LEAST, PAGE_SIZE, offset, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.understanding import Understanding
from bot.commands.wording import counted, joined
from bot.store.corpus import Corpus, Filters


def event(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with events, newest first."""
    asked = Understanding(invocation, corpus)
    person, place, publisher = (invocation.text(name) for name in ("person", "place", "publisher"))
    if person and not asked.read_person(person):
        return nobody(asked, person, "person")
    if publisher and not asked.read_publisher(publisher):
        return no_publisher(asked, publisher)
    asked.place = place or None
    asked.read_free(invocation.text("what"))
    for reading in asked.readings():
        results = corpus.events(reading.filters, offset(invocation), PAGE_SIZE)
        if results.total:
            break
    else:
        return nothing(asked, "event", lambda filters: _count(corpus, filters), Understanding.as_free)
    make = CardMaker((*reading.query.words, *reading.query.phrases))
    behind = coverage_words(corpus.coverage(reading.filters, quotes=False))
    return Reply(
        heading=joined((*reading.subject, counted(results.total, "event"), behind)),
        cards=tuple(make.event(row) for row in results.rows),
        note=joined((reading.note, AT_LEAST if results.partial else ""), "\n"),
        actions=(*turns(invocation, results.total), *asked.namesakes("person" if person else "what")),
        page=page_of(invocation, results.total),
    )


def _count(corpus: Corpus, filters: Filters) -> int:
    return corpus.events(filters, 0, 1).total
