"""What chats keep: settings of servers, long states of buttons, records."""

from __future__ import annotations

import datetime as dt

from bot.chat.state import ButtonState, read_state, write_state
from bot.store.chats.servers import KEPT_DAYS, Servers, ServerSettings
from bot.store.engine.database import Database

DAY = dt.date(2031, 4, 10)


def test_settings(database: Database) -> None:
    """A server would lose its settings at a restart, or get those of another server or platform."""
    servers = Servers(database)
    assert servers.settings("discord", "1") == ServerSettings()
    wanted = ServerSettings(answers="public", zone="Europe/Berlin", hour="07:30")
    servers.change("discord", "1", ServerSettings(answers="public"))
    servers.change("discord", "1", wanted)
    again = Servers(database)
    assert again.settings("discord", "1") == wanted
    assert again.settings("slack", "1") == again.settings("discord", "2") == ServerSettings()
    again.forget("discord", "1")
    assert servers.settings("discord", "1") == ServerSettings()


def test_long_state(database: Database) -> None:
    """A button with a long question would not work after a restart, or stop working while it is still used."""
    state = ButtonState("next", "quote", {"speaker": "Mara Lindqvist", "about": "harbour " * 20}, 2, "1001")
    text = write_state(state, Servers(database, DAY))
    assert len(text) <= 100
    month = dt.timedelta(days=30)
    for months in range(1, 12):  # pressed once a month, it lives on
        assert read_state(text, Servers(database, DAY + months * month)) == state
    late = Servers(database, DAY + 11 * month + dt.timedelta(days=KEPT_DAYS + 1))
    write_state(ButtonState("next", "quote", {"speaker": "x" * 200}), late)
    assert read_state(text, late) is None


def test_records(database: Database) -> None:
    """The bot would register its commands at each start."""
    servers = Servers(database)
    assert servers.record("a") is None
    servers.keep_record("a", "1")
    servers.keep_record("a", "2")
    assert Servers(database).record("a") == "2"


def test_a_state_is_read_where_nothing_can_be_written(database: Database) -> None:
    """On a full disk every button with a long question would fail, although its question is known."""
    state = ButtonState("next", "quote", {"about": "harbour " * 20}, 2, "1001")
    text = write_state(state, Servers(database, DAY))
    with database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON button_state BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    assert read_state(text, Servers(database, DAY + dt.timedelta(days=60))) == state
