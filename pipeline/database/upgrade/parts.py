"""Make what belongs to words and lessons match the release. Equal rows stay, with their ids.

The same steps for every table: pair the rows of the release with those of the file by natural key; delete what has no
partner; update what differs; insert what is new. Each is a statement over the whole table. What the steps share (the
connection, a count of edits, and which rows the learner's rows refer to) is in `Work`.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from pipeline.database.models import Base
from pipeline.database.upgrade.keep import Keeper
from pipeline.database.upgrade.schema import ForeignKey, StoredTable, listed, quoted, references_of, tables_of
from pipeline.database.upgrade.temporary import DATES, FRESH, GONE, WORDS, Noted, TempTable, add, clear, fill, matched

PARENTS = {
    "word_meanings": ("words", "word_id"),
    "word_examples": ("word_meanings", "word_meaning_id"),
    "word_forms": ("words", "word_id"),
    "word_difficulty_levels": ("words", "word_id"),
    "word_synonyms": ("words", "word_id"),
    "lesson_items": ("lessons", "lesson_id"),
    "grammar_rules": ("lessons", "lesson_id"),
}
"""The tables that a release fills below words and lessons: the parent of each, and the column that refers to it."""

VOCABULARY = {*PARENTS, "word_topics", "assessment_questions"}  # the last two are not merged as `Part`s
REPLACED = "the release has something else in its place"

_BULK = 20_000
"""From this many rows on, it is faster to recreate indexes than to keep them up to date."""


@dataclass(slots=True)
class Work:
    """A merge under way. The release is attached as `release`."""

    connection: sqlite3.Connection
    keeper: Keeper
    edits: int = 0
    """Rows of `main` that were changed."""
    tables: dict[str, StoredTable] = field(default_factory=dict)
    references: list[ForeignKey] = field(default_factory=list)

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
        """Preserve rows before they change; see `Keeper.keep`."""
        self.edits += self.keeper.keep(self.tables[table], condition, reason)

    def in_use(self, table: str) -> str:
        """Return a query for the ids of rows that rows outside the vocabulary refer to, directly or to a part of them.

        Those are the learner's progress, and any other tables in the file.
        """
        queries = ["SELECT id FROM main.words WHERE 0"]
        for one in self.references:
            if one.parent.lower() == table and one.table.lower() not in VOCABULARY:
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
        """Insert many rows in the block, recreating indexes after it if that is faster."""
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


@dataclass(frozen=True, slots=True)
class Part:
    """A table whose rows belong to words or lessons.

    In SQL, `r` is a row of the release, `o` one of the file, and `m` the pair of their parents.
    """

    table: str
    key: tuple[str, ...]
    """The columns that identify the rows of a parent; rows may still share them, unless `unique`."""
    unique: bool
    noted: Noted = WORDS
    """The notes on the words or lessons that the rows belong to."""
    pairs: TempTable = WORDS.pairs
    """Rows of the release (`release_id`) that have parts, with those of the file (`id`)."""
    owner: str = "{0}.word_id"
    """The id of the word or lesson a row belongs to."""
    also: str = "1"
    """A further condition for a row of the file to be ours."""
    mapped: Mapping[str, str] = field(default_factory=dict)
    """Columns whose value is not simply that of the release."""

    @property
    def parent(self) -> str:
        """The column that refers to the parent."""
        return PARENTS[self.table][1]

    @property
    def matched(self) -> TempTable:
        """The rows that are paired."""
        return matched(self.table, unique=self.unique)

    @property
    def values(self) -> tuple[str, ...]:
        """The columns outside the key. The date is not among them: it says when a row first appeared."""
        rest = {"id", self.parent, "created_at", *self.key}
        return tuple(column.name for column in Base.metadata.tables[self.table].columns if column.name not in rest)

    def incoming(self, column: str) -> str:
        """Return the release's value for a column."""
        return self.mapped.get(column, f"r.{quoted(column)}")

    @property
    def by_app(self) -> str:
        """The condition that a row of the file was written by the app, not by a release."""
        return (
            f"(o.created_at IS NULL OR o.created_at NOT IN (SELECT created_at FROM {DATES}) "
            f"OR {self.owner.format('o')} IN (SELECT id FROM {self.noted.adopted}))"
        )


def merge(work: Work, part: Part, parts: tuple[Part, ...]) -> None:
    """Make the rows of a table match the release, for the parents that are paired. `parts` are all tables."""
    clear(work.connection, part.matched)
    add(work.connection, part.matched, _pairing(part))
    _delete(work, part, parts)
    _update(work, part)
    _insert(work, part)


def _pairing(part: Part) -> str:
    """Return the query that pairs rows by key. Among rows that share a key, equal ones are paired first."""
    same = " AND ".join(f"o.{quoted(name)} IS {part.incoming(name)}" for name in part.values) or "1"
    key = " AND ".join(f"o.{quoted(name)} = {part.incoming(name)}" for name in part.key)
    # In SQLite, CROSS JOIN fixes the order: for each row of the release, the few of its parent in the file.
    return (
        f"SELECT r.id, o.id, {same} AS same FROM release.{part.table} AS r "
        f"CROSS JOIN {part.pairs} AS m ON m.release_id = r.{part.parent} "
        f"CROSS JOIN main.{part.table} AS o ON o.{part.parent} = m.id AND {key}"
        + ("" if part.unique else " ORDER BY same DESC, r.id, o.id")
    )


def _delete(work: Work, part: Part, parts: tuple[Part, ...]) -> None:
    """Delete rows of the file with no counterpart in the release, except those that the learner's rows refer to."""
    fill(
        work.connection,
        GONE,
        f"SELECT o.id FROM main.{part.table} AS o "
        f"WHERE o.{part.parent} IN (SELECT id FROM {part.pairs}) AND {part.also} "
        f"AND o.id NOT IN (SELECT id FROM {part.matched}) AND o.id NOT IN ({work.in_use(part.table)})",
    )
    _touch(work, part, f"o.id IN (SELECT id FROM {GONE})")
    work.keep(part.table, f"o.id IN (SELECT id FROM {GONE}) AND {part.by_app}")
    remove(work, part.table, f"SELECT id FROM {GONE}", parts)


def remove(work: Work, table: str, ids: str, parts: tuple[Part, ...]) -> int:
    """Delete rows and all that belongs to them, preserving what the app wrote there; return how many were deleted."""
    for part in parts:
        if PARENTS[part.table][0] == table:
            below = f"SELECT id FROM main.{part.table} WHERE {part.parent} IN ({ids})"
            work.keep(part.table, f"o.id IN ({below}) AND {part.by_app}")
            remove(work, part.table, below, parts)
    return work.edit(f"DELETE FROM main.{table} WHERE id IN ({ids})")


def _update(work: Work, part: Part) -> None:
    """Give rows the values of the release."""
    if not part.values or not work.number(f"SELECT EXISTS (SELECT 1 FROM {part.matched} WHERE NOT same)"):
        return
    differing = f"o.id IN (SELECT id FROM {part.matched} WHERE NOT same)"
    _touch(work, part, differing)
    work.keep(part.table, f"{differing} AND {part.by_app}")
    values = ", ".join(f"{quoted(name)} = {part.incoming(name)}" for name in part.values)
    work.edit(
        f"UPDATE main.{part.table} AS o SET {values} FROM {part.matched} AS p "
        f"JOIN release.{part.table} AS r ON r.id = p.release_id WHERE NOT p.same AND o.id = p.id"
    )


def _insert(work: Work, part: Part) -> None:
    """Insert new rows, under new ids in the order of the release."""
    count = fill(
        work.connection,
        FRESH,
        f"SELECT NULL, r.id FROM release.{part.table} AS r "
        f"CROSS JOIN {part.pairs} AS m ON m.release_id = r.{part.parent} "
        f"WHERE r.id NOT IN (SELECT release_id FROM {part.matched}) ORDER BY r.id",
    )
    if not count:
        return
    first = work.next_id(part.table)
    names = (*part.key, *part.values)
    values = ", ".join(part.incoming(name) for name in names)
    with work.bulk(part.table, count):
        work.edit(
            f"INSERT INTO main.{part.table} (id, {part.parent}, created_at, {listed(names)}) "
            f"SELECT {first - 1} + f.position, m.id, r.created_at, {values} FROM {FRESH} AS f "
            f"CROSS JOIN release.{part.table} AS r ON r.id = f.release_id "
            f"CROSS JOIN {part.pairs} AS m ON m.release_id = r.{part.parent}"
        )
    add(work.connection, part.matched, f"SELECT release_id, {first - 1} + position, 1 FROM {FRESH}")
    _touch(work, part, f"o.id >= {first}")


def _touch(work: Work, part: Part, condition: str) -> None:
    """Note the words or lessons whose rows are about to change or were just inserted."""
    owners = f"SELECT DISTINCT {part.owner.format('o')} FROM main.{part.table} AS o WHERE {condition}"
    add(work.connection, part.noted.touched, owners)
