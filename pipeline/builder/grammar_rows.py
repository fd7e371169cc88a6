"""What the app shows of grammar lessons and assessments: the values of their rows."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.builder.lesson_rows import Card
from pipeline.languages.apostrophes import printed
from pipeline.model.assessments import Assessment, Question, QuestionKind
from pipeline.model.grammar import Exercise, ExerciseType, GrammarLesson, GrammarRule
from pipeline.model.packs import Pack

DONT_KNOW = "I don't know"
"""The last option of each question, in English, so that nobody need guess."""

MIXED = "mixed"
"""The level of an assessment with questions of several levels."""

_LONGEST_TITLE = 200

_ASKED = {
    QuestionKind.GAP: "",
    QuestionKind.DEFINITION: "Which word is this?\n",
    QuestionKind.TRANSLATION: "What does this mean?\n",
}
"""What is said before a question, by its kind."""


def grammar_columns(lesson: GrammarLesson, pack: Pack) -> tuple[str | None, ...]:
    """Return the title, oneliner and description, each with its English version, then subject, topic and level.

    The subject is the heading in the app's list: the topic or, of a lesson about none, the pack's heading for grammar.
    The description is that of its rules, which have no English version of their own in the database.
    """
    titles = (lesson.title, lesson.title_en, lesson.oneliner, lesson.oneliner_en)
    texts = [[one.description, one.description_en] for one in lesson.rules]
    descriptions = ("\n\n".join(map(str.strip, its)) for its in zip(*texts, strict=True))
    subject = pack.topics[lesson.topic].title if lesson.topic else pack.grammar_title
    heading = None if subject is None else printed(subject)
    return (*map(printed, titles), *map(printed, descriptions), heading, lesson.topic, lesson.level)


def rule_columns(rule: GrammarRule) -> tuple[str, ...]:
    """Return the title, description and examples of a rule, these as a JSON array of texts with translations."""
    examples = [{"text": printed(one.text), "translation": printed(one.translation)} for one in rule.examples]
    return printed(rule.title), printed(rule.description).strip(), _json(examples)


def grammar_cards(lesson: GrammarLesson) -> Iterator[Card]:
    """Yield the examples of a lesson, then its exercises, then what an app may want to know of the lesson.

    That is the id of the vocabulary lesson after which it is taught, as the source gives it, for `app.next_lesson`.
    """
    for rule in lesson.rules:
        for example in rule.examples:
            about = {"translation": printed(example.translation), "rule": rule.id}
            yield "example", printed(example.text), _json(about)
    for exercise in lesson.exercises:
        about = {"rule": exercise.rule or "", "explanation_en": printed(exercise.explanation_en)}
        yield "exercise", _json(_content(exercise)), _json(about)
    of_lesson = _json({"lesson_type": "new", "after": lesson.after})
    yield "metadata", of_lesson, of_lesson


def _content(exercise: Exercise) -> dict[str, Any]:
    """Return what the app reads of an exercise: of multiple choice, the answer is the index of the option."""
    options = [printed(option) for option in exercise.options]
    answer: Any = printed(exercise.answer)
    if exercise.type is ExerciseType.MULTIPLE_CHOICE:
        answer = exercise.options.index(exercise.answer)
    elif exercise.type is ExerciseType.WORD_ORDER:
        answer = [printed(word) for word in exercise.words]
        options = _in_another_order(answer)
    return {
        "type": exercise.type.value,
        "question": printed(exercise.question),
        "options": options,
        "correct_answer": answer,
        "explanation": printed(exercise.explanation),
    }


def _in_another_order(words: list[str]) -> list[str]:
    """Return words in an order of their own, which is not that of the sentence."""
    ordered = sorted(words, key=lambda word: (word.casefold(), word))
    return ordered if ordered != words else ordered[::-1]


def assessment_columns(assessment: Assessment) -> tuple[str | int | None, ...]:
    """Return the type, title, description, level, minutes and whether it is shown.

    Somebody who takes it may not know a word of the language, so titles and descriptions are in both. A test of one
    level is not shown: the app recommends a level by the score alone, whatever the questions were.
    """
    both = f"{assessment.title} ({assessment.title_en})"
    title = both if len(both) <= _LONGEST_TITLE else assessment.title_en
    description = f"{assessment.description}\n{assessment.description_en}"
    level = level_of(assessment)
    shown = int(level == MIXED)
    return assessment.type, printed(title), printed(description), level, assessment.minutes, shown


def level_of(assessment: Assessment) -> str:
    """Return the level of an assessment, or `MIXED`; it must have questions."""
    levels = {question.level for question in assessment.questions}
    return MIXED if len(levels) > 1 else min(levels)


def question_columns(question: Question) -> tuple[str, str, str]:
    """Return the text of a question, the answer and the options, these as a JSON array."""
    options = [*map(printed, question.options), DONT_KNOW]
    return f"{_ASKED[question.kind]}{printed(question.question)}", printed(question.answer), _json(options)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
