"""Entities out of the store, with how much each says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Connection, Subquery, distinct, func, select

from bot.model import EntityKind, PartialDate, QuoteKind
from bot.model.archive import EntityRow
from bot.store.asking.aliases import curated_names
from bot.store.asking.names import KnownName
from bot.store.engine.deadline import deadline
from bot.store.engine.prepared import Prepared, PreparedAmong
from bot.store.matching.wording import name_key
from bot.store.tables.codec import chrono_start, dating_from_json
from bot.store.tables.schema import document_name, entity, event, event_participant, name, name_spelling, quote

_PERSON = EntityKind.PERSON.value
_SAID = quote.c.speaker_id.is_not(None)
_QUOTED_ONCE = Prepared(
    select(quote.c.speaker_id, func.count().label("number"))
    .where(_SAID, ~quote.c.repeated)
    .group_by(quote.c.speaker_id)
)


def _told_once(*conditions: ColumnElement[bool]) -> Subquery:
    """The speaker and the kind of words that are printed again, once for each: as direct speech where they are that."""
    paraphrased = quote.c.kind == QuoteKind.INDIRECT.value
    return (
        select(quote.c.speaker_id, func.min(quote.c.kind).label("kind"))
        .where(*conditions)
        .group_by(quote.c.speaker_id, quote.c.words_hash, paraphrased)
        .subquery()
    )


# By a list, or SQLite reads an index of all quotes in place of that of these few.
_AGAIN = _told_once(_SAID, quote.c.chrono.in_(select(quote.c.chrono).where(quote.c.repeated)))
_QUOTED_AGAIN = Prepared(select(_AGAIN.c.speaker_id, func.count().label("number")).group_by(_AGAIN.c.speaker_id))
_NAMES = Prepared(select(name.c.id, name.c.entity_id, name.c.documents))
_ENTITIES = Prepared(select(entity.c.id, entity.c.name, entity.c.kind))
_SPELLINGS = Prepared(
    select(name_spelling.c.name_id, name_spelling.c.form, name_spelling.c.key, name_spelling.c.documents)
)
_SPELLINGS_OF = PreparedAmong(
    select(name.c.entity_id, name_spelling.c.form, name_spelling.c.key, name_spelling.c.documents).join_from(
        name, name_spelling
    ),
    name.c.entity_id,
)

Spelling = tuple[int, str, str, int]
"""An entity, a form of its name, the form's key, and how many documents write it."""
Bounds = dict[int, tuple[PartialDate, PartialDate]]


def load_names(connection: Connection) -> tuple[KnownName, ...]:
    """All names of the archive, those that only the curator states among them."""
    bearers: dict[int, int] = {}
    documents: defaultdict[int, int] = defaultdict(int)
    for name_id, entity_id, number in _NAMES.tuples(connection):
        bearers[name_id] = entity_id
        documents[entity_id] += number
    forms = _forms(connection, ((bearers[one], *rest) for one, *rest in _SPELLINGS.tuples(connection)))
    weights = Counter(dict(_QUOTED_ONCE.tuples(connection)))
    for id_, number in _QUOTED_AGAIN.tuples(connection):
        weights[id_] += number
    known = []
    for id_, canonical, kind in _ENTITIES.tuples(connection):
        own = forms.get(id_) or {canonical: name_key(canonical)}
        person = kind == _PERSON
        known.append(KnownName(id_, canonical, tuple(own), weights[id_], person, documents[id_], tuple(own.values())))
    return tuple(known)


def entity_rows(
    connection: Connection, ids: Iterable[int], together: Mapping[int, tuple[int, ...]]
) -> dict[int, EntityRow]:
    """Entities by id, with their counts. Identical words of several documents count once.

    ``together`` says whose quotes are listed with whose.
    """
    wanted = set(ids)
    speakers = {id_: (id_, *together.get(id_, ())) for id_ in wanted}
    everybody = wanted.union(*speakers.values())
    rows = connection.execute(select(entity).where(entity.c.id.in_(wanted))).all()
    forms = _forms(connection, _SPELLINGS_OF.rows(connection, wanted))
    roles = _roles(connection, wanted)
    documents = _documents(connection, wanted)
    quotes = _quotes(connection, everybody)
    events = _events(connection, wanted)
    bounds = _bounds(connection, wanted, everybody)
    names = _names(connection, everybody - wanted) | {row.id: row.name for row in rows}
    result = {}
    for row in rows:
        counts = sum((quotes.get(speaker, Counter()) for speaker in speakers[row.id]), Counter[str]())
        ends = [bound for speaker in speakers[row.id] for bound in bounds.get(speaker, ())]
        result[row.id] = EntityRow(
            id=row.id,
            name=row.name,
            kind=EntityKind(row.kind),
            aliases=tuple(form for form in forms.get(row.id, ()) if form != row.name),
            roles=roles.get(row.id, ()),
            direct=counts[QuoteKind.DIRECT.value],
            mixed=counts[QuoteKind.MIXED.value],
            indirect=counts[QuoteKind.INDIRECT.value],
            documents=documents.get(row.id, 0),
            events=events.get(row.id, 0),
            first=min(ends, default=None),
            last=max(ends, default=None),
            listed_with=tuple(names[id_] for id_ in speakers[row.id][1:] if id_ in names),
        )
    return result


def _forms(connection: Connection, spellings: Iterable[Spelling]) -> dict[int, dict[str, str]]:
    """All forms of each entity's name, with their keys: most printed first, then what only the curator states."""
    printed: dict[int, list[tuple[int, str, str]]] = {}
    for entity_id, form, key, documents in spellings:
        printed.setdefault(entity_id, []).append((-documents, form, key))
    forms = {entity_id: {form: key for _, form, key in sorted(own)} for entity_id, own in printed.items()}
    for entity_id, ordered in forms.items():
        if len(ordered) < len(printed[entity_id]):  # several of its names are written so
            less: Counter[str] = Counter()
            for number, form, _ in printed[entity_id]:
                less[form] += number
            forms[entity_id] = {form: ordered[form] for form in sorted(ordered, key=lambda form: (less[form], form))}
    curated = curated_names(connection)
    if not curated:
        return forms
    by_canonical: dict[str, list[int]] = {}
    for entity_id, own in forms.items():
        for key in set(own.values()):
            by_canonical.setdefault(key, []).append(entity_id)
    for stated in curated:
        for entity_id in _meant(stated.name, stated.aliases, by_canonical):
            for form in (stated.name, *stated.aliases):
                forms[entity_id].setdefault(form, name_key(form))
    return forms


def _meant(canonical: str, aliases: tuple[str, ...], by_key: Mapping[str, list[int]]) -> list[int]:
    """The entities that a curator's entry is about: those with the canonical name, else with a full alias."""
    for form in (canonical, *(alias for alias in aliases if " " in alias), *aliases):
        if found := by_key.get(name_key(form)):
            return found
    return []


def _roles(connection: Connection, ids: set[int]) -> dict[int, tuple[str, ...]]:
    rows = connection.execute(
        select(name.c.entity_id, document_name.c.role)
        .join(document_name, document_name.c.name_id == name.c.id)
        .where(name.c.entity_id.in_(ids), document_name.c.role.is_not(None))
        .group_by(name.c.entity_id, document_name.c.role)
        .order_by(func.count().desc(), document_name.c.role)
    )
    roles: dict[int, tuple[str, ...]] = {}
    for entity_id, role in rows:
        roles[entity_id] = (*roles.get(entity_id, ()), role)
    return roles


def described_as(connection: Connection, words: str, limit: int) -> tuple[str, ...]:
    """Who has ``words`` in a role, those first that most documents describe so; fewer where the time is up."""
    described = (
        select(entity.c.name)
        .join(name, name.c.entity_id == entity.c.id)
        .join(document_name, document_name.c.name_id == name.c.id)
        .where(func.lower(document_name.c.role).contains(words.lower(), autoescape=True))
        .group_by(entity.c.id, entity.c.name)
        .order_by(func.count().desc(), entity.c.name)
        .limit(limit)
    )
    found: list[str] = []
    with deadline(connection):
        found.extend(connection.execute(described).scalars())
    return tuple(found)


def _documents(connection: Connection, ids: set[int]) -> dict[int, int]:
    rows = connection.execute(
        select(name.c.entity_id, func.count(distinct(document_name.c.document_id)))
        .join(document_name, document_name.c.name_id == name.c.id)
        .where(name.c.entity_id.in_(ids))
        .group_by(name.c.entity_id)
    )
    return dict(rows.all())


def _names(connection: Connection, ids: set[int]) -> dict[int, str]:
    return dict(connection.execute(select(entity.c.id, entity.c.name).where(entity.c.id.in_(ids))).all())


def _quotes(connection: Connection, ids: set[int]) -> dict[int, Counter[str]]:
    by = quote.c.speaker_id, quote.c.kind
    once = connection.execute(
        select(*by, func.count()).where(quote.c.speaker_id.in_(ids), ~quote.c.repeated).group_by(*by)
    )
    again = _told_once(quote.c.speaker_id.in_(ids), quote.c.repeated)
    repeated = connection.execute(select(again, func.count()).group_by(again.c.speaker_id, again.c.kind))
    counts: dict[int, Counter[str]] = {}
    for speaker, kind, number in (*once, *repeated):
        counts.setdefault(speaker, Counter())[kind] += number
    return counts


def _events(connection: Connection, ids: set[int]) -> dict[int, int]:
    rows = connection.execute(
        select(name.c.entity_id, func.count(distinct(func.coalesce(event.c.happening, event.c.id))))
        .join(event_participant, event_participant.c.name_id == name.c.id)
        .join(event, event.c.id == event_participant.c.event_id)
        .where(name.c.entity_id.in_(ids), event.c.served)
        .group_by(name.c.entity_id)
    )
    return dict(rows.all())


def _bounds(connection: Connection, ids: set[int], speakers: set[int]) -> Bounds:
    """The first and the last date of each one's quotes (for all ``speakers``) and events (for ``ids``)."""
    quoted = (
        select(quote.c.speaker_id, func.min(quote.c.chrono), func.max(quote.c.chrono))
        .where(quote.c.speaker_id.in_(speakers), quote.c.chrono >= chrono_start(1))
        .group_by(quote.c.speaker_id)
    )
    took_part = (
        select(name.c.entity_id, func.min(event.c.chrono), func.max(event.c.chrono))
        .join(event_participant, event_participant.c.name_id == name.c.id)
        .join(event, event.c.id == event_participant.c.event_id)
        .where(name.c.entity_id.in_(ids), event.c.served, event.c.first_day.is_not(None))
        .group_by(name.c.entity_id)
    )
    bounds: Bounds = {}
    for rows, table, dating in ((quoted, quote, quote.c.said_on), (took_part, event, event.c.dating)):
        ends = connection.execute(rows).all()
        chronos = {chrono for _, low, high in ends for chrono in (low, high)}
        stored = connection.execute(select(table.c.chrono, dating).where(table.c.chrono.in_(chronos)))
        dates = {chrono: date for chrono, one in stored if (date := dating_from_json(one).date)}
        for entity_id, low, high in ends:
            first, last = bounds.get(entity_id, (dates[low], dates[high]))
            bounds[entity_id] = min(first, dates[low]), max(last, dates[high])
    return bounds
