"""Grammar lessons and assessments as values, each with its place."""

from pathlib import Path

import pytest

from pipeline.model.assessments import Assessment, QuestionKind
from pipeline.model.findings import Place
from pipeline.model.grammar import Exercise, ExerciseType, GrammarLesson
from pipeline.model.lexicon import Document
from pipeline.reading import yaml_events
from pipeline.reading.grammar import assessments_in, grammar_lessons_in
from tests.packs import DATA

PACK = DATA / "grammar" / "es"


def document(path: Path, kind: str, **about: str) -> Document:
    text = path.read_text("utf-8")
    data, findings = yaml_events.parse(text, path.name)
    assert findings == []
    return Document(path.name, kind, "yaml", text, "", data, **about)


@pytest.fixture
def lesson() -> GrammarLesson:
    read = document(PACK / "grammar" / "A1.yaml", "grammar", level="A1")
    [lesson] = grammar_lessons_in(read.data, read)
    return lesson


@pytest.fixture
def assessment() -> Assessment:
    read = document(PACK / "assessments" / "first-steps.yaml", "assessment", topic="first-steps")
    [assessment] = assessments_in(read.data, read)
    return assessment


def test_a_lesson_has_its_rules_and_exercises(lesson: GrammarLesson) -> None:
    assert (lesson.id, lesson.level, lesson.after) == ("A1/grammar/soy-eres-es", "A1", "A1/people/yo")
    assert [rule.id for rule in lesson.rules] == ["ser-singular", "no-before-the-verb"]
    assert [one.text for one in lesson.examples][:2] == ["Yo soy de Madrid.", "Tú eres mi amigo, Omar."]
    assert lesson.exercises[1].place == Place("A1.yaml", ("lessons", 0, "exercises", 1))
    assert lesson.rules[1].examples[2].place == Place("A1.yaml", ("lessons", 0, "rules", 1, "examples", 2))


def test_an_exercise_of_a_lesson_with_one_rule_need_not_name_it() -> None:
    read = document(PACK / "grammar" / "A1.yaml", "grammar", level="A1")
    del read.data["lessons"][0]["rules"][1]
    del read.data["lessons"][0]["exercises"][0]["rule"]
    [lesson] = grammar_lessons_in(read.data, read)
    assert lesson.exercises[0].rule == "ser-singular"


def test_without_a_name_nobody_knows_which_of_two_rules_is_meant() -> None:
    read = document(PACK / "grammar" / "A1.yaml", "grammar", level="A1")
    del read.data["lessons"][0]["exercises"][0]["rule"]
    [lesson] = grammar_lessons_in(read.data, read)
    assert lesson.exercises[0].rule is None


def exercise(type_: str, question: str, answer: str = "x", words: tuple[str, ...] = ()) -> Exercise:
    return Exercise(ExerciseType(type_), "rule", question, answer, "", "", Place("A1.yaml"), words=words)


@pytest.mark.parametrize(
    ("one", "sentence", "asked"),
    [
        (exercise("multiple_choice", "Yo ___ (no tú) de aquí.", "soy"), "Yo soy (no tú) de aquí.", None),
        (exercise("fill_in_blank", "¿___ (ser) usted el señor López?", "es"), "¿es usted el señor López?", "ser"),
        (exercise("fill_in_blank", "J'___ (avoir) faim.", "ai"), "J'ai faim.", "avoir"),
        (
            exercise("fill_in_blank", "Ich ___ um sieben auf. (aufstehen)", "stehe"),
            "Ich stehe um sieben auf.",
            "aufstehen",
        ),
        (exercise("fill_in_blank", "(Hoy) ___ aquí.", "estoy"), "(Hoy) estoy aquí.", None),
        (exercise("word_order", "I'm from here.", "soy de aquí", ("soy", "de", "aquí")), "soy de aquí", None),
    ],
)
def test_a_sentence_is_filled_in(one: Exercise, sentence: str, asked: str | None) -> None:
    assert (one.sentence(), one.asked) == (sentence, asked)


def test_questions_are_asked_by_level(assessment: Assessment) -> None:
    assert (assessment.id, assessment.minutes) == ("first-steps", 5)
    assert [one.level for one in assessment.questions] == ["A1", "A1", "A1", "B1"]
    assert assessment.questions[0].kind is QuestionKind.TRANSLATION
    assert [one.place.pointer for one in assessment.questions] == [("questions", number) for number in range(4)]


def test_questions_of_a_level_keep_the_order_of_the_file() -> None:
    read = document(PACK / "assessments" / "first-steps.yaml", "assessment", topic="first-steps")
    read.data["questions"].reverse()
    [assessment] = assessments_in(read.data, read)
    assert [one.place.pointer[1] for one in assessment.questions] == [1, 2, 3, 0]
