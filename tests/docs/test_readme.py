"""README.md cannot drift: commands, command line and session are those of the program.

``UPDATE_README=1`` with pytest writes the generated parts anew; look at the difference before committing it.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.console import run_console
from bot.cli.main import app
from bot.commands.table import COMMANDS
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database
from tests.archives import PATIENT

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
SESSION = ("/event May 2024", "/quote Lavrov about stability", "/date 8 July 2020", "/event 1850")


def command_table() -> str:
    """The table of the commands that people are shown, from the one command table."""
    rows = ["| command | what for | for example |", "| --- | --- | --- |"]
    for command in COMMANDS:
        if command.hidden:
            continue
        options = " ".join(f"<{option.name}>" if option.required else f"[{option.name}]" for option in command.options)
        example = command.examples[-1] if command.examples else f"/{command.name}"
        rows.append(f"| `/{command.name} {options}".rstrip() + f"` | {command.summary} | `{example}` |")
    return "\n".join(rows)


def cli_table() -> str:
    """The table of the command line's commands, from their help texts."""
    rows = ["| command | what for |", "| --- | --- |"]
    named = [("", app.registered_commands)]
    named += [
        (f"{group.name} ", group.typer_instance.registered_commands)
        for group in app.registered_groups
        if group.typer_instance
    ]
    for group, commands in named:
        for command in commands:
            callback = command.callback
            assert callback
            first = " ".join((callback.__doc__ or "").split())
            rows.append(f"| `{group}{command.name or callback.__name__}` | {first} |")
    return "\n".join(rows)


@pytest.fixture
def session(tmp_path: Path) -> str:
    """What the console prints on the seeds for SESSION."""
    out = io.StringIO()
    with open_database(f"sqlite:///{tmp_path / 'archive.db'}", deadline=PATIENT) as database:
        ingest([ROOT / "seeds"], database)
        run_console(Corpus(database), stdin=io.StringIO("\n".join(SESSION)), stdout=out)
    return f"```\n{out.getvalue().strip()}\n```"


def part(name: str, written: str) -> str:
    """The part of README.md called ``name``; with UPDATE_README it is first replaced by ``written``."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
    text = README.read_text(encoding="utf-8")
    if "UPDATE_README" in os.environ:
        text = pattern.sub(lambda match: match[1] + written + match[2], text)
        README.write_text(text, encoding="utf-8")
    match = pattern.search(text)
    assert match, f"README.md has no part {name}"
    return match[0].split("\n", 1)[1].rsplit("\n", 1)[0]


@pytest.mark.parametrize(("name", "make"), [("commands", command_table), ("command-line", cli_table)])
def test_tables_are_those_of_the_program(name: str, make: Callable[[], str]) -> None:
    """Otherwise the README would promise commands that are not there, or keep some to itself."""
    assert part(name, make()) == make()


def test_the_session_is_a_real_one(session: str) -> None:
    """Otherwise a newcomer would type the README's lines and see something else."""
    assert part("session", session) == session


def test_links_lead_somewhere() -> None:
    """Otherwise the README would send people to pages that are not there."""
    for page in [README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
