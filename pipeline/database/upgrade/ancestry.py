"""Identify a file by its tables and columns: its revision, or what it takes to bring it to one."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pipeline.database.models import Base
from pipeline.database.upgrade.errors import CorruptFileError, ForeignFileError, NewerSchemaError
from pipeline.database.upgrade.schema import VERSION_TABLE, StoredTable, blueprint, revisions, tables_of
from pipeline.system.files import open_regular

FIRST_TABLES = {
    "conversations": {"id", "language", "difficulty_level", "created_at", "updated_at"},
    "messages": {"id", "conversation_id", "role", "content", "created_at"},
}
"""The tables and columns that every database of the app has had from the start."""

ADOPTION_REVISION = "0006_release_packs"
"""The revision to which databases without one are brought, before later revisions are applied."""

_MAGIC = b"SQLite format 3\0"
_GZIP = b"\x1f\x8b"
_RULE = re.compile(r"(?:NULL|NUMERIC|TEXT) value in (?P<column>.+)|CHECK constraint failed in (?P<table>.+)")
"""The output of integrity_check for rows that break a rule, which is not damage to the file."""


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What a database is."""

    description: str
    revision: str | None
    """The revision it states, if it is one of ours."""
    adopt_at: str | None
    """The revision whose tables it must be given before migrations can run; None if it has them."""
    afresh: bool
    """Whether rows break rules of its own tables, so that all tables must be rebuilt."""
    stated: frozenset[str]
    """The output of integrity_check for rows that break rules."""


def check_header(path: Path) -> None:
    """Reject a file that is not an SQLite database, without opening it as one.

    Raises:
        ForeignFileError: it is not one.
    """
    if not path.exists():
        raise ForeignFileError(f"the file {path} does not exist")
    if not path.is_file():
        raise ForeignFileError(f"{path} is not a file")
    with open_regular(path) as file:
        start = file.read(len(_MAGIC))
    if start != _MAGIC:
        reason = ": it is compressed, unpack it first" if start.startswith(_GZIP) else "" if start else ": it is empty"
        raise ForeignFileError(f"{path} is not an SQLite database{reason}")


def ancestry_of(connection: sqlite3.Connection, path: Path) -> Ancestry:
    """Return what the database in `main` is. `path` is the file to name in messages.

    Raises:
        CorruptFileError: it is damaged.
        ForeignFileError: it is not the app's.
        NewerSchemaError: it is at a revision that this version does not know.
    """
    broken = rule_breaks(connection, path)
    tables = tables_of(connection)
    stamp = _stamp(connection, tables, path)
    _check_tables(connection, tables, path)
    known = {name: table for name, table in tables.items() if name in blueprint(revisions()[-1]).tables}
    afresh = any(_about(statement) in known for statement in broken)
    indexes = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'index'")}
    if stamp is not None and not _strays(known, indexes, stamp) and _complete(known, stamp):
        return Ancestry(f"a database at revision {stamp}", stamp, stamp if afresh else None, afresh, broken)
    first = max(revisions().index(ADOPTION_REVISION), revisions().index(stamp) if stamp else 0)
    target = next((one for one in revisions()[first:] if not _strays(known, indexes, one)), revisions()[-1])
    only_first = known.keys() - {VERSION_TABLE} == FIRST_TABLES.keys()
    kind = "a database of the app's first version" if only_first else "a database that the app made"
    return Ancestry(kind, stamp, target, afresh, broken)


def rule_breaks(connection: sqlite3.Connection, path: Path) -> frozenset[str]:
    """Return the output of integrity_check for rows that break rules of their tables.

    Raises:
        CorruptFileError: it finds damage.
    """
    statements = set()
    for (statement,) in connection.execute("PRAGMA main.integrity_check(1000000)"):
        if _RULE.fullmatch(statement):
            statements.add(statement)
        elif statement != "ok":
            raise CorruptFileError(f"{path} is damaged: {statement}")
    return frozenset(statements)


def _about(statement: str) -> str:
    """Return the table that a line of integrity_check is about, in lower case."""
    match = _RULE.fullmatch(statement)
    if match is None:
        return ""
    return (match["table"] or match["column"].rpartition(".")[0]).lower()


def _stamp(connection: sqlite3.Connection, tables: dict[str, StoredTable], path: Path) -> str | None:
    """Return the revision that the database states."""
    if VERSION_TABLE not in tables or "version_num" not in tables[VERSION_TABLE].columns:
        return None
    stamps = [one for (one,) in connection.execute(f"SELECT version_num FROM main.{VERSION_TABLE} LIMIT 2")]
    if not stamps:
        return None
    if len(stamps) == 1 and stamps[0] in revisions():
        return str(stamps[0])
    raise NewerSchemaError(
        f"{path} is at revision {' and '.join(map(str, stamps))} of its schema, which this version does not know: "
        "it was made by a newer one, or by another program. Get the newest babblr-vocab"
    )


def _check_tables(connection: sqlite3.Connection, tables: dict[str, StoredTable], path: Path) -> None:
    """Reject a database whose tables only have the names of the app's."""
    taken = {
        name.lower(): kind
        for name, kind in connection.execute(
            "SELECT name, type FROM main.sqlite_master WHERE type IN ('table', 'view')"
        )
    }
    for name, model in Base.metadata.tables.items():
        if name not in taken and name not in FIRST_TABLES:
            continue
        table = tables.get(name)
        needed = FIRST_TABLES.get(name) or {
            column.name for column in model.columns if not column.nullable and column.server_default is None
        }
        if table is None:
            is_what = f"“{name}” is not an ordinary table in it" if name in taken else f"it has no table “{name}”"
            raise ForeignFileError(f"{path} is not a database of the app: {is_what}")
        missing = needed - {column.lower() for column in table.columns}
        if missing:
            columns = ", ".join(f"“{column}”" for column in sorted(missing))
            raise ForeignFileError(f"{path} is not a database of the app: its table “{name}” has no column {columns}")


def _strays(known: dict[str, StoredTable], indexes: set[str], revision: str) -> bool:
    """Whether the database has tables, columns or indexes of ours that belong to a later revision."""
    here, newest = blueprint(revision), blueprint(revisions()[-1])
    if indexes & newest.index_names - here.index_names:
        return True
    for name, table in known.items():
        if name not in here.tables:
            return True
        present = {column.lower() for column in table.columns}
        if present & newest.tables[name].columns.keys() - here.tables[name].columns.keys():
            return True
    return False


def _complete(known: dict[str, StoredTable], revision: str) -> bool:
    """Whether the database has all tables and columns of the revision."""
    here = blueprint(revision).tables
    return all(
        name in known and table.columns.keys() <= {column.lower() for column in known[name].columns}
        for name, table in here.items()
    )
