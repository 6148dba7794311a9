"""/corpus: what the archive holds, from when to when, from whom, and what has no date."""

from __future__ import annotations

from bot.cards import Card, CardKind, Field, Reply
from bot.commands.command import Invocation
from bot.commands.paging import PAGE_SIZE, offset, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.wording import apart, counted, covered, joined, one_line, said
from bot.model.archive import CorpusCounts, CorpusStats
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters

_PUBLISHERS = 10
_UNCOUNTED = "not counted: there are too many"


def overview(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the archive's figures, then its documents, newest first."""
    stats = corpus.stats()
    documents = corpus.documents(Filters(), offset(invocation), PAGE_SIZE)
    make = CardMaker()
    first = invocation.page == 1 and stats.documents
    figures = (Card(CardKind.INFO, fields=_figures(stats, corpus.counts())),) if first else ()
    return Reply(
        heading=covered(stats),
        cards=(*figures, *(make.document_line(row) for row in documents.rows)),
        actions=turns(invocation, documents.total),
        page=page_of(invocation, documents.total),
    )


def _figures(stats: CorpusStats, counts: CorpusCounts) -> tuple[Field, ...]:
    publishers = [f"{name} ({number:,})" for name, number in stats.publishers[:_PUBLISHERS]]
    if len(stats.publishers) > _PUBLISHERS:
        publishers.append(f"{counted(len(stats.publishers) - _PUBLISHERS, 'other')}")
    undated = [
        joined((one_line(row.title, 60), differs), ", ")
        for row, differs in zip(stats.without_date, apart(stats.without_date), strict=True)
    ]
    if stats.undated > len(undated):
        undated.append(f"and {counted(stats.undated - len(undated), 'other')}")
    copies = f"{counted(stats.copies, 'document')} with the story of another" if stats.copies else ""
    return (
        *((Field("Copies", copies),) if copies else ()),
        Field("Quotes", _quotes(counts)),
        Field("Events", _UNCOUNTED if counts.events is None else f"{counts.events:,}"),
        Field("Names", f"{counts.entities:,}"),
        Field("Publishers", ", ".join(publishers) or "none is named"),
        Field("Without a date", "; ".join(undated) or "no document"),
    )


def _quotes(counts: CorpusCounts) -> str:
    if counts.said is None:
        return _UNCOUNTED
    kinds = said(*(counts.said[kind] for kind in QuoteKind))
    return f"{counts.quotes:,} ({kinds})" if kinds else "none"
