"""Assessments: what their questions test, with which words, and how many there are of each level."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.assessments import OF_A_LEVEL, Question, QuestionKind, uneven_levels
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.grammar import GAP, GRAMMAR, filled
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.running_words import beyond
from pipeline.model.suggestions import Suggestions
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.levels.grammar_words import known_at

QUESTION_TWICE = Rule(
    code="V661",
    slug="question-twice",
    severity=Severity.ERROR,
    title="Two questions of an assessment have the same id, or two of the pack are the same",
    reason="A learner's answers are kept by question, so both would have one answer.",
    bad="id: A1/pan/translation    # twice",
    good="id: A1/pan/translation, and id: A1/pan/gap",
)


@checks(QUESTION_TWICE, Scope.LANGUAGE)
def question_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the ids of each assessment, and what the questions of all of them ask."""
    asked: dict[tuple[object, ...], Place] = {}
    for assessment in lexicon.assessments:
        first: dict[str, Place] = {}
        for question in assessment.questions:
            before = first.setdefault(question.id, question.place)
            if before is not question.place:
                references = (Reference("first used here", before.at("id")),)
                message = f"another question already has the id “{question.id}”"
                yield Finding(QUESTION_TWICE, message, question.place.at("id"), references=references)
            same = (question.kind, question.question, question.options, question.answer)
            before = asked.setdefault(same, question.place)
            if before is not question.place:
                references = (Reference("first asked here", before.at("question")),)
                message = "another question asks the same, with the same options"
                yield Finding(QUESTION_TWICE, message, question.place.at("question"), references=references)


def questions_of_the_pack(lexicon: Lexicon) -> Iterator[Question]:
    """Yield the questions of levels that the pack has: those that it says are released, or in preview.

    Questions of other levels are about words that no pack teaches yet, so nothing can be looked up for them.
    """
    for assessment in lexicon.assessments if lexicon.pack and lexicon.complete else ():
        for question in assessment.questions:
            if lexicon.pack and lexicon.pack.state(question.level) is not LevelState.IN_PROGRESS:
                yield question


UNKNOWN_TESTED = Rule(
    code="V662",
    slug="unknown-tested",
    severity=Severity.WARNING,
    title="A question tests a word or a grammar rule that the pack does not have",
    reason="A learner of the level cannot have learnt it here.",
    bad="level: A1\nword: pans",
    good="level: A1\nword: pan",
)


@checks(UNKNOWN_TESTED, Scope.LANGUAGE)
def unknown_tested(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look up the word, or, if the level has grammar lessons and none is left out, the rule."""
    words, rules = lexicon.base_forms, {rule.id for lesson in lexicon.grammar for rule in lesson.rules}
    words_like, rules_like = Suggestions(sorted(words)), Suggestions(sorted(rules))
    with_grammar = {lesson.level for lesson in lexicon.grammar}
    with_grammar -= {draft.level for draft in lexicon.unfinished_practice if draft.kind == GRAMMAR}
    for question in questions_of_the_pack(lexicon):
        if question.word is not None and question.word not in words:
            message = f"the pack has no word “{question.word}”"
            hint = words_like.hint(question.word)
            yield Finding(UNKNOWN_TESTED, message, question.place.at("word"), question.word, hint)
        if question.rule is not None and question.level in with_grammar and question.rule not in rules:
            message = f"no grammar lesson has a rule “{question.rule}”"
            yield Finding(UNKNOWN_TESTED, message, question.place.at("rule"), suggestion=rules_like.hint(question.rule))


HARD_QUESTION = Rule(
    code="V663",
    slug="hard-question",
    severity=Severity.WARNING,
    title="A question has words above its level",
    reason="Whoever gets it wrong may know what it tests, and stumble over something else.",
    bad="level: A1\nquestion: ¿De dónde ___ tú, forastero?",
    good="level: A1\nquestion: ¿De dónde ___ tú?",
)


@checks(HARD_QUESTION, Scope.LANGUAGE)
def hard_question(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the words of the question, and of its options if they are not English, up in the level and those below."""
    questions = list(questions_of_the_pack(lexicon))
    known = {level: known_at(lexicon, level) for level in {question.level for question in questions}}
    for question in questions:
        said: set[str] = set()
        for text, place in _texts(question):
            for word in beyond(lexicon.running_words[text], known[question.level]):
                if word.text.casefold() not in said:
                    said.add(word.text.casefold())
                    message = f"“{word.text}” is not taught up to {question.level}"
                    yield Finding(HARD_QUESTION, message, place, word.text)


def _texts(question: Question) -> Iterator[tuple[str, Place]]:
    """Yield the texts of a question in the language taught."""
    asked = question.question
    yield filled(asked, question.answer) if GAP in asked else asked, question.place.at("question")
    for number, option in enumerate(question.options if question.kind is not QuestionKind.TRANSLATION else ()):
        yield option, question.place.at("options", number)


UNEVEN = Rule(
    code="V664",
    slug="uneven-placement",
    severity=Severity.WARNING,
    title=f"A placement test does not have {OF_A_LEVEL} questions of each level",
    reason="The app places learners by their score alone, and the points of the levels are made for this many; so a "
    "release leaves such a test out.",
    bad="eight questions of A1, and six of A2",
    good="eight questions of each level from A1 to C2",
)


@checks(UNEVEN, Scope.LANGUAGE)
def uneven_placement(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the questions of each level."""
    for assessment in lexicon.whole_assessments if lexicon.complete else ():
        wrong = [f"{counted(count, 'question')} of {level}" for level, count in uneven_levels(assessment)]
        if wrong:
            message = f"{', '.join(wrong)}; a placement test has {OF_A_LEVEL} of each level"
            yield Finding(UNEVEN, message, assessment.place.at("questions"))
