"""Text that is not UTF-8 in the learner's file: nothing of it is lost, and the report says where it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.database.upgrade import upgrade_database

from .learners import contents, missing, opened
from .releases import vocabulary
from .test_property import LEARNERS

GARBLED = "CAST(x'61ff62' AS TEXT)"


@pytest.mark.parametrize(
    ("column", "statement"),
    [
        ("messages.content", f"INSERT INTO messages (conversation_id, role, content) VALUES (1, 'user', {GARBLED})"),
        ("conversations.topic_id", f"INSERT INTO conversations (language, topic_id) VALUES ('es', {GARBLED})"),
        (
            "words.base_form",
            f"INSERT INTO words (language, base_form, part_of_speech) VALUES ('es', {GARBLED}, 'noun')",
        ),
    ],
)
def test_what_the_learner_has_is_kept_to_the_byte(learner: Path, release: Path, column: str, statement: str) -> None:
    with opened(learner) as connection:
        connection.execute("INSERT OR IGNORE INTO conversations (id, language) VALUES (1, 'spanish')")
        connection.execute(statement)
    before = contents(learner)
    report = upgrade_database(learner, release)
    after = contents(learner)
    for table in (*LEARNERS, "words"):
        kept = [row for row in missing(before, after, table) if "\udcff" in str(row)]
        assert kept == [], table
    garbled = f"{column} is not text in UTF-8 in 1 row: it was kept unchanged, but the app cannot read it"
    assert garbled in report.notices
    assert not upgrade_database(learner, release).changed


def test_a_garbled_word_of_a_former_release_gives_way_to_the_sound_one(learner: Path, release: Path) -> None:
    """What a damaged release brought is not the learner's; progress with it stays with its row."""
    with opened(learner) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        (word,) = connection.execute("SELECT id FROM words WHERE base_form = 'pan'").fetchone()
        connection.execute("INSERT OR IGNORE INTO user_word_progress (word_id, language) VALUES (?, 'es')", (word,))
        connection.execute("UPDATE word_meanings SET translation = CAST(x'62ff' AS TEXT) WHERE word_id = ?", (word,))
    before = contents(learner)
    report = upgrade_database(learner, release)
    assert missing(before, contents(learner), "user_word_progress") == []
    assert not [notice for notice in report.notices if "UTF-8" in notice]
    found = [row for row in vocabulary(learner)["meanings"] if row[1] == "pan"]
    assert found == [row for row in vocabulary(release)["meanings"] if row[1] == "pan"]
    with closing(sqlite3.connect(learner)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
