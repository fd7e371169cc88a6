"""Grammar lessons and assessments are compared, left out of releases and verified like words."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.builder.discover import packs_in
from pipeline.database.untrusted import copy
from pipeline.model.identity import retired_id
from pipeline.release.changes import WHAT
from pipeline.release.checks import Verdict
from pipeline.release.make import make_release
from pipeline.release.practice import PRACTICE_WHAT
from pipeline.release.verify import verify
from tests import grammar_packs
from tests.release.samples import altered, run

Change = tuple[str, str, str]
G, Q, PACK = "grammar/A1.yaml", "assessments/first-steps.yaml", "pack.yaml"

CHANGES: dict[str, list[Change]] = {
    "title": [(G, "    title: Soy, eres, es\n", "    title: Yo soy de Madrid\n")],
    "title_en": [(G, "    title_en: I am, you are, he is\n    oneliner", "    title_en: To be\n    oneliner")],
    "oneliner": [(G, "oneliner: Di de dónde eres.", "oneliner: Di de dónde es Omar.")],
    "oneliner_en": [(G, "Say where you are from.", "Say where somebody is from.")],
    "description_en": [(G, "The verb “ser” (to be).", "The verb “ser” is “to be”.")],
    "subject": [(PACK, "grammar_title: Gramática", "grammar_title: Los verbos")],
    "lesson_topic": [(G, "    title: Soy", "    topic: people\n    title: Soy")],
    "after": [(G, "after: A1/people/yo", "after: A1/people/mi-casa")],
    "rule": [(G, "        title: Yo soy, tú eres, él es\n", "        title: Yo soy, tú eres\n")],
    "rule_description": [(G, "description: El verbo «ser».", "description: Yo soy, tú eres.")],
    "lesson_example": [(G, "text: Él no es mi amigo.", "text: Él no es el amigo.")],
    "lesson_example_translation": [(G, "translation: He isn't my friend.", "translation: He's not my friend.")],
    "exercise": [(G, "question: Yo ___ Marta.", "question: Yo ___ Ana.")],
    "options": [(G, "options: [eres, soy, es]", "options: [es, soy, eres]")],
    "answer": [(G, 'answer: ["no", soy, de, Madrid]', 'answer: [yo, "no", soy, de, Madrid]')],
    "answer_explanation": [(G, "explanation: Él es.", "explanation: Él es, ella es.")],
    "answer_explanation_en": [(G, "With “él” we say “es”.", "“Es” goes with “él”.")],
    "practised_rule": [
        (G, "rule: no-before-the-verb\n        question: Ana", "rule: ser-singular\n        question: Ana"),
    ],
}


def told(old: Path, new: Path) -> list[tuple[str | None, ...]]:
    result = run("diff", old, new, "--format", "json")
    assert result.exit_code == 0, result.output
    record = json.loads(result.stdout)
    assert record["words"] == []
    return [
        (one["sort"], one["kind"], *change.values())
        for one in record["grammar_and_assessments"]
        for change in one["changes"] or [{}]
    ]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grammar_packs.copied(tmp_path_factory.mktemp("practice") / "sources")


@pytest.fixture(scope="module")
def database(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grammar_packs.of(sources, tmp_path_factory.mktemp("practice") / "babblr.db")


def test_a_pack_and_the_database_made_of_it_are_the_same(database: Path, sources: Path) -> None:
    for old, new in [(database, sources), (sources, database)]:
        result = run("diff", old, new, "--exit-code")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no differences\n")


@pytest.mark.parametrize("what", CHANGES)
def test_each_kind_of_change_is_told(what: str, sources: Path, tmp_path: Path) -> None:
    new = grammar_packs.copied(tmp_path / "new", *CHANGES[what])
    along = {"answer": {"options"}, "options": {"answer"}, "lesson_topic": {"subject"}}
    kinds = {str(change[2]) for change in told(sources, new)}
    assert what in kinds
    assert kinds <= {what} | along.get(what, set())
    assert {str(change[2]) for change in told(new, sources)} == kinds


def test_what_can_change_is_named_once() -> None:
    assert not WHAT.keys() & PRACTICE_WHAT.keys()


HOUSE = """\
  - {id: A1/casa/translation, level: A1, skill: vocabulary, kind: translation, word: casa, question: casa,
     options: [house, book, city, friend], answer: house, explanation_en: “Casa” is a house., status: reviewed}
"""


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("title: ¿Qué sabes?", "title: ¿Qué sabes ya?"), {"title"}),
        (("description: Contesta las", "description: Contesta todas las"), {"description"}),
        (("type: comprehensive", "type: cefr_placement"), {"type"}),
        (("minutes: 5", "minutes: 6"), {"minutes"}),
        (("[house, book, city, friend]", "[book, house, city, friend]"), {"options"}),
        (("answer: house", "answer: city"), {"answer"}),
        (("¿No ___ tú de Madrid?", "¿___ tú de Madrid?"), {"question"}),
        (("level: B1, skill: grammar", "level: C2, skill: grammar"), {"points"}),
        (("level: B1, skill: grammar", "level: B1, skill: vocabulary"), {"skill"}),
        ((HOUSE, ""), {"question"}),
    ],
)
def test_each_change_of_an_assessment_is_told(
    edit: tuple[str, str], expected: set[str], sources: Path, tmp_path: Path
) -> None:
    new = grammar_packs.copied(tmp_path / "new", (Q, *edit))
    changes = told(sources, new)
    assert {change[:2] for change in changes} == {("assessment", "changed")}
    assert {change[2] for change in changes} == expected


def test_parts_in_another_order(sources: Path, tmp_path: Path) -> None:
    text = (sources / "es" / Q).read_text("utf-8")
    gap = text[text.index("  - {id: A1/ser-singular/gap") : text.index("  - {id: A1/ciudad/definition")]
    new = grammar_packs.copied(tmp_path / "new", (Q, HOUSE + gap, gap + HOUSE))
    assert [change[2] for change in told(sources, new)] == ["question_order"]


def test_lessons_and_assessments_added_and_retired(sources: Path, tmp_path: Path) -> None:
    new = grammar_packs.copied(tmp_path / "new")
    (new / "es" / G).unlink()
    (new / "es" / Q).unlink()
    assert told(sources, new) == [("grammar lesson", "retired"), ("assessment", "retired")]
    assert told(new, sources) == [("grammar lesson", "added"), ("assessment", "added")]
    said = run("diff", new, sources).stdout.splitlines()
    assert said == [
        "es, grammar and assessments: 2 added",
        "  + grammar lesson “Soy, eres, es” (A1)",
        "  + assessment “¿Qué sabes? (What do you know?)” (mixed)",
    ]
    assert "- added: grammar lesson “Soy, eres, es” (A1)" in run("diff", new, sources, "-f", "markdown").stdout


@pytest.mark.parametrize(
    "fault",
    [(G, "answer: soy", "answer: somos"), (G, "    title: Soy, eres", "    topic: nowhere\n    title: Soy, eres")],
)
def test_packs_with_errors_are_refused(fault: tuple[str, str, str], sources: Path, tmp_path: Path) -> None:
    result = run("diff", sources, grammar_packs.copied(tmp_path / "new", fault))
    assert (result.exit_code, "has errors: `babblr-vocab validate" in result.stderr) == (2, True), result.output


def test_the_page_tells_them_too(sources: Path, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    new = grammar_packs.copied(tmp_path / "new", (G, "question: Yo ___ Marta.", "question: Yo ___ Ana & Omar."))
    (new / "es" / Q).unlink()
    result = run("diff", sources, new, "--format", "html")
    assert result.exit_code == 0, result.output
    assert '<h2 id="es-practice">Spanish, grammar and assessments: 1 retired, 1 changed</h2>' in result.stdout
    assert "<li>retired: assessment “¿Qué sabes? (What do you know?)” (mixed)" in result.stdout
    assert "<li>exercise added: “Yo ___ Ana &amp; Omar.”</li>" in result.stdout


def test_what_the_app_or_an_upgrade_put_there_is_not_told(database: Path, tmp_path: Path) -> None:
    (assessment,) = asked(database, "SELECT id FROM assessments")[0]
    of_app = (
        (
            "INSERT INTO assessments (id, language, assessment_type, title, description, difficulty_level, is_active) "
            "VALUES (1, 'es', 'cefr_placement', 'Placement', '', 'mixed', 1)"
        ),
        (
            "INSERT INTO assessment_questions (assessment_id, question_text, correct_answer, options, question_type, "
            "points, order_index) VALUES (1, 'Yo ___', 'soy', '[\"soy\"]', 'multiple_choice', 1, 0)"
        ),
    )
    hidden = (
        (
            "INSERT INTO assessments (id, language, assessment_type, title, description, difficulty_level, is_active) "
            f"SELECT {retired_id(assessment)}, language, assessment_type, title, description, difficulty_level, 0 "
            f"FROM assessments WHERE id = {assessment}"
        ),
        (
            f"UPDATE assessment_questions SET assessment_id = {retired_id(assessment)} "
            f"WHERE assessment_id = {assessment} AND order_index = 0"
        ),
    )
    assert told(database, altered(database, tmp_path / "app.db", *of_app)) == []
    assert [change[2] for change in told(database, altered(database, tmp_path / "kept.db", *hidden))] == ["question"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE lesson_items SET content = '[]', item_metadata = '{'",
        "UPDATE lesson_items SET content = x'00ff'",
        "UPDATE grammar_rules SET title = 7, description = NULL",
        "UPDATE assessment_questions SET options = '[' WHERE order_index = 0",
    ],
)
def test_damaged_rows_are_told_as_changes(statement: str, database: Path, tmp_path: Path) -> None:
    result = run("diff", database, altered(database, tmp_path / "damaged.db", *loose(database), statement))
    assert result.exit_code == 0, result.output
    assert "grammar and assessments" in result.stdout


def loose(database: Path) -> list[str]:
    """Return the statements that let the rule table hold anything."""
    ((sql,),) = asked(database, "SELECT sql FROM sqlite_master WHERE name = 'grammar_rules'")
    return [
        "PRAGMA writable_schema=ON",
        (
            f"UPDATE sqlite_master SET sql = '{sql.replace('NOT NULL', '').replace(chr(39), chr(39) * 2)}' "
            "WHERE name = 'grammar_rules'"
        ),
        "PRAGMA writable_schema=RESET",
    ]


def test_a_release_counts_what_it_left_out_and_tells_what_is_new(tmp_path: Path) -> None:
    draft = (G, "    status: reviewed\n    written_by: Ana\n", "    status: draft\n    written_by: Ana\n")
    waiting = (Q, "explanation_en: “Casa” is a house., status: reviewed", "explanation_en: “Casa” is a house.")
    first = run("release", "--sources", grammar_packs.copied(tmp_path / "first", draft, waiting), "-d", tmp_path / "d")
    assert first.exit_code == 0, first.output
    assert "left out of es A1 (released): 1 among the grammar lessons, 3 among the questions" in first.output
    assert "left out of es B1 (in progress): 1 among the questions of assessments" in first.output
    newer = [(PACK, "version: 1.0.0", "version: 1.1.0"), (PACK, "2026-01-02", "2026-02-03")]
    second = run("release", "--sources", grammar_packs.copied(tmp_path / "second", *newer), "-d", tmp_path / "d")
    assert second.exit_code == 0, second.output
    assert "left out" not in second.output
    assert "- added: grammar lesson “Soy, eres, es” (A1)" in (tmp_path / "d" / "CHANGELOG-vocab.md").read_text("utf-8")


@pytest.fixture(scope="module")
def released(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("released") / "dist"
    made, found = make_release(packs_in(sources), dist)
    assert made is not None, found
    return dist


def test_a_release_with_grammar_is_what_its_sources_make(released: Path, sources: Path, tmp_path: Path) -> None:
    result = run("verify", released / "babblr-1.0.0.db.gz", "--sources", sources)
    assert result.exit_code == 0, result.output
    other = grammar_packs.copied(tmp_path / "other", *CHANGES["answer_explanation"])
    result = run("verify", released / "babblr-1.0.0.db.gz", "--sources", other)
    assert result.exit_code == 1
    assert "lesson_items: other rows than" in result.output


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE assessment_questions SET id = 7 WHERE question_text LIKE '%casa'", "the question “What does this"),
        ("UPDATE assessment_questions SET options = '[]'", "the question “"),
        ("UPDATE lessons SET source_id = 'A1/grammar/other' WHERE lesson_type = 'grammar'", "A1/grammar/other"),
    ],
)
def test_identifiers_of_lessons_and_questions_are_checked(
    statement: str, named: str, released: Path, tmp_path: Path
) -> None:
    copy(released / "babblr-1.0.0.db.gz", tmp_path / "whole.db")
    wrong = altered(tmp_path / "whole.db", tmp_path / "wrong.db", statement)
    [check] = [check for check in verify(wrong) if check.name == "identifiers"]
    assert check.outcome is Verdict.FAILED
    assert named in check.detail


def test_stats_count_them_in_a_table_of_their_own(sources: Path, database: Path) -> None:
    for path in (sources, database):
        text = run("stats", path).stdout
        assert text.splitlines()[3:] == [
            "language  level  grammar lessons  rules  examples  exercises  assessments  questions",
            "es        A1                   1      2         6          6            0          0",
            "es        mixed                0      0         0          0            1          4",
        ]
        rows = json.loads(run("stats", path, "--grammar", "-f", "json").stdout)
        assert [(row["level"], row["exercises"], row["questions"]) for row in rows] == [("A1", 6, 0), ("mixed", 0, 4)]
    assert run("stats", sources, "--grammar", "--content").exit_code == 2


def asked(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()
