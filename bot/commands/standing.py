"""Subscriptions in a reader's words, and as cards."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from bot.cards import Action, Card, CardKind, Field
from bot.commands.command import Invocation
from bot.commands.reminders import HeldEntry, Standing
from bot.commands.wording import joined, listed, one_line
from bot.model.subscriptions import (
    EVERY_DAY,
    AboutKind,
    LeapDay,
    Occurrence,
    Outcome,
    PostKind,
    State,
    Subscription,
    Wish,
    Years,
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_KINDS = {
    PostKind.ANNIVERSARIES: "anniversaries",
    PostKind.DAILY: "daily briefing",
    PostKind.WEEKLY: "weekly briefing",
    PostKind.NEW: "new documents",
    PostKind.REVIEW: "week ahead",
}
_LATE = dt.timedelta(minutes=5)


def title_of(one: Subscription) -> str:
    """Say ``3 · anniversaries about Brandt``."""
    about = f" about {one.wish.about}" if one.wish.about.kind is not AboutKind.ALL else ""
    return f"{one.id} · {_KINDS[one.wish.kind]}{about}"


def place_words(one: Subscription, invocation: Invocation) -> str:
    """Say which channel, seen from where the command was called."""
    channel = one.address.channel
    return "this channel" if channel == invocation.channel else f"channel {channel}"


def wish_words(wish: Wish) -> str:
    """Say when it comes and what is special about it, one remark a line."""
    return joined(
        (
            "after each ingest" if wish.kind is PostKind.NEW else f"{_days(wish)} at {wish.at:%H:%M} ({wish.zone})",
            "round years only" if wish.years is Years.ROUND else "",
            "29 February is kept on 1 March" if wish.leap_day is LeapDay.MARCH_1 else "",
            "says so when there is nothing" if wish.hear_nothing else "",
            _late_rule(wish),
        ),
        "\n",
    )


def moment_words(moment: dt.datetime | None, zone: str) -> str:
    """Say ``Thursday 16 May 2024, 09:00 (Europe/Berlin)``; the zone falls back to UTC where it is not known."""
    if moment is None:
        return "none"
    try:
        local = moment.astimezone(ZoneInfo(zone))
    except (LookupError, ValueError, OSError):
        local, zone = moment.astimezone(dt.UTC), "UTC"
    return f"{local:%A} {local.day} {local:%B %Y}, {local:%H:%M} ({zone})"


def standing_card(standing: Standing, invocation: Invocation) -> Card:
    """A subscription with its next post, its last result, and what can be done with it."""
    one = standing.subscription
    number: dict[str, str | int] = {"number": one.id}
    resting = one.state is not State.ACTIVE
    fields = (
        Field("Channel", place_words(one, invocation)),
        Field("State", joined((one.state, one.reason), ": ") if resting else ""),
        Field(
            "Next post", "" if resting or one.wish.kind is PostKind.NEW else moment_words(one.next_due, one.wish.zone)
        ),
        Field("Last", _result(standing.last, one.wish.zone) if standing.last else "nothing was due yet"),
    )
    return Card(
        kind=CardKind.WARNING if one.state is State.SUSPENDED else CardKind.INFO,
        title=title_of(one),
        body=wish_words(one.wish),
        fields=tuple(field for field in fields if field.value),
        actions=(
            Action("resume", "Resume", "resume", number) if resting else Action("pause", "Pause", "pause", number),
            Action("preview", "Preview", "preview", number),
            Action("unsubscribe", "Unsubscribe", "unsubscribe", number),
        ),
    )


def held_card(entry: HeldEntry) -> Card:
    """An entry of the editorial list, with the button that takes it off."""
    when = f"held back on {entry.day.day} {entry.day:%B %Y}" if entry.day else "never to be mentioned"
    return Card(
        kind=CardKind.INFO,
        title=when,
        body=one_line(entry.words, 300),
        actions=(Action("release", "Take off the list", "held", {"release": entry.number}),),
    )


def _result(last: Occurrence, zone: str) -> str:
    """Say what became of an occurrence: ``sent, Thursday ..., 40 min late``."""
    late = (last.finished_at or last.due_at) - last.due_at
    minutes = int(late.total_seconds() // 60)
    delay = f"{minutes} min late" if last.outcome is Outcome.SENT and late > _LATE else ""
    return joined((last.outcome, moment_words(last.due_at, zone), delay, last.detail), ", ")


def _days(wish: Wish) -> str:
    if wish.weekdays == EVERY_DAY:
        return "every day"
    if wish.weekdays == EVERY_DAY[:5]:
        return "Monday to Friday"
    return f"every {listed(_DAYS[day] for day in wish.weekdays)}"


def _late_rule(wish: Wish) -> str:
    if wish.kind is PostKind.NEW:
        return ""
    return f"posted up to {wish.late_hours} h late, then skipped" if wish.late_hours else "skipped when it is late"
