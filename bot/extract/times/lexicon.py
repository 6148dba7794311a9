"""The words that time expressions are made of, each with a class and a value.

A class is one character, so that a text becomes a short string of classes and a grammar is a handful of regular
expressions over it (see times_grammar). The classes:

``M`` month, ``m`` a month that is also a common word, ``W`` weekday, ``w`` short weekday, ``Y`` number that can be a
year, ``D`` number that can be a day, ``d`` the same with an ending ("3rd", "eighth"), ``N`` other number, ``I``
numeric date, ``c`` clock, ``p`` a.m. or p.m., ``z`` time zone, ``C`` decade, ``e`` the, ``a`` a, ``h`` this, ``t``
that, ``l`` last, ``L`` previous, ``x`` next, ``X`` following, ``g`` ago, ``r`` earlier, ``R`` later, ``<`` before,
``>`` after, ``f`` of, ``T`` to or until, ``b`` between or from, ``&`` and or or, ``i`` preposition, ``U`` unit, ``Q``
quarter, ``F`` half, ``S`` second, ``Z`` season, ``A`` season that is also a verb, ``K`` yesterday and its like, ``P``
part of the day, ``q`` vague number, ``j`` early, late or mid, ``J`` start, middle or end, ``k`` about, ``y`` fiscal,
``O`` old or aged, ``v`` every, ``B`` daily and its like, ``E`` reference to now, past or future, ``H`` holiday, ``u``
century, ``G`` B.C., ``o`` full or whole, ``2`` all, ``n`` anniversary, ``V`` long ("decade-long", "yearlong"), ``1``
same or whole-year adjective, ``$`` currency sign, ``%`` percent.
Punctuation stands for itself; every other stretch of text is ``_``.
"""

from __future__ import annotations

from bot.extract.wordlist import words

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "S", "minute": "MIN", "min": "MIN", "hour": "H", "hr": "H", "day": "D", "night": "NI", "week": "W",
    "fortnight": "FN", "month": "M", "year": "Y", "yr": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
    "weekend": "WE", "centurie": "CE",
}  # fmt: skip
PARTS_OF_DAY = {
    "morning": "TMO", "dawn": "TMO", "afternoon": "TAF", "evening": "TEV", "dusk": "TEV", "night": "TNI",
    "nighttime": "TNI", "noon": "T12:00", "midday": "T12:00", "midnight": "T24:00", "lunchtime": "T12:00",
    "daybreak": "TMO", "sunrise": "TMO", "sunset": "TEV", "nightfall": "TEV",
}  # fmt: skip
DEICTIC = {"today": (0, ""), "yesterday": (-1, ""), "tomorrow": (1, ""), "tonight": (0, "TNI"), "overnight": (0, "TNI")}
REFERENCES = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "presently": "PRESENT_REF",
    "current": "PRESENT_REF", "recently": "PAST_REF", "lately": "PAST_REF", "recent": "PAST_REF", "latest": "LATEST",
    "soon": "FUTURE_REF", "future": "FUTURE_REF",
}  # fmt: skip
SETS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "bimonthly": "P2M", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H",
    "quarterly": "P3M",
    "biennial": "P2Y", "biannual": "P6M", "biannually": "P6M", "weekdays": "XXXX-WXX-WD",
}  # fmt: skip
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
NUMBERS: dict[str, float] = {word: number for number, word in enumerate(_SMALL)}
NUMBERS |= {word: 10 * (number + 2) for number, word in enumerate(_TENS)}
NUMBERS |= {"hundred": 100, "thousand": 1000, "dozen": 12}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {word: number + 1 for number, word in enumerate(_ORDINALS)} | {"thirtieth": 30}
DECADES = {
    "noughties": 0,
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9
}  # fmt: skip
_PLAIN = {
    "e": "the", "a": "a an another", "h": "this", "t": "that these those", "l": "last past", "L":
    "previous prior preceding",
    "x": "next coming upcoming forthcoming", "X": "following ensuing subsequent", "g": "ago",
    "r": "earlier", "R": "later afterwards afterward hence", "<": "before", ">": "after", "f": "of",
    "T": "to through until till thru til", "b": "between from", "&": "and or",
    "i": "in on at by since during for within throughout over as into", "q":
    "several few many some couple numerous countless",
    "j": "early late mid", "J": "start beginning middle end turn close rest",
    "o": "full entire whole single", "2": "all",
    "k": "about nearly almost approximately roughly around least more less than under",
    "y": "fiscal financial calendar academic", "O": "old aged age ages", "v": "every each",
    "n": "anniversary birthday anniversaries", "1": "same corresponding comparable", "z":
    "gmt utc est edt pst pdt cst cdt mst mdt bst cet cest ist jst et pt ct cat eat wat msk aest sgt hkt local eastern"
    " pacific central", "%": "percent cent pct", "/": "per",
}  # fmt: skip
# Words that name a month or a weekday only when they are capitalised (or short and followed by a stop).
_COMMON_MONTHS = words("may march mar")
_SHORT_MONTHS = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_SHORT_WEEKDAYS |= {"sat": 5, "sun": 6}

Entry = tuple[str, object]


def _short_month(word: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word[:3]))


def _cased(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Add each word's Capitalised and UPPER form, so that a look-up needs no lower()."""
    return {form: entry for word, entry in entries.items() for form in (word, word.capitalize(), word.upper())}


def _build() -> dict[str, Entry]:
    plain: dict[str, Entry] = {}
    for name, listed in _PLAIN.items():
        plain |= {word: (name, word) for word in listed.split()}
    for unit, code in UNITS.items():
        plain[unit] = ("U", (code, 1))
        plain[unit + "s"] = ("U", (code, 2))
    plain |= {"century": ("u", 1), "centuries": ("U", ("CE", 2)), "second": ("S", 2), "seconds": ("U", ("S", 2))}
    plain |= {"quarter": ("Q", 1), "quarters": ("Q", 2), "half": ("F", 1), "year": ("U", ("Y", 1))}
    plain |= {word: ("A" if word == "fall" else "Z", code) for word, code in SEASONS.items()}
    plain |= {word + "s": ("Z", code + "s") for word, code in SEASONS.items() if word not in {"fall", "spring"}}
    plain |= {word: ("K", value) for word, value in DEICTIC.items()}
    plain |= {word: ("P", value) for word, value in PARTS_OF_DAY.items()}
    plain |= {word + "s": ("P", value + "s") for word, value in PARTS_OF_DAY.items() if len(value) == 3}
    plain |= {word: ("E", value) for word, value in REFERENCES.items()}
    plain |= {word: ("#", value) for word, value in NUMBERS.items()}
    plain |= {word: ("d", value) for word, value in ORDINALS.items() if word != "second"}
    plain |= {word: ("C", str(digit)) for word, digit in DECADES.items()}
    plain |= {f"{unit}long": ("V", unit) for unit in ("day", "week", "month", "year", "decade")} | {"long": ("V", None)}
    plain |= {"period": ("Q", 0), "am": ("p", 0), "pm": ("p", 12)}
    plain |= {day: ("W", number) for number, day in enumerate(WEEKDAYS)}
    plain |= {day + "s": ("W", number + 7) for number, day in enumerate(WEEKDAYS)}
    table = _cased(plain) | {word: ("B", value) for word, value in SETS.items()}  # "Daily" is part of a name
    for number, month in enumerate(MONTHS, 1):
        name = "m" if month in _COMMON_MONTHS else "M"
        table |= {month.capitalize(): (name, number), month.upper(): (name, number)}
    for word in _SHORT_MONTHS:
        name = "m" if word in {"mar", "jan", "dec", "sep"} else "M"
        table |= {word.capitalize(): (name, _short_month(word)), word.upper(): (name, _short_month(word))}
    for word, number in _SHORT_WEEKDAYS.items():
        table |= {word.capitalize(): ("w", number), word.upper(): ("w", number)}
    return table


LEXICON: dict[str, Entry] = _build()
SHORT = frozenset(form for word in (*_SHORT_MONTHS, *_SHORT_WEEKDAYS) for form in (word.capitalize(), word.upper()))
