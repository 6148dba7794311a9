"""What Slack says when it refuses, as errors of ours that say what to click."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.errors import PlatformError
from bot.schedule.ports import BusyError, ForbiddenError, GoneError, RefusedError, TokenError, UnsureError

log = logging.getLogger(__name__)

_INSTALL = "Install the app again: api.slack.com/apps, your app, Install App."
_TOKENS = {
    "invalid_auth": "Slack does not know this token. Copy it again from api.slack.com/apps, your app: "
    "the bot token (xoxb-) is under Install App, the app-level token (xapp-) under Basic Information, "
    "App-Level Tokens.",
    "not_authed": "No token was sent to Slack. Set SLACK_BOT_TOKEN in .env.",
    "not_allowed_token_type": "This is the wrong sort of token. SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN "
    "with xapp- (Basic Information, App-Level Tokens, scope connections:write).",
    "account_inactive": f"The app was removed from the workspace, or the workspace is gone. {_INSTALL}",
    "token_revoked": f"This token was revoked. {_INSTALL}",
    "token_expired": f"This token has expired. {_INSTALL}",
    "app_uninstalled": f"The app was removed from the workspace. {_INSTALL}",
    "team_access_not_granted": f"The app may not use this workspace any more. {_INSTALL}",
    "invalid_app_id": "Slack does not know this app. Copy the tokens of one and the same app.",
    "socket_mode_disabled": "Socket Mode is off: turn it on at api.slack.com/apps, your app, Socket Mode.",
}
_GONE = {
    "channel_not_found": "Slack knows no such channel, or the bot may not see it: invite it there with /invite.",
    "is_archived": "The channel is archived: unarchive it, or choose another.",
    "user_not_found": "Slack knows no such person.",
    "team_not_found": "Slack knows no such workspace.",
}
_FORBIDDEN = {
    "not_in_channel": "The bot is not in this channel: type /invite @ and its name there.",
    "restricted_action": "The workspace lets only some people post in this channel: ask its administrators.",
    "restricted_action_read_only_channel": "This channel is read-only: choose another.",
    "restricted_action_thread_only_channel": "This channel takes threads only: choose another.",
    "ekm_access_denied": "The workspace's administrators have paused messages.",
    "no_permission": "The app may not do this in the workspace.",
    "access_denied": "The app may not do this in the workspace.",
    "accesslimited": "The workspace does not let this app in from here.",
}
_CANNOT_BE_EDITED = {
    "message_not_found": "The message was deleted.",
    "cant_update_message": "The message is not this bot's own.",
    "edit_window_closed": "This workspace lets messages be changed for a limited time only, which is over.",
}
_BUSY = {"ratelimited", "rate_limited", "message_limit_exceeded"}
_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"}
_FATAL = frozenset(_TOKENS)


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Turn what the SDK raises within into a PlatformError. ``what`` names the call in the message."""
    try:
        yield
    except SlackApiError as error:
        raise refusal(error, what) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise UnsureError(f"Slack cannot be reached ({what}: {type(error).__name__}).") from None
    except SlackClientError as error:
        raise RefusedError(f"Slack did not take it ({what}: {type(error).__name__}).") from None


def refusal(error: SlackApiError, what: str) -> PlatformError:
    """The error of ours for ``error``. Its message says what to do; nothing of the response is in it but its code."""
    status = int(getattr(error.response, "status_code", 200) or 200)
    code = error_code(error)
    if status == 429 or code in _BUSY:
        return BusyError(f"Slack asks to slow down ({what}).", _retry_after(error))
    if status >= 500 or code in _UNSURE:
        return UnsureError(f"Slack is in trouble ({what}: {code or status}).")
    if code == "missing_scope":
        return ForbiddenError(
            f"The scope {error.response.get('needed', '?')} is missing. Add it at api.slack.com/apps, your app, "
            "OAuth & Permissions, then install the app again."
        )
    if code in _TOKENS:
        return TokenError(_TOKENS[code])
    if code in _GONE:
        return GoneError(_GONE[code])
    if code in _FORBIDDEN:
        return ForbiddenError(_FORBIDDEN[code])
    if code in _CANNOT_BE_EDITED:
        return RefusedError(_CANNOT_BE_EDITED[code])
    return RefusedError(f"Slack refused ({what}: {code or status}).")


def error_code(error: SlackApiError) -> str:
    """Slack's short name for what went wrong, for instance ``invalid_auth``; empty where it gave none."""
    try:
        return str(error.response.get("error", "") or "")
    except (AttributeError, ValueError, TypeError):
        return ""


def is_fatal(error: SlackApiError) -> bool:
    """Tell whether trying again cannot help: the token is wrong or the app is gone."""
    return error_code(error) in _FATAL


def _retry_after(error: SlackApiError) -> float:
    try:
        headers = {key.lower(): value for key, value in error.response.headers.items()}
        return float(headers["retry-after"])
    except (KeyError, ValueError, TypeError, AttributeError):
        return 5.0
