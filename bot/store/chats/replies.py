"""A Reply in a column: JSON that gives the same Reply again, without its pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.cards import Reply

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def reply_to_json(reply: Reply) -> str:
    """The JSON of a reply; a picture is drawn from what the cards say and is not kept."""
    plain = replace(reply, cards=tuple(replace(card, image=None) for card in reply.cards))
    return _adapter().dump_json(plain, exclude_defaults=True).decode()


def reply_from_json(stored: str) -> Reply:
    """The inverse of ``reply_to_json``."""
    return _adapter().validate_json(stored)


@cache
def _adapter() -> TypeAdapter[Reply]:
    from pydantic import TypeAdapter  # imported here because the console's start needs none of it

    return TypeAdapter(Reply)
