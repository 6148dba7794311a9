"""A document as a row of items: each marked span, name, noun phrase and pronoun is one item, as is any other token.

Attribution reads its patterns off this row: ``letters`` holds one letter an item (bot.extract.quotes.cues for single
tokens). N: name of a person. M: of an institution. L: of a place. n: noun phrase for one person. e: for several or a
body. d: for something written. p, o, W: pronouns. q, Q, u: words in marks that end with a comma, with a stop, or with
neither. |: a block begins. Parentheses after a name are left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.extract.attribution.subjects import find_subjects
from bot.extract.lexicon import BARE_TITLES, DEMONYMS, GROUPS, ROLES
from bot.extract.names.link import Mention
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import ANONYMOUS, DOCUMENTS, letter
from bot.extract.quotes.marks import Marked
from bot.model import Block, EntityKind, Span

_PLURALS = {role + "s": "e" for role in ROLES} | {role[:-3] + "men": "e" for role in ROLES if role.endswith("man")}
_HEADS: dict[str, str] = (
    dict.fromkeys(DOCUMENTS, "d")
    | _PLURALS
    | dict.fromkeys(GROUPS, "e")
    | {role: "n" for role in ROLES if role not in BARE_TITLES and role not in {"general", "head", "guide", "guard"}}
    | {word: ("e" if word.endswith("s") or word == "people" else "n") for word in ANONYMOUS}
)
_LEADING = (
    frozenset(
        {
            "senior",
            "top",
            "federal",
            "local",
            "state",
            "former",
            "some",
            "many",
            "other",
            "several",
            "unnamed",
            "most",
            "u.s.",
        }
        | {
            "western",
            "campaign",
            "government",
            "administration",
            "military",
            "police",
            "law",
            "enforcement",
            "health",
            "aid",
        }
        | {
            "prominent",
            "two",
            "three",
            "leading",
            "black",
            "white",
            "young",
            "foreign",
            "national",
            "opposition",
            "company",
        }
    )
    | DEMONYMS
)
_COMPOUND_HEADS = frozenset({"chief", "deputy", "assistant", "campaign", "company", "communications", "vice", "police"})
_POST = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
_SILENT = frozenset({"us", "me", "them", "you", "whose", "whom"})
_PRONOUNS = "poW"
_NAME_LETTERS = {EntityKind.PERSON: "N", EntityKind.PLACE: "L"}


@dataclass(slots=True)
class Candidate:
    """A mention that may be the speaker. ``letter`` as in the row of items; ``item`` is its place there."""

    span: Span
    item: int
    letter: str
    word: str
    block: int
    entity: int = -1
    possessive: bool = False


@dataclass(slots=True)
class View:
    """The row of items. ``tokens`` gives each item's first token; ``mark_items`` each marked span's place in the row.

    ``repeats`` counts how often the same words stand in marks (case ignored); ``subjects`` is what
    bot.extract.attribution.subjects found (cue -> subject), ``spoken`` the same from the subject's side;
    ``possessive`` are the items with an "'s".
    """

    letters: str = ""
    tokens: list[int] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    mark_items: list[int] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    repeats: dict[str, int] = field(default_factory=dict)
    subjects: dict[int, tuple[int, str]] = field(default_factory=dict)
    spoken: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    possessive: set[int] = field(default_factory=set)


class ViewBuilder:
    """Makes the row in one pass over the tokens."""

    def __init__(self, text: str, blocks: tuple[Block, ...], names: NameTable, marks: list[Marked]) -> None:
        self.text = text
        self.blocks = blocks
        self.names = names
        self.tokens = names.tokens
        self.marks = [mark for mark in marks if not mark.nested]
        self.row: list[str] = []
        self.view = View()
        self.openings: dict[int, Marked] = {}
        self.block = -1

    def build(self) -> View:
        """Return the finished row."""
        tokens, view = self.tokens, self.view
        ordered = sorted(self.names.mentions, key=lambda mention: mention.end_token)
        wholes = {tokens.at_or_after(mention.whole.start): mention for mention in ordered}  # the longest wins
        self.openings = openings = {tokens.at_or_after(mark.outer.start): mark for mark in reversed(self.marks)}
        edges = {tokens.at_or_after(block.span.start): n for n, block in enumerate(self.blocks)}
        index, count = 0, len(tokens)
        while index < count:
            if index in edges:
                self.block = edges[index]
                self._put("|", index, "")
            if index in openings:
                index = self._mark(openings[index], index)
            elif index in wholes:
                index = self._name(wholes[index], index)
            else:
                index = self._word(index)
        view.letters = "".join(self.row)
        words = (self.text[mark.span.start : mark.span.end].strip(" .,!?").casefold() for mark in view.marks)
        view.repeats = dict(Counter(words))
        view.candidates.sort(key=lambda candidate: candidate.item)
        view.possessive = {candidate.item for candidate in view.candidates if candidate.possessive}
        view.subjects = find_subjects(view.letters, view.possessive)
        for cue, (subject, how) in view.subjects.items():
            view.spoken.setdefault(subject, []).append((cue, how))
        return view

    def _put(self, symbol: str, token: int, low: str) -> None:
        self.row.append(symbol)
        self.view.tokens.append(token)
        self.view.lows.append(low)

    def _mark(self, mark: Marked, index: int) -> int:
        text, end = self.text, mark.span.end
        while end > mark.span.start and text[end - 1].isspace():
            end -= 1
        last = text[end - 1]
        follows = text[mark.outer.end : mark.outer.end + 1]
        symbol = "q" if last == "," or follows == "," else "Q" if last in ".?!…" else "u"
        self.view.mark_items.append(len(self.row))
        self.view.marks.append(mark)
        self._put(symbol, index, "")
        return max(index + 1, self.tokens.at_or_after(mark.outer.end))

    def _name(self, mention: Mention, index: int) -> int:
        person = self.names.people[mention.entity]
        symbol = _NAME_LETTERS.get(person.kind, "M")
        self._candidate(
            mention.span, symbol, self.tokens.lows[mention.end_token - 1], mention.entity, mention.possessive
        )
        self._put(symbol, index, "")
        return self._skip_parenthesis(mention.end_token)

    def _skip_parenthesis(self, index: int) -> int:
        words = self.tokens.words
        if index < len(words) and words[index] in "([":
            for end in range(index + 1, min(index + 14, len(words))):
                if words[end] in ")]":
                    return end + 1
                if end in self.openings:
                    break
        return index

    def _candidate(self, span: Span, symbol: str, word: str, entity: int = -1, possessive: bool = False) -> None:
        self.view.candidates.append(Candidate(span, len(self.row), symbol, word, self.block, entity, possessive))

    def _word(self, index: int) -> int:
        low = self.tokens.lows[index]
        head = _HEADS.get(low)
        if head is None and low.endswith("-year-old") and self._verb_follows(index):
            head = "n"
        if head is not None:
            end = self._nominal(index, head)
            if end:
                return end
        symbol = letter(low)
        if symbol in _PRONOUNS and low not in _SILENT and (low != "which" or self._verb_follows(index)):
            self._candidate(Span(self.tokens.starts[index], self.tokens.ends[index]), symbol, low)
        self._put(symbol, index, low)
        return index + 1

    def _verb_follows(self, index: int) -> bool:
        """Tell whether a relative pronoun is the subject: "the study, which notes"."""
        return index + 1 < len(self.tokens) and letter(self.tokens.lows[index + 1]) in "VvxRBb"

    def _nominal(self, index: int, head: str) -> int:
        """Take the noun phrase whose head stands at ``index``; return the token after it, 0 where there is none."""
        lows, starts, ends = self.tokens.lows, self.tokens.starts, self.tokens.ends
        last = index
        while last + 1 < len(lows) and lows[last + 1] in _HEADS and starts[last + 1] - ends[last] == 1:
            if letter(lows[last + 1]) in "Vv" and last + 2 < len(lows) and lows[last + 2] not in _HEADS:
                break
            last += 1
        if lows[last] in _COMPOUND_HEADS and last + 2 < len(lows) and lows[last + 2] in _HEADS:
            last += 2 if starts[last + 2] - ends[last] < 24 and letter(lows[last + 1]) in "wK" else 0
        head = _HEADS.get(lows[last], head)
        begin, determined = self._phrase_start()
        if not determined and head != "e":
            return 0
        if not determined and begin == len(self.row) and letter(lows[index]) in "VvBb" and lows[index] not in GROUPS:
            return 0
        first = self.view.tokens[begin] if begin < len(self.row) else index
        end = self._post_modifier(last + 1)
        del self.row[begin:], self.view.tokens[begin:], self.view.lows[begin:]
        dropped = len(self.row)
        while self.view.candidates and self.view.candidates[-1].item >= dropped:
            self.view.candidates.pop()
        possessive = end < len(lows) and lows[end] in {"'s", "’s", "’"}
        self._candidate(Span(starts[first], ends[end - 1]), head, lows[last], possessive=possessive)
        self._put(head, first, lows[last])
        return self._skip_parenthesis(end)

    def _phrase_start(self) -> tuple[int, bool]:
        """Walk back over the items before the head; return where the phrase begins and whether it has a determiner."""
        row, lows = self.row, self.view.lows
        position = len(row)
        for step in range(1, 8):
            at = len(row) - step
            if at < 0 or row[at] in "|.,:;?-qQu(":
                break
            if row[at] == "D" or (row[at] == "o" and lows[at] in {"his", "her", "their"}):
                while at > 0 and row[at - 1] == "D":
                    at -= 1
                return at, True
            if row[at] == "J" and at > 0 and row[at - 1] in "NMLnew":
                return at - 1, True
            if row[at] in "VvxpPOTW" and not (row[at] == "v" and step > 1):
                break
            if lows[at] in _LEADING or (row[at] in "ML" and position == at + 1):
                position = at
        return position, False

    def _post_modifier(self, index: int) -> int:
        """Take in "of the state police" after a head; return the token after it."""
        lows, words = self.tokens.lows, self.tokens.words
        end = index
        if lows[index : index + 2] == ["familiar", "with"]:
            index += 1
        while index < len(lows) and lows[index] in _POST and index - end < 8:
            step = index + 1
            while step < len(lows) and step - index < 6 and (letter(lows[step]) in "wDK#J" or words[step][0].isupper()):
                if letter(lows[step]) in "tp":
                    break
                step += 1
            if step == index + 1 or letter(lows[step - 1]) == "D":
                break
            if lows[index] in {"in", "on", "to", "with"} and step < len(lows) and letter(lows[step]) not in "VvxBb,":
                break
            end = index = step
        return end
