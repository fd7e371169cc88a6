"""The words of examples."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import shows, words_of
from pipeline.model.assessments import QuestionKind
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.grammar import ExerciseType, filled
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import examples

WORD_NOT_IN_EXAMPLE = Rule(
    code="V801",
    slug="word-not-in-example",
    severity=Severity.ERROR,
    title="An example contains no form of its word",
    reason="An example is there to show the word in use.",
    bad="- base_form: pan\n  …\n      examples:\n        - text: Tengo hambre.",
    good="- base_form: pan\n  …\n      examples:\n        - text: Compro pan todos los días.",
)


@checks(WORD_NOT_IN_EXAMPLE, Scope.LANGUAGE)
def word_not_in_example(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Check whether the word is recognised, then look for its spelling, then for a token with the word as its lemma."""
    if profile.describes_words:
        hint = "Use the word in the sentence; an irregular form can be listed under `forms`"
        yield from _without_word(WORD_NOT_IN_EXAMPLE, lexicon, profile, hint)


WORD_NOT_SEEN = Rule(
    code="V811",
    slug="word-not-seen-in-example",
    severity=Severity.WARNING,
    title="An example contains no known form of its word",
    reason="An example is there to show the word in use. No profile says how the words of this language inflect, so a "
    "form that is not listed cannot be told from another word.",
    bad="- base_form: ev    # Turkish\n  …\n      examples:\n        - text: Hava çok güzel.",
    good="- base_form: ev\n  …\n      examples:\n        - text: Bu ev çok güzel.",
)


@checks(WORD_NOT_SEEN, Scope.LANGUAGE)
def word_not_seen(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the word in the same way where inflection is not described."""
    if not profile.describes_words:
        hint = "Use the word in the sentence, list its form under `forms`, or waive this if the word is there"
        yield from _without_word(WORD_NOT_SEEN, lexicon, profile, hint)


def _without_word(rule: Rule, lexicon: Lexicon, profile: Profile, hint: str) -> Iterator[Finding]:
    for word, example, place in examples(lexicon):
        core = profile.core(word.base_form)
        if word.base_form in lexicon.example_words.get(example.text, ()):
            continue
        if shows(example.text, core, (form.text for form in word.forms), profile):
            continue
        if not set(words_of(core, profile)) <= lexicon.example_lemmas.get(example.text, frozenset()):
            message = f"no form of “{word.base_form}” is in this example"
            yield Finding(rule, message, place.at("text"), word.base_form, suggestion=hint)


USED_TWICE = Rule(
    code="V806",
    slug="example-twice",
    severity=Severity.WARNING,
    title="The pack uses a sentence twice",
    reason="A repeated sentence shows the learner nothing new.",
    bad="text: Compro pan.    # at comprar and at pan",
    good="text: Compro pan.    # at pan; at comprar: ¿Compras leche?",
)


@checks(USED_TWICE, Scope.LANGUAGE)
def example_twice(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare all sentences of the pack, ignoring case and punctuation."""
    first: dict[tuple[str, ...], tuple[str, Place]] = {}
    for text, place, user, word in _sentences(lexicon):
        owner, other = first.setdefault(tuple(words_of(text, profile)), (user, place))
        if other is not place:
            references = (Reference("first used here", other),)
            yield Finding(USED_TWICE, f"this sentence is already used for {owner}", place, word, references=references)


def _sentences(lexicon: Lexicon) -> Iterator[tuple[str, Place, str, str | None]]:
    """Yield the sentences of a pack, with their places, what uses them, and the base form of the word, if one does."""
    for word, example, place in examples(lexicon):
        yield example.text, place.at("text"), f"“{word.base_form}”", word.base_form
    for lesson in lexicon.grammar:
        for shown in lesson.examples:
            yield shown.text, shown.place.at("text"), f"the lesson “{lesson.id}”", None
        for exercise in lesson.exercises:
            key = "answer" if exercise.type is ExerciseType.WORD_ORDER else "question"
            yield exercise.sentence(), exercise.place.at(key), f"the lesson “{lesson.id}”", None
    for assessment in lexicon.assessments:
        for question in assessment.questions:
            if question.kind is QuestionKind.GAP:
                text = filled(question.question, question.answer)
                yield text, question.place.at("question"), f"the assessment “{assessment.id}”", None


ENOUGH_WORDS = 300
"""The number of words a pack needs before this rule applies to its examples."""

KNOWN_SHARE = 0.9
"""The share of an example's words that a learner at its level must be able to know."""

TOO_HARD = Rule(
    code="V807",
    slug="example-too-hard",
    severity=Severity.WARNING,
    title="An example has too many words above its level",
    reason="With more than one word in ten unknown, learners guess instead of reading.",
    bad="text: El pan es un alimento imprescindible.    # A1",
    good="text: Compro pan todos los días.",
)


@checks(TOO_HARD, Scope.LANGUAGE)
def example_too_hard(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the words of each example that are in the pack at its level or below.

    In a new pack every sentence would be too hard, so the rule applies only once there are enough words.
    """
    if len(lexicon.words) < ENOUGH_WORDS or not lexicon.complete:
        return
    for word, example, place in examples(lexicon):
        coverage = lexicon.example_coverage.get((example.text, word.levels[0].level))
        if coverage and coverage.words and coverage.known < KNOWN_SHARE * coverage.words:
            hard = ", ".join(f"“{token}”" for token in coverage.unknown)
            message = (
                f"{coverage.words - coverage.known} of {coverage.words} words are not known at "
                f"{word.levels[0].level}: {hard}"
            )
            yield Finding(TOO_HARD, message, place.at("text"), word.base_form)
