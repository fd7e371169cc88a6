"""A pack grows from release to release, and nothing that is there already has to change for it.

The pack is real enough: a topic of 20 words, lessons of 10, released from version 1.0.0 on. Each release adds to it as
a curator would, and a learner who has completed lessons is upgraded through all of them.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.database.untrusted import copy
from pipeline.database.upgrade import upgrade_database
from pipeline.model.identity import word_id
from tests.packs import copy_of_finished
from tests.release.samples import run

ADVERBS = [f"{first}a{last}amente" for first in ("b", "f", "l", "n") for last in ("d", "g", "m", "r", "t")]
"""Twenty words that no lemmatizer knows and no paradigm table needs."""

ENTRY = """\
  - base_form: {word}
    part_of_speech: adverb
    pronunciation: ˈa
    priority: {band}
    meanings:
      - meaning: Se dice para decir {number}.
        translation: in way {number}
        examples:
          - text: Hola, {word}, adiós.
            translation: Hello, in way {number}, goodbye.
    status: reviewed
"""
LESSON = """\
  - id: {id}
    topic: {topic}
    title: Lección {id}
    title_en: Lesson {id}
    oneliner: Saluda.
    oneliner_en: Say hello.
    items:
"""


CORRECTED = ADVERBS[3].replace("a", "á", 1)
"""How the fourth of them is spelled after a correction; the lesson that teaches it still names it as before."""


def entry(word: str, band: int, number: int) -> str:
    return ENTRY.format(word=word, band=band, number=number)


def lesson(id_: str, topic: str, words: Sequence[str], phrases: int = 0) -> str:
    """Return a lesson as it stands in its file, with so many phrases after its words."""
    said = (f"      - {{phrase: Hola {id_} {n}., translation: Hello {id_} {n}.}}\n" for n in range(phrases))
    return LESSON.format(id=id_, topic=topic) + "".join(f"      - {word}\n" for word in words) + "".join(said)


class Edit(NamedTuple):
    """What a curator does to a file: a line becomes another, or lines come at the end."""

    file: str
    line: str
    by: str


def version(old: str, new: str, month: int) -> list[Edit]:
    """Every release has a version and a date."""
    dates = (f"release_date: 2026-0{number}-02\n" for number in (month - 1, month))
    return [Edit("pack.yaml", f"version: {old}\n", f"version: {new}\n"), Edit("pack.yaml", *dates)]


NEW_WORD = Edit("A1/ways.yaml", "", entry("zalamente", 1, 21))
NEW_LESSON = Edit("lessons/A1.yaml", "", lesson("four", "ways", ["zalamente"], phrases=7))

RELEASES = {
    "1.1.0": [
        *version("1.0.0", "1.1.0", 2),
        NEW_WORD,  # of the first band, in the topic of 20
        NEW_LESSON,
    ],
    "1.2.0": [
        *version("1.1.0", "1.2.0", 3),
        Edit("pack.yaml", "  ways: {title: Maneras, title_en: Ways}\n", "  ways: {title: Modos, title_en: Ways}\n"),
        Edit("A1/ways.yaml", "", entry("zaramente", 1, 22)),
        Edit("lessons/A1.yaml", "", lesson("five", "ways", ["zaramente"], phrases=7)),
    ],
    "1.3.0": [
        *version("1.2.0", "1.3.0", 4),
        Edit(
            "A1/ways.yaml",
            f"  - base_form: {ADVERBS[3]}\n",
            f"  - base_form: {CORRECTED}\n    formerly: [{ADVERBS[3]}]\n",
        ),
        Edit(
            "A1/ways.yaml",
            f"          - text: Hola, {ADVERBS[3]}, adiós.\n",
            f"          - text: Hola, {CORRECTED}, adiós.\n",
        ),
        Edit("A1/ways.yaml", "", entry("zatamente", 1, 23)),
        Edit("lessons/A1.yaml", "", lesson("six", "ways", ["zatamente"], phrases=7)),
    ],
}
"""What each release changes, in full. Any other change that keeps words and lessons belongs here, too."""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The pack as it is first released."""
    pack = copy_of_finished(tmp_path / "sources")
    about = pack / "pack.yaml"
    topic = "topics:\n  ways: {title: Maneras, title_en: Ways}\n"
    text = about.read_text("utf-8").replace("topics:\n", topic).replace("targets: {A1: 6}", "targets: {A1: 25}")
    about.write_text(text, "utf-8")
    entries = (entry(word, 1 + number // 10, number + 1) for number, word in enumerate(ADVERBS))
    (pack / "A1" / "ways.yaml").write_text("level: A1\ntopic: ways\nwords:\n" + "".join(entries), "utf-8")
    lessons = [
        lesson("one", "ways", ADVERBS[:10]),
        lesson("two", "ways", ADVERBS[10:]),
        lesson("three", "food", ["pan", "comer", "bueno", "malo", "hola", "adiós"], phrases=2),
    ]
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text("lessons:\n" + "".join(lessons), "utf-8")
    return tmp_path / "sources"


def edited(sources: Path, edits: Sequence[Edit]) -> None:
    """Change the pack."""
    for edit in edits:
        path = sources / "es" / edit.file
        text = path.read_text("utf-8")
        assert edit.line in text
        path.write_text(text.replace(edit.line, edit.by, 1) if edit.line else text + edit.by, "utf-8")


def released(sources: Path, dist: Path) -> Path:
    """Release the pack over the release before, and return its database."""
    result = run("release", "-s", sources, "-d", dist)
    assert result.exit_code == 0, result.output
    (packed,) = dist.glob("babblr-*-es.db.gz")
    database = dist.parent / packed.name.removesuffix(".gz")
    copy(packed, database)
    return database


def lines(sources: Path) -> Iterator[str]:
    """Yield all lines of a pack, each with its file."""
    for path in sorted((sources / "es").rglob("*.*")):
        yield from (
            f"{path.relative_to(sources / 'es').as_posix()}: {line}"
            for line in path.read_text("utf-8").splitlines(True)
        )


def lessons_of(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what a learner sees of each lesson, by the id of its source."""
    found: dict[str, list[tuple[object, ...]]] = {}
    query = """
        SELECT l.source_id, l.id, l.title, l.is_active, i.item_type, i.content, i.item_metadata
          FROM lessons l JOIN lesson_items i ON i.lesson_id = l.id ORDER BY l.id, i.order_index
    """
    with closing(sqlite3.connect(database)) as connection:
        for source, *shown in connection.execute(query):
            found.setdefault(source, []).append(tuple(shown))
    return found


def completed(learner: Path) -> list[str]:
    """Return the lessons that a learner sees as completed."""
    query = """
        SELECT l.source_id FROM lessons l JOIN lesson_progress p ON p.lesson_id = l.id
         WHERE p.status = 'completed' AND p.completion_percentage = 100 AND l.is_active = 1 ORDER BY l.source_id
    """
    with closing(sqlite3.connect(learner)) as connection:
        return [row[0] for row in connection.execute(query)]


def shown(item: tuple[object, ...], release: str) -> tuple[object, ...]:
    """Return what a lesson shows of an item in a release: a corrected word is spelled as it is now."""
    if release != "1.3.0":
        return item
    return tuple(str(one).replace(ADVERBS[3], CORRECTED) if ADVERBS[3] in str(one) else one for one in item)


def complete(learner: Path, *sources: str) -> None:
    with closing(sqlite3.connect(learner)) as connection, connection:
        connection.executemany(
            "INSERT INTO lesson_progress (lesson_id, language, status, completion_percentage) "
            "SELECT id, 'es', 'completed', 100 FROM lessons WHERE source_id = ?",
            [(source,) for source in sources],
        )


def test_three_releases(sources: Path, tmp_path: Path) -> None:
    first = released(sources, tmp_path / "dist")
    learner = Path(shutil.copy(first, tmp_path / "learner.db"))
    complete(learner, "one", "three")
    done, before = ["one", "three"], lessons_of(first)
    for number, edits in RELEASES.items():
        former = Counter(lines(sources))
        edited(sources, edits)
        assert set(former - Counter(lines(sources))) == {f"{edit.file}: {edit.line}" for edit in edits if edit.line}

        now = lessons_of(released(sources, tmp_path / "dist"))
        spelled = {source: [shown(item, number) for item in items] for source, items in before.items()}
        assert spelled.items() <= now.items()  # no lesson that was released has changed
        assert len(now) == len(before) + 1
        upgrade_database(learner, tmp_path / f"babblr-{number}-es.db")
        assert completed(learner) == sorted(done)
        assert lessons_of(learner) == now
        (new,) = now.keys() - before.keys()
        complete(learner, new)
        done.append(new)
        before = now
    assert completed(learner) == ["five", "four", "one", "six", "three"]
    with closing(sqlite3.connect(learner)) as connection:
        words = connection.execute("SELECT base_form, identity FROM words WHERE id = ?", [word_id("es", ADVERBS[3])])
        assert words.fetchall() == [(CORRECTED, ADVERBS[3])]


def test_a_word_more_in_a_released_lesson_is_refused(sources: Path, tmp_path: Path) -> None:
    released(sources, tmp_path / "dist")
    more = Edit("lessons/A1.yaml", f"      - {ADVERBS[0]}\n", f"      - {ADVERBS[0]}\n      - zalamente\n")
    edited(sources, [*version("1.0.0", "1.1.0", 2), NEW_WORD, more])
    result = run("release", "-s", sources, "-d", tmp_path / "dist")
    assert result.exit_code == 2, result.output
    assert "the lesson “one” (es, A1) gained “zalamente”" in " ".join(result.output.split())
