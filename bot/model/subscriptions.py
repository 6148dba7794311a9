"""What a channel asked to receive, and each single time that it was due. Plain frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
"""Weekdays as ``date.weekday()`` counts them: Monday is 0."""


@dataclass(frozen=True, slots=True)
class Address:
    """A place that can be posted to: the platform's name and its own ids. ``server`` is a guild or a workspace."""

    platform: str
    server: str
    channel: str


class PostKind(StrEnum):
    """What a subscription brings."""

    ANNIVERSARIES = "anniversaries"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEW = "new"
    REVIEW = "review"


class Years(StrEnum):
    """Which anniversaries are wanted."""

    ALL = "all"
    ROUND = "round"


class LeapDay(StrEnum):
    """Where 29 February is kept in years that have none."""

    FEBRUARY_28 = "28 February"
    MARCH_1 = "1 March"


class AboutKind(StrEnum):
    """What a subscription is limited to."""

    ALL = "all"
    PERSON = "person"
    TOPIC = "topic"
    PUBLISHER = "publisher"


class State(StrEnum):
    """Whether a subscription posts. SUSPENDED is our doing (``reason`` says why), PAUSED a person's."""

    ACTIVE = "active"
    PAUSED = "paused"
    SUSPENDED = "suspended"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class About:
    """What a subscription is limited to: the canonical name of a person, words of a topic, or a publisher's name."""

    kind: AboutKind = AboutKind.ALL
    name: str = ""

    def __str__(self) -> str:
        typed_in_marks = any(mark in self.name for mark in '"“„«')
        return self.name if self.kind is not AboutKind.TOPIC or typed_in_marks else f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for with /subscribe.

    ``at`` is local time in ``zone`` (an IANA name), ``weekdays`` the days it may fall on. ``hear_nothing``: post even
    when there is nothing to say. ``late_hours``: how late a post may still go out after the process slept.
    """

    kind: PostKind
    at: dt.time
    zone: str
    weekdays: tuple[int, ...] = EVERY_DAY
    years: Years = Years.ALL
    leap_day: LeapDay = LeapDay.FEBRUARY_28
    about: About = About()
    hear_nothing: bool = False
    late_hours: int = 12


@dataclass(frozen=True, slots=True)
class Subscription:
    """A stored wish. ``next_due`` (aware, UTC) is None where no hour brings it: ``new``, or not active.

    ``created_by`` is the platform's id of the person who is told when it cannot post any more. ``seen_document`` is
    the number of the newest document that ``new`` has told of.
    """

    id: int
    address: Address
    wish: Wish
    state: State
    created_by: str
    created_at: dt.datetime
    next_due: dt.datetime | None = None
    reason: str = ""
    seen_document: int = 0


class Outcome(StrEnum):
    """What became of one occurrence. WAITING and SENDING are not yet settled."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    NOTHING = "nothing to say"
    SKIPPED = "skipped"
    FAILED = "failed"

    @property
    def settled(self) -> bool:
        """Whether nothing more will be done about it."""
        return self not in (Outcome.WAITING, Outcome.SENDING)


@dataclass(frozen=True, slots=True)
class Due:
    """One time that a subscription asks for a post: its local ``day`` and the moment ``at`` (aware, UTC)."""

    day: dt.date
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A row of the outbox: one post (or one notice to a person), made at most once.

    ``name`` is unique for its subscription: the local day (``2024-05-16``), ``ingest 7``, ``notice 3``. ``key`` (16
    characters) travels with the post so that it can be found in the channel. ``notice`` is the text of a private
    message to the person who subscribed, in place of a post. ``attempted_at`` is set before anything is sent: where
    it is set and the outcome is open, the post may already be in the channel.
    """

    id: int
    subscription_id: int
    name: str
    key: str
    due_at: dt.datetime
    outcome: Outcome
    attempts: int = 0
    attempted_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    message_id: str | None = None
    detail: str = ""
    notice: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The local day that it is for, where an hour brought it."""
        try:
            return dt.date.fromisoformat(self.name)
        except ValueError:
            return None
