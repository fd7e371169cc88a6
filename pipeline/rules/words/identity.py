"""Identity: a language and a base form identify one word."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.identity import word_id
from pipeline.model.lexicon import Lexicon, Unfinished, Word
from pipeline.rules.catalogue import checks

DUPLICATE_WORD = Rule(
    code="V301",
    slug="duplicate-word",
    severity=Severity.ERROR,
    title="A word is defined twice",
    reason="A language and a base form identify a word, and its progress is counted once. Two entries would show a "
    "learner two half words.",
    bad="A1/food.yaml and A1/restaurant.yaml both with: base_form: pan",
    good="One entry with two meanings; `levels` names further levels.",
)


@checks(DUPLICATE_WORD)
def duplicate_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Report the second entry, and refer to the first."""
    first: dict[str, Word | Unfinished] = {}
    entries: list[Word | Unfinished] = [*lexicon.words, *lexicon.unfinished]
    for word in entries:
        other = first.setdefault(word.base_form, word)
        if other is not word:
            yield Finding(
                DUPLICATE_WORD,
                f"“{word.base_form}” is defined twice",
                word.place.at("base_form"),
                word.base_form,
                suggestion="Merge them into one entry with both meanings; `levels` names further levels",
                references=(Reference("first defined here", other.place.at("base_form")),),
            )


IDENTIFIER_COLLISION = Rule(
    code="V303",
    slug="identifier-collision",
    severity=Severity.ERROR,
    title="Two words have the same identifier",
    reason="Identifiers are 48 bits of a hash; two words sharing one would share a learner's progress. You will "
    "probably never see this.",
    bad="Two base forms with the same hash.",
    good="One of the two written differently (with its reflexive pronoun, for example).",
)


@checks(IDENTIFIER_COLLISION)
def identifier_collision(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the identifiers of different words."""
    owners: dict[int, Word] = {}
    for word in lexicon.words:
        other = owners.setdefault(word_id(lexicon.language, word.base_form), word)
        if other.base_form != word.base_form:
            message = f"“{word.base_form}” has the same identifier as “{other.base_form}”"
            first = Reference("the other word", other.place.at("base_form"))
            yield Finding(
                IDENTIFIER_COLLISION, message, word.place.at("base_form"), word.base_form, references=(first,)
            )
