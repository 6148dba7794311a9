"""Who passed the words on: an agency, a broadcaster or a newspaper between the speaker and the page."""

from __future__ import annotations

from collections.abc import Mapping

from bot.extract.attribution.view import Candidate, View
from bot.extract.lexicon import read_sections
from bot.extract.quotes.cues import LEMMA, QUOTING

_MEDIA = read_sections("name_words.txt")["media"]
_REACH, _CLOSE, _SENTENCE = 8, 5, 30
_NAMED = frozenset("NMLne")


class Chain:
    """The mentions of a document, asked who speaks and who only passes the words on."""

    def __init__(self, text: str, view: View, at_item: Mapping[int, Candidate]) -> None:
        self.text = text
        self.view = view
        self.at_item = at_item

    def passed_on(self, chosen: Candidate, mark: int) -> tuple[Candidate, Candidate | None]:
        """Return the speaker of the marked words at item ``mark`` and who passed them on, if anybody did.

        ``chosen`` is the mention that the ranker takes for the speaker: in "CCTV quoted Xi as saying" Xi speaks, via
        CCTV, whichever of them it is.
        """
        verb = self._verb(chosen)
        if verb is not None and not chosen.possessive:
            quoted = self._quoted(chosen, verb)
            if quoted is not None:
                return quoted
        lows, item = self.view.lows, chosen.item
        if item >= 2 and lows[item - 1] in QUOTING:
            before = next((self.at_item[at] for at in (item - 2, item - 3) if at in self.at_item), None)
            return chosen, before if before is not None and before.letter in "NMe" else None
        teller = self._teller(chosen, mark)
        if teller is not None:
            return teller, chosen
        reported = self._reported(chosen, mark) or self._according(chosen, mark) or self._set_in(chosen)
        if reported is not None:
            return reported, chosen
        return chosen, self._told(chosen) or self._reporter(chosen, mark)

    def _verb(self, chosen: Candidate) -> int | None:
        """The "quoted" or "citing" whose subject ``chosen`` is, or that follows it."""
        lows, item = self.view.lows, chosen.item
        near = [cue for cue, _ in self.view.spoken.get(item, ()) if lows[cue] in QUOTING]
        near += [at for at in range(item + 1, min(item + 4, len(lows))) if lows[at] in QUOTING]
        return near[0] if near else None

    def _quoted(self, chosen: Candidate, verb: int) -> tuple[Candidate, Candidate | None] | None:
        lows, letters = self.view.lows, self.view.letters
        end = min(len(lows), verb + _REACH + 2)
        stop = next((at for at in range(verb + 1, end) if letters[at] in "|.?Q"), end)
        by = next((at for at in range(verb + 1, stop) if lows[at] == "by"), None)
        saying = next((at for at in range(verb + 1, stop - 1) if lows[at] == "as" and letters[at + 1] in "Gg"), None)
        if by is not None and (by == verb + 1 or saying is not None):
            return chosen, self._mention(by + 1)
        person = self._mention(verb + 1)
        if saying is not None:  # "quoted the first mate, Tom Velk, as saying"
            named = next((at for at in range(verb + 1, saying) if letters[at] == "N"), None)
            person = self.at_item.get(named) if named is not None else person
        if person is None or person is chosen or (saying is None and lows[verb] not in {"citing", "quoting"}):
            return None
        return person, chosen

    def _mention(self, item: int) -> Candidate | None:
        """The mention at ``item`` or after one more word."""
        for at in (item, item + 1):
            found = self.at_item.get(at)
            if found is not None and (found.letter in _NAMED or found.letter == "o"):
                return found
        return None

    def _is_media(self, mention: Candidate) -> bool:
        """Tell whether a mention is a medium by its words, or by the noun beside it: "the agency Tarpress"."""
        words = mention.span.of(self.text).lower().split()
        beside = self.at_item.get(mention.item - 1)
        if mention.letter == "M" and beside is not None and beside.entity == mention.entity:
            words += beside.span.of(self.text).lower().split()
        return mention.letter in "NMen" and not _MEDIA.isdisjoint(words)

    def _according(self, chosen: Candidate, mark: int) -> Candidate | None:
        """The speaker of "According to the daily Tarpress, Mara Velk called it": the medium only passes it on."""
        view, before = self.view, self.view.letters[max(0, chosen.item - _CLOSE) : chosen.item]
        if "A" not in before or not chosen.item < mark or not self._is_media(chosen):
            return None
        for at in range(chosen.item + 1, mark):
            subject = view.subjects.get(at)
            if view.letters[at] in "|.?Q":
                return None
            person = self.at_item.get(subject[0]) if subject is not None and view.letters[at] in "VvB" else None
            if person is not None and person.letter in "Nnp" and chosen.item < person.item:
                return person
        return None

    def _reported(self, chosen: Candidate, mark: int) -> Candidate | None:
        """The inner speaker of "Xinhua reported that the ambassador considered it ...": a medium only passes it on."""
        view = self.view
        outer = next(
            (cue for cue, _ in view.spoken.get(chosen.item, ()) if LEMMA.get(view.lows[cue]) == "report"), None
        )
        if outer is None or not chosen.item < outer < mark or not self._is_media(chosen):
            return None
        for at in range(mark - 1, outer, -1):
            subject = view.subjects.get(at)
            if view.letters[at] in "|.?Q":
                return None
            if subject is not None and outer < subject[0] < at and view.letters[at] in "VvA":
                return self.at_item.get(subject[0])
        return None

    def _reporter(self, chosen: Candidate, mark: int) -> Candidate | None:
        """The medium of "Xinhua reported that the ambassador considered it ...", where the ambassador was chosen."""
        letters = self.view.letters
        low = max(0, chosen.item - _REACH)
        start = max(chosen.item - _REACH, *(letters.rfind(stop, low, chosen.item) for stop in "|.?Q"))
        for at in range(chosen.item - 1, start, -1):
            medium = self.at_item.get(at)
            if medium is not None and chosen.item < mark and self._reported(medium, mark) is chosen:
                return medium
        return None

    def _teller(self, chosen: Candidate, mark: int) -> Candidate | None:
        """The speaker of "..., she told friends, according to the Coast Herald": somebody heard of it there."""
        view, item = self.view, chosen.item
        if not mark < item - 2 or "A" not in view.letters[item - 3 : item]:
            return None
        for cue in range(mark + 1, min(mark + _CLOSE, item - 2)):
            subject = view.subjects.get(cue)
            if view.letters[cue] in ".|?Q":
                return None
            if view.letters[cue] == "V" and subject is not None and subject[1] in "ai" and mark < subject[0] < item:
                return self.at_item.get(subject[0])
        return None

    def _set_in(self, chosen: Candidate) -> Candidate | None:
        """The speaker of "She added, the agency reported: ..." and "Velk said it was “due”, the agency reported."."""
        view, item = self.view, chosen.item
        comma = item - 1 - (view.letters[item - 1] == "D")
        if view.letters[comma] != "," or view.letters[item + 1 : item + 2] != "V" or not self._is_media(chosen):
            return None
        if view.letters[item + 2 : item + 3] not in tuple(":,.|"):
            return None
        quoted = view.letters[comma - 1] in "qQu"
        for cue in range(comma - 1 - quoted, max(0, comma - (_SENTENCE if quoted else _CLOSE)), -1):
            subject = view.subjects.get(cue)
            if view.letters[cue] in ".|?Q":
                return None
            if view.letters[cue] == "V" and subject is not None and subject[0] < item:
                person = self.at_item.get(subject[0])
                return person if person is not None and person.letter in "Nnp" else None
        return None

    def _told(self, chosen: Candidate) -> Candidate | None:
        """The medium that the speaker told it to: "told Radio Free Coast", "in an interview with the daily"."""
        lows, item = self.view.lows, chosen.item
        for at in range(max(0, item - _REACH), min(len(lows) - 1, item + _REACH)):
            tells = LEMMA.get(lows[at]) == "tell" and item < at < item + 4
            if tells or (lows[at] == "with" and lows[at - 1] == "interview") or lows[at : at + 2] == ["speaking", "to"]:
                mention = self._mention(at + 1 + (lows[at] == "speaking"))
                if mention is not None and mention is not chosen and self._is_media(mention):
                    return mention
        return None
