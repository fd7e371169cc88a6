"""A draft of a grammar lesson or of a question with an error never stops a build: it is left out."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import PackFolder, packs_in
from pipeline.builder.jobs import Job, Outcome, outcome_of
from pipeline.builder.kept import fresh_outcome, kept_outcome
from pipeline.model.findings import Severity
from tests.grammar_packs import Change, copied, placement

GRAMMAR, TEST = "grammar/A1.yaml", "assessments/first-steps.yaml"
DRAFT_LESSON = (GRAMMAR, "status: reviewed", "status: draft")
GAP = "With “tú” we say “eres”., status: "
DRAFT_QUESTION = (TEST, f"{GAP}reviewed", f"{GAP}draft")
DRAFT_TEST = (TEST, "status: reviewed", "status: draft")

OF_A_LESSON: dict[str, Change] = {
    "V109": (GRAMMAR, "type: word_order", "type: words_in_order"),
    "V126": (GRAMMAR, "translation: I'm not Omar.", "translation: <b>I'm not Omar.</b>"),
    "V630": (GRAMMAR, "    title: Soy", "    topic: persons\n    title: Soy"),
    "V631": (GRAMMAR, "id: A1/grammar/soy-eres-es", "id: A1/people/yo"),
    "V641": (GRAMMAR, "after: A1/people/yo", "after: A1/people/you"),
    "V645": (GRAMMAR, "- id: no-before-the-verb", "- id: ser-singular"),
    "V646": (
        GRAMMAR,
        "rule: ser-singular\n        question: Yo ___ Marta",
        "rule: ser\n        question: Yo ___ Marta",
    ),
    "V651": (GRAMMAR, "answer: eres", "answer: Eres"),
    "V652": (GRAMMAR, "options: [es, soy, eres]", "options: [es, ES, eres]"),
    "V657": (
        GRAMMAR,
        "answer: soy\n        explanation: Yo soy.\n        explanation_en: With “yo” we say “soy”.\n    s",
        "answer: ¡soy!\n        explanation: Yo soy.\n        explanation_en: With “yo” we say “soy”.\n    s",
    ),
}
"""By code, an error of the only grammar lesson."""

OF_A_QUESTION: dict[str, Change] = {
    "V109": (TEST, "kind: gap, rule: ser-singular", "kind: gaps, rule: ser-singular"),
    "V126": (TEST, "¿No ___ tú de Madrid?", "¿No ___ tú de&nbsp;Madrid?"),
    "V651": (TEST, "answer: eres", "answer: Eres"),
    "V652": (TEST, "[es, eres, soy, ser]", "[es, eres, soy, SOY]"),
    "V661": (TEST, "id: A1/ser-singular/gap", "id: A1/casa/translation"),
}
"""By code, an error of the second question."""

OF_A_TEST: dict[str, Change] = {
    "V109": (TEST, "type: comprehensive", "type: everything"),
    "V126": (TEST, "title_en: What do you know?", "title_en: <i>What do you know?</i>"),
}
"""By code, an error of the assessment as a whole."""

DRAFTS = [
    *(pytest.param(DRAFT_LESSON, error, code, GRAMMAR, id=f"lesson-{code}") for code, error in OF_A_LESSON.items()),
    *(pytest.param(DRAFT_QUESTION, error, code, TEST, id=f"question-{code}") for code, error in OF_A_QUESTION.items()),
    *(pytest.param(DRAFT_TEST, error, code, TEST, id=f"test-{code}") for code, error in OF_A_TEST.items()),
]
"""What makes something a draft, an error of it, its code, and the file that is in no database."""


def job(sources: Path, rows: Path | None = None, **more: bool) -> Job:
    return Job(PackFolder(sources / "es", "es"), rows=rows, **more)


def errors(outcome: Outcome) -> set[str]:
    return {one.rule.code for one in outcome.findings if one.severity is Severity.ERROR}


def dump(rows: Path) -> list[str]:
    """Return all rows but the one that says what they were made from."""
    with closing(sqlite3.connect(rows)) as connection:
        return [line for line in connection.iterdump() if not line.startswith('INSERT INTO "release_packs"')]


@pytest.mark.parametrize(("draft", "error", "code", "file"), DRAFTS)
def test_a_build_has_the_rows_that_it_would_have_without_the_draft(
    draft: Change, error: Change, code: str, file: str, tmp_path: Path
) -> None:
    outcome = outcome_of(job(copied(tmp_path / "one", draft, error), tmp_path / "faulty"))
    assert errors(outcome) == set()
    assert outcome.complete
    (said,) = (one for one in outcome.findings if one.rule.code == "V324")
    assert (said.place.file, said.message[-6:]) == (f"es/{file}", f"[{code}]")
    assert {one.rule.code for one in outcome.findings if one.severity is Severity.WARNING} == {"V324"}
    without = copied(tmp_path / "two")
    (without / "es" / file).unlink()
    outcome_of(job(without, tmp_path / "without"))
    assert dump(tmp_path / "faulty") == dump(tmp_path / "without")


@pytest.mark.parametrize(("draft", "error", "code", "file"), DRAFTS)
def test_a_check_shows_the_error_itself(draft: Change, error: Change, code: str, file: str, tmp_path: Path) -> None:
    outcome = outcome_of(job(copied(tmp_path / "sources", draft, error)))
    assert code in errors(outcome)
    assert {one.place.file for one in outcome.findings if one.rule.code == code} == {f"es/{file}"}


@pytest.mark.parametrize(("draft", "error", "code", "file"), DRAFTS)
def test_the_same_error_of_what_is_reviewed_stops_it(
    draft: Change, error: Change, code: str, file: str, tmp_path: Path
) -> None:
    outcome = outcome_of(job(copied(tmp_path / "sources", error), tmp_path / "rows"))
    assert outcome.counts is None
    assert code in errors(outcome)


def test_an_assessment_with_a_reviewed_question_is_no_draft(tmp_path: Path) -> None:
    for number, error in enumerate(OF_A_TEST.values()):
        outcome = outcome_of(job(copied(tmp_path / f"{number}", DRAFT_QUESTION, error), tmp_path / f"{number}.rows"))
        assert outcome.counts is None


def test_a_placement_test_that_lacks_a_question_is_not_built(tmp_path: Path) -> None:
    sources = copied(tmp_path / "sources")
    test = sources / "es" / TEST
    test.write_text(placement(), "utf-8")
    assert (outcome_of(job(sources, tmp_path / "whole")).counts or {})["assessments"] == 1
    head, last = placement().rsplit("answer: C27,", 1)
    test.write_text(f"{head}answer: C2,{last.replace('reviewed', 'draft')}", "utf-8")
    outcome = outcome_of(job(sources, tmp_path / "rows"))
    assert outcome.counts is not None
    assert (outcome.counts["assessments"], outcome.counts["assessment_questions"]) == (0, 0)
    codes = [one.rule.code for one in outcome.findings]
    assert "V324" in codes
    assert "V664" not in codes


@pytest.mark.parametrize(
    ("edits", "left_out"),
    [
        ([DRAFT_LESSON, OF_A_LESSON["V651"]], {"A1": {"among the grammar lessons": 1}}),
        ([DRAFT_LESSON, OF_A_LESSON["V109"]], {"A1": {"among the grammar lessons": 1}}),
        (
            [DRAFT_QUESTION, OF_A_QUESTION["V651"]],
            {level: {"among the questions of assessments": count} for level, count in (("A1", 3), ("B1", 1))},
        ),
        (
            [DRAFT_TEST, OF_A_TEST["V126"]],
            {level: {"among the questions of assessments": count} for level, count in (("A1", 3), ("B1", 1))},
        ),
    ],
)
def test_a_release_leaves_out_what_a_draft_without_an_error_would_keep_out(
    edits: list[Change], left_out: dict[str, dict[str, int]], tmp_path: Path
) -> None:
    faulty = outcome_of(job(copied(tmp_path / "one", *edits), tmp_path / "faulty", shipping=True))
    sound = outcome_of(job(copied(tmp_path / "two", edits[0]), tmp_path / "sound", shipping=True))
    assert faulty == replace(sound, record=faulty.record)
    assert {level: one.left_out for level, one in (faulty.levels or {}).items() if one.left_out} == left_out
    assert dump(tmp_path / "faulty") == dump(tmp_path / "sound")


@pytest.mark.parametrize("error", [("answer: eres", "answer: Eres"), ("type: word_order", "type: words")])
def test_a_rule_of_a_lesson_that_is_left_out_is_not_unknown(error: tuple[str, str], tmp_path: Path) -> None:
    """It would be a warning about a reviewed question, and block a release."""
    sources = copied(tmp_path / "sources", (TEST, "rule: ser-singular", "rule: ser-later"))
    file = sources / "es" / GRAMMAR
    lessons = file.read_text("utf-8")
    later = lessons.partition("lessons:\n")[2].replace("status: reviewed", "status: draft").replace(*error)
    for name in ("grammar/soy-eres-es", "ser-singular", "no-before-the-verb"):
        later = later.replace(name, f"{name.removesuffix('-singular')}-later")
    file.write_text(lessons + later, "utf-8")
    outcome = outcome_of(job(sources, tmp_path / "rows"))
    assert outcome.counts is not None
    assert outcome.counts["grammar_rules"] == 2
    assert "V662" not in {one.rule.code for one in outcome.findings}


def test_a_waiver_of_what_is_left_out_is_not_unused(tmp_path: Path) -> None:
    waiver = ("pack.yaml", "waivers:\n", "waivers:\n  - {rule: V648, file: grammar/A1.yaml, reason: It is short.}\n")
    short = (GRAMMAR, "          - {text: Yo no soy Omar., translation: I'm not Omar.}\n", "")
    edits = (waiver, short, DRAFT_LESSON, OF_A_LESSON["V651"])
    outcome = outcome_of(job(copied(tmp_path / "sources", *edits), tmp_path / "rows"))
    assert outcome.counts is not None
    assert {one.rule.code for one in outcome.findings if one.severity is Severity.WARNING} == {"V324"}


def test_a_kept_outcome_is_the_one_that_was_worked_out(tmp_path: Path) -> None:
    edits = (DRAFT_LESSON, OF_A_LESSON["V651"], DRAFT_QUESTION, OF_A_QUESTION["V109"])
    sources = copied(tmp_path / "sources", *edits)
    alone = outcome_of(job(sources, tmp_path / "rows"))
    assert alone.counts is not None
    rows = dump(tmp_path / "rows")
    kept = replace(job(sources, tmp_path / "rows"), state=state_of_pack(sources / "es"))
    for find in (fresh_outcome, fresh_outcome, kept_outcome):
        (tmp_path / "rows").unlink()
        assert find(kept) == alone
        assert dump(tmp_path / "rows") == rows


def test_a_database_is_the_same_byte_for_byte_each_time(tmp_path: Path) -> None:
    packs = packs_in(copied(tmp_path / "sources", DRAFT_LESSON, OF_A_LESSON["V646"], DRAFT_TEST, OF_A_TEST["V109"]))
    found = []
    for number in range(2):
        published, findings = build(packs, tmp_path / f"{number}.db", cached=bool(number))
        assert published is not None
        assert [one.rule.code for one in findings].count("V324") == 2
        found.append((tmp_path / f"{number}.db").read_bytes())
    assert found[0] == found[1]
