"""Assessments: tests of what somebody knows."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place

ASSESSMENTS = "assessments"
"""The folder of a pack with its assessments, one file each."""

ASSESSMENT = "assessment"
"""The kind of these files."""


class QuestionKind(Enum):
    """What is asked: what fits the gap, which word has this definition, or what this means in English."""

    GAP = "gap"
    DEFINITION = "definition"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an assessment. `id` never changes."""

    id: str
    level: str
    """The level that somebody needs to answer it."""
    skill: str
    """`vocabulary` or `grammar`."""
    kind: QuestionKind
    question: str
    options: tuple[str, ...]
    answer: str
    """The option that is right."""
    explanation_en: str
    place: Place
    word: str | None = None
    """The base form of the word that it tests."""
    rule: str | None = None
    """The id of the rule that it tests. It tests either a word or a rule."""
    status: str = "draft"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A test. `id` is the name of its file; the texts ending in `_en` are in English."""

    id: str
    type: str
    """`cefr_placement`, `vocabulary`, `grammar` or `comprehensive`."""
    title: str
    title_en: str
    description: str
    description_en: str
    questions: tuple[Question, ...]
    """By level, from A1 to C2."""
    place: Place
    minutes: int | None = None


PLACEMENT = "cefr_placement"
"""The type of a test that says at which level somebody is."""

OF_A_LEVEL = 8
"""How many questions of each level a placement test has."""

RECOMMENDED_FROM = {"A1": 0, "A2": 21, "B1": 41, "B2": 61, "C1": 81, "C2": 91}
"""The app's rule: the score, in per cent of the points, from which it recommends a level, whatever was asked."""

POINTS = {"A1": 1, "A2": 7, "B1": 9, "B2": 7, "C1": 7, "C2": 7}
"""The points of a question, by its level.

They make the app's rule true for a test with as many questions of each level: whoever knows everything up to a level,
and now and then guesses, is placed there. `benchmarks/placement.py` finds them, and docs/placement.md says how well.
"""


def recommended_level(score: float) -> str:
    """Return the level that the app recommends for a score, from 0 to 100."""
    return next(level for level in reversed(LEVELS) if score >= RECOMMENDED_FROM[level])


def uneven_levels(assessment: Assessment) -> list[tuple[str, int]]:
    """Return the levels of a placement test that have another number of questions, with that; of other tests, none."""
    if assessment.type != PLACEMENT:
        return []
    counts = Counter(question.level for question in assessment.questions)
    return [(level, counts[level]) for level in LEVELS if counts[level] != OF_A_LEVEL]
