"""The one table of commands: every platform registers, completes and answers from it."""

from __future__ import annotations

from bot.cards import Reply
from bot.commands import complete
from bot.commands.brief import brief
from bot.commands.command import Choice, Command, Invocation, Option, OptionType
from bot.commands.compare import compare
from bot.commands.context import context
from bot.commands.corrections import CORRECTIONS
from bot.commands.date import date
from bot.commands.event import event
from bot.commands.help import show_help
from bot.commands.ingest import INGEST
from bot.commands.overview import overview
from bot.commands.quote import quote
from bot.commands.reminder_table import REMINDERS
from bot.commands.search import search
from bot.commands.settings import SETTINGS
from bot.commands.source import source
from bot.commands.timeline import DARK, timeline
from bot.commands.today import today
from bot.commands.who import who
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus


def _help(invocation: Invocation, corpus: Corpus) -> Reply:
    return show_help(invocation, corpus, COMMANDS)


def _commands(typed: str, corpus: Corpus) -> tuple[Choice, ...]:  # noqa: ARG001 - the shape of every autocomplete
    wanted = typed.strip().removeprefix("/").casefold()
    return complete.fit(
        (f"/{command.name} · {command.summary}", command.name)
        for command in COMMANDS
        if command.name.startswith(wanted) and not command.hidden
    )


_PUBLISHER = Option(
    "publisher", "Only documents of this publisher", autocomplete=complete.publishers, prefixes=("from",)
)
_KINDS = (
    Choice("direct: in quotation marks", QuoteKind.DIRECT.value),
    Choice("partly quoted: some words in marks", QuoteKind.MIXED.value),
    Choice("paraphrased: no marks", QuoteKind.INDIRECT.value),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        "event",
        "What happened, by time, person, place or words",
        event,
        (
            Option(
                "what",
                'A time, a name, words, or all of them: May 2024, last year, "joint statement"',
                required=True,
                autocomplete=complete.periods_and_speakers,
            ),
            Option("person", "Only events with this person or organisation", autocomplete=complete.speakers),
            Option("place", "Only events at this place"),
            _PUBLISHER,
        ),
        ("/event 2024", "/event May 2024", "/event last year", '/event "joint statement"', "/event 2024 place:Geneva"),
    ),
    Command(
        "quote",
        "What somebody said, newest first, word for word",
        quote,
        (
            Option(
                "speaker",
                'Who said it: a name, a part of it, or "unattributed"; "words" alone may be anybody\'s',
                required=True,
                autocomplete=complete.speakers,
            ),
            Option(
                "about",
                'Words the quote must have; "a phrase" as it is',
                prefixes=("about", "on", "regarding", "concerning"),
            ),
            Option("when", "A day, month, year or range", autocomplete=complete.periods),
            Option("kind", "Only this kind of speech", choices=_KINDS),
            _PUBLISHER,
        ),
        ("/quote Smith", "/quote Smith about budget", '/quote "joint statement"', "/quote Smith last year"),
    ),
    Command(
        "date",
        "What happened and was said on a day, or on which days something happened",
        date,
        (Option("what", "A day, month or year, or words to look for", required=True, autocomplete=complete.periods),),
        ("/date 16 May 2024", "/date yesterday", "/date joint statement"),
    ),
    Command(
        "today",
        "What happened on this day in past years",
        today,
        (Option("day", "Another day, for instance 16 May"),),
        ("/today", "/today 16 May"),
    ),
    Command(
        "brief",
        "A short briefing: what happened, who said what, what is not known",
        brief,
        (
            Option(
                "what",
                "A person, a topic or a period, or all of them",
                required=True,
                autocomplete=complete.periods_and_speakers,
            ),
        ),
        ("/brief Smith", "/brief sanctions", "/brief May 2024", "/brief Smith 2024"),
    ),
    Command(
        "timeline",
        "What happened and was said, in the order of time, as a picture and in words",
        timeline,
        (
            Option(
                "what",
                "A period, a person or a topic, or all of them",
                required=True,
                autocomplete=complete.periods_and_speakers,
            ),
            Option("look", "Light or dark", choices=(Choice("light", "light"), Choice("dark", DARK))),
        ),
        ("/timeline Smith", "/timeline 2024", "/timeline sanctions 2024 dark"),
    ),
    Command(
        "compare",
        "What was said and happened at one time, and at another",
        compare,
        (
            Option("what", "A person or a topic", required=True, autocomplete=complete.periods_and_speakers),
            Option("then", "The one time", autocomplete=complete.periods),
            Option("now", "The other time", autocomplete=complete.periods),
        ),
        ("/compare Smith 2023 2024", "/compare sanctions May 2023 May 2024"),
    ),
    Command(
        "search",
        "Find words in quotes, events and sentences",
        search,
        (
            Option("words", 'Words to find; "a phrase" as it is, -word to leave out', required=True),
            Option("person", "Only where this person speaks, takes part or is named", autocomplete=complete.speakers),
            Option("from", "Only documents of this publisher", autocomplete=complete.publishers),
            Option("before", "Only before this day, month or year", autocomplete=complete.periods),
            Option("after", "Only after this day, month or year", autocomplete=complete.periods),
        ),
        ("/search budget", '/search "climate law" -draft', "/search budget person:Smith after:2023"),
    ),
    Command(
        "who",
        "Who somebody is in the archive: names, roles, counts, what they say",
        who,
        (Option("name", "A name or a part of it", required=True, autocomplete=complete.speakers),),
        ("/who Smith",),
    ),
    Command(
        "source",
        "A document: title, publisher, date and how it is known, summary",
        source,
        (
            Option(
                "document",
                "A title, a part of it, a file name or a number",
                required=True,
                autocomplete=complete.documents,
            ),
        ),
        ("/source 3", "/source budget vote"),
    ),
    Command(
        "corpus",
        "What the archive holds: documents, publishers, from when to when, what has no date",
        overview,
        (),
        ("/corpus",),
    ),
    Command(
        "help",
        "How to ask",
        _help,
        (Option("command", "The command to explain", autocomplete=_commands),),
        ("/help", "/help quote"),
    ),
    Command(
        "context",
        "A quote, an event or a stretch of text in its paragraph",
        context,
        (
            Option("quote", "The number of a quote", OptionType.INTEGER),
            Option("event", "The number of an event", OptionType.INTEGER),
            Option("document", "The number of a document", OptionType.INTEGER),
            Option("start", "Where the stretch begins, in code points", OptionType.INTEGER),
            Option("end", "Where the stretch ends, in code points", OptionType.INTEGER),
        ),
        ("/context quote:12",),
        hidden=True,
    ),
    INGEST,
    SETTINGS,
    *REMINDERS,
    CORRECTIONS,
)

_BY_NAME = {command.name: command for command in COMMANDS}


def find_command(name: str) -> Command | None:
    """Return the command called ``name`` (without a slash, any case)."""
    return _BY_NAME.get(name.strip().removeprefix("/").casefold())
