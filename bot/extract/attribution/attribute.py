"""Who says each marked span: the ranker's choice among the mentions around it, and who that mention is."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.extract.attribution.exchange import Exchange
from bot.extract.attribution.features import pair_features
from bot.extract.attribution.mark_context import MarkContext, window
from bot.extract.attribution.nobody_features import none_features
from bot.extract.attribution.pointed import CRYING, pointed_at
from bot.extract.attribution.rank import load_weights, score, softmax
from bot.extract.attribution.resolve import Resolver
from bot.extract.attribution.senders import past_whose, past_writing, writer_of
from bot.extract.attribution.subjects import past_origin
from bot.extract.attribution.via import Chain
from bot.extract.attribution.view import Candidate, View
from bot.extract.attribution.worded import cried_by, is_cry_of_others, told_after
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import LEMMA, letter
from bot.extract.quotes.marks import Marked
from bot.extract.quotes.phrases import BEARING, INSCRIBED, calls_for_name, is_inscribed, is_title_case
from bot.extract.quotes.whose import FEW, NOBODY, Judge, Ranked, chance_of_nobody, evidence
from bot.model import Span, Speaker, SpeakerForm

NOBODY_LONG = 0.95
"""Above this probability more than a few marked words are nobody's; chosen on the train part."""
UNATTRIBUTED = 0.4
"""Below this confidence no speaker is named; chosen on the train part."""

_SENTENCES = re.compile(r"[.!?…] [A-Z]")
_BORNE = frozenset({"read", "reads", "reading"})  # what a sign does
_IN_FULL = re.compile(r"[A-Z“][^.!?]+[.!?] [A-Z].*[.!?]", re.DOTALL)
_UNMEANT = frozenset({"accidentally", "mistakenly", "inadvertently", "unintentionally", "wrongly", "allegedly"})
_ANSWER = 10
_MUTE = 0.001
_OPENS = frozenset({"|", ".", "Q", "?", ""})
_SAID_BY = re.compile(r"[NnpedM](?P<cue>V)|(?P<early>V)[NnpedM]")
_LABEL = re.compile(r"([A-Z][A-Z’'-]{2,}):\s")


@dataclass(slots=True)
class Attribution:
    """The speaker of one marked span. ``is_phrase``: the words are nobody's; ``index`` is the span's number.
    ``labelled``: the words begin with their speaker's name, as in a transcript.
    """

    mark: Marked
    index: int
    is_phrase: bool
    speaker: Speaker
    entity: int
    candidate: Candidate | None
    cue: Span | None
    via: str | None
    confidence: float
    labelled: bool = False


def attribute(
    text: str,
    view: View,
    resolver: Resolver,
    weights: Mapping[str, float] | None = None,
    judge: Judge = chance_of_nobody,
) -> list[Attribution]:
    """Return one Attribution for each marked span of the row, in order.

    ``weights`` replace the trained ones of the ranker, ``judge`` the trained decision whether a few words are nobody's.
    """
    return _Attributor(text, view, resolver, load_weights("speakers") if weights is None else weights, judge).run()


class _Attributor:
    """Goes through the marked spans of a row in order, with who spoke before in mind."""

    def __init__(self, text: str, view: View, resolver: Resolver, weights: Mapping[str, float], judge: Judge) -> None:
        self.text, self.view, self.resolver, self.weights, self.judge = text, view, resolver, weights, judge
        self.chain = Chain(text, view, resolver.at_item)
        self.exchange = Exchange(text, view, resolver)
        self.judged: dict[str, tuple[float, int]] = {}
        self.previous: Candidate | None = None
        self.opened: Candidate | None = None  # who spoke what has not been closed yet
        self.first = 0

    def run(self) -> list[Attribution]:
        """Return one Attribution for each marked span."""
        return [self._attributed(number, mark) for number, mark in enumerate(self.view.marks)]

    def _attributed(self, number: int, mark: Marked) -> Attribution:
        candidates, self.first = window(self.view, number, self.first, self.previous)
        signed = _label(self.text, mark, self.resolver.names) or _signature(self.view, number, self.resolver)
        if signed is not None:
            signed.index = number
            return signed
        context = MarkContext(self.view, number, self.previous, self.text)
        scores = [score(self.weights, none_features(context, self.text))]
        scores += [score(self.weights, pair_features(context, candidate)) for candidate in candidates]
        chances = softmax(scores)
        ranked = Ranked(candidates, chances)
        nobody, is_phrase = _nobodys(self.text, context, number, ranked, self.judge, self.judged)
        if is_cry_of_others(self.view, context.item):
            return Attribution(mark, number, False, Speaker(), -1, None, None, None, 0.0)
        told = max(told_after(self.view, context.item), cried_by(self.view, context.item))
        named = self.resolver.at_item.get(told)
        turned = named or self.exchange.came(number) or (self.exchange.turn(number) if context.alone == "1" else None)
        whole = _is_paragraph(self.text, context) or _is_uttered(self.text, context)
        if turned is not None or self._is_half(number, mark) or whole:
            is_phrase = False
        if not mark.aside:
            self.opened = None
        if turned is None and (is_phrase or not candidates):
            chance = nobody if is_phrase else 0.0
            return Attribution(mark, number, is_phrase, Speaker(), -1, None, None, None, chance)
        if turned is not None:
            return self._given(number, mark, [turned], [0.0, 1.0], answers=True)
        return self._given(number, mark, candidates, _weighed(context, candidates, chances), answers=False)

    def _is_half(self, number: int, mark: Marked) -> bool:
        """Tell whether marked words are one half of a quotation."""
        following = self.view.marks[number + 1] if number + 1 < len(self.view.marks) else None
        begins = not mark.closed and following is not None and following.resumes
        return begins or (mark.resumes and self.opened is not None)

    def _given(
        self, number: int, mark: Marked, candidates: list[Candidate], chances: list[float], *, answers: bool
    ) -> Attribution:
        """Give marked words to the likeliest mention and remember who spoke; ``answers``: whose turn it is says so."""
        found = _choose(mark, number, candidates, chances, self.resolver, self.view, self.chain)
        if not answers:
            self.exchange.said(number, found.cue.of(self.text).lower() if found.cue else "", found.candidate)
        self.resolver.spoke(found.candidate)
        self.previous = found.candidate or self.previous
        self.opened = found.candidate if not mark.closed else None
        return found


def _weighed(context: MarkContext, candidates: list[Candidate], chances: list[float]) -> list[float]:
    """Return the chances with more for the mentions that the build of the sentence points at."""
    places = list(pointed_at(context))
    weighed = [chances[0]]
    for candidate, chance in zip(candidates, chances[1:], strict=True):
        factor = math.prod(weight for place, weight in places if place == candidate.item)
        weighed.append(chance * (_MUTE if _is_mute(context, candidate) else factor))
    return weighed


def _is_mute(context: MarkContext, candidate: Candidate) -> bool:
    """Tell whether a mention further up is a thing that does not speak on: a banner, "it" of "had it painted"."""
    view, item = context.view, candidate.item
    handled = candidate.word == "it" and view.letters[item - 1] in "VvBbGgx"
    return item < context.block_start and (handled or candidate.word in INSCRIBED)


def _is_uttered(text: str, context: MarkContext) -> bool:
    """Tell whether few words are surely said: cried out behind a verb of saying ("shouting, “Not the door!”"), chanted,
    several sentences behind a colon, how somebody says something (she “categorically” denied it), or with the verb in
    them (the ministers “noted with concern” the delay).
    """
    words, letters, item = context.mark.span.of(text).strip(), context.letters, context.item
    chanted = letters[item - 1 : item] in tuple("VG") and LEMMA.get(context.view.lows[item - 1]) in CRYING
    if chanted and words[:1].isupper():
        return not is_inscribed(context.view, item)
    if letters[item - 1] == ":" and _IN_FULL.fullmatch(words) is not None:
        return BEARING.isdisjoint(context.view.lows[context.sentence : item])
    if letters[item - 1 - (letters[item - 1] == "R")] in "NMnep" and _does(words.lower().split()):
        return True
    if (
        letters[max(0, item - 2) : item] in {"V,", "V:", "G,", "G:"}
        and words[:1].isupper()
        and words[-1:] in {"!", "?"}
    ):
        return context.view.lows[item - 2] not in _BORNE and not is_inscribed(context.view, item)
    if _answers(context, words) or _is_said_by(context, words):
        return True
    said = item > 0 and letters[item - 1] in "NMnep," and letters[item + 1 : item + 2] in {"v", "V"}
    said = said and words.lower() not in _UNMEANT
    return said and words.endswith("ly") and words.isalpha() and words.islower()


def _is_said_by(context: MarkContext, words: str) -> bool:
    """Tell whether a sentence begins with the words and goes on with who says them: "“No,” the minister replied."."""
    letters, item = context.letters, context.item
    opens = letters[item - 1 : item] in _OPENS and letters[item] == "q" and words[:1].isupper()
    said = _SAID_BY.match(letters, item + 1)
    if not opens or said is None:
        return False
    cue = said.start("cue") if said["cue"] else said.start("early")
    return abs(context.view.subjects.get(cue, (-9, ""))[0] - cue) == 1


def _answers(context: MarkContext, words: str) -> bool:
    """Tell whether somebody answers with little: "replied with one word: “Gladly”", "he says. Why? “Money.”"."""
    letters, lows, item, previous = context.letters, context.view.lows, context.item, context.previous
    if lows[item - 2 : item] in (["word", ":"], ["words", ":"]):
        cues = range(max(context.sentence + 1, item - _ANSWER), item - 2)
        return any(letters[cue] == "V" and cue in context.view.subjects for cue in cues)
    asked = letters[item - 1] == "?" and letters[item] == "Q" and words[:1].isupper()
    spoke = previous is not None and context.block_start < previous.item < item
    return asked and spoke and not calls_for_name(lows[max(0, item - _ANSWER) : item])


def _does(words: list[str]) -> bool:
    """Tell whether words begin with a finite verb of saying and what belongs to it: "noted with concern"."""
    verb = words[1:] if words[0].endswith("ly") else words
    return len(verb) > 1 and letter(verb[0]) == "V" and letter(verb[1]) in "PTDo"


def _is_paragraph(text: str, context: MarkContext) -> bool:
    """Tell whether marked words are a paragraph of whole sentences, a quotation that nothing attributes, or one to
    which a verb of saying and a colon hand over.
    """
    words, letters, edge = context.mark.span.of(text), context.letters, context.block_start
    whole = context.alone == "1" and letters[context.item] == "Q" and context.mark.closed
    if whole and letters[max(0, edge - 2) : edge] in {"V:", "G:"} and context.view.lows[edge - 2] not in _BORNE:
        return True
    return whole and _SENTENCES.search(words) is not None and not is_title_case(words.split())


def _nobodys(
    text: str, context: MarkContext, number: int, ranked: Ranked, judge: Judge, judged: dict[str, tuple[float, int]]
) -> tuple[float, bool]:
    """Return the chance that marked words are nobody's, and whether they are held to be.

    Longer words are somebody's where no mention stands near: a quotation that nothing attributes. The same few words
    are judged by all their places so far (``judged`` has the sum of the chances, and of how many): a term comes back.
    """
    nobody = ranked.chances[0]
    if context.words > FEW:
        if is_inscribed(context.view, context.item):
            return 1.0, True
        return nobody, nobody > NOBODY_LONG and bool(ranked.candidates)
    if context.worded >= 0:
        return 0.0, False
    nobody = judge(context.mark.span, *evidence(text, context, number, ranked))
    words = context.mark.span.of(text).strip(" .,!?").casefold()
    total, places = judged.get(words, (0.0, 0))
    judged[words] = total + nobody, places + 1
    nobody = (total + nobody) / (places + 1)
    return nobody, nobody > NOBODY


def _signature(view: View, number: int, resolver: Resolver) -> Attribution | None:
    """A quotation with a name under it: "― Name" at the end of the paragraph, or in a paragraph of its own."""
    item, letters = view.mark_items[number], view.letters
    dash = item + 1 + letters.startswith("|", item + 1)
    candidate = resolver.at_item.get(dash + 1)
    if letters[dash : dash + 1] != "-" or candidate is None or candidate.letter != "N":
        return None
    if not re.compile(r"\.?(?:\||$)|,[^.|Qqu]{1,12}\.?(?:\||$)").match(letters, dash + 2):
        return None
    if letters[item - 1 : item] not in {"|", ""}:
        return None
    identity = resolver.identity(candidate)
    speaker = Speaker(identity.name, candidate.span, identity.form)
    return Attribution(view.marks[number], -1, False, speaker, identity.entity, candidate, None, None, 0.97)


def _label(text: str, mark: Marked, names: NameTable) -> Attribution | None:
    """A transcript printed as a quotation: "KESTREL: ..."."""
    match = _LABEL.match(text, mark.span.start, mark.span.end)
    index = names.index_of(match[1].title()) if match else None
    if match is None or index is None:
        return None
    speaker = Speaker(names.people[index].name, Span(*match.span(1)), SpeakerForm.NAME)
    return Attribution(mark, -1, False, speaker, index, None, None, None, 0.95, labelled=True)


def _choose(
    mark: Marked,
    number: int,
    candidates: list[Candidate],
    chances: list[float],
    resolver: Resolver,
    view: View,
    chain: Chain,
) -> Attribution:
    """Take the likeliest mention; its confidence is that of all mentions of the same person together."""
    names = [resolver.identity(candidate).name for candidate in candidates]
    shares: dict[str | None, float] = {}
    for name, chance in zip(names, chances[1:], strict=True):
        shares[name] = shares.get(name, 0.0) + chance
    shares.pop(None, None)
    likeliest = max(range(len(candidates)), key=lambda n: (shares.get(names[n], chances[n + 1]), chances[n + 1]))
    owner = resolver.at_item.get(
        past_origin(view.letters, candidates[likeliest].item, view.possessive), candidates[likeliest]
    )
    if owner.possessive and view.letters[owner.item + 1 : owner.item + 3] == "JN":
        owner = resolver.at_item[owner.item + 2]  # "Kelsby's Petar Velk called it"
    owner = resolver.at_item.get(past_whose(view, owner.item), owner)
    owner = resolver.at_item.get(past_writing(view.letters, owner.item, view.subjects), owner)
    owner = resolver.at_item.get(writer_of(view, owner.item), owner)
    chosen, passer = chain.passed_on(owner, view.mark_items[number])
    identity = resolver.identity(chosen)
    alike = {identity.name, names[likeliest]} if chosen is not owner else {identity.name}
    agreeing = sum(shares.get(name, 0.0) for name in alike)
    if names[likeliest] is None or owner is not candidates[likeliest]:
        agreeing += chances[likeliest + 1]
    total = sum(chances[1:])
    confidence = min(1.0, identity.confidence * agreeing / total) if total else 0.0
    item, place = view.mark_items[number], chosen.item
    cue = _cue(view, resolver.names, item, place)
    form = identity.form
    if "|" in view.letters[min(item, place) : max(item, place)] and form is not SpeakerForm.NONE and place < item:
        introduced = view.letters.count("|", place, item) == 1 and view.letters[item - 2 : item] == ":|"
        form = form if introduced else SpeakerForm.CARRIED
    if identity.name is None or confidence < UNATTRIBUTED:
        return Attribution(mark, number, False, Speaker(), -1, chosen, cue, None, confidence)
    medium = resolver.identity(passer).name if passer is not None else None
    via = medium.removeprefix("The ").removeprefix("the ") if medium else None
    return Attribution(
        mark, number, False, Speaker(identity.name, chosen.span, form), identity.entity, chosen, cue, via, confidence
    )


def _cue(view: View, names: NameTable, item: int, place: int) -> Span | None:
    """The cue nearest to the mention, on the side of the marked words first."""
    letters, tokens = view.letters, names.tokens
    ranges = [(place + 1, min(place + 7, len(letters))), (max(0, place - 3), place)]
    if item < place:
        ranges.reverse()
    for start, end in ranges:
        order = range(start, end) if start > place else range(end - 1, start - 1, -1)
        for at in order:
            if letters[at] in ".|?Q":
                break
            if letters[at] in "VGBAvgbK":
                token = view.tokens[at]
                return Span(tokens.starts[token], tokens.ends[token])
    return None
