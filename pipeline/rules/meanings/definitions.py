"""The definition, in the language that is taught."""

from collections.abc import Iterator

from pipeline.languages.profile import Profile, profiles
from pipeline.languages.spelling import words_of
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.meanings.translations import equivalents
from pipeline.rules.walk import meanings

SHORT_FORM = 3
"""The most letters of a form that is too short to point to its word."""

CIRCULAR_DEFINITION = Rule(
    code="V401",
    slug="circular-definition",
    severity=Severity.WARNING,
    title="A definition uses the word it defines",
    reason="A learner who does not know the word does not understand the definition.",
    bad="- base_form: pan\n  meanings:\n    - meaning: El pan que comemos.",
    good="- base_form: pan\n  meanings:\n    - meaning: Alimento de harina y agua que se cuece en el horno.",
)


@checks(CIRCULAR_DEFINITION, Scope.LANGUAGE)
def circular_definition(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the base form and the forms of the word in its definitions; function words are exempt.

    A form that is a word of its own (Spanish `como`, beside `comer`) may well be that word, and a short one (`es`, of
    `ser`) is usually a function word.
    """
    words = {word.base_form for word in lexicon.words}
    for word, meaning, place in meanings(lexicon):
        if word.part_of_speech not in ("noun", "verb", "adjective"):
            continue
        texts = [form.text for form in word.forms if len(form.text) > SHORT_FORM]
        spellings = {text if text.islower() else profile.lowered(text) for text in texts}
        spellings -= {spelling for spelling in spellings if spelling in words and spelling != word.base_form}
        base = " ".join(words_of(profile.core(word.base_form), profile))
        tokens = words_of(meaning.text, profile)
        used = [token for token in tokens if token in spellings or token == base]
        if " " in base and f" {base} " in f" {' '.join(tokens)} ":
            used.append(base)
        if used:
            message = f"the definition of “{word.base_form}” uses “{used[0]}”"
            yield Finding(CIRCULAR_DEFINITION, message, place.at("meaning"), word.base_form)


REPEATED_MEANING = Rule(
    code="V413",
    slug="repeated-meaning",
    severity=Severity.WARNING,
    title="Two meanings of a word have the same definition",
    reason="Learners read the same text twice; one of the two was probably meant to say something else.",
    bad="- meaning: Lugar con dinero.\n- meaning: Lugar con dinero.",
    good="- meaning: Lugar con dinero.\n- meaning: Asiento largo en un parque.",
)


@checks(REPEATED_MEANING, Scope.FILE)
def repeated_meaning(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the definitions of each word, whatever their capitals, spaces and punctuation."""
    for word in lexicon.words:
        first: dict[str, int] = {}
        for number, meaning in enumerate(word.meanings):
            other = first.setdefault(" ".join(words_of(meaning.text, profile)), number)
            if other != number:
                message = f"two meanings of “{word.base_form}” have the same definition"
                reference = Reference("the other one", word.place.at("meanings", other, "meaning"))
                place = word.place.at("meanings", number, "meaning")
                yield Finding(REPEATED_MEANING, message, place, word.base_form, references=(reference,))


DEFINITION_IS_TRANSLATION = Rule(
    code="V402",
    slug="definition-is-translation",
    severity=Severity.WARNING,
    title="A definition is only the translation",
    reason="Learners read the definition to stay in the language; the translation is one tap away.",
    bad="meaning: bread\ntranslation: bread",
    good="meaning: Alimento de harina y agua.\ntranslation: bread",
)


@checks(DEFINITION_IS_TRANSLATION, Scope.FILE)
def definition_is_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the definition with the equivalents."""
    for word, meaning, place in meanings(lexicon):
        definition = meaning.text.rstrip(".").casefold()
        if definition in (meaning.translation.casefold(), *map(str.casefold, equivalents(meaning))):
            message = f"the definition of “{word.base_form}” is its translation"
            yield Finding(DEFINITION_IS_TRANSLATION, message, place.at("meaning"), word.base_form)


_ENGLISH = frozenset(
    """
    the of and that with which is are an to for it you who something someone used when from by made not or be this
    """.split()  # noqa: SIM905  a list of words reads best as words
)

DEFINITION_LANGUAGE = Rule(
    code="V403",
    slug="definition-language",
    severity=Severity.WARNING,
    title="A definition seems to be in another language",
    reason="Definitions are in the language that is taught.",
    bad="meaning: The food that we eat with butter.",
    good="meaning: Alimento de harina y agua.",
)


@checks(DEFINITION_LANGUAGE, Scope.FILE)
def definition_language(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare how many of the most common words are from this language, and how many from another."""
    ours = frozenset(profile.stopwords)
    if not ours:
        return
    others = {"English": _ENGLISH} | {
        other.name: frozenset(other.stopwords) for other in profiles() if other.code != profile.code
    }
    told_apart = [(name, words - ours, ours - words) for name, words in others.items()]
    for word, meaning, place in meanings(lexicon):
        tokens = frozenset(words_of(meaning.text, profile))
        for name, theirs, only_ours in told_apart:
            if 2 <= len(tokens & theirs) > len(tokens & only_ours):
                hint = f"Definitions are in {profile.name}"
                message = f"the definition of “{word.base_form}” seems to be in {name}"
                yield Finding(DEFINITION_LANGUAGE, message, place.at("meaning"), word.base_form, hint)
                break


MAX_DEFINITION = 120

LONG_DEFINITION = Rule(
    code="V409",
    slug="long-definition",
    severity=Severity.WARNING,
    title="A definition is too long",
    reason=f"More than {MAX_DEFINITION} characters do not fit on a card, and usually make two definitions.",
    bad="meaning: Alimento de harina, agua y sal que se hace en una panadería o en casa, y que mucha gente come con "
    "mantequilla por la mañana.",
    good="meaning: Alimento de harina y agua que se cuece en el horno.",
)


@checks(LONG_DEFINITION, Scope.FILE)
def long_definition(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count characters."""
    for word, meaning, place in meanings(lexicon):
        if len(meaning.text) > MAX_DEFINITION:
            message = f"the definition has {len(meaning.text)} characters; the limit is {MAX_DEFINITION}"
            yield Finding(LONG_DEFINITION, message, place.at("meaning"), word.base_form)
