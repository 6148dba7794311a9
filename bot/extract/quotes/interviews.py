"""Interviews: who answers, and the answers of one whose turns bear no labels."""

from __future__ import annotations

import re

from bot.extract.lexicon import read_sections
from bot.extract.names.people import Person
from bot.extract.names.table import NameTable
from bot.extract.quotes.cues import letter
from bot.extract.quotes.marks import trimmed
from bot.extract.quotes.turns import FIRST_PERSON, MARKS, SPOKEN, Turn
from bot.model import Block, EntityKind, Span

_YOU = re.compile(r"\b[Yy]ou(?:r|rs|’re|'re|’ve|'ve)?\b")
_QUOTED = re.compile(r"[“\"«„][^”\"»“]{1,600}[”\"»“]|(?<!\w)[‘'](?=\w)[^‘’]{1,600}?[’'](?!\w)")
_WORD = re.compile(r"\w+")
_INTERVIEWER = re.compile(
    r"(?:\b(?:by|told|(?:spoke|speaks|talked|talks) (?:to|with))|\b(?:interview(?:er)?|words|photographs?|text):)"
    r"\s(?:\w+\s)?$",
    re.I,
)
_ASKS = re.compile(
    r"\b(?:(?:spoke|speaks|talked|talks) (?:to|with)|interviewed by)\s(?:(?:our|\w+’s)\s(?:\w+\s)?|the\s\w+’s\s)?$"
)
_OWNED = re.compile(
    r"\b(?:(?:whose|his|her|their)\s(?:[\w-]+\s){1,3}[\w-]+,?|in|at|of|from|near|off|outside|to)\s$|’s\s(?:[\w-]+\s){1,3}$",
    re.I,
)
"""Before the name of somebody who belongs to another ("whose teacher, Tom Brandt"), or of a place."""
_DESCRIBED = re.compile(r",\s(?:\d\d\b|(?:who|the|a|an)\b)|\s(?:is|was|has|had)\b")
_SHE, _HE = re.compile(r"\b(?:she|her|hers)\b", re.I), re.compile(r"\b(?:he|his|him)\b", re.I)
_MEDIA = read_sections("name_words.txt")["media"]
_RUBRICS = frozenset({"interview", "interviews", "conversation", "conversations", "profile", "questionnaire"})
_ASIDE, _TOLD = 0.3, 1.5
_SAYS = re.compile(
    r"\s,?\s*(?:[Ss]?he|they) (?:says?|said|asks?|asked|adds?|added|murmurs|laughs|calls|mutters|sighs)\b"
    r"|\s,?\s*(?:the|his|her)\s(?:[\w-]+\s){1,3}(?:says|adds|asks|calls|shouts|puts)\b"
)
_SINGULAR = re.compile(r"\b(?:I|[Mm]y|me|mine)\b")
_LONGEST_QUESTION, _LONGEST_PROMPT = 300, 200
_THANKS = re.compile(r"(?:Thank you|Thanks|Many thanks)\b[^.!\n]{0,60}[.!]?$")
_GOES_ON = re.compile(r"(?:And|But|So|Still|Yet)\b[^.!?\n]+[.…]")
"""A remark of one sentence that goes on from the answer: "And now machines write scores in seconds."."""
_DASHES = ("– ", "— ", "― ")
_BOLD = re.compile(r"(\*\*|__)[^*_\n].*\1", re.DOTALL)
_STOPPED = re.compile(r"[^\w\s,]$")
_FEWEST, _DENSITY = 3, 0.3


def protagonist(text: str, names: NameTable, first_question: int) -> Person | None:
    """Return who answers: the person whom the lines before the first question tell of, not the one who asks.

    ``first_question`` is its offset. Where nobody is named before, the person named most often. Who is asked is "you"
    in a question: whom the questions name is somebody else. A magazine's heading ("The Coast Interview") is nobody, and
    so is a word that opens what a heading says or quotes ("“Patience is a habit”").
    """
    best: tuple[float, int, Person] | None = None
    other = _other_sex(text[:first_question])
    marked = [Span(*match.span()) for match in _QUOTED.finditer(text, 0, first_question)]
    for person in names.people:
        if person.kind is not EntityKind.PERSON or not person.mentions or _is_rubric(person):
            continue
        before = [span for span in person.mentions if span.start < first_question]
        later = person.mentions[len(before) :]
        before = [span for span in before if not any(words.contains(span) for words in marked)]
        if not before and not later:
            continue
        asked = sum(_is_asked_about(text, span) for span in later)
        weight = sum(_introduced(text, span) for span in before) - (person.sex == other)
        weight += 0.2 * (len(later) - 4 * asked) + 0.5 * (len(person.words) > 1)
        weight -= _TOLD * (len(person.mentions) == 1 and _opens_a_line(text, person))
        rank = (weight, -person.mentions[0].start, person)
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best else None


def interviewer(text: str, names: NameTable, first_question: int) -> Person | None:
    """Return who asks, where the last sentence before the first question says so: "She spoke to Tom Brandt."."""
    opening = text[:first_question].rstrip()
    last = max(opening.rfind(end, 0, len(opening) - 1) for end in (". ", "? ", "! ", "\n")) + 1
    for person in names.people:
        if person.kind is EntityKind.PERSON and not _is_rubric(person):
            for span in person.mentions:
                if last <= span.start < first_question and _ASKS.search(text, max(last, span.start - 40), span.start):
                    return person
    return None


def _is_rubric(person: Person) -> bool:
    """Tell whether a name is that of a magazine or of its series of interviews."""
    return not (_MEDIA | _RUBRICS).isdisjoint(word.lower() for word in person.words)


def _opens_a_line(text: str, person: Person) -> bool:
    """Tell whether one word has its capital from the line that it opens: "Patience is a habit"."""
    start = person.mentions[0].start
    return len(person.words) == 1 and text[max(0, start - 1) : start] in {"", "\n"}


def _introduced(text: str, span: Span) -> float:
    """Weigh a name in the lines before the first question: the one who asks, and whom others lead to, count less."""
    start = max(0, span.start - 40)
    if _INTERVIEWER.search(text, start, span.start):
        return -1.0
    if _OWNED.search(text, start, span.start):
        return _ASIDE
    return _TOLD if _DESCRIBED.match(text, span.end) else 1.0


def _other_sex(introduction: str) -> str:
    """Return the sex of which nobody is spoken in the introduction: m where it says "she" and "her" only."""
    women, men = (len(pronoun.findall(introduction)) for pronoun in (_SHE, _HE))
    return "m" if women > 2 * men else "f" if men > 2 * women else ""


def _is_asked_about(text: str, span: Span) -> bool:
    """Tell whether a name stands within a line that ends in a question, and is not called there: "Mara, why?"."""
    begin, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[begin : end if end >= 0 else len(text)]
    called = text[span.end : span.end + 1] in {",", "?"} or text[max(begin, span.start - 2) : span.start] == ", "
    return line.rstrip().endswith("?") and not called


def find_answers(text: str, blocks: tuple[Block, ...], names: NameTable) -> list[Turn]:
    """Return the turns of an interview without labels, the questions too (they have no name).

    It has at least three questions that a paragraph follows, and most of these paragraphs say "I" or "we". Between
    them a short paragraph that says "you" is a question without its mark.
    """
    asked = _asked(text, blocks)
    starts = [n for n in range(len(blocks) - 1) if asked[n] and not asked[n + 1] and _may_answer(text, blocks[n + 1])]
    if len(starts) < _FEWEST:
        return []
    answers: list[list[Span]] = []
    questions: list[Span] = []
    open_answer = False
    first = _first_prompt(text, blocks, starts[0])
    for number in range(first, len(blocks)):
        block = blocks[number]
        after = number > starts[-1] + 1
        if (not _is_spoken(text, block) and not asked[number]) or (not after and _is_pulled(text, block)):
            continue
        if asked[number] or _is_prompt(text, blocks, number, sure=not after):
            questions.append(block.span)
            open_answer = False
        elif is_narration(text, block, names) or is_scene(text, block) or (after and not speaks(text, block.span)):
            if after:
                break
            open_answer = False
        elif open_answer and _STOPPED.search(text, block.span.end - 1, block.span.end) is None:
            continue  # a box of facts: "Born: Torrin, 1971"
        elif open_answer:
            answers[-1].append(block.span)
        else:
            answers.append([block.span])
            open_answer = True
    spoken = sum(1 for spans in answers if any(speaks(text, span) for span in spans))
    person = protagonist(text, names, blocks[first].span.start)
    paragraphs = sum(_is_spoken(text, block) for block in blocks[starts[0] : starts[-1] + 2])
    if person is None or 2 * spoken < len(answers) or len(questions) < _DENSITY * paragraphs:
        return []  # a column that asks its readers
    label = person.mentions[0]
    turns = [Turn(tuple(_undashed(text, span) for span in spans), person.name, label) for spans in answers]
    return turns + [Turn((span,), None, span) for span in questions]


def _first_prompt(text: str, blocks: tuple[Block, ...], number: int) -> int:
    """Return the block with which an interview begins: its first question, or a remark and its answer before that."""
    before = number - 2
    opens = before > 0 and blocks[before].kind in SPOKEN and _is_prompt(text, blocks, before, sure=False)
    return before if opens and not _THANKS.match(text, *blocks[before].span) else number


def is_scene(text: str, block: Block) -> bool:
    """Tell whether a paragraph between the turns sets a scene: "He fills the kettle. “Listen,” he says."."""
    outside = _QUOTED.sub(" ", block.span.of(text))
    quoted = len(outside) < block.span.end - block.span.start
    return quoted and _SAYS.search(outside) is not None and not _SINGULAR.search(outside)


def _asked(text: str, blocks: tuple[Block, ...]) -> list[bool]:
    """Tell of each block whether it asks: in bold type where the questions are set so, else with its mark."""
    bold = [_BOLD.fullmatch(text, *block.span) is not None for block in blocks]
    if sum(bold) >= _FEWEST and any(text[b.span.start : b.span.end].rstrip("*_")[-1:] == "?" for b in blocks):
        return bold
    return [_is_question(text, block) for block in blocks]


def _is_pulled(text: str, block: Block) -> bool:
    """Tell whether a paragraph is nothing but words in marks: a pull quote."""
    return _QUOTED.fullmatch(text, *block.span) is not None


def _is_question(text: str, block: Block) -> bool:
    short = block.span.end - block.span.start < _LONGEST_QUESTION
    return short and text[block.span.end - 1] == "?" and text[block.span.start] not in MARKS


def _is_spoken(text: str, block: Block) -> bool:
    """Tell whether a block can be a turn: in some papers a dash opens each of them."""
    return block.kind in SPOKEN or text.startswith(_DASHES, block.span.start)


def _undashed(text: str, span: Span) -> Span:
    return trimmed(text, Span(span.start + 1, span.end)) if text.startswith(_DASHES, span.start) else span


def _may_answer(text: str, block: Block) -> bool:
    return _is_spoken(text, block) and text[block.span.start] not in MARKS


def speaks(text: str, span: Span) -> bool:
    """Tell whether the words outside of marks say "I" or "we"."""
    return FIRST_PERSON.search(_QUOTED.sub(" ", span.of(text))) is not None


def _is_prompt(text: str, blocks: tuple[Block, ...], number: int, *, sure: bool) -> bool:
    """A remark of the interviewer's that an answer follows: "You open a shop soon."."""
    span = blocks[number].span
    if _THANKS.match(text, *span):
        return True
    if span.end - span.start > _LONGEST_PROMPT or number + 1 >= len(blocks):
        return False
    if not _YOU.search(text, *span) and not (sure and _GOES_ON.fullmatch(text, *span)):
        return False
    following = blocks[number + 1]
    answered = not _is_question(text, following) and _may_answer(text, following)
    return answered and not speaks(text, span) and (sure or speaks(text, following.span))


def is_narration(text: str, block: Block, names: NameTable) -> bool:
    """The reporter's own words between the turns: somebody with a full name is quoted, and nobody says "I"."""
    outside = _QUOTED.sub(" ", block.span.of(text))
    if len(outside) == block.span.end - block.span.start or _SINGULAR.search(outside):
        return False
    told = ": " in outside or any(letter(word.lower()) in "Vv" for word in _WORD.findall(outside))
    return told and any(len(names.people[mention.entity].words) > 1 for mention in names.within(block.span))
