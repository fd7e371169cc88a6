"""What the steps of a merge share: the connection, a count of edits, and which rows the learner's rows refer to."""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.database.upgrade.keep import Keeper
from pipeline.database.upgrade.schema import Reference, Table, quoted, references_of, tables_of

PARENTS = {
    "word_meanings": ("words", "word_id"),
    "word_examples": ("word_meanings", "word_meaning_id"),
    "word_forms": ("words", "word_id"),
    "word_difficulty_levels": ("words", "word_id"),
    "word_synonyms": ("words", "word_id"),
    "lesson_items": ("lessons", "lesson_id"),
}
"""The tables that a release fills below words and lessons: what each is below, and by which column."""

REPLACED = "the release has something else in its place"

_BULK = 20_000
"""From this many rows on, it is quicker to make indexes again than to keep them up to date."""


@dataclass(slots=True)
class Work:
    """A merge under way. The release is attached as `release`."""

    connection: sqlite3.Connection
    keeper: Keeper
    edits: int = 0
    """Rows of `main` that were changed."""
    tables: dict[str, Table] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tables = tables_of(self.connection)
        self.references = references_of(self.connection, self.tables)

    def run(self, statement: str) -> int:
        """Run a statement on temporary tables, and return the number of rows it wrote."""
        return self.connection.execute(statement).rowcount

    def edit(self, statement: str, parameters: tuple[object, ...] = ()) -> int:
        """Run a statement that changes rows of `main`; return how many, and count them."""
        count = self.connection.execute(statement, parameters).rowcount
        self.edits += count
        return count

    def number(self, query: str) -> int:
        """Return the one number that a query gives."""
        return int(self.connection.execute(query).fetchone()[0] or 0)

    def keep(self, table: str, condition: str, reason: str = REPLACED) -> None:
        """Put rows beside before they change; see `Keeper.keep`."""
        self.edits += self.keeper.keep(self.tables[table], condition, reason)

    def in_use(self, table: str) -> str:
        """Return a query for the ids of rows that rows outside the vocabulary refer to, directly or to a part of them.

        Those are the learner's progress, and whatever other tables the file holds.
        """
        queries = ["SELECT id FROM main.words WHERE 0"]
        for one in self.references:
            if one.parent.lower() == table and one.table.lower() not in PARENTS:
                pairs = zip(one.columns, one.targets, strict=True)
                same = " AND ".join(f"p.{quoted(target)} = c.{quoted(column)}" for column, target in pairs)
                queries.append(
                    f"SELECT p.id FROM main.{quoted(one.table)} AS c JOIN main.{quoted(table)} AS p ON {same}"
                )
        for child, (parent, column) in PARENTS.items():
            if parent == table and " UNION " in (used := self.in_use(child)):
                queries.append(f"SELECT {column} FROM main.{child} WHERE id IN ({used})")
        return " UNION ".join(queries)

    def next_id(self, table: str) -> int:
        """Return an id that no row of a table has had."""
        highest = self.number(f"SELECT max(id) FROM main.{table}")
        given = self.connection.execute("SELECT seq FROM main.sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return max(highest, given[0] if given and isinstance(given[0], int) else 0) + 1

    @contextmanager
    def bulk(self, table: str, rows: int) -> Iterator[None]:
        """Insert many rows in the block: indexes are made again after it, if that is quicker."""
        indexes: list[tuple[str, str]] = []
        if rows > _BULK and rows > self.number(f"SELECT count(*) FROM main.{table}"):
            indexes = self.connection.execute(
                "SELECT name, sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
                (table,),
            ).fetchall()
        for name, _ in indexes:
            self.connection.execute(f"DROP INDEX main.{quoted(name)}")
        yield
        for _, statement in indexes:
            self.connection.execute(statement)
