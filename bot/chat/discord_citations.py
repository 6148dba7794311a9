"""Citations as Discord shows them: one line each, saying nothing twice. Knows no SDK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Card, Citation
from bot.chat.discord_text import fit, link, one_line


def terse(cards: Sequence[Card]) -> tuple[Card, ...]:
    """Return ``cards`` with citations that need not be read twice: on a phone a long title is three lines.

    A document that was cited before is "as [1]", where its title and link are; on the card of the document itself its
    title is not repeated.
    """
    first: dict[tuple[int, str], int] = {}
    made = []
    for card in cards:
        citations = []
        for citation in card.citations:
            title, url = one_line(citation.title), citation.url
            before = first.setdefault((citation.document_id, title), citation.number)
            if title and title == one_line(card.title):
                title = ""
            elif before != citation.number:
                title, url = f"as [{before}]", None
            citations.append(replace(citation, title=title, url=url))
        made.append(replace(card, citations=tuple(citations)))
    return tuple(made)


def cite(citation: Citation) -> str:
    """One citation: number, title with link, publisher, date. At most about 900 units."""
    title, publisher = one_line(citation.title), one_line(citation.publisher or "")
    if not title:
        title, publisher = publisher or f"document {citation.document_id}", ""
    parts = [link(fit(title, 240), citation.url), fit(publisher, 120), fit(one_line(citation.published), 220)]
    return f"\\[{citation.number}\\] " + " · ".join(part for part in parts if part)
