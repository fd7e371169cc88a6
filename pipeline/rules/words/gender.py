"""The gender of nouns."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import a
from pipeline.rules.catalogue import Scope, checks

NO_GENDER = Rule(
    code="V309",
    slug="no-gender",
    severity=Severity.WARNING,
    title="A noun has no gender",
    reason="A learner needs it to choose the article, and the forms of a noun carry it.",
    bad="- base_form: pan\n  part_of_speech: noun",
    good="- base_form: pan\n  part_of_speech: noun\n  gender: masculine",
)


@checks(NO_GENDER, Scope.LANGUAGE)
def no_gender(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the gender of nouns, in a language that has genders; a noun without a singular may have none."""
    if not profile.genders:
        return
    plural_only = {
        row.base_form
        for row in lexicon.paradigms
        if row.part_of_speech == "noun" and row.cells and not any("Number=Sing" in cell for cell in row.cells)
    }
    for word in lexicon.words:
        if word.part_of_speech == "noun" and word.gender is None and word.base_form not in plural_only:
            hint = f"Add gender: {' or '.join(profile.genders)}"
            yield Finding(NO_GENDER, f"“{word.base_form}” has no gender", word.place, word.base_form, hint)


FOREIGN_GENDER = Rule(
    code="V310",
    slug="foreign-gender",
    severity=Severity.ERROR,
    title="The language has no such gender",
    reason="Learners would be taught an article that does not exist.",
    bad="gender: neuter    # in Spanish",
    good="gender: masculine",
)


@checks(FOREIGN_GENDER, Scope.FILE)
def foreign_gender(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look the gender up in the profile."""
    if not profile.describes_words:
        return
    for word in lexicon.words:
        if word.gender is not None and word.gender not in profile.genders:
            message = f"{profile.name} has no {word.gender} gender"
            yield Finding(FOREIGN_GENDER, message, word.place.at("gender"), word.base_form)


GENDER_WITHOUT_NOUN = Rule(
    code="V311",
    slug="gender-without-noun",
    severity=Severity.WARNING,
    title="A word that is not a noun has a gender",
    reason="Adjectives and pronouns inflect for gender; only nouns have one.",
    bad="- base_form: bueno\n  part_of_speech: adjective\n  gender: masculine",
    good="- base_form: bueno\n  part_of_speech: adjective",
)


@checks(GENDER_WITHOUT_NOUN, Scope.FILE)
def gender_without_noun(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for a gender on a word that is not a noun in any meaning."""
    for word in lexicon.words:
        if word.gender is not None and "noun" not in word.parts_of_speech:
            message = f"“{word.base_form}” is {a(word.part_of_speech)} and has a gender"
            yield Finding(GENDER_WITHOUT_NOUN, message, word.place.at("gender"), word.base_form, "Remove it")
