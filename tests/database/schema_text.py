"""A schema as text: two databases have the same one exactly when their texts are equal.

`python -m tests.database.schema_text` prints the schema the migrations make, for `schema.sql`.
"""

import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.database import migrate


def schema_text(connection: sqlite3.Connection) -> str:
    """Return every table, index and trigger of the database, sorted, in one notation.

    SQLite keeps a table as the text that made it, and an ALTER TABLE edits that text. So the parts of each table
    are taken apart: columns in their order, then constraints sorted by name.
    """
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
        "AND tbl_name <> 'alembic_version' ORDER BY tbl_name, type = 'trigger', type = 'index', name"
    )
    return "\n\n".join(_table(name, sql) if kind == "table" else _one_line(sql) for kind, name, _, sql in rows) + "\n"


def _table(name: str, sql: str) -> str:
    head, _, body = sql.partition("(")
    assert head.split()[:2] == ["CREATE", "TABLE"], head
    body, _, options = body.rpartition(")")
    assert not options.strip(), options
    columns, constraints = [], []
    for part in map(_one_line, _split(body)):
        # A rule means the same on its column as on the table; ADD COLUMN can only put it on the column.
        column, marker, constraint = part.partition("CONSTRAINT ")
        columns += [column.strip()] if column else []
        constraints += [marker + constraint] if constraint else []
    return f"CREATE TABLE {name} (\n  " + ",\n  ".join(columns + sorted(constraints)) + "\n)"


def _split(body: str) -> Iterator[str]:
    """Yield the parts of the body of a table: what is between commas outside parentheses and quotes."""
    depth, quoted, part = 0, False, ""
    for character in body:
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += (character == "(") - (character == ")")
        if character == "," and depth == 0 and not quoted:
            yield part
            part = ""
        else:
            part += character
    yield part


def _one_line(sql: str) -> str:
    """Return the SQL with single spaces, and with a default that is one word without parentheses."""
    return re.sub(r"DEFAULT \(([\w.]+)\)", r"DEFAULT \1", " ".join(sql.split()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema.db"
        migrate.upgrade(path)
        with closing(sqlite3.connect(path)) as opened:
            sys.stdout.write(schema_text(opened))
