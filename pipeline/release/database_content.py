"""Read the words of a database, in the order of their natural keys.

Every table is read once, by a cursor in that order, so memory holds one word, and SQLite does the joins.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.database.untrusted import ContentError, content_of
from pipeline.model.fields import EXAMPLE, FORM, LEVEL, MEANING, NUMBER, WORD, Record, columns_of, stored
from pipeline.release.content import Entry, Sense, Values, homographs_by_spelling, homographs_of


class _Column(NamedTuple):
    """A column that is compared or joined on."""

    name: str
    type: str
    """The storage class to require, since SQLite allows any value in any column."""
    required: bool = True
    """Whether it must exist and be filled. Optional columns may be missing in older databases."""

    @property
    def wrong(self) -> str:
        """The SQL condition for a value of the wrong type."""
        return f"typeof({self.name}) NOT IN ('{self.type}', '{self.type if self.required else 'null'}')"


_COLUMNS: dict[str, list[_Column]] = {
    record.table: [
        _Column(field.column, "integer" if field.kind is NUMBER else "text", field.required)
        for field in stored(record)
        if field.column
    ]
    for record in (WORD, LEVEL, MEANING, EXAMPLE, FORM)
    if record.table
}
_COLUMNS["words"] += [
    _Column("id", "integer"),
    _Column("language", "text"),
    _Column("identity", "text", required=False),
]
_COLUMNS["word_synonyms"] = [_Column("relationship_type", "text")]
_COLUMNS["word_topics"] = [_Column("topic_id", "text", required=False)]
_COLUMNS["homographs"] = [
    *(_Column(name, "text", required=False) for name in ("language", "spelling", "lemma", "part_of_speech")),
    _Column("share", "real", required=False),
]

_BASE_FORM = columns_of(WORD).index("base_form")
_FORM_TEXT = columns_of(FORM).index("form_text")

_MEANINGS = "words w JOIN word_meanings m ON m.word_id = w.id"
_LEVELS = "words w JOIN word_difficulty_levels l ON l.word_id = w.id"
_EXAMPLES = f"{_MEANINGS} JOIN word_examples e ON e.word_meaning_id = m.id"
_FORMS = "words w JOIN word_forms f ON f.word_id = w.id"
_TOPICS = "words w JOIN word_topics t ON t.word_id = w.id"
_RELATIONS = "words w JOIN word_synonyms s ON s.word_id = w.id JOIN words o ON o.id = s.synonym_word_id"


def entries(path: Path, languages: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield the words of a database, plain or gzipped, that are taught at some level, by language and identity.

    Only words of `languages`, if any are given.

    Raises:
        ContentError: the file is not a database, has no vocabulary, or has values of the wrong types.
    """
    wanted = frozenset(languages)
    with content_of(path) as connection:
        for entry in entries_in(connection):
            if not wanted or entry.language in wanted:
                yield entry


def entries_in(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Yield the words of an open database, or of the rows of a pack, as `entries` does."""
    lacking = _checked(connection)
    return (entry for entry in _entries(connection, lacking) if entry.levels)


def _checked(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Check that all values have the right types, and return the optional columns and tables that are missing."""
    lacking = set()
    for table, columns in _COLUMNS.items():
        definition = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        if definition is None and not any(column.required for column in columns):
            lacking |= {(table, column.name) for column in columns}
            continue
        # A view or virtual table of that name could run someone else's code.
        if definition is None or not str(definition[0]).upper().startswith("CREATE TABLE"):
            raise ContentError(f"it is not a vocabulary database: it has no table {table}")
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        lacking |= {(table, column.name) for column in columns if not column.required and column.name not in present}
        wrong = " OR ".join(column.wrong for column in columns if (table, column.name) not in lacking)
        # Table and column names are the constants above.
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone():  # noqa: S608
            raise ContentError(f"the table {table} has values of the wrong types")
    return lacking


def _entries(connection: sqlite3.Connection, lacking: set[tuple[str, str]]) -> Iterator[Entry]:
    def values(record: Record, alias: str) -> str:
        """Return the columns of a record's values, in the order of `stored`."""
        return ", ".join(
            "NULL" if (record.table, column) in lacking else f"{alias}.{column}" for column in columns_of(record)
        )

    def identity(alias: str) -> str:
        return f"{alias}.base_form" if unnamed else f"COALESCE({alias}.identity, {alias}.base_form)"

    unnamed = ("words", "identity") in lacking
    own = "NULL" if unnamed else "w.identity IS NULL"
    by = f"w.language, {identity('w')}, {own}, w.id"

    def rows(selected: str, source: str, order: str) -> Iterator[Any]:
        # Table and column names are the constants above.
        return connection.execute(f"SELECT w.id, {selected} FROM {source} ORDER BY {by}, {order}")  # noqa: S608

    levels = _Groups(rows(values(LEVEL, "l"), _LEVELS, values(LEVEL, "l")))
    forms = _Groups(rows(values(FORM, "f"), _FORMS, values(FORM, "f")))
    related = f"{identity('o')}, s.relationship_type, o.base_form"
    relations = _Groups(rows(related, _RELATIONS, related))
    stated = ("word_topics", "topic_id") not in lacking
    topics = _Groups(rows("t.topic_id", _TOPICS, "t.topic_id")) if stated else None
    senses = _Groups(rows(f"m.id, {values(MEANING, 'm')}", _MEANINGS, "m.meaning_order, m.id"))
    examples = _Groups(rows(f"m.id, {values(EXAMPLE, 'e')}", _EXAMPLES, "m.meaning_order, m.id, e.id"))
    outside: dict[str, dict[str, dict[str, float]]] = {}
    last = None
    about = f"w.language, {identity('w')}, {own}, {values(WORD, 'w')}"
    for word, language, known, is_own, *said_of_it in rows(about, "words w", "w.id"):
        # A learner's own word may be spelled as one of ours was once: it comes right after that, as another word.
        name = f"{known}\0" if is_own and (language, known) == last else known
        last = (language, name)
        its = forms.of(word)
        if language not in outside:
            outside[language] = _homographs(connection, language) if ("homographs", "share") not in lacking else {}
        shown: dict[int, list[Values]] = {}
        for meaning, *example in examples.of(word):
            shown.setdefault(meaning, []).append(tuple(example))
        meant = tuple(Sense(tuple(said), tuple(shown.get(meaning, ()))) for meaning, *said in senses.of(word))
        yield Entry(
            language=language,
            identity=name,
            values=tuple(said_of_it),
            levels=levels.of(word),
            senses=meant,
            forms=its,
            relations=relations.of(word),
            topics=tuple(topic for (topic,) in topics.of(word)) if topics else None,
            homographs=homographs_of(
                (str(said_of_it[_BASE_FORM]), *(str(form[_FORM_TEXT]) for form in its)), outside[language]
            ),
        )


def _homographs(connection: sqlite3.Connection, language: str) -> dict[str, dict[str, float]]:
    query = "SELECT spelling, lemma, part_of_speech, share FROM homographs WHERE language = ?"
    return homographs_by_spelling(connection.execute(query, (language,)))


class _Groups:
    """Groups the rows of a cursor by word. Words must be requested in the cursor's order."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, word: int) -> tuple[Any, ...]:
        """Return the rows of a word, without the word's id."""
        if self._next is None or self._next[0] != word:
            return ()
        found = tuple([row[1:] for row in self._next[1]])
        self._next = next(self._groups, None)
        return found
