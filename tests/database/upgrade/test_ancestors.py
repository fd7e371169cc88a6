"""Every file there may be of an older version: of each revision, with its stamp and without, and of `create_all`."""

import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.app.initialise import UnusableDatabaseError, init_db
from pipeline.database import migrate
from pipeline.database.models import Base
from pipeline.database.upgrade import upgrade_database
from pipeline.database.upgrade.statement import definition
from tests.database import history
from tests.database.history import REVISIONS

from . import frozen
from .conftest import FORMER, state
from .learners import contents, make, missing, opened
from .releases import vocabulary
from .test_property import LEARNERS

REFER = "refers to a row that is not there"
BAD: dict[str, dict[str, object]] = {
    "conversations": {"language": b"\xff", "difficulty_level": "A1"},
    "messages": {"conversation_id": 999, "role": "user", "content": REFER},
    "words": {"language": "es", "base_form": "siete", "part_of_speech": "article"},
    "word_meanings": {"word_id": 2, "meaning_text": "Hogar.", "translation": "home", "meaning_order": 0},
    "word_examples": {"word_meaning_id": 1, "example_text": ""},
    "word_forms": {"word_id": 2, "form_type": "plural", "form_text": "hogares", "grammatical_info": "{"},
    "word_difficulty_levels": {"word_id": 2, "difficulty_level": "beginner"},
    "word_synonyms": {"word_id": 2, "synonym_word_id": 1, "relationship_type": "hypernym"},
    "word_topics": {"word_id": 2, "topic_id": ""},
    "user_word_progress": {"word_id": 2, "language": "es", "times_encountered": 3, "mastery_score": 250},
    "lessons": {"language": "es", "lesson_type": "grammar", "title": "x", "order_index": "abc"},
    "lesson_items": {"lesson_id": 999, "item_type": "word", "content": REFER},
    "lesson_progress": {"lesson_id": 999, "language": "es"},
    "grammar_rules": {"lesson_id": 999, "title": "x", "description": REFER},
    "assessments": {
        "language": "es",
        "assessment_type": "cefr_placement",
        "title": "x",
        "difficulty_level": "mixed",
        "duration_minutes": "abc",
    },
    "assessment_questions": {
        "assessment_id": 999,
        "question_type": "fill_blank",
        "question_text": REFER,
        "correct_answer": "x",
    },
    "assessment_attempts": {
        "assessment_id": 999,
        "language": "es",
        "score": 1,
        "total_questions": 1,
        "correct_answers": 1,
    },
    "user_levels": {"language": b"\xff"},
    "homographs": {"language": "es", "spelling": "paso", "lemma": "paso", "part_of_speech": "article", "share": 0.5},
    "release_packs": {
        "language": "fr",
        "version": "",
        "release_date": "2025-06-01",
        "licence": "CC0-1.0",
        "attribution": "",
        "sources": "{}",
        "source_digest": "0" * 64,
        "targets": "{}",
        "tool_versions": "{}",
    },
}
"""For each table a row that a rule of it, or what it refers to, forbids."""

OURS = ("homographs", "release_packs", "alembic_version", "sqlite_sequence", "sqlite_stat1")
"""Tables in which no row is the learner's."""


def of_revision(path: Path, revision: str) -> None:
    migrate.upgrade(path, revision)
    history.fill(path, set())


def of_models(path: Path, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((frozen.MODELS / f"{name}.sql").read_text("utf-8"))
    history.fill(path, set())


def shipped(path: Path, _name: str) -> None:
    make(path, "shipped", random.Random(7), FORMER)


Made = tuple[Callable[[Path, str], None], str]

ANCESTORS: dict[str, Made] = {
    **{f"revision {name}": (of_revision, name) for name in REVISIONS},
    **{f"models of {path.stem}": (of_models, path.stem) for path in sorted(frozen.MODELS.glob("*.sql"))},
    "shipped": (shipped, ""),
}


def made(folder: Path, ancestor: str, *, stamped: bool = True, bad: str | None = None) -> Path:
    """Write the file of an ancestor, without the stamp of its revision, or with a bad row in a table (if it has it)."""
    make_it, name = ANCESTORS[ancestor]
    path = folder / "babblr.db"
    make_it(path, name)
    with opened(path) as connection:
        if not stamped:
            connection.execute("DROP TABLE IF EXISTS alembic_version")
        if bad in history.tables_of(connection):
            connection.execute("PRAGMA ignore_check_constraints=ON")
            columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (bad,))]
            row = {name: value for name, value in BAD[bad].items() if name in columns}
            verb = "INSERT OR REPLACE" if bad == "release_packs" else "INSERT"
            marks = ", ".join("?" * len(row))
            connection.execute(f"{verb} INTO {bad} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    return path


def schema_of(path: Path) -> dict[tuple[str, str], object]:
    """Return what the schema of a file says, but for the order of columns and the tables beside."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {
        (kind, name): definition(sql) if kind == "table" else sql
        for kind, name, sql in rows
        if not name.startswith(("upgrade_", "sqlite_"))
    }


def check(path: Path, release: Path, folder: Path, *, ours: bool = False) -> None:
    """Upgrade: nothing is lost, the vocabulary is there, the file is sound, and the app takes it.

    If the words are `ours`, what the release says of them may differ.
    """
    before = contents(path)
    report = upgrade_database(path, release)
    after = contents(path)
    for table in LEARNERS if ours else before.keys() - set(OURS):
        assert missing(before, after, table, aside=True) == [], table
    assert contents(report.backup) == before
    wanted, found = vocabulary(release), vocabulary(path)
    for name in ("words", "meanings", "lessons", "packs"):
        assert set(wanted[name]) <= set(found[name]), name
    assert migrate.current_revision(path) == REVISIONS[-1]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert schema_of(path) == schema_of(release)
    files = state(folder)
    assert not upgrade_database(path, release).changed
    assert state(folder) == files
    init_db(path)


MODELS_OF = [name for name in ANCESTORS if name.startswith("models")]
REVISION = [name for name in ANCESTORS if name.startswith("revision")]


def test_there_is_a_bad_row_for_every_table() -> None:
    assert BAD.keys() == Base.metadata.tables.keys()


def test_what_create_all_makes_of_todays_models_is_frozen() -> None:
    """A new revision needs a new file: `python -m tests.database.upgrade.frozen` writes it."""
    assert frozen.of_newest().exists(), "python -m tests.database.upgrade.frozen"
    assert frozen.of_newest().read_text("utf-8") == frozen.of_today()


@pytest.mark.parametrize("stamped", [True, False], ids=["", "without a stamp"])
@pytest.mark.parametrize("ancestor", [*REVISION, "shipped"])
def test_every_revision(folder: Path, release: Path, ancestor: str, stamped: bool) -> None:
    check(made(folder, ancestor, stamped=stamped), release, folder, ours=ancestor == "shipped")


@pytest.mark.parametrize("ancestor", MODELS_OF)
def test_what_create_all_makes_of_our_models(folder: Path, release: Path, ancestor: str) -> None:
    check(made(folder, ancestor), release, folder)


@pytest.mark.parametrize("table", BAD)
@pytest.mark.parametrize("ancestor", [*MODELS_OF, "shipped"])
def test_one_bad_row(folder: Path, release: Path, ancestor: str, table: str) -> None:
    check(made(folder, ancestor, bad=table), release, folder, ours=ancestor == "shipped")


def test_one_bad_row_leaves_the_rows_of_other_tables_alone(folder: Path, release: Path) -> None:
    """Optional values are kept as they are, in capitals (levels) or not (registers)."""
    path = made(folder, "shipped", bad="user_word_progress")
    with opened(path) as connection:
        connection.execute("UPDATE word_forms SET level = 'B2'")
        connection.execute("UPDATE word_meanings SET register = 'informal'")
    report = upgrade_database(path, release)
    assert {kept.table for kept in report.kept} == {"user_word_progress"}


@pytest.mark.slow
@pytest.mark.parametrize("stamped", [True, False], ids=["", "without a stamp"])
@pytest.mark.parametrize("table", BAD)
@pytest.mark.parametrize("ancestor", REVISION)
def test_one_bad_row_at_every_revision(folder: Path, release: Path, ancestor: str, table: str, stamped: bool) -> None:
    check(made(folder, ancestor, stamped=stamped, bad=table), release, folder)


@pytest.mark.parametrize("ancestor", [*MODELS_OF, "shipped"])
def test_what_a_start_of_the_app_advises_works(folder: Path, release: Path, ancestor: str) -> None:
    """The file has no stamp: the app refuses it, says what to do, and takes it when that was done."""
    path = made(folder, ancestor, stamped=False)
    with pytest.raises(UnusableDatabaseError) as refused:
        init_db(path)
    (advised,) = re.findall(r"`babblr-vocab (upgrade .*)`", str(refused.value))
    arguments = advised.replace(str(path), "FILE").split()
    assert arguments == ["upgrade", "FILE", "--release", "babblr.db"]
    upgrade_database(path, release)
    init_db(path)


@pytest.mark.parametrize("table", ["word_meanings", "messages"])
def test_a_start_of_the_app_that_a_bad_row_stops_advises_the_same(folder: Path, release: Path, table: str) -> None:
    """A migration cannot take such a row along; the upgrade puts it beside."""
    path = made(folder, "revision 0002_vocabulary", bad=table)
    with pytest.raises(UnusableDatabaseError, match="babblr-vocab upgrade"):
        init_db(path)
    check(path, release, folder)
