"""Draw docs/discord-event.png and docs/discord-quote.png: answers as Discord shows them on a phone, in a real browser.

    pip install "simcord[preview]" playwright
    python scripts/pictures_discord.py seeds "/event May 2024" "/quote Lavrov kind:direct"

Needs chromium. The first argument is the folder of documents; without questions, the two that `briefing-bot run` would
suggest are asked. The bot runs as it is, in simcord's Discord in memory; simcord's preview draws what it answers.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import simcord
from PIL import Image
from playwright.async_api import Page, async_playwright

from bot.bootstrap import sample_lines
from bot.chat.discord import DiscordBot
from bot.commands.command import Invocation
from bot.commands.grammar import parse_line
from bot.ingest.run import ingest
from bot.store.chats.servers import Servers, ServerSettings
from bot.store.corpus import Corpus
from bot.store.engine.database import Database, open_database

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 440, 2400
"""Of the drawn message, in CSS pixels; room for all of it."""

TALL = 1200
"""How much of it the picture has."""


def main() -> None:
    """Ingest, ask, draw."""
    corpus_path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "seeds"
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{folder}/archive.db") as database:
        ingest([corpus_path], database)
        asyncio.run(_draw_all(database, sys.argv[2:] or sample_lines(Corpus(database))))


async def _draw_all(database: Database, lines: Sequence[str]) -> None:
    chromium = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if chromium is None:
        sys.exit("chromium is needed to draw")
    corpus, servers = Corpus(database), Servers(database)
    client = DiscordBot("token", corpus, servers, shard_count=1).make_client()
    async with simcord.run(client) as env, async_playwright() as playwright:
        env.backend.bot_user.name = "Briefing Bot"
        channel = env.create_guild("Newsroom").create_text_channel("archive")
        reader = env.guild.add_member(env.create_user("reader"))
        servers.change("discord", str(env.guild.id), ServerSettings(answers="public"))
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": WIDTH + 80, "height": HEIGHT}, device_scale_factor=1.25)
        for line in lines:
            asked = parse_line(line, Invocation("").now, "discord")
            result = await reader.slash(channel, asked.command, **asked.arguments)
            async with env.preview(channel, viewers=[reader], width=WIDTH, height=HEIGHT) as preview:
                await preview.show(result.response)
                target = ROOT / "docs" / f"discord-{asked.command}.png"
                await _picture(page, preview.url, target)
            print(f"{target.relative_to(ROOT)}: {line}, {target.stat().st_size // 1024} KB")
        await browser.close()


async def _picture(page: Page, url: str, target: Path) -> None:
    """The message alone, as much of it as a tall phone shows."""
    await page.goto(url, wait_until="networkidle")
    box = await page.locator("#focused-content").bounding_box()
    if box is None:
        sys.exit("the preview shows no message")
    picture = await page.screenshot(clip={**box, "height": min(box["height"], TALL)})
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
