"""What was posted and has changed since, as a person sees it at the command line; and amending it from there."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.commands.corrections import difference_fields, state_words
from bot.model.posted import Amendment, Correction

if TYPE_CHECKING:
    from bot.bootstrap import Archive
    from bot.settings import Settings

_SECONDS = 300.0


def corrections_shown(settings: Settings, archive: Archive, *, amend: bool, as_json: bool) -> int:
    """Print the list, after amending what can be amended where that is asked for; return the exit code.

    0: every message was amended, or there are none; 1: some were not.
    """
    from bot.schedule.corrections import CorrectionDesk

    desk = CorrectionDesk(archive.corpus)
    if amend:
        desk.amend(desk.listing())
        asyncio.run(_amend(settings, archive))
    found = tuple(desk.listing())
    waiting = sorted({one.address.platform for one in found if one.state is Amendment.WANTED} - _served(settings))
    if waiting:
        print(f"Waiting for a process that serves {', '.join(waiting)}: it is not set up here.", file=sys.stderr)
    if as_json:
        print(json.dumps([_as_dict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print(_lines(found) or "Nothing that was posted has changed since.")
    return int(any(one.state is not Amendment.AMENDED for one in found))


def _served(settings: Settings) -> set[str]:
    return {*settings.platforms, "console"}


async def _amend(settings: Settings, archive: Archive) -> None:
    from bot.bootstrap import build_posters
    from bot.schedule.amending import Amender
    from bot.schedule.printed import PrintedPoster

    posters = [*build_posters(settings, archive), PrintedPoster(lambda _: None)]
    try:
        await Amender(archive.corpus, posters).run(_SECONDS)
    finally:
        for poster in posters:
            await poster.close()


def _lines(found: Sequence[Correction]) -> str:
    return "\n".join(line for one in found for line in _lines_of(one))


def _lines_of(one: Correction) -> list[str]:
    place = f"{one.address.platform} channel {one.address.channel} message {' '.join(one.message_ids) or 'unknown'}"
    head = f"{one.number}  {one.posted_at:%Y-%m-%d %H:%M} UTC  {one.what}  {place}: {state_words(one)}"
    facts = [field for different in one.differences for field in difference_fields(different)]
    return [head, *(f"   {field.name.lower()}: {field.value}" for field in facts)]


def _as_dict(one: Correction) -> dict[str, Any]:
    return asdict(one) | {
        "posted_at": one.posted_at.isoformat(),
        "amended_at": one.amended_at.isoformat() if one.amended_at else None,
    }
