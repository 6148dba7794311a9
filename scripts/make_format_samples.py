"""Make the files of tests/samples anew with the tools that people make such files with.

Needs Debian's libreoffice-writer-nogui, hyphen-en-us, pandoc, chromium, wget, qpdf and poppler-utils, and the
development environment. Run from the repository's root: ``.venv/bin/python scripts/make_format_samples.py``.
"""

from __future__ import annotations

import asyncio
import base64
import functools
import html
import http.server
import json
import subprocess
import tempfile
import threading
from pathlib import Path

import aiohttp

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"

TITLE, *PARAGRAPHS = (SAMPLES / "story.txt").read_text(encoding="utf-8").strip().split("\n\n")
HEAD = "The Harbour Post — Friday, 16 May 2031"


def run(*command: str | Path, folder: Path, good: tuple[int, ...] = (0,)) -> None:
    """Run a tool; its words are shown only where it fails."""
    done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in good:
        raise SystemExit(f"{command[0]}: {done.stdout}{done.stderr}")


def page(style: str = "") -> str:
    """The story as a web page."""
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in PARAGRAPHS)
    meta = (
        '<meta charset="utf-8"><meta property="og:site_name" content="The Harbour Post">'
        '<meta property="article:published_time" content="2031-05-16T08:00:00Z">'
    )
    article = f"<article><h1>{TITLE}</h1>{body}</article>"
    menu = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
    return (
        f"<!doctype html><html lang=en><head>{meta}<title>{TITLE}</title><style>{style}</style></head>"
        f"<body>{menu}{article}</body></html>"
    )


def flat_odt(columns: int) -> str:
    """The story, three times over, as a newspaper's pages: columns, hyphenated, with a head and a page number."""
    body = "".join(f'<text:p text:style-name="P">{html.escape(text, quote=False)}</text:p>' for text in PARAGRAPHS * 3)
    names = {
        "office": "office:1.0",
        "style": "style:1.0",
        "text": "text:1.0",
        "fo": "xsl-fo-compatible:1.0",
    }
    spaces = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}"' for key, value in names.items())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="18cm"
 fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2cm" fo:margin-right="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.3cm"/>
</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.3cm"/>
</style:footer-style>
</style:page-layout>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-align="justify"
 fo:text-indent="0.4cm" fo:hyphenation-ladder-count="no-limit"/><style:text-properties fo:font-size="11pt"
 style:font-name="Liberation Serif" fo:language="en" fo:country="US" fo:hyphenate="true"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:text-properties fo:font-size="20pt"
 fo:font-weight="bold"/></style:style>
<style:style style:name="S" style:family="section"><style:section-properties><style:columns
 fo:column-count="{columns}" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{HEAD}</text:p></style:header>
<style:footer><text:p>Page <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="H" text:outline-level="1">{TITLE}</text:h>
<text:section text:style-name="S" text:name="story">{body}</text:section></office:text></office:body>
</office:document>"""


def office(folder: Path) -> None:
    """LibreOffice and pandoc: Word, OpenDocument, EPUB, and PDF in one, two and three columns."""
    markdown = (
        f"---\ntitle: {TITLE}\nauthor: Ada Quill\ndate: 2031-05-16\npublisher: The Harbour Post\nlang: en\n---\n\n"
    )
    (folder / "story.md").write_text(markdown + f"# {TITLE}\n\n" + "\n\n".join(PARAGRAPHS) + "\n")
    for kind in ("docx", "odt", "epub"):
        run("pandoc", "story.md", "-o", SAMPLES / f"pandoc.{kind}", folder=folder)
    for columns in (1, 2, 3):
        (folder / f"columns{columns}.fodt").write_text(flat_odt(columns))
        run(
            "soffice", "--headless", "--convert-to", "pdf", "--outdir", SAMPLES, f"columns{columns}.fodt", folder=folder
        )
    for kind in ("docx", "odt"):
        run("soffice", "--headless", "--convert-to", kind, "--outdir", SAMPLES, "columns2.fodt", folder=folder)
        (SAMPLES / f"columns2.{kind}").rename(SAMPLES / f"libreoffice.{kind}")


def protected(folder: Path) -> None:
    """Of qpdf and poppler: a PDF with a password, and one of scanned pages."""
    one = SAMPLES / "columns1.pdf"
    run("qpdf", "--encrypt", "secret", "owner", "256", "--", one, SAMPLES / "password.pdf", folder=folder)
    run("qpdf", "--encrypt", "", "owner", "256", "--", one, SAMPLES / "owner.pdf", folder=folder)
    run("pdftoppm", "-r", "40", "-gray", "-l", "2", "-png", one, "scan", folder=folder)
    pictures = "".join(f"<img src='{path.name}' style='width:100%'>" for path in sorted(folder.glob("scan*.png")))
    (folder / "scan.html").write_text(f"<!doctype html>{pictures}")
    printed(folder, "scan.html", "scanned.pdf", "--no-pdf-header-footer")


def printed(folder: Path, source: str, target: str, *options: str) -> None:
    """Chromium's "print to PDF"."""
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", *options)
    run("chromium", *flags, f"--print-to-pdf={SAMPLES / target}", (folder / source).as_uri(), folder=folder)


def browser(folder: Path, port: int) -> None:
    """Chromium: a page printed, printed in columns, and saved as one file."""
    printed(folder, "story.html", "chromium.pdf")
    (folder / "columns.html").write_text(
        page("article { columns: 3; text-align: justify; hyphens: auto } nav { display: none }")
    )
    printed(folder, "columns.html", "chromium3.pdf")
    asyncio.run(saved(folder, f"http://127.0.0.1:{port}/story.html"))


async def saved(folder: Path, url: str) -> None:
    """The page as MHTML, as "save as, webpage, single file" writes it (Page.captureSnapshot of the same browser)."""
    flags = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--remote-debugging-port=9333",
        f"--user-data-dir={folder}/p",
    )
    process = subprocess.Popen(["chromium", *flags, url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220, S603, S607
    try:
        async with aiohttp.ClientSession() as session:
            targets = await listed(session)
            socket = next(one["webSocketDebuggerUrl"] for one in targets if one["type"] == "page")
            await asyncio.sleep(2)
            async with session.ws_connect(socket, max_msg_size=0) as devtools:
                await devtools.send_json({"id": 1, "method": "Page.captureSnapshot", "params": {"format": "mhtml"}})
                while (answer := json.loads((await devtools.receive()).data)).get("id") != 1:
                    pass
        (SAMPLES / "chromium.mhtml").write_text(answer["result"]["data"], newline="")
    finally:
        process.terminate()
        process.wait()


async def listed(session: aiohttp.ClientSession) -> list[dict[str, str]]:
    """The browser's pages, as soon as it answers."""
    for _ in range(50):
        try:
            async with session.get("http://127.0.0.1:9333/json") as answer:
                found: list[dict[str, str]] = await answer.json()
            if any(one["type"] == "page" for one in found):
                return found
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.2)
    raise SystemExit("chromium does not answer")


def crawl(folder: Path, port: int) -> None:
    """Wget: a crawl of a small site."""
    address = f"http://127.0.0.1:{port}/"
    run(
        "wget",
        "-q",
        "-r",
        "-l1",
        "--warc-file",
        SAMPLES / "wget",
        "--no-warc-keep-log",
        address,
        folder=folder / "crawl",
        good=(0, 8),
    )  # 8: one page is missing


def main() -> None:
    """Make all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "crawl").mkdir()
        site = folder / "site"
        site.mkdir()
        dot = base64.b64decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        )
        (site / "dot.png").write_bytes(dot)
        (site / "note.txt").write_text("The ferry stays in service until the winter, the harbour master said.\n")
        (site / "story.html").write_text(page())
        (site / "index.html").write_text(
            "<a href=story.html>S</a> <a href=note.txt>N</a> <a href=gone.html>G</a> <img src=dot.png>"
        )
        (folder / "story.html").write_text(page())
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            office(folder)
            protected(folder)
            browser(folder, server.server_port)
            crawl(folder, server.server_port)
            server.shutdown()


if __name__ == "__main__":
    main()
