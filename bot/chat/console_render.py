"""Replies as text for a terminal, made with rich. Nothing of a document can steer the terminal or is read as markup."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.cards import Action, Card, CardKind, Citation, Field, Passage, Reply, Speech
from bot.commands.grammar import as_typed
from bot.commands.wording import joined, one_line
from bot.model import Span

WIDEST = 100
"""Columns; longer lines are hard to read, whatever the terminal's width."""

_COLOURS = {
    CardKind.QUOTE: "green",
    CardKind.PARAPHRASE: "yellow",
    CardKind.EVENT: "cyan",
    CardKind.DATE: "magenta",
    CardKind.DOCUMENT: "blue",
    CardKind.PERSON: "green",
    CardKind.INFO: "white",
    CardKind.WARNING: "red",
}
_FAINT = Style(dim=True)
_HEADING = Style(bold=True)
_MARKED = Style(bold=True, underline=True)
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n\s*")
_LINE_BREAK = re.compile(r"[ ]*\n[ ]*")
_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BRACKETS = ("⟪", "⟫")
_ELLIPSIS = " […] "
_INDENT = 2
_TITLE = 60


def render(reply: Reply, width: int = 80, *, colour: bool = False) -> str:
    """Return a reply as lines of at most ``width`` columns, with ANSI colours or with none, ending in a newline."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(20, min(width, WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(renderable(reply, plain=not colour))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def renderable(reply: Reply, *, plain: bool = False) -> RenderableType:
    """Return a reply as something that rich prints; ``plain`` sets highlights off by brackets, for want of colour."""
    parts: list[RenderableType] = []
    if reply.heading:
        parts.append(Text(clean(reply.heading), _HEADING))
    if reply.note:
        parts.append(Text(clean(reply.note), _FAINT))
    for card in reply.cards:
        parts += [Text(""), *_card(card, plain=plain)] if parts else list(_card(card, plain=plain))
    foot = _foot(reply)
    if foot:
        parts += [Text(""), *foot]
    return Group(*parts)


def clean(text: str) -> str:
    """Return ``text`` without what could steer a terminal: control characters, escape sequences, turned writing.

    Line breaks stay; a tab becomes a space; an escape character is shown as a replacement character, so that what
    followed it stands there as plain text.
    """
    return "".join(_safe(character) for character in text.replace("\r\n", "\n"))


def _safe(character: str) -> str:
    if character == "\n":
        return character
    if character in _TURNING:
        return ""
    if unicodedata.category(character) not in _STEERING:
        return character
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"


def _card(card: Card, *, plain: bool) -> Iterable[RenderableType]:
    colour = Style(color=_COLOURS[card.kind])
    if card.title or card.subtitle:
        title = Text().append(clean(card.title), Style.combine([colour, _HEADING]))
        if card.subtitle:
            title.append(" · " if card.title else "", colour).append(clean(card.subtitle), colour)
        yield title
    if card.image:
        yield Padding(Text(f"picture: {clean(card.image.alt)}", _FAINT), (0, 0, 0, _INDENT))
    for passage in card.passages:
        yield Padding(_passage(passage, plain=plain), (0, 0, 0, _INDENT))
    if body := _body(card):
        style = _FAINT if card.passages else Style.combine([colour]) if card.kind is CardKind.WARNING else Style.null()
        yield Padding(Text(body, style), (0, 0, 0, _INDENT if card.passages else 0))
    yield from _fields(card.fields)
    for citation in card.citations:
        yield Padding(_citation(citation, card), (0, 0, 0, _INDENT))


def _body(card: Card) -> str:
    """Put the kind of speech before the date's reason: both belong to the words above."""
    labels = [passage.label for passage in card.passages if passage.label not in ("", "summary")]
    lines = clean(card.body).split("\n") if card.body else []
    if labels and lines:
        lines[0] = joined((clean(labels[0]), lines[0]))
    return "\n".join(lines or [clean(label) for label in labels[:1]])


def _passage(passage: Passage, *, plain: bool) -> Text:
    brackets = _BRACKETS if plain and passage.speech is Speech.REPORT else ("", "")
    text = Text()
    opening, closing = passage.marks
    text.append(opening)
    for index, part in enumerate(passage.parts):
        if index:
            text.append(_ELLIPSIS if index > 1 or passage.parts[0] else _ELLIPSIS.lstrip(), _FAINT)
        text.append_text(_highlighted(part, passage.highlights if index == 0 else (), brackets))
    text.append(closing)
    if passage.speech is Speech.INDIRECT:
        text.stylize(Style(italic=True))
    return text


def _highlighted(part: str, highlights: Sequence[Span], brackets: tuple[str, str]) -> Text:
    """Return a part with its highlights set off; cleaned piece by piece, for cleaning moves offsets."""
    text = Text()
    at = 0
    for span in sorted(highlights):
        start, end = max(span.start, at), min(span.end, len(part))
        if start < end:
            text.append(_flowing(part[at:start])).append(brackets[0], _FAINT)
            text.append(_flowing(part[start:end]), _MARKED).append(brackets[1], _FAINT)
            at = end
    return text.append(_flowing(part[at:]))


def _flowing(text: str) -> str:
    """Let the lines of a document flow: where they break is the page's, not the words'; its paragraphs stay."""
    return _LINE_BREAK.sub(" ", _PARAGRAPH_BREAK.sub("\f", clean(text))).replace("\f", "\n")


def _fields(fields: Sequence[Field]) -> Iterable[RenderableType]:
    for field in fields:
        yield Padding(Text.assemble((f"{clean(field.name)}: ", _FAINT), clean(field.value)), (0, 0, 0, _INDENT))


def _citation(citation: Citation, card: Card) -> Text:
    """Return the line of a citation, without what the card has said above; a document's own card bears its address."""
    said = (card.title, *card.subtitle.split(" · "))
    address = citation.url if card.kind is CardKind.DOCUMENT else None
    title = "" if citation.title in said else one_line(citation.title, _TITLE)
    about = joined((citation.publisher if citation.publisher not in said else "", citation.published, address))
    text = Text().append(f"[{citation.number}] ", _FAINT).append(_flowing(title))
    return text.append(f"{' · ' if title and about else ''}{_flowing(about)}", _FAINT)


def _foot(reply: Reply) -> list[RenderableType]:
    hints = []
    if reply.page:
        hints.append(f"page {reply.page.number} of {reply.page.pages}")
    if any(action.key == "next" for action in reply.actions):
        hints.append("/more for the next page")
    if any(action.key == "context" for card in reply.cards for action in card.actions):
        hints.append("/open 1 shows [1] in its paragraph")
    lines: list[RenderableType] = [Text(joined(hints), _FAINT)] if hints else []
    tries = [as_typed(action) for action in _suggestions(reply)]
    if tries:
        lines.append(Text().append("Try: ", _FAINT).append(clean(" · ".join(tries))))
    return lines


def _suggestions(reply: Reply) -> list[Action]:
    actions = (*reply.actions, *(action for card in reply.cards for action in card.actions))
    return [action for action in actions if action.key == "suggestion"]
