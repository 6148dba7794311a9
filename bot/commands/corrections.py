"""/corrections: what was posted here and has changed since, with the button that amends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from bot.cards import Action, Card, CardKind, Field, Reply
from bot.commands.command import Command, Invocation, Option
from bot.commands.corrected import excerpts, long_date, said_words
from bot.commands.paging import PAGE_SIZE, cut, offset, page_of, turns
from bot.commands.reminders import reminders_for
from bot.commands.wording import counted, joined
from bot.errors import UsageError
from bot.model.posted import Amendment, Correction, Difference
from bot.store.corpus import Corpus

ALL = "all"
_SHOWN = 3


def corrections(invocation: Invocation, corpus: Corpus) -> Reply:
    """List what was posted here and has changed since, or ask for it to be amended."""
    typed = invocation.text("amend")
    if typed:
        return _amend(typed, invocation, corpus)
    # One more than the page shows tells whether there are more; how many there are would take comparing all of them.
    most = offset(invocation) + PAGE_SIZE + 1
    found = tuple(islice(_found(invocation, corpus), most))
    more = len(found) == most
    waiting = [one for one in found if one.state is Amendment.OPEN]
    shown = cut(invocation, found)
    every = (Action("suggestion", "Amend all", "corrections", {"amend": ALL}),) if more or len(waiting) > 1 else ()
    return Reply(
        heading=_heading(found, waiting, "at least " if more else ""),
        cards=tuple(_card(one, invocation) for one in shown.rows),
        actions=(*turns(invocation, shown.total), *every),
        page=page_of(invocation, shown.total),
        private=True,
    )


def _found(invocation: Invocation, corpus: Corpus, number: int = 0) -> Iterator[Correction]:
    """What the person may see and change: all at the console, the server's, or those of the channel they may manage."""
    platform = "" if invocation.platform == "console" else invocation.platform
    channel = "" if invocation.may_manage else invocation.channel
    return reminders_for(corpus).corrections(platform, invocation.server, channel, number)


def _amend(typed: str, invocation: Invocation, corpus: Corpus) -> Reply:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    chosen = tuple(_found(invocation, corpus, number)) if number or typed == ALL else ()
    if typed != ALL and not chosen:
        raise UsageError(f'There is no correction "{typed}" here. /corrections lists them with their numbers.')
    count = reminders_for(corpus).amend(chosen, again=typed != ALL)
    said = "Nothing is left to be amended." if typed == ALL else "That is amended already, or about to be."
    if count:
        said = f"{counted(count, 'message')} will be amended within a minute or two, by the process that posts."
    see = Action("suggestion", "Corrections", "corrections", {})
    return Reply("", cards=(Card(CardKind.INFO, body=said),), actions=(see,), private=True)


def _heading(found: Sequence[Correction], waiting: Sequence[Correction], least: str) -> str:
    if not found:
        return "Nothing that was posted here has changed since."
    left = f"{least}{len(waiting):,} not amended" if waiting else "" if least else "none left to amend"
    return joined((f"Changed since: {least}{counted(len(found), 'message')}", left))


def _card(one: Correction, invocation: Invocation) -> Card:
    number: dict[str, str | int] = {"amend": str(one.number)}
    labels = {Amendment.OPEN: f"Amend {one.number}", Amendment.REFUSED: f"Amend {one.number} again"}
    label = labels.get(one.state, "")
    left_out = len(one.differences) - _SHOWN
    here = one.address.channel == invocation.channel
    return Card(
        kind=CardKind.INFO if one.state in (Amendment.AMENDED, Amendment.WANTED) else CardKind.WARNING,
        title=f"{one.number} · {one.what}",
        subtitle=joined(
            (f"posted {long_date(one.posted_at)}", "this channel" if here else f"channel {one.address.channel}")
        ),
        body=f"{counted(left_out, 'difference')} not shown" if left_out > 0 else "",
        fields=(
            *(field for different in one.differences[:_SHOWN] for field in difference_fields(different)),
            Field("State", state_words(one)),
        ),
        actions=(Action("suggestion", label, "corrections", number),) if label else (),
    )


def state_words(one: Correction) -> str:
    """Say ``amended on 16 May 2031``, or ``cannot be amended: The message was deleted.``"""
    day = f"on {long_date(one.amended_at)}" if one.amended_at and one.state is Amendment.AMENDED else ""
    return joined((joined((one.state, day), " "), one.reason), ": ")


def difference_fields(one: Difference) -> tuple[Field, ...]:
    """What was posted and what stands in its place now, as facts of a card."""
    before, after = excerpts(one.before, one.after)
    was = said_words(before, one.kind_before, one.speaker_before) if one.before else "erased"
    if not one.after:
        return (Field("Gone", joined((was, one.document))),)
    dates = (one.dated_before, one.dated_after) if one.dated_before != one.dated_after else ("", "")
    now = said_words(after, one.kind_after, one.speaker_after)
    return Field("Posted", joined((was, dates[0], one.document))), Field("Now", joined((now, dates[1])))


CORRECTIONS = Command(
    "corrections",
    "What was posted here and has changed since in its source, to amend it",
    corrections,
    (Option("amend", "The number of a message to amend, or all"),),
    ("/corrections", "/corrections amend:3", "/corrections amend:all"),
    admin=True,
    of_channel=True,
)
