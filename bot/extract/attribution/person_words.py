"""Single words that are somebody where they stand though no list has them: "said the beekeeper", "The Major"."""

from __future__ import annotations

from bot.extract.attribution.heads import LEADING, is_agent
from bot.extract.attribution.unfinished_row import UnfinishedRow
from bot.extract.lexicon import DEMONYMS
from bot.extract.names.capitals import is_capital
from bot.extract.quotes.cues import ADDRESSING, LEMMA, letter

GUARDS = frozenset({"guard", "guide"})
_FORMER = frozenset({"former", "retired", "incoming", "outgoing", "ex"})
_PLACED = tuple([where] for where in ("on", "at", "in", "near", "along", "outside", "inside", "beside"))
_DESCRIBING = frozenset({"who", "a", "an", "the", "whose"})
LONGEST_PART = 4
_SPEAKING = frozenset({"face", "voice", "look", "smile", "expression", "silence", "gaze", "heart", "shirt", "hat"})
"""What speaks only in a manner of speaking: "said her face"."""
_OWNERS = frozenset({"his", "her", "their", "my"})
_RANKS = frozenset({"major", "general"})
"""Adjectives, too, but where they have a capital."""
_GUARDING = frozenset({"security", "prison", "border", "palace", "museum", "night", "tour", "mountain", "crossing"})


class PersonWords(UnfinishedRow):
    """Tells by what stands around a word whether it is somebody."""

    def _may_be_person(self, low: str) -> bool:
        """Tell soon of most words that they are nobody here: no trade, and no determiner before them."""
        if self.row[-2:] == ["V", "o"]:
            return True
        return self.row[-1:] == ["D"] or is_agent(low) or low in GUARDS or low.endswith("-year-old")

    def _is_trade(self, index: int, low: str) -> bool:
        """Tell whether a word that no list has is somebody here, or takes up somebody: "the nationalist shrugged"."""
        if low in self.agents and self.row[-1:] == ["D"] and self.view.lows[-1] == "the":
            return True
        if self._is_anothers(index, low):
            return True
        following = self._word_at(index + 1)
        if low in DEMONYMS and following.islower() and is_agent(following):
            return False  # "the Hungarian nationalist"
        if low in DEMONYMS and self.row[-2:-1] == ["D"] and self.view.lows[-1].endswith("-year-old"):
            return self._verb_follows(index)  # "the 52-year-old Belgian said"
        return self._is_person(index, low)

    def _is_anothers(self, index: int, low: str) -> bool:
        """Tell whether somebody speaks who is told of as another's: "…,” said her master."."""
        row, ends = self.row, self._word_at(index + 1) in {".", ","}
        says = row[-2:] == ["V", "o"] and row[-3:-2] in (["q"], ["Q"], ["u"]) and self.view.lows[-1] in _OWNERS
        return says and ends and letter(low) == "w" and low[-1] != "s" and low not in _SPEAKING

    def _is_person(self, index: int, low: str) -> bool:
        """Tell whether a word that no list has is somebody here: "said the beekeeper", "Velk, a beekeeper"."""
        row, aged = self.row, low.endswith("-year-old")
        if row[-3:-1] == ["V", "D"] and self.view.lows[-1] in _FORMER and letter(low) == "w":
            return True  # "said the former lamplighter"
        if low in GUARDS and self.view.lows[-1:] != [] and self.view.lows[-1] in _GUARDING:
            return True
        if not aged and not is_agent(low):
            plain = row[-1:] == ["D"] and letter(low) == "w" and low not in LEADING
            return plain and not self._is_placed() and self._who_follows(index + 1)  # not "on the quay, who"
        if row[-1:] == ["D"] and (row[-2:-1] in (["V"], ["B"]) or (aged and row[-2:-1] == ["v"])):
            # "said the beekeeper", "he told a beekeeper", but "she promised a helicopter"
            return row[-3:-2] == [] or row[-3] not in "NMnep" or LEMMA.get(self.view.lows[-2]) in ADDRESSING
        if row[-2:] == ["x", "D"] and (row[-3:-2] == ["N"] or row[-4:-2] == ["N", ","]):
            return True  # "Velk was a beekeeper"
        apposed = self.tokens.lows[index + 1 : index + 2] == [","]
        if aged:
            described = apposed and self._word_at(index + 2).lower() in _DESCRIBING
            grins = self._after_marks(len(row) - 1)  # "…,” the 19-year-old grinned
            told = row[-3:] == ["N", ",", "D"] or self._word_at(index + 1).lower() == "who"
            return grins or told or self._verb_follows(index) or (described and self.row[-1:] == ["D"])
        if apposed and is_capital(self._word_at(index + 2)) and self._is_determined():
            return True  # "its coordinator, Mara Velk,"
        following = self.tokens.lows[index + 1 : index + 3]
        if (following == [",", "who"] or following[:1] in (["who"], ["i"], ["we"])) and "D" in row[-3:]:
            return True  # "the harbour master, who", "a beekeeper I met"
        speaks = letter(self.tokens.lows[index + 1]) == "V" if index + 1 < len(self.tokens) else False
        if speaks and row[-1:] == ["D"]:
            return True
        back = len(row) - 1
        while back > len(row) - 5 and back > 0 and row[back] == "w":
            back -= 1
        if speaks and self._after_marks(back):
            return True  # "…," a retired hog buyer said
        return back > 1 and row[back] == "D" and row[back - 1] == "," and row[back - 2] == "N"

    def _is_placed(self) -> bool:
        """Tell whether the next noun is where something is: "on the quay", "at one of the big three yards"."""
        row, lows = self.row, self.view.lows
        back = len(row) - 1
        while back > 0 and row[back] in "Dw":
            back -= 1
        if lows[back : back + 1] != ["of"]:
            return lows[-2:-1] in _PLACED
        return row[back - 1] == "D" and lows[back - 2 : back - 1] in _PLACED

    def _is_rank(self, index: int, low: str) -> bool:
        """Tell whether a word is somebody's rank by its capital alone: "The Major said", no major road."""
        ranked = low in _RANKS and self.row[-1:] == ["D"] and self._word_at(index)[0].isupper()
        return ranked and not is_capital(self._word_at(index + 1))

    def _who_follows(self, index: int) -> bool:
        """Tell whether a clause says that the noun before is somebody: "a regular at the window table, who"."""
        lows = self.tokens.lows
        if lows[index : index + 1] in (["at"], ["in"], ["of"], ["from"], ["on"], ["by"], ["with"]):
            end = next((at for at in range(index + 1, index + LONGEST_PART + 1) if self._word_at(at) == ","), index)
            plain = all(letter(low) in "wD" for low in lows[index + 1 : end]) and not is_capital(self._word_at(end - 1))
            index = end if plain else index  # not "the verdict of Mara Velk, who"
        return lows[index : index + 1] == ["who"] or lows[index : index + 2] == [",", "who"]

    def _is_determined(self) -> bool:
        """Tell whether the next word has a determiner or an owner, with two words between at most."""
        for at in range(len(self.row) - 1, max(-1, len(self.row) - 4), -1):
            if self.row[at] in "DoJ" or self.view.lows[at] == "whose":
                return True
            if self.row[at] != "w":
                return False
        return False

    def _are_people(self, index: int, one: str) -> bool:
        """Tell the same of a plural: "the welders said", "two welders, Mara Velk and Tom Brandt"."""
        if not is_agent(one) or self.row[-1:] != ["D"]:
            return False
        apposed = self.tokens.words[index + 1 : index + 2] == [","] and is_capital(self._word_at(index + 2))
        return apposed or self.row[-2:-1] == ["V"] or letter(self._word_at(index + 1).lower()) == "V"
