"""Grammar lessons: their order, their rules, and how many examples and exercises they have."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import words_of
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.grammar import GRAMMAR, ExerciseType, GrammarLesson
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import count as counted
from pipeline.model.suggestions import did_you_mean
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.examples.length import LONGEST

EXAMPLES, EXERCISES = 6, 6
"""How many a grammar lesson has."""

EXAMPLES_OF_A_RULE = 2
"""The fewest examples that a rule has."""

SHORTEST = {"A1": 3, "A2": 4}
"""The fewest words of an example, by level; of the later ones, as of A2."""

OUT_OF_ORDER = Rule(
    code="V644",
    slug="grammar-order",
    severity=Severity.WARNING,
    title="A grammar lesson is listed before one that is taught earlier",
    reason="The app lists grammar lessons in the order of the file, and they are taught in the order of the vocabulary "
    "lessons that they come after. Learners should see one order.",
    bad="- after: A1/home/mi-casa\n…\n- after: A1/greetings/hola",
    good="- after: A1/greetings/hola\n…\n- after: A1/home/mi-casa",
)


@checks(OUT_OF_ORDER, Scope.LANGUAGE)
def grammar_order(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare each grammar lesson with the one before it in the file."""
    when = {lesson.id: number for number, lesson in enumerate(lexicon.lessons)}
    before: dict[str, GrammarLesson] = {}
    for lesson in lexicon.grammar:
        if lesson.after not in when:
            continue
        former = before.get(lesson.level)
        if former and when[former.after] > when[lesson.after]:
            message = f"“{lesson.after}” comes before “{former.after}”, which the lesson above comes after"
            references = (Reference("the lesson above", former.place.at("after")),)
            yield Finding(OUT_OF_ORDER, message, lesson.place.at("after"), references=references)
        before[lesson.level] = lesson


NO_HEADING = Rule(
    code="V665",
    slug="grammar-heading-missing",
    severity=Severity.WARNING,
    title="Grammar lessons are about no topic, and the pack has no heading for them",
    reason="The app lists lessons under headings. Without one, these lessons would be listed under an empty heading.",
    bad="title: Spanish (Spain)    # in pack.yaml, beside grammar/A1.yaml",
    good="title: Spanish (Spain)\ngrammar_title: Gramática\ngrammar_title_en: Grammar",
)


@checks(NO_HEADING, Scope.LANGUAGE)
def grammar_heading(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the heading if there is a lesson that needs it."""
    if lexicon.pack and lexicon.pack.grammar_title is None and any(one.topic is None for one in lexicon.grammar):
        message = "the grammar lessons without a topic have no heading"
        suggestion = "State `grammar_title` and `grammar_title_en` beside `topics`"
        yield Finding(NO_HEADING, message, lexicon.pack.place, suggestion=suggestion)


RULE_TWICE = Rule(
    code="V645",
    slug="grammar-rule-twice",
    severity=Severity.ERROR,
    title="Two grammar rules have the same id",
    reason="Exercises and questions would not say which of them they are about.",
    bad="id: articles    # twice",
    good="id: definite-articles, and id: indefinite-articles",
)


@checks(RULE_TWICE, Scope.LANGUAGE)
def grammar_rule_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the ids of the rules of all lessons."""
    first: dict[str, Place] = {}
    for lesson in lexicon.grammar:
        for rule in lesson.rules:
            before = first.setdefault(rule.id, rule.place)
            if before is not rule.place:
                references = (Reference("first used here", before.at("id")),)
                message = f"another rule already has the id “{rule.id}”"
                yield Finding(RULE_TWICE, message, rule.place.at("id"), references=references)


UNKNOWN_RULE = Rule(
    code="V646",
    slug="unknown-exercise-rule",
    severity=Severity.ERROR,
    title="An exercise does not name a rule of its lesson",
    reason="It would practise something that the lesson does not explain.",
    bad="rule: ser-plural    # in a lesson with ser-singular",
    good="rule: ser-singular",
)


@checks(UNKNOWN_RULE, Scope.LANGUAGE)
def unknown_exercise_rule(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look each exercise's rule up in its lesson."""
    for lesson in lexicon.grammar:
        known = [rule.id for rule in lesson.rules]
        for exercise in lesson.exercises:
            if exercise.rule is None:
                message = f"the lesson has {len(lesson.rules)} rules; say which one this practises: {', '.join(known)}"
                yield Finding(UNKNOWN_RULE, message, exercise.place)
            elif exercise.rule not in known:
                message = f"the lesson has no rule “{exercise.rule}”"
                hint = did_you_mean(exercise.rule, known, f"Its rules are: {', '.join(known)}")
                yield Finding(UNKNOWN_RULE, message, exercise.place.at("rule"), suggestion=hint)


NOT_PRACTISED = Rule(
    code="V647",
    slug="rule-not-practised",
    severity=Severity.WARNING,
    title="A grammar rule has no exercise",
    reason="What is only explained is soon forgotten.",
    bad="rules: [ser-singular, no-before-the-verb], and six exercises with: rule: ser-singular",
    good="four exercises with: rule: ser-singular, and two with: rule: no-before-the-verb",
)


@checks(NOT_PRACTISED, Scope.LANGUAGE)
def rule_not_practised(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the exercises of each rule."""
    for lesson in lexicon.grammar:
        practised = {exercise.rule for exercise in lesson.exercises}
        for rule in lesson.rules:
            if rule.id not in practised and None not in practised:
                yield Finding(NOT_PRACTISED, f"no exercise practises “{rule.id}”", rule.place.at("id"))


INCOMPLETE = Rule(
    code="V648",
    slug="incomplete-grammar-lesson",
    severity=Severity.WARNING,
    title="A grammar lesson has too few or too many examples or exercises, or lacks a type of exercise",
    reason=f"Lessons of one length, with {EXAMPLES} examples and {EXERCISES} exercises of all three types, can be done "
    "in one sitting and practise in more than one way.",
    bad="exercises: […]    # four, all of them multiple_choice",
    good="exercises: […]    # six: three multiple_choice, two fill_in_blank, one word_order",
)


@checks(INCOMPLETE, Scope.LANGUAGE)
def incomplete_grammar_lesson(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the examples of each rule, and the exercises of each type."""
    for lesson in lexicon.grammar:
        examples = len(list(lesson.examples))
        if examples != EXAMPLES:
            message = f"the rules have {counted(examples, 'example')} in all, instead of {EXAMPLES}"
            yield Finding(INCOMPLETE, message, lesson.place.at("rules"))
        for rule in lesson.rules:
            if len(rule.examples) < EXAMPLES_OF_A_RULE:
                message = f"this rule has {counted(len(rule.examples), 'example')}; it needs {EXAMPLES_OF_A_RULE}"
                yield Finding(INCOMPLETE, message, rule.place.at("examples"))
        place = lesson.place.at("exercises")
        if len(lesson.exercises) != EXERCISES:
            message = f"the lesson has {counted(len(lesson.exercises), 'exercise')}, instead of {EXERCISES}"
            yield Finding(INCOMPLETE, message, place)
        types = {exercise.type for exercise in lesson.exercises}
        missing = [one.value for one in ExerciseType if one not in types]
        if missing:
            yield Finding(INCOMPLETE, f"there is no exercise of type {' or '.join(missing)}", place)


EXAMPLE_LENGTH = Rule(
    code="V649",
    slug="grammar-example-length",
    severity=Severity.WARNING,
    title="An example of a grammar lesson is shorter or longer than its level allows",
    reason="Two words show no construction, and in a long sentence beginners lose it.",
    bad="text: Soy Ana.    # A1",
    good="text: Yo soy Ana.",
)


@checks(EXAMPLE_LENGTH, Scope.LANGUAGE)
def grammar_example_length(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the number of words with the limits of the level, where words can be counted."""
    for lesson in lexicon.grammar if profile.spaces else ():
        least, most = SHORTEST.get(lesson.level, SHORTEST["A2"]), LONGEST[lesson.level]
        for example in lesson.examples:
            count = sum(any(map(str.isalnum, token)) for token in example.text.split())
            if not least <= count <= most:
                message = f"the example has {counted(count, 'word')}; at {lesson.level} it has {least} to {most}"
                yield Finding(EXAMPLE_LENGTH, message, example.place.at("text"))


UNUSED_TERM = Rule(
    code="V650",
    slug="unused-grammar-term",
    severity=Severity.WARNING,
    title="No grammar lesson uses a grammar term",
    reason="Learners have to learn these words besides those of their level, so each must be needed.",
    bad="grammar_terms: {sustantivo: {gloss: noun}}    # in no description or explanation",
    good="grammar_terms: {verbo: {gloss: verb, forms: [verbos]}}",
)


@checks(UNUSED_TERM, Scope.LANGUAGE)
def unused_grammar_term(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the spellings of each term in what explains grammar, if no lesson is left out."""
    left_out = any(draft.kind == GRAMMAR for draft in lexicon.unfinished_practice)
    if lexicon.pack is None or not lexicon.complete or left_out:
        return
    texts = [rule.description for lesson in lexicon.grammar for rule in lesson.rules]
    texts += [exercise.explanation for lesson in lexicon.grammar for exercise in lesson.exercises]
    used = {word for text in texts for word in words_of(text, profile)}
    for term in lexicon.pack.grammar_terms:
        if not any(used.issuperset(words_of(spelling, profile)) for spelling in term.spellings):
            yield Finding(UNUSED_TERM, f"no grammar lesson uses the term “{term.base_form}”", term.place)
