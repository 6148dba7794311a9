"""One frozen Settings, read from the environment and .env; all faults are reported at once, in sentences."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

from dotenv import dotenv_values
from dotenv.parser import parse_stream
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

_POSTGRESQL = ("postgresql://", "postgres://")
_MOST_SHARDS = 10_000


class Settings(BaseSettings):
    """Everything that can be set. Names in the environment are the field names in capitals; empty means not set.

    Secrets are SecretStr: their repr and str show stars.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    corpus_path: Path = Field(
        Path("seeds"),
        description="The folder of documents: `run` reads it, WATCH follows it, feeds are stated in its corpus.toml.",
    )
    database_url: str = Field(
        "sqlite:///data/briefing.db",
        repr=False,
        description="Where the archive is kept: a SQLite file, or postgresql://user:password@host/database.",
    )
    watch: bool = Field(False, description="Follow CORPUS_PATH while serving: new and changed files go in at once.")
    inbox_path: Path | None = Field(
        None, description="Where fetched and handed-in files are kept; beside the archive where not set."
    )
    ingest_servers: str = Field(
        "", description="Servers and workspaces whose administrators may /ingest, ids with commas; all where not set."
    )
    fetch_contact: str = Field(
        "", description="Whom a site may turn to about our visits: a mail address or a page, sent with each request."
    )
    fetch_ports: str = Field("80,443", description="The ports that pages are fetched from.")
    history_days: int | None = Field(
        None, ge=0, description="How many days former versions of documents are kept; without it, for ever."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    log_format: Literal["text", "json"] = Field("text", description="Log lines for people (text) or machines (json).")

    discord_token: SecretStr | None = Field(None, description="The bot's token, from Discord's developer portal.")
    discord_guild_id: int | None = Field(
        None, description="Register commands in this one server (at once) instead of everywhere."
    )
    discord_shard_count: int | None = Field(
        None, ge=1, description="Into how many shards all processes together divide Discord's servers."
    )
    discord_shard_ids: str = Field("", description="Which of them this process serves, as in 0,1,2 or 0-2.")

    slack_bot_token: SecretStr | None = Field(None, description="Bot token (xoxb-...) of a single workspace.")
    slack_app_token: SecretStr | None = Field(None, description="App-level token (xapp-...): turns Socket Mode on.")
    slack_signing_secret: SecretStr | None = Field(None, description="Signing secret: turns HTTP mode on.")
    slack_client_id: str | None = Field(None, description="For installing into many workspaces by OAuth.")
    slack_client_secret: SecretStr | None = Field(None, description="Goes with SLACK_CLIENT_ID.")
    slack_public_url: str = Field("", description="Where Slack reaches HTTP mode, as in https://bot.example.org.")
    slack_http_host: str = Field("127.0.0.1", description="Address that HTTP mode listens on.")
    slack_http_port: int = Field(3000, ge=1, le=65535, description="Port that HTTP mode listens on.")
    slack_command_prefix: str = Field("", description="Put before each command's name, as in /press-event.")
    slack_umbrella_command: str = Field("briefing", description="One command that takes all: /briefing event 2024.")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", *_POSTGRESQL)):
            raise ValueError(
                "must start with sqlite:/// or postgresql://, as in sqlite:///data/briefing.db or "
                "postgresql://briefing:password@localhost/briefing"
            )
        return value

    @field_validator("discord_shard_ids")
    @classmethod
    def _known_shards(cls, value: str, info: ValidationInfo) -> str:
        shards, count = _shards(value), info.data.get("discord_shard_count")
        if shards is None:
            raise ValueError("must be numbers with commas between them, or from-to, as in 0,1,2 or 0-2")
        if shards and count is None:
            raise ValueError("needs DISCORD_SHARD_COUNT, which is the same for all processes")
        if count is not None and max(shards, default=0) >= count:
            raise ValueError(f"must be from 0 to {count - 1}, since DISCORD_SHARD_COUNT is {count}")
        return value

    @field_validator("fetch_ports")
    @classmethod
    def _known_ports(cls, value: str) -> str:
        if not all(port.strip().isdecimal() and 0 < int(port) < 65_536 for port in value.split(",")):
            raise ValueError("must be numbers from 1 to 65535 with commas between them, as in 80,443")
        return value

    @field_validator("fetch_contact")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not value.isascii() or not value.isprintable():
            raise ValueError("must be a mail address or the address of a page, in ASCII")
        return value

    @property
    def inbox(self) -> Path:
        """The folder for fetched and handed-in files."""
        return self.inbox_path or self.data_path / "inbox"

    @property
    def data_path(self) -> Path:
        """The folder for what the program keeps besides the archive: the one the archive lies in, else ``data``."""
        if self.database_url.startswith(_POSTGRESQL):
            return Path("data")
        return Path(self.database_url.removeprefix("sqlite:///")).parent

    @property
    def history_kept(self) -> dt.timedelta | None:
        """How long former versions of documents are kept; None for ever."""
        return None if self.history_days is None else dt.timedelta(days=self.history_days)

    @property
    def discord_shards(self) -> tuple[int, ...]:
        """The shards that this process serves; empty for all of them."""
        return _shards(self.discord_shard_ids) or ()

    @property
    def platforms(self) -> tuple[str, ...]:
        """The chats that have what they need to start: a subset of ("discord", "slack")."""
        discord = self.discord_token is not None
        socket = self.slack_bot_token is not None and self.slack_app_token is not None
        http = self.slack_signing_secret is not None and (
            self.slack_bot_token is not None or self.slack_client_id is not None
        )
        return tuple(name for name, ready in (("discord", discord), ("slack", socket or http)) if ready)


def _shards(typed: str) -> tuple[int, ...] | None:
    """``0,1,2`` or ``0-2`` as numbers, in order; None for what is neither."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in typed.split(","))):
        first, dash, last = part.partition("-")
        last = last if dash else first
        if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last) < _MOST_SHARDS):
            return None
        found.update(range(int(first), int(last) + 1))
    return tuple(sorted(found))


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment and ``env_file``. Raises SettingsError with one sentence for each fault."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        faults = tuple(_fault(entry["loc"], entry["msg"]) for entry in error.errors(include_input=False))
        raise SettingsError(faults) from None


def _fault(location: tuple[int | str, ...], message: str) -> str:
    """One fault as a sentence; the value itself is left out, since it may be a secret."""
    name = "_".join(str(part) for part in location).upper()
    return f"{name}: {message.removeprefix('Value error, ')}. Change it in .env or the environment."


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Every secret that is set, for blotting out of log lines."""
    values = (getattr(settings, name) for name in Settings.model_fields)
    tokens = (value.get_secret_value() for value in values if isinstance(value, SecretStr))
    return (*tokens, *passwords_in(settings.database_url))


def passwords_in(url: str) -> tuple[str, ...]:
    """The password that a database's URL bears, in each way that it may be written; none where it has none."""
    try:
        written = urlsplit(url).password
    except ValueError:  # whoever opens it says that it names no database
        return ()
    if not written:
        return ()
    password = unquote(written)
    return tuple({written, password, quote(password, safe=""), quote(password, safe=" +")})


def env_template() -> str:
    """The text of a .env file that names every setting with its meaning, each commented out."""
    lines = [
        "# Settings of Briefing Bot. Take the # away from a line and fill it in; the values shown are the defaults."
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else field.default
        lines += ["", f"# {field.description}", f"#{name.upper()}={default}"]
    return "\n".join(lines) + "\n"


def unknown_names(env_file: Path) -> tuple[str, ...]:
    """Names set in ``env_file`` that no setting has: most likely misspelt."""
    known = {name.upper() for name in Settings.model_fields}
    return tuple(name for name in dotenv_values(env_file) if name.upper() not in known)


def broken_lines(env_file: Path) -> tuple[int, ...]:
    """Numbers of the lines of ``env_file``, from 1, that set nothing since they cannot be understood."""
    with env_file.open(encoding="utf-8", errors="replace") as lines:
        return tuple(found.original.line for found in parse_stream(lines) if found.error)


def may_be_folder(path: Path) -> bool:
    """Whether ``path`` is a folder that may be written to, or can be made."""
    there = next(place for place in (path.absolute(), *path.absolute().parents) if place.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def write_env_hints(env_file: Path) -> bool:
    """Write ``env_file`` with every setting commented out, unless it exists; tell whether it was written."""
    try:
        with env_file.open("x", encoding="utf-8") as file:
            env_file.chmod(0o600)
            file.write(env_template())
    except OSError:  # it exists, or the folder is read-only: the program runs without
        return False
    return True
