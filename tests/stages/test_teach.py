"""Lessons as the app wants them: 8 to 20 words, A1 to C2 through the language, 120 at most."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builder.load import Loader
from pipeline.builder.rows import write_rows
from pipeline.database.migrate import upgrade
from pipeline.languages.profile import profile
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place
from pipeline.model.identity import lesson_id, word_id
from pipeline.model.lessons import FEWEST_WORDS, MOST_LESSONS, MOST_WORDS
from pipeline.model.lexicon import Example, Level, Lexicon, Meaning, Pack, Topic, Word
from pipeline.stages import Context, teach


def lexicon(sizes: Iterable[tuple[str, str, int]]) -> Lexicon:
    """A lexicon with so many words at each level and topic; priorities run against the order of the words."""
    sizes = list(sizes)
    words = []
    for level, topic, size in sizes:
        for number in range(size):
            place = Place(f"{level}/{topic}.yaml", ("words", number))
            meaning = Meaning("Cosa.", "thing", (Example(f"Una {topic} {number}.", None),))
            base_form = f"{topic}-{level}-{number}"
            words.append(Word(base_form, "noun", (Level(level, size - number, place),), (meaning,), topic, place))
    topics = {topic: Topic(topic, f"El {topic}", f"The {topic}", "Habla.", "Talk.") for _, topic, _ in sizes}
    pack = Pack("es", "en", "T", "1.0.0", "2026-01-02", "CC0-1.0", "A", Place("pack.yaml"), topics=topics)
    return Lexicon("es", pack=pack, words=tuple(words))


def taught(words: Lexicon) -> tuple[Lexicon, Context]:
    context = Context(Path(), "", profile("es"))
    return teach.run(words, context), context


@pytest.mark.parametrize(
    ("size", "lessons"), [(0, []), (7, []), (8, [8]), (20, [20]), (21, [10, 11]), (41, [13, 14, 14]), (60, [20] * 3)]
)
def test_sizes_are_even_and_within_bounds(size: int, lessons: list[int]) -> None:
    result, context = taught(lexicon([("A1", "food", size)]))
    assert [len(lesson.words) for lesson in result.lessons] == lessons
    assert [finding.rule.code for finding in context.findings] == (["V606"] if 0 < size < 8 else [])


@given(st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from("abcdef"), st.integers(0, 700)), max_size=12))
def test_every_word_is_taught_once_in_order_of_priority(sizes: list[tuple[str, str, int]]) -> None:
    sizes = list({(level, topic): (level, topic, size) for level, topic, size in sizes}.values())
    result, _ = taught(lexicon(sizes))
    assert len(result.lessons) <= MOST_LESSONS
    assert [LEVELS.index(one.level) for one in result.lessons] == sorted(
        LEVELS.index(one.level) for one in result.lessons
    )
    words = [word.base_form for lesson in result.lessons for word in lesson.words]
    assert len(set(words)) == len(words)
    for lesson in result.lessons:
        assert FEWEST_WORDS <= len(lesson.words) <= MOST_WORDS
        priorities = [word.levels[0].priority for word in lesson.words]
        assert priorities == sorted(priorities)
    if sum(-(-size // 20) for _, _, size in sizes) <= MOST_LESSONS:
        assert len(words) == sum(size for _, _, size in sizes if size >= FEWEST_WORDS)


def test_too_many_lessons_keep_the_first_parts() -> None:
    result, context = taught(lexicon([("A1", f"t{n}", 60) for n in range(50)]))
    assert [finding.rule.code for finding in context.findings] == ["V607"]
    parts = [lesson.part for lesson in result.lessons]
    assert (parts.count(1), parts.count(2), parts.count(3)) == (50, 50, 20)


def test_rows_are_as_the_app_reads_them(tmp_path: Path) -> None:
    result, _ = taught(lexicon([("A1", "food", 21), ("B1", "food", 8)]))
    path = tmp_path / "babblr.db"
    upgrade(path)
    counts = write_rows(result, tmp_path / "rows")
    with closing(sqlite3.connect(path.as_uri(), uri=True, isolation_level=None)) as connection:
        loader = Loader(connection)
        loader.add(tmp_path / "rows", counts, {})
        loader.finish()
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    lessons = connection.execute("SELECT * FROM lessons ORDER BY order_index").fetchall()
    items = connection.execute("SELECT * FROM lesson_items ORDER BY lesson_id, order_index").fetchall()
    connection.close()
    first = dict(lessons[0])
    assert [lesson["order_index"] for lesson in lessons] == [0, 1, 2]
    assert first["id"] == lesson_id("es", "A1", "food", 1)
    assert (first["title"], first["title_en"], first["subject"]) == ("El food 1", "The food 1", "El food")
    assert (first["lesson_type"], first["is_active"], first["topic_id"]) == ("vocabulary", 1, "food")
    assert (first["oneliner"], first["oneliner_en"]) == ("Habla.", "Talk.")
    assert lessons[2]["title"] == "El food"
    mine = [item for item in items if item["lesson_id"] == first["id"]]
    assert [item["order_index"] for item in mine] == list(range(10))
    assert mine[0]["content"] == "food-A1-20"
    assert mine[0]["item_type"] == "word"
    assert mine[0]["metadata"] == mine[0]["item_metadata"]
    assert json.loads(mine[0]["item_metadata"]) == {
        "translation": "thing",
        "example": "Una food 20.",
        "pronunciation": "",
        "word_id": word_id("es", "food-A1-20"),
    }
