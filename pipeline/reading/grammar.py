"""Turn the records of grammar lessons and assessments into values."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.assessments import Assessment, Question, QuestionKind
from pipeline.model.cefr import LEVELS
from pipeline.model.findings import Place
from pipeline.model.grammar import Exercise, ExerciseType, GrammarExample, GrammarLesson, GrammarRule
from pipeline.model.lexicon import Document

_LESSON = ("id", "after", "title", "title_en", "oneliner", "oneliner_en")
_RULE = ("id", "title", "title_en", "description", "description_en")
_QUESTION = ("id", "level", "skill", "question", "answer", "explanation_en")
_ASSESSMENT = ("type", "title", "title_en", "description", "description_en")


def grammar_lessons_in(data: dict[str, Any], document: Document) -> Iterator[GrammarLesson]:
    """Yield the lessons in the record of a file, without those that do not conform."""
    for index, lesson in enumerate(data["lessons"]):
        if lesson is not None:
            place = Place(document.file, ("lessons", index))
            rules = tuple(_rule(rule, place.at("rules", number)) for number, rule in enumerate(lesson["rules"]))
            only = rules[0].id if len(rules) == 1 else None
            exercises = enumerate(lesson["exercises"])
            yield GrammarLesson(
                **_stripped(lesson, _LESSON),
                level=document.level or "",
                rules=rules,
                exercises=tuple(_exercise(one, only, place.at("exercises", number)) for number, one in exercises),
                place=place,
                topic=lesson.get("topic"),
                status=lesson.get("status", "draft"),
            )


def assessments_in(data: dict[str, Any], document: Document) -> Iterator[Assessment]:
    """Yield the assessment in the record of a file, without the questions that do not conform."""
    questions = [
        _question(question, Place(document.file, ("questions", index)))
        for index, question in enumerate(data["questions"])
        if question is not None
    ]
    yield Assessment(
        **_stripped(data, _ASSESSMENT),
        id=document.topic or "",
        questions=tuple(sorted(questions, key=lambda one: LEVELS.index(one.level))),
        place=Place(document.file),
        minutes=data.get("minutes"),
    )


def _rule(rule: dict[str, Any], place: Place) -> GrammarRule:
    examples = tuple(
        GrammarExample(example["text"].strip(), example["translation"].strip(), place.at("examples", number))
        for number, example in enumerate(rule["examples"])
    )
    return GrammarRule(**_stripped(rule, _RULE), examples=examples, place=place)


def _exercise(exercise: dict[str, Any], only: str | None, place: Place) -> Exercise:
    """Return an exercise; `only` is the rule of its lesson, if that has no other."""
    answer = exercise["answer"]
    words = tuple(map(str.strip, answer)) if isinstance(answer, list) else ()
    return Exercise(
        **_stripped(exercise, ("question", "explanation", "explanation_en")),
        type=ExerciseType(exercise["type"]),
        rule=exercise.get("rule", only),
        answer=" ".join(words) if words else answer.strip(),
        place=place,
        options=tuple(map(str.strip, exercise.get("options", ()))),
        words=words,
    )


def _question(question: dict[str, Any], place: Place) -> Question:
    return Question(
        **_stripped(question, _QUESTION),
        kind=QuestionKind(question["kind"]),
        options=tuple(map(str.strip, question["options"])),
        place=place,
        word=question["word"].strip() if "word" in question else None,
        rule=question.get("rule"),
        status=question.get("status", "draft"),
    )


def _stripped(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: data[name].strip() for name in names}
