"""A subscription and a day -> the post: a Reply of the commands' own cards, or None where there is nothing to say."""

from __future__ import annotations

import datetime as dt

from bot.cards import Card, CardKind, Reply
from bot.commands.show import CardMaker
from bot.commands.wording import counted, covered, joined
from bot.model.subscriptions import Address, Occurrence, PostKind, Subscription, Wish
from bot.schedule.anniversaries import anniversaries, anniversary_post
from bot.schedule.digests import digest, digest_name
from bot.schedule.review import review_post, week_ahead, wishes_of
from bot.schedule.subject import filters_about
from bot.store.asking.arrivals import Arrivals
from bot.store.chats.editorial import Editorial
from bot.store.chats.outbox import documents_of
from bot.store.chats.subscriptions import Subscriptions
from bot.store.corpus import Corpus
from bot.store.engine.database import Database

_DOCUMENTS = 5
_IN_FULL = 2
_REVIEWED = 8


class Composer:
    """Composes posts over one archive. Blocking; safe to share between threads. Raises StoreError."""

    def __init__(self, corpus: Corpus, database: Database) -> None:
        self._corpus = corpus
        self._arrivals = Arrivals(database)
        self._editorial = Editorial(database)
        self._subscriptions = Subscriptions(database)

    def __call__(self, subscription: Subscription, occurrence: Occurrence) -> Reply | None:
        """The post of ``occurrence``; None where there is nothing to say, unless that too is wanted."""
        wish, documents = subscription.wish, documents_of(occurrence.name)
        if documents:
            return self.arrived(wish, *documents) or self._nothing(wish, f"{counted_new(0)} about {wish.about}")
        return self.of_day(subscription.address, wish, occurrence.day or occurrence.due_at.date())

    def of_day(self, address: Address, wish: Wish, day: dt.date) -> Reply | None:
        """What ``wish`` brings to ``address`` on ``day``."""
        place = (address.platform, address.server)
        match wish.kind:
            case PostKind.ANNIVERSARIES:
                found = anniversaries(self._corpus, wish, day, self._editorial.held_on(*place, day))
                named = f"{day.day} {day:%B}"
                post = anniversary_post(found, wish, day) if found else None
                return post or self._nothing(wish, joined((f"Nothing to remember on {named}", str(wish.about))))
            case PostKind.REVIEW:
                wishes = wishes_of(self._subscriptions.of_server(*place))
                ahead = week_ahead(self._corpus, self._editorial, place, wishes, day)
                post = review_post(ahead[:_REVIEWED], len(ahead), day) if ahead else None
                return post or self._nothing(wish, "Nothing to remember in the week ahead")
            case _:
                post = digest(self._corpus, wish, day)
                return post or self._nothing(wish, joined((digest_name(wish, day), "nothing new")))

    def arrived(self, wish: Wish, first: int, last: int) -> Reply | None:
        """What tells of the documents numbered ``first`` to ``last``; None where none of them is wanted."""
        filters = filters_about(self._corpus, wish.about)
        if filters is None:
            return None
        came = self._arrivals.between(first, last, filters, _DOCUMENTS)
        if not came.total:
            return None
        make, left_out = CardMaker(), came.total - len(came.rows)
        show = make.document if came.total <= _IN_FULL else make.document_line
        return Reply(
            heading=joined((f"New in the archive: {counted_new(came.total)}", str(wish.about))),
            cards=tuple(show(self._corpus.document(row.id) or row) for row in came.rows),
            note=f"and {counted(left_out, 'further document')}" if left_out else "",
        )

    def _nothing(self, wish: Wish, heading: str) -> Reply | None:
        if not wish.hear_nothing:
            return None
        return Reply(heading=f"{heading}.", cards=(Card(CardKind.INFO, body=covered(self._corpus.stats())),))


def counted_new(number: int) -> str:
    """Say ``3 documents``, or ``nothing``."""
    return counted(number, "document") if number else "nothing"
