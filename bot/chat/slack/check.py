"""What `check` says of Slack: the tokens, the scopes, and each channel that is posted to. Posts nothing."""

from __future__ import annotations

from collections.abc import Iterable

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat.slack.client import new_session, repeatable, web_client
from bot.chat.slack.config import Mode, SlackConfig
from bot.chat.slack.faults import translated
from bot.chat.slack_manifest import BOT_SCOPES
from bot.errors import PlatformError
from bot.findings import Finding, Level

SUBJECT = "slack"
_APP = "api.slack.com/apps, your app"


async def check_slack(config: SlackConfig, channels: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Try everything that can be tried without posting. ``channels`` are ids of channels that are posted to.

    Never raises: what fails is a finding that says what to click.
    """
    findings = list(_settings(config))
    async with new_session() as session:
        if config.bot_token:
            findings += await _bot(_client(config, session, config.bot_token), channels)
        if config.app_token:
            findings.append(await _app(_client(config, session, ""), config.app_token))
    return tuple(findings)


def _client(config: SlackConfig, session: aiohttp.ClientSession, token: str) -> AsyncWebClient:
    return web_client(token, config.base_url, session, repeatable())


def _settings(config: SlackConfig) -> list[Finding]:
    """What the settings alone show."""
    found = []
    if config.bot_token and not config.bot_token.startswith("xoxb-"):
        found.append(_fault("SLACK_BOT_TOKEN does not begin with xoxb-.", f"Copy it from {_APP}, Install App."))
    if config.app_token and not config.app_token.startswith("xapp-"):
        remedy = f"Copy it from {_APP}, Basic Information, App-Level Tokens (scope connections:write)."
        found.append(_fault("SLACK_APP_TOKEN does not begin with xapp-.", remedy))
    if config.app_token and not config.bot_token:
        found.append(_fault("SLACK_APP_TOKEN is set without SLACK_BOT_TOKEN.", f"Copy it from {_APP}, Install App."))
    if config.mode is not Mode.SOCKET and not config.signing_secret:
        remedy = (
            f"Set SLACK_SIGNING_SECRET ({_APP}, Basic Information), or SLACK_APP_TOKEN for Socket Mode, which needs "
            "no public address."
        )
        found.append(_fault("HTTP mode needs the signing secret.", remedy))
    if bool(config.client_id) != bool(config.client_secret):
        remedy = f"Both are at {_APP}, Basic Information, App Credentials."
        found.append(_fault("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together; one is missing.", remedy))
    return found


async def _bot(client: AsyncWebClient, channels: Iterable[str]) -> list[Finding]:
    try:
        with translated("auth.test"):
            identity = await client.auth_test()
    except PlatformError as error:
        return [_fault("The bot token does not work.", str(error))]
    findings = [_ok(f"Signed in to {identity.get('team')} as {identity.get('user')}.")]
    headers = {key.lower(): value for key, value in identity.headers.items()}
    if "x-oauth-scopes" in headers:
        findings += _scopes({scope.strip() for scope in headers["x-oauth-scopes"].split(",")})
    return [*findings, *[await _channel(client, channel) for channel in channels]]


def _scopes(granted: set[str]) -> list[Finding]:
    missing = [scope for scope in BOT_SCOPES if scope not in granted]
    remedy = f"Add it at {_APP}, OAuth & Permissions, Bot Token Scopes, then install the app again."
    faults = [_fault(f"The scope {scope} is missing: {BOT_SCOPES[scope]}.", remedy) for scope in missing]
    return faults or [_ok(f"All {len(BOT_SCOPES)} scopes are granted.")]


async def _channel(client: AsyncWebClient, channel: str) -> Finding:
    try:
        with translated("conversations.info"):
            info = (await client.conversations_info(channel=channel))["channel"]
    except PlatformError as error:
        return _fault(f"Channel {channel} cannot be seen.", str(error))
    name = f"#{info.get('name', channel)}"
    if info.get("is_archived"):
        return _fault(f"{name} is archived.", "Unarchive it, or end the subscriptions there.")
    if not (info.get("is_member") or info.get("is_im")):
        return _fault(f"The bot is not in {name}.", "Type /invite @Briefing there.")
    return _ok(f"{name} can be posted to.")


async def _app(client: AsyncWebClient, app_token: str) -> Finding:
    """Ask for an address to connect to, which proves the token, and leave it unused."""
    try:
        with translated("apps.connections.open"):
            await client.apps_connections_open(app_token=app_token)
    except PlatformError as error:
        return _fault("The app-level token does not work.", str(error))
    return _ok("Socket Mode can connect.")


def _ok(message: str) -> Finding:
    return Finding(Level.OK, SUBJECT, message)


def _fault(message: str, remedy: str) -> Finding:
    return Finding(Level.FAULT, SUBJECT, message, remedy)
