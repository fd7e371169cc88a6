"""What changed between two vocabularies is told, all of it, whatever they are kept in and however rows are numbered."""

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.database.untrusted import ContentError
from pipeline.model.fields import EXAMPLE, FORM, LEVEL, MEANING, WORD, FieldKind, Record, stored
from pipeline.release.changes import WHAT
from pipeline.release.compare import Kind, differences, entries
from pipeline.release.content import Entry, Sense
from tests.packs import broken_pack, copy_of_finished
from tests.release.samples import WORDS, altered, changed, entry, run, values

BREAD = "Alimento de harina y agua que se cuece en el horno."
SENTENCE = "Compro pan todos los días."

CHANGES = {
    "base_form": (WORDS, "base_form: pan", "formerly: [pan]\n    base_form: Pan"),
    "part_of_speech": (WORDS, "verb\n", "noun\n"),
    "level": (WORDS, "priority: 1\n", "priority: 1\n    levels: [{level: B1, priority: 7}]\n"),
    "priority": (WORDS, "priority: 2", "priority: 20"),
    "pronunciation": (WORDS, "koˈmeɾ", "koˈmer"),
    "notes": (WORDS, "    source: babblr", "    notes: Sin artículo.\n    source: babblr"),
    "meaning": (WORDS, BREAD, "Alimento hecho de harina."),
    "translation": (WORDS, "translation: to eat", "translation: to have a meal"),
    "meaning_part_of_speech": (WORDS, "translation: to eat", "translation: to eat\n        part_of_speech: noun"),
    "register": (WORDS, "translation: to eat", "translation: to eat\n        register: informal"),
    "pattern": (WORDS, "translation: to eat", "translation: to eat\n        pattern: comer + se"),
    "explanation": (WORDS, "translation: bad", "translation: bad\n        explanation: Also for food."),
    "example": (WORDS, SENTENCE, "El pan está en la mesa."),
    "example_translation": (WORDS, "I buy bread every day.", "Every day I buy bread."),
    "form": (WORDS, "text: mejor", "text: mejorcito"),
    "form_analysis": (WORDS, "{Degree: Cmp}", "{Degree: Sup}"),
    "form_level": (WORDS, "text: mejor", "text: mejor, level: B2"),
    "topic": (WORDS, "    source: babblr", "    topics: [greetings]\n    source: babblr"),
    "relation": (WORDS, "antonyms: [malo]", "near_synonyms: [pan]"),
    "contrast": (WORDS, "antonyms: [malo]", "antonyms: [malo]\n    contrasts: [pan]"),
}


def told(old: Path, new: Path) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """The changes between two vocabularies: word, what, old, new, of."""
    result = run("diff", old, new, "--format", "json")
    assert result.exit_code == 0, result.output
    return [
        (word["base_form"], *change.values())
        for word in json.loads(result.stdout)["words"]
        for change in word["changes"]
    ]


def test_a_pack_and_the_database_made_of_it_are_the_same(database: Path, sources: Path, released: Path) -> None:
    for old, new in [(database, sources), (sources, database), (released / "babblr-1.0.0-es.db.gz", sources / "es")]:
        result = run("diff", old, new, "--exit-code")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no differences\n")


@pytest.mark.parametrize("what", CHANGES)
def test_each_kind_of_change_is_told(what: str, sources: Path, tmp_path: Path) -> None:
    new = changed(tmp_path, CHANGES[what])
    kinds = {change[1] for change in told(sources, new)}
    assert what in kinds
    assert kinds <= {what, "form"}  # another part of speech has another table of forms
    assert {change[1] for change in told(new, sources)} == kinds


def test_every_kind_that_is_listed_has_a_test() -> None:
    assert set(WHAT) == {*CHANGES, "meaning_order", "example_order", "homograph"}


def test_homographs_are_told_of_the_words_with_their_spelling(sources: Path, tmp_path: Path) -> None:
    shutil.copytree(sources, tmp_path / "new")
    table = tmp_path / "new" / "es" / "homographs.csv"
    table.write_text("spelling,lemma,part_of_speech,share\npanes,panear,verb,0.25\n", "utf-8")
    of = "panes: verb panear"
    assert told(sources, tmp_path / "new") == [("pan", "homograph", None, "0.25", of)]
    assert told(tmp_path / "new", sources) == [("pan", "homograph", "0.25", None, of)]
    build(packs_in(tmp_path / "new"), tmp_path / "new.db")
    assert told(tmp_path / "new.db", tmp_path / "new") == []
    assert told(sources, tmp_path / "new.db") == [("pan", "homograph", None, "0.25", of)]


def test_what_was_there_before_and_what_is_now(sources: Path, tmp_path: Path) -> None:
    new = changed(tmp_path, CHANGES["meaning"], CHANGES["priority"], CHANGES["example"])
    assert told(sources, new) == [
        ("comer", "priority", "2", "20", "A1"),
        ("pan", "meaning", BREAD, "Alimento hecho de harina.", None),
        ("pan", "example", SENTENCE, None, "Alimento hecho de harina."),
        ("pan", "example", None, "El pan está en la mesa.", "Alimento hecho de harina."),
    ]


def moved(folder: Path, level: str, also: str = "") -> Path:
    """The sources with all words of one file at another level; `also` is what the entry of *pan* has besides."""
    sources = changed(folder, (WORDS, "level: A1", f"level: {level}"), (WORDS, "priority: 1\n", f"priority: 1\n{also}"))
    (sources / "es" / level).mkdir()
    (sources / "es" / WORDS).rename(sources / "es" / level / "food.yaml")
    return sources


def test_a_level_that_changed_is_one_change(sources: Path, tmp_path: Path) -> None:
    new = moved(tmp_path, "B1")
    words = ("bueno", "comer", "malo", "pan")
    assert told(sources, new) == [(word, "level", "A1", "B1", None) for word in words]
    assert told(new, sources) == [(word, "level", "B1", "A1", None) for word in words]
    assert run("diff", sources, new).stdout.splitlines()[1:3] == ["  ~ bueno", "      level: “A1” → “B1”"]


def test_levels_that_cannot_be_paired_are_told_one_by_one(sources: Path, tmp_path: Path) -> None:
    new = moved(tmp_path / "new", "B1", "    levels: [{level: C1, priority: 9}]\n")
    pan = [change for change in told(sources, new) if change[0] == "pan"]
    assert pan == [
        ("pan", "level", "A1", None, None),
        ("pan", "level", None, "B1", None),
        ("pan", "level", None, "C1", None),
    ]
    assert told(moved(tmp_path / "old", "B1"), new) == [("pan", "level", None, "C1", None)]


def test_words_added_and_retired(sources: Path, tmp_path: Path) -> None:
    water = (WORDS, "base_form: pan", "base_form: agua"), (WORDS, SENTENCE, "Compro agua todos los días.")
    result = run("diff", sources, changed(tmp_path, *water), "--exit-code")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "es: 1 added, 1 retired",
        "  + agua (noun, A1, “bread”)",
        "  - pan (noun, A1, “bread”)",
    ]


RESPELLED = (
    (WORDS, "base_form: malo\n", "base_form: Malo\n    formerly: [malo]\n"),
    (WORDS, "antonyms: [malo]", "antonyms: [Malo]"),
)


def test_a_corrected_base_form_is_one_change(sources: Path, database: Path, tmp_path: Path) -> None:
    """The words that are related to it have not changed."""
    new = changed(tmp_path, *RESPELLED)
    released = altered(database, tmp_path / "new.db", "UPDATE words SET base_form = 'Malo' WHERE base_form = 'malo'")
    for old in (sources, database):
        for now in (new, released):
            assert [one for one in told(old, now) if one[1] != "form"] == [("Malo", "base_form", "malo", "Malo", None)]
            assert {word for word, *_ in told(old, now)} == {"Malo"}
    assert run("diff", database, released).stdout.splitlines() == [
        "es: 1 changed",
        "  ~ Malo",
        "      base form: “malo” → “Malo”",
    ]


def test_a_word_of_a_learners_own_is_another_word_than_that_which_was_spelled_so(
    database: Path, tmp_path: Path
) -> None:
    renamed = altered(database, tmp_path / "renamed.db", "UPDATE words SET base_form = 'pann' WHERE base_form = 'pan'")
    own = "INSERT INTO words (language, base_form, part_of_speech) VALUES ('es', 'pan', 'noun')"
    at_a1 = "SELECT id, 'A1' FROM words WHERE identity IS NULL"
    level = f"INSERT INTO word_difficulty_levels (word_id, difficulty_level) {at_a1}"
    learner = altered(renamed, tmp_path / "learner.db", own, level)
    result = run("diff", renamed, learner)
    assert result.stdout.splitlines() == ["es: 1 added", "  + pan (noun, A1)"]


def test_rows_may_be_numbered_otherwise(database: Path, tmp_path: Path) -> None:
    """An app's own database has other identifiers, no indexes, and words in another order."""
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("ATTACH ? AS release", (str(database),))
        tables = connection.execute("SELECT name, sql FROM release.sqlite_master WHERE sql LIKE 'CREATE TABLE word%'")
        for table, definition in tables.fetchall():
            connection.execute(definition)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            shifted = [f"1 - {name}" if name in ("word_id", "synonym_word_id") else name for name in columns]
            if table == "words":
                shifted[columns.index("id")] = "1 - id"
            connection.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(shifted)} FROM release.{table}"
            )
    assert run("diff", other, database).stderr == "no differences\n"


def test_a_word_without_levels_is_retired(database: Path, tmp_path: Path) -> None:
    """So an upgrade leaves a word that the learner has met."""
    pan = "SELECT id FROM words WHERE base_form = 'pan'"
    learner = altered(database, tmp_path / "a.db", f"DELETE FROM word_difficulty_levels WHERE word_id IN ({pan})")
    assert run("diff", database, learner).stdout.splitlines()[1] == "  - pan (noun, A1, “bread”)"
    assert run("diff", learner, database).stdout.splitlines()[1] == "  + pan (noun, A1, “bread”)"


def test_database_without_our_later_columns(database: Path, tmp_path: Path) -> None:
    statements = (
        "CREATE TABLE kept AS SELECT * FROM word_meanings",
        "ALTER TABLE kept DROP COLUMN part_of_speech",
        "ALTER TABLE kept DROP COLUMN register",
        "ALTER TABLE kept DROP COLUMN pattern",
        "DROP TABLE word_meanings",
        "DROP TABLE word_topics",
        "ALTER TABLE words DROP COLUMN identity",
        "ALTER TABLE kept RENAME TO word_meanings",
    )
    old = altered(database, tmp_path / "old.db", *statements)
    assert run("diff", old, database).stderr == "no differences\n"


def test_only_some_languages(sources: Path, database: Path) -> None:
    assert run("diff", sources, database, "-l", "fr").stderr == "no differences\n"


def test_markdown_is_a_page(sources: Path, tmp_path: Path) -> None:
    new = changed(tmp_path, CHANGES["translation"])
    assert run("diff", sources, new, "--format", "markdown").stdout.splitlines() == [
        "## es: 1 changed",
        "",
        "### Changed",
        "",
        "- **comer**",
        "  - translation of “Tomar alimentos.”: “to eat” → “to have a meal”",
    ]


def test_meanings_and_examples_in_another_order() -> None:
    one, two = (
        Sense(
            values(MEANING, meaning=text, translation=text),
            tuple(values(EXAMPLE, text=text + mark) for mark in "!?"),
        )
        for text in "ab"
    )
    turned = two._replace(examples=two.examples[::-1])
    ((difference),) = differences([entry("pan", senses=(one, two))], [entry("pan", senses=(turned, one))])
    assert [(change.what, change.old, change.new) for change in difference.changes] == [
        ("meaning_order", "a / b", "b / a"),
        ("example_order", "b! / b?", "b? / b!"),
    ]


TEXTS = st.sampled_from("abc")


def rows(record: Record) -> st.SearchStrategy[tuple[Any, ...]]:
    """Values of a record, whatever fields it has."""
    kinds = {FieldKind.NUMBER: st.integers(1, 3)}
    return st.tuples(
        *(kinds.get(field.kind, TEXTS) if field.required else st.none() | TEXTS for field in stored(record))
    )


def some(record: Record, least: int = 0) -> st.SearchStrategy[tuple[tuple[Any, ...], ...]]:
    """A few sorted rows of a record, each with another key."""
    keys = sum(field.key for field in stored(record))
    found = st.lists(rows(record), min_size=least, max_size=3, unique_by=lambda row: row[:keys])
    return found.map(lambda rows: tuple(sorted(rows, key=lambda row: row[:keys])))


SENSES = st.builds(Sense, rows(MEANING), some(EXAMPLE))
ENTRIES = st.builds(
    Entry,
    st.sampled_from(["es", "fr"]),
    TEXTS,
    rows(WORD),
    some(LEVEL, 1),
    st.lists(SENSES, max_size=3, unique_by=lambda sense: sense.text).map(tuple),
    some(FORM),
    st.dictionaries(TEXTS, TEXTS, max_size=2).map(lambda d: tuple(sorted((*one, one[0]) for one in d.items()))),
    st.lists(TEXTS, max_size=2, unique=True).map(lambda topics: tuple(sorted(topics))),
    st.dictionaries(TEXTS, st.sampled_from([0.25, 1.0]), max_size=2).map(lambda d: tuple(sorted(d.items()))),
)
VOCABULARIES = st.lists(ENTRIES, max_size=6, unique_by=lambda one: one.key).map(
    lambda found: sorted(found, key=lambda one: one.key)
)


@given(old=VOCABULARIES, new=VOCABULARIES)
def test_nothing_is_missed_and_nothing_made_up(old: list[Entry], new: list[Entry]) -> None:
    found = list(differences(old, new))
    before, now = ({one.key: one for one in side} for side in (old, new))
    kinds = {kind: {one.entry.key for one in found if one.kind is kind} for kind in Kind}
    assert kinds[Kind.ADDED] == set(now) - set(before)
    assert kinds[Kind.RETIRED] == set(before) - set(now)
    assert kinds[Kind.CHANGED] == {key for key in set(before) & set(now) if before[key] != now[key]}
    assert [one.entry.key for one in found] == sorted(one.entry.key for one in found)
    for one in found:
        assert all(change.old != change.new for change in one.changes)
        assert bool(one.changes) == (one.kind is Kind.CHANGED)


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE word_forms"],
        ["DROP TABLE word_synonyms", "CREATE VIEW word_synonyms AS SELECT 1"],
        ["DROP TABLE word_synonyms", "CREATE VIRTUAL TABLE word_synonyms USING fts5(relationship_type)"],
        ["DROP TABLE word_topics", "CREATE VIEW word_topics AS SELECT 1 AS word_id, 'food' AS topic_id"],
        ["UPDATE words SET notes = x'00ff' WHERE base_form = 'pan'"],
        ["UPDATE words SET notes = CAST(x'ff' AS TEXT) WHERE base_form = 'pan'"],
        ["UPDATE words SET identity = 'pan'"],
        ["DROP INDEX uq_words_language_base_form", "UPDATE words SET base_form = 'pan', identity = NULL"],
        ["UPDATE words SET notes = printf('%.*c', 20000000, 'x')"],
    ],
)
def test_database_that_is_not_ours_is_refused(statements: list[str], database: Path, tmp_path: Path) -> None:
    other = altered(database, tmp_path / "other.db", *statements)
    result = run("diff", database, other)
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: ")
    assert "Traceback" not in result.output


def test_what_is_no_vocabulary_is_refused(tmp_path: Path, database: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    short = tmp_path / "short.db.gz"
    short.write_bytes(gzip.compress(database.read_bytes())[:-20])
    for other in (empty, short, Path(__file__), broken_pack("impossible-value", tmp_path / "a")):
        result = run("diff", other, database)
        assert result.exit_code == 2, other
        assert "Error: " in result.stderr
    duplicate = broken_pack("duplicate-word", tmp_path / "b")
    with pytest.raises(ContentError, match="validate"):
        list(entries(duplicate))


def test_a_draft_that_cannot_be_read_is_no_entry(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("status: reviewed", "status: draft", 1), "utf-8")
    names = [one.identity for one in entries(pack)]
    assert len(names) == 5
    assert "pan" not in names


def test_a_draft_that_no_build_has_is_no_entry(tmp_path: Path) -> None:
    """That an example lacks its word, or that a word has two entries, takes all stages to see."""
    draft = (WORDS, "bread every day.\n    source: babblr\n    status: reviewed", "bread every day.")
    other = changed(tmp_path / "example", (WORDS, SENTENCE, "Compro fruta."), draft)
    assert {one.identity for one in entries(other)} == {one.identity for one in entries(changed(tmp_path / "all"))} - {
        "pan"
    }
    twice = broken_pack("duplicate-word", tmp_path / "twice")
    second = twice / "A1" / "greetings.csv"
    second.write_text(second.read_text("utf-8").replace('tomorrow.",,reviewed', 'tomorrow.",,draft'), "utf-8")
    assert [one.identity for one in entries(twice)].count("pan") == 1


def test_app_may_have_the_database_open(database: Path, tmp_path: Path) -> None:
    learner = altered(database, tmp_path / "learner.db", "PRAGMA user_version=1")
    with closing(sqlite3.connect(learner)) as app:
        app.execute("PRAGMA journal_mode=WAL")
        app.execute("UPDATE words SET notes = 'In the journal only.' WHERE base_form = 'pan'")
        app.commit()
        assert ("pan", "notes", None, "In the journal only.", None) in told(database, learner)


def test_databases_are_compared_without_the_packages_of_a_build(database: Path) -> None:
    program = (
        "import sys; from pipeline.cli import _run; code = _run(sys.argv[1:]); "
        "heavy = {'spacy', 'pandas', 'sqlalchemy', 'alembic', 'jsonschema', 'rich'} & set(sys.modules); "
        "sys.exit(code or len(heavy))"
    )
    arguments = ["diff", str(database), str(database)]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
    assert done.returncode == 0


def test_pack_and_its_copy(tmp_path: Path, sources: Path) -> None:
    assert list(differences(entries(sources), entries(copy_of_finished(tmp_path)))) == []
