"""Tokens -> time expressions as printed: the longest readable rule of the grammar at each position."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.extract.times.forms import Form
from bot.extract.times.grammar import RULES, Reading
from bot.extract.times.piece import Piece
from bot.extract.times.titles import is_title
from bot.extract.times.tokens import NOTHING, Tokens
from bot.model import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression as printed: where it stands and what it says. ``classes`` are its tokens' classes."""

    span: Span
    form: Form
    classes: str


def find_mentions(tokens: Tokens) -> Iterator[Mention]:
    """Yield the time expressions among ``tokens``, from left to right; they do not overlap."""
    classes = tokens.classes
    position, size = 0, len(classes)
    while position < size:
        head = classes[position]
        alone = classes[position + 1 : position + 2] in _NOTHING
        rules = None if alone and head not in _ALONE else _TABLE.get(head)
        found = _longest(tokens, position, rules) if rules else None
        if found is None:
            position += 1
            continue
        end, form = found
        first = _opening(tokens, position, end)
        if not is_title(tokens, first, end):
            yield Mention(Span(tokens.starts[first], tokens.ends[end - 1]), form, classes[first:end])
        position = end


def _opening(tokens: Tokens, position: int, end: int) -> int:
    """Where the expression begins: without what only helped to read it, and with the "at" of "at least"."""
    first = position
    if tokens.classes[first] == "i" or tokens.values[first] == "than":
        first += 1
    if _COMPOUND.match(tokens.classes, first, end):
        return first + 1
    if tokens.values[first] == "least" and first > 0 and tokens.values[first - 1] == "at":
        return first - 1
    return first


def _longest(tokens: Tokens, position: int, rules: list[tuple[re.Pattern[str], Reading]]) -> tuple[int, Form] | None:
    """The end and form of the longest rule that can be read at ``position``; of equally long ones the first."""
    ends = [(match.end(), reading) for pattern, reading in rules if (match := pattern.match(tokens.classes, position))]
    ends.sort(key=_by_length)
    for end, reading in ends:
        form = reading(Piece(tokens, position, end))
        if form is not None:
            return end, form
    return None


def _by_length(found: tuple[int, Reading]) -> int:
    return -found[0]


def _first(pattern: str) -> tuple[set[str], bool]:
    """Return the characters that a match of ``pattern`` can begin with, and whether it can be empty.

    Understands the syntax that the grammar uses (see there) and no more.
    """
    heads: set[str] = set()
    empty = False
    for branch in _split(pattern):
        can_go_on = True
        for atom, optional in _atoms(branch):
            if not can_go_on:
                break
            inner, inner_empty = _first(atom[3:-1]) if atom.startswith("(") else (set(atom.strip("[]")), False)
            heads |= inner
            can_go_on = optional or inner_empty
        empty = empty or can_go_on
    return heads, empty


def _split(pattern: str) -> list[str]:
    """Split at the bars outside groups."""
    branches, depth, last = [], 0, 0
    for index, character in enumerate(pattern):
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            branches.append(pattern[last:index])
            last = index + 1
    return [*branches, pattern[last:]]


def _atoms(branch: str) -> Iterator[tuple[str, bool]]:
    """Yield each literal, class or group of a sequence, and whether it may be left out."""
    index = 0
    while index < len(branch):
        end = index + 1
        if branch[index] == "[":
            end = branch.index("]", index) + 1
        elif branch[index] == "(":
            depth = 1
            while depth:
                depth += (branch[end] == "(") - (branch[end] == ")")
                end += 1
        quantifier = branch[end : end + 1]
        if not branch.startswith("(?=", index):
            yield branch[index:end], quantifier in {"?", "*"}
        index = end + (quantifier in {"?", "*", "+"} and quantifier != "")


def _tabulate() -> dict[str, list[tuple[re.Pattern[str], Reading]]]:
    table: dict[str, list[tuple[re.Pattern[str], Reading]]] = {}
    for pattern, reading in RULES:
        compiled = re.compile(pattern)
        for head in _first(pattern)[0]:
            table.setdefault(head, []).append((compiled, reading))
    return table


_COMPOUND = re.compile("a[DN]-[UQ]")  # "a two-week strike", "a 54-year-old": the article is the noun's
_TABLE = _tabulate()
_NOTHING = frozenset({"", NOTHING})
# Classes that are an expression by themselves; "the" and its like are none, so most of them need no rule tried.
_ALONE = frozenset(
    head
    for head, rules in _TABLE.items()
    if any(pattern.fullmatch(head) or f"{head}_" in pattern.pattern for pattern, _ in rules)
)
