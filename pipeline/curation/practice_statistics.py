"""Count grammar lessons and assessments for each language and level."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from pipeline.builder.grammar_rows import level_of
from pipeline.curation.statistics import connected
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import Lexicon

_COUNTED = ("grammar_lessons", "rules", "examples", "exercises", "assessments", "questions")
_NONE = dict.fromkeys(_COUNTED, 0)
_LESSONS = """
    SELECT CAST(l.language AS TEXT), CAST(l.difficulty_level AS TEXT), 1,
           (SELECT count(*) FROM grammar_rules r WHERE r.lesson_id = l.id),
           (SELECT count(*) FROM lesson_items i WHERE i.lesson_id = l.id AND i.item_type = 'example'),
           (SELECT count(*) FROM lesson_items i WHERE i.lesson_id = l.id AND i.item_type = 'exercise')
      FROM lessons l WHERE l.lesson_type = 'grammar' AND l.is_active
"""
_ASSESSMENTS = """
    SELECT CAST(a.language AS TEXT), CAST(a.difficulty_level AS TEXT), 1, count(q.id)
      FROM assessments a JOIN assessment_questions q ON q.assessment_id = a.id GROUP BY a.id
"""


def practice_of_database(path: Path) -> pd.DataFrame:
    """Return the counts of a database; no rows if it has neither grammar lessons nor assessments.

    Raises:
        NotAVocabularyError: the file is not a database, or has no such tables.
    """
    with connected(path) as connection:
        lessons = connection.exec_driver_sql(_LESSONS).all()
        assessments = connection.exec_driver_sql(_ASSESSMENTS).all()
    return _counted([*_named(lessons, _COUNTED[:4]), *_named(assessments, _COUNTED[4:])])


def practice_of_lexicons(lexicons: Iterable[Lexicon]) -> pd.DataFrame:
    """Return the counts of analysed packs."""
    rows = []
    for lexicon in lexicons:
        lessons = (
            (lexicon.language, one.level, 1, len(one.rules), len(tuple(one.examples)), len(one.exercises))
            for one in lexicon.grammar
        )
        assessments = (
            (lexicon.language, level_of(one), 1, len(one.questions)) for one in lexicon.assessments if one.questions
        )
        rows += [*_named(lessons, _COUNTED[:4]), *_named(assessments, _COUNTED[4:])]
    return _counted(rows)


def _named(rows: Iterable[Iterable[object]], names: Iterable[str]) -> list[dict[str, object]]:
    names = ("language", "level", *names)
    return [{**_NONE, **dict(zip(names, row, strict=True))} for row in rows]


def _counted(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Return one row per language and level, the levels in their order and `mixed` after them."""
    table = pd.DataFrame(rows, columns=["language", "level", *_COUNTED])
    counts = table.groupby(["language", "level"], sort=False)[list(_COUNTED)].sum().reset_index()
    order = {level: number for number, level in enumerate(LEVELS)}
    rank = counts["level"].map(lambda level: order.get(level, len(order)))
    return counts.assign(rank=rank).sort_values(["language", "rank", "level"]).drop(columns="rank")
