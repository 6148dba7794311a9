"""A stretch of text -> the tokens of times_lexicon, as a string of classes beside spans and values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.extract.times.holidays import HOLIDAY, HOLIDAY_OPENERS, holiday_key
from bot.extract.times.lexicon import LEXICON, SHORT, Entry

_TOKEN = re.compile(
    r"(?P<halfday>o[’']clock\b|[ap]\.\s?m\b\.?|[AP]\.\s?M\b\.?)"
    r"|(?P<quarter>[QH][1-4]\b(?!-)|[1-4]Q\b|[12]H\b|FY\s?['’]?\d\d(?:\d\d)?\b)"
    r"|(?P<era>[AB]\.[CD]\.(?:E\.)?|(?:BCE?|AD|CE)\b)"
    r"|[^\W\d_]+"
    r"|(?P<attacks>9/11\b(?![/%]|\.\d))"
    r"|(?P<iso>[12]\d{3}-[01]\d-[0-3]\d(?!\d)(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|\s?[+-]\d\d:?\d\d)?)?)"
    r"|(?P<numeric>\d{4}[/.]\d{1,2}[/.]\d{1,2}(?![\w/])|\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\w/]))"
    r"|(?P<clock>[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])|[012]?\dh[0-5]\d\b|[012]?\d\.[0-5]\d(?=\s?(?:[ap]\.?m|[AP]\.?M)\b|\s(?:[BG]MT|BST|CES?T|IST|UTC|EES?T)\b))"
    r"|(?<!\S)(?P<short>['’]\d\d\b(?!['’]|s\b))"
    r"|(?P<decade>['’‘]\d0[’']?s\b|\d0s\b|[12]\d\d0[’']?s\b)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+\s\d/\d|\d+)(?P<ending>st\b|nd\b|rd\b|th\b|[ap]m\b|\w+)?"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<sign>[$£€%,/()#·|@]|[-–‑])"
    r"|\S"
)
NOTHING = "_"
ATTACKS = "2001-09-11"  # "9/11" is of no other year
_BROKEN = re.compile(r"\b(?:[^\W\d_]+-\n[ \t]*[a-z]+|[Tt]o-(?:day|morrow|night)\b)")
# "17.42 That is all" opens an entry of a live blog; "at 20.40 on" and "at 9.20 the next day" tell a time, too.
_STAMP = re.compile(
    r"[012]?\d\.[0-5]\d(?=\s+(?:[A-Z“‘\"•]|on\b|in\sthe\s(?:morning|afternoon|evening)\b|the\s(?:next|following)\b|this\b|tomorrow\b|yesterday\b))"
)
# "They came at 14.36.", "the 11.20 from Lunde" and "the 6.48 train", where the line speaks of no prices. The hours 1 to
# 11 do not tell which half of the day is meant, unless a timetable prints them.
_WITH_STOP = re.compile(
    r"(?:0\d|1[2-9]|2[0-3])\.[0-5]\d(?=[,;)]|\.(?!\d)|\s+(?:and|when|as|after|before|while|that)\b)"
    r"|(?<=[Tt]he\s)(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s(?:from|when|train|service|bus|ferry|flight|departure)\b)"
)
_PRICES = re.compile(
    r"[$£€¥%]|\b(?:points?|shares?|cents?|per\s?cent|index|yen|euros?|dollars?|pounds?|francs?|rupees|won|price[sd]?|rates?"
    r"|(?:trad(?:ed|ing)|clos(?:ed?|ing)|opened|settled|stood)\sat|seconds|met(?:re|er)s|averag(?:e|ed|ing)|magnitude|scored?)\b",
    re.IGNORECASE,
)
_AT_ABOUT, _NEARLY = frozenset({" at about ", "at around "}), len("at around ")
_PRICED = 100  # characters before and after
_LATEST_SHORT = 30
_JOIN = re.compile(r"#(?:-?#|&#|-?d)*")


@dataclass(slots=True)
class Tokens:
    """``classes[i]`` is the class of the i-th token, which spans ``starts[i]:ends[i]`` and means ``values[i]``."""

    text: str
    classes: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[object] = field(default_factory=list)


def tokenise(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of ``text[start:end]``; a run of words that no date is made of is one token ``_``."""
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[object] = []
    lookup = LEXICON.get
    nothing = False
    skip_to = start
    broken = _broken_words(text, start, end)
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        entry = lookup(word)
        kind = match.lastgroup
        if entry is None and kind is None and nothing and word not in HOLIDAY_OPENERS and match.start() not in broken:
            continue  # most words: no part of a date, and neither was the last
        begin, finish = match.span()
        if begin < skip_to:
            continue
        if word in HOLIDAY_OPENERS and (holiday := HOLIDAY.match(text, begin, end)):
            entry = ("H", holiday_key(holiday.group()))
            finish = skip_to = holiday.end()
        elif begin in broken:
            entry, finish = broken[begin]
            skip_to = finish
        elif kind == "number" and (stamp := _clock_with_stop(text, begin, start, "".join(classes[-2:]))):
            entry, finish = ("c", ("T" + stamp.group().replace(".", ":").zfill(5), False)), stamp.end()
        elif entry is None:
            entry = (NOTHING, word) if kind is None else _READERS[kind](match)
        elif word in SHORT and text.startswith(".", finish):
            finish = skip_to = finish + 1
        elif entry[0] == "z":
            named = text.startswith(" time", finish)
            finish = skip_to = finish + len(" time") * named
            entry = entry if named or word.isupper() else (NOTHING, word)
        nothing = entry[0] == NOTHING
        classes.append(entry[0])
        starts.append(begin)
        ends.append(finish)
        values.append(entry[1])
    tokens = Tokens(text, "".join(classes), starts, ends, values)
    return _join_number_words(tokens) if "#" in tokens.classes else tokens


def _clock_with_stop(text: str, begin: int, start: int, before: str) -> re.Match[str] | None:
    """Match "17.42" where it is a time of day, by what stands around it and the classes of the two tokens before."""
    at = text[max(0, begin - 3) : begin].lower() == "at " or text[max(0, begin - _NEARLY) : begin].lower() in _AT_ABOUT
    if (begin == start or at or before == "Y,") and (stamp := _STAMP.match(text, begin)):
        return stamp
    if (at or text[begin - 4 : begin].lower() == "the ") and (stamp := _WITH_STOP.match(text, begin)):
        line = text[max(start, begin - _PRICED) : begin + _PRICED].partition("\n")[0]
        return None if _PRICES.search(line) else stamp
    return None


def _broken_words(text: str, start: int, end: int) -> dict[int, tuple[Entry, int]]:
    """The words of dates that a hyphen breaks at the end of a line, and "to-morrow", with where they end."""
    if text.find("-\n", start, end) < 0 and text.find("o-", start, end) < 0:
        return {}
    found = {}
    for match in _BROKEN.finditer(text, start, end):
        entry = LEXICON.get(match.group().replace("-", "").replace("\n", "").replace(" ", "").replace("\t", ""))
        if entry is not None:
            found[match.start()] = (entry, match.end())
    return found


def _half_day(match: re.Match[str]) -> Entry:
    word = match.group()
    return ("p", 12 if word[0] in "pP" else 0) if word[0] not in "oO" else ("p", None)


def _quarter(match: re.Match[str]) -> Entry:
    word = match.group()
    if word.startswith("FY"):
        digits = re.sub(r"\D", "", word)
        return "Y", int(digits) if len(digits) == 4 else 2000 + int(digits)
    return "4", word if word[1].isdigit() else word[::-1]  # 1Q as Q1


def _decade(match: re.Match[str]) -> Entry:
    digits = re.sub(r"\D", "", match.group())
    return "C", digits[:3] if len(digits) == 4 else digits[0]


def _short_year(match: re.Match[str]) -> Entry:
    """The year of "in '78"; of this century up to 30."""
    two = int(match.group()[1:])
    return "Y", (2000 if two <= _LATEST_SHORT else 1900) + two


def _number(match: re.Match[str]) -> Entry:
    printed = match["number"]
    if " " in printed:
        whole, over, under = (float(part) for part in re.split(r"[\s/]", printed))
        return "N", whole + over / under if under else whole
    value = float(printed.replace(",", ""))
    if not printed.isdigit():
        return "N", value
    if len(printed) == 4 and 1000 <= value <= 2199:
        return "Y", int(value)
    return ("D", int(value)) if 1 <= value <= 31 and len(printed) <= 2 else ("N", value)


def _ending(match: re.Match[str]) -> Entry:
    ending = match["ending"]
    value = float(match["number"].replace(",", "").split(" ")[0])
    if ending in {"st", "nd", "rd", "th"}:
        return "d", int(value)
    if ending in {"am", "pm"} and 1 <= value <= 12:
        return "c", (f"T{int(value) % 12 + (12 if ending == 'pm' else 0):02}:00", True)
    return NOTHING, match.group()


def _clock(match: re.Match[str]) -> Entry:
    return "c", (
        "T" + match.group().replace(".", ":").replace("h", ":").zfill(5 if len(match.group()) < 6 else 8),
        False,
    )


def _sign(match: re.Match[str]) -> Entry:
    sign = match.group()
    return {"–": "-", "‑": "-", "£": "$", "€": "$", "#": "$", "·": ",", "|": ",", "@": "i"}.get(sign, sign), sign


_READERS = {
    "halfday": _half_day,
    "quarter": _quarter,
    "era": lambda match: ("G", "BC" if match.group().startswith("B") else "AD"),
    "attacks": lambda _match: ("I", ATTACKS),
    "iso": lambda match: ("I", match.group()),
    "numeric": lambda match: ("I", match.group()),
    "clock": _clock,
    "decade": _decade,
    "short": _short_year,
    "number": _number,
    "ending": _ending,
    "possessive": lambda match: ("s", match.group()),
    "sign": _sign,
}


def _join_number_words(tokens: Tokens) -> Tokens:
    """Replace each run of number words ("nineteen ninety-seven", "twenty-first") by one token."""
    joined = Tokens(tokens.text)
    classes: list[str] = []
    position = 0
    for match in _JOIN.finditer(tokens.classes):
        first, last = match.span()
        classes.append(tokens.classes[position:first])
        for name in ("starts", "ends", "values"):
            getattr(joined, name).extend(getattr(tokens, name)[position:first])
        entry, used = _read_number([tokens.values[i] for i in range(first, last)], tokens.classes[first:last])
        classes.append(entry[0])
        joined.starts.append(tokens.starts[first])
        joined.ends.append(tokens.ends[first + used - 1])
        joined.values.append(entry[1])
        position = first + used
        if used < last - first:  # "five and a half": give the rest back
            rest = tokens.classes[position:last].replace("#", "D")
            classes.append(rest)
            for name in ("starts", "ends", "values"):
                getattr(joined, name).extend(getattr(tokens, name)[position:last])
            position = last
    classes.append(tokens.classes[position:])
    for name in ("starts", "ends", "values"):
        getattr(joined, name).extend(getattr(tokens, name)[position:])
    joined.classes = "".join(classes)
    return joined


def _read_number(values: list[object], classes: str) -> tuple[Entry, int]:
    """Read a run of number words; return its entry and how many tokens it took."""
    numbers = [
        (index, int(str(value)))
        for index, (value, name) in enumerate(zip(values, classes, strict=True))
        if name in "#d"
    ]
    if classes[-1] == "d":
        tens, unit = numbers[0][1], numbers[-1][1]
        if len(numbers) == 2 and tens >= 20 and tens % 10 == 0 and unit < 10 and "&" not in classes:
            return ("d", tens + unit), len(values)
        return (_plain_number(numbers[0][1])), 1
    figures = [number for _, number in numbers]
    if (year := _spoken_year(figures)) is not None:
        return ("Y", year), len(values)
    total = current = 0
    used = 0
    for index, number in numbers:
        if number == 100:
            current = max(current, 1) * 100
        elif number == 1000:
            total += max(current, 1) * 1000
            current = 0
        elif current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and number < 10):
            if used and classes[used:index] == "&" and current % 100 == 0 and current < 100:
                break
            current += number
        else:
            break
        used = index + 1
    return _plain_number(total + current), used


def _plain_number(value: int) -> Entry:
    return ("D" if 1 <= value <= 31 else "N"), value


def _spoken_year(figures: list[int]) -> int | None:
    """Nineteen ninety(-seven), twenty twelve."""
    if len(figures) not in {2, 3} or figures[0] not in {17, 18, 19, 20} or 100 in figures or 1000 in figures:
        return None
    rest = sum(figures[1:])
    valid = figures[1] >= 10 and (len(figures) == 2 or (figures[1] >= 20 and figures[2] < 10))
    return figures[0] * 100 + rest if valid and (figures[0] != 20 or rest >= 10) else None
