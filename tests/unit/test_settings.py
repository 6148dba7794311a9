"""Settings: what is read, what is refused, and what never prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, env_template, load_settings, passwords_in, unknown_names

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the machine's own settings away, so that only the test's count."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def write_env(folder: Path, text: str) -> Path:
    """A .env file with ``text`` in ``folder``."""
    path = folder / ".env"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("", ()),
        ("DISCORD_TOKEN=abc", ("discord",)),
        ("DISCORD_TOKEN=", ()),
        ("SLACK_BOT_TOKEN=xoxb-1", ()),
        ("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1", ("slack",)),
        ("SLACK_BOT_TOKEN=xoxb-1\nSLACK_SIGNING_SECRET=s", ("slack",)),
        ("SLACK_CLIENT_ID=1\nSLACK_SIGNING_SECRET=s", ("slack",)),
        ("DISCORD_TOKEN=a\nSLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1", ("discord", "slack")),
    ],
)
def test_platforms_follow_the_tokens(tmp_path: Path, text: str, platforms: tuple[str, ...]) -> None:
    """Otherwise a bot would start without its token, or not start with it."""
    assert load_settings(write_env(tmp_path, text)).platforms == platforms


@pytest.mark.parametrize(
    ("text", "shards"),
    [
        ("", ()),
        ("DISCORD_SHARD_COUNT=4", ()),
        ("DISCORD_SHARD_COUNT=4\nDISCORD_SHARD_IDS=0, 2", (0, 2)),
        ("DISCORD_SHARD_COUNT=8\nDISCORD_SHARD_IDS=4-6,1", (1, 4, 5, 6)),
    ],
)
def test_shards_are_numbers(tmp_path: Path, text: str, shards: tuple[int, ...]) -> None:
    """Otherwise servers would be served by nobody, or by two processes."""
    assert load_settings(write_env(tmp_path, text)).discord_shards == shards


@pytest.mark.parametrize("text", ["DISCORD_SHARD_IDS=0", "DISCORD_SHARD_COUNT=2\nDISCORD_SHARD_IDS=2"])
@pytest.mark.parametrize("wrong", ["", "DISCORD_SHARD_COUNT=9\nDISCORD_SHARD_IDS=3-1", "DISCORD_SHARD_IDS=a"])
def test_shards_that_cannot_be_are_refused(tmp_path: Path, text: str, wrong: str) -> None:
    """Otherwise a process would wait for servers that it is never given."""
    with pytest.raises(SettingsError, match="DISCORD_SHARD_IDS"):
        load_settings(write_env(tmp_path, wrong or text))


def test_all_faults_are_reported_at_once_and_without_values(tmp_path: Path) -> None:
    """Otherwise a person would mend one fault, start again, and meet the next; or find a secret in the terminal."""
    env = write_env(tmp_path, "SLACK_HTTP_PORT=harbour\nLOG_LEVEL=loud\nDATABASE_URL=mysql://anna:hush@host/db")
    with pytest.raises(SettingsError) as caught:
        load_settings(env)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["DATABASE_URL", "LOG_LEVEL", "SLACK_HTTP_PORT"]
    assert "hush" not in str(caught.value)


def test_secrets_do_not_print(tmp_path: Path) -> None:
    """Otherwise a token would reach a log by way of a repr."""
    env = write_env(tmp_path, "DISCORD_TOKEN=open-sesame\nSLACK_APP_TOKEN=hush")
    settings = load_settings(env)
    assert "open-sesame" not in repr(settings) + str(settings)
    assert "hush" not in repr(settings) + str(settings)


@pytest.mark.parametrize(
    ("url", "passwords"),
    [
        ("postgresql://ferry:hush@db/x", {"hush"}),
        ("postgresql://ferry:h%40sh@db/x", {"h%40sh", "h@sh"}),
        ("postgresql://ferry@db/x", set()),
        ("postgresql://ferry:hush@[db/x", set()),
    ],
)
def test_passwords_of_databases_are_known(url: str, passwords: set[str]) -> None:
    """The log would show them, or a slip in the address end every command in a traceback."""
    assert set(passwords_in(url)) == passwords


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    """Otherwise one part of the program could pull the rug from under another."""
    with pytest.raises(ValueError, match="frozen"):
        load_settings(write_env(tmp_path, "")).log_level = "DEBUG"  # type: ignore[misc]


def test_misspelt_names_are_noticed(tmp_path: Path) -> None:
    """Otherwise DISCORD_TOKN=... would be passed over in silence."""
    assert unknown_names(write_env(tmp_path, "DISCORD_TOKN=a\nLOG_LEVEL=INFO")) == ("DISCORD_TOKN",)


def test_env_example_is_up_to_date() -> None:
    """Otherwise a newcomer would copy settings that the program does not know."""
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_template()


@pytest.mark.parametrize(
    ("url", "folder"),
    [("sqlite:///data/briefing.db", "data"), ("sqlite:////srv/a/b.db", "/srv/a"), ("postgresql://a:b@c/d", "data")],
)
def test_data_folder_stands_beside_the_archive(tmp_path: Path, url: str, folder: str) -> None:
    """Otherwise history and locks would be kept where the person does not expect them."""
    assert load_settings(write_env(tmp_path, f"DATABASE_URL={url}")).data_path == Path(folder)
