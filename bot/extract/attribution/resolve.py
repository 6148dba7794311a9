"""Who a mention is: asked while quotes are given their speakers, from the first to the last."""

from __future__ import annotations

from bot.extract.attribution.beings import Identity, weightiest
from bot.extract.attribution.discourse import Discourse
from bot.extract.attribution.mark_context import REACH
from bot.extract.attribution.view import Candidate, View
from bot.extract.names.table import NameTable
from bot.model import SpeakerForm

_SPOKE_BEFORE, _ISSUED = 0.5, 0.9


class Resolver:
    """Says who a mention is, with the speaker of the marked words before in mind. ``at_item`` are all mentions.

    ``author`` is who says "I" outside of marks.
    """

    def __init__(self, view: View, names: NameTable, author: str | None = None) -> None:
        self.view = view
        self.names = names
        self.people = names.people
        self._discourse = Discourse(view, names, author)
        self.at_item = self._discourse.at_item
        self._spoke: tuple[int, int] | None = None

    def spoke(self, candidate: Candidate | None) -> None:
        """Remember who spoke the marked words before: a pronoun after them is likely the same person."""
        if candidate is not None:
            row = self._discourse.together.get(candidate.item)
            being = row[1] if row is not None and set(row[0].letters) != {"L"} else candidate.entity
            if candidate.letter not in "NML":
                found = self._found(candidate)
                being = found[0] if found is not None else being
            if being >= 0:
                self._spoke = (candidate.item, being)

    def identity(self, candidate: Candidate) -> Identity:
        """Say who ``candidate`` is."""
        row = self._discourse.together.get(candidate.item)
        if row is not None and row[0].speaks(self.view):
            return Identity(self._discourse.mind.beings[row[1]].name, candidate.entity, SpeakerForm.GROUP, 0.9)
        if candidate.letter in "NML":
            return Identity(self.people[candidate.entity].name, candidate.entity, SpeakerForm.NAME, 1.0)
        if candidate.letter == "W":
            inner = self._discourse.relative.get(candidate.item)
            return self.identity(inner) if inner is not None else Identity(None, -1, SpeakerForm.NONE, 0.0)
        if candidate.entity >= 0:
            apposed = candidate.item in self._discourse.mind.roles.apposed or candidate.letter == "e"
            form = SpeakerForm.NAME if apposed else SpeakerForm.NOMINAL
            return Identity(self.people[candidate.entity].name, candidate.entity, form, 0.8)
        found = self._found(candidate)
        if found is None:
            return Identity(None, -1, SpeakerForm.NONE, 0.0)
        issued = self._issuer(found[0])
        if issued is not None:
            return issued
        being = self._discourse.mind.beings[found[0]]
        form = being.form or (SpeakerForm.GROUP if being.kind == "2" else SpeakerForm.NOMINAL)
        if candidate.letter in "po":
            form = SpeakerForm.PRONOUN
        return Identity(being.name, being.entity, form, found[1])

    def _issuer(self, writing: int) -> Identity | None:
        """Say whose a writing is: a report's words are those of who published it."""
        issuers, beings = self._discourse.issuers, self._discourse.mind.beings
        item, owner = issuers.of.get(writing, -1), issuers.owners.get(writing, -1)
        if item in self.at_item:
            identity = self.identity(self.at_item[item])
            name, entity, sure = identity.name, identity.entity, identity.confidence
        elif owner >= 0:
            name, entity, sure = beings[owner].name, beings[owner].entity, 1.0
        else:
            return None
        return Identity(name, entity, SpeakerForm.NOMINAL, _ISSUED * sure) if name is not None else None

    def _found(self, candidate: Candidate) -> tuple[int, float] | None:
        """Who the mention is, weighed again with the speaker of the quote before in mind."""
        found = self._discourse.mind.who.get(candidate.item)
        options = dict(self._discourse.mind.options.get(candidate.item, {}))
        if found is None or self._spoke is None or not options:
            return found
        item, speaker = self._spoke
        if abs(item - candidate.item) > REACH:
            return found
        blocks = self.view.letters.count("|", min(item, candidate.item), max(item, candidate.item))
        since, subject = self._discourse.mind.subjects.get(candidate.item, (-1, speaker))
        if speaker not in options or blocks > 2 or (since > item and subject != speaker and subject in options):
            return found  # somebody else has come up since
        options[speaker] += _SPOKE_BEFORE / (1 + blocks) * self._discourse.mind.likeness(speaker, candidate.word)
        return weightiest(options) or found
