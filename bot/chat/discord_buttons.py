"""The actions of a Reply as Discord's rows of components. Knows no SDK."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.cards import Action, Card, Reply
from bot.chat.discord_text import fit, one_line
from bot.chat.state import twin

Encode = Callable[[Action], str]
"""Writes an action into a text of at most ``ENCODED`` UTF-16 units."""

ENCODED = 96
"""Discord's 100 for a custom_id, less what tells two buttons of the same state apart."""

MORE = "more:"
"""What the custom_id of a menu begins with; the chosen value is the state."""

TURNS_THE_PAGE = ("previous", "next", "suggestion")
"""Keys of actions whose answer takes the place of the message that was pressed."""

APART = "page"
"""The key that such an action has where its answer is to be a new message."""

_USED = "~"

ROWS, BUTTONS, OPTIONS = 5, 5, 25
"""Discord's limits for a message: rows, buttons a row, options a menu."""

_ROW, _BUTTON, _MENU = 1, 2, 3
_PRIMARY, _SECONDARY = 1, 2
_CARDS_WITH_BUTTONS = 2


def lay_out(reply: Reply, encode: Encode, share: Action | None) -> tuple[dict[str, Any], ...]:
    """Return the rows beneath ``reply``: its cards' actions, paging with ``share``, then suggestions.

    One or two cards have a row of buttons each. More share a row for each thing that can be done, with the numbers of
    their citations: "In context [1]", "[2]", "[3]". What has no number, or no room, is offered in menus.
    """
    seen: dict[str, int] = {}
    paging = _paging(reply, encode, share, seen)
    suggestions = [_button(action, encode, seen) for action in reply.actions if action.key not in ("previous", "next")]
    below = [*_rows(paging), *_rows([button for button in suggestions if button])][:ROWS]
    above = _card_rows([card for card in reply.cards if card.actions], encode, seen, ROWS - len(below))
    return (*above, *below)


def _card_rows(cards: list[Card], encode: Encode, seen: dict[str, int], rows: int) -> list[dict[str, Any]]:
    if len(cards) > min(_CARDS_WITH_BUTTONS, rows):
        return _numbered(cards, encode, seen, rows) or _menus(cards, encode, seen, rows)
    made = []
    for card in cards:
        prefix = _number(card) if len(cards) > 1 else ""
        made.extend(_rows([_button(action, encode, seen, prefix) for action in card.actions]))
    return made


def _numbered(cards: list[Card], encode: Encode, seen: dict[str, int], rows: int) -> list[dict[str, Any]]:
    """A row or more for each thing that can be done; what several cards offer alike (their document) is there once.

    Empty where a card has no number, or where there are more than ``rows``.
    """
    if not all(card.citations for card in cards):
        return []
    offered: dict[str, dict[object, tuple[Card, Action]]] = {}
    for card in cards:
        for action in card.actions:
            calls = (action.command, *sorted(action.arguments.items()))
            offered.setdefault(action.label, {}).setdefault(calls, (card, action))
    groups = [list(offers.values()) for offers in offered.values()]
    batches = [group[start : start + BUTTONS] for group in groups for start in range(0, len(group), BUTTONS)]
    if len(batches) > rows:
        return []
    made = []
    for batch in batches:
        first, *others = [(_number(card).strip(), action) for card, action in batch]
        label = f"{first[1].label} {first[0]}"
        buttons = [_button(replace(first[1], label=label), encode, seen)]
        made.append(_row(buttons + [_button(replace(action, label=number), encode, seen) for number, action in others]))
    return made


def _menus(cards: list[Card], encode: Encode, seen: dict[str, int], rows: int) -> list[dict[str, Any]]:
    options = []
    for card in cards:
        about = fit(one_line(f"{card.title} · {card.subtitle}".strip(" ·")), 100, str)
        for action in card.actions:
            option = {"label": _label(_number(card) + action.label, 100), "value": _name(action, encode, seen)}
            options.append(option | ({"description": about} if about else {}))
    batches = [options[start : start + OPTIONS] for start in range(0, len(options), OPTIONS)][:rows]
    return [
        _row(
            [
                {
                    "type": _MENU,
                    "custom_id": f"{MORE}{number}",
                    "placeholder": "More about one of these",
                    "options": batch,
                }
            ]
        )
        for number, batch in enumerate(batches)
    ]


def unchosen(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The rows of a message with menus in which nothing is chosen, since a line can be chosen only where it is not.

    Sent as they are they would keep what was chosen; a menu of another name is a new one.
    """
    return tuple(_row([_renamed(part) for part in row["components"]]) for row in rows)


def _renamed(part: Mapping[str, Any]) -> dict[str, Any]:
    name: str = part["custom_id"]
    if part["type"] != _MENU:
        return dict(part)
    return {**part, "custom_id": name.removesuffix(_USED) if name.endswith(_USED) else name + _USED}


def _paging(reply: Reply, encode: Encode, share: Action | None, seen: dict[str, int]) -> list[dict[str, Any]]:
    """Previous, where we are, next, and sharing."""
    turn = {action.key: _button(action, encode, seen) for action in reply.actions if action.key in ("previous", "next")}
    if reply.page and reply.page.pages > 1:
        where = f"{reply.page.number} of {reply.page.pages}"
        turn["where"] = {"type": _BUTTON, "style": _SECONDARY, "label": where, "custom_id": "page", "disabled": True}
    if share:
        turn["share"] = _button(share, encode, seen)
    return [turn[key] for key in ("previous", "where", "next", "share") if key in turn]


def _button(action: Action, encode: Encode, seen: dict[str, int], prefix: str = "") -> dict[str, Any]:
    style = _PRIMARY if action.key == "suggestion" else _SECONDARY
    label = _label(prefix + action.label, 80)
    return {"type": _BUTTON, "style": style, "label": label, "custom_id": _name(action, encode, seen)}


def _name(action: Action, encode: Encode, seen: dict[str, int]) -> str:
    """Return a custom_id that no other component of the message has."""
    name = encode(action)
    seen[name] = seen.get(name, -1) + 1
    return twin(name, seen[name])


def _label(text: str, limit: int) -> str:
    return fit(one_line(text), limit, str) or "…"


def _number(card: Card) -> str:
    return f"[{card.citations[0].number}] " if card.citations else ""


def _rows(buttons: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    row = list(buttons)[:BUTTONS]
    return [_row(row)] if row else []


def _row(components: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": _ROW, "components": components}
