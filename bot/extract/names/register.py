"""The entities of a document while its names are joined: who is known, by which names, and where each is mentioned."""

from __future__ import annotations

from bot.extract.lexicon import BARE_TITLES, DEMONYMS, GIVEN_NAMES, ROLES, TITLES
from bot.extract.names.capitals import ARTICLES
from bot.extract.names.family import told_age
from bot.extract.names.kinds import is_traded
from bot.extract.names.people import Mention, Person
from bot.extract.names.shape import Run
from bot.extract.names.spelling import generation, is_head, is_tail, nickname, sex_of, without_nickname
from bot.extract.names.titles import GENERATIONS
from bot.extract.tokens import Tokens, unbroken
from bot.model import EntityKind, Span

MOST = 200
"""So many of one surname are looked at where somebody is looked for: a list of thousands is no article."""


class Register:
    """Takes up entities and their mentions.

    ``by_name`` and ``by_word`` give the numbers of ``people`` by a whole name, case ignored, and by a word of one;
    ``titled`` are those whose sex a title tells.
    """

    def __init__(self, text: str, tokens: Tokens, aliases: dict[str, tuple[str, ...]]) -> None:
        self.text = text
        self.tokens = tokens
        self.people: list[Person] = []
        self.mentions: list[Mention] = []
        self.by_name: dict[str, int] = {}
        self.by_word: dict[str, list[int]] = {}
        self.nicknames: set[str] = set()
        self._by_initials: dict[str, int] = {}
        self.titled: set[int] = set()
        self._curated = {alias.casefold(): name for name, spellings in aliases.items() for alias in (name, *spellings)}

    def full_name(self, run: Run) -> int:
        """Return who is named in full, taken up where nobody of that name is known."""
        name = self.name_of(run)
        known = self.by_name.get(name.casefold())
        kind = run.kind or EntityKind.ORGANISATION
        if known is None and kind is EntityKind.PERSON:
            known = self._same_person(self.words_of(run), generation(name))
        curated = self._curated.get(name.casefold())
        if known is None and curated:
            same = (i for i, p in enumerate(self.people) if self._curated.get(p.name.casefold()) == curated)
            known = next(same, None)
        if known is None:
            return self.take_up(name, run, kind)
        person = self.people[known]
        if person.name.casefold() != name.casefold():
            person.aliases.setdefault(name)
            self.by_name[name.casefold()] = known
            words = self.words_of(run)
            # "Van der Velk" before "Bram van der Velk", "Vera Ilyinichna" before "Vera Ilyinichna Velk"
            if is_tail(person.words, words) or is_head(person.words, words):
                person.aliases.setdefault(person.name)
                person.name, person.words, person.sex = name, words, sex_of(words)
                self.by_word.setdefault(words[0], []).append(known)
                self.note_initials(known)
        if run.sex != "u":
            person.sex = run.sex  # "Mr" tells more than the first name
            self.titled.add(known)
        return known

    def take_up(self, name: str, run: Run, kind: EntityKind) -> int:
        """Add an entity to those that are known; return its number."""
        words = self.words_of(run)
        sex = run.sex
        if sex == "u" and kind is EntityKind.PERSON:
            sex = sex_of(words)
        self.people.append(Person(name, kind, words, sex))
        index = len(self.people) - 1
        if run.sex != "u":
            self.titled.add(index)
        self.by_name[name.casefold()] = index
        self.note_initials(index)
        self._nicknamed(run, index)
        known = {words[0], words[-1], *(words[1:-1] if kind is EntityKind.PERSON else ())}
        for word in known | {word[3:] for word in known if word[:3].lower() in ARTICLES and len(word) > 5}:
            self.by_word.setdefault(word, []).append(index)
        return index

    def add(self, run: Run, owner: int) -> None:
        """Note a mention of ``owner``, with what the title before the name tells."""
        starts, ends = self.tokens.starts, self.tokens.ends
        span = Span(starts[run.first], ends[run.last - 1])
        person = self.people[owner]
        person.mentions.append(span)
        if not person.age:
            suffix = {"sr": 1, "jr": -1}.get(generation(person.name), 0)
            person.age = suffix or told_age(self.tokens, run.title)
        if run.title < run.first:
            title = unbroken(self.text[starts[run.title] : ends[run.first - 1]])
            lows = self.tokens.lows[run.title : run.first]
            person.roles.update(low.removesuffix("s") if low not in ROLES else low for low in lows if low in TITLES)
            person.roles.update(low for low in lows if low in ROLES or low in DEMONYMS)
            if not all(low in BARE_TITLES for low in lows):
                person.role = person.role or title
                if "prime" in lows and "minister" in lows:
                    person.roles.add("premier")
            person.kind = EntityKind.PERSON
            person.credible = True
        self.mentions.append(
            Mention(span, Span(starts[run.title], span.end), owner, run.first, run.last, run.possessive)
        )

    def acronym_of(self, word: str) -> int | None:
        """Return the entity whose words in capitals begin with the letters of ``word``."""
        if not word.isupper() or not 2 <= len(word) <= 6:
            return None
        index = self._by_initials.get(word)
        if index is not None:
            self.by_word.setdefault(word, []).append(index)
            self.by_name[word.casefold()] = index
        return index

    def note_initials(self, index: int) -> None:
        """Take up the initials that an entity's name has now: whoever came first is meant by an acronym."""
        letters = "".join(part[0] for part in self.people[index].words if part[0].isupper())
        if len(letters) > 1:
            self._by_initials[letters] = min(index, self._by_initials.get(letters, index))

    def name_of(self, run: Run) -> str:
        """Return the name on one line, without a nickname, in small letters where it is printed in capitals."""
        start, end = self.tokens.starts[run.first], self.tokens.ends[run.last - 1]
        name = " ".join(without_nickname(unbroken(self.text[start:end])).split())
        return name.title() if self._is_shouted(run) else name

    def words_of(self, run: Run) -> tuple[str, ...]:
        """The words of a name, without a nickname and without what tells a son from his father."""
        words = without_nickname("\n".join(self.tokens.words[run.first : run.last])).split()
        while len(words) > 1 and (words[-1] == "," or words[-1].lower() in GENERATIONS):
            words.pop()
        return tuple(word.title() for word in words) if self._is_shouted(run) else tuple(words)

    def finish(self) -> None:
        """Judge who is credible and take over the curator's spellings; after all linking."""
        self._find_traded()
        for person in self.people:
            person.mentions.sort()
            person.credible = person.credible or len(person.words) > 1 or len(person.mentions) > 2
            curated = self._curated.get(person.name.casefold())
            person.credible = person.credible or curated is not None
            if curated and curated != person.name:
                if len(person.words) == 1:
                    person.name, other = curated, person.name
                    person.aliases.setdefault(other)
                else:
                    person.aliases.setdefault(curated)

    def _same_person(self, words: tuple[str, ...], born: str) -> int | None:
        """The person of the same surname whose first name is the same, an initial of it, or a middle name apart.

        ``born`` ("jr") tells a son from a father of the same name.
        """
        either = dict.fromkeys((words[-1], words[min(1, len(words) - 1)]))
        for index in (owner for word in either for owner in self.by_word.get(word, [])[:MOST]):
            other = self.people[index]
            if other.kind is not EntityKind.PERSON or len(other.words) < 2:
                continue
            if is_head(words, other.words) or is_head(other.words, words):
                return index
            if other.words[-1] != words[-1]:
                continue
            if born and generation(other.name) not in {"", born}:
                continue
            mine, theirs = words[0].strip("."), other.words[0].strip(".")
            if (
                mine == theirs
                or is_tail(words, other.words)
                or is_tail(other.words, words)
                or (len(mine) > 2 and mine.startswith(theirs))
                or (len(theirs) > 2 and theirs.startswith(mine))
            ):
                return index
        return None

    def _find_traded(self) -> None:
        """Make firms of those with a name of one word that own what firms do."""
        for mention in self.mentions:
            person = self.people[mention.entity]
            alone = (
                person.kind is EntityKind.PERSON and len(person.words) == 1 and person.sex == "u" and not person.role
            )
            if (
                alone
                and person.words[0] not in GIVEN_NAMES
                and is_traded(self.tokens, mention.token, mention.end_token)
            ):
                person.kind = EntityKind.ORGANISATION

    def _is_shouted(self, run: Run) -> bool:
        """Tell whether a person's full name is printed in capitals: "MARA VELK"."""
        words = self.tokens.words[run.first : run.last]
        return run.kind is EntityKind.PERSON and len(words) > 1 and all(word.isupper() for word in words)

    def _nicknamed(self, run: Run, owner: int) -> None:
        """Know Hugo “Sparky” Velk as Sparky too, where nobody else is called so."""
        word = nickname(self.tokens.words[run.first : run.last])
        if word and word not in self.by_word:
            self.by_word[word] = [owner]
            self.nicknames.add(word)
