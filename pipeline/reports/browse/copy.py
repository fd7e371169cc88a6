"""The indexed copy of a database, kept in the cache folder.

It is a new file with what is shown of the database, and no more: our own tables, filled from columns of the same names.
Nothing of the file's own schema comes into it. A table more has a row for each word, with an index of its forms and
translations that ignores accents (https://www.sqlite.org/fts5.html#unicode61_tokenizer).
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from pipeline.builder.cache import PLACE, cache_place
from pipeline.database.models import Base
from pipeline.database.unreadable import decoded, why_unreadable
from pipeline.database.untrusted import ContentError, copy, journals, opened
from pipeline.reports.browse.metadata import VOCABULARY
from pipeline.system.drafts import draft_folder
from pipeline.system.files import read_bytes, reason, sha256_of

_KEPT = 4
"""How many copies are kept; older ones are removed."""
_HEX = 24
"""Characters of a digest in a name."""
_PERSONAL = {("lessons", "last_accessed_at")}
"""Columns that are left empty: they say what the learner did."""

_INDEX = """
CREATE TABLE lexicon (
  word INTEGER PRIMARY KEY REFERENCES words (id),
  base_form TEXT NOT NULL,
  language TEXT NOT NULL,
  level TEXT,
  part_of_speech TEXT NOT NULL,
  topics TEXT NOT NULL,
  translation TEXT NOT NULL,
  priority INTEGER,
  learner TEXT NOT NULL
);
INSERT INTO lexicon
SELECT w.id, w.base_form, w.language, l.difficulty_level, w.part_of_speech,
       (SELECT json_group_array(topic_id) FROM (SELECT topic_id FROM word_topics WHERE word_id = w.id ORDER BY 1)),
       COALESCE((SELECT group_concat(translation, '; ') FROM
                 (SELECT translation FROM word_meanings WHERE word_id = w.id ORDER BY meaning_order, id)), ''),
       l.priority,
       CASE WHEN EXISTS (SELECT 1 FROM user_word_progress p WHERE p.word_id = w.id) THEN 'met' ELSE 'unread' END
  FROM words w
  LEFT JOIN word_difficulty_levels l ON l.word_id = w.id AND l.difficulty_level =
       (SELECT min(difficulty_level) FROM word_difficulty_levels WHERE word_id = w.id)
 ORDER BY w.id;
CREATE TABLE word_lessons (
  word_id INTEGER NOT NULL REFERENCES words (id),
  lesson_id INTEGER NOT NULL REFERENCES lessons (id),
  PRIMARY KEY (word_id, lesson_id)
);
INSERT OR IGNORE INTO word_lessons
SELECT w.id, i.lesson_id
  FROM lesson_items i JOIN words w
    ON w.id = CASE WHEN json_valid(i.item_metadata) THEN json_extract(i.item_metadata, '$.word_id') END
 WHERE i.item_type = 'word' ORDER BY 1, 2;
CREATE INDEX ix_word_lessons_lesson_id ON word_lessons (lesson_id);
CREATE INDEX ix_word_forms_form_text ON word_forms (form_text);
CREATE INDEX ix_lexicon_language_level ON lexicon (language, level, priority);
CREATE VIRTUAL TABLE lexicon_fts USING fts5(
  base_form, forms, translations, content='', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO lexicon_fts (rowid, base_form, forms, translations)
SELECT word, base_form,
       (SELECT group_concat(form_text, char(10)) FROM
        (SELECT form_text FROM word_forms WHERE word_id = word ORDER BY id)),
       translation
  FROM lexicon ORDER BY word;
"""


def indexed_copy(database: Path, check: Callable[[Path], str | None]) -> Path:
    """Return the indexed copy of a database, plain or gzipped, which is made unless there is one already.

    `check` says what is wrong with a copy of our own of the file, or nothing. The file itself is only read.

    Raises:
        ContentError: it cannot be read, `check` found a fault, or it is not a vocabulary.
        OSError: there is nowhere to keep the copy.
    """
    folder = _place()
    folder.mkdir(parents=True, exist_ok=True)
    with draft_folder(folder / "draft") as draft:
        source = draft / "source.db"
        _snapshot(database, source)
        name = sha256(f"{sha256_of(source)} {_makers()}".encode()).hexdigest()[:_HEX]
        made = _kept(folder, name)
        if made is None:
            made = _made(database, source, draft / "copy.db", check)
            made = made.replace(folder / f"{name}-{sha256_of(made)[:_HEX]}.db")
        _remove_old(folder, made)
        shutil.rmtree(draft)
    return made


def _place() -> Path:
    """Return the folder of the copies.

    Raises:
        OSError: the home folder is unknown.
    """
    try:
        return cache_place() / "browse"
    except RuntimeError as error:
        raise OSError(f"there is no cache folder; name one with {PLACE}") from error


def _makers() -> str:
    """Return a digest of what makes copies: this module, the tables, and SQLite."""
    tables = "".join(_tables())
    return sha256(b"".join((read_bytes(Path(__file__)), tables.encode(), sqlite3.sqlite_version.encode()))).hexdigest()


def _kept(folder: Path, name: str) -> Path | None:
    """Return a copy that is kept and undamaged."""
    for path in sorted(folder.glob(f"{name}-*.db")):
        with suppress(OSError):
            if sha256_of(path)[:_HEX] == path.stem.rpartition("-")[2]:
                os.utime(path)
                return path
    return None


def _remove_old(folder: Path, made: Path) -> None:
    """Remove copies that were not used for longest, so that the folder does not grow with every build."""
    with suppress(OSError):
        kept = sorted(folder.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[_KEPT:]:
            if path != made:
                path.unlink()


def _snapshot(database: Path, target: Path) -> None:
    """Copy a database as it is now, also while an app has it open."""
    with _readable(database):
        if not journals(database):
            copy(database, target)
            return
        with opened(database, live=True) as connection, closing(sqlite3.connect(target)) as snapshot:
            connection.backup(snapshot)
            snapshot.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _readable(database: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise ContentError(why_unreadable(database, error)) from error
    except OSError as error:
        raise ContentError(f"{database} cannot be read: {reason(error)}") from error


def _made(database: Path, source: Path, target: Path, check: Callable[[Path], str | None]) -> Path:
    fault = check(source)  # the schema too: from here on it is known to be ours
    if fault is not None:
        raise ContentError(f"{database} is not shown: {fault}")
    with _readable(database), decoded(), closing(sqlite3.connect(target, uri=True, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=OFF")  # a draft that fails is removed
        connection.execute("ATTACH ? AS source", (f"{source.absolute().as_uri()}?mode=ro&immutable=1",))
        connection.execute("BEGIN")
        for statement in _tables():
            connection.execute(statement)
        for table in VOCABULARY:
            _fill(connection, table)
        connection.execute("COMMIT")
        connection.execute("DETACH source")
        connection.executescript(_INDEX)
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
    return target


def _tables() -> Iterator[str]:
    """Yield the statements that make the tables and their indexes."""
    for name in VOCABULARY:
        table = Base.metadata.tables[name]
        yield str(CreateTable(table).compile(dialect=sqlite.dialect()))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            yield str(CreateIndex(index).compile(dialect=sqlite.dialect()))


def _fill(connection: sqlite3.Connection, table: str) -> None:
    """Copy the columns that both files have; those of an older schema are fewer."""
    there = {row[1] for row in connection.execute(f"PRAGMA source.table_info({table})")}
    columns = [
        f'"{column.name}"'
        for column in Base.metadata.tables[table].columns
        if column.name in there and (table, column.name) not in _PERSONAL
    ]
    if columns:
        listed = ", ".join(columns)
        connection.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM source.{table}")  # noqa: S608
