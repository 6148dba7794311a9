"""What the Slack side needs to know to start, and which of its three ways to run follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SLACK_API = "https://slack.com/api/"


class Mode(StrEnum):
    """SOCKET: Slack is called, for self-hosting. HTTP: Slack calls, one workspace. OAUTH: Slack calls, many of them."""

    SOCKET = "socket"
    HTTP = "http"
    OAUTH = "oauth"


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Tokens and names. Secrets do not show in a repr.

    ``prefix`` stands before each command's name (``press`` makes ``/press-event``; a hyphen is added where there is
    none), ``umbrella`` is the command that takes all of them. ``base_url`` is where the Web API is, ``port`` 0 takes
    any free port: both for tests.
    """

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 3000
    prefix: str = ""
    umbrella: str = "briefing"
    base_url: str = SLACK_API

    @property
    def mode(self) -> Mode:
        """An app-level token means Socket Mode; else a client id means OAuth; else it is HTTP for one workspace."""
        if self.app_token and self.bot_token:
            return Mode.SOCKET
        return Mode.OAUTH if self.client_id and self.client_secret else Mode.HTTP

    def command(self, name: str) -> str:
        """The slash command that calls the command ``name`` in this workspace, without the slash."""
        prefix = self.prefix.strip().strip("/-").lower()
        return f"{prefix}-{name}" if prefix else name

    def how_to_type(self, name: str) -> str:
        """Say how the command ``name`` is called in this workspace."""
        direct = self.command(name)
        rest = "" if direct != name else " (not those that Slack has itself, such as /search and /who)"
        return f"Type /{self.umbrella} {name} … or /{direct} …{rest}"

    def named(self, slash: str) -> str | None:
        """The command that the slash command ``slash`` calls: empty for the umbrella, None where it is not ours."""
        typed = slash.strip().lstrip("/").lower()
        if typed == self.umbrella.strip().lstrip("/").lower():
            return ""
        prefix = self.command("")
        return typed.removeprefix(prefix) if typed.startswith(prefix) else None
