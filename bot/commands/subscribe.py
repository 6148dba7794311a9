"""/subscribe and its kin: what a channel receives of itself, for those who may manage it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.cards import Action, Card, CardKind, Reply
from bot.commands.command import Invocation
from bot.commands.day import day_of
from bot.commands.paging import cut, page_of, turns
from bot.commands.reminders import Reminders, Standing, reminders_for
from bot.commands.standing import held_card, moment_words, place_words, standing_card, title_of, wish_words
from bot.commands.wishes import read_wish
from bot.commands.wording import counted, joined, when
from bot.errors import NotPermittedError, UsageError
from bot.model.subscriptions import Address, PostKind
from bot.store.corpus import Corpus

_CHANNEL = re.compile(r"<#(\w+)(?:\|[^>]*)?>|(\d+|[CGD][A-Z0-9]+)")  # as a client writes it, or its bare id
_NEVER = "never"


def subscribe(invocation: Invocation, corpus: Corpus) -> Reply:
    """Make a channel receive something, or change what it receives."""
    reminders = reminders_for(corpus)
    wish = read_wish(invocation, corpus, reminders.defaults(invocation.platform, invocation.server))
    address = Address(invocation.platform, invocation.server, _channel(invocation))
    made, is_new = reminders.subscribe(address, wish, invocation.user, invocation.now)
    brings = "after each ingest" if wish.kind is PostKind.NEW else moment_words(made.next_due, wish.zone)
    number: dict[str, str | int] = {"number": made.id}
    return Reply(
        heading=joined(("Subscribed" if is_new else "Changed", title_of(made), place_words(made, invocation))),
        cards=(Card(CardKind.INFO, body=f"{wish_words(wish)}\nFirst post: {brings}"),),
        actions=(
            Action("suggestion", "Preview", "preview", number),
            Action("suggestion", "Unsubscribe", "unsubscribe", number),
        ),
        private=True,
    )


def subscriptions(invocation: Invocation, corpus: Corpus) -> Reply:
    """List what this server's channels receive, with the next post and what became of the last."""
    standing = _standing(reminders_for(corpus), invocation)
    if not standing:
        return Reply(
            heading="Nothing is subscribed here.",
            cards=(Card(CardKind.INFO, body="For example: /subscribe anniversaries at 09:00"),),
            actions=_form(invocation),
            private=True,
        )
    shown = cut(invocation, standing)
    return Reply(
        heading=counted(len(standing), "subscription"),
        cards=tuple(standing_card(one, invocation) for one in shown.rows),
        actions=(*turns(invocation, shown.total), *_form(invocation)),
        page=page_of(invocation, shown.total),
        private=True,
    )


def unsubscribe(invocation: Invocation, corpus: Corpus) -> Reply:
    """End a subscription."""
    reminders = reminders_for(corpus)
    one = _numbered(reminders, invocation).subscription
    reminders.unsubscribe(one)
    return _said(f"Ended: {title_of(one)}, {place_words(one, invocation)}.")


def pause(invocation: Invocation, corpus: Corpus) -> Reply:
    """Let a subscription rest."""
    reminders = reminders_for(corpus)
    one = reminders.pause(_numbered(reminders, invocation).subscription)
    again = Action("suggestion", "Resume", "resume", {"number": one.id})
    return replace(_said(f"Paused: {title_of(one)}, {place_words(one, invocation)}."), actions=(again,))


def resume(invocation: Invocation, corpus: Corpus) -> Reply:
    """Let a subscription that was paused or suspended post again."""
    reminders = reminders_for(corpus)
    one = reminders.resume(_numbered(reminders, invocation).subscription, invocation.now)
    after = f" Next post: {moment_words(one.next_due, one.wish.zone)}." if one.next_due else ""
    return _said(f"Resumed: {title_of(one)}, {place_words(one, invocation)}.{after}")


def preview(invocation: Invocation, corpus: Corpus) -> Reply:
    """Show privately what a subscription would post on a day."""
    reminders = reminders_for(corpus)
    one = _chosen(reminders, invocation).subscription
    day = day_of(invocation, f"/{invocation.command} 16 May 2025")
    post = reminders.preview(one, day)
    note = f"Preview of {day:%A} {day.day} {day:%B %Y} for {title_of(one)}. Nothing was posted."
    if post is None:
        return _said(f"Nothing would be posted on {day:%A} {day.day} {day:%B %Y} by {title_of(one)}.")
    return replace(post, note=joined((post.note, note), "\n"), private=True)


def review(invocation: Invocation, corpus: Corpus) -> Reply:
    """Show what this server will be reminded of in the week ahead, with buttons to hold items back."""
    ahead = reminders_for(corpus).review(
        invocation.platform,
        invocation.server,
        day_of(invocation, f"/{invocation.command} 16 May 2025"),
        invocation.page,
    )
    total = ahead.page.total if ahead.page else 0
    return replace(ahead, actions=turns(invocation, total), page=page_of(invocation, total), private=True)


def hold(invocation: Invocation, corpus: Corpus) -> Reply:
    """Hold an event back on a day, or for ever."""
    reminders = reminders_for(corpus)
    event = corpus.event(int(invocation.arguments["event"]))
    if event is None:
        raise UsageError("The archive has no such event any more.")
    typed = invocation.text("day")
    day = None if typed in ("", _NEVER) else _iso_day(typed)
    new = reminders.hold(invocation.platform, invocation.server, event, day, invocation.user, invocation.now)
    until = f"on {day.day} {day:%B %Y}" if day else "any more"
    which = joined((when(event.dating), *event.participants[:3]), ", ")
    said = f"Nobody here is reminded of this {until}: {which}."
    see = Action("suggestion", "Editorial list", "held", {})
    return replace(_said(said if new else "That is held back already."), actions=(see,))


def held(invocation: Invocation, corpus: Corpus) -> Reply:
    """Show the editorial list, or take an entry off it."""
    reminders = reminders_for(corpus)
    number = invocation.arguments.get("release")
    if number is not None:
        gone = reminders.release(invocation.platform, invocation.server, int(number))
        return _said("Taken off the editorial list." if gone else f"The editorial list has no entry {number}.")
    entries = reminders.held(invocation.platform, invocation.server, invocation.now.date())
    shown = cut(invocation, entries)
    return Reply(
        heading=f"Editorial list: {counted(len(entries), 'event')} held back" if entries else "Nothing is held back.",
        cards=tuple(held_card(entry) for entry in shown.rows),
        actions=turns(invocation, shown.total),
        page=page_of(invocation, shown.total),
        private=True,
    )


def _form(invocation: Invocation) -> tuple[Action, ...]:
    """A button to subscribe by a form. Slack opens its own where /subscribe is called alone, the console has none."""
    wanted = invocation.platform == "discord"
    return (Action("form", "Subscribe with a form", "subscribe", {}),) if wanted else ()


def _channel(invocation: Invocation) -> str:
    """The id of the channel that was given, or of the one where the command was called.

    Raises NotPermittedError for another channel where the person may manage no more than this one.
    """
    typed = invocation.text("channel")
    if not typed:
        return invocation.channel
    match = _CHANNEL.fullmatch(typed)
    if not match:
        raise UsageError(f'"{typed}" is not the id of a channel. Call /subscribe in that channel, without channel:.')
    channel = match[1] or match[2]
    if channel != invocation.channel and not invocation.may_manage:
        raise NotPermittedError(
            "That is for those who may manage this server. Call /subscribe in that channel instead."
        )
    return channel


def _standing(reminders: Reminders, invocation: Invocation) -> Sequence[Standing]:
    """The subscriptions that the person may see and change: the server's, or those of the channel they may manage."""
    every = reminders.standing(invocation.platform, invocation.server)
    if invocation.may_manage:
        return every
    return [one for one in every if one.subscription.address.channel == invocation.channel]


def _numbered(reminders: Reminders, invocation: Invocation) -> Standing:
    """The subscription with the number that was given; only this server's are there to be had."""
    number = int(invocation.arguments["number"])
    for one in _standing(reminders, invocation):
        if one.subscription.id == number:
            return one
    raise UsageError(f"There is no subscription {number} here. /subscriptions lists them with their numbers.")


def _chosen(reminders: Reminders, invocation: Invocation) -> Standing:
    """The numbered subscription; without a number, this channel's first, or the first of all."""
    if "number" in invocation.arguments:
        return _numbered(reminders, invocation)
    standing = _standing(reminders, invocation)
    here = [one for one in standing if one.subscription.address.channel == invocation.channel]
    for one in (*here, *standing):
        return one
    raise UsageError("Nothing is subscribed here yet. For example: /subscribe anniversaries at 09:00")


def _iso_day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError as error:
        raise UsageError("day: is a date such as 2025-05-16, or never.") from error


def _said(text: str) -> Reply:
    return Reply("", cards=(Card(CardKind.INFO, body=text),), private=True)
