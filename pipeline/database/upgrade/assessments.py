"""Assessments and their questions, merged so that the learner's attempts stay with what was asked.

A question's id is derived from what it asks, so a question that was changed is another one. The former one is retired:
if its assessment was attempted, it moves to a hidden assessment beside it, with its id, by which attempts know it.
"""

# ruff: noqa: S608  (names in SQL are our own, or quoted; values are bound)

from pipeline.database.models import Base
from pipeline.database.upgrade.parts import Work
from pipeline.database.upgrade.report import LanguageChanges
from pipeline.database.upgrade.schema import listed, quoted
from pipeline.database.upgrade.temporary import (
    GONE_ASSESSMENTS,
    GONE_QUESTIONS,
    OUR_ASSESSMENTS,
    OUR_QUESTIONS,
    fill,
)
from pipeline.model.identity import retired_id

_TABLES = ("assessments", "assessment_questions")
_COLUMNS = {
    table: tuple(column.name for column in Base.metadata.tables[table].columns if column.name != "id")
    for table in _TABLES
}
_HIDDEN = "SELECT upgrade_retired_id(id) FROM main.assessments"
"""The assessments that hold retired questions."""


def merge_assessments(work: Work, changes: dict[str, LanguageChanges]) -> None:
    """Make our assessments and questions match the release; count the changes of questions by language."""
    _find_gone(work)
    for table, ours in zip(_TABLES, (OUR_ASSESSMENTS, OUR_QUESTIONS), strict=True):
        other = f"o.id IN (SELECT id FROM release.{table}) AND o.id NOT IN (SELECT id FROM {ours})"
        work.keep(table, f"{other} AND {_differing(table)}")
    _count(work, changes, "questions_added", "release", "q.id NOT IN (SELECT id FROM main.assessment_questions)")
    changed = f"EXISTS (SELECT 1 FROM main.assessment_questions AS o WHERE o.id = q.id AND {_differing(_TABLES[1])})"
    _count(work, changes, "questions_changed", "release", changed)
    for table in _TABLES:
        _take_over(work, table)
    _retire(work, changes)


def _find_gone(work: Work) -> None:
    """Find what is ours and no longer in the release. What is retired already is not gone."""
    fill(
        work.connection,
        GONE_ASSESSMENTS,
        f"SELECT id FROM {OUR_ASSESSMENTS} "
        f"WHERE id NOT IN (SELECT id FROM release.assessments) AND id NOT IN ({_HIDDEN})",
    )
    fill(
        work.connection,
        GONE_QUESTIONS,
        f"SELECT q.id FROM main.assessment_questions AS q JOIN {OUR_QUESTIONS} AS o ON o.id = q.id "
        "WHERE q.id NOT IN (SELECT id FROM release.assessment_questions) "
        f"AND q.assessment_id NOT IN ({_HIDDEN}) AND q.assessment_id NOT IN (SELECT id FROM {GONE_ASSESSMENTS})",
    )


def _differing(table: str) -> str:
    """Return the condition that a row of the file, `o`, is not what the release has under its id."""
    same = " AND ".join(f"r.{quoted(name)} IS o.{quoted(name)}" for name in _values(table))
    return f"EXISTS (SELECT 1 FROM release.{table} AS r WHERE r.id = o.id AND NOT ({same}))"


def _values(table: str) -> tuple[str, ...]:
    """Return the columns that a release sets. A date says when a row first appeared."""
    return tuple(name for name in _COLUMNS[table] if name != "created_at")


def _take_over(work: Work, table: str) -> None:
    """Give rows the values of the release, and insert the new ones under their ids."""
    values = ", ".join(f"{quoted(name)} = r.{quoted(name)}" for name in _values(table))
    work.edit(
        f"UPDATE main.{table} AS o SET {values} FROM release.{table} AS r WHERE r.id = o.id AND {_differing(table)}"
    )
    columns = f"id, {listed(_COLUMNS[table])}"
    new = f"SELECT {columns} FROM release.{table} WHERE id NOT IN (SELECT id FROM main.{table}) ORDER BY id"
    work.edit(f"INSERT INTO main.{table} ({columns}) {new}")


def _retire(work: Work, changes: dict[str, LanguageChanges]) -> None:
    used = f"({work.in_use('assessments')})"
    of_app = f"SELECT assessment_id FROM main.assessment_questions WHERE id NOT IN (SELECT id FROM {OUR_QUESTIONS})"
    stays = f"(a.id IN {used} OR a.id IN ({of_app}))"
    gone = f"SELECT id FROM {GONE_ASSESSMENTS}"
    with_gone = f"q.id IN (SELECT id FROM {GONE_QUESTIONS})"
    in_dropped = f"a.id IN ({gone}) AND q.id IN (SELECT id FROM {OUR_QUESTIONS}) AND a.is_active IS NOT 0"
    _count(
        work, changes, "questions_retired", "main", f"({with_gone} AND a.id IN {used}) OR ({in_dropped} AND {stays})"
    )
    _count(
        work,
        changes,
        "questions_removed",
        "main",
        f"({with_gone} AND a.id NOT IN {used}) OR (a.id IN ({gone}) AND NOT {stays})",
    )
    changed = f"SELECT DISTINCT q.assessment_id FROM main.assessment_questions AS q WHERE {with_gone}"
    for (assessment,) in work.connection.execute(f"{changed} AND q.assessment_id IN {used}").fetchall():
        _hide_questions(work, assessment)
    work.edit(f"DELETE FROM main.assessment_questions AS q WHERE {with_gone} AND q.assessment_id NOT IN ({_HIDDEN})")
    work.edit(
        f"UPDATE main.assessments AS a SET is_active = 0 WHERE a.id IN ({gone}) AND {stays} AND a.is_active IS NOT 0"
    )
    left = f"SELECT a.id FROM main.assessments AS a WHERE a.id IN ({gone}) AND NOT {stays}"
    removed = [number for (number,) in work.connection.execute(left)]
    for number in removed:
        work.edit("DELETE FROM main.assessment_questions WHERE assessment_id = ?", (number,))
        work.edit("DELETE FROM main.assessments WHERE id = ?", (number,))


def _hide_questions(work: Work, assessment: int) -> None:
    """Move the questions that an assessment no longer asks to a hidden one."""
    names = [name for name in _COLUMNS["assessments"] if name != "is_active"]
    hidden = retired_id(assessment)
    work.edit(
        f"INSERT OR IGNORE INTO main.assessments (id, is_active, {listed(names)}) "
        f"SELECT ?, 0, {listed(names)} FROM main.assessments WHERE id = ?",
        (hidden, assessment),
    )
    work.edit(
        f"UPDATE main.assessment_questions SET assessment_id = ? "
        f"WHERE assessment_id = ? AND id IN (SELECT id FROM {GONE_QUESTIONS})",
        (hidden, assessment),
    )


def _count(work: Work, changes: dict[str, LanguageChanges], column: str, schema: str, condition: str) -> None:
    query = (
        f"SELECT a.language, count(*) FROM {schema}.assessment_questions AS q "
        f"JOIN {schema}.assessments AS a ON a.id = q.assessment_id WHERE {condition} GROUP BY a.language"
    )
    for language, count in work.connection.execute(query):
        if language in changes:
            setattr(changes[language], column, count)
