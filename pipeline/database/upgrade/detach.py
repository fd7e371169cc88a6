"""Remove triggers and views that are not ours while tables change, and restore them verbatim afterwards.

A trigger in the learner's file would fire on our writes, and a view can block a migration. Recreating one only
defines it; nothing in it runs.
"""

import sqlite3
from dataclasses import dataclass

from pipeline.database.upgrade.errors import CheckFailedError
from pipeline.database.upgrade.schema import blueprint, quoted, revisions


@dataclass(frozen=True, slots=True)
class Detached:
    """A trigger or a view, and the statement that creates it."""

    kind: str
    name: str
    sql: str
    table: str
    """The table or view of a trigger; the name of a view itself."""


def detach(connection: sqlite3.Connection, revision: str | None) -> tuple[Detached, ...]:
    """Remove all triggers and views from `main`, except triggers that are exactly ours.

    `revision` is that of the database, if it has one.
    """
    ours = {(name, sql) for name, (_, sql) in blueprint(revision or revisions()[-1]).triggers.items()}
    found = [
        Detached(*row)
        for row in connection.execute(
            "SELECT type, name, sql, tbl_name FROM main.sqlite_master WHERE type IN ('trigger', 'view') ORDER BY rowid"
        )
        if row[1:3] not in ours
    ]
    # Triggers first: those on a view are dropped with it.
    for one in sorted(found, key=lambda one: one.kind):
        connection.execute(f"DROP {one.kind} IF EXISTS main.{quoted(one.name)}")
    return tuple(found)


def reattach(connection: sqlite3.Connection, detached: tuple[Detached, ...]) -> tuple[str, ...]:
    """Restore triggers and views; return the names now used by our own triggers, which are not restored.

    Raises:
        CheckFailedError: what was restored is not what was removed.
    """
    query = "SELECT type, name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')"
    present = {name.lower() for _, name, _ in connection.execute(query)}
    taken = []
    for one in sorted(detached, key=lambda one: one.kind, reverse=True):  # views first: triggers may be on them
        if one.name.lower() in present:
            taken.append(one.name)
            continue
        connection.execute(one.sql)
    back = set(connection.execute(query))
    for one in detached:
        if one.name not in taken and (one.kind, one.name, one.sql) not in back:
            raise CheckFailedError(f"the {one.kind} “{one.name}” could not be restored as it was")
    return tuple(taken)
