"""Which files the archive was read from: what tells an unchanged file from a changed, a renamed or a removed one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.engine import Row

from bot.store.engine.conflict import insert_into
from bot.store.engine.database import Database
from bot.store.tables.codec import from_json, to_json
from bot.store.tables.files import ingested_file
from bot.store.tables.schema import document

_BATCH = 500


@dataclass(frozen=True, slots=True)
class IngestedFile:
    """One file. ``path`` is absolute, with forward slashes; ``documents`` how many documents it holds.

    ``faults`` is what is to be said of what in it cannot be read: what follows ``name`` in the name of each, and words.
    """

    path: str
    name: str
    digest: str = ""
    state: str = ""
    documents: int = 0
    faults: tuple[tuple[str, str], ...] = ()


_COLUMNS = tuple(column.name for column in ingested_file.columns)


class FileLedger:
    """The files of one archive. Safe to call from several threads; each call is one transaction. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, path: str) -> IngestedFile | None:
        """The file at ``path``."""
        with self._database.read() as connection:
            row = connection.execute(select(ingested_file).where(ingested_file.c.path == path)).first()
        return _file(row) if row else None

    def of_document(self, name: str) -> IngestedFile | None:
        """The file that the document called ``name`` comes from."""
        names = {name, *(name[:at] for at, character in enumerate(name) if character in "#/")}
        query = select(ingested_file).where(ingested_file.c.name.in_(names)).order_by(ingested_file.c.name.desc())
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _file(row) if row else None

    def with_digest(self, digest: str) -> tuple[IngestedFile, ...]:
        """The files whose bytes have this digest, by path."""
        query = select(ingested_file).where(ingested_file.c.digest == digest).order_by(ingested_file.c.path)
        with self._database.read() as connection:
            return tuple(map(_file, connection.execute(query)))

    def within(self, path: str) -> Iterator[IngestedFile]:
        """The file at ``path``, or all files in the folder at ``path``, by path. Rows may be changed meanwhile."""
        column, after = ingested_file.c.path, ""
        folder = path.rstrip("/") + "/"
        # "0" is the character after "/": the range holds what begins with the folder.
        inside = or_(column == path, (column >= folder) & (column < folder[:-1] + "0"))
        while True:
            with self._database.read() as connection:
                query = select(ingested_file).where(inside, column > after).order_by(column).limit(_BATCH)
                rows = tuple(map(_file, connection.execute(query)))
            yield from rows
            if len(rows) < _BATCH:
                return
            after = rows[-1].path

    def is_taken(self, name: str, path: str) -> bool:
        """Tell whether another file than the one at ``path`` goes by this name."""
        with self._database.read() as connection:
            holder = connection.execute(select(ingested_file.c.path).where(ingested_file.c.name == name)).scalar()
        return holder not in (None, path)

    def put(self, *files: IngestedFile) -> None:
        """Remember files, in place of what was known of their paths."""
        if not files:
            return
        with self._database.write() as connection:
            stored = insert_into(connection, ingested_file)
            changed = {column: stored.excluded[column] for column in _COLUMNS if column != "path"}
            connection.execute(
                stored.on_conflict_do_update(index_elements=["path"], set_=changed), [_row(file) for file in files]
            )

    def move(self, path: str, new_path: str, new_name: str) -> None:
        """Let what is known of ``path`` hold for ``new_path``."""
        with self._database.write() as connection:
            connection.execute(
                update(ingested_file).where(ingested_file.c.path == path).values(path=new_path, name=new_name)
            )

    def drop(self, path: str) -> None:
        """Forget a file."""
        with self._database.write() as connection:
            connection.execute(delete(ingested_file).where(ingested_file.c.path == path))

    def documents(self, name: str) -> dict[str, str]:
        """The stored documents of the file that goes by ``name``: names and fingerprints, in order of the name."""
        query = select(document.c.name, document.c.fingerprint).where(_of_file(name)).order_by(document.c.name)
        with self._database.read() as connection:
            return {row.name: row.fingerprint for row in connection.execute(query)}

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers of the stored documents of the file that goes by ``name``, in order of their names."""
        query = select(document.c.id).where(_of_file(name)).order_by(document.c.name)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())


def _of_file(name: str) -> ColumnElement[bool]:
    column = document.c.name
    # "$" is the character after "#", "0" the one after "/".
    records = (column >= f"{name}#") & (column < f"{name}$")
    return or_(column == name, records, (column >= f"{name}/") & (column < f"{name}0"))


def _file(row: Row[tuple[str, str, str, str, int, str]]) -> IngestedFile:
    faults = tuple((name, text) for name, text in from_json(row.faults)) if row.faults else ()
    return IngestedFile(row.path, row.name, row.digest, row.state, row.documents, faults)


def _row(file: IngestedFile) -> dict[str, object]:
    return asdict(file) | {"faults": to_json(file.faults) if file.faults else ""}
