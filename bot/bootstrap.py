"""The composition root: the one file that sees everything and puts it together. Overrides let tests pass fakes."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot.beside import follow_corpus, poll_feeds
from bot.errors import BotError, MissingExtraError, NoArchiveError, SettingsError
from bot.findings import Finding, Level
from bot.settings import Settings, unknown_names
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
    """What runs beside the chats: the clock of reminders, the one of feeds, and what follows the documents."""
    from functools import partial

    from bot.schedule.children import Follower
    from bot.schedule.feeds import FeedClock

    feeds = FeedClock(archive.database, settings.corpus_path, partial(poll_feeds, settings))
    documents = (Follower("documents", partial(follow_corpus, settings)),) if settings.watch else ()
    return (build_clock(settings, archive), feeds, *documents)


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


def check_everything(settings: Settings, env_file: Path, *, ask_platforms: bool = True) -> tuple[Finding, ...]:
    """Look at settings, archive, corpus and, where their tokens are set, at the platforms. Never raises BotError."""
    findings = [*_check_settings(settings, env_file), *_check_corpus(settings), *_check_archive(settings)]
    for platform in ("discord", "slack"):
        if platform not in settings.platforms:
            findings.append(_not_set_up(platform, settings))
        elif ask_platforms:
            findings += _check_platform(platform, settings)
        else:
            findings.append(Finding(Level.HINT, platform, "its tokens are set; they were not tried (--offline)"))
    return tuple(findings)


def _not_set_up(platform: str, settings: Settings) -> Finding:
    guide = f"To serve it, follow docs/install-{platform}.md."
    tokens = ("slack_bot_token", "slack_app_token", "slack_signing_secret", "slack_client_id")
    given = [name.upper() for name in tokens if platform == "slack" and getattr(settings, name) is not None]
    if not given:
        return Finding(Level.HINT, platform, "not set up: its tokens are not set", guide)
    pair = "it takes SLACK_BOT_TOKEN with SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET"
    lack = f"not enough to start: only {', '.join(given)}; {pair} with SLACK_BOT_TOKEN or SLACK_CLIENT_ID"
    return Finding(Level.FAULT, platform, lack, guide)


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
        _plain(settings.discord_token),
        archive.corpus,
        Servers(archive.database),
        guild_id=settings.discord_guild_id,
        shard_count=settings.discord_shard_count,
        shard_ids=list(settings.discord_shards) or None,
    )


def _discord_poster(settings: Settings, archive: Archive) -> Poster:
    from bot.chat.discord import DiscordPoster
    from bot.store.chats.servers import Servers

    return DiscordPoster(_plain(settings.discord_token), Servers(archive.database))


def _slack_bot(settings: Settings, archive: Archive) -> Bot:
    from bot.chat.slack import SlackBot

    return SlackBot(_slack_config(settings), _slack_parts(archive), archive.database)


def _slack_poster(settings: Settings, archive: Archive) -> Poster:
    from bot.chat.slack import SlackPoster

    return SlackPoster(_slack_config(settings), _slack_parts(archive), archive.database)


def _slack_parts(archive: Archive) -> SlackArchive:
    from bot.chat.slack import Archive as SlackArchive
    from bot.store.chats.servers import Servers

    return SlackArchive(archive.corpus, Servers(archive.database))


def _slack_config(settings: Settings) -> SlackConfig:
    from bot.chat.slack import SlackConfig

    return SlackConfig(
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id or "",
        client_secret=_plain(settings.slack_client_secret),
        host=settings.slack_http_host,
        port=settings.slack_http_port,
        prefix=settings.slack_command_prefix,
        umbrella=settings.slack_umbrella_command,
    )


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _check_settings(settings: Settings, env_file: Path) -> Iterator[Finding]:
    if not env_file.exists():
        yield Finding(
            Level.HINT, "settings", "there is no .env here", "briefing-bot run writes one with every setting."
        )
        return
    yield Finding(Level.OK, "settings", f".env is read from {env_file.resolve()}")
    for name in unknown_names(env_file):
        yield Finding(Level.FAULT, "settings", f"{name} is not a setting", "Look for its right name in .env.example.")
    if settings.slack_bot_token and "slack" not in settings.platforms:
        remedy = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode."
        yield Finding(Level.FAULT, "settings", "SLACK_BOT_TOKEN alone does not start Slack", remedy)


def _check_corpus(settings: Settings) -> Iterator[Finding]:
    from bot.readers import MANIFEST_NAME, load_manifest

    path = settings.corpus_path
    if not path.exists():
        remedy = "Make the folder, or set CORPUS_PATH to another."
        yield Finding(Level.FAULT, "corpus", f"{path} does not exist", remedy)
        return
    yield Finding(Level.OK, "corpus", f"documents are read from {path}")
    if (path / MANIFEST_NAME).is_file():
        try:
            load_manifest(path / MANIFEST_NAME)
        except BotError as error:
            yield Finding(Level.FAULT, "corpus", str(error), "Mend that entry: docs/corpus-toml.md.")


def _check_archive(settings: Settings) -> list[Finding]:
    from bot.commands.wording import counted
    from bot.schedule.feeds import check_feeds
    from bot.schedule.operations import check_reminders

    try:
        with open_archive(settings, create=False) as archive:
            stats = archive.corpus.stats()
            now = dt.datetime.now(dt.UTC)
            reminders = check_reminders(archive.database, (*settings.platforms, "console"), now)
            reminders += check_feeds(archive.database)
    except NoArchiveError as error:
        return [Finding(Level.HINT, "archive", str(error))]
    except BotError as error:
        return [Finding(Level.FAULT, "archive", str(error))]
    counts = ((stats.documents, "document"), (stats.quotes, "quote"), (stats.events, "event"))
    held = ", ".join(counted(*count) for count in counts)
    if not stats.documents:
        return [Finding(Level.HINT, "archive", "it is empty", "Fill it: briefing-bot ingest FOLDER"), *reminders]
    return [Finding(Level.OK, "archive", held), *reminders]


def _check_platform(platform: str, settings: Settings) -> list[Finding]:
    channels = _channels(platform, settings)
    try:
        if platform == "discord":
            from bot.chat.discord import check_discord

            token, numbers = _plain(settings.discord_token), [int(channel) for channel in channels]
            return asyncio.run(check_discord(token, guild_id=settings.discord_guild_id, channels=numbers))
        from bot.chat.slack import check_slack

        return list(asyncio.run(check_slack(_slack_config(settings), channels)))
    except (ModuleNotFoundError, MissingExtraError):
        remedy = f"pip install 'briefing-bot[{platform}]'"
        return [Finding(Level.FAULT, platform, "its token is set, but the part for it is not installed", remedy)]


def _channels(platform: str, settings: Settings) -> tuple[str, ...]:
    """The channels that reminders are posted to; none where there is no archive yet."""
    from bot.schedule.operations import channels_posted_to

    try:
        with open_archive(settings, create=False) as archive:
            return channels_posted_to(archive.database, platform)
    except BotError:
        return ()
