"""Nothing found is an answer: what was looked for, what the archive covers, and what there would be instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.nearest import alike
from bot.commands.period_units import of_date
from bot.commands.understanding import Understanding
from bot.commands.wording import counted, covered, dated_words, listed, one_line
from bot.commands.words import unquote
from bot.model.dates import PartialDate
from bot.store.corpus import Corpus, Filters

Arguments = Mapping[str, str | int]
Restate = Callable[[Understanding], Arguments]

_SEARCH = "search"
_LABEL = 40  # characters
_SUGGESTIONS = 3
_YEARS_TRIED = 5
_WORDS_TRIED = 4
_SHORTEST_OFFICE = 3  # letters
_LIMITS = ("period", "query", "kind", "place", "publisher", "person")


def nothing(
    asked: Understanding, noun: str, count: Callable[[Filters], int], restate: Restate, times: str = ""
) -> Reply:
    """Say that nothing was found, and offer what is found when one limit is given up, or the nearest year.

    ``restate`` turns an understanding back into the arguments of the command that was called; ``times`` names those at
    which it looked, where they are not the one time that was asked for.
    """
    command = asked.invocation.command
    first = next(iter(asked.invocation.arguments), "")
    lines = [covered(asked.corpus.stats())]
    actions: list[Action] = []
    there = _elsewhen(asked, count)
    if there and there.period:
        lines[0] += f" Nearest: {there.period.words}."
        actions.append(Action("suggestion", there.period.words, command, restate(there)))
    lines += _other_years(asked, actions)
    lines += _fewer_words(asked, noun, count, restate, actions)
    for part in _LIMITS:
        wider = asked.without(part)
        arguments = restate(wider)
        if wider.filters == asked.filters or not wider.subject or first not in arguments:
            continue
        if number := count(wider.filters):
            subject = " · ".join(wider.subject)
            lines.append(f"{subject}: {_counted(number, noun)}.")
            actions.append(Action("suggestion", one_line(subject, _LABEL), command, arguments))
    lines += (
        _in_sentences(asked, actions) or _misspelt(asked, command, actions) or _meant(asked, count, restate, actions)
    )
    # a command whose options cannot say the other time would only be given again
    again = (restate(asked), asked.invocation.arguments)
    actions = [action for action in actions if action.command != command or action.arguments not in again]
    return Reply(
        heading=_heading(asked, noun, times),
        cards=(Card(CardKind.INFO, body="\n".join(lines)),),
        note=asked.note,
        actions=tuple(actions[:_SUGGESTIONS]),
    )


def _counted(number: int, noun: str) -> str:
    return counted(number, noun, noun.replace(" or ", "s or ") + "s")


def _fewer_words(
    asked: Understanding, noun: str, count: Callable[[Filters], int], restate: Restate, actions: list[Action]
) -> list[str]:
    """Say which one of several words is too many, or misspelt."""
    words = asked.query.words
    if len(words) + len(asked.query.phrases) < 2 or len(words) > _WORDS_TRIED:
        return []
    found = []
    for index, word in enumerate(words):
        fewer = replace(asked, query=replace(asked.query, words=words[:index] + words[index + 1 :]))
        if number := count(fewer.filters):
            found.append((number, word, fewer))
    found.sort(key=lambda entry: -entry[0])
    for _, word, fewer in found[:1]:
        actions.append(
            Action("suggestion", one_line(f"Without {word}", _LABEL), asked.invocation.command, restate(fewer))
        )
    return [f"Without {word}: {_counted(number, noun)}." for number, word, _ in found[:_SUGGESTIONS]]


def nobody(asked: Understanding, typed: str, option: str) -> Reply:
    """Say that nobody in the archive is meant by a name; offer the nearest names, or who is quoted most."""
    near = [name for name in asked.corpus.nearest_names(typed) if alike(typed, name)]
    described = () if near else _described(asked.corpus, typed)
    names = near or described or [speaker.name for speaker in asked.corpus.speakers(limit=_SUGGESTIONS)]
    arguments = dict(asked.invocation.arguments)
    command = asked.invocation.command
    lines = [f"Nearest names: {listed(near, 'or')}."] if near else []
    lines += [f"Described so: {listed(described)}."] if described else []
    lines += [f"Quoted most: {listed(names)}."] if names and not near and not described else []
    actions = [Action("suggestion", one_line(name, _LABEL), command, {**arguments, option: name}) for name in names]
    lines.append(covered(asked.corpus.stats()))
    return Reply(
        heading=f"Nobody called “{one_line(typed, 60)}” in the archive.",
        cards=(Card(CardKind.INFO, body="\n".join(lines)),),
        actions=tuple(actions[:_SUGGESTIONS]),
    )


def _described(corpus: Corpus, typed: str) -> tuple[str, ...]:
    """Who is meant by an office: "the mayor"."""
    words = unquote(typed).casefold().removeprefix("the ")
    return corpus.described_as(words, _SUGGESTIONS) if len(words) > _SHORTEST_OFFICE else ()


def no_publisher(asked: Understanding, typed: str, option: str = "publisher") -> Reply:
    """Say that the archive has no such publisher, and which it has."""
    publishers = [name for name, _ in asked.corpus.stats().publishers]
    arguments = dict(asked.invocation.arguments)
    known = f"It has {listed(publishers[:10])}." if publishers else "No document names its publisher."
    return Reply(
        heading=f"No publisher called “{one_line(typed, 60)}” in the archive.",
        cards=(Card(CardKind.INFO, body=known),),
        actions=tuple(
            Action("suggestion", one_line(name, _LABEL), asked.invocation.command, {**arguments, option: name})
            for name in publishers[:_SUGGESTIONS]
        ),
    )


def _elsewhen(asked: Understanding, count: Callable[[Filters], int]) -> Understanding | None:
    """Return the same question about the nearest time with an answer: the month or year around, then other years."""
    period = asked.period
    if period is None:
        return None
    years = [year for year in asked.corpus.stats().years if not period.first.year <= year <= period.last.year]
    years.sort(key=lambda year: min(abs(year - period.first.year), abs(year - period.last.year)))
    around = [PartialDate(period.first.year, period.first.month), PartialDate(period.first.year)]
    wider = [date for date in around if date.first <= period.first and period.last <= date.last]
    for date in (*wider, *(PartialDate(year) for year in years[:_YEARS_TRIED])):
        there = asked.moved(of_date(date))
        if there.period != period and count(there.filters):
            return there
    return None


def _other_years(asked: Understanding, actions: list[Action]) -> list[str]:
    """Offer the same day of other years: who types "16 May" may not mean the latest one."""
    period = asked.period
    if period is None or period.first != period.last:
        return []
    day = f"{period.first.day} {period.first:%B}"
    number = len(asked.corpus.on_this_day(period.first.month, period.first.day))
    if not number:
        return []
    actions.append(Action("suggestion", f"On {day}", "today", {"day": day}))
    return [f"On {day} of other years: {counted(number, 'event')}."]


def _heading(asked: Understanding, noun: str, times: str) -> str:
    others = asked.without("period")
    if asked.period and not others.subject:
        return f"Nothing {' · '.join(filter(None, (dated_words(asked.period), times)))}."
    subject = " · ".join(filter(None, (*asked.subject, times)))
    return f"No {noun} found for {subject}." if subject else f"No {noun} found."


def _in_sentences(asked: Understanding, actions: list[Action]) -> list[str]:
    """Say where the words stand all the same: in a title, or in a sentence that is neither a quote nor an event."""
    if asked.invocation.command == _SEARCH or not asked.query:
        return []
    looked_for = Filters(
        entity=asked.person.id if asked.person else None,
        words=asked.query.words,
        phrases=asked.query.phrases,
        without=asked.query.without,
        publisher=asked.publisher,
    )
    found = asked.corpus.sentences(looked_for, 0, 1)
    if not found.total:
        return []
    name = asked.person.name if asked.person else ""
    given = {"words": asked.query.typed, "person": name, "from": asked.publisher}
    arguments = {name: value for name, value in given.items() if value}
    actions.append(Action("suggestion", "Sentences", _SEARCH, arguments))
    least, naming = "at least " if found.partial else "", f" that name {name}" if name else ""
    return [f"Sentences{naming} with {asked.query.shown}: {least}{found.total:,}."]


def _meant(asked: Understanding, count: Callable[[Filters], int], restate: Restate, actions: list[Action]) -> list[str]:
    """Offer the archive's own words for those that it has not, where something is found by them."""
    corpus, words = asked.corpus, asked.query.words
    if len(words) > _WORDS_TRIED:
        return []
    unknown = [word for word in words if not corpus.sentences(Filters(words=(word,)), 0, 1).total]
    meant = {word: corpus.likely_word(word) or word for word in unknown}
    there = replace(asked, query=replace(asked.query, words=tuple(meant.get(word, word) for word in words)))
    if there.query == asked.query or not count(there.filters):
        return []
    label = one_line(there.query.shown, _LABEL)
    actions.insert(0, Action("suggestion", label, asked.invocation.command, restate(there)))
    return [f"Did you mean {there.query.shown}?"]


def _misspelt(asked: Understanding, command: str, actions: list[Action]) -> list[str]:
    """Offer names that look like the words, where somebody may have misspelt a name."""
    if asked.person or not asked.query.words:
        return []
    matches = asked.corpus.find_entities(" ".join(asked.query.words), limit=_SUGGESTIONS)
    names = [match.entity.name for match in matches]
    first = {"quote": "speaker"}.get(command, "what")
    actions += [Action("suggestion", one_line(name, _LABEL), command, {first: name}) for name in names]
    return [f"Did you mean {listed(names, 'or')}?"] if names else []
