"""Our own words: counts, dates and their reasons, shortened lines. Plain text, no platform's markup."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.model.archive import CorpusStats, DocumentRow, EntityRow, Period
from bot.model.dates import Dating, HowKnown, PartialDate
from bot.model.quotes import QuoteKind

KIND_WORDS = {
    QuoteKind.DIRECT: "direct",
    QuoteKind.MIXED: "partly quoted",
    QuoteKind.INDIRECT: "paraphrase",
}
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:his|her|their|its|our|my|your)\b", re.IGNORECASE)
UNATTRIBUTED = "unattributed"
UNDATED = "date unknown"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Say ``1 quote`` or ``2 quotes``; thousands are set apart."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def said(direct: int, mixed: int, indirect: int) -> str:
    """Say ``7 direct, 2 partly quoted, 6 paraphrased``, leaving out what is not there."""
    parts = ((direct, "direct"), (mixed, "partly quoted"), (indirect, "paraphrased"))
    return ", ".join(f"{number:,} {word}" for number, word in parts if number)


def said_by(entity: EntityRow) -> str:
    """Say how much somebody says, empty where nothing."""
    return said(entity.direct, entity.mixed, entity.indirect)


def also_known(entity: EntityRow) -> tuple[str, ...]:
    """Return an entity's other names, without those that are only a part of another one (a surname)."""
    return tuple(name for name in fullest((entity.name, *entity.aliases)) if name != entity.name)


def fullest(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out names and titles whose words are all in another one ("President" beside "Chinese President")."""
    words = [frozenset(word.rstrip("s") for word in name.casefold().split()) for name in names]
    return tuple(
        name
        for index, name in enumerate(names)
        if not any(words[index] < others for others in words) and words[index] not in words[:index]
    )


def offices(roles: Sequence[str]) -> tuple[str, ...]:
    """Return the offices that are told in full, without articles; "his deputy" only where there is no other."""
    plain = [_ARTICLE.sub("", role, count=1) for role in roles]
    return fullest([role for role in plain if not _POSSESSIVE.match(role)] or plain)


def joined(parts: Iterable[str | None], by: str = " · ") -> str:
    """Join what is not empty."""
    return by.join(part for part in parts if part)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Say ``a, b and c``."""
    *before, end = [*words] or [""]
    return f"{', '.join(before)} {last} {end}" if before else end


def one_line(text: str, length: int) -> str:
    """Put ``text`` on one line of at most ``length`` characters, cut at a word with an ellipsis where it must be."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > length // 2 else cut).rstrip(" ,;:·–-") + "…"


def short_date(date: PartialDate) -> str:
    """Say ``9 Apr 2024``, ``Apr 2024`` or ``2024``."""
    name = "" if date.month is None else dt.date(2000, date.month, 1).strftime("%b")
    return joined((str(date.day or ""), name, str(date.year)), " ")


def date_range(first: PartialDate | None, last: PartialDate | None) -> str:
    """Say ``18 Sep 2023 – 9 Apr 2024``, one date where both are the same, empty where none is known."""
    if first and last and first.contains(last):
        return short_date(first)
    known = [short_date(date) for date in (first, last) if date]
    return " – ".join(dict.fromkeys(known))


def when(dating: Dating) -> str:
    """Say the date, or that it is unknown."""
    return str(dating.date) if dating.date else UNDATED


def reason(dating: Dating) -> str:
    """Say how the date is known, as a clause of ours: ``date from "yesterday", against 10 April 2024 (curator)``."""
    explained = dating.derivation.explain()
    match dating.derivation.how:
        case HowKnown.UNKNOWN:
            return explained
        case HowKnown.RESOLVED:
            return f"date from {explained}"
        case _:
            return f"date {explained}"


def published(document: DocumentRow) -> str:
    """Say when a document was published and how that is known: ``10 April 2024, stated by the curator``."""
    dating = document.published
    if dating.date is None:
        return dating.derivation.explain()
    return f"{dating.date}, {dating.derivation.explain()}"


def cited(document: DocumentRow) -> str:
    """Say the same as briefly as a citation wants it: ``published 10 April 2024 (curator)``."""
    dating = document.published
    if dating.date is None:
        return "publication date unknown"
    how = {HowKnown.CURATED: "curator", HowKnown.HEADER: "page header", HowKnown.RESOLVED: "worked out"}
    return f"published {dating.date} ({how.get(dating.derivation.how, dating.derivation.how.value)})"


def outlet(document: DocumentRow) -> str:
    """Say who published a document and when, as far as known."""
    date = str(document.published.date) if document.published.date else ""
    return joined((document.publisher or "", date)) or "publisher and date unknown"


def apart(rows: Sequence[DocumentRow]) -> list[str]:
    """What tells each document from others of its title: publisher and date, or where these are no help the file name.

    Empty where the title is nobody else's.
    """
    titles = Counter(row.title for row in rows)
    outlets = Counter((row.title, outlet(row)) for row in rows)
    return [
        "" if titles[row.title] == 1 else outlet(row) if outlets[row.title, outlet(row)] == 1 else row.name
        for row in rows
    ]


def covered(stats: CorpusStats) -> str:
    """Say what the archive covers, in one sentence."""
    if not stats.documents:
        return "The archive is empty: ingest a folder of documents first."
    held = counted(stats.documents, "document")
    if stats.first is None or stats.last is None:
        return f"The archive holds {held}, none of them dated."
    if stats.first == stats.last:
        return f"The archive covers {stats.first} ({held})."
    return f"The archive runs from {stats.first} to {stats.last} ({held})."


def dated_words(period: Period) -> str:
    """Say ``dated 2024`` or ``since 2020``: a period in a sentence about what was not found."""
    open_ended = period.first == dt.date.min or period.last == dt.date.max
    return period.words if open_ended else f"dated {period.words}"
