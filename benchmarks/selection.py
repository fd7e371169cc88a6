"""How long the specified query for the words of a conversation takes, with and without the indexes made for it.

    python -m benchmarks.selection [--languages N] [--words N] [--levels N] [--progress N] [--runs N] [--limit N]

One database, of invented words in six languages. It is measured as the specification has it: with its plain indexes
(foreign keys, languages, levels) and no statistics; then with the indexes of the newest schema and the statistics that
a release ships. Each run asks for every level of every language once, in the one state and in the other, turn about, so
that both get the same noise. Times are processor time of one query; what counts is the ratio of the medians. Both have
the cache of the app's connections.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pipeline.app.engines import CACHE_KIB
from pipeline.database import migrate
from pipeline.model.cefr import LEVELS
from pipeline.model.identity import word_id

LANGUAGES = ("es", "de", "en", "fr", "it", "nl")
QUERY = """
    SELECT w.* FROM words w
    JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
    LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
    WHERE w.language = :language AND wdl.difficulty_level = :level
    ORDER BY COALESCE(uwp.mastery_score, 0) ASC, wdl.priority ASC, COALESCE(uwp.last_encountered, '1970-01-01') ASC
    LIMIT :word_count
"""
COVERING = (
    "ix_word_difficulty_levels_word_id_difficulty_level_priority",
    "ix_word_difficulty_levels_difficulty_level_word_id_priority",
    "ix_user_word_progress_word_id_mastery_score_last_encountered",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=60_000, help="in all languages together")
    parser.add_argument("--levels", type=int, default=150_000, help="rows that give a word a level")
    parser.add_argument("--progress", type=int, default=20_000, help="words the learner has met")
    parser.add_argument("--languages", type=int, choices=range(1, 7), default=6, metavar="1-6")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--limit", type=int, default=50, help="words to select")
    options = parser.parse_args()
    languages = LANGUAGES[: options.languages]
    with tempfile.TemporaryDirectory() as folder:
        plain, covered = Path(folder) / "plain.db", Path(folder) / "covered.db"
        for path in (plain, covered):
            migrate.upgrade(path)
            fill(path, languages, options.words, options.levels, options.progress)
        with closing(sqlite3.connect(plain)) as before, closing(sqlite3.connect(covered)) as after:
            for index in COVERING:
                before.execute(f"DROP INDEX {index}")
            after.execute("ANALYZE")
            for connection in (before, after):
                connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            times: dict[sqlite3.Connection, list[float]] = {before: [], after: []}
            for _ in range(options.runs):
                for connection, taken in times.items():
                    taken.append(measured(connection, languages, options.limit))
            show("plain indexes", before, times[before])
            show("covering indexes, statistics", after, times[after])
            ratio = statistics.median(times[before]) / statistics.median(times[after])
            print(f"{'ratio':30}{ratio:9.2f}")


def fill(path: Path, languages: Sequence[str], words: int, levels: int, progress: int) -> None:
    """Put invented rows into a database, the same each time."""
    chance = random.Random(1)
    keys = [(languages[number % len(languages)], f"word{number}") for number in range(words)]
    rows = sorted((word_id(language, form), language, form) for language, form in keys)
    chosen: set[tuple[int, str]] = set()
    while len(chosen) < min(levels, words * len(LEVELS)):
        chosen.add((chance.choice(rows)[0], chance.choice(LEVELS)))
    met = chance.sample(rows, min(progress, words))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO words (id, language, base_form, part_of_speech, pronunciation, notes) "
            "VALUES (?, ?, ?, 'noun', 'pronunciation', 'A note of some length on how the word is used.')",
            rows,
        )
        connection.executemany(
            "INSERT INTO word_difficulty_levels (word_id, difficulty_level, priority) VALUES (?, ?, ?)",
            [(*one, chance.randint(1, 5_000)) for one in sorted(chosen)],
        )
        connection.executemany(
            "INSERT INTO user_word_progress (word_id, language, times_encountered, mastery_score, last_encountered) "
            "VALUES (?, ?, 3, ?, '2025-02-03 04:05:06.000000')",
            [(word, language, chance.uniform(0, 100)) for word, language, _ in met],
        )


def measured(connection: sqlite3.Connection, languages: Sequence[str], limit: int) -> float:
    """Return the average time of one query in seconds, over all levels of all languages."""
    questions = [
        {"language": language, "level": level, "word_count": limit} for language in languages for level in LEVELS
    ]
    start = time.process_time()
    for question in questions:
        connection.execute(QUERY, question).fetchall()
    return (time.process_time() - start) / len(questions)


def show(name: str, connection: sqlite3.Connection, times: list[float]) -> None:
    """Print the measurements, and SQLite's query plan."""
    print(f"{name:30}{statistics.median(times) * 1000:9.2f} ms   (fastest {min(times) * 1000:.2f} ms)")
    question = {"language": "es", "level": "A1", "word_count": 20}
    for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {QUERY}", question):
        print(f"    {step}")


if __name__ == "__main__":
    main()
