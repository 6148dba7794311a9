"""From what a person did on Slack to the messages that answer it. Blocking, and without any SDK: run it in a thread."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.cards import Action, Reply
from bot.chat.found import words_to_find
from bot.chat.slack.config import SlackConfig
from bot.chat.slack_forms import choice_block
from bot.chat.slack_message import Message
from bot.chat.slack_render import Encode, blocks, render
from bot.chat.slack_text import Block, size
from bot.chat.state import ButtonState, read_state, write_state
from bot.commands import dispatch
from bot.commands.command import Choice, Command, Invocation, Option
from bot.commands.grammar import as_typed, parse_arguments, parse_line, unknown_command
from bot.commands.table import COMMANDS
from bot.errors import BotError
from bot.store.chats.servers import PUBLIC, Servers, ServerSettings
from bot.store.corpus import Corpus

log = logging.getLogger(__name__)

PLATFORM = "slack"
MAX_VALUE = 2000
SHARE = "share"
_MOST_CHOICES = 100
_REFERENCE = re.compile(r"<(?:@|mailto:)?([^#!|>][^|>]*)(?:\|([^>]*))?>")
_UNSAFE = {"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"}
"""Slack sends a button's value back with these three escaped; JSON can say them otherwise."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What Slack's side asks of the rest: the corpus, what is kept about workspaces, the table, and who answers."""

    corpus: Corpus
    servers: Servers
    answer: Callable[[Invocation, Corpus], Reply] = dispatch.answer
    commands: tuple[Command, ...] = COMMANDS


@dataclass(frozen=True, slots=True)
class Asker:
    """Who did something, and where. ``may_manage`` is what Slack says of them, asked only where it matters."""

    user: str
    channel: str = ""
    server: str = ""
    may_manage: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Messages ready to be sent, and whether only the asker may see them."""

    reply: Reply
    messages: tuple[Message, ...] = field(repr=False)
    private: bool


class Desk:
    """Reads what was asked and composes answers. Keeps nothing between calls."""

    def __init__(self, archive: Archive, config: SlackConfig) -> None:
        self._archive = archive
        self._config = config
        self._commands = {command.name: command for command in archive.commands}

    # What was asked -------------------------------------------------------------------------------------------------

    def typed(self, slash: str, text: str, asker: Asker) -> Invocation | Reply:
        """Read a slash command with what was typed behind it; a Reply where it cannot be understood."""
        now = self._now(asker.server)
        words = _as_written(text)
        try:
            name = self._config.named(slash)
            if name == "":
                found = parse_line(words or "/help", now, PLATFORM)
            elif name is None or name not in self._commands or self._commands[name].hidden:
                raise unknown_command(name or slash)
            else:
                arguments, page = parse_arguments(self._commands[name], words, now)
                found = Invocation(name, arguments, now=now, page=page)
        except BotError as error:
            return dispatch.warning(str(error))
        return self._asked_by(found, asker)

    def is_umbrella(self, slash: str) -> bool:
        """Tell whether ``slash`` is the one command that takes all."""
        return self._config.named(slash) == ""

    def called(self, command: str, arguments: Mapping[str, str | int], asker: Asker, page: int = 1) -> Invocation:
        """The call that a press or a choice stands for."""
        call = Invocation(command, dict(arguments), now=self._now(asker.server), page=page)
        return self._asked_by(call, asker)

    def pressed(self, value: str) -> ButtonState | None:
        """What a button remembers; None where it is not ours or was not kept."""
        return read_state(html.unescape(value), self._archive.servers)

    def found_in(self, message: str, asker: Asker) -> Invocation:
        """The search for what a message says."""
        return self.called("search", {"words": words_to_find(html.unescape(message))}, asker)

    def lacking(self, invocation: Invocation) -> Command | None:
        """The command, where something that it needs was not given: it can be asked for in a form.

        None for those who may not call it anyway.
        """
        command = self._commands.get(invocation.command)
        if command is None or (command.admin and not invocation.may_manage):
            return None
        needed = [option.name for option in command.options if option.required]
        return command if any(name not in invocation.arguments for name in needed) else None

    def manages(self, invocation: Invocation) -> bool:
        """Tell whether it matters to this call what the asker may manage."""
        command = self._commands.get(invocation.command)
        return command is not None and (command.admin or command.name == "help")

    def choices(self, command: str, option: str, typed: str) -> list[Block]:
        """The options of a select for ``option`` of ``command``: at most 100, labels of 75 and values of 150 units."""
        offered = self._option(command, option)
        if offered is None or offered.autocomplete is None:
            return []
        words = html.unescape(typed).strip()
        found = [
            choice for choice in offered.autocomplete(words, self._archive.corpus) if 0 < size(choice.value) <= 150
        ]
        if words and size(words) <= 150 and words.casefold() not in {choice.value.casefold() for choice in found}:
            found.append(Choice(f"“{words}”", words))  # what was typed may be asked as it is: a select takes no other
        return [choice_block(choice.label, choice.value) for choice in found[-_MOST_CHOICES:]]

    def as_typed(self, state: ButtonState) -> str:
        """What somebody would type to ask the same."""
        line = as_typed(Action(state.key, "ask", state.command, state.arguments, state.page)).removeprefix("/")
        return f"/{self._config.umbrella} {line}"

    # What answers it ------------------------------------------------------------------------------------------------

    def compose(self, asked: Invocation | Reply, *, shareable: bool = True) -> Answer:
        """Answer a call. A private answer that shows something of the archive can be posted to the channel."""
        if isinstance(asked, Reply):
            return Answer(asked, render(asked, self._encode("")), private=True)
        reply = self._answer(asked)
        private = reply.private or self._settings(asked.server).answers != PUBLIC
        shown = self._with_share(reply, asked) if private and shareable else reply
        return Answer(reply, render(shown, self._encode(asked.user)), private)

    def compose_shared(self, asked: Invocation, name: str) -> Answer:
        """The same answer for everybody to see: without paging, its buttons for whoever presses them."""
        reply = self._answer(asked)
        note = "\n".join(filter(None, [reply.note, f"Posted by {name}" if name else ""]))
        open_reply = replace(reply, note=note, actions=())
        return Answer(reply, render(open_reply, self._encode("")), private=reply.private)

    def compose_blocks(self, asked: Invocation | Reply) -> list[Block]:
        """The answer as the blocks of a window."""
        if isinstance(asked, Reply):
            return blocks(asked, self._encode(""))
        return blocks(self._answer(asked), self._encode(asked.user))

    def compose_post(self, reply: Reply) -> tuple[Message, ...]:
        """A reply that nobody asked for; its buttons answer whoever presses them."""
        return render(reply, self._encode(""))

    def is_first(self, delivery: str) -> bool:
        """Whether no other process has taken in this delivery; yes where the database cannot say."""
        digest = hashlib.blake2b(delivery.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        try:
            return self._archive.servers.is_first(f"{PLATFORM} {digest}")
        except BotError as error:
            log.warning("cannot tell whether a delivery is repeated: %s", error)
            return True

    def forget(self, server: str) -> None:
        """Throw away what is kept for a workspace that the app was removed from."""
        self._archive.servers.forget(PLATFORM, server)

    def _answer(self, asked: Invocation) -> Reply:
        reply = self._archive.answer(asked, self._archive.corpus)
        if asked.command != "help":
            return reply
        return replace(reply, note="\n".join(filter(None, [reply.note, self._config.how_to_type("quote")])))

    def _settings(self, server: str) -> ServerSettings:
        """How a workspace wants its answers; the defaults where the database cannot say."""
        try:
            return self._archive.servers.settings(PLATFORM, server)
        except BotError as error:
            log.warning("settings of a workspace cannot be read: %s", error, extra={"server": server})
            return ServerSettings()

    def _now(self, server: str) -> dt.datetime:
        try:
            return dt.datetime.now(ZoneInfo(self._settings(server).zone))
        except (LookupError, ValueError, OSError):
            return dt.datetime.now(dt.UTC)

    def _asked_by(self, invocation: Invocation, asker: Asker) -> Invocation:
        return replace(
            invocation,
            platform=PLATFORM,
            user=asker.user,
            channel=asker.channel,
            server=asker.server,
            may_manage=asker.may_manage,
        )

    def _option(self, command: str, option: str) -> Option | None:
        options = self._commands[command].options if command in self._commands else ()
        return next((known for known in options if known.name == option), None)

    def _with_share(self, reply: Reply, asked: Invocation) -> Reply:
        if reply.private or not any(card.passages or card.citations or card.fields for card in reply.cards):
            return reply
        if asked.command == "help":
            return reply
        share = Action(SHARE, "Post to channel", asked.command, dict(asked.arguments), asked.page)
        return replace(reply, actions=(*reply.actions, share))

    def _encode(self, owner: str) -> Encode:
        """Write actions into button values that answer ``owner`` alone (everybody, where it is empty)."""
        servers = self._archive.servers

        def encode(action: Action) -> str:
            state = ButtonState.of(action, owner)
            value = _harmless(write_state(state, servers, MAX_VALUE))
            return value if size(value) <= MAX_VALUE else write_state(state, servers, limit=0)

        return encode


def _harmless(value: str) -> str:
    return "".join(_UNSAFE.get(char, char) for char in value)


def _as_written(text: str) -> str:
    """What a person typed, where Slack has put references instead: ``<@U1|smith>`` is smith, a link is its text.

    A channel stays as ``<#C1|press>``, which is how an option takes one.
    """
    return html.unescape(_REFERENCE.sub(lambda match: match[2] or match[1], text)).strip()
