"""Readings of years and their parts, decades, centuries, eras, holidays.

Each returns a form, or None where the pattern is no time expression after all.
"""

from __future__ import annotations

import re

from bot.extract.times import numbers
from bot.extract.times.forms import Day, Decade, Fixed, Form, Holiday, Part, Quarter, Shift
from bot.extract.times.piece import Piece, unit_is
from bot.extract.times.read_relative import LASTING
from bot.extract.wordlist import words

_COUNTED = words("people men women children feet dead police staff sheep cattle per square or")
_PIECES = words(
    "votes seats points miles yards kilometres kilometers metres meters tonnes tons barrels pounds dollars euros crowns"
    " homes houses jobs workers students pupils passengers soldiers troops employees cases deaths copies shares units"
    " acres hectares runners tickets visitors books cars ships trees words pages signatures families households"
    " residents inhabitants refugees migrants prisoners patients boats flights rounds bottles items lives lots"
)
_MEASURED = words(
    "levels numbers figures results elections sales earnings profits revenues revenue estimates prices rates standards"
    " guidelines rules attacks bombings riots protests floods games talks accords reforms budgets models editions"
    " comments remarks speeches campaigns cycles conventions debates hearings interviews primaries caucuses contests"
)  # what is of a year: "compared with 2005 levels"
_COUNTED_CLASSES = frozenset("UPQpF%/$")
_LATEST_YEAR = 2060
_ONE, _KNOWN, _ROUND = words("a an"), words("the his her its their our my your"), 10
_MONTHS = 12
_FESTIVE = words(
    "card cards tree trees lights carol carols market markets shopping cake pudding jumper jumpers dinner lunch present"
    " presents egg eggs bonnet decorations song songs album costume costumes"
)
_NOT_COUNTED = words("as was is has us this does")
_NUMBERED = words(
    """
    about than some nearly almost over no no. number least only room flight page route highway bus train channel model
    unit section bill resolution building apartment suite form boeing airbus nasdaq dow ftse nikkei
    """
)
# "in her early thirties", "temperatures in the 70s"
_NO_DECADE = re.compile(
    r"\b(?:my|your|his|her|our|their|(?:temperatures?|highs?|lows?)\s(?:[a-z]+\s){1,5})\s?(?:(?:early|mid|late|upper|low)[\s-])?$",
    re.IGNORECASE,
)
_NO_DECADE_REACH = 60  # characters
# "this fall in oil prices" is no season
_FALL_IN = re.compile(
    r"\sin\s(?:the\s)?(?:[a-z]+\s){0,2}(?:prices?|sales|demand|values?|output|profits?|exports|imports|shares|stocks|rates?"
    r"|inflation|unemployment|numbers|temperatures?)\b"
)
_SEASON_CUES = words("in by until since over during throughout into through")
_NO_YEAR = re.compile(r"(?:©|\([Cc]\)|\b[Cc]opyright)\s*(?:\d{4}\s?[-–]\s?)?\Z|[^\W\d_]\Z")  # "© 2024", "#Lunde2024"
_OWNED = 20  # characters
_ASKED = re.compile(
    r"\s+(?!(?:Results|Earnings|Revenues?|Sales|Profits?|Update|Highlights|Trading|Report|Outlook|Guidance|Financial)\b)"
    r"[A-Z][\w.’' -]{1,40}:\s"
)
_SIGNS = words("$ £ € #")
_ON_TO = words("since from until till through")
_YEAR_CUES = words(
    "in since during until till by from through of before after and to between throughout for early late mid"
    " beginning start end middle summer winter spring autumn fall or year around about circa the post pre"
)
_NUMBERED_BY_YEAR = words(
    "ordinance ordinances resolution resolutions bill bills case cases docket directive regulation decision order rule"
    " measure motion act law decree file item contract notice no no. number"
)
_YEAR_CUES_BEFORE_NOUNS = words("in since the by of until during")


def quarter(piece: Piece) -> Form | None:
    """The third quarter (of 1998), last year's fourth-quarter."""
    number = piece.number("dS")
    if number is None or number > 4 or piece.value("Q") != 1:
        return None
    return Part("Q", number, year=piece.number("Y"), year_shift=piece.step())


def last_quarter(piece: Piece) -> Form | None:
    """The last quarter of 2030, of the year."""
    if piece.value("Q") != 1 or piece.value("l") != "last":
        return None
    units = piece.part((piece.index("f") or piece.start) + 1, piece.end)
    step = units.step() or 0
    return (
        Part("Q", 4, year=units.number("Y"), year_shift=step) if "Y" in units.classes or unit_is(units, "Y") else None
    )


def quarter_figure(piece: Piece) -> Form | None:
    """Q3 2021, H1."""
    printed = str(piece.value("4"))
    if piece.start == 0 and _ASKED.match(piece.tokens.text, piece.tokens.ends[piece.end - 1]):
        return None  # the number of a question: "Q2 Chair: Told by whom?"
    return Part(printed[0], int(printed[1]), year=piece.number("Y"))


def quarter_near(piece: Piece) -> Form | None:
    """Last quarter, the current quarter."""
    period = piece.value("Q") == 0
    if piece.value("Q") == 2:
        return None
    if "E" in piece.classes:
        word = piece.word(piece.index("E") or 0)
        if word == "latest":
            return Quarter(0, latest=True)
        return Part("Q", rel=0) if word == "current" and not period else None
    if not period and (month := _month_of_its_end(piece)) is not None:
        return Quarter(0, end=month)
    if piece.step() in {None, 0}:
        return Quarter(0) if not period and "h" not in piece.classes else Part("Q", rel=0) if not period else None
    return None if period else Part("Q", rel=piece.step(), from_text=piece.index("LX") is not None)


def _month_of_its_end(piece: Piece) -> int | None:
    """The month of "the quarter ended July 31", "the quarter ended in July"."""
    behind = piece.end + 1 + (piece.tokens.classes[piece.end + 1 : piece.end + 2] == "i")
    ended = piece.after in {"ended", "ending"} and piece.tokens.classes[behind : behind + 1] in {"M", "m"}
    return int(str(piece.tokens.values[behind])) if ended else None


def year_earlier(piece: Piece) -> Form | None:
    """The year-earlier quarter, year-ago results, the same period last year, the (third) quarter a year ago."""
    if not unit_is(piece, "Y"):
        return None
    if "1" in piece.classes or "s" in piece.classes:  # the same period last year, last year's quarter
        back = any(name in piece.classes for name in "lLrg")
        return Quarter(-1) if back else None
    return Quarter(-1, index=piece.number("dS"), loose=not piece.value("Q"))


def quarter_of_printed_year(piece: Piece) -> Form | None:
    """The 1988 period, the 1988 quarter, the 1988 third quarter."""
    year = piece.number("Y")
    index = piece.number("dS")
    if index is not None:
        return Part("Q", index, year=year) if index <= 4 else None
    return Quarter(0, year=year, loose=not piece.value("Q"))


def half(piece: Piece) -> Form | None:
    """The first half of 2021, the second half of this year, the second half where the text speaks of halves."""
    index = 2 if piece.index("lS") is not None and piece.number("d") is None else piece.number("d")
    if index not in {1, 2}:
        return None
    if piece.number("Y") is None and piece.index("U") is None:
        return None if "y" in piece.classes or piece.after_class == "f" else Part("H", index, from_text=True)
    steps = piece.part(piece.index("F") or piece.start, piece.end).step()
    return Part("H", index, year=piece.number("Y"), year_shift=steps or 0 if piece.index("U") else None)


def season(piece: Piece) -> Form | None:
    """Last summer, the winter of 1998, this past spring."""
    kind = str(piece.value("ZA"))
    plain = len(piece.classes) == 1
    if kind.endswith("s") or (
        "A" in piece.classes and _FALL_IN.match(piece.tokens.text, piece.tokens.ends[piece.end - 1])
    ):
        return None
    if plain:
        plainly = piece.before == "in" and "Z" in piece.classes and piece.after_class not in {"&", "f"}
        named = plainly or piece.before in {"until", "till", "before", "by", "since"}
        return Part(kind) if named and not piece.after[:1].isalpha() else None
    year = piece.number("Y")
    step = 0 if "h" in piece.classes else piece.step()
    if "hl" in piece.classes:
        step = -1
    if year is None and any(name in piece.classes for name in "LXt"):
        return Part(kind, rel=step, from_text=True)
    if "U" in piece.classes:
        return Part(kind, year_shift=step) if unit_is(piece, "Y") else None
    if year is None and step is None and ("A" in piece.classes or kind == "SP"):
        ambiguous = piece.classes[0] != "e" or piece.before not in _SEASON_CUES or piece.after_class == "f"
        return None if ambiguous or piece.after[:1].isalpha() else Part(kind)
    return Part(kind, year=year, rel=step)


def is_numbered(piece: Piece) -> bool:
    """Tell whether a year is the head of a number that an ordinance or a case bears: "Ordinance 2024-31"."""
    return piece.before in _NUMBERED_BY_YEAR and piece.classes[1:2] in {"", "-", "/"}


def _is_of_a_number(piece: Piece) -> bool:
    """Tell whether the year of "No. 35/2024" is read."""
    number = piece.tokens.values[piece.start - 2] if piece.start > 1 else None
    named = {piece.word(piece.start - 3), piece.word(piece.start - 4)} & {"no", "no.", "nr", "nr."}
    return isinstance(number, int | float) and (number > _MONTHS or bool(named))


def _is_plural(word: str) -> bool:
    return word[:1].islower() and word.endswith("s") and not word.endswith(("ss", "is", "us"))


def _is_owned(piece: Piece) -> bool:
    """Tell whether what bears the year is named as somebody's or as known: "her 2012 backers", "of the 2016 rivals"."""
    return piece.before in _KNOWN or piece.tokens.classes[piece.start - 1 : piece.start] == "s"


def year(piece: Piece) -> Form | None:
    """A number that is a year by its size and its neighbours."""
    number = piece.number("Y")
    if number is None or len(piece.classes) > 1:
        return Day(year=number) if number is not None else None
    before, start = piece.before, piece.tokens.starts[piece.start]
    if before == "-" and piece.word(piece.start - 2) in {"post", "pre"}:
        return Day(year=number)  # "post-1989 governments"
    if piece.after_class in {"-", "/"} and is_numbered(piece):
        return None
    if before == "/" and _is_of_a_number(piece):
        return None
    if _NO_YEAR.search(piece.tokens.text, max(0, start - _OWNED), start):
        return None
    if piece.word(piece.start)[0] in "'’" and before not in _YEAR_CUES:
        return None  # a name such as "Games '11"
    since = before == "least" and piece.word(piece.start - 3) in _ON_TO  # "since at least 1980"
    if before[-1:] in _SIGNS or (before in _NUMBERED and not since) or piece.after_class in _COUNTED_CLASSES:
        return None
    counted = piece.after in _COUNTED or _is_plural(piece.after)
    counted = counted and piece.after not in _NOT_COUNTED | _MEASURED
    counted = counted and not (before in _ONE or (_is_owned(piece) and number % _ROUND and piece.after not in _PIECES))
    if counted and before not in _YEAR_CUES_BEFORE_NOUNS:
        return None
    if 1900 <= number <= _LATEST_YEAR or (before == "was" and piece.word(piece.start - 2) == "year"):
        return Day(year=number)
    return Day(year=number) if before in _YEAR_CUES and piece.after not in _COUNTED and not counted else None


def year_word(piece: Piece) -> Form | None:
    """Fiscal 1989, the year 2000, the year two thousand."""
    if "U" in piece.classes and not unit_is(piece, "Y"):
        return None
    number = piece.value("YN")
    return Day(year=int(number)) if isinstance(number, int | float) and 1000 <= number < 2200 else None


def decade(piece: Piece) -> Form | None:
    """The 1990s, the late '80s; not the thirties of a person nor of a thermometer."""
    printed = str(piece.value("C"))
    if len(printed) > 1:
        return Fixed("DATE", printed)
    if piece.before == "-" and len(piece.classes) == 1:
        return None  # the KC-30s
    start = piece.tokens.starts[piece.start]
    if _NO_DECADE.search(piece.tokens.text, max(0, start - _NO_DECADE_REACH), start):
        return None
    return Decade(int(printed))


def century(piece: Piece) -> Form | None:
    """The 19th century."""
    number = piece.number("dS")
    if number is None or not 1 <= number <= 30:
        return None
    return Fixed("DATE", f"BC{number - 1:02}" if "G" in piece.classes else f"{number - 1:02}")


def last_century(piece: Piece) -> Form | None:
    """In the last century: the one before; over the last century: a hundred years."""
    if piece.before in LASTING or piece.value("lL") == "past":
        return Fixed("DURATION", "P100Y")
    return Shift("CE", 1, -1)


def era(piece: Piece) -> Form | None:
    """44 BC, 15 March 44 BC, AD 476."""
    index = piece.end - 2 if piece.classes.endswith("G") else piece.end - 1
    printed = piece.tokens.values[index]
    if not isinstance(printed, int | float) or not 1 <= printed < 10000:
        return None
    month, number = piece.number("Mm"), None if month_alone(piece) else piece.number("Dd")
    if piece.value("G") == "AD":
        return Day(year=int(printed), month=month, day=number) if len(piece.classes) == 2 else None
    rest = "".join(f"-{part:02}" for part in (month, number) if month is not None and part is not None)
    return Fixed("DATE", f"BC{int(printed):04}{rest}")


def month_alone(piece: Piece) -> bool:
    """Tell whether the only figure of the piece is its year."""
    return sum(name in "DdNY" for name in piece.classes) == 1


def day_beside_holiday(piece: Piece) -> Form | None:
    """The day after Christmas, the day before Thanksgiving 2030."""
    if not unit_is(piece, "D") or piece.after in _FESTIVE:
        return None
    return Holiday(str(piece.value("H")), year=piece.number("Y"), days=1 if ">" in piece.classes else -1)


def holiday(piece: Piece) -> Form | None:
    """Christmas Day, dawn on Christmas Day, last Thanksgiving, Easter 2021; not Christmas cards."""
    if "U" in piece.classes or piece.after in _FESTIVE:
        return None
    clock = numbers.clock(piece) if piece.classes[0] != "H" else ""
    return Holiday(str(piece.value("H")), year=piece.number("Y"), rel=piece.step(), clock=clock)
