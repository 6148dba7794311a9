"""A Reply as Discord messages: plain dicts of its JSON for embeds and components. Knows no SDK.

One embed a card: who and when first, the document's words in a block quote, ours beneath, citations last.
The four kinds of speech look different: direct in quotation marks; mixed as the whole sentence with the speaker's words
bold; a paraphrase without marks and named as one; a report as plain block quote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.cards import Action, Card, CardKind, Citation, Image, Passage, Reply, Speech
from bot.chat.discord_buttons import APART, TURNS_THE_PAGE, Encode, lay_out
from bot.chat.discord_citations import cite, terse
from bot.chat.discord_text import clean, escape, fit, one_line, paragraphs, share_out, units

CONTENT, TITLE, DESCRIPTION, EMBEDS, TOGETHER = 2000, 256, 4096, 10, 6000
"""Discord's limits for a message: content, embed title, embed description, embeds, and all embeds together."""

_COLOURS = {
    CardKind.QUOTE: 0x2E7D5B,
    CardKind.PARAPHRASE: 0xB7791F,
    CardKind.EVENT: 0x2B6CB0,
    CardKind.DATE: 0x6B46C1,
    CardKind.DOCUMENT: 0x718096,
    CardKind.PERSON: 0x2C7A7B,
    CardKind.INFO: 0x4A5568,
    CardKind.WARNING: 0xC53030,
}
_MIXED_COLOUR = 0x7C8B2F
"""Of a quote that is partly quoted: between the green of words and the amber of a paraphrase."""

_KINDS = {Speech.DIRECT: "direct", Speech.MIXED: "partly quoted", Speech.INDIRECT: "paraphrase", Speech.REPORT: ""}
"""The word that the label beneath a passage must have, so that no two kinds of speech look alike."""

_CITATIONS_AN_EMBED = 2500
_LEAST_PASSAGE = 160
_BOLD, _UNBOLD = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Message:
    """One message in Discord's JSON. ``images`` are attached under their ``filename``."""

    content: str
    embeds: tuple[dict[str, Any], ...] = ()
    components: tuple[dict[str, Any], ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A part of a description: ``render`` gives it within a number of units, ``wanted`` is its whole length."""

    render: Callable[[int], str]
    wanted: int

    @classmethod
    def of(cls, text: str, dress: Callable[[str], str]) -> _Block:
        return cls(lambda limit: fit(text, limit, dress), units(dress(text)))


def render(reply: Reply, encode: Encode, share: Action | None = None, by: str = "") -> tuple[Message, ...]:
    """Return ``reply`` as messages within Discord's limits: one, unless its citations alone are too many for one.

    ``encode`` writes an action into a custom_id. ``share`` is offered beside the paging, ``by`` names who posted it.
    Long passages are shortened with a mark of omission; no citation is ever left out.
    """
    messages = []
    for group in _group([part for card in terse(reply.cards) for part in _spread(card)]):
        embeds, images = _embeds(group)
        messages.append(Message("", embeds, (), images))
    first = replace(messages[0], content=_content(reply, by))
    if not (first.content or first.embeds):
        first = replace(first, content="Nothing to show.")
    messages[0] = first
    sole = len(messages) == 1
    rows = lay_out(reply, encode if sole else lambda action: encode(_apart(action)), share)
    messages[-1] = replace(messages[-1], components=rows)
    return tuple(messages)


def _apart(action: Action) -> Action:
    """``action`` such that what it leads to is a new message: the one with the buttons is only the end of an answer."""
    return replace(action, key=APART) if action.key in TURNS_THE_PAGE else action


def _content(reply: Reply, by: str) -> str:
    heading = fit(one_line(reply.heading), CONTENT - 800)
    note = fit(clean(reply.note).strip(), 650, _small)
    posted = fit(f"posted by {one_line(by)}", 120, _small) if by else ""
    return "\n".join(part for part in (heading, note, posted) if part)


def _spread(card: Card) -> list[Card]:
    """Return ``card``, followed by cards that take on the citations that one embed has no room for."""
    batches: list[list[Citation]] = [[]]
    used = 0
    for citation in card.citations:
        size = units(cite(citation)) + 1
        if batches[-1] and used + size > _CITATIONS_AN_EMBED:
            batches.append([])
            used = 0
        batches[-1].append(citation)
        used += size
    first = replace(card, citations=tuple(batches[0]))
    return [first, *(Card(card.kind, citations=tuple(batch)) for batch in batches[1:])]


def _least(card: Card) -> int:
    """Units that ``card`` needs so that nothing of it is lost but the ends of long texts."""
    citations = sum(units(cite(citation)) + 1 for citation in card.citations)
    return TITLE + 300 + citations + min(len(card.passages) + 1, 6) * _LEAST_PASSAGE


def _group(cards: Sequence[Card]) -> list[list[Card]]:
    """Return ``cards`` in as few groups as fit into one message each; one empty group where there are no cards."""
    groups: list[list[Card]] = [[]]
    used = 0
    for card in cards:
        least = _least(card)
        if groups[-1] and (used + least > TOGETHER or len(groups[-1]) == EMBEDS):
            groups.append([])
            used = 0
        groups[-1].append(card)
        used += least
    return groups


def _embeds(cards: Sequence[Card]) -> tuple[tuple[dict[str, Any], ...], tuple[Image, ...]]:
    """Return the embeds of one message and the pictures they show."""
    embeds = [_embed(card, TITLE + DESCRIPTION) for card in cards]
    wanted = [_size(embed) for embed in embeds]
    if sum(wanted) > TOGETHER:
        leasts = [min(_least(card), want) for card, want in zip(cards, wanted, strict=True)]
        extra = share_out([want - least for want, least in zip(wanted, leasts, strict=True)], TOGETHER - sum(leasts))
        for number, (card, want) in enumerate(zip(cards, wanted, strict=True)):
            if leasts[number] + extra[number] < want:
                embeds[number] = _embed(card, leasts[number] + extra[number])
    images = []
    for number, (card, embed) in enumerate(zip(cards, embeds, strict=True), 1):
        if card.image:
            name = f"{number}-{re.sub(r'[^A-Za-z0-9.-]', '-', card.image.filename)[-60:]}"
            images.append(Image(card.image.data, one_line(card.image.alt)[:500], name))
            embed["image"] = {"url": f"attachment://{name}"}
    return tuple(embed for embed in embeds if _size(embed) or "image" in embed), tuple(images)


def _embed(card: Card, room: int) -> dict[str, Any]:
    """One card as an embed whose title and description take at most ``room`` units."""
    embed: dict[str, Any] = {"color": _colour(card)}
    title = fit(one_line(card.title), TITLE)
    if title:
        embed["title"] = title
    description = _description(card, min(DESCRIPTION, room - units(title)))
    if description:
        embed["description"] = description
    return embed


def _colour(card: Card) -> int:
    mixed = card.kind is CardKind.QUOTE and any(passage.speech is Speech.MIXED for passage in card.passages[:1])
    return _MIXED_COLOUR if mixed else _COLOURS[card.kind]


def _description(card: Card, limit: int) -> str:
    """Subtitle, passages, what the last one is with our remark, fields, citations; long texts share the room."""
    above = fit(one_line(card.subtitle), 280)
    citations = "\n".join(cite(citation) for citation in card.citations)
    passages = [passage for passage in card.passages if paragraphs(_mark(passage))]
    kind = _kind(passages[-1]) if passages else ""
    quotes = [_quote(passage, last=passage is passages[-1]) for passage in passages]
    remark = _Block.of(clean(card.body).strip(), escape)
    fields = [_Block.of(one_line(field.value), _named(one_line(field.name))) for field in card.fields]
    blocks = [*quotes, remark, *fields]
    free = limit - sum(units(part) + 1 for part in (above, kind, citations)) - len(blocks) - 3
    shares = share_out([block.wanted for block in blocks], free)
    shown = [block.render(share) for block, share in zip(blocks, shares, strict=True)]
    words, rest = shown[: len(quotes)], shown[len(quotes) + 1 :]
    remarks = " · ".join(part for part in (kind, shown[len(quotes)]) if part)
    return "\n".join(part for part in (above, *words, remarks, *rest, citations) if part).rstrip()


def _quote(passage: Passage, *, last: bool) -> _Block:
    """The words of a document as a block quote, with a blank line after it; what they are beneath, unless it is last.

    Without the blank line some of what draws markdown takes the next line for a part of the quote.
    """
    kind = "" if last else _kind(passage)
    opening, closing = passage.marks

    def dress(text: str) -> str:
        quoted = "\n".join("> " + _embolden(line) for line in f"{opening}{text}{closing}".split("\n"))
        return f"{quoted}\n\n{kind}" if kind else f"{quoted}\n"

    return _Block.of(paragraphs(_mark(passage)), dress)


def _kind(passage: Passage) -> str:
    """What a passage is, in italics."""
    kind, given = _KINDS[passage.speech], one_line(passage.label)[:60]
    label = given if kind in given.lower() else ", ".join(part for part in (kind, given) if part)
    return f"*{escape(label)}*" if label else ""


def _mark(passage: Passage) -> str:
    """The passage's parts as one text, with a private character before and after each highlight."""
    parts = [part.replace(_BOLD, "").replace(_UNBOLD, "") for part in passage.parts]
    if parts and parts[0] == passage.parts[0]:
        first, end = "", 0
        for span in sorted(passage.highlights, key=lambda span: span.start):
            start = max(span.start, end)
            if start < min(span.end, len(parts[0])):
                first += f"{parts[0][end:start]}{_BOLD}{parts[0][start : span.end]}{_UNBOLD}"
                end = min(span.end, len(parts[0]))
        parts[0] = first + parts[0][end:]
    return " […] ".join(parts)


_OPEN = re.compile(f"{_BOLD}([^{_UNBOLD}]*)(?:{_UNBOLD}|$)")


def _embolden(line: str) -> str:
    """``line`` escaped, what stands between the private characters bold; a highlight may go on to the next line."""
    merged = line.replace(_UNBOLD + _BOLD, "")
    closes, opens = merged.find(_UNBOLD), merged.find(_BOLD)
    if closes >= 0 and (opens < 0 or closes < opens):
        merged = _BOLD + merged
    pieces = _OPEN.split(merged)
    return "".join(
        f"**{escape(piece.strip())}**" if number % 2 and piece.strip() else escape(piece)
        for number, piece in enumerate(pieces)
    )


def _small(text: str) -> str:
    """``text`` in Discord's small print, line by line."""
    return "\n".join(f"-# {escape(line)}" for line in text.split("\n") if line.strip())


def _named(name: str) -> Callable[[str], str]:
    return lambda value: f"**{fit(name, 100)}** {escape(value)}" if name else escape(value)


def _size(embed: dict[str, Any]) -> int:
    return units(embed.get("title", "")) + units(embed.get("description", ""))
