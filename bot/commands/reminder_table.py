"""The rows of the command table that are about reminders."""

from __future__ import annotations

from bot.commands.command import Choice, Command, Option, OptionType
from bot.commands.subscribe import held, hold, pause, preview, resume, review, subscribe, subscriptions, unsubscribe
from bot.commands.wishes import subjects, zones
from bot.model.subscriptions import LeapDay, PostKind, Years

_NUMBER = Option("number", "Its number in /subscriptions", OptionType.INTEGER, required=True)
_KINDS = (
    Choice("anniversaries: what happened on this day in past years", PostKind.ANNIVERSARIES.value),
    Choice("daily: what is dated to the day before, and planned for today", PostKind.DAILY.value),
    Choice("weekly: the same for a week", PostKind.WEEKLY.value),
    Choice("new: what each ingest brings", PostKind.NEW.value),
    Choice("review: the week's reminders ahead, to hold items back", PostKind.REVIEW.value),
)

REMINDERS: tuple[Command, ...] = (
    Command(
        "subscribe",
        "Let a channel receive anniversaries or briefings at an hour",
        subscribe,
        (
            Option("kind", "What it receives", required=True, choices=_KINDS),
            Option("channel", "Another channel than this one", OptionType.CHANNEL),
            Option("at", "Local hour, for instance 09:00", prefixes=("at",)),
            Option("zone", "Time zone, for instance Europe/Berlin", autocomplete=zones, prefixes=("zone",)),
            Option(
                "about",
                "Only this person, publisher or topic",
                autocomplete=subjects,
                prefixes=("about", "regarding", "concerning"),
            ),
            Option(
                "years",
                "Which anniversaries",
                choices=(
                    Choice("all years", Years.ALL.value),
                    Choice("round ones: 1, 5, 10, 20, 25 ...", Years.ROUND.value),
                ),
            ),
            Option("weekdays", "For instance mon-fri, or monday", prefixes=("weekdays", "every")),
            Option(
                "leap",
                "When 29 February is kept in other years",
                choices=tuple(Choice(rule.value, rule.value.split()[1].casefold()) for rule in LeapDay),
            ),
            Option(
                "nothing",
                "When there is nothing to say",
                choices=(Choice("post nothing", "silent"), Choice("post that there is nothing", "say")),
            ),
            Option("late", "Hours that a post may be late, 0 to 24; then it is skipped (12)", OptionType.INTEGER),
        ),
        (
            "/subscribe anniversaries at 09:00",
            "/subscribe daily at 7:30 about Smith weekdays:mon-fri",
            "/subscribe anniversaries at 09:00 zone:Europe/Berlin years:round",
        ),
        admin=True,
        of_channel=True,
    ),
    Command(
        "subscriptions",
        "What the channels here receive, when next, and what became of the last post",
        subscriptions,
        (),
        ("/subscriptions",),
        admin=True,
        of_channel=True,
    ),
    Command(
        "unsubscribe", "End a subscription", unsubscribe, (_NUMBER,), ("/unsubscribe 3",), admin=True, of_channel=True
    ),
    Command("pause", "Let a subscription rest", pause, (_NUMBER,), ("/pause 3",), admin=True, of_channel=True),
    Command("resume", "Let a subscription post again", resume, (_NUMBER,), ("/resume 3",), admin=True, of_channel=True),
    Command(
        "preview",
        "What a subscription would post on a day, for your eyes only",
        preview,
        (
            Option("day", "A day, for instance 16 May 2025; without one, today"),
            Option("number", "Its number in /subscriptions; without one, this channel's first", OptionType.INTEGER),
        ),
        ("/preview", "/preview 16 May 2025 number:3"),
        admin=True,
        of_channel=True,
    ),
    Command(
        "review",
        "The reminders of the week ahead, to hold items back",
        review,
        (Option("day", "The first day; without one, today"),),
        ("/review", "/review 12 May 2025"),
        admin=True,
    ),
    Command(
        "held",
        "The editorial list: what this server is not reminded of",
        held,
        (Option("release", "The number of an entry to take off the list", OptionType.INTEGER),),
        ("/held",),
        admin=True,
    ),
    Command(
        "hold",
        "Hold an event back on a day, or for good",
        hold,
        (
            Option("event", "The number of an event", OptionType.INTEGER, required=True),
            Option("day", "The day as 2025-05-16, or never"),
        ),
        ("/hold event:12 day:2025-05-16",),
        admin=True,
        hidden=True,
    ),
)
