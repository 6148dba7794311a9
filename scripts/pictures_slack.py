"""Draw docs/slack-event.png and docs/slack-quote.png: answers as Slack shows them on a phone, in a real browser.

    python scripts/pictures_slack.py seeds "/event 2024" "/quote Lavrov"

Needs node with npm (slack-blocks-to-jsx draws the blocks; it is fetched into a temporary folder) and chromium. The
first argument is the folder of documents; without questions, the two that `briefing-bot run` would suggest are asked.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bot.bootstrap import sample_lines
from bot.chat.slack_render import render
from bot.commands.dispatch import answer_line
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from bot.store.engine.database import open_database

ROOT = Path(__file__).parent.parent
PACKAGES = ("slack-blocks-to-jsx@1.1.1", "react@19.2.0", "react-dom@19.2.0")
WIDTH, HEIGHT = 500, 860
"""Of a picture, in CSS pixels; chromium draws no page narrower than 500."""


def main() -> None:
    """Ingest, ask, draw."""
    corpus_path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds"
    lines = sys.argv[2:]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drawer = _install(folder)
        with open_database(f"sqlite:///{folder / 'archive.db'}") as database:
            ingest([corpus_path], database)
            corpus = Corpus(database)
            for line in lines or sample_lines(corpus):
                target = ROOT / "docs" / f"slack-{line[1:].split()[0]}.png"
                _draw(drawer, line, corpus, target)
                print(f"{target.relative_to(ROOT)}: {line}, {target.stat().st_size // 1024} KB")


def _install(folder: Path) -> Path:
    """Put the drawing script where it finds its packages."""
    npm = _program("npm")
    subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", *PACKAGES], cwd=folder, check=True)  # noqa: S603 - our own arguments
    return Path(shutil.copy(ROOT / "scripts" / "pictures_slack.cjs", folder))


def _draw(drawer: Path, line: str, corpus: Corpus, target: Path) -> None:
    reply = answer_line(line, corpus, now=dt.datetime.now(dt.UTC))
    message = render(reply, lambda action: action.command)[0]
    asked = json.dumps([{"question": line, "blocks": message.blocks}])
    page = drawer.parent / "page.html"
    drawn = subprocess.run([_program("node"), drawer], input=asked, capture_output=True, text=True, check=True)  # noqa: S603 - our own arguments
    page.write_text(drawn.stdout, encoding="utf-8")
    options = [
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        "--disable-gpu",
        "--force-device-scale-factor=1.5",
    ]
    shot = [f"--screenshot={target}", f"--window-size={WIDTH},{HEIGHT}", page.as_uri()]
    subprocess.run([_program("chromium"), *options, *shot], check=True, capture_output=True)  # noqa: S603 - our own arguments


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} is needed to draw the pictures: install it and try again.")
    return found


if __name__ == "__main__":
    main()
