"""The words for a conversation are those of the specification's query, and come from indexes alone."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from pipeline.app.initialise import init_db
from pipeline.app.selection import select_words
from pipeline.model.cefr import LEVELS
from tests.app.learners import make, session

SPECIFICATION = """
    SELECT w.* FROM words w
    JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
    LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
    WHERE w.language = :language
      AND wdl.difficulty_level = :level
    ORDER BY
      COALESCE(uwp.mastery_score, 0) ASC,
      wdl.priority ASC,
      COALESCE(uwp.last_encountered, '1970-01-01') ASC,
      w.id ASC
    LIMIT :word_count
"""


def filled(path: Path, seed: int, size: int = 300) -> Path:
    """A database with words of two languages, some at several levels, some met by the learner."""
    init_db(path)
    chance = random.Random(seed)
    with closing(sqlite3.connect(path)) as connection:
        for number in range(1, size + 1):
            language = chance.choice(("es", "fr"))
            row = (number * 1000 + chance.randrange(1000), language, f"palabra{number}")
            connection.execute(
                "INSERT INTO words (id, language, base_form, part_of_speech) VALUES (?, ?, ?, 'noun')", row
            )
            for level in chance.sample(LEVELS, chance.randint(0, 3)):
                connection.execute(
                    "INSERT INTO word_difficulty_levels (word_id, difficulty_level, priority) VALUES (?, ?, ?)",
                    (row[0], level, chance.randint(1, 8)),  # some 20 words a band
                )
            if chance.random() < 0.4:
                met = f"2026-01-{chance.randint(1, 28):02} 10:00:00"
                connection.execute(
                    "INSERT INTO user_word_progress (word_id, language, mastery_score, first_encountered, "
                    "last_encountered) VALUES (?, ?, ?, ?, ?)",
                    (row[0], language, chance.choice((0, 20, 36)), met, chance.choice((met, None))),
                )
        connection.execute("ANALYZE")
        connection.commit()
    return path


@pytest.mark.parametrize("seed", range(5))
def test_the_words_are_those_of_the_specification(tmp_path: Path, seed: int) -> None:
    path = filled(tmp_path / "x.db", seed)
    for language, app_name in (("es", "spanish"), ("fr", "fr")):
        for level in LEVELS:
            for limit in (0, 1, 20, 1000):
                with closing(sqlite3.connect(path)) as connection:
                    values = {"language": language, "level": level, "word_count": limit}
                    wanted = [row[0] for row in connection.execute(SPECIFICATION, values)]
                with session(path) as one:
                    assert [word.id for word in one.scalars(select_words(app_name, level, limit))] == wanted


@pytest.mark.parametrize("query", ["the specification's", "ours"])
def test_the_plan_reads_no_row_but_those_chosen(tmp_path: Path, query: str) -> None:
    """Levels and progress come from indexes that hold all that is asked, whatever the number of rows."""
    path = filled(tmp_path / "x.db", 1, size=3000)
    statement = SPECIFICATION
    if query == "ours":
        compiled = select_words("es", "A1", 20).compile(
            dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
        )
        statement = str(compiled)
    values = {"language": "es", "level": "A1", "word_count": 20}
    with closing(sqlite3.connect(path)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    told = " / ".join(plan)
    assert "USING COVERING INDEX ix_word_difficulty_levels_" in told, told
    assert "USING COVERING INDEX ix_user_word_progress_word_id_mastery_score_last_encountered" in told, told
    assert "SCAN" not in told, told


def test_a_wrong_call_is_told(tmp_path: Path) -> None:
    for language, level, limit in (("klingon", "A1", 1), ("es", "A3", 1), ("es", "A1", -1)):
        with pytest.raises(ValueError, match="give"):
            select_words(language, level, limit)


def test_a_retired_word_is_never_chosen(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", ("pan", "A1", 1), ("sal", "A1", 2))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM word_difficulty_levels WHERE word_id = 1")
        connection.commit()
    with session(path) as one:
        assert [word.base_form for word in one.scalars(select_words("es", "A1", 20))] == ["sal"]
