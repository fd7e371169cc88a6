"""8xx: the example sentences."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.languages.spelling import shows, words_of
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import checks

WORD_NOT_IN_EXAMPLE = Rule(
    code="V801",
    slug="word-not-in-example",
    severity=Severity.ERROR,
    title="An example contains no form of its word",
    reason="The sentence is there to show the word; without it the learner waits in vain.",
    bad="- base_form: pan\n  …\n      examples:\n        - text: Tengo hambre.",
    good="- base_form: pan\n  …\n      examples:\n        - text: Compro pan todos los días.",
)


@checks(WORD_NOT_IN_EXAMPLE)
def word_not_in_example(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the base form, for a form of the word, then for a token with the word as its lemma."""
    for word in lexicon.words:
        core = profile.core(word.base_form)
        forms = [form.text for form in word.forms]
        parts = set(words_of(core))
        for number, meaning in enumerate(word.meanings):
            for index, example in enumerate(meaning.examples):
                if shows(example.text, core, forms):
                    continue
                if not parts <= lexicon.example_lemmas.get(example.text, frozenset()):
                    yield Finding(
                        WORD_NOT_IN_EXAMPLE,
                        f"no form of “{word.base_form}” is in this example",
                        word.place.at("meanings", number, "examples", index, "text"),
                        word.base_form,
                        suggestion="Use the word in the sentence; an irregular form can be listed under `forms`",
                    )
