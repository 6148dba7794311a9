"""/source: one document, with what is known about it and how."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.command import Invocation
from bot.commands.corrected import change_card, times_corrected
from bot.commands.show import CardMaker
from bot.commands.wording import apart, covered, joined, listed, one_line
from bot.commands.words import unquote
from bot.model.archive import DocumentRow, Results
from bot.store.corpus import Corpus

_IN_TIME = "Not all titles were looked through in time. The file's name or the document's number finds it at once."


def source(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the document that a title, a file name or a number means."""
    typed = unquote(invocation.text("document"))
    numbered = corpus.document(int(typed)) if typed.isdecimal() and len(typed) < 10 else None
    found = Results((numbered,), 1) if numbered else corpus.find_documents(typed)
    if not found.rows:
        return Reply(
            heading=f"No document called “{one_line(typed, 60)}” {'was found' if found.partial else 'in the archive'}.",
            note=_IN_TIME if found.partial else "",
            cards=(Card(CardKind.INFO, body=covered(corpus.stats())),),
            actions=(Action("suggestion", "All documents", "corpus", {}),),
        )
    first, *others = found.rows
    best = corpus.document(first.id) or first  # with its summary
    differences = apart(found.rows)[1:]
    corrections = corpus.corrections(best)
    changed = change_card(corrections)
    return Reply(
        heading="",
        cards=(CardMaker().document(best, times_corrected(corrections)), *([changed] if changed else [])),
        note=joined((_also(others, differences), _IN_TIME if found.partial else ""), "\n"),
        actions=tuple(
            Action("suggestion", one_line(differs or row.title, 40), "source", {"document": str(row.id)})
            for row, differs in zip(others[:3], differences, strict=False)
        ),
    )


def _also(others: Sequence[DocumentRow], differences: Sequence[str]) -> str:
    named = (_named(row, differs) for row, differs in zip(others, differences, strict=True))
    return f"Also meant may be {listed(named, 'or')}." if others else ""


def _named(row: DocumentRow, differs: str) -> str:
    title = f"“{one_line(row.title, 60)}”"
    return f"{title}, {differs} ({row.id})" if differs else f"{title} ({row.id})"
