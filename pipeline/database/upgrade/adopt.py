"""Bring a database that our migrations did not make under their control: its tables become ours, and its rows stay.

`create_all` makes tables of the right names and columns, but without our rules, defaults, AUTOINCREMENT and names of
constraints, on which later migrations rely. So each table is rebuilt as the migrations would make it, with unknown
columns added verbatim, and filled from the old one.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3

from pipeline.database.upgrade import mend
from pipeline.database.upgrade.errors import UnsupportedFileError
from pipeline.database.upgrade.keep import Keeper
from pipeline.database.upgrade.schema import (
    VERSION_TABLE,
    Blueprint,
    StoredTable,
    blueprint,
    listed,
    quoted,
    tables_of,
)
from pipeline.database.upgrade.statement import definition
from pipeline.database.upgrade.temporary import SURVIVORS, add, clear

CHANGED = "a rule or the type of a column did not allow it as it was"
TWO_LANGUAGES = "its words are of two languages"

_FORMER = "upgrade_former_table"


def adopt(connection: sqlite3.Connection, revision: str, keeper: Keeper, *, afresh: bool = False) -> None:
    """Give `main` the schema of a revision, and record it. Tables that already have it stay, unless `afresh`.

    The connection must not be in a transaction. Triggers and views that are not ours must have been removed (`detach`).
    """
    connection.execute("PRAGMA legacy_alter_table=ON")  # references to a renamed table keep its old name
    connection.execute("BEGIN")
    clear(connection, SURVIVORS)
    plan = blueprint(revision)
    present = tables_of(connection)
    for trigger in plan.triggers:
        connection.execute(f"DROP TRIGGER IF EXISTS main.{quoted(trigger)}")
    for name in sorted(plan.tables.keys() - {VERSION_TABLE}, key=lambda name: name != "words"):  # words first
        if name not in present:
            _create(connection, plan, name, plan.tables[name].sql)
        elif afresh or not _alike(present[name], plan.tables[name]):
            _rebuild(connection, plan, present[name], name, keeper)
        else:
            _complete(connection, plan, name)
    _separate_languages(connection, plan, keeper)
    for _, statement in plan.triggers.values():
        connection.execute(statement)
    connection.execute(f"DROP TABLE IF EXISTS main.{VERSION_TABLE}")
    connection.execute(plan.tables[VERSION_TABLE].sql)
    connection.execute(f"INSERT INTO main.{VERSION_TABLE} VALUES (?)", (revision,))
    connection.execute("COMMIT")


def _alike(present: StoredTable, planned: StoredTable) -> bool:
    return present.name == planned.name and definition(present.sql) == definition(planned.sql)


def _create(connection: sqlite3.Connection, plan: Blueprint, name: str, statement: str) -> None:
    """Create one of our tables and its indexes, replacing any index of the same name that is not ours."""
    connection.execute(statement)
    _complete(connection, plan, name)


def _complete(connection: sqlite3.Connection, plan: Blueprint, name: str) -> None:
    present = dict(connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'index'"))
    for index, made in plan.indexes.get(name, ()):
        if present.get(index) != made:
            connection.execute(f"DROP INDEX IF EXISTS main.{quoted(index)}")
            connection.execute(made)


def _rebuild(connection: sqlite3.Connection, plan: Blueprint, old: StoredTable, name: str, keeper: Keeper) -> None:
    """Replace an old table with one of ours, keeping its rows, unknown columns and indexes."""
    planned = plan.tables[name]
    ours = {index for made in plan.indexes.values() for index, _ in made}
    indexes = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
        (old.name,),
    ).fetchall()
    for index, _ in indexes:
        connection.execute(f"DROP INDEX main.{quoted(index)}")
    if name == "words":
        _find_survivors(connection, old)
    last = _last_id(connection, old.name)
    connection.execute(f"ALTER TABLE main.{quoted(old.name)} RENAME TO {_FORMER}")
    strangers = [column for column in old.columns.values() if column.name.lower() not in planned.columns]
    statement = planned.sql if not strangers else _extended(planned, old, [column.name.lower() for column in strangers])
    _create(connection, plan, name, statement)
    made = tables_of(connection)[name]
    for column in strangers:
        if made.columns.get(column.name) != column:
            raise UnsupportedFileError(f"the column “{column.name}” of the table “{old.name}” cannot be carried over")
    _copy(connection, old, made)
    keeper.keep(old, _not_carried(old, made), CHANGED, source=_FORMER)
    connection.execute(f"DROP TABLE main.{_FORMER}")
    _remember_id(connection, name, last)
    for index, made_by in indexes:
        if index not in ours:
            connection.execute(made_by)


def _extended(planned: StoredTable, old: StoredTable, strangers: list[str]) -> str:
    """Return the statement for our table with extra columns of the old one, and the constraints on them."""
    ours, theirs = definition(planned.sql), definition(old.sql)
    columns = [*ours.columns.values(), *(theirs.columns[name] for name in strangers)]
    constraints = [one.text for one in ours.constraints]
    constraints += [one.text for one in theirs.constraints if not one.names.isdisjoint(strangers)]
    body = ", \n\t".join([*columns, *constraints])
    return f"CREATE TABLE {quoted(planned.name)} (\n\t{body}\n)"


def _copy(connection: sqlite3.Connection, old: StoredTable, made: StoredTable) -> None:
    """Fill the new table. Rows that break a rule stay behind for the caller to keep."""
    written = [column for column in made.columns.values() if not column.generated]
    values = ", ".join(mend.lawful_value(made.name, column, old) for column in written)
    number = next(iter(made.columns))  # `id`, except in the table of releases
    order = mend.PREFERENCE.get(made.name, f"o.{number}")
    usable = "typeof(o.id) = 'integer'" if number == "id" else "1"
    survivors = f"AND o.id NOT IN (SELECT id FROM {SURVIVORS})" if made.name == "words" else ""
    connection.execute(
        f"INSERT OR IGNORE INTO main.{quoted(made.name)} ({listed(column.name for column in written)}) "
        f"SELECT {values} FROM main.{_FORMER} AS o WHERE {usable} {survivors} ORDER BY {order}"
    )


def _not_carried(old: StoredTable, made: StoredTable) -> str:
    """Return the condition that an old row `o` is not in the new table with every value unchanged."""
    found = " AND ".join(f"n.{quoted(one.name)} = o.{quoted(one.name)}" for one in made.columns.values() if one.key)
    return f"NOT EXISTS (SELECT 1 FROM main.{quoted(made.name)} AS n WHERE {found} AND {same_values(old, 'o', 'n')})"


def same_values(table: StoredTable, one: str, other: str) -> str:
    """Return the condition that two rows agree in all columns of a table, exactly and including types."""
    pairs = [(f"{one}.{quoted(name)}", f"{other}.{quoted(name)}") for name in table.columns]
    return " AND ".join(f"{a} IS {b} COLLATE BINARY AND typeof({a}) = typeof({b})" for a, b in pairs)


def _find_survivors(connection: sqlite3.Connection, old: StoredTable) -> None:
    """Note which of several old words with the same language and base form stays: one with progress, or the first."""
    known = "user_word_progress" in tables_of(connection)
    progress = "EXISTS (SELECT 1 FROM main.user_word_progress AS p WHERE p.word_id = o.id)" if known else "0"
    key = f"{mend.language('o.language')}, o.base_form"
    add(
        connection,
        SURVIVORS,
        "SELECT id, survivor FROM ("
        f"SELECT o.id AS id, first_value(o.id) OVER (PARTITION BY {key} ORDER BY {progress} DESC, o.id) AS survivor "
        f"FROM main.{quoted(old.name)} AS o WHERE typeof(o.id) = 'integer') WHERE id <> survivor",
    )


def _separate_languages(connection: sqlite3.Connection, plan: Blueprint, keeper: Keeper) -> None:
    """Set aside relationships between words of two languages; from now on, triggers reject them."""
    if "word_synonyms" not in plan.tables:
        return
    condition = (
        "(SELECT language FROM main.words WHERE id = o.word_id) "
        "<> (SELECT language FROM main.words WHERE id = o.synonym_word_id)"
    )
    if keeper.keep(tables_of(connection)["word_synonyms"], condition, TWO_LANGUAGES):
        connection.execute(f"DELETE FROM main.word_synonyms AS o WHERE {condition}")


def _last_id(connection: sqlite3.Connection, table: str) -> int | None:
    """Return the highest id a table ever gave, if recorded: AUTOINCREMENT never reuses ids."""
    if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_sequence'").fetchone() is None:
        return None
    found = connection.execute("SELECT seq FROM main.sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return found[0] if found and isinstance(found[0], int) else None


def _remember_id(connection: sqlite3.Connection, table: str, last: int | None) -> None:
    if last is None:
        return
    changed = connection.execute(
        "UPDATE main.sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table)
    ).rowcount
    if not changed:
        connection.execute("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
