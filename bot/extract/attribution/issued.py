"""Whose the reports, letters and statements of a document are: their words are those of who issued them.

"The ministry's report", "a letter from the wardens", "the indictment, drawn up by the prosecutors", "The trust has
published a report": whatever "the report" says afterwards is theirs.
"""

from __future__ import annotations

import re

from bot.extract.attribution.beings import Being, weightiest
from bot.extract.attribution.heads import head
from bot.extract.attribution.mind import HE, SHE, Mind
from bot.extract.attribution.nominals import CLEAR
from bot.extract.attribution.view import Candidate
from bot.extract.tokens import unbroken
from bot.extract.wordlist import words
from bot.model import SpeakerForm

_SENT = words("letter letters memo note email emails e-mail message post tweet petition complaint lawsuit filing")
_PUBLISHED = words(
    "report reports study survey review analysis statement communiqué communique declaration manifesto pamphlet "
    "leaflet brochure release announcement bulletin ruling opinion editorial column submission"
)
_ISSUED = _SENT | _PUBLISHED | words("document text indictment")
_OF_WHOM = frozenset({"indictment"})
"""What somebody owns without having issued it: "Velk's indictment"."""
_TOLD = frozenset({"message", "statement", "announcement"})
"""What the sentence before tells of, where it has not been spoken of."""
_ANY = frozenset({"text", "document", "paper"})
"""Nouns that take up whatever has been issued: "the text goes on"."""
_SENDING = words("wrote written sent signed issued filed submitted posted")
_PUBLISHING = words("published publishes issued issues released releases submitted")
_DONE_BY = _SENDING | words("published released drawn up prepared compiled drafted circulated produced")
_INDEFINITE = frozenset({"a", "an", "its", "his", "her", "their", "another"})
_OWNED = re.compile(r"(?P<owner>.+?)(?:['’]s|s['’])\s")
_OPENING = re.compile(r"(?:P[DwtKLJ#M]{1,4})?,")
"""What stands between a writing and who says so in it: "In a statement on Monday, the trust said"."""
_REACH, _NEAR, _SENTENCE = 12, 5, 40


class Issuers:
    """Finds out whose a writing is. ``of`` gives the item of who issued it, ``owners`` the being, by its own being."""

    def __init__(self, mind: Mind) -> None:
        self.mind = mind
        self.of: dict[int, int] = {}
        self.owners: dict[int, int] = {}
        self._last: dict[str, int] = {}  # the being of a writing by its noun

    def note(self, candidate: Candidate, being: int) -> None:
        """Take up that ``candidate``, which is ``being``, is a writing, and whose it is if that is told."""
        if candidate.letter != "d" or candidate.word not in _ISSUED:
            return
        printed = unbroken(candidate.span.of(self.mind.names.text))
        first = printed.partition(" ")[0].lower()
        owner = self._owner(candidate, printed) if candidate.word not in _OF_WHOM else -1
        item = self._signer(candidate.item)
        if item < 0 and first in _INDEFINITE:
            item = self._publisher(candidate)
        if item >= 0:
            self.of[being] = item
        elif owner >= 0:
            self.owners[being] = owner
        elif first in {"the", "this", "that"} and (known := self._last.get(candidate.word, -1)) >= 0:
            self.of.update({being: self.of[known]} if known in self.of else {})
            self.owners.update({being: self.owners[known]} if known in self.owners else {})
        elif first == "the" and candidate.word in _TOLD and candidate.word not in self._last:
            self.of.update({being: teller} if (teller := self._teller(candidate.item)) >= 0 else {})
        if being in self.of or being in self.owners or first not in {"the", "this", "that"}:
            self._last.update(dict.fromkeys({candidate.word, *_ANY}, being))

    def _owner(self, candidate: Candidate, printed: str) -> int:
        """Return the being whose the writing is called: "Velk's letter", "the ministry's report", "her letter"."""
        first = printed.partition(" ")[0].lower()
        if first in HE | SHE:
            best = weightiest(self.mind.persons("m" if first in HE else "f"))
            return best[0] if best is not None and best[1] >= CLEAR else -1
        if first == "its":
            beings = self.mind.beings
            best = weightiest(
                {who: value for who, value in self.mind.salience.items() if beings[who].kind in {"M", "b"}}
            )
            return best[0] if best is not None and best[1] >= CLEAR else -1
        match = _OWNED.match(printed)
        if match is None or candidate.word in match["owner"].lower().split():
            return -1  # not "a document on the campaign's website"
        for mention in self.mind.names.within(candidate.span):
            if mention.possessive:
                return mention.entity
        noun = match["owner"].rpartition(" ")[2].lower()
        noun += "s" * (match[0].rstrip()[-1] != "s")
        kind = head(noun)
        if kind not in {"n", "e"}:
            return -1
        holders = self.mind.roles.holders(noun, self.mind.salience) if kind == "n" else []
        known = holders[0] if len(holders) == 1 else self.mind.bodies.called(noun)
        known = self.mind.heads.get(noun) if known is None else known
        if known is not None:
            return known
        name = printed[: match.end()].rstrip().removesuffix("'s").removesuffix("’s").rstrip("'’")
        form = SpeakerForm.ANONYMOUS if kind == "n" else SpeakerForm.GROUP
        return self.mind.take_up(Being(name, -1, "N" if kind == "n" else "b", "u", 0.0, form))

    def _signer(self, item: int) -> int:
        """Return who is named behind a writing: "a letter from the wardens", "the report, drawn up by Velk"; or -1."""
        letters, lows = self.mind.view.letters, self.mind.view.lows
        comma = letters[item + 1 : item + 2] == ","
        start = item + 1 + comma
        for by in range(start, min(start + _NEAR, len(letters))):
            if lows[by] == "by" or (lows[by] == "from" and by == start and not comma):
                if by > start and lows[start] not in _DONE_BY:
                    return -1
                return self._mention(by + 1)
            if letters[by] in ".,|?;:qQuNMnexp":
                return -1
        return -1

    def _mention(self, start: int) -> int:
        """Return the mention that begins at ``start`` or a few words on; -1 where none does."""
        letters, possessive = self.mind.view.letters, self.mind.view.possessive
        for at in range(start, min(start + 4, len(letters))):
            if letters[at] in "NMne":
                return at + 1 if at in possessive and letters[at + 1 : at + 2] in tuple("Nne") else at
            if letters[at] not in "DwJL#":
                break
        return -1

    def _publisher(self, candidate: Candidate) -> int:
        """Return who issues a writing: "The trust has published a report", "In a letter, the wardens said"; or -1."""
        letters, lows, item = self.mind.view.letters, self.mind.view.lows, candidate.item
        doing = _SENDING if candidate.word in _SENT else _PUBLISHING
        verb = item - 1
        if letters[verb] == "P" and lows[verb] == "in":
            return self._speaker(item)
        at = verb - 1
        while at > 0 and letters[at] in "xR":
            at -= 1
        passive = any(lows[n] in {"was", "were", "been", "being"} for n in range(at + 1, verb))
        bound = "P" in letters[max(0, at - 3) : at]  # "parents with children at the schools sent a letter"
        return at if lows[verb] in doing and letters[at] in "NMnep" and not passive and not bound else -1

    def _teller(self, item: int) -> int:
        """Return who tells something in the sentence right before: "The agency told people so. The message ends"."""
        view = self.mind.view
        if view.letters[item - 1 : item] != ".":
            return -1
        start = max(view.letters.rfind(stop, max(0, item - _SENTENCE), item - 1) for stop in ".?|Q") + 1
        for cue in range(start, item):
            who, how = view.subjects.get(cue, (-1, ""))
            if view.letters[cue] in "VvB" and how in {"a", ",", "w"} and view.letters[who] in "NMnep":
                return who if who - start < 2 else -1
        return -1

    def _speaker(self, item: int) -> int:
        """Return who says something in a writing: "the wardens said in a letter", "In a letter, the wardens said"."""
        view = self.mind.view
        opening = _OPENING.match(view.letters, item + 1)
        if opening is not None:
            return self._mention(opening.end())
        for cue in range(item - 2, max(0, item - _REACH), -1):
            who, how = view.subjects.get(cue, (-1, ""))
            if view.letters[cue] in ".|?Q":
                break
            if view.letters[cue] in "VvB" and who >= 0 and how != "m":
                return who
        return -1
