"""Assessments: tests of what somebody knows."""

from dataclasses import dataclass
from enum import Enum

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
