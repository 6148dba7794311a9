"""What a command is, and what a call of it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.cards import Reply
from bot.model.intake import Upload
from bot.store.corpus import Corpus


class OptionType(StrEnum):
    """The type of an option, for platforms that have typed options.

    CHANNEL is a channel's id, as text. ATTACHMENT is the name of a file, which comes in ``Invocation.uploads``.
    """

    TEXT = "text"
    INTEGER = "integer"
    CHANNEL = "channel"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value offered to a person: ``label`` is shown, ``value`` is sent."""

    label: str
    value: str


Autocomplete = Callable[[str, Corpus], tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Option:
    """A typed option of a command.

    ``prefixes`` are the words that introduce it in typed text ("about", "from"); the first option of a command takes
    what stands before any of them. ``choices`` close the option to those values.
    """

    name: str
    description: str
    type: OptionType = OptionType.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    autocomplete: Autocomplete | None = None
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Invocation:
    """A person's call of a command. ``now`` is aware; ``user``, ``channel``, ``server`` are the platform's ids.

    ``arguments`` maps option names to values as typed; ``page`` counts from 1. ``may_manage`` tells whether the
    platform says that the person may manage this server, ``may_manage_channel`` this channel of it. ``uploads`` are
    files that came with it.
    """

    command: str
    arguments: Mapping[str, str | int] = field(default_factory=dict)
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    page: int = 1
    platform: str = "console"
    user: str = ""
    channel: str = ""
    server: str = ""
    may_manage: bool = False
    may_manage_channel: bool = False
    uploads: tuple[Upload, ...] = ()

    def text(self, name: str) -> str:
        """The argument ``name`` as stripped text, empty where it was not given."""
        return str(self.arguments.get(name, "")).strip()


Handler = Callable[[Invocation, Corpus], Reply]


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the table. ``admin`` commands are for those who may manage the server.

    Where they are ``of_channel`` too, who may manage the channel is let in, and the handler keeps them to that channel.
    ``hidden`` commands are what buttons call: platforms do not list or register them, `answer` knows them.
    """

    name: str
    summary: str
    handler: Handler
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()
    admin: bool = False
    hidden: bool = False
    of_channel: bool = False

    def is_open_to(self, invocation: Invocation) -> bool:
        """Whether the person who calls may call it."""
        return not self.admin or invocation.may_manage or (self.of_channel and invocation.may_manage_channel)
