"""A Reply as Slack messages made of Block Kit blocks. Knows Slack's limits and looks, no SDK.

Words of documents stand only where Slack formats nothing: in rich_text elements and in plain_text objects. The one
mrkdwn text is a link whose label is the host of its address. A card reads, on a phone: who and when, the words set
apart, what kind of speech and why the date, publisher, link, buttons. The kinds of speech cannot be mistaken for one
another: direct speech stands behind a bar in quotation marks, mixed behind a bar with the speaker's words bold,
indirect behind a bar in italics, and a document's own prose behind no bar. Our words are bold or small and grey.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from bot.cards import Action, Card, Citation, Field, Page, Passage, Reply, Speech
from bot.chat.slack_message import PICTURE, Message, told
from bot.chat.slack_text import Block, clean, clip, closed, escape, one_line, plain, safe_url, size, visible

MAX_BLOCKS = 50
MAX_HEADER = 150
MAX_TEXT = 3000
MAX_BUTTONS = 25
MAX_BUTTON_LABEL = 75
MAX_MESSAGE = 12_000
"""JSON length of the blocks of one message: Slack refuses from about 13,200 on (msg_blocks_too_long; undocumented)."""

_ROOMS = (2400, 800)
"""Units that a passage or a body may take; the second is tried where the first would need a second message."""
_ELEMENT = 60
"""What a piece of a passage costs besides its words: a passage in thousands of pieces must not outgrow a message."""
_FALLBACK = 600

Encode = Callable[[Action], str | None]
"""Turns an action into a button's value (at most 2,000 units), or None where the button cannot be offered."""


def render(reply: Reply, encode: Encode) -> tuple[Message, ...]:
    """Return ``reply`` as messages, nearly always one. No citation is lost; words are shortened before a split."""
    messages: tuple[Message, ...] = ()
    for room in _ROOMS:
        pages = _pack(_groups(reply, encode, room), MAX_BLOCKS, MAX_MESSAGE)
        messages = tuple(Message(fallback(reply), tuple(page)) for page in pages)
        if len(messages) <= 1:
            break
    return tuple(message.with_images(card.image for card in reply.cards) for message in messages)


def blocks(reply: Reply, encode: Encode, limit: int = 100) -> list[Block]:
    """Return ``reply`` as the blocks of a modal or home tab: at most ``limit``; the last words say where it was cut."""
    for room in _ROOMS:
        found = [block for group in _groups(reply, encode, room) for block in group]
        if len(found) <= limit:
            return found
    return [*found[: limit - 1], context("More than fits here: ask for less, or ask in a channel.")]


def fallback(reply: Reply) -> str:
    """The reply in a few plain words, escaped, for notifications and screen readers."""
    words = [reply.heading, *(text for card in reply.cards[:1] for text in (card.title, *_words_of(card)))]
    line = " — ".join(filter(visible, map(one_line, words))) or "Answer"
    return escape(clip(line, _FALLBACK))


def _words_of(card: Card) -> Iterator[str]:
    for passage in card.passages[:1]:
        opening, closing = passage.marks
        yield f"{opening}{' […] '.join(passage.parts)}{closing}"
    yield card.body


def _groups(reply: Reply, encode: Encode, room: int) -> list[list[Block]]:
    """Blocks in groups that belong on one screen; never nothing at all."""
    groups = [[*_heading(reply.heading), *_note(reply.note)]]
    for index, card in enumerate(reply.cards):
        divider: list[Block] = [{"type": "divider"}] if any(groups) else []
        groups.append([*divider, *_card(card, encode, room, f"{PICTURE}{index}")])
    groups.append([*_page(reply.page), *buttons(reply.actions, encode)])
    return [group for group in groups if group] or [[context("Nothing to show.")]]


def _pack(groups: Iterable[list[Block]], count: int, length: int) -> Iterator[list[Block]]:
    """Lay groups into messages of at most ``count`` blocks and ``length`` of JSON; a group is split only if it must."""
    page: list[Block] = []
    used = 0
    for group in groups:
        sizes = [_json_length(block) for block in group]
        whole = len(group) <= count and sum(sizes) <= length
        if page and whole and (len(page) + len(group) > count or used + sum(sizes) > length):
            yield page
            page, used = [], 0
        for block, units in zip(group, sizes, strict=True):
            if page and (len(page) == count or used + units > length):
                yield page
                page, used = [], 0
            page.append(block)
            used += units
    if page:
        yield page


def _json_length(block: Block) -> int:
    return size(json.dumps(block, ensure_ascii=False)) + 2


def _heading(text: str) -> Iterator[Block]:
    """What was asked, large; what was found, behind the first dot, small."""
    asked, _, found = one_line(text).partition(" · ")
    if visible(asked) and size(escape(asked)) <= MAX_HEADER:
        yield {"type": "header", "text": plain(asked, MAX_HEADER)}
    elif visible(asked):
        yield _rich(_section(_text(clip(asked, MAX_TEXT), bold=True)))
    if visible(found):
        yield context(found)


def _note(text: str) -> Iterator[Block]:
    if visible(text):
        yield context(text)


def _card(card: Card, encode: Encode, room: int, picture: str) -> Iterator[Block]:
    """Title, subtitle, passages, body, fields, citations, actions."""
    title = [_text(clip(one_line(card.title), 300), bold=True)] if visible(card.title) else []
    subtitle = clip(one_line(card.subtitle), 300) if visible(card.subtitle) else ""
    prose = any(passage.speech is Speech.REPORT for passage in card.passages)
    if subtitle and title and not prose:
        title.append(_text(f" · {subtitle}"))
    rich = [_section(*title)] if title else []
    if subtitle and (prose or not title):  # a document's prose has no bar: nothing of ours may stand beside it
        yield from _flush(rich)
        yield context(subtitle)
    labels: list[str] = []
    for passage in card.passages:
        if len(card.passages) == 1:
            labels.append(passage.label)
        elif visible(passage.label):
            yield from _flush(rich)
            yield context(passage.label)
        rich.append(_passage(passage, room))
        yield from _flush(rich)
    yield from _flush(rich)
    yield from _body(card, labels, room)
    yield from _fields(card.fields, room, small=bool(card.passages))
    if card.image:
        yield context(f"Picture: {told(card.image)}") | {"block_id": picture}
    for citation in card.citations:
        yield _citation(citation)
    yield from buttons(card.actions, encode)


def _flush(rich: list[Block]) -> Iterator[Block]:
    if rich:
        yield _rich(*rich)
        rich.clear()


def _body(card: Card, labels: list[str], room: int) -> Iterator[Block]:
    """Our words: small and grey where a document's stand above them, else in the size of a message."""
    body = clean(card.body).strip()
    if card.passages:
        line = " · ".join(filter(visible, [*map(one_line, labels), body]))
        if line:
            yield context(line, room)
    elif visible(body):
        yield {"type": "section", "text": plain(body, min(room, MAX_TEXT))}


def _fields(fields: Sequence[Field], room: int, *, small: bool) -> Iterator[Block]:
    """A line for each fact, its name bold; small and grey beneath words of a document."""
    shown = [field for field in fields if visible(field.name) or visible(field.value)]
    together = 4 if small else 8
    for start in range(0, len(shown), together):
        lines: list[Block] = []
        for field in shown[start : start + together]:
            value = clip(one_line(field.value), min(room, 600)) or "–"
            lines += [_text(f"{clip(one_line(field.name), 100)}: ", bold=True), _text(value), _text("\n")]
        if small:
            yield context("".join(line["text"] for line in lines))
        else:
            yield _rich(_section(*lines[:-1]))


def _passage(passage: Passage, room: int) -> Block:
    words = _speech(passage, room)
    match passage.speech:
        case Speech.DIRECT:
            opening, closing = passage.marks
            return _bar(_text(opening), *words, _text(closing))
        case Speech.MIXED | Speech.INDIRECT:
            return _bar(*words)
        case Speech.REPORT:
            return _section(*words)


def _speech(passage: Passage, room: int) -> list[Block]:
    """The document's words, part by part; what is left out is marked, within marks of quotation too."""
    italic = passage.speech is Speech.INDIRECT
    found: list[Block] = []
    for index, part in enumerate(passage.parts):
        if index:
            found.append(_text(" […] " if index > 1 or passage.parts[0] else "[…] "))
        for words, bold in _segments(part, passage, first=index == 0):
            shown = clean(words)
            if not shown:
                continue
            room -= _ELEMENT
            kept = clip(shown, max(room, 0), mark="")
            if kept:
                found.append(_text(closed(kept), bold=bold, italic=italic))
            if kept != shown:
                return [*found, _text(" […]")]
            room -= size(shown)
    return found or [_text("–")]


def _segments(part: str, passage: Passage, *, first: bool) -> Iterator[tuple[str, bool]]:
    """``part`` cut at the edges of the highlights, which lie in the first part alone."""
    position = 0
    for start, end in sorted(passage.highlights) if first else ():
        if start >= position and end > start:
            yield part[position:start], False
            yield part[start:end], True
            position = end
    yield part[position:], False


def _citation(citation: Citation) -> Block:
    facts = [citation.title if visible(citation.title) else "untitled", citation.publisher or "", citation.published]
    shown = [clip(one_line(fact), limit) for fact, limit in zip(facts, (300, 120, 300), strict=True) if visible(fact)]
    elements = [plain(f"[{citation.number}] {' · '.join(shown)}", MAX_TEXT)]
    address = safe_url(citation.url)
    if address:
        host = urlsplit(address).hostname or ""
        label = host.removeprefix("www.") if len(host) <= 60 else "link"
        elements.append({"type": "mrkdwn", "text": f"<{escape(address)}|{label}>"})
    return {"type": "context", "elements": elements}


def _page(page: Page | None) -> Iterator[Block]:
    if page and page.pages > 1:
        yield context(f"Page {page.number} of {page.pages} · {page.total} in all")


def buttons(actions: Iterable[Action], encode: Encode) -> Iterator[Block]:
    """Actions blocks of at most 25 buttons each; a button whose value cannot be written is left out."""
    row: list[Block] = []
    for index, action in enumerate(actions):
        value = encode(action)
        if value is None:
            continue
        label = one_line(action.label)
        text = plain(label if visible(label) else "…", MAX_BUTTON_LABEL)
        button = {"type": "button", "text": text, "action_id": f"press:{index}", "value": value}
        if row and (len(row) == MAX_BUTTONS or sum(map(_json_length, [*row, button])) > MAX_MESSAGE // 2):
            yield {"type": "actions", "elements": row}
            row = []
        row.append(button)
    if row:
        yield {"type": "actions", "elements": row}


def context(text: str, limit: int = MAX_TEXT) -> Block:
    """A small grey line of our words."""
    return {"type": "context", "elements": [plain(clean(text).strip() or "–", limit)]}


def _rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def _section(*elements: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _bar(*elements: Block) -> Block:
    return {"type": "rich_text_quote", "elements": list(elements)}


def _text(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": text, **({"style": style} if style else {})}
