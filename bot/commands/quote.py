"""/quote: what somebody said, newest first, word for word."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Reply
from bot.commands.command import Invocation
from bot.commands.mixture import WINDOW
from bot.commands.nothing import Arguments, no_publisher, nobody, nothing
from bot.commands.paging import AT_LEAST, PAGE_SIZE, Cut, cut, offset, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.spoken import Spoken, spoken
from bot.commands.understanding import Understanding
from bot.commands.wording import UNATTRIBUTED, also_known, counted, date_range, joined, said, said_by
from bot.commands.words import apart_from_words, query
from bot.model.archive import QuoteRow, Results
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters


def quote(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the quotes of one speaker, or with those that have certain words."""
    asked = Understanding(invocation, corpus)
    speaker, when, publisher = (invocation.text(name) for name in ("speaker", "when", "publisher"))
    if not asked.read_speaker(speaker):
        name, _ = apart_from_words(speaker)
        return nobody(asked, name, "speaker")
    if publisher and not asked.read_publisher(publisher):
        return no_publisher(asked, publisher)
    if when:
        asked.read_period(when)
    asked.query += query(invocation.text("about"))
    asked.kind = QuoteKind(invocation.text("kind")) if invocation.text("kind") else None
    filters = asked.filters
    results = corpus.quotes(filters, 0, WINDOW)
    if not results.total:
        return nothing(asked, "quote", lambda wider: corpus.quotes(wider, 0, 1).total, _restate)
    make = CardMaker()
    shown = _page(asked, results)
    return Reply(
        heading=_heading(asked, filters),
        cards=tuple(make.quote(one) for one in shown.rows),
        note=joined((asked.note, AT_LEAST if results.partial else ""), "\n"),
        actions=(*turns(invocation, shown.total), *asked.namesakes("speaker")),
        page=page_of(invocation, shown.total),
    )


def _page(asked: Understanding, first: Results[QuoteRow]) -> Cut[Spoken]:
    """Cut the page out after gathering quotes by sentence; where there are very many, before: not all are read."""
    call = asked.invocation
    if first.total <= WINDOW:
        return cut(call, spoken(first.rows))
    page = asked.corpus.quotes(asked.filters, offset(call), PAGE_SIZE)
    return Cut(spoken(page.rows), page.total)


def _heading(asked: Understanding, filters: Filters) -> str:
    """Say whose quotes these are and how many of each kind: of all of them, or of those that were asked for."""
    person = asked.person
    if person and filters == Filters(entity=person.id):
        also = ", ".join(also_known(person))
        name = f"{person.name} (also: {also})" if also else person.name
        dates = date_range(person.first, person.last)
        return joined((name, said_by(person), f"named in {counted(person.documents, 'document')}", dates))
    kinds = [filters.kind] if filters.kind else list(QuoteKind)
    counts = {kind: asked.corpus.quotes(replace(filters, kind=kind), 0, 1).total for kind in kinds}
    return joined((*replace(asked, kind=None).subject, said(*(counts.get(kind, 0) for kind in QuoteKind))))


def _restate(asked: Understanding) -> Arguments:
    about, speaker = asked.query.typed, asked.person.name if asked.person else UNATTRIBUTED if asked.unnamed else ""
    if not speaker:
        about, speaker = apart_from_words(about)
    arguments = {
        "speaker": speaker,
        "about": about,
        "when": asked.period.words if asked.period else "",
        "kind": asked.kind.value if asked.kind else "",
        "publisher": asked.publisher or "",
    }
    return {name: value for name, value in arguments.items() if value}
