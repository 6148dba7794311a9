"""/source: one document, with what is known about it and how."""

from __future__ import annotations

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.command import Invocation
from bot.commands.corrected import change_card, times_corrected
from bot.commands.show import CardMaker
from bot.commands.wording import covered, listed, one_line
from bot.commands.words import unquote
from bot.model.archive import DocumentRow
from bot.store.corpus import Corpus


def source(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with the document that a title, a file name or a number means."""
    typed = unquote(invocation.text("document"))
    numbered = corpus.document(int(typed)) if typed.isdecimal() and len(typed) < 10 else None
    found = (numbered,) if numbered else corpus.find_documents(typed)
    if not found:
        return Reply(
            heading=f"No document called “{one_line(typed, 60)}” in the archive.",
            cards=(Card(CardKind.INFO, body=covered(corpus.stats())),),
            actions=(Action("suggestion", "All documents", "corpus", {}),),
        )
    best, *others = found
    corrections = corpus.corrections(best)
    changed = change_card(corrections)
    return Reply(
        heading="",
        cards=(CardMaker().document(best, times_corrected(corrections)), *([changed] if changed else [])),
        note=f"Also meant may be {listed((_named(row) for row in others), 'or')}." if others else "",
        actions=tuple(
            Action("suggestion", one_line(row.title, 40), "source", {"document": str(row.id)}) for row in others[:3]
        ),
    )


def _named(row: DocumentRow) -> str:
    return f"“{one_line(row.title, 60)}” ({row.id})"
