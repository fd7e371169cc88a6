"""What cannot be upgraded is refused with a message, and left as it was, to the byte."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.database import migrate
from pipeline.database.upgrade import (
    CorruptFileError,
    ForeignFileError,
    LockedFileError,
    NewerSchemaError,
    ReadOnlyError,
    ReleaseError,
    UnsupportedFileError,
    UpgradeError,
    upgrade_database,
)
from tests.surroundings import as_nobody

from .conftest import FORMER, state
from .learners import make, opened
from .releases import Edition, Entry, build

MESSAGES = "CREATE TABLE messages (id INTEGER PRIMARY KEY, conversation_id, role, content, created_at);"
CONVERSATIONS = (
    "CREATE TABLE conversations (id INTEGER PRIMARY KEY, language, difficulty_level, created_at, updated_at);"
)


def script(path: Path, sql: str) -> None:
    with opened(path) as connection:
        connection.executescript(sql)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("CREATE TABLE notes (id)", "it has no table “conversations”"),
        (CONVERSATIONS, "it has no table “messages”"),
        (f"{CONVERSATIONS} CREATE TABLE messages (id INTEGER PRIMARY KEY, body)", "“messages” has no column “content”"),
        (f"{CONVERSATIONS} CREATE VIEW messages AS SELECT 1", "“messages” is not an ordinary table"),
        (f"{CONVERSATIONS} CREATE VIRTUAL TABLE messages USING fts5(content)", "“messages” is not an ordinary table"),
        (f"{CONVERSATIONS}{MESSAGES} CREATE TABLE words (id, spelling)", "“words” has no column “base_form”"),
        (f"{CONVERSATIONS}{MESSAGES} CREATE VIEW lessons AS SELECT 1", "“lessons” is not an ordinary table"),
    ],
)
def test_a_database_of_another_program(folder, release, untouched, sql, message):
    script(folder / "babblr.db", sql)
    untouched()
    with pytest.raises(ForeignFileError, match=message):
        upgrade_database(folder / "babblr.db", release)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 2\0" * 64])
def test_a_file_that_is_no_database(folder, release, untouched, content):
    (folder / "babblr.db").write_bytes(content)
    untouched()
    with pytest.raises(ForeignFileError, match="is not an SQLite database"):
        upgrade_database(folder / "babblr.db", release)


def test_no_file_and_a_folder(folder, release, untouched):
    untouched()
    with pytest.raises(ForeignFileError, match="does not exist"):
        upgrade_database(folder / "babblr.db", release)
    with pytest.raises(ForeignFileError, match="is not a file"):
        upgrade_database(folder, release)


@pytest.mark.parametrize("stamps", [("0099_later",), ("0001_conversations", "0002_vocabulary"), ("\x1b[2J",)])
def test_a_newer_schema(learner, release, untouched, stamps):
    with opened(learner) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.executemany("INSERT INTO alembic_version VALUES (?)", [(stamp,) for stamp in stamps])
    untouched()
    with pytest.raises(NewerSchemaError, match="this version does not know"):
        upgrade_database(learner, release)


def test_damage_anywhere_is_refused(learner, release, folder):
    """The head of a page is overwritten: of every third page in turn."""
    whole = learner.read_bytes()
    for start in range(0, len(whole), 4096 * 3):
        head = start or 100
        damaged = whole[:head] + b"\xff" * 12 + whole[head + 12 :]
        learner.write_bytes(damaged)
        with pytest.raises(UpgradeError):
            upgrade_database(learner, release)
        assert learner.read_bytes() == damaged
        assert [path.name for path in folder.iterdir()] == ["babblr.db"]


@pytest.mark.parametrize("kept", [100, 4096, 20_000])
def test_a_truncated_file(learner, release, untouched, kept):
    learner.write_bytes(learner.read_bytes()[:kept])
    untouched()
    with pytest.raises((CorruptFileError, ForeignFileError)):
        upgrade_database(learner, release)


HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=" + sys.argv[2])
for statement in sys.argv[3:]:
    connection.execute(statement).fetchall()
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def app(path: Path, mode: str, *statements: str) -> Iterator[None]:
    """Run another program that has the file open and has run some statements on it."""
    command = [sys.executable, "-c", HOLDER, str(path), mode, *statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield
        process.kill()


WRITE = "INSERT INTO conversations (language) VALUES ('spanish')"


@pytest.mark.parametrize(
    ("mode", "statements"),
    [
        ("DELETE", ("BEGIN IMMEDIATE",)),
        ("DELETE", ("BEGIN", "SELECT * FROM words")),
        ("DELETE", ("BEGIN IMMEDIATE", WRITE)),
        ("WAL", ("BEGIN IMMEDIATE",)),
        ("WAL", (WRITE,)),
        ("WAL", ("SELECT * FROM words",)),
    ],
    ids=["to write", "reading", "writing", "to write, with a log", "wrote into a log", "open with a log"],
)
def test_an_app_that_is_running(learner, release, folder, mode, statements):
    with app(learner, mode, *statements):
        before = state(folder)
        for dry_run in (False, True):
            with pytest.raises(LockedFileError, match="Close the app"):
                upgrade_database(learner, release, dry_run)
        assert state(folder) == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_file_that_may_not_be_written(learner, release, untouched, folder):
    folder.chmod(0o777)
    learner.chmod(0o444)
    release.chmod(0o444)
    untouched()
    with as_nobody(folder.parent), pytest.raises(ReadOnlyError, match="cannot be written"):
        upgrade_database(learner, release)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_may_not_be_written(learner, release, untouched, folder):
    learner.chmod(0o666)
    folder.chmod(0o555)
    release.chmod(0o444)
    untouched()
    with as_nobody(folder.parent), pytest.raises(ReadOnlyError, match="cannot be written"):
        upgrade_database(learner, release)
    folder.chmod(0o755)


def test_a_log_that_a_crash_left_stays_where_it_is(folder, release, untouched):
    """Opened for writing, the file would take in its log when closed."""
    path = make(folder / "babblr.db", "first", random.Random(1))
    crash(path, "ALTER TABLE conversations RENAME COLUMN difficulty_level TO hardness")
    untouched()
    with pytest.raises(ForeignFileError, match="difficulty_level"):
        upgrade_database(path, release)


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_log_stays_where_it_is_whatever_the_reason(learner, folder, release, untouched, dry_run):
    """Nobody may close the file as SQLite does, which moves the log into it."""
    crash(learner, WRITE)
    untouched()
    if dry_run:
        assert upgrade_database(learner, release, dry_run=True).changed
    with pytest.raises(ReleaseError):
        upgrade_database(learner, folder / "none.db", dry_run)


def crash(path: Path, statement: str) -> None:
    """Run a statement in a program that ends without closing the file: the log stays."""
    code = "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
    code += "c.execute('PRAGMA journal_mode=WAL'); c.execute(sys.argv[2]); os._exit(0)"
    subprocess.run([sys.executable, "-c", code, str(path), statement], check=True)
    assert path.with_name(path.name + "-wal").stat().st_size > 0


def test_text_in_another_encoding(folder, release, untouched):
    path = folder / "babblr.db"
    script(path, f"PRAGMA encoding='UTF-16le'; {CONVERSATIONS}{MESSAGES}")
    untouched()
    with pytest.raises(UnsupportedFileError, match="encoding"):
        upgrade_database(path, release)


@pytest.mark.parametrize("column", ["release_packs SET version", "alembic_version SET version_num"])
def test_text_that_is_not_utf8_where_it_must_be_read(learner, release, untouched, column):
    script(learner, f"UPDATE {column} = CAST(x'ff41' AS TEXT)")
    untouched()
    with pytest.raises(UnsupportedFileError, match="UTF-8"):
        upgrade_database(learner, release)


def test_a_unique_index_of_the_learners_that_the_release_breaks(learner, release, untouched):
    script(learner, "CREATE UNIQUE INDEX theirs ON words (pronunciation) WHERE pronunciation = 'flor'; ")
    with opened(learner) as connection:
        connection.execute(
            "INSERT INTO words (language, base_form, part_of_speech, pronunciation) VALUES ('es', 'x', 'noun', 'flor')"
        )
    untouched()
    with pytest.raises(UnsupportedFileError, match=r"UNIQUE constraint failed: words\.pronunciation"):
        upgrade_database(learner, release)


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DELETE FROM release_packs", "does not state its languages"),
        ("UPDATE alembic_version SET version_num = '0099_later'", "newer than this program"),
        ("DROP TABLE alembic_version", "does not state its schema"),
        ("DROP TABLE word_forms", "its table “word_forms” is not as it should be"),
        ("INSERT INTO conversations (language) VALUES ('spanish')", "“conversations” has learner data"),
        ("INSERT INTO user_word_progress (word_id, language) SELECT id, 'es' FROM words", "learner data"),
        ("UPDATE words SET language = 'fr' WHERE base_form = 'flor'", "a language that it does not state"),
        ("UPDATE lessons SET language = 'fr'", "lessons of a language that it does not state"),
        ("UPDATE lessons SET lesson_type = 'listening'", "neither vocabulary nor grammar"),
        ("DELETE FROM words WHERE base_form = 'flor'", "belong to nothing"),
        ("DELETE FROM word_meanings WHERE id = 3", "belong to nothing"),
        ("UPDATE word_synonyms SET synonym_word_id = 7", "relates a word to none"),
        ("DROP INDEX uq_words_language_base_form; UPDATE words SET base_form = 'flor'", "it has a word twice"),
    ],
)
def test_a_release_that_is_none(learner, release, untouched, sql, message):
    with opened(release) as connection:
        for trigger in ("tr_words_update_same_language",):
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.executescript(sql)
    untouched()
    with pytest.raises(ReleaseError, match=message):
        upgrade_database(learner, release)


def test_other_files_as_release(learner, folder, release, tmp_path, untouched):
    release.write_bytes(release.read_bytes()[:30_000])
    (tmp_path / "text").write_text("not a database", "utf-8")
    untouched()
    for other in (learner, folder / "none.db", tmp_path / "text", folder, release):
        with pytest.raises(ReleaseError):
            upgrade_database(learner, other)


@pytest.mark.parametrize(("former", "new"), [("1.10.0", "1.9.9"), ("2.0.0", "1.0.0"), ("1.0.1", "1.0.0")])
def test_a_release_that_is_older_than_the_file(learner, tmp_path, untouched, former, new):
    with opened(learner) as connection:
        connection.execute("UPDATE release_packs SET version = ?", (former,))
    release = build(tmp_path / "old.db", Edition("es", (Entry("pan"),), version=new), Edition("fr", (Entry("pain"),)))
    untouched()
    with pytest.raises(ReleaseError, match=f"older than the file: it has es {new}, and the file {former}"):
        upgrade_database(learner, release)


@pytest.mark.parametrize(("former", "new"), [("1.9.9", "1.10.0"), ("1.0.0", "1.0.0"), ("of \x1b mine", "1.0.0")])
def test_a_release_that_is_not_older(learner, tmp_path, former, new):
    with opened(learner) as connection:
        connection.execute("UPDATE release_packs SET version = ?", (former,))
    release = build(tmp_path / "new.db", Edition("es", (Entry("pan"),), version=new))
    assert upgrade_database(learner, release).languages["es"].former == former


def test_a_release_of_an_older_schema_is_read(learner, tmp_path):
    release = build(tmp_path / "old.db", FORMER, Edition("fr", (Entry("maison"),)))
    migrate.downgrade(release, "0006_release_packs")
    before = release.read_bytes()
    report = upgrade_database(learner, release)
    assert report.languages["fr"].words_added == 1
    assert release.read_bytes() == before


def test_a_release_in_a_folder_that_cannot_be_written(learner, release, tmp_path):
    """Nothing is made beside it, even if it asks for a write-ahead log."""
    with opened(release) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    shutil.move(release, shipped / "babblr.db")
    upgrade_database(learner, shipped / "babblr.db")
    assert [path.name for path in shipped.iterdir()] == ["babblr.db"]
