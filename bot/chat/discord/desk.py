"""From a call to the messages that answer it: blocking, for a worker thread. Nothing here waits for Discord."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.cards import Action, CardKind, Reply
from bot.chat.discord_buttons import ENCODED
from bot.chat.discord_render import Message, render
from bot.chat.state import ButtonState, read_state, write_state
from bot.commands.command import Choice, Invocation, Option
from bot.commands.dispatch import warning
from bot.commands.grammar import as_typed
from bot.errors import BotError
from bot.model.subscriptions import Address
from bot.store.chats.posted import PostedMessages
from bot.store.chats.servers import PUBLIC, Servers, ServerSettings
from bot.store.corpus import Corpus

log = logging.getLogger(__name__)

PLATFORM = "discord"


@dataclass(frozen=True, slots=True)
class Answer:
    """Messages ready to be sent. ``private`` is whether only the asker may see them.

    ``warns`` is whether they only say what went wrong. ``bare``, of an answer that is posted to a channel, are the same
    messages without who posted them.
    """

    reply: Reply = field(repr=False)
    messages: tuple[Message, ...] = field(repr=False)
    private: bool
    warns: bool = False
    bare: tuple[Message, ...] = field(default=(), repr=False)


class Desk:
    """Answers calls from the archive, and knows how each server wants its answers. Safe in several threads."""

    def __init__(self, corpus: Corpus, servers: Servers, answer: Callable[[Invocation, Corpus], Reply]) -> None:
        self._corpus = corpus
        self._servers = servers
        self._answer = answer
        self._posted = PostedMessages(corpus.database)
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

    def answer(self, call: Invocation, *, owner: str, private: bool | None, by: str = "") -> Answer:
        """Answer ``call`` with buttons for ``owner``. Never raises.

        ``private`` says who may see it, None that the server's setting does; what the reply asks for counts first. A
        private answer offers to be posted to the channel; ``by`` names who did so.
        """
        settings = self.look_up(call.server)
        alone = settings.answers != PUBLIC if private is None else private
        reply = self._answer(replace(call, now=dt.datetime.now(_zone(settings))), self._corpus)
        try:
            return self._compose(reply, call, owner, by=by, private=alone)
        except BotError as error:
            return self._compose(warning(str(error)), call, owner)
        except Exception:
            name = secrets.token_hex(4)
            log.exception("answer could not be composed", extra={"command": call.command, "error_id": name})
            sorry = warning(f"That did not work, and it is not your doing. The log has it as {name}.")
            return self._compose(sorry, call, owner)

    def _compose(self, reply: Reply, call: Invocation, owner: str, *, by: str = "", private: bool = True) -> Answer:
        """Return ``reply`` as messages whose buttons belong to ``owner``."""

        def encode(action: Action) -> str:
            return write_state(ButtonState.of(action, owner), self._servers, ENCODED)

        offer = None
        if private and not reply.private and call.server:
            offer = Action("share", "Post to channel", call.command, call.arguments, call.page)
        full = render(reply, encode, offer, by)
        bare = render(reply, encode) if by else ()
        warns = any(card.kind is CardKind.WARNING for card in reply.cards)
        return Answer(reply, full, private or reply.private, warns, bare)

    def note(self, call: Invocation, message_ids: Sequence[str], reply: Reply, by: str = "") -> None:
        """Note messages that everybody can see, in place of what the first one showed before; ``by`` as in `answer`.

        Never raises: the answer is there already.
        """
        asked = as_typed(Action("", "", call.command, call.arguments, call.page))
        shown = replace(reply, note="\n".join(filter(None, [reply.note, f"posted by {by}" if by else ""])))
        address = Address(PLATFORM, call.server, call.channel)
        try:
            self._posted.record(address, message_ids, asked, shown, dt.datetime.now(dt.UTC))
        except BotError as error:
            log.warning("an answer cannot be noted: %s", error, extra={"server": call.server})

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


def _zone(settings: ServerSettings) -> ZoneInfo:
    """The zone of a server; UTC where this machine does not know it any more."""
    try:
        return ZoneInfo(settings.zone)
    except (LookupError, ValueError, OSError):
        return ZoneInfo("UTC")
