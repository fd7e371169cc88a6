"""All texts of grammar lessons and assessments that a learner may see, each with its place."""

from collections.abc import Iterator

from pipeline.model.assessments import Assessment, Question, QuestionKind
from pipeline.model.findings import Place, Pointer
from pipeline.model.grammar import Exercise, ExerciseType, GrammarExample, GrammarLesson, GrammarRule
from pipeline.model.lexicon import Lexicon

Piece = tuple[str, Pointer, bool]
"""A text, where it is, and whether it is in the language taught."""

_LINES = ("title", "title_en", "oneliner", "oneliner_en", "description", "description_en")
"""The fields of lessons, rules and assessments with texts, whichever they have."""


def practice_texts(lexicon: Lexicon) -> Iterator[tuple[Place, Iterator[Piece]]]:
    """Yield each lesson, rule, example, exercise, assessment and question by its place, with its texts."""
    for lesson in lexicon.grammar:
        yield lesson.place, _lines(lesson)
        for rule in lesson.rules:
            yield rule.place, _lines(rule)
        for example in lesson.examples:
            yield example.place, _of_example(example)
        for exercise in lesson.exercises:
            yield exercise.place, _of_exercise(exercise)
    for assessment in lexicon.assessments:
        yield assessment.place, _lines(assessment)
        for question in assessment.questions:
            yield question.place, _of_question(question)


def _lines(headed: GrammarLesson | GrammarRule | Assessment) -> Iterator[Piece]:
    for name in _LINES:
        text = getattr(headed, name, None)
        if text:
            yield text, (name,), not name.endswith("_en")


def _of_example(example: GrammarExample) -> Iterator[Piece]:
    yield example.text, ("text",), True
    yield example.translation, ("translation",), False


def _of_exercise(exercise: Exercise) -> Iterator[Piece]:
    yield exercise.question, ("question",), exercise.type is not ExerciseType.WORD_ORDER
    for number, word in enumerate(exercise.words):
        yield word, ("answer", number), True
    if not exercise.words:
        yield exercise.answer, ("answer",), True
    for number, option in enumerate(exercise.options):
        yield option, ("options", number), True
    yield exercise.explanation, ("explanation",), True
    yield exercise.explanation_en, ("explanation_en",), False


def _of_question(question: Question) -> Iterator[Piece]:
    taught = question.kind is not QuestionKind.TRANSLATION
    yield question.question, ("question",), True
    yield question.answer, ("answer",), taught
    for number, option in enumerate(question.options):
        yield option, ("options", number), taught
    yield question.explanation_en, ("explanation_en",), False
