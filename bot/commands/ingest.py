"""/ingest: a document into the archive, from an address, an attachment or, at the console, a path."""

from __future__ import annotations

import logging
import re
from dataclasses import replace

from bot.cards import Card, CardKind, Reply
from bot.commands.command import Command, Invocation, Option, OptionType
from bot.commands.intake import Intake, intake_for
from bot.commands.show import CardMaker
from bot.commands.wording import counted, joined, one_line
from bot.errors import NotPermittedError, UsageError
from bot.model.intake import UPLOAD_LIMIT, Taken, Upload
from bot.store.corpus import Corpus

log = logging.getLogger(__name__)

_SHOWN = 5
_LINES = 10
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?")
_HOW = {
    "discord": "Give url: an address (https://...), or file: an attachment.",
    "slack": "Give an address (https://...). For a file, choose “Add to archive” in the menu of its message.",
    "console": "Give a path or an address, for instance /ingest https://example.org/page",
}


def ingest(invocation: Invocation, corpus: Corpus) -> Reply:
    """Take a document in and say what was found in it."""
    intake = intake_for(corpus)
    if invocation.server and not intake.is_open_to(invocation.server):
        raise NotPermittedError(
            "This archive takes no documents from here. Whoever runs the bot can set INGEST_SERVERS."
        )
    taken = _taken(invocation, intake)
    if invocation.server:  # at the console there is nobody else to hold to account
        who = {"platform": invocation.platform, "server": invocation.server, "user": invocation.user}
        counts = {"new": taken.new, "changed": taken.changed, "unread": len(taken.unread)}
        log.info("documents handed in", extra={**who, **counts})
    return _reply(taken, corpus)


def _taken(invocation: Invocation, intake: Intake) -> Taken:
    """Everything that was handed in with the call, one after the other."""
    found = [_of_upload(upload, intake) for upload in invocation.uploads]
    typed = [invocation.text(name) for name in ("url", "file") if name != "file" or not invocation.uploads]
    for text in filter(None, typed):
        url = _address(text, invocation.platform)
        found.append(intake.page(url) if url else intake.path(text))
    if not found:
        raise UsageError(_HOW.get(invocation.platform, _HOW["console"]))
    return _sum(found)


def _of_upload(upload: Upload, intake: Intake) -> Taken:
    if upload.fault:
        return Taken(unread=(f"{one_line(upload.name, 80)}: {upload.fault}",))
    if upload.size > UPLOAD_LIMIT or len(upload.data) > UPLOAD_LIMIT:
        limit = f"larger than {UPLOAD_LIMIT // 1_000_000} MB, the limit for one file"
        return Taken(unread=(f"{one_line(upload.name, 80)}: {limit}",))
    return intake.file(upload)


def _address(text: str, platform: str) -> str:
    """What was typed as an address; empty for a path, which only the console takes."""
    if _WEB.match(text):
        return text
    if platform == "console":
        return ""
    if _BARE.fullmatch(text) and not _SCHEME.match(text):
        return f"https://{text}"  # as people write one, and as Slack shows one
    raise UsageError(_HOW.get(platform, _HOW["console"]))


def _sum(parts: list[Taken]) -> Taken:
    return Taken(
        documents=tuple(dict.fromkeys(number for part in parts for number in part.documents)),
        new=sum(part.new for part in parts),
        changed=sum(part.changed for part in parts),
        unchanged=sum(part.unchanged for part in parts),
        quotes=sum(part.quotes for part in parts),
        events=sum(part.events for part in parts),
        unread=tuple(line for part in parts for line in part.unread),
        remarks=tuple(line for part in parts for line in part.remarks),
    )


def _reply(taken: Taken, corpus: Corpus) -> Reply:
    maker, cards = CardMaker(), []
    for number in taken.documents[:_SHOWN]:
        row = corpus.document(number)
        if row is not None:
            card = maker.document(row)
            cards.append(card if len(taken.documents) == 1 else replace(card, passages=()))
    if taken.unread:
        cards.append(Card(CardKind.WARNING, title="Not read", body=_lines(taken.unread)))
    more = len(taken.documents) - _SHOWN
    note = joined((f"and {counted(more, 'more document')}" if more > 0 else "", _lines(taken.remarks)), "\n")
    return Reply(_heading(taken), cards=tuple(cards), note=note, private=True)


def _heading(taken: Taken) -> str:
    counts = [(taken.new, "new document"), (taken.changed, "changed document")]
    read = joined((counted(number, noun) for number, noun in counts if number), ", ")
    if read:
        return joined((f"Read: {read}", f"{counted(taken.quotes, 'quote')}, {counted(taken.events, 'event')}"))
    if taken.unchanged:
        return f"Nothing new: {counted(taken.unchanged, 'document')} as before"
    return "Nothing could be read." if taken.unread else "Nothing was found to read."


def _lines(lines: tuple[str, ...]) -> str:
    shown = [one_line(line, 300) for line in lines[:_LINES]]
    return "\n".join([*shown, *([f"and {len(lines) - _LINES} more"] if len(lines) > _LINES else [])])


INGEST = Command(
    "ingest",
    "Read a document into the archive: a page, a feed, or a file",
    ingest,
    (
        Option("url", "The address of a page, a feed or a sitemap (https://...)"),
        Option("file", "A file: PDF, Word, mail, web page, text and others", OptionType.ATTACHMENT),
    ),
    ("/ingest https://example.org/2031/bridge", "/ingest https://example.org/feed.xml"),
    admin=True,
)
