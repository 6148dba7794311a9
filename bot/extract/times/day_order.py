"""Whether a document writes the day before the month or after it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.times.forms import Day
from bot.extract.times.match import Mention


def habit(mentions: Sequence[Mention]) -> bool | None:
    """Tell from a document's own dates whether it writes the day first; None where they do not tell.

    Dates in figures that only one order allows speak first, then dates in words ("14 March" or "March 14").
    """
    for wanted in ("I", "M"):
        votes = [vote for mention in mentions if (vote := _vote(mention, wanted)) is not None]
        if votes and all(vote == votes[0] for vote in votes):
            return votes[0]
    return None


def _vote(mention: Mention, wanted: str) -> bool | None:
    form = mention.form
    if not isinstance(form, Day) or form.day is None or form.month is None:
        return None
    classes = mention.classes
    if wanted == "I":
        return form.day_first if "I" in classes else None
    month = min((classes.index(name) for name in "Mm" if name in classes), default=-1)
    day = min((classes.index(name) for name in "Dd" if name in classes), default=-1)
    return day < month if month >= 0 and day >= 0 else None
