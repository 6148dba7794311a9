"""Classes of words around quotations: cue verbs in their forms, cue nouns, auxiliaries, function words.

Every token gets one letter (``CLASS``); patterns and features are read off strings of these letters.
V, B, G: finite, base and -ing form of a verb of saying. v, b, g: the same of other cue verbs. K: cue noun.
A: according. x: auxiliary. R: adverb. P: preposition. O: conjunction. T: that, if, whether. W: who, which.
D: determiner. p, o: pronoun as subject, as object. t: time word. J: possessive. w: any other word; punctuation stands
for itself, stray quotation marks for one another.
"""

from __future__ import annotations

from bot.extract.lexicon import read_sections

_SECTIONS = read_sections("cues.txt")
DOCUMENTS = _SECTIONS["document"]
ANONYMOUS = _SECTIONS["anonymous"]
ADDRESSING = _SECTIONS["addressing"]
"""Verbs that a person follows as their object: "told Velk"."""
QUOTING = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
"""Forms of the verbs of those who pass words on: "CCTV quoted Velk as saying"."""
ASKED = frozenset({"asked", "pressed", "questioned", "told", "challenged", "reminded", "quizzed", "shown", "informed"})
"""What opens a sentence about somebody who reacts: "Asked about it, Velk shrugged"."""

_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "sing": ("sings", "sang", "sung", "singing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "read": ("reads", "read", "read", "reading"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "see": ("sees", "saw", "seen", "seeing"),
    "foresee": ("foresees", "foresaw", "foreseen", "foreseeing"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "seek": ("seeks", "sought", "sought", "seeking"),
    "understand": ("understands", "understood", "understood", "understanding"),
    "lay": ("lays", "laid", "laid", "laying"),
    "hold": ("holds", "held", "held", "holding"),
    "cast": ("casts", "cast", "cast", "casting"),
    "forecast": ("forecasts", "forecast", "forecast", "forecasting"),
    "quip": ("quips", "quipped", "quipped", "quipping"),
    "beg": ("begs", "begged", "begged", "begging"),
    "brag": ("brags", "bragged", "bragged", "bragging"),
    "chat": ("chats", "chatted", "chatted", "chatting"),
    "rip": ("rips", "ripped", "ripped", "ripping"),
    "slam": ("slams", "slammed", "slammed", "slamming"),
    "plan": ("plans", "planned", "planned", "planning"),
    "admit": ("admits", "admitted", "admitted", "admitting"),
    "snap": ("snaps", "snapped", "snapped", "snapping"),
    "tut": ("tuts", "tutted", "tutted", "tutting"),
    "dub": ("dubs", "dubbed", "dubbed", "dubbing"),
    "refer": ("refers", "referred", "referred", "referring"),
    "prefer": ("prefers", "preferred", "preferred", "preferring"),
    "infer": ("infers", "inferred", "inferred", "inferring"),
    "regret": ("regrets", "regretted", "regretted", "regretting"),
    "rebut": ("rebuts", "rebutted", "rebutted", "rebutting"),
    "disagree": ("disagrees", "disagreed", "disagreed", "disagreeing"),
    "foretell": ("foretells", "foretold", "foretold", "foretelling"),
}


def forms(verb: str) -> tuple[str, str, str, str]:
    """Return the third person, the past, the participle and the -ing form of a verb."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb + "d", verb[:-1] + "ing" if not verb.endswith("ee") else verb + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies", verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, verb + "ed", verb + "ed", verb + "ing"


def _classes() -> tuple[dict[str, str], dict[str, str]]:
    classes: dict[str, str] = {}
    lemmas: dict[str, str] = {}
    for section, (base, finite, ing) in {"other": ("b", "v", "g"), "say": ("B", "V", "G")}.items():
        for verb in _SECTIONS[section]:
            third, past, participle, gerund = forms(verb)
            classes.update({verb: base, third: finite, past: finite, participle: finite, gerund: ing})
            lemmas.update(dict.fromkeys((verb, third, past, participle, gerund), verb))
    nouns = dict.fromkeys(_SECTIONS["noun"], "K")
    classes.update((noun + "s", "K") for noun in nouns if noun + "s" not in classes)
    classes.update((noun, "K") for noun in nouns if noun not in classes)
    letters = {"adverb": "R", "aux": "x", "preposition": "P", "conjunction": "O", "that": "T", "who": "W"}
    letters |= {"determiner": "D", "time": "t", "subject": "p", "object": "o"}
    for section, letter in letters.items():
        classes.update(dict.fromkeys(_SECTIONS[section], letter))
    classes.update({"according": "A", "that": "T", "as": "P", "his": "o", "her": "o", "their": "o"})
    classes.update({"'s": "J", "’s": "J", "’": "J", "'": "J"})
    classes.update({"—": "-", "–": "-", "-": "-", "―": "-", "…": ".", "!": ".", "?": "?", "[": "(", "]": ")"})
    classes.update({mark: mark for mark in ",.:;()"})
    classes.update(dict.fromkeys(["“", "”", '"', "„", "«", "»", "‘", "``", "''"], '"'))
    return classes, lemmas


CLASS, LEMMA = _classes()


def letter(low: str) -> str:
    """Return the class of a token in lower case."""
    known = CLASS.get(low)
    if known is not None:
        return known
    if low.endswith("ly"):
        return "R"
    return "#" if low[0].isdigit() else "w"
