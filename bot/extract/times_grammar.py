"""The grammar of time expressions: regular expressions over the classes of times_lexicon, each with its reading.

Only literals, ``[...]``, ``(?:...)``, ``|``, ``?``, ``*`` and ``+`` are used: times_match works out which classes a
rule can begin with.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.extract import times_readings as read
from bot.extract.times_forms import Form

Reading = Callable[[read.Piece], Form | None]

# Building blocks, as classes.
_REL = "[lLhxX]"
_EDGE = "(?:e?[jJ]-?f?)"  # "early", "mid-", "the end of"
_LOOSE = "[rRj]?"  # "earlier", "later", "late"
_MON = "[Mm]"
_DAY = "[Dd]"
_WD = "(?:[Ww],?)"
_MDY = f"{_MON}e?{_DAY}(?:,?Y)?"
_DMY = f"e?{_DAY}f?{_MON}(?:,?Y)?"
_DATE = f"(?:{_WD}?{_MDY}|{_WD}?{_DMY}|{_LOOSE}l?[Ww]|{_LOOSE}K)"
_CLOCK = "(?:cp?z?|Dpz?|J?P)"
_QTY = "(?:a?qf?|a?[DN](?:&aF)?|[DN][-T&][DN]|a)"
_HEDGE = "(?:k|[ke](?=k))*"

RULES: tuple[tuple[str, Reading], ...] = (
    # Dates in figures
    (r"I(?:[,T-]?i?cp?z?)?", read.numeric),
    (r"b?I[-T/]I", read.range_of_two),
    # Dates in words
    (_WD + "?" + _MDY, read.day),
    (_WD + "?" + _DMY, read.day),
    (rf"{_WD}?{_MDY}(?:,|i|-)*{_CLOCK}", read.day),
    (rf"{_WD}?{_DMY}(?:,|i|-)*{_CLOCK}", read.day),
    (rf"{_CLOCK},?i?{_DATE}", read.clock_and_date),
    (rf"{_LOOSE}l?[Ww](?:,|i|-)*{_CLOCK}", read.weekday),
    (rf"{_LOOSE}K(?:,|i)*{_CLOCK}", read.deictic),
    (rf"{_EDGE}?{_MON},?f?Y", read.day),
    (rf"{_EDGE}?{_MON}", read.month),
    (rf"{_REL}{_EDGE}?{_MON}{_DAY}?", read.month),
    (rf"{_EDGE}?{_MON}{_DAY}?,?f?{_REL}U|{_DAY}f?{_MON},?f?{_REL}U", read.month_of_year),
    (rf"{_EDGE}?(?:e?{_REL}|t)?{_LOOSE}[Ww]", read.weekday),
    (rf"e?{_DAY}", read.day_alone),
    # Ranges
    (rf"b?{_WD}?{_MON}{_DAY}[-T]{_WD}?{_DAY}(?:,?Y)?", read.days_of_month),
    (rf"b{_MON}{_DAY}&{_DAY}(?:,?Y)?", read.days_of_month),
    (rf"b?{_WD}?e?{_DAY}[-T]{_WD}?e?{_DAY}f?{_MON}(?:,?Y)?", read.days_of_month),
    (rf"be?{_DAY}&e?{_DAY}f?{_MON}(?:,?Y)?", read.days_of_month),
    (rf"b?{_WD}?{_MDY}[-T]{_WD}?{_MDY}", read.range_of_two),
    (rf"b?{_WD}?{_DMY}[-T]{_WD}?{_DMY}", read.range_of_two),
    (rf"b{_WD}?{_MDY},?&{_WD}?{_MDY}", read.range_of_two),
    (rf"b{_WD}?{_DMY},?&{_WD}?{_DMY}", read.range_of_two),
    (rf"b?{_MON}Y?[-T]{_MON},?Y?", read.range_of_two),
    (rf"b{_MON}Y?&{_MON},?Y?", read.range_of_two),
    (r"b?W[-T]W", read.range_of_two),
    (r"(?:e?yU?)?Y[-/][YDN]", read.years),
    # Reference words and what is counted from them
    (rf"{_LOOSE}K", read.deictic),
    (rf"(?:{_LOOSE}[lh]|e[xX]|eL|jh|e)?P", read.part_of_day),
    (r"e?U[<>]K", read.day_beyond),
    (rf"{_HEDGE}{_QTY}-?[UQF](?:&aF)?g", read.ago),
    (r"[UQ]g", read.ago),
    (rf"{_HEDGE}{_QTY}[UQ](?:&aF)?[rR]", read.earlier_or_later),
    (rf"{_QTY}[UQ]bE", read.from_now),
    (rf"{_EDGE}?{_LOOSE}i?e?(?:{_REL}|hl|t|1|t1|e1|E|eE|hE|eo)1?-?U", read.unit),
    (rf"(?:{_EDGE}|[rR]ie)eU|{_EDGE}U|[rR]ieU|U-?J|U[sS]J", read.unit_edge),
    (r"E|eE|ejE", read.reference),
    (r"iel", read.in_the_past),
    # Parts of the year
    (r"e?y?[dS]-?Q(?:f?(?:Y|yY))?", read.quarter),
    (r"ey?Yy?[dS]-?Q|e[dS]-?y?-?Q|ey-?[dS]-?Q|y-?[dS]-?Q", read.quarter),
    (rf"e?{_REL}Us?y?[dS]-?Q|e?y?[dS]-?Qf?{_REL}U|e?y?[dS]QieUr?", read.quarter),
    (r"4(?:,?f?Y)?|Y4", read.quarter_figure),
    (rf"e?{_REL}Q|eEQ|tQ|eQ", read.quarter_near),
    (r"e?U-?[rg][dS]?-?Q|e?U-?[rg]", read.year_earlier),
    (r"eY[dS]?-?Q", read.quarter_of_printed_year),
    (r"eU", read.the_weekend),
    (rf"ey?(?:d|l|S)F(?:f(?:Y|eU|{_REL}U))?", read.half),
    (rf"(?:{_REL}|hl|e|{_EDGE}|{_LOOSE}{_REL}|{_EDGE}{_REL}|e{_EDGE}|i)?[ZA](?:,?f?(?:Y|{_REL}U))?", read.season),
    # Years, decades, centuries
    (rf"{_EDGE}?Y", read.year),
    (r"e?yU?Y|eU[YN]|UY|e?y?UY", read.year_word),
    (rf"{_EDGE}?e?C|ej-?C", read.decade),
    (r"e?j?-?[dS]-?u(?:G)?", read.century),
    (rf"(?:e?{_DAY}f?{_MON},?|{_MON}{_DAY},?|{_MON})?[NDY]G|G[NDY]", read.era),
    # Holidays
    (rf"(?:{_REL})?H(?:,?Y)?|H{_REL}U", read.holiday),
    # Clock, durations, sets
    (r"(?:k)?cp?z?|(?:k)?Dpz?", read.clock),
    (r"DieP", read.clock_in_words),
    (rf"{_HEDGE}(?:e?(?:[lxo1d]|E|y)o?)?{_QTY}k?-?1?[UQ](?:&aF)?", read.duration),
    (rf"{_HEDGE}(?:e?(?:[lxo]|E))(?:{_QTY})U", read.duration),
    (rf"{_QTY}-?U-?O|O[DN]", read.age),
    (r"[UQ]", read.bare_unit),
    (r"q-?U|eqU|tU|e?[lx]qU|xU|lU|EU", read.vague_duration),
    (r"v[DN]?U|vQ|v[Ww]|vM|vP|v[ZA]|vK|vS", read.every),
    (r"B", read.daily),
    (r"a[U]", read.per_unit),
)
