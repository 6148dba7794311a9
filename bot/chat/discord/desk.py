"""From a call to the messages that answer it: blocking, for a worker thread. Nothing here waits for Discord."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.cards import Action, CardKind, Reply
from bot.chat.discord_buttons import ENCODED
from bot.chat.discord_render import Message, render
from bot.chat.state import ButtonState, read_state, write_state
from bot.commands.command import Choice, Invocation, Option
from bot.commands.dispatch import warning
from bot.errors import BotError
from bot.store.corpus import Corpus
from bot.store.servers import PUBLIC, Servers, ServerSettings

log = logging.getLogger(__name__)

PLATFORM = "discord"


@dataclass(frozen=True, slots=True)
class Answer:
    """Messages ready to be sent. ``private`` is whether the reply itself asks for it, whatever the server's setting.

    ``warns`` is whether it only says what went wrong.
    ``bare`` are the same messages without the button that posts them to the channel, and without who posted them.
    """

    messages: tuple[Message, ...] = field(repr=False)
    private: bool = False
    warns: bool = False
    bare: tuple[Message, ...] = field(default=(), repr=False)


class Desk:
    """Answers calls from the archive, and knows how each server wants its answers. Safe in several threads."""

    def __init__(self, corpus: Corpus, servers: Servers, answer: Callable[[Invocation, Corpus], Reply]) -> None:
        self._corpus = corpus
        self._servers = servers
        self._answer = answer
        self._known: dict[str, ServerSettings] = {}

    def is_public(self, server: str) -> bool:
        """Whether the server wanted public answers when it was last looked at. Does not block."""
        return self._known.get(server, ServerSettings()).answers == PUBLIC

    def look_up(self, server: str) -> ServerSettings:
        """How a server wants its answers; the defaults where the database cannot say."""
        try:
            found = self._servers.settings(PLATFORM, server) if server else ServerSettings()
        except BotError as error:
            log.warning("settings of a server cannot be read: %s", error, extra={"server": server})
            return self._known.get(server, ServerSettings())
        self._known[server] = found
        return found

    def answer(self, call: Invocation, *, owner: str, by: str = "", share: bool = False) -> Answer:
        """Answer ``call`` with buttons for ``owner``. Never raises.

        ``share`` offers to post the answer to the channel; ``by`` names who did so.
        """
        try:
            zone = ZoneInfo(self.look_up(call.server).zone)
        except (LookupError, ValueError, OSError):
            zone = ZoneInfo("UTC")
        reply = self._answer(replace(call, now=dt.datetime.now(zone)), self._corpus)
        try:
            return self.compose(reply, call, owner=owner, by=by, share=share and not reply.private)
        except BotError as error:
            return self.compose(warning(str(error)), call, owner=owner)
        except Exception:
            name = secrets.token_hex(4)
            log.exception("answer could not be composed", extra={"command": call.command, "error_id": name})
            sorry = warning(f"That did not work, and it is not your doing. The log has it as {name}.")
            return self.compose(sorry, call, owner=owner)

    def compose(self, reply: Reply, call: Invocation, *, owner: str, by: str = "", share: bool = False) -> Answer:
        """Return ``reply`` as messages whose buttons belong to ``owner``."""

        def encode(action: Action) -> str:
            return write_state(ButtonState.of(action, owner), self._servers, ENCODED)

        bare = render(reply, encode)
        warns = any(card.kind is CardKind.WARNING for card in reply.cards)
        if not (share or by):
            return Answer(bare, reply.private, warns, bare)
        offer = Action("share", "Post to channel", call.command, call.arguments, call.page) if share else None
        return Answer(render(reply, encode, offer, by), reply.private, warns, bare)

    def state(self, custom_id: str) -> ButtonState | None:
        """What a button remembers; None where it is not ours or too old. Raises StoreError."""
        return read_state(custom_id, self._servers)

    def choices(self, option: Option, typed: str) -> tuple[Choice, ...]:
        """What to offer while somebody types; nothing where that fails, since typing goes on without."""
        try:
            return option.autocomplete(typed, self._corpus) if option.autocomplete else ()
        except Exception:
            log.exception("autocomplete failed", extra={"option": option.name})
            return ()

    def forget(self, server: str) -> None:
        """Throw away what is kept for a server that the bot was removed from."""
        self._known.pop(server, None)
        self._servers.forget(PLATFORM, server)
