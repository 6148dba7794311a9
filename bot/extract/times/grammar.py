"""The grammar of time expressions: regular expressions over the classes of times_lexicon, each with its reading.

Only literals, ``[...]``, ``(?:...)``, ``|``, ``?``, ``*`` and ``+`` are used: times_match works out which classes a
rule can begin with.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.extract.times import read_clocks as clocks
from bot.extract.times import read_counted as counted
from bot.extract.times import read_dated_clocks as dated_clocks
from bot.extract.times import read_dates as dates
from bot.extract.times import read_parts as parts
from bot.extract.times import read_ranges as ranges
from bot.extract.times import read_relative as relative
from bot.extract.times import read_spans as spans
from bot.extract.times import read_weekdays as weekdays
from bot.extract.times.forms import Form
from bot.extract.times.piece import Piece

Reading = Callable[[Piece], Form | None]

# Building blocks, as classes.
_REL = "[lLhxX]"
_EDGE = "(?:e?j-?f?|e?J(?:f|-))"  # "early", "mid-", "the end of"; "he won his turn Thursday" has none
_LOOSE = "[rRj]?"  # "earlier", "later", "late"
_MON = "[Mm]"
_DAY = "[Dd]"
_WD = "(?:[Ww],?)"
_MDY = f"{_MON}e?{_DAY}(?:,?Y)?"
_DMY = f"e?{_DAY}f?{_MON}(?:,?Y)?"
_DATE = f"(?:{_WD}?{_MDY}|{_WD}?{_DMY}|{_LOOSE}{_REL}?[Ww]P?|{_LOOSE}K)"
_CLOCK = "(?:cp?z?|Dpz?|[Jj]?-?P)"
_PAST = "k?(?:(?:D|F|a?Q|DU)-?lD|(?:D|a?Q|DU)-?TD)"  # "half past six", "half-past six", "two minutes to nine"
_QTY = "(?:a?qf?|a?[DN](?:&aF)?|[DN][-T&][DN]|[DN]-&-a-?F|a)"
_HEDGE = "(?:k|[ke](?=k))*"

RULES: tuple[tuple[str, Reading], ...] = (
    # Dates in figures
    (r"I(?:[,T-]?i?cp?z?)?", dates.numeric),
    (r"b?I[-T/]I", ranges.range_of_two),
    # Dates in words
    (_WD + "?" + _MDY, dates.day),
    (_WD + "?" + _DMY, dates.day),
    (rf"H,?{_MDY}|H,?{_DMY}", dates.day),
    (rf"{_WD}?{_MDY}(?:,|i|-|/)*{_CLOCK}", dates.day),
    (rf"{_WD}?{_DMY}(?:,|i|-|/)*{_CLOCK}", dates.day),
    (rf"k?{_CLOCK},?i?{_DATE}", dated_clocks.clock_and_date),
    (rf"{_LOOSE}{_REL}?[Ww](?:,|i|-)*{_CLOCK}", weekdays.weekday),
    (r"jiW", dated_clocks.late_on),
    (rf"k?(?:{_CLOCK}|D)ie?P(?:,?i?{_DATE}|,?ied)", dated_clocks.clock_part_and_date),
    (r"k?(?:cp?|Dp)ie?P", clocks.clock_in_its_part),
    (rf"{_PAST}(?:hP|ie?P|,?i?{_WD}P?|K)", dated_clocks.clock_past_and_day),
    (rf"{_LOOSE}K(?:,|i|s)*{_CLOCK}", relative.deictic),
    (rf"k?{_CLOCK},?i?(?:hP|e?XP|lP)|k?D(?:hP|lP)", relative.clock_and_part),
    (rf"e?Pf{_WD}?(?:{_MDY}|{_DMY})|e?Pf(?:e?l?[Ww]|I)", dated_clocks.clock_and_date),
    (rf"{_EDGE}?{_MON},?f?Y", dates.day),
    (rf"{_EDGE}?{_MON}", dates.month),
    (rf"e?[LX]{_MON}{_DAY}?|{_REL}{_EDGE}?{_MON}{_DAY}?", dates.month),
    (rf"{_EDGE}?{_MON}{_DAY}?,?f?(?:e?{_REL}|t1?)U|{_DAY}f?{_MON},?f?(?:e?{_REL}|t1?)U", dates.month_of_year),
    (rf"ed(?:[UW])fe?(?:{_REL})?U|e[lS]Wfe?(?:{_REL})?U", weekdays.nth_of_this_month),
    (r"Ki?W", dated_clocks.overnight),
    (rf"ejUf(?:{_DATE})", dated_clocks.early_hours),
    (r"e[dlS]WfvU", spans.nth_of_every),
    (r"[WwK]U|aU[ib]?(?:[Ww]|K)", weekdays.a_week_on),
    (r"DWg", weekdays.weekdays_ago),
    (r"e[UWZA](?:<l|>x)", counted.before_last),
    (rf"eU[fiJ_]{_WD}?(?:{_MDY}|{_DMY})", weekdays.week_of),
    (rf"[Ww]f?e?{_REL}U", weekdays.weekday_of_week),
    (rf"{_EDGE}?(?:e?{_REL}|t|h[xl])?{_LOOSE}[Ww]P?", weekdays.weekday),
    (rf"e?{_DAY}", dates.day_alone),
    # Ranges
    (rf"b?{_WD}?{_MON}{_DAY}[-T]{_WD}?{_DAY}(?:,?Y)?", ranges.days_of_month),
    (rf"b{_MON}{_DAY}&{_DAY}(?:,?Y)?", ranges.days_of_month),
    (rf"b?{_WD}?e?{_DAY}[-T]{_WD}?e?{_DAY}f?{_MON}(?:,?Y)?", ranges.days_of_month),
    (rf"be?{_DAY}&e?{_DAY}f?{_MON}(?:,?Y)?", ranges.days_of_month),
    (rf"{_WD}?{_MON}{_DAY}&{_WD}?{_DAY}(?:,?Y)?", ranges.two_days),
    (rf"{_WD}?e?{_DAY}&{_WD}?e?{_DAY}f?{_MON}(?:,?Y)?", ranges.two_days),
    (rf"b?{_WD}?{_MDY}[-T]{_WD}?{_MDY}", ranges.range_of_two),
    (rf"b?{_WD}?{_DMY}[-T]{_WD}?{_DMY}", ranges.range_of_two),
    (rf"b{_WD}?{_MDY},?&{_WD}?{_MDY}", ranges.range_of_two),
    (rf"b{_WD}?{_DMY},?&{_WD}?{_DMY}", ranges.range_of_two),
    (rf"b?{_MON}Y?[-T]{_MON},?Y?", ranges.range_of_two),
    (rf"b{_MON}Y?&{_MON},?Y?", ranges.range_of_two),
    (rf"b{_MON}[-T&]{_MDY}|b{_MDY}[-T&]{_MON}", ranges.range_of_two),
    (r"b?W[-T]W|bW&W", ranges.range_of_two),
    (rf"{_DAY}-{_MON}-Y|{_MON}-Y", dates.day),
    (r"W,?e?d", weekdays.weekday_and_day),
    (rf"i?[eh]?[dSl][UW][fi]{_MON}(?:,?Y)?", dates.nth_of_month),
    (r"(?:e?yU?)?Y[-/][YDN]|bY&Y", ranges.years),
    (rf"e?(?:[DN]U|Q)T(?:{_MDY}|{_DMY})", ranges.months_to),
    # Reference words and what is counted from them
    (rf"{_LOOSE}K", relative.deictic),
    (rf"(?:{_LOOSE}[lh]|e[xX]|eL|jh|e|t1?|e1|e?j-?)?P", relative.part_of_day),
    (r"e?U[<>]K", counted.day_beyond),
    (rf"{_QTY}U[<>]|eU[<>]", counted.day_beside),
    (r"e[dS]n", counted.anniversary),
    (r"e[dS]U", counted.nth_day_now),
    (r"eU[<>]", counted.unit_beside),
    (rf"{_HEDGE}{_QTY}-?[UQF](?:&aF)?g", counted.ago),
    (rf"{_HEDGE}{_QTY}Ug(?:K|TeU|hU)", counted.ago_today),
    (r"[UQ]g", counted.ago),
    (rf"{_HEDGE}{_QTY}[UQ](?:&aF)?[rR]", counted.earlier_or_later),
    (rf"{_QTY}[UQ]bE", counted.from_now),
    (rf"(?:{_EDGE}{_LOOSE}|[rRj]i?)?e?(?:{_REL}|hl|t|1|t1|e1|E|eE|hE|eo)1?-?U", relative.unit),
    (rf"edfe?(?:{_REL})?U", dates.day_of_month),
    (rf"e?(?:{_REL}|E)yU", relative.unit),
    (rf"(?:{_EDGE}|[rR]ie)eU|{_EDGE}U|[rR]ieU|U-?J|U[sS]J", relative.unit_edge),
    (r"E|eE|ejE", relative.reference),
    (r"[qD]UE", relative.some_day_soon),
    (r"iel", relative.in_the_past),
    # Parts of the year
    (r"e?y?[dS]-?Q(?:f?(?:Y|yY))?", parts.quarter),
    (rf"elQf(?:Y|e?{_REL}U|eU)", parts.last_quarter),
    (r"ey?Yy?[dS]-?Q|e[dS]-?y?-?Q|ey-?[dS]-?Q|y-?[dS]-?Q", parts.quarter),
    (rf"e?{_REL}Us?y?[dS]-?Q|e?y?[dS]-?Qf?{_REL}U|e?y?[dS]QieUr?", parts.quarter),
    (r"4(?:,?f?Y)?|Y4", parts.quarter_figure),
    (rf"e?{_REL}Q|eEQ|tQ|eQ", parts.quarter_near),
    (r"e?U-?[rg][DN]U", spans.duration_before),
    (r"e1?Q[fi]?aU[rg]|e?[dS]-?Q[fi]?aU[rg]", parts.year_earlier),
    (r"[ea]?1?U-?[rg][dS]?-?Q|e1U-?[rg]Q|[ea]?U-?[rg]", parts.year_earlier),
    (rf"e?1Q[fi]?(?:e?{_REL}U|aU[rg])|e?{_REL}Us1?Q", parts.year_earlier),
    (rf"e?1U[fi]?(?:e?{_REL}U|aU[rg])", counted.same_month),
    (r"eY[dS]?-?Q", parts.quarter_of_printed_year),
    (r"ey?U", relative.the_unit),
    (rf"ey?(?:d|l|S)F(?:f(?:Y|eU|{_REL}U))?", parts.half),
    (r"e?[LX][ZA]|t[ZA]", parts.season),
    (
        rf"(?:{_REL}|hl|e|{_EDGE}|{_LOOSE}{_REL}|{_EDGE}{_REL}|e{_EDGE}|i)?[ZA](?:,?f?(?:Y(?:[-/][YDN])?|{_REL}U))?",
        parts.season,
    ),
    # Years, decades, centuries
    (rf"{_EDGE}?Y", parts.year),
    (r"e?yU?Y|eU[YN]|UY|e?y?UY", parts.year_word),
    (rf"{_EDGE}?e?C|ej-?C", parts.decade),
    (r"e?j?-?[dS]-?u(?:G)?", parts.century),
    (r"e[lL]u", parts.last_century),
    (rf"(?:e?{_DAY}f?{_MON},?|{_MON}{_DAY},?|{_MON})?[NDY]G|G[NDY]", parts.era),
    # Holidays
    (rf"(?:{_REL})?H(?:,?Y)?|H{_REL}U", parts.holiday),
    (rf"{_CLOCK}iH", parts.holiday),
    (r"eU[<>]H(?:,?Y)?", parts.day_beside_holiday),
    # Clock, durations, sets
    (r"(?:k)?cp?z?|(?:k)?Dpz?", clocks.clock),
    (rf"b(?:{_CLOCK}|D)[&T-]{_CLOCK}(?:,?i?{_DATE})?|{_DATE},?b(?:{_CLOCK}|D)[&T-]{_CLOCK}", ranges.clocks),
    (r"[YN][zU]", clocks.military_clock),
    (r"D-[DN]pz?", clocks.clock_with_hyphen),
    (r"Die?P", clocks.clock_in_words),
    (r"DK", relative.tonight),
    (_PAST, clocks.clock_past),
    (r"D", clocks.hour_alone),
    (r"[aDN]U&?[DN]U", spans.compound),
    (r"[aD]QfaU", spans.quarters_of_an_hour),
    (r"F?aug", counted.a_century_ago),
    (r"F?au", spans.a_century),
    (r"2U", spans.all_through),
    (r"Fa[UQ]|a?F-?U", spans.half_a_unit),
    (r"a?(?:[DN]-?)?U-V|V", spans.as_long_as),
    (rf"{_HEDGE}(?:e?(?:[lxo1d]|E|y)o?)?{_QTY}k?-?1?[UQ](?:&aF)?", spans.duration),
    (r"aoU", spans.duration),
    (rf"{_HEDGE}(?:e?(?:[lxo]|E))(?:{_QTY})U", spans.duration),
    (r"[DN][_Vo]U", spans.described_duration),
    (r"ieU", spans.within),
    (rf"{_QTY}-?U-?O|O[DN]", spans.age),
    (r"[UQ]", spans.bare_unit),
    (r"q-?[UQ]|eqU|tU|e?[lx]qU|[xlE][UQ]", spans.vague_duration),
    (r"vQfaU", spans.every_quarter_of_an_hour),
    (r"v[Ww](?:,[Ww])*&[Ww]", spans.every_of_several),
    (r"v[DNdS]?U|v_U|voU|vQ|v[Sd]?[Ww]|vM|vH|vP|v[ZA]|vK|vS", spans.every),
    (r"B", spans.daily),
    (r"a[U]", spans.per_unit),
    (r"/[UQ]", spans.per),
)
