"""The composition root: the one file that sees everything and puts it together. Overrides let tests pass fakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.beside import follow_corpus, poll_feeds
from bot.errors import MissingExtraError, SettingsError
from bot.settings import Settings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database

if TYPE_CHECKING:
    from bot.chat.slack import Archive as SlackArchive
    from bot.chat.slack import SlackConfig
    from bot.schedule.clock import ReminderClock
    from bot.schedule.ports import Poster
    from bot.service import Bot

NO_PLATFORM = (
    "No chat is set up. Put DISCORD_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN, into .env "
    "(docs/install-discord.md, docs/install-slack.md), or ask the archive here: briefing-bot console"
)


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: the database for those who write, the corpus for those who ask."""

    database: Database
    corpus: Corpus


@contextmanager
def open_archive(settings: Settings, *, create: bool = True) -> Iterator[Archive]:
    """Open the archive that ``settings`` name and close it at the end. Raises StoreError, SchemaError."""
    from bot.commands.intake import open_intake
    from bot.commands.reminders import open_reminders
    from bot.intake import ChildIntake
    from bot.schedule.desk import ReminderDesk

    with open_database(settings.database_url, create=create) as database:
        corpus = Corpus(database)
        open_reminders(corpus, ReminderDesk(corpus, database))
        intake = ChildIntake(settings)
        open_intake(corpus, intake)
        try:
            yield Archive(database, corpus)
        finally:
            intake.close()


def build_beside(settings: Settings, archive: Archive) -> tuple[Bot, ...]:
    """What runs beside the chats: the clock of reminders, the one of feeds, what follows the documents, and the names
    of a large archive, which take part of a second to read.
    """
    from functools import partial

    from bot.schedule.children import Follower
    from bot.schedule.feeds import FeedClock
    from bot.service import Beforehand

    names = Beforehand("names", archive.corpus.speakers)
    feeds = FeedClock(archive.database, settings.corpus_path, partial(poll_feeds, settings))
    documents = (Follower("documents", partial(follow_corpus, settings)),) if settings.watch else ()
    return (build_clock(settings, archive), feeds, names, *documents)


def sample_lines(corpus: Corpus) -> tuple[str, ...]:
    """Two commands that have an answer in this archive: the newest year with events, and who is quoted most."""
    years, speakers = corpus.stats().years, corpus.speakers(limit=1)
    lines = ([f"/event {max(years)}"] if years else []) + [f"/quote {speaker.name}" for speaker in speakers]
    return tuple(lines)


def build_bots(settings: Settings, archive: Archive) -> tuple[Bot, ...]:
    """The bots whose tokens are set. Raises SettingsError where none is, MissingExtraError for a missing part."""
    builders = {"discord": _discord_bot, "slack": _slack_bot}
    if not settings.platforms:
        raise SettingsError((NO_PLATFORM,))
    return tuple(builders[platform](settings, archive) for platform in settings.platforms)


def build_clock(settings: Settings, archive: Archive, extra: Sequence[Poster] = ()) -> ReminderClock:
    """What posts reminders to every chat whose tokens are set, and to ``extra``."""
    from bot.schedule.amending import Amender
    from bot.schedule.clock import ReminderClock
    from bot.schedule.posts import Composer

    posters = [*build_posters(settings, archive), *extra]
    composer, amender = Composer(archive.corpus, archive.database), Amender(archive.corpus, posters)
    kept = settings.history_kept
    return ReminderClock(archive.database, posters, composer, keep_former=kept, amender=amender)


def build_posters(settings: Settings, archive: Archive) -> tuple[Poster, ...]:
    """What posts to every chat whose tokens are set. Each is to be closed."""
    builders = {"discord": _discord_poster, "slack": _slack_poster}
    return tuple(builders[platform](settings, archive) for platform in settings.platforms)


def clear_history(settings: Settings, archive: Archive) -> None:
    """Delete former versions of documents that are older than the settings let them be."""
    from bot.store.writing.editions import prune_editions

    if settings.history_kept is not None:
        prune_editions(archive.database, dt.datetime.now(dt.UTC) - settings.history_kept)


def slack_manifest(settings: Settings) -> dict[str, Any]:
    """The Slack app manifest for this program's commands and settings."""
    from bot.chat.slack_manifest import manifest
    from bot.commands.table import COMMANDS

    return manifest(
        COMMANDS,
        prefix=settings.slack_command_prefix,
        umbrella=settings.slack_umbrella_command,
        public_url=settings.slack_public_url,
    )


def _discord_bot(settings: Settings, archive: Archive) -> Bot:
    from bot.store.chats.servers import Servers

    try:
        from bot.chat.discord import DiscordBot
    except ModuleNotFoundError as error:
        raise MissingExtraError("Discord", "discord") from error
    return DiscordBot(
        plain(settings.discord_token),
        archive.corpus,
        Servers(archive.database),
        guild_id=settings.discord_guild_id,
        shard_count=settings.discord_shard_count,
        shard_ids=list(settings.discord_shards) or None,
    )


def _discord_poster(settings: Settings, archive: Archive) -> Poster:
    from bot.chat.discord import DiscordPoster
    from bot.store.chats.servers import Servers

    return DiscordPoster(plain(settings.discord_token), Servers(archive.database))


def _slack_bot(settings: Settings, archive: Archive) -> Bot:
    from bot.chat.slack import SlackBot

    return SlackBot(slack_config(settings), _slack_parts(archive), archive.database)


def _slack_poster(settings: Settings, archive: Archive) -> Poster:
    from bot.chat.slack import SlackPoster

    return SlackPoster(slack_config(settings), _slack_parts(archive), archive.database)


def _slack_parts(archive: Archive) -> SlackArchive:
    from bot.chat.slack import Archive as SlackArchive
    from bot.store.chats.servers import Servers

    return SlackArchive(archive.corpus, Servers(archive.database))


def slack_config(settings: Settings) -> SlackConfig:
    """What Slack's part is to know of the settings, secrets in plain."""
    from bot.chat.slack import SlackConfig

    return SlackConfig(
        bot_token=plain(settings.slack_bot_token),
        app_token=plain(settings.slack_app_token),
        signing_secret=plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id or "",
        client_secret=plain(settings.slack_client_secret),
        host=settings.slack_http_host,
        port=settings.slack_http_port,
        prefix=settings.slack_command_prefix,
        umbrella=settings.slack_umbrella_command,
    )


def plain(secret: SecretStr | None) -> str:
    """A secret as it is to be sent; empty where it is not set."""
    return secret.get_secret_value() if secret else ""
