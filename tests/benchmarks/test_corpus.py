"""A language of 10,000 words keeps all of them in lessons, down to the database: there is no cap on the way."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.speed import corpus
from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Severity

IN_NO_LESSON = """
    SELECT w.base_form FROM words w
     WHERE w.id NOT IN (SELECT json_extract(item_metadata, '$.word_id') FROM lesson_items WHERE item_type = 'word')
"""
LESSONS_BY_LEVEL = "SELECT difficulty_level, count(*) FROM lessons GROUP BY difficulty_level ORDER BY 1"
WORDS_BY_LEVEL = "SELECT difficulty_level, count(*) FROM word_difficulty_levels GROUP BY difficulty_level ORDER BY 1"
IN_ORDER = """
    SELECT difficulty_level FROM (SELECT difficulty_level, min(order_index) AS first FROM lessons
                                   GROUP BY difficulty_level) ORDER BY first
"""


@pytest.mark.parametrize(
    ("words", "levels"), [(2_000, ()), pytest.param(10_000, LEVELS, marks=pytest.mark.slow)], ids=["2000", "10000"]
)
def test_every_word_of_a_large_language_is_in_a_lesson(words: int, levels: tuple[str, ...], tmp_path: Path) -> None:
    corpus.write(tmp_path / "sources", words, 1, lessons=True)
    packs = packs_in(tmp_path / "sources")
    published, findings = build(packs, tmp_path / "babblr.db")
    assert published is not None, [one for one in findings if one.severity is Severity.ERROR][:3]
    with closing(sqlite3.connect(tmp_path / "babblr.db")) as connection:
        counts, lessons = (dict(connection.execute(query)) for query in (WORDS_BY_LEVEL, LESSONS_BY_LEVEL))
        assert sum(counts.values()) >= words
        assert counts.keys() == lessons.keys()
        assert counts.keys() >= set(levels)
        assert connection.execute(IN_NO_LESSON).fetchall() == []
        assert [level for (level,) in connection.execute(IN_ORDER)] == sorted(lessons)
    assert sum(lessons.values()) > 120
