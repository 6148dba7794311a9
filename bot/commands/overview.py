"""/corpus: what the archive holds, from when to when, from whom, and what has no date."""

from __future__ import annotations

from bot.cards import Card, CardKind, Field, Reply
from bot.commands.command import Invocation
from bot.commands.paging import PAGE_SIZE, offset, page_of, turns
from bot.commands.show import CardMaker
from bot.commands.wording import apart, counted, covered, joined, one_line, said
from bot.model.archive import CorpusStats
from bot.store.corpus import Corpus, Filters

_PUBLISHERS = 10
_UNDATED = 5


def overview(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the archive's figures, then its documents, newest first."""
    stats = corpus.stats()
    documents = corpus.documents(Filters(), offset(invocation), PAGE_SIZE)
    make = CardMaker()
    figures = (Card(CardKind.INFO, fields=_figures(stats)),) if invocation.page == 1 and stats.documents else ()
    return Reply(
        heading=covered(stats),
        cards=(*figures, *(make.document_line(row) for row in documents.rows)),
        actions=turns(invocation, documents.total),
        page=page_of(invocation, documents.total),
    )


def _figures(stats: CorpusStats) -> tuple[Field, ...]:
    publishers = [f"{name} ({number:,})" for name, number in stats.publishers[:_PUBLISHERS]]
    if len(stats.publishers) > _PUBLISHERS:
        publishers.append(f"{counted(len(stats.publishers) - _PUBLISHERS, 'other')}")
    undated = [
        joined((one_line(row.title, 60), differs), ", ")
        for row, differs in zip(stats.undated[:_UNDATED], apart(stats.undated), strict=False)
    ]
    if len(stats.undated) > _UNDATED:
        undated.append(f"and {counted(len(stats.undated) - _UNDATED, 'other')}")
    kinds = said(stats.direct, stats.mixed, stats.indirect)
    copies = f"{counted(stats.copies, 'document')} with the text of another" if stats.copies else ""
    return (
        *((Field("Copies", copies),) if copies else ()),
        Field("Quotes", f"{stats.quotes:,} ({kinds})" if kinds else "none"),
        Field("Events", f"{stats.events:,}"),
        Field("Names", f"{stats.entities:,}"),
        Field("Publishers", ", ".join(publishers) or "none is named"),
        Field("Without a date", "; ".join(undated) or "no document"),
    )
