"""From version 1.0.0 of a pack on, a lesson of a released level keeps its items."""

from pathlib import Path

import pytest

from pipeline.builder.discover import packs_in
from pipeline.database.untrusted import copy
from pipeline.release.make import make_release
from tests.packs import FINISHED
from tests.release.samples import WORDS, altered, changed, raised, run

EATING = """\
lessons:
  - id: eating
    topic: food
    title: Comer
    title_en: Eating
    oneliner: Come.
    oneliner_en: Eat.
    items:
      - pan
      - comer
      - bueno
      - phrase: ¿Cuánto es?
        translation: How much is it?
"""
MEETING = """\
  - id: meeting
    topic: greetings
    title: Hola
    title_en: Hello
    oneliner: Saluda.
    oneliner_en: Say hello.
    items:
      - hola
      - adiós
      - malo
"""
PHRASE = "      - {{phrase: El pan es el {0}., translation: The bread is number {0}.}}\n"
LESSONS = EATING + "".join(map(PHRASE.format, range(6))) + MEETING + "".join(map(PHRASE.format, range(6, 13)))
DINE = """\
            translation: We eat at two.
      - meaning: Cenar con amigos.
        translation: to dine
        examples:
          - text: Comemos a las dos y media.
            translation: We dine at half past two.
"""


def sources(folder: Path, *edits: tuple[str, str, str], items: tuple[tuple[str, str], ...] = ()) -> Path:
    """Return a folder with the tiny pack, which has two lessons; `edits` change the pack, `items` the lessons."""
    changed(folder, *edits)
    text = LESSONS
    for old, new in items:
        assert old in text
        text = text.replace(old, new)
    (folder / "es" / "lessons").mkdir()
    (folder / "es" / "lessons" / "A1.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the release before."""
    folder = tmp_path_factory.mktemp("before")
    made, found = make_release(packs_in(sources(folder / "sources")), folder / "dist")
    assert made is not None, found
    return folder / "dist" / "babblr-1.0.0.db.gz"


CHANGES = {
    "the same word again": [("- comer", "- comer\n      - {word: comer, meaning: to dine}")],
    "a phrase": [("      - phrase: ¿", PHRASE.format(99) + "      - phrase: ¿")],
    "a phrase less": [("      - phrase: ¿Cuánto es?\n        translation: How much is it?\n", "")],
    "another phrase": [
        ("¿Cuánto es?\n        translation: How much is it?", "Tengo pan.\n        translation: I eat.")
    ],
    "a word of another lesson": [("      - malo\n", ""), ("- comer", "- comer\n      - malo")],
}
SAID = {
    "the same word again": "“eating” (es, A1) gained “comer”",
    "a phrase": "“eating” (es, A1) gained “El pan es el 99.”",
    "a phrase less": "“eating” (es, A1) lost “¿Cuánto es?”",
    "another phrase": "“eating” (es, A1) gained “Tengo pan.” and lost “¿Cuánto es?”",
    "a word of another lesson": "“eating” (es, A1) gained “malo”; the lesson “meeting” (es, A1) lost “malo”",
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_released_lesson_keeps_its_items(what: str, before: Path, tmp_path: Path) -> None:
    dine = (WORDS, DINE.splitlines(keepends=True)[0], DINE)
    new = sources(tmp_path / "new", *raised("1.1.0"), dine, items=tuple(CHANGES[what]))
    result = run("release", "-s", new, "-d", tmp_path / "dist", "--previous", before)
    assert result.exit_code == 2, result.output
    message = f"the lesson {SAID[what]}. Learners have begun it: new words go into a new lesson"
    assert message in " ".join(result.output.split())
    assert not (tmp_path / "dist").exists()


ALLOWED = {
    "another title": ("title: Comer\n", "title: A comer\n"),
    "another order": ("      - pan\n      - comer\n", "      - comer\n      - pan\n"),
    "a corrected phrase": ("¿Cuánto es?", "¿Cuánto cuesta?"),
    "a corrected translation": ("How much is it?", "How much is that?"),
    "another id, so another lesson": ("id: eating", "id: at-the-table"),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_the_rest_of_it_may_change(what: str, before: Path, tmp_path: Path) -> None:
    new = sources(tmp_path / "new", *raised("1.1.0"), items=(ALLOWED[what],))
    result = run("release", "-s", new, "-d", tmp_path / "dist", "--previous", before)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("version", ["0.9.9", "0.10.0"])
def test_below_version_1_nothing_binds(version: str, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    young = ("pack.yaml", "version: 1.0.0", f"version: {version}")
    assert run("release", "-s", sources(tmp_path / "old", young), "-d", dist).exit_code == 0
    new = sources(tmp_path / "new", *raised("1.0.0"), items=tuple(CHANGES["a word of another lesson"]))
    assert run("release", "-s", new, "-d", dist).exit_code == 0  # the release before is the one in the folder


def test_the_lessons_of_a_preview_may_change(before: Path, tmp_path: Path) -> None:
    preview = ("pack.yaml", FINISHED, "targets: {A1: 6}\nstates: {A1: preview}\n")
    new = sources(tmp_path / "new", *raised("1.1.0"), preview, items=tuple(CHANGES["a word of another lesson"]))
    result = run("release", "-s", new, "-d", tmp_path / "dist", "--previous", before)
    assert result.exit_code == 0, result.output


STRANGE = {
    "a view": ["ALTER TABLE lesson_items RENAME TO x", "CREATE VIEW lesson_items AS SELECT * FROM x"],
    "no table": ["DROP TABLE lesson_items"],
    "no column": ["ALTER TABLE lessons DROP COLUMN source_id"],
}


@pytest.mark.parametrize("what", STRANGE)
def test_lessons_that_cannot_be_read_are_said(what: str, before: Path, tmp_path: Path) -> None:
    copy(before, tmp_path / "plain.db")
    bad = altered(tmp_path / "plain.db", tmp_path / "bad.db", *STRANGE[what])
    new = sources(tmp_path / "new", *raised("1.1.0"))
    result = run("release", "-s", new, "-d", tmp_path / "dist", "--previous", bad)
    assert result.exit_code == 2, result.output
    assert "cannot be read" in result.output


@pytest.mark.parametrize("metadata", ["NULL", "'[1]'", "'{'", "x'ff'", '\'{"word_id": {"a": [1]}}\''])
def test_what_is_said_of_items_may_be_anything(metadata: str, before: Path, tmp_path: Path) -> None:
    copy(before, tmp_path / "plain.db")
    odd = altered(tmp_path / "plain.db", tmp_path / "odd.db", f"UPDATE lesson_items SET item_metadata = {metadata}")
    result = run(
        "release", "-s", sources(tmp_path / "new", *raised("1.1.0")), "-d", tmp_path / "dist", "--previous", odd
    )
    assert result.exit_code == 2
    assert "the lesson “eating”" in " ".join(result.output.split())
