"""What a subscription is about, as a limit on questions to the archive."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.words import query
from bot.model.archive import Period
from bot.model.subscriptions import About, AboutKind
from bot.store.corpus import Corpus, Filters


def filters_about(corpus: Corpus, about: About, period: Period | None = None) -> Filters | None:
    """The filters that limit a question to ``about`` and ``period``; None where its person is not in the archive.

    Names are looked up anew each time: an entity's number may change when documents are read again.
    """
    filters = Filters(period=period)
    match about.kind:
        case AboutKind.PERSON:
            found = corpus.find_entities(about.name, limit=1)
            return replace(filters, entity=found[0].entity.id) if found and found[0].how != "spelling" else None
        case AboutKind.PUBLISHER:
            return replace(filters, publisher=about.name)
        case AboutKind.TOPIC:
            asked = query(about.name)
            return replace(filters, words=asked.words, phrases=asked.phrases, without=asked.without)
        case AboutKind.ALL:
            return filters
