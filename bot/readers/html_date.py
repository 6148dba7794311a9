"""When a web page says that it was published.

htmldate finds the date in the page's furniture (meta elements, JSON-LD, <time>, elements classed as dates). Two of its
habits would be guesses here and are guarded against: it looks for a date anywhere in the article, and it fills what a
partial date leaves open with today's day. So it is handed the furniture alone, and its answer is kept to the precision
that the furniture really prints.
"""

from __future__ import annotations

import calendar
import re
from copy import deepcopy

from htmldate import find_date
from lxml import html
from lxml.html import HtmlElement

from bot.model import PartialDate

_CHANGED = re.compile(r"modif|updat|revis|expir|access|copyright", re.IGNORECASE)
_DATED = re.compile(r"date(?!line)|publish|pubdate|posted|timestamp|(?:^|[\s_-])time(?:$|[\s_-])", re.IGNORECASE)
_ELSEWHERE = frozenset({"aside", "footer", "nav", "form"})
_LABELS = ("name", "property", "itemprop", "class", "id", "http-equiv")
_LONGEST = 200
_MONTHS = 12


def published_date(tree: HtmlElement) -> PartialDate | None:
    """The publication date that the furniture of ``tree`` prints, as precise as it prints it; None without one."""
    furniture = _furniture(tree)
    found = find_date(
        furniture,
        extensive_search=False,
        original_date=True,
        deferred_url_extractor=True,
        min_date="1600-01-01",
        max_date="9999-12-31",  # the page's word counts, not this machine's clock
    )
    if not found:
        return None
    date = PartialDate.parse(found)
    return _as_printed(date, "\n".join(html.tostring(child, encoding="unicode") for child in furniture))


def _furniture(tree: HtmlElement) -> HtmlElement:
    """A page of what bears a date and nothing else: the head without title and changes, dated elements of the body."""
    page = html.document_fromstring("<html><head></head><body></body></html>")
    for element in tree.iterfind("./head//*"):
        if element.tag in {"meta", "link", "script"} and not _CHANGED.search(_label(element)):
            page.head.append(deepcopy(element))
    for element in tree.iterfind("./body//*"):
        if element.tag == "script" and element.get("type") == "application/ld+json":
            page.body.append(deepcopy(element))
        elif _is_dated(element):
            copy = deepcopy(element)
            copy.tail = None
            page.body.append(copy)
    return page


def _is_dated(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False  # a comment
    label = _label(element)
    if _CHANGED.search(label) or not (element.tag == "time" or _DATED.search(label)):
        return False
    outer = [ancestor for ancestor in element.iterancestors() if isinstance(ancestor.tag, str)]
    if any(ancestor.tag in _ELSEWHERE or _is_changed_time(ancestor) for ancestor in outer):
        return False
    return len(element.text_content()) <= _LONGEST


def _is_changed_time(element: HtmlElement) -> bool:
    return element.tag not in {"html", "body"} and bool(_CHANGED.search(_label(element)))


def _label(element: HtmlElement) -> str:
    return " ".join(element.get(name, "") for name in _LABELS)


def _as_printed(date: PartialDate, print_: str) -> PartialDate | None:
    """Keep of ``date`` what ``print_`` has: the day, else the month, else the year; None where it has none of them.

    Figures such as 03/04/2021 name two days and count for the year alone.
    """
    year, month, day = date.year, date.month or 0, date.day or 0
    name = rf"(?:{calendar.month_name[month]}|{calendar.month_abbr[month]}\.?)\W{{1,3}}"
    ordinal = rf"(?<!\d)0?{day}(?:st|nd|rd|th)?(?!\d)\W{{1,3}}"
    between = r"(?:[-_./\s年月]|\\/)?"  # JSON-LD escapes the slash
    exact = [
        rf"(?<!\d){year}{between}0?{month}{between}0?{day}(?!\d)",
        rf"{ordinal}(?:of\W)?{name}{year}",
        rf"{name}{ordinal}{year}",
    ]
    if day > _MONTHS or day == month:
        exact.append(rf"(?<!\d)(?:0?{day}[-./]0?{month}|0?{month}[-./]0?{day})[-./]{year}(?!\d)")
    if re.search("|".join(exact), print_, re.IGNORECASE):
        return date
    if re.search(rf"(?<!\d){year}[-/]0?{month}(?!\d)|{name}{year}", print_, re.IGNORECASE):
        return PartialDate(year, month)
    return PartialDate(year) if re.search(rf"(?<!\d){year}(?!\d)", print_) else None
