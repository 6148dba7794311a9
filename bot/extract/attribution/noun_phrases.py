"""Takes the noun phrases that mean people, bodies and writings out of a document's tokens, for the row of items."""

from __future__ import annotations

from bot.extract.attribution.heads import COMPOUND, LEADING, NUMBERS, PARTITIVE, bare, head
from bot.extract.attribution.person_words import GUARDS, LONGEST_PART, PersonWords
from bot.extract.attribution.unfinished_row import PHRASAL, TAKING
from bot.extract.events.verbs import DEEDS, SCENES, TELLING, is_past
from bot.extract.lexicon import GROUPS, IRREGULAR
from bot.extract.quotes.cues import letter
from bot.model import BlockKind, EntityKind, Span

_POST = frozenset({"of", "for", "at", "from", "with", "in", "to", "on"})
_KNOWING = frozenset({"familiar", "close", "briefed", "involved", "acquainted"})
_COUNTED = frozenset({"three", "four", "five", "six"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth"})
_BARE = frozenset({"counsel"})
_ALONE = frozenset({"someone", "somebody"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_ACCUSED = frozenset({"accused"})
SPECIAL = _ORDINALS | _COUNTED | _ACCUSED | PHRASAL.keys() | TAKING | GUARDS | PARTITIVE.keys() | {"other"}
"""Words that may be, or open, a phrase of their own though no list has them as a head."""
_OWNERS = frozenset({"the", "his", "her", "its", "their", "these", "those", "my", "our"})
_DONE = DEEDS | SCENES | TELLING
_YEAR, _OFFICE = 4, 4
_GENERAL = frozenset({"secretary", "attorney", "director", "governor", "consul", "solicitor", "surgeon", "inspector"})


class NounPhrases(PersonWords):
    """Takes a whole phrase where its head stands."""

    def _partitive(self, index: int, low: str) -> int:
        """Take "another", "others" and "one of them" before a verb of saying; return the token after, 0 for none."""
        if low not in PARTITIVE and low not in NUMBERS and self.row[-1:] != ["D"]:
            return 0
        lows, end = self.tokens.lows, index + 1
        kind = "e" if low in NUMBERS and lows[end : end + 2] == ["of", "them"] else PARTITIVE.get(low)
        after = self.tokens.words[end : end + 1]
        alone = self.row[-1:] == ["V"] and after in (["."], [","], [";"])  # "said one."
        opens = lows[end : end + 2] == [",", "who"] and self.row[-1:] in (
            ["."],
            ["|"],
            [";"],
        )  # "One, who was there, said"
        if kind is not None and (alone or opens):
            return self._single(index, end, kind)
        if self.row[-1:] == ["D"] and end < len(lows) and letter(lows[end]) in "VvxR":
            if (low in _ORDINALS | {"other"} and letter(lows[end]) in "Vv") or low in _ACCUSED:
                return self._single(index, end, "n")
            if low in _COUNTED and self.view.lows[-1] == "the":
                return self._single(index, end, "e")  # "the three said"
        if kind is None:
            return 0
        if (whole := self._part_of(end)) and self._speaks(whole):
            return self._single(index, whole, kind)  # "One of his regulars put it"
        if lows[end : end + 1] == ["of"] and lows[end + 1 : end + 2] in (["them"], ["those"], ["us"]):
            end += 2
            inverted = self.row[-1:] == ["V"] and self._word_at(end) in {",", ".", ";"}
            if inverted or (self._word_at(end) == "," and self._word_at(end + 1) in {"who", "a", "an", "the"}):
                # "said one of them, Mara Velk", "said one of them."; "One of them, who gave no name, put it"
                return self._single(index, end, kind)
        speaks = "VxRB" if kind == "e" and end > index + 1 else "VxR"  # "three of them say"
        if end < len(lows) and self._is_phrasal(end, lows[end]):
            return self._single(index, end, kind)  # "one puts it less kindly"
        if end >= len(lows) or letter(lows[end]) not in speaks or (end == index + 1 and letter(lows[end]) != "V"):
            return 0
        return self._single(index, end, kind)

    def _part_of(self, end: int) -> int:
        """Return the token after "of his regulars", whose head no list has; 0 where that does not stand at ``end``."""
        lows = self.tokens.lows
        if lows[end : end + 1] != ["of"] or lows[end + 1 : end + 2] == [] or lows[end + 1] not in _OWNERS:
            return 0
        for at in range(end + 2, min(end + 2 + LONGEST_PART, len(lows))):
            if letter(lows[at]) not in "wbKJ#":
                return 0
            plural = lows[at].endswith("s") and not lows[at].endswith(("ss", "'s", "’s"))
            after = self._word_at(at + 1).lower()
            if plural and (letter(after) not in "wbK#" or self._is_phrasal(at + 1, after)):
                return at + 1
        return 0

    def _speaks(self, end: int) -> bool:
        """Tell whether what ends before a token is somebody: a verb of saying stands beside it, or "who" behind."""
        lows = self.tokens.lows
        adverb = end < len(lows) and letter(lows[end]) == "R"
        following = lows[end + adverb : end + adverb + 2]
        says = following[:1] and (letter(following[0]) == "V" or self._is_phrasal(end + adverb, following[0]))
        return bool(says) or following == [",", "who"] or following[:1] == ["who"] or self.row[-1:] == ["V"]

    def _single(self, index: int, end: int, kind: str) -> int:
        """Take tokens up to ``end`` as one mention, with the determiner of "a second"."""
        low, first = self.tokens.lows[index], index
        if self.row[-1:] == ["D"]:
            first = self.view.tokens.pop()
            del self.row[-1], self.view.lows[-1]
        self._candidate(Span(self.tokens.starts[first], self.tokens.ends[end - 1]), kind, low)
        self._put(kind, first, low)
        return end

    def _nominal(self, index: int, kind: str) -> int:
        """Take the noun phrase whose head stands at ``index``; return the token after it, 0 where there is none."""
        lows, starts, ends = self.tokens.lows, self.tokens.starts, self.tokens.ends
        last = index
        while self._is_headed_on(last + 1):
            if letter(lows[last + 1]) in "Vv" and last + 2 < len(lows) and not head(lows[last + 2]):
                break
            if letter(lows[last + 1]) in "Bb" and head(lows[last]) == "e" and lows[last + 2 : last + 3] == ["to"]:
                break  # "the neighbours plan to sue"
            last += 1
        last = self._compound(last)
        kind = head(lows[last]) or kind
        begin, determined = self._phrase_start()
        alone = lows[last] in _BARE and last == index and self._is_told_to_say(last)
        if lows[last] in _ALONE:
            begin = len(self.row)
        elif not determined and kind == "n" and (opening := self._headed_from(last + 1)):
            begin = opening
        elif not determined and kind != "e" and not alone:
            return 0
        if begin > 1 and self.view.lows[begin - 1] == "of" and self.view.lows[begin - 2] in PARTITIVE.keys() | NUMBERS:
            begin -= 2  # "one of the protesters", "two of the buyers"
            kind = PARTITIVE.get(self.view.lows[begin], "e")
        elif not determined and begin == len(self.row) and letter(lows[index]) in "VvBb" and lows[index] not in GROUPS:
            return 0
        elif kind == "e" and self.row[-1:] == ["W"]:
            return 0  # "who heads the rescue"
        elif kind == "e" and not determined and self._is_counted(begin):
            begin -= 1  # "140 physicians"
        first = self.view.tokens[begin] if begin < len(self.row) else index
        end = last + 1 if alone else self._post_modifier(last + 1, kind)  # "asked counsel for quiet"
        del self.row[begin:], self.view.tokens[begin:], self.view.lows[begin:]
        dropped = len(self.row)
        while self.view.candidates and self.view.candidates[-1].item >= dropped:
            self.view.candidates.pop()
        possessive = end < len(lows) and lows[end] in {"'s", "’s", "’"}
        self._candidate(Span(starts[first], ends[end - 1]), kind, bare(lows[last]), possessive=possessive)
        self._put(kind, first, lows[last])
        return self._skip_parenthesis(end)

    def _is_told_to_say(self, index: int) -> bool:
        """Tell whether a verb of saying stands right beside a word: "asked counsel", "counsel replied"."""
        following = self.tokens.lows[index + 1 : index + 2]
        return self.row[-1:] == ["V"] or (following != [] and letter(following[0]) == "V")

    def _is_headed_on(self, index: int) -> bool:
        """Tell whether another head stands right behind one: "union president", but "from the gallery someone"."""
        lows, tokens = self.tokens.lows, self.tokens
        if index >= len(lows) or lows[index] in _ALONE or tokens.starts[index] - tokens.ends[index - 1] != 1:
            return False
        return head(lows[index]) is not None

    def _is_counted(self, begin: int) -> bool:
        """Tell whether a number before a phrase counts those meant, and is no part of a date or a longer figure."""
        row, lows = self.row, self.view.lows
        counts = row[begin - 1 : begin] == ["#"] and lows[begin - 1].isdigit() and len(lows[begin - 1]) < _YEAR
        return counts and row[begin - 2 : begin - 1] not in ([","], [":"], ["t"], ["#"], ["."])

    def _headed_from(self, end: int) -> int:
        """Return where an office without an article begins in a headline, 0 where there is none."""
        return len(self.row) - (self.row[-1] in "NML") if self._is_headed(end) else self._opens_headline(end)

    def _is_headed(self, end: int) -> bool:
        """Tell whether a role speaks without an article: "as mayor says town", "says Talbrek chief executive"."""
        block = self.blocks[self.block] if self.block >= 0 else None
        if block is None or block.kind is not BlockKind.HEADLINE:
            return False
        row, following = self.row, letter(self._word_at(end).lower())
        before = row[-2:-1] if row[-1:] in (["N"], ["M"], ["L"]) else row[-1:]
        if before == ["V"]:
            return following in ".,PO-" or end >= len(self.tokens) or self.tokens.starts[end] >= block.span.end
        return row[-1:] != [] and row[-1] in "|PO,:;qQu" and following in "VvB"

    def _opens_headline(self, end: int) -> int:
        """Return where an office that a headline opens with begins: "Volania finance minister quits, says"; else 0."""
        block = self.blocks[self.block] if self.block >= 0 else None
        if block is None or block.kind is not BlockKind.HEADLINE:
            return 0
        opening = max(len(self.row) - _OFFICE, 0)
        begin = "".join(self.row[opening:]).rfind("|") + 1
        acts = self._word_at(end)
        does = len(acts) > _OFFICE and acts[-1] == "s" != acts[-2]
        return opening + begin if begin and does and set(self.row[opening + begin :]) <= set("wLM") else 0

    def _compound(self, last: int) -> int:
        """Go on from "chief" to "executive" in "chief human resources executive"."""
        lows, starts, ends = self.tokens.lows, self.tokens.starts, self.tokens.ends
        if lows[last] in _GENERAL and lows[last + 1 : last + 2] == ["general"]:
            return last + 1  # "its secretary general, Mara Velk"
        if lows[last] not in COMPOUND:
            return last
        for step in (2, 3):
            near = last + step < len(lows) and starts[last + step] - ends[last] < 28
            if near and head(lows[last + step]) == "n" and all(letter(lows[last + k]) in "wK" for k in range(1, step)):
                return last + step
        return last + (lows[last + 1 : last + 2] == ["head"])  # "its deputy head"

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
                return at - 1 - (row[at - 2 : at - 1] == ["D"]), True
            if lows[at] == "whose":
                return at + 1, True
            participle = row[at] == "v" and step > 1 and row[at - 1 : at] not in (["n"], ["N"], ["M"], ["p"])
            if row[at] in "VvxpPOTW" and not participle:
                break  # not "The minister accused striking doctors"
            if row[at] == "w" and at > 0 and row[at - 1] in "nNMe" and is_past(lows[at]):
                break  # "The observer took note"
            if row[at] == "n" and step > 1:
                return at, True
            if lows[at] in LEADING or (row[at] in "ML" and position == at + 1):
                position = at
        return position, False

    def _post_modifier(self, index: int, kind: str) -> int:
        """Take in "of the state police" after a head; return the token after it."""
        lows, words = self.tokens.lows, self.tokens.words
        end, edge = index, self.blocks[self.block].span.end if self.block >= 0 else len(self.text)
        knowing = index < len(lows) and lows[index] in _KNOWING  # "a person familiar with", "a source close to"
        index += 2 if lows[index : index + 2] == ["with", "knowledge"] else knowing
        while index < len(lows) and lows[index] in _POST and index - end < 8:
            if kind == "d" and lows[index] == "from":
                break  # "a report from the director"
            step = index + 1
            while (
                step < len(lows)
                and step - index < 6
                and self.tokens.starts[step] < edge
                and (
                    letter(lows[step]) in "wDK#Jo"
                    or words[step][0].isupper()
                    or step in self.outlets
                    or (lows[step - 1] in _ARTICLES and letter(lows[step]) not in "xW.,;:")  # not "a friend of his is"
                )
            ):
                if letter(lows[step]) == "D" and step > index + 1 and letter(lows[step - 1]) != "D":
                    break  # "in a letter to its crews the company says"
                verb = lows[step] in IRREGULAR or self._is_phrasal(step, lows[step]) or self._is_predicate(step, kind)
                if letter(lows[step]) in "tp" or (step > index + 1 and verb):
                    break  # "elders of the village sat"
                step = self.outlets.get(step) or self.named.get(step, step + 1)
            if kind == "e" and step == index + 1 and lows[index : index + 2] == ["of", "state"]:
                step += 3 if lows[step + 1 : step + 3] == ["and", "government"] else 1
            counted = lows[step - 1] in NUMBERS and kind == "n"  # "a mother of three"
            if step == index + 1 or (letter(lows[step - 1]) == "D" and not counted):
                break
            step = self._places(step) if kind == "e" else step
            bound = knowing or lows[index] not in {"in", "on", "to", "with"}
            if not bound and step < len(lows) and letter(lows[step]) not in "VvxBb,":
                break
            end = index = step
        return end

    def _is_predicate(self, index: int, kind: str) -> bool:
        """Tell whether the verb of those meant stands at ``index``: "welders at the yard walked", "men of Kel wait"."""
        low, before = self.tokens.lows[index], self.tokens.lows[index - 1]
        if is_past(low) and letter(low) == "w":
            return letter(before) not in "DRJO" and not self.tokens.words[index][0].isupper()
        named = self.tokens.words[index - 1][0].isupper() and letter(self._word_at(index + 1).lower()) in "PDRo"
        return kind == "e" and named and low + "ed" in _DONE

    def _places(self, end: int) -> int:
        """Go on to "Belmont and Pike" in "the unions of Tarrow, Belmont and Pike", where all may be places."""
        words, lows, joined = self.tokens.words, self.tokens.lows, False
        at = end
        while at + 1 < len(lows) and lows[at] in {",", "and"} and not joined and words[end - 1][0].isupper():
            joined = lows[at] == "and"
            mention = next(iter(self.names.within(Span(self.tokens.starts[at + 1], self.tokens.ends[at + 1]))), None)
            if mention is None or mention.token != at + 1 or mention.possessive:
                return end
            person = self.names.people[mention.entity]
            if person.kind is not EntityKind.PLACE and (len(person.words) > 1 or person.roles):
                return end  # "the mayors of Nordhaven, Mara Velk and Tom Brandt"
            at = mention.end_token
        return at if joined else end
