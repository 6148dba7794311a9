"""The week ahead for those who manage a server: what will be remembered, with buttons to hold an item back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.cards import Action, Card, Reply
from bot.commands.show import CardMaker
from bot.commands.wording import counted, joined
from bot.model.subscriptions import PostKind, State, Subscription, Wish
from bot.schedule.anniversaries import Anniversary, anniversaries, years_ago
from bot.store.chats.editorial import Editorial, fingerprint
from bot.store.corpus import Corpus

DAYS = 7
NEVER = "never"
"""What the hidden command ``hold`` takes for ``day`` to put an event on the editorial list for good."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """An event that a post of ``day`` will tell of."""

    day: dt.date
    item: Anniversary


def wishes_of(subscriptions: Iterable[Subscription]) -> tuple[Wish, ...]:
    """The distinct wishes for anniversaries that are active."""
    kept = (one.wish for one in subscriptions if one.wish.kind is PostKind.ANNIVERSARIES and one.state is State.ACTIVE)
    return tuple(dict.fromkeys(kept))


def week_ahead(
    corpus: Corpus, editorial: Editorial, place: tuple[str, str], wishes: Iterable[Wish], day: dt.date
) -> tuple[Ahead, ...]:
    """What will be remembered from ``day`` on for a week in the server ``place`` (platform, server), in order."""
    found: dict[tuple[dt.date, str], Ahead] = {}
    for one_day in (day + dt.timedelta(days=number) for number in range(DAYS)):
        held = editorial.held_on(*place, one_day)
        for wish in wishes:
            if one_day.weekday() in wish.weekdays:
                for item in anniversaries(corpus, wish, one_day, held):
                    found.setdefault((one_day, fingerprint(item.event)), Ahead(one_day, item))
    return tuple(found.values())


def review_post(shown: Iterable[Ahead], total: int, day: dt.date) -> Reply:
    """``shown`` of the ``total`` items from ``day`` on, each with its buttons."""
    make, last = CardMaker(), day + dt.timedelta(days=DAYS - 1)
    return Reply(
        heading=joined((f"The week ahead, {day.day} {day:%B} to {last.day} {last:%B}", counted(total, "reminder"))),
        cards=tuple(_card(make, one) for one in shown),
        note="Hold back leaves an item out that day, Never for good; both work until its post goes out.",
    )


def _card(make: CardMaker, one: Ahead) -> Card:
    when = f"{one.day:%a} {one.day.day} {one.day:%b}"
    card = make.event(one.item.event, remark=f"{years_ago(one.item.years)} on {when}")
    hold: dict[str, str | int] = {"event": one.item.event.id, "day": one.day.isoformat()}
    return replace(
        card,
        actions=(
            Action("hold", f"Hold back on {one.day.day} {one.day:%b}", "hold", hold),
            Action("hold", "Never", "hold", {**hold, "day": NEVER}),
        ),
    )
