"""/settings: how the bot behaves in a server, for those who may manage it."""

from __future__ import annotations

from dataclasses import replace

from bot.cards import Card, CardKind, Field, Reply
from bot.commands.command import Choice, Command, Invocation, Option
from bot.commands.wishes import read_hour, read_zone, zones
from bot.errors import UsageError
from bot.store.chats.servers import PRIVATE, PUBLIC, Servers
from bot.store.corpus import Corpus

_ANSWERS = {PRIVATE: "private: only who asked sees them, and may post one", PUBLIC: "public: everyone in the channel"}


def settings(invocation: Invocation, corpus: Corpus) -> Reply:
    """Show what is set for the server, after changing what the options say."""
    if not invocation.server:
        raise UsageError("Settings belong to a server or workspace: type /settings there.")
    servers = Servers(corpus.database)
    before = servers.settings(invocation.platform, invocation.server)
    after = replace(
        before,
        answers=invocation.text("answers") or before.answers,
        zone=read_zone(invocation.text("zone")) if invocation.text("zone") else before.zone,
        hour=f"{read_hour(invocation.text('hour')):%H:%M}" if invocation.text("hour") else before.hour,
    )
    if after != before:
        servers.change(invocation.platform, invocation.server, after)
    shown = (
        Field("Answers", _ANSWERS[after.answers]),
        Field("Time zone", f"{after.zone}: decides what “today” and “yesterday” mean here"),
        Field("Usual hour of posts", after.hour),
    )
    return Reply(
        "Changed." if after != before else "Settings", cards=(Card(CardKind.INFO, fields=shown),), private=True
    )


SETTINGS = Command(
    "settings",
    "How the bot behaves in this server: who sees answers, time zone, usual hour of posts",
    settings,
    (
        Option(
            "answers",
            "Who sees answers to commands",
            choices=tuple(Choice(label, value) for value, label in _ANSWERS.items()),
        ),
        Option("zone", "Time zone, for instance Europe/Berlin", autocomplete=zones),
        Option("hour", "Usual local hour of posts, for instance 09:00"),
    ),
    ("/settings", "/settings answers:public", "/settings zone:Europe/Berlin hour:07:30"),
    admin=True,
)
