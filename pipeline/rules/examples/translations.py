"""The translation of an example."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import words_of
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import examples

NO_TRANSLATION = Rule(
    code="V802",
    slug="example-without-translation",
    severity=Severity.WARNING,
    title="An example has no translation",
    reason="A beginner who does not understand the sentence has nothing to turn to.",
    bad="- text: Compro pan todos los días.",
    good="- text: Compro pan todos los días.\n  translation: I buy bread every day.",
)


@checks(NO_TRANSLATION, Scope.FILE)
def example_without_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the field."""
    for word, example, place in examples(lexicon):
        if example.translation is None:
            yield Finding(NO_TRANSLATION, "this example has no translation", place.at("text"), word.base_form)


UNTRANSLATED = Rule(
    code="V809",
    slug="example-untranslated",
    severity=Severity.WARNING,
    title="The translation of an example is the example itself",
    reason="The sentence was copied but never translated.",
    bad="- text: Compro pan.\n  translation: Compro pan.",
    good="- text: Compro pan.\n  translation: I buy bread.",
)


@checks(UNTRANSLATED, Scope.FILE)
def example_untranslated(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the sentence with its translation."""
    for word, example, place in examples(lexicon):
        if example.translation is not None and words_of(example.text, profile) == words_of(
            example.translation, profile
        ):
            message = "the translation is the same sentence"
            yield Finding(UNTRANSLATED, message, place.at("translation"), word.base_form)
