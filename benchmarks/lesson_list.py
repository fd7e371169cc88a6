"""How long the database takes for the app's list of lessons, which asks for the progress of each lesson by itself.

    python -m benchmarks.lesson_list [--lessons N ...] [--runs N]

The screen loads the vocabulary lessons of a language in their order, and then asks for the progress of each, one after
the other, as the app does: an asynchronous session of its own for each question, on the app's engine. Every second
lesson has progress. Times are medians of processor time, which other programs change less, and one on the clock. What
the app adds to each question (HTTP, JSON, the browser) is not in them; beside them is what one query for the progress
of all lessons takes, and plain SQLite for the same questions on one connection.
"""

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from pipeline.app import async_engine_for, async_sessions, init_db
from pipeline.database.models import Lesson, LessonProgress
from pipeline.model.cefr import LEVELS
from pipeline.model.identity import lesson_id

ITEMS = 14
LIST = """
    SELECT * FROM lessons WHERE language = 'es' AND lesson_type = 'vocabulary' AND is_active = 1 ORDER BY order_index
"""
PROGRESS = "SELECT * FROM lesson_progress WHERE lesson_id = ? AND language = 'es'"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=int, nargs="+", default=[120, 450, 600])
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    heads = ("lessons", "list", "progress", "a lesson", "on the clock", "at once", "plain SQLite")
    print("".join(f"{head:>14}" for head in heads))
    for count in options.lessons:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "babblr.db"
            init_db(path)
            fill(path, count)
            runs = [(*asyncio.run(asked(path, count)), plain(path, count)) for _ in range(options.runs)]
        listed, progress, clock, at_once, bare = (
            statistics.median(column) * 1000 for column in zip(*runs, strict=True)
        )
        times = (listed, progress, progress / count, clock, at_once, bare)
        print(f"{count:14}" + "".join(f"{one:11.1f} ms" for one in times))


def fill(path: Path, count: int) -> None:
    """Put invented lessons into a database, with progress in every second one."""
    ids = [lesson_id("es", f"lesson-{number}") for number in range(count)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO lessons (id, language, lesson_type, title, title_en, oneliner, oneliner_en, description, "
            "subject, topic_id, difficulty_level, order_index, source_id) VALUES (?, 'es', 'vocabulary', ?, 'Lesson', "
            "'Una línea.', 'One line.', 'Una línea.', 'Un tema', 'topic', ?, ?, ?)",
            [
                (id_, f"Lección {number}", LEVELS[number * len(LEVELS) // count], number, f"lesson-{number}")
                for number, id_ in enumerate(ids)
            ],
        )
        connection.executemany(
            "INSERT INTO lesson_items (lesson_id, item_type, content, item_metadata, order_index) "
            "VALUES (?, 'word', ?, '{\"translation\": \"word\"}', ?)",
            [(id_, f"palabra{place}", place) for id_ in ids for place in range(ITEMS)],
        )
        connection.executemany(
            "INSERT INTO lesson_progress (lesson_id, language, status, completion_percentage) "
            "VALUES (?, 'es', 'completed', 100)",
            [(id_,) for id_ in ids[::2]],
        )
        connection.execute("ANALYZE")


async def asked(path: Path, count: int) -> tuple[float, float, float, float]:
    """Return the seconds for the list and the progress of all lessons in it, for both on the clock, and at once."""
    engine = async_engine_for(path)
    session = async_sessions(engine)
    try:
        async with session() as first:  # opening the file is not part of showing the list
            await first.execute(select(1))
        clock, start = time.perf_counter(), time.process_time()
        async with session() as one:
            wanted = select(Lesson).where(
                Lesson.language == "es", Lesson.lesson_type == "vocabulary", Lesson.is_active.is_(True)
            )
            lessons = (await one.scalars(wanted.order_by(Lesson.order_index))).all()
        listed = time.process_time()
        found = 0
        for lesson in lessons:
            async with session() as one:
                progress = select(LessonProgress).where(
                    LessonProgress.lesson_id == lesson.id, LessonProgress.language == "es"
                )
                found += (await one.scalars(progress)).one_or_none() is not None
        end, waited = time.process_time(), time.perf_counter() - clock
        async with session() as one:
            together = (await one.scalars(select(LessonProgress).where(LessonProgress.language == "es"))).all()
        at_once = time.process_time() - end
    finally:
        await engine.dispose()
    if (len(lessons), found) != (count, len(together)):
        raise SystemExit(f"{len(lessons)} lessons of {count}, and {found} rows of progress of {len(together)}")
    return listed - start, end - listed, waited, at_once


def plain(path: Path, count: int) -> float:
    """Return the processor's seconds that SQLite takes for the same questions on one connection."""
    with closing(sqlite3.connect(path)) as connection:
        start = time.process_time()
        lessons = connection.execute(LIST).fetchall()
        for id_, *_ in lessons:
            connection.execute(PROGRESS, (id_,)).fetchall()
        taken = time.process_time() - start
    if len(lessons) != count:
        raise SystemExit(f"{len(lessons)} lessons; there should be {count}")
    return taken


if __name__ == "__main__":
    main()
