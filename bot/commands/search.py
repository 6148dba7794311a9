"""/search: words in quotes, events and sentences."""

from __future__ import annotations

import contextlib

from bot.cards import Action, Reply
from bot.commands import mixture
from bot.commands.command import Invocation
from bot.commands.mixture import Mixture, Sort
from bot.commands.nothing import Arguments, no_publisher, nobody, nothing
from bot.commands.paging import cut, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.spoken import spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import joined, one_line
from bot.commands.words import query
from bot.errors import PeriodError, UsageError
from bot.store.corpus import Corpus, Filters


def search(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with quotes, then events, then sentences that have all the words."""
    asked = Understanding(invocation, corpus)
    person, publisher = invocation.text("person"), invocation.text("from")
    if person and not asked.read_person(person):
        return nobody(asked, person, "person")
    if publisher and not asked.read_publisher(publisher):
        return no_publisher(asked, publisher, "from")
    asked.read_bounds(after=invocation.text("after"), before=invocation.text("before"))
    asked.query = query(invocation.text("words"))
    if not asked.query:
        raise UsageError("There is nothing to look for but words to leave out. For example: /search budget -draft")
    found = _found(corpus, asked.filters)
    if not found.rows:
        return nothing(asked, "passage", lambda filters: len(_found(corpus, filters).rows), _restate)
    shown = cut(invocation, found.rows)
    make = CardMaker((*asked.query.words, *asked.query.phrases))
    return Reply(
        heading=joined((*asked.subject, found.counts)),
        cards=tuple(mixture.card(make, row) for row in shown.rows),
        note=joined((asked.note, mixture.CAPPED if found.capped else ""), "\n"),
        actions=(*turns(invocation, shown.total), *_said_by_name(asked)),
        page=page_of(invocation, shown.total),
    )


def _said_by_name(asked: Understanding) -> tuple[Action, ...]:
    """Offer what somebody says about the rest of the words, where one of them is a name: words of theirs lack it."""
    named = Understanding(asked.invocation, asked.corpus)
    with contextlib.suppress(PeriodError):  # words that look like a time need not be one here
        named.read_free(asked.invocation.text("words"))
    if asked.person or named.person is None or not named.query.words:
        return ()
    arguments = {"speaker": named.person.name, "about": named.query.typed}
    if not asked.corpus.quotes(named.filters, 0, 1).total:
        return ()
    return (Action("suggestion", one_line(f"{named.person.name} on {named.query.shown}", 40), "quote", arguments),)


def _found(corpus: Corpus, filters: Filters) -> Mixture:
    """Return what has the words, each passage once."""
    quotes = corpus.quotes(filters, 0, mixture.WINDOW)
    events = corpus.events(filters, 0, mixture.WINDOW)
    sentences = corpus.sentences(filters, 0, mixture.WINDOW)
    return mixture.mixed(
        Sort("quote", spoken(quotes.rows), quotes.total, quotes.partial),
        Sort("event", events.rows, events.total, events.partial),
        Sort("sentence", sentences.rows, sentences.total, sentences.partial),
    )


def _restate(asked: Understanding) -> Arguments:
    given = asked.invocation.arguments
    arguments = {
        "words": asked.query.typed,
        "person": asked.person.name if asked.person else "",
        "from": asked.publisher or "",
        **({name: given[name] for name in ("before", "after") if name in given} if asked.period else {}),
    }
    return {name: value for name, value in arguments.items() if value}
