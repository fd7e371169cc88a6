"""6xx: levels, the number and order of their words, lessons of words and of grammar, and assessments."""

from pipeline.rules.levels import (
    assessments,
    bands,
    choices,
    counts,
    course,
    exercises,
    grammar_lessons,
    grammar_words,
    lessons,
    placement,
    rivals,
)

__all__ = [
    "assessments",
    "bands",
    "choices",
    "counts",
    "course",
    "exercises",
    "grammar_lessons",
    "grammar_words",
    "lessons",
    "placement",
    "rivals",
]
