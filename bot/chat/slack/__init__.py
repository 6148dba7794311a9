"""Slack: slash commands, buttons, selects, shortcuts and the home tab, over Socket Mode or HTTP.

The one part of the program, beside the installation store, that imports slack_bolt and slack_sdk.
"""

from __future__ import annotations

from bot.errors import MissingExtraError

try:
    import slack_bolt  # noqa: F401 - looked for here so that one sentence says what to install
except ModuleNotFoundError as error:
    raise MissingExtraError("Slack", "slack") from error

from bot.chat.slack.bot import SlackBot
from bot.chat.slack.check import check_slack
from bot.chat.slack.config import Mode, SlackConfig
from bot.chat.slack.desk import Archive
from bot.chat.slack.poster import SlackPoster

__all__ = ["Archive", "Mode", "SlackBot", "SlackConfig", "SlackPoster", "check_slack"]
