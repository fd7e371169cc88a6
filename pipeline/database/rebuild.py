"""Change a table in ways SQLite's ALTER TABLE cannot, by filling a new one that replaces the old one.

Alembic's batch mode does that, but does not read everything about a table. It loses AUTOINCREMENT, the highest id
ever given (so ids would be reused) and every trigger. Its last step also fails if a trigger elsewhere mentions the
table. `rebuilt` keeps them all.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import MetaData, Table, text


@contextmanager
def rebuilt(name: str) -> Iterator[BatchOperations]:
    """For use in a revision: yield the batch operations that change the table `name` when the block ends.

    Columns, CHECKs, foreign keys, indexes, AUTOINCREMENT and triggers stay unless the batch changes them.
    Foreign keys must be off, as they are in every revision.

    Raises:
        RuntimeError: foreign keys are on, and dropping the old table would delete the rows that refer to it.
    """
    connection = op.get_bind()
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError(f"rebuilding {name} with foreign keys on would delete the rows that refer to it")
    own = {"name": name}
    definition = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    autoincrement = "AUTOINCREMENT" in str(connection.scalar(definition, own)).upper()
    last_id = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    sequence = connection.scalar(last_id, own) if autoincrement else None
    dependents = connection.exec_driver_sql(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY rowid"
    ).all()
    # Reflected here rather than by Alembic, which would put every default in parentheses.
    table = Table(name, MetaData(), autoload_with=connection, resolve_fks=False, sqlite_autoincrement=autoincrement)
    for kind, dependent, _ in dependents:
        connection.exec_driver_sql(f'DROP {kind} IF EXISTS "{dependent}"')
    with op.batch_alter_table(name, recreate="always", copy_from=table) as batch:
        yield batch
    for _, _, statement in dependents:
        connection.exec_driver_sql(statement)
    if sequence is not None:
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), own)
        connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :seq)"), {**own, "seq": sequence})
