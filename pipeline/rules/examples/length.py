"""The length of examples."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import words_of
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import examples

LONGEST = {"A1": 9, "A2": 12, "B1": 16, "B2": 20, "C1": 25, "C2": 30}
"""The most words an example may have, by level."""

TOO_LONG = Rule(
    code="V805",
    slug="example-too-long",
    severity=Severity.WARNING,
    title="An example is longer than its level allows",
    reason="Beginners read word by word and lose the thread of a long sentence.",
    bad="text: Todos los días compro pan en la tienda que está cerca de mi casa.    # A1",
    good="text: Compro pan todos los días.",
)


@checks(TOO_LONG, Scope.FILE)
def example_too_long(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the number of words with the limit of the level; a mark between spaces is not a word (« oui » ?)."""
    if not profile.spaces:
        return
    for word, example, place in examples(lexicon):
        level = word.levels[0].level
        count = sum(any(map(str.isalnum, token)) for token in example.text.split())
        if count > LONGEST[level]:
            message = f"the example has {counted(count, 'word')}; the limit at {level} is {LONGEST[level]}"
            yield Finding(TOO_LONG, message, place.at("text"), word.base_form)


SHORTEST = 2

TOO_SHORT = Rule(
    code="V808",
    slug="example-too-short",
    severity=Severity.INFO,
    title="An example is a single word",
    reason="A word on its own does not show how it is used.",
    bad="text: Pan.",
    good="text: Compro pan.",
)


@checks(TOO_SHORT, Scope.FILE)
def example_too_short(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Count words; an interjection may stand alone."""
    if not profile.spaces:
        return
    for word, example, place in examples(lexicon):
        if len(words_of(example.text, profile)) < SHORTEST and "interjection" not in word.parts_of_speech:
            yield Finding(TOO_SHORT, "the example is a single word", place.at("text"), word.base_form)
