"""/who: somebody's names, roles, counts, dates, and latest words."""

from __future__ import annotations

from bot.cards import Reply
from bot.commands.command import Invocation
from bot.commands.nothing import nobody
from bot.commands.show import CardMaker
from bot.commands.spoken import spoken
from bot.commands.understanding import Understanding
from bot.model.quotes import QuoteKind
from bot.store.corpus import Corpus, Filters

_LATEST = 2
_LOOKED_AT = 12


def who(invocation: Invocation, corpus: Corpus) -> Reply:
    """Answer with what the archive knows of somebody."""
    asked = Understanding(invocation, corpus)
    name = invocation.text("name")
    if not asked.read_person(name) or asked.person is None:
        return nobody(asked, name, "name")
    person = corpus.entity(asked.person.id)
    make = CardMaker()
    own = corpus.quotes(Filters(entity=person.id, kind=QuoteKind.DIRECT), 0, _LOOKED_AT).rows
    said = spoken(own or corpus.quotes(Filters(entity=person.id), 0, _LOOKED_AT).rows)[:_LATEST]
    return Reply(
        heading="",
        cards=(make.person(person), *(make.quote(one) for one in said)),
        note=asked.note,
        actions=asked.namesakes("name"),
    )
