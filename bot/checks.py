"""What `check` looks at: settings, corpus, archive and the chats, each finding with what to do."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from bot.bootstrap import open_archive, plain, slack_config
from bot.errors import BotError, MissingExtraError, NoArchiveError
from bot.findings import Finding, Level
from bot.settings import Settings, broken_lines, may_be_folder, unknown_names


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


def _check_settings(settings: Settings, env_file: Path) -> Iterator[Finding]:
    if not env_file.exists():
        yield Finding(
            Level.HINT, "settings", "there is no .env here", "briefing-bot run writes one with every setting."
        )
        return
    yield Finding(Level.OK, "settings", f".env is read from {env_file.resolve()}")
    for name in unknown_names(env_file):
        yield Finding(Level.FAULT, "settings", f"{name} is not a setting", "Look for its right name in .env.example.")
    for line in broken_lines(env_file):
        remedy = "Write NAME=value, with quotes around a value that has spaces or a #."
        yield Finding(Level.FAULT, "settings", f"line {line} of .env cannot be understood", remedy)
    if not may_be_folder(settings.inbox):
        remedy = "Set INBOX_PATH to a folder that may be written to."
        yield Finding(Level.FAULT, "settings", f"nothing can be kept in {settings.inbox}", remedy)
    if settings.slack_bot_token and "slack" not in settings.platforms:
        remedy = "Set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP mode."
        yield Finding(Level.FAULT, "settings", "SLACK_BOT_TOKEN alone does not start Slack", remedy)


def _check_corpus(settings: Settings) -> Iterator[Finding]:
    from bot.readers import manifest_of

    path = settings.corpus_path
    if not path.exists():
        remedy = "Make the folder, or set CORPUS_PATH to another."
        yield Finding(Level.FAULT, "corpus", f"{path} does not exist", remedy)
        return
    if not os.access(path, os.R_OK):
        yield Finding(Level.FAULT, "corpus", f"{path} may not be read", "Give the bot's user the right to read it.")
        return
    if path.is_dir() and not any(path.iterdir()):
        yield Finding(Level.HINT, "corpus", f"{path} is empty", "Put documents there, or set CORPUS_PATH to another.")
        return
    yield Finding(Level.OK, "corpus", f"documents are read from {path}")
    try:
        manifest_of(path)
    except BotError as error:
        yield Finding(Level.FAULT, "corpus", str(error), "Mend that entry: docs/corpus-toml.md.")


def _check_archive(settings: Settings) -> list[Finding]:
    from bot.commands.wording import counted
    from bot.schedule.feeds import check_feeds
    from bot.schedule.operations import check_reminders

    try:
        with open_archive(settings, create=False) as archive:
            stats, counts = archive.corpus.stats(), archive.corpus.counts()
            now = dt.datetime.now(dt.UTC)
            reminders = check_reminders(archive.database, (*settings.platforms, "console"), now)
            reminders += check_feeds(archive.database)
    except NoArchiveError as error:
        return [Finding(Level.HINT, "archive", str(error))]
    except BotError as error:
        return [Finding(Level.FAULT, "archive", str(error))]
    found = ((stats.documents, "document"), (counts.quotes, "quote"), (counts.events, "event"))
    held = ", ".join(counted(number, what) for number, what in found if number is not None)
    if not stats.documents:
        return [Finding(Level.HINT, "archive", "it is empty", "Fill it: briefing-bot ingest FOLDER"), *reminders]
    return [Finding(Level.OK, "archive", held), *reminders]


def _check_platform(platform: str, settings: Settings) -> list[Finding]:
    channels = _channels(platform, settings)
    try:
        if platform == "discord":
            from bot.chat.discord import check_discord

            token, numbers = plain(settings.discord_token), [int(channel) for channel in channels]
            return asyncio.run(check_discord(token, guild_id=settings.discord_guild_id, channels=numbers))
        from bot.chat.slack import check_slack

        return list(asyncio.run(check_slack(slack_config(settings), channels)))
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
