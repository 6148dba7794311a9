"""What a person types after /subscribe -> a Wish: hours, zones, weekdays, whom or what it is about."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.commands import complete
from bot.commands.command import Choice, Invocation
from bot.commands.complete import LIMIT
from bot.commands.nearest import nearest
from bot.commands.reminders import Defaults
from bot.commands.words import pieces, query_of, unquote
from bot.errors import UsageError
from bot.model.subscriptions import EVERY_DAY, About, AboutKind, LeapDay, PostKind, Wish, Years
from bot.store.corpus import Corpus

LATEST = 24
"""Hours: a post that is later than a day would come beside the next one."""

_HOUR = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_SETS = {
    "every day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "all": EVERY_DAY,
    "daily": EVERY_DAY,
    "weekdays": EVERY_DAY[:5],
    "workdays": EVERY_DAY[:5],
    "weekend": EVERY_DAY[5:],
    "weekends": EVERY_DAY[5:],
}
_SHORTEST_DAY = 2
_SURE = frozenset({"exact", "alias", "surname", "transliteration"})


def read_wish(invocation: Invocation, corpus: Corpus, defaults: Defaults) -> Wish:
    """Read the options of /subscribe. Raises UsageError, with an example, for what cannot be read."""
    kind = PostKind(invocation.text("kind"))
    weekly = kind in (PostKind.WEEKLY, PostKind.REVIEW)
    at, zone, weekdays = (invocation.text(name) for name in ("at", "zone", "weekdays"))
    about = invocation.text("about")
    return Wish(
        kind=kind,
        at=read_hour(at) if at else defaults.at,
        zone=read_zone(zone) if zone else defaults.zone,
        weekdays=read_weekdays(weekdays) if weekdays else (0,) if weekly else EVERY_DAY,
        years=Years(invocation.text("years") or Years.ALL),
        leap_day=LeapDay.MARCH_1 if invocation.text("leap") == "march" else LeapDay.FEBRUARY_28,
        about=read_about(about, corpus) if about else About(),
        hear_nothing=invocation.text("nothing") == "say",
        late_hours=_late(invocation),
    )


def read_hour(typed: str) -> dt.time:
    """Read ``9``, ``09:00``, ``9.30``, ``9 am``, ``21h``. Raises UsageError."""
    match = _HOUR.fullmatch(typed.strip())
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").casefold()[:1]
        if half and not 1 <= hour <= 12:
            hour = 99
        elif half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    raise UsageError(f'"{typed}" is not an hour. For example: at 09:00')


def read_zone(typed: str) -> str:
    """Read the name of a zone in any case, or its last part: ``europe/berlin``, ``Berlin``. Raises UsageError."""
    wanted = "_".join(unquote(typed).split()).casefold()
    names = sorted(zone_names(), key=lambda name: ("/" not in name, name))
    for name in names:
        if name.casefold() == wanted:
            return name
    for name in names:
        if name.rpartition("/")[2].casefold() == wanted:
            return name
    cities = {name.rpartition("/")[2]: name for name in names}
    guess = nearest(wanted, names) or cities.get(nearest(wanted, cities) or "")
    meant = f" Did you mean {guess}?" if guess else ""
    raise UsageError(f'There is no time zone "{typed}".{meant} For example: zone:Europe/Berlin')


def read_weekdays(typed: str) -> tuple[int, ...]:
    """Read ``weekdays``, ``mon-fri``, ``mon, wed and fri``, ``every day``. Raises UsageError."""
    words = " ".join(typed.casefold().replace("–", "-").split())
    if words in _DAY_SETS:
        return _DAY_SETS[words]
    days: set[int] = set()
    for part in re.split(r"[\s,;&]+|\band\b", re.sub(r"\s*(?:-|\bto\b)\s*", "-", words)):
        first, dash, last = part.partition("-")
        if not first:
            continue
        begin = _weekday(first, typed)
        end = _weekday(last, typed) if dash else begin
        days.update((begin + step) % 7 for step in range((end - begin) % 7 + 1))
    if not days:
        raise UsageError(f'"{typed}" names no weekday. For example: weekdays:mon-fri')
    return tuple(sorted(days))


def read_about(typed: str, corpus: Corpus) -> About:
    """Read a publisher's name, a person's or organisation's, or else words of a topic; a "phrase" is always a topic."""
    name = unquote(typed)
    folded = name.casefold()
    if not any(piece.phrase for piece in pieces(typed)):
        for publisher, _ in corpus.stats().publishers:
            if publisher.casefold() == folded:
                return About(AboutKind.PUBLISHER, publisher)
        for match in corpus.find_entities(name, limit=1):
            if match.how in _SURE:
                return About(AboutKind.PERSON, match.entity.name)
    if not query_of(pieces(typed)):
        raise UsageError(f'"{typed}" has no words to look for. For example: about climate')
    return About(AboutKind.TOPIC, " ".join(typed.split()))


def subjects(typed: str, corpus: Corpus) -> tuple[Choice, ...]:
    """Offer publishers and those who say something: whom a subscription may be about."""
    outlets, people = complete.publishers(typed, corpus), complete.speakers(typed, corpus)
    return (*outlets[: max(LIMIT - len(people), LIMIT // 3)], *people)[:LIMIT]


def zones(typed: str, corpus: Corpus) -> tuple[Choice, ...]:  # noqa: ARG001 - the shape of every autocomplete
    """Offer time zones whose name holds what is typed, with the hour it is there now."""
    wanted = "_".join(typed.split()).casefold()
    names = [name for name in sorted(zone_names()) if (wanted in name.casefold() and "/" in name) or name == "UTC"]
    names.sort(key=lambda name: not name.rpartition("/")[2].casefold().startswith(wanted))
    found = names[:LIMIT]
    now = dt.datetime.now(dt.UTC)
    return tuple(Choice(f"{name} · {now.astimezone(ZoneInfo(name)):%H:%M} now", name) for name in found)


@cache
def zone_names() -> frozenset[str]:
    """The IANA zones of this machine, without files that are none."""
    return frozenset(name for name in available_timezones() if not name.startswith(("posix/", "right/", "Factory")))


def _weekday(word: str, typed: str) -> int:
    found = [index for index, name in enumerate(_DAY_NAMES) if name.startswith(word)]
    if len(word) < _SHORTEST_DAY or len(found) != 1:
        raise UsageError(f'"{typed}": "{word}" is not a weekday. For example: weekdays:mon-fri')
    return found[0]


def _late(invocation: Invocation) -> int:
    hours = int(invocation.arguments.get("late", 12))
    if not 0 <= hours <= LATEST:
        raise UsageError(f"late: is a number of hours from 0 to {LATEST}, for instance late:6.")
    return hours
