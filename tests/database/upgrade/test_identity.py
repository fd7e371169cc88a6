"""A word whose spelling a release corrects is the same word: it keeps its id and the learner's progress."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.database import migrate
from pipeline.database.upgrade import ReleaseError, upgrade_database
from pipeline.model.identity import word_id

from .learners import contents, missing, opened
from .releases import Edition, Entry, build, vocabulary
from .test_property import LEARNERS

PROGRESS = """SELECT w.base_form, p.times_encountered, p.mastery_score, first_encountered, last_encountered
    FROM user_word_progress AS p JOIN words AS w ON w.id = p.word_id ORDER BY 1"""
WORDS = "SELECT base_form, identity FROM words ORDER BY 1"
BELOW = ("word_meanings", "word_forms", "word_difficulty_levels", "word_synonyms", "user_word_progress")
LEVEL = "SELECT count(*) FROM word_difficulty_levels JOIN words AS w ON w.id = word_id WHERE base_form = '{}'"


def asked(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def edition(number: int, *entries: Entry, **more: Any) -> Edition:
    """Return the release of a number."""
    return Edition("es", entries, version=f"{number}.0.0", date=f"2025-{number:02}-01", **more)


def learned(path: Path, base_form: str, *values: float | str | None) -> None:
    """Note progress with a word, as an app does: encounters, mastery, the first encounter and the last."""
    with opened(path) as connection:
        connection.execute(
            "INSERT INTO user_word_progress "
            "(word_id, language, times_encountered, mastery_score, first_encountered, last_encountered) "
            "SELECT id, 'es', ?, ?, ?, ? FROM words WHERE base_form = ?",
            (*values, base_form),
        )


def own_word(path: Path, base_form: str) -> int:
    """Insert a word of the learner's own with a meaning, an example, a form and a level; return its id."""
    with opened(path) as connection:
        word = connection.execute(
            "INSERT INTO words (language, base_form, part_of_speech, notes) VALUES ('es', ?, 'verb', 'mine')",
            (base_form,),
        ).lastrowid
        meaning = connection.execute(
            "INSERT INTO word_meanings (word_id, meaning_text, translation) VALUES (?, 'lo mío', 'mine')", (word,)
        ).lastrowid
        connection.execute(
            "INSERT INTO word_examples (word_meaning_id, example_text) VALUES (?, 'Es mío.')", (meaning,)
        )
        connection.execute(
            "INSERT INTO word_forms (word_id, form_type, form_text) VALUES (?, 'plural', 'míos')", (word,)
        )
        connection.execute("INSERT INTO word_difficulty_levels (word_id, difficulty_level) VALUES (?, 'C2')", (word,))
        assert word is not None
        return word


@pytest.fixture(params=["0009_lesson_source", "0010_word_topics", "0011_word_identity"])
def shipped(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Edition], Path]:
    """A learner's file as the first release made it, at a revision of then or of now."""

    def make(first: Edition) -> Path:
        path = build(tmp_path / "learner.db", first)
        migrate.downgrade(path, request.param)
        return path

    return make


def upgraded(learner: Path, new: Edition) -> Path:
    """Upgrade, and check what holds of every upgrade: no row is lost, and ours is as in a fresh build."""
    release = build(learner.with_name(f"{new.version}.db"), new)
    before = contents(learner)
    report = upgrade_database(learner, release)
    after = contents(learner)
    for table in before:
        if table in LEARNERS or table == "decks":
            assert missing(before, after, table, aside=True) == [], table
    with closing(sqlite3.connect(learner)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found, wanted = vocabulary(learner), vocabulary(release)
    shipped = {row[:2] for row in wanted["words"]}
    for name in ("words", "meanings", "examples", "forms", "levels", "topics"):
        assert [row for row in found[name] if row[:2] in shipped] == wanted[name], name
    assert contents(report.backup) == before
    assert not upgrade_database(learner, release).changed
    return release


def test_a_renamed_word_keeps_its_id_and_its_progress(shipped) -> None:
    lesson = {("A1", "food", 1): ("mediodia", "sol")}
    learner = shipped(edition(1, Entry("mediodia"), Entry("sol"), relations=(("mediodia", "sol"),), lessons=lesson))
    learned(learner, "mediodia", 3, 40.0, "2025-01-05 08:00:00", None)
    with opened(learner) as connection:
        connection.execute("INSERT INTO lesson_progress (lesson_id, language) SELECT id, 'es' FROM lessons")
    before = contents(learner)
    lesson = {("A1", "food", 1): ("mediodía", "sol")}
    upgraded(
        learner,
        edition(
            2, Entry("mediodía", formerly=("mediodia",)), Entry("sol"), relations=(("mediodía", "sol"),), lessons=lesson
        ),
    )
    after = contents(learner)
    for table in ("user_word_progress", "lesson_progress"):
        assert missing(before, after, table) == []
    assert asked(learner, WORDS) == [("mediodía", "mediodia"), ("sol", "sol")]
    assert asked(learner, "SELECT id FROM words WHERE base_form = 'mediodía'") == [(word_id("es", "mediodia"),)]
    assert asked(learner, PROGRESS) == [("mediodía", 3, 40.0, "2025-01-05 08:00:00", None)]
    items = "SELECT content, json_extract(item_metadata, '$.word_id') FROM lesson_items ORDER BY order_index"
    assert asked(learner, items)[0] == ("mediodía", word_id("es", "mediodia"))
    assert asked(learner, "SELECT name FROM sqlite_master WHERE name LIKE 'upgrade_kept%'") == []


@pytest.mark.parametrize("skipped", [False, True])
def test_a_word_that_is_renamed_twice(shipped, skipped) -> None:
    learner = shipped(edition(1, Entry("a")))
    learned(learner, "a", 1, 10.0, None, None)
    if not skipped:
        upgraded(learner, edition(2, Entry("b", formerly=("a",))))
        assert asked(learner, PROGRESS) == [("b", 1, 10.0, None, None)]
    upgraded(learner, edition(3, Entry("c", formerly=("a", "b"))))
    assert asked(learner, WORDS) == [("c", "a")]
    assert asked(learner, PROGRESS) == [("c", 1, 10.0, None, None)]
    upgraded(learner, edition(4, Entry("a")))  # as it was at first
    assert asked(learner, PROGRESS) == [("a", 1, 10.0, None, None)]
    assert asked(learner, "SELECT id FROM words") == [(word_id("es", "a"),)]


def test_a_renamed_word_that_is_dropped_is_still_known_as_ours(shipped) -> None:
    learner = shipped(edition(1, Entry("a"), Entry("b"), Entry("sol")))
    learned(learner, "a", 1, 10.0, None, None)
    upgraded(learner, edition(2, Entry("x", formerly=("a",)), Entry("y", formerly=("b",)), Entry("sol")))
    upgraded(learner, edition(3, Entry("sol")))
    assert asked(learner, WORDS) == [("sol", "sol"), ("x", "a")]
    assert asked(learner, LEVEL.format("x")) == [(0,)]
    upgraded(learner, edition(4, Entry("z", formerly=("a", "x")), Entry("sol")))
    assert asked(learner, PROGRESS) == [("z", 1, 10.0, None, None)]


def test_two_words_change_their_spellings_for_each_others(shipped) -> None:
    learner = shipped(edition(1, Entry("a", (("uno", "one", ("A.",)),)), Entry("b", (("dos", "two", ("B.",)),))))
    learned(learner, "a", 1, 10.0, None, None)
    learned(learner, "b", 2, 20.0, None, None)
    one, two = (("uno", "one", ("A.",)),), (("dos", "two", ("B.",)),)
    upgraded(learner, edition(2, Entry("b", one, formerly=("a",)), Entry("a", two, formerly=("b",))))
    assert asked(learner, WORDS) == [("a", "b"), ("b", "a")]
    assert asked(learner, PROGRESS) == [("a", 2, 20.0, None, None), ("b", 1, 10.0, None, None)]


FIRST, MIDDLE, LAST = "2025-01-05 08:00:00", "2025-02-05T08:00:00", "2025-03-05 08:00:00.5"


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ({"a": (3, 40.0, MIDDLE, LAST), "b": (4, 30.5, FIRST, MIDDLE)}, (7, 40.0, FIRST, LAST)),
        ({"a": (3, 30.5, FIRST, MIDDLE), "b": (4, 40.0, MIDDLE, LAST)}, (7, 40.0, FIRST, LAST)),
        ({"a": (3, 40.0, None, None), "b": (0, 0.0, FIRST, None)}, (3, 40.0, FIRST, None)),
        ({"a": (3, 40.0, FIRST, LAST), "b": (1, 0.0, None, None)}, (4, 40.0, FIRST, LAST)),
        ({"a": (3, 40.0, FIRST, LAST)}, (3, 40.0, FIRST, LAST)),
        ({"b": (4, 30.5, FIRST, MIDDLE)}, (4, 30.5, FIRST, MIDDLE)),
        ({}, None),
    ],
)
def test_two_words_become_one(shipped, rows, merged) -> None:
    learner = shipped(edition(1, Entry("a"), Entry("b"), Entry("sol"), relations=(("a", "sol"), ("a", "b"))))
    with opened(learner) as connection:
        connection.execute("CREATE TABLE decks (name TEXT, word_id INTEGER UNIQUE REFERENCES words (id))")
        connection.execute("INSERT INTO decks SELECT base_form, id FROM words")
    for base_form, values in rows.items():
        learned(learner, base_form, *values)
    upgraded(learner, edition(2, Entry("b", formerly=("a",)), Entry("sol"), relations=(("b", "sol"),)))
    assert asked(learner, WORDS) == [("b", "a"), ("sol", "sol")]
    assert asked(learner, PROGRESS) == ([("b", *merged)] if merged else [])
    assert len(asked(learner, "SELECT 1 FROM word_synonyms")) == 2
    assert asked(learner, "SELECT name FROM sqlite_master WHERE name LIKE 'upgrade_kept_word%'") == []
    decks = "SELECT name, w.base_form FROM decks JOIN words AS w ON w.id = word_id ORDER BY 1"
    assert asked(learner, decks) == [("a", "b"), ("sol", "sol")]


def test_a_renamed_word_becomes_one_with_another(shipped) -> None:
    learner = shipped(edition(1, Entry("a"), Entry("b")))
    learned(learner, "a", 3, 40.0, None, None)
    learned(learner, "b", 4, 50.0, None, None)
    upgraded(learner, edition(2, Entry("a"), Entry("c", formerly=("b",))))
    upgraded(learner, edition(3, Entry("c", formerly=("a", "b"))))
    assert asked(learner, WORDS) == [("c", "a")]
    assert asked(learner, PROGRESS) == [("c", 7, 50.0, None, None)]


def test_a_spelling_is_used_again_for_another_word(shipped) -> None:
    learner = shipped(edition(1, Entry("malo"), Entry("sol"), lessons={("A1", "food", 1): ("malo", "sol")}))
    learned(learner, "malo", 3, 40.0, None, None)
    words = Entry("malvado", formerly=("malo",)), Entry("malo", identity="malo#2"), Entry("sol")
    upgraded(learner, edition(2, *words, lessons={("A1", "food", 1): ("malo", "sol")}))
    assert asked(learner, WORDS) == [("malo", "malo#2"), ("malvado", "malo"), ("sol", "sol")]
    assert asked(learner, PROGRESS) == [("malvado", 3, 40.0, None, None)]
    assert asked(learner, "SELECT id FROM words WHERE base_form = 'malo'") == [(word_id("es", "malo#2"),)]
    learned(learner, "malo", 1, 5.0, None, None)
    upgraded(learner, edition(3, *words))
    assert asked(learner, PROGRESS) == [("malo", 1, 5.0, None, None), ("malvado", 3, 40.0, None, None)]


def test_a_word_is_renamed_to_what_the_learner_has_added(shipped) -> None:
    learner = shipped(edition(1, Entry("mediodia"), Entry("sol")))
    learned(learner, "mediodia", 3, 40.0, MIDDLE, LAST)
    mine, other = own_word(learner, "mediodía"), own_word(learner, "mío")
    learned(learner, "mediodía", 4, 50.0, FIRST, MIDDLE)
    with opened(learner) as connection:
        for one, another in ((mine, other), (other, mine), (mine, word_id("es", "mediodia"))):
            connection.execute("INSERT INTO word_synonyms (word_id, synonym_word_id) VALUES (?, ?)", (one, another))
    before = contents(learner)
    upgraded(learner, edition(2, Entry("mediodía", formerly=("mediodia",)), Entry("sol")))
    after = contents(learner)
    for table, column in {**dict.fromkeys(BELOW, "word_id"), "words": "id"}.items():
        own = [row for row in before[table] if row[column] in (mine, other)]
        assert own
        assert missing({table: own}, after, table, aside=True) == [], table
    own = [row for row in before["word_examples"] if row["example_text"] == "Es mío."]
    assert missing({"word_examples": own}, after, "word_examples", aside=True) == []
    assert asked(learner, WORDS) == [("mediodía", "mediodia"), ("mío", None), ("sol", "sol")]
    assert asked(learner, PROGRESS) == [("mediodía", 7, 50.0, FIRST, LAST)]
    ours = word_id("es", "mediodia")
    related = "SELECT word_id, synonym_word_id FROM word_synonyms ORDER BY 1, 2"
    assert asked(learner, related) == sorted([(ours, other), (other, ours)])
    assert asked(learner, "SELECT notes FROM upgrade_kept_words") == [("mine",)]


def test_a_word_of_the_learners_own_that_was_never_ours_is_not_renamed(tmp_path) -> None:
    learner = build(tmp_path / "learner.db", edition(1, Entry("sol")))
    mine = own_word(learner, "mediodia")
    learned(learner, "mediodia", 3, 40.0, None, None)
    before = contents(learner)
    upgraded(learner, edition(2, Entry("mediodía", formerly=("mediodia",)), Entry("sol")))
    assert asked(learner, WORDS) == [("mediodia", None), ("mediodía", "mediodia"), ("sol", "sol")]
    assert asked(learner, PROGRESS) == [("mediodia", 3, 40.0, None, None)]
    own = [row for row in before["words"] if row["id"] == mine]
    assert missing({"words": own}, contents(learner), "words") == []


def test_a_word_that_was_the_learners_first_is_renamed_with_ours(tmp_path) -> None:
    """Its id does not say whose it is; an upgrade has noted that."""
    learner = build(tmp_path / "learner.db", edition(1, Entry("sol")))
    mine = own_word(learner, "mediodia")
    upgraded(learner, edition(2, Entry("mediodia"), Entry("sol")))
    learned(learner, "mediodia", 3, 40.0, None, None)
    upgraded(learner, edition(3, Entry("mediodía", formerly=("mediodia",)), Entry("sol")))
    assert asked(learner, f"SELECT base_form FROM words WHERE id = {mine}") == [("mediodía",)]
    upgraded(learner, edition(4, Entry("medio día", formerly=("mediodia", "mediodía")), Entry("sol")))
    assert asked(learner, PROGRESS) == [("medio día", 3, 40.0, None, None)]
    assert len(asked(learner, WORDS)) == 2


def test_a_release_with_one_identity_for_two_words_is_refused(tmp_path) -> None:
    learner = build(tmp_path / "learner.db", edition(1, Entry("a"), Entry("b")))
    release = build(tmp_path / "release.db", edition(2, Entry("a"), Entry("b")))
    with opened(release) as connection:
        connection.execute("UPDATE words SET identity = 'a'")
    before = contents(learner)
    with pytest.raises(ReleaseError, match="two of its words have one identity"):
        upgrade_database(learner, release)
    assert contents(learner) == before


@pytest.mark.parametrize(
    ("column", "value"),
    [("identity", b"\xff\xfe"), ("identity", ""), ("identity", 7), ("language", "Spanish"), ("language", "es-ES")],
)
def test_a_word_whose_identity_or_language_is_broken_is_still_ours(tmp_path, column, value) -> None:
    """What an upgrade makes of the value decides whose the word is, before it as after it."""
    old = Entry("pan"), Entry("sol")
    learner = build(tmp_path / "learner.db", edition(1, *old))
    learned(learner, "pan", 3, 40.0, "2025-01-05 08:00:00", None)
    with opened(learner) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("DROP TRIGGER IF EXISTS tr_words_update_same_language")
        connection.execute(f"UPDATE words SET {column} = ? WHERE base_form = 'pan'", (value,))
    new = build(
        tmp_path / "new.db", edition(2, Entry("pan", (("otro sentido", "another sense", ("Otro.",)),)), Entry("sol"))
    )
    upgrade_database(learner, new)
    assert vocabulary(learner)["meanings"] == vocabulary(new)["meanings"]
    assert asked(learner, PROGRESS) == [("pan", 3, 40.0, "2025-01-05 08:00:00", None)]
