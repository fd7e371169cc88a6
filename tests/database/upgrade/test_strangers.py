"""What a learner's file has that we know nothing of stays word for word, and none of it is run."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.database.upgrade import UpgradeError, upgrade_database

from .conftest import state
from .learners import contents, missing, opened

APP = (Path(__file__).with_name("apps") / "app.sql").read_text("utf-8")


@pytest.fixture
def app(folder) -> Path:
    """A file that is made anew table for table, where a column is the likeliest to be lost."""
    path = folder / "babblr.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(APP)
    return path


@pytest.fixture(params=["app", "learner"])
def file(request) -> Path:
    """A file that create_all made, and one that we shipped."""
    return request.getfixturevalue(request.param)


def script(path: Path, sql: str) -> None:
    with opened(path) as connection:
        connection.executescript(sql)


def schema(path: Path, *names: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")
        return [row for row in rows if row[1] in names]


@pytest.mark.parametrize(
    ("name", "definition", "value"),
    [
        ("mood", "TEXT COLLATE NOCASE DEFAULT 'good, or (so)'", "a; --"),
        ('"odd, \'name"', 'BLOB CHECK (length("odd, \'name") < 9)', b"\0\xff"),
        ("size", "INTEGER GENERATED ALWAYS AS (length(base_form)) VIRTUAL", None),
        ("seen", "INTEGER NOT NULL DEFAULT 7", 2.5),
    ],
)
def test_columns_stay(file, release, name, definition, value):
    script(file, f"ALTER TABLE words ADD COLUMN {name} {definition}")
    if value is not None:
        with opened(file) as connection:
            connection.execute(f"UPDATE words SET {name} = ? WHERE id % 2", (value,))
    query = f"SELECT id, {name}, typeof({name}) FROM words WHERE base_form <> 'casa'"
    with opened(file) as connection:
        before = connection.execute(query).fetchall()
    upgrade_database(file, release)
    with opened(file) as connection:
        assert set(before) <= set(connection.execute(query).fetchall())
        (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'words'").fetchone()
    assert f"{name} {definition}" in made


def test_tables_indexes_and_views_stay(file, release):
    script(
        file,
        """
        CREATE TABLE decks (name TEXT PRIMARY KEY, word_id INTEGER REFERENCES words (id)) WITHOUT ROWID;
        INSERT INTO decks SELECT 'a''b', min(id) FROM words;
        CREATE TABLE "no; key" (x, y);
        INSERT INTO "no; key" VALUES (1, x'00ff'), (1, x'00ff'), (NULL, 2.5);
        CREATE INDEX "their index" ON messages (role, length(content));
        CREATE VIEW theirs AS SELECT base_form FROM words;
        CREATE VIRTUAL TABLE search USING fts5(content);
        INSERT INTO search VALUES ('hola mundo');
        """,
    )
    names = ("decks", "no; key", "their index", "theirs", "search")
    made, before = schema(file, *names), contents(file)
    assert len(made) == 5
    upgrade_database(file, release)
    after = contents(file)
    assert schema(file, *names) == made
    assert after["no; key"] == before["no; key"]
    assert after["decks"] == before["decks"]
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM search WHERE search MATCH 'mundo'").fetchall() == [("hola mundo",)]


TRIGGERS = """
CREATE TABLE log (what);
CREATE TRIGGER watch AFTER {} ON {} BEGIN INSERT INTO log VALUES ('ran'); DELETE FROM messages; END;
"""


@pytest.mark.parametrize("table", ["words", "lessons", "word_meanings", "user_word_progress"])
@pytest.mark.parametrize("event", ["INSERT", "UPDATE", "DELETE"])
def test_triggers_stay_and_do_not_fire(file, release, event, table):
    script(file, TRIGGERS.format(event, table))
    made, before = schema(file, "watch"), contents(file)
    report = upgrade_database(file, release)
    after = contents(file)
    assert schema(file, "watch") == made
    missed = "the trigger “watch” was not run for what changed in " + table
    assert (missed in report.notices) == (table != "user_word_progress")
    assert after["log"] == []
    assert after["messages"] == before["messages"]


@pytest.mark.parametrize("function", ["load_extension('/tmp/evil')", "fts3_tokenizer('simple', x'00')"])
def test_functions_with_effects_are_refused(app, release, folder, function):
    """In a rule of a table: it would be run for every row that is copied."""
    with opened(app) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'tutor_prompt TEXT', ?) WHERE name = 'lessons'",
            (f"tutor_prompt TEXT, extra TEXT CHECK ({function} IS NULL)",),
        )
    before = state(folder)
    with pytest.raises(UpgradeError):
        upgrade_database(app, release)
    assert state(folder) == before


def test_a_dropped_word_that_a_table_of_theirs_refers_to_stays(learner, release):
    script(
        learner,
        "CREATE TABLE decks (word_id INTEGER REFERENCES words (id)); "
        "INSERT INTO decks SELECT id FROM words WHERE base_form = 'casa'",
    )
    before = contents(learner)
    upgrade_database(learner, release)
    assert missing(before, contents(learner), "decks") == []
    with closing(sqlite3.connect(learner)) as connection:
        levels = (
            "SELECT count(*) FROM word_difficulty_levels JOIN words AS w ON w.id = word_id WHERE base_form = 'casa'"
        )
        assert connection.execute("SELECT base_form FROM words JOIN decks ON word_id = id").fetchall() == [("casa",)]
        assert connection.execute(levels).fetchone() == (0,)


@pytest.mark.parametrize("value", ["'abc'", "x'00'", "2.5", "NULL", "-7"])
def test_a_memory_of_ids_that_is_none(learner, release, value):
    """What SQLite notes of the ids it gave is a table that anybody may write to."""
    script(learner, f"UPDATE sqlite_sequence SET seq = {value}")
    assert upgrade_database(learner, release).languages["es"].words_added == 1


def test_text_that_is_not_utf8_stays_as_it_is(learner, release):
    script(learner, "INSERT INTO conversations (language) VALUES (CAST(x'ff41' AS TEXT))")
    before = contents(learner)
    upgrade_database(learner, release)
    assert missing(before, contents(learner), "conversations") == []


def test_unlawful_rows_are_kept_as_they_were(app, release):
    """What apps without rules let in: each row is in its table, lawful, or beside it, as it was."""
    script(
        app,
        """
        UPDATE words SET part_of_speech = 'Article' WHERE id = 2;
        UPDATE word_difficulty_levels SET difficulty_level = 'beginner', priority = 0 WHERE id = 2;
        UPDATE word_forms SET grammatical_info = 'not JSON';
        UPDATE user_word_progress SET mastery_score = 250, times_encountered = -1 WHERE id = 5;
        UPDATE user_word_progress SET first_encountered = '2025-12-01 00:00:00',
            last_encountered = '2025-11-01 00:00:00' WHERE id = 7;
        INSERT INTO words VALUES (9, 'Spanish', 'mío', 'pronoun', NULL, 'twice', '2025-10-01', '2025-10-01');
        INSERT INTO user_word_progress VALUES (9, 9, 'Spanish', 2, 5, NULL, NULL, '2025-10-01', '2025-10-01');
        INSERT INTO messages VALUES (8, 777, 'user', 'orphan', NULL, NULL, '2025-10-01 00:00:00');
        INSERT INTO words VALUES (10, 'es', '', 'noun', NULL, NULL, '2025-10-01', '2025-10-01');
        """,
    )
    before = contents(app)
    report = upgrade_database(app, release)
    after = contents(app)
    for table in before:
        assert missing(before, after, table, aside=True) == [], table
    assert {kept.table for kept in report.kept} >= {"messages", "words", "word_forms", "user_word_progress"}
    progress = {row["id"]: row for row in after["user_word_progress"]}
    assert (progress[5]["mastery_score"], progress[5]["times_encountered"]) == (100.0, 0)
    assert progress[9]["word_id"] == 2  # “Spanish” is “es”: of two rows for one word, the one that knows more stays
    assert 6 not in progress
    assert progress[7]["first_encountered"] == "2025-11-01 00:00:00"
    with closing(sqlite3.connect(app)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        level = "SELECT difficulty_level, priority FROM word_difficulty_levels WHERE word_id = 2"
        assert connection.execute(level).fetchall() == [("A1", 1)]


def test_a_column_that_has_a_name_of_ours_keeps_what_ours_can_be(app, release):
    """An app may have had a register of its own, for other values."""
    script(
        app,
        """
        ALTER TABLE word_meanings ADD COLUMN register TEXT;
        UPDATE word_meanings SET register = 'Informal' WHERE word_id = 2;
        UPDATE word_meanings SET register = 'slang' WHERE word_id = 3;
        """,
    )
    before = contents(app)
    upgrade_database(app, release)
    after = contents(app)
    assert missing(before, after, "word_meanings", aside=True) == []
    registers = {row["word_id"]: row["register"] for row in after["word_meanings"]}
    assert (registers[2], registers[3]) == ("informal", None)


def test_a_table_keeps_rows_from_before_and_after_it_gained_a_column(app, release):
    """A meaning is made lawful in the app's table; another one is the release's in ours, which has columns more."""
    script(app, "UPDATE word_meanings SET meaning_order = 0 WHERE word_id = 2")
    before = contents(app)
    upgrade_database(app, release)
    after = contents(app)
    assert missing(before, after, "word_meanings", aside=True) == []
    kept = after["upgrade_kept_word_meanings"]
    assert sorted((row["word_id"], row["meaning_order"], row["part_of_speech"]) for row in kept) == [
        (1, 1, None),
        (2, 0, None),
    ]


@pytest.mark.parametrize("name", ["release_packs", "word_topics"])
def test_a_table_that_has_a_name_of_ours_is_refused(app, release, folder, name):
    script(app, f"CREATE TABLE {name} (track TEXT, artist TEXT)")
    before = state(folder)
    with pytest.raises(UpgradeError, match=name):
        upgrade_database(app, release)
    assert state(folder) == before
