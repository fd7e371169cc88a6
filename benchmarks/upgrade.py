"""How long an upgrade of a learner's database takes, measured against a fresh load of the same release.

    python -m benchmarks.upgrade [WORDS] [MEGABYTES]

A release of WORDS words (10,000 unless told otherwise) in six languages is loaded. A learner's file of at least
MEGABYTES (as many as there are thousands of words, times 5/3) holds the previous release, in which every fifth word was
different, and progress with a third of the words. Each measurement is a process of its own, so that its memory is too.

A fresh load is what a build does after the checks: make the schema, load, make indexes, verify, compact, flush.
"""

import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pipeline.builder.load import loading
from pipeline.builder.publish import publish, staging_directory
from pipeline.builder.release_record import release_record
from pipeline.builder.rows import write_rows
from pipeline.database import migrate
from pipeline.database.upgrade import upgrade_database
from pipeline.model.findings import Place
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Meaning, Relation, Word
from pipeline.model.packs import Pack, Topic

PLACE = Place("benchmark", "")
LANGUAGES = ("es", "it", "de", "fr", "nl", "en")
FORMS = 8


def lexicon(language: str, words: int, *, edition: int) -> Lexicon:
    """Return a made-up language; in edition 2 every fifth word is new or has another meaning, form and level."""
    chance = random.Random(language)
    topic = Topic("travel", "Viajar", "Travel", "una línea", "one line")
    about = ("T", f"{edition}.0.0", f"2025-0{edition}-01", "CC0-1.0", "us")
    pack = Pack(language, "en", *about, PLACE, topics={topic.id: topic})
    made = tuple(_word(number, edition if number % 5 == 0 else 1, chance) for number in range(words))
    relations = tuple(
        Relation(made[one].base_form, made[other].base_form, "synonym")
        for number in range(0, words - 1, 4)
        for one, other in ((number, number + 1), (number + 1, number))
    )
    lessons = tuple(_lesson(part, made[part * 15 : part * 15 + 15]) for part in range(100))
    return Lexicon(language, pack=pack, words=made, relations=relations, lessons=lessons)


def _lesson(part: int, words: tuple[Word, ...]) -> Lesson:
    items = tuple(LessonItem(word.base_form, PLACE, word=word, sense=0) for word in words)
    return Lesson(
        f"A1/travel/{part + 1}", "A1", "travel", f"Viajar {part}", "Travel", "una línea", "one line", items, PLACE
    )


def _word(number: int, edition: int, chance: random.Random) -> Word:
    name = f"palabra{number}" if number % 25 or edition == 1 else f"nueva{number}"
    meanings = tuple(
        Meaning(
            f"Lo que quiere decir «{name}» cuando se dice por {order}.ª vez ({edition}).",
            f"meaning {order} of {name}",
            tuple(Example(f"Una frase con {name}, la {one}.", f"A sentence with {name}, no. {one}.") for one in (1, 2)),
        )
        for order in range(1, 2 + number % 2)
    )
    forms = tuple(Form("conjugation", f"{name}{one}x{edition}", ({"Person": str(one)},)) for one in range(FORMS))
    levels = (Level(chance.choice(("A1", "A2", "B1", "B2", "C1", "C2")), number + edition, PLACE),)
    return Word(name, "noun", levels, meanings, "travel", PLACE, pronunciation=name, forms=forms)


def load(path: Path, words: int, edition: int) -> None:
    """Build a release like `build`, from existing lexicons."""
    with staging_directory(path) as folder:
        draft = folder / "draft.db"
        migrate.upgrade(draft)
        with loading(draft) as loader:
            for one in lexicons(words, edition):
                rows = folder / "rows"
                loader.add(rows, write_rows(one, rows), release_record(one))
                rows.unlink()
            loader.finish()
        publish(folder, path, loader.counts, {})


def lexicons(words: int, edition: int) -> Iterator[Lexicon]:
    """Yield the languages, one at a time."""
    for language in LANGUAGES:
        yield lexicon(language, words // len(LANGUAGES), edition=edition)


def fill(path: Path, megabytes: float) -> None:
    """Add the learner's data: progress, conversations and messages."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO user_word_progress (word_id, language, times_encountered, mastery_score, first_encountered, "
            "last_encountered) SELECT id, language, 3, 40.5, '2025-03-01 10:00:00', '2025-04-01 10:00:00' "
            "FROM words WHERE id % 3 = 0"
        )
        connection.execute(
            "INSERT INTO lesson_progress (lesson_id, language, status) SELECT id, language, 'completed' FROM lessons"
        )
        for conversation in range(1, 1_000_000):
            connection.execute("INSERT INTO conversations (id, language) VALUES (?, 'spanish')", (conversation,))
            connection.executemany(
                "INSERT INTO messages (conversation_id, role, content) VALUES (?, 'user', ?)",
                [(conversation, f"Mensaje {number} " + "hola " * 60) for number in range(100)],
            )
            pages = connection.execute("PRAGMA page_count").fetchone()[0] * 4096
            if pages >= megabytes * 1e6:
                break
        connection.commit()


def measured(*arguments: str) -> tuple[float, float]:
    """Run this module for one task; return the seconds it took, without start-up, and the peak memory in MB."""
    command = [sys.executable, "-m", "benchmarks.upgrade", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)


def task(name: str, *arguments: str) -> None:
    """Do one task and print its cost."""
    words = list(lexicons(int(arguments[1]), 2)) if name == "load" and len(arguments) < 3 else []
    start = time.perf_counter()
    if name == "load":
        globals()["lexicons"] = lambda *_: iter(words)  # inventing words is not part of loading them
        load(Path(arguments[0]), int(arguments[1]), 2)
    else:
        upgrade_database(arguments[0], arguments[1])
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(words: int, megabytes: float) -> None:
    """Measure both, and print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        former, release, learner = folder / "former.db", folder / "release.db", folder / "learner.db"
        load(former, words, 1)
        fresh, _ = measured("load", str(release), str(words))
        shutil.copy(former, learner)
        fill(learner, megabytes)
        size = learner.stat().st_size / 1e6
        again = shutil.copy(learner, folder / "again.db")
        first = folder / "first.db"
        with closing(sqlite3.connect(first)) as connection:
            connection.executescript(V1)
        print(f"{words} words; a learner's file of {size:.0f} MB; a fresh load takes {fresh:.2f} s")
        for what, path in (("previous release", learner), ("the same, again", learner), ("first version", first)):
            seconds, memory = measured("upgrade", str(path), str(release))
            print(f"{what:16} {seconds:7.2f} s  {seconds / fresh:5.2f} times a load  {memory:5.0f} MB of memory")
        del again


V1 = """
CREATE TABLE conversations (id INTEGER NOT NULL PRIMARY KEY, language VARCHAR(50) NOT NULL,
  difficulty_level VARCHAR(20) NOT NULL, created_at DATETIME NOT NULL, updated_at DATETIME NOT NULL);
CREATE TABLE messages (id INTEGER NOT NULL PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations (id),
  role VARCHAR(20) NOT NULL, content TEXT NOT NULL, audio_path VARCHAR(255), corrections TEXT,
  created_at DATETIME NOT NULL);
"""

if __name__ == "__main__":
    if sys.argv[1:2] and not sys.argv[1].isdigit():
        task(*sys.argv[1:])
    else:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
        main(count, float(sys.argv[2]) if len(sys.argv) > 2 else count / 600)
