"""/source: one document, with what is known about it and how."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.command import Invocation
from bot.commands.corrected import change_card, times_corrected
from bot.commands.show import CardMaker
from bot.commands.wording import covered, joined, listed, one_line
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
    best, *others = found.rows
    corrections = corpus.corrections(best)
    changed = change_card(corrections)
    return Reply(
        heading="",
        cards=(CardMaker().document(best, times_corrected(corrections)), *([changed] if changed else [])),
        note=joined((_also(others), _IN_TIME if found.partial else ""), "\n"),
        actions=tuple(
            Action("suggestion", one_line(row.title, 40), "source", {"document": str(row.id)}) for row in others[:3]
        ),
    )


def _also(others: Sequence[DocumentRow]) -> str:
    return f"Also meant may be {listed((_named(row) for row in others), 'or')}." if others else ""


def _named(row: DocumentRow) -> str:
    return f"“{one_line(row.title, 60)}” ({row.id})"
