"""4xx: definitions and translations."""

import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile, profiles
from pipeline.languages.spelling import words_of
from pipeline.model.findings import Finding, Place, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon, Meaning, Word
from pipeline.model.suggestions import a
from pipeline.rules.catalogue import checks

MAX_DEFINITION = 120
MAX_EQUIVALENTS = 3

LONGEST_EQUIVALENT = 6, 40
"""Words and characters. In the A1 packs of this project none of 2,668 has more than 5 words or 20 characters."""

SHORT_FORM = 3
"""Letters of a form that says little of its word."""

CIRCULAR_DEFINITION = Rule(
    code="V401",
    slug="circular-definition",
    severity=Severity.WARNING,
    title="A definition uses the word it defines",
    reason="Who does not know the word does not understand the definition.",
    bad="- base_form: pan\n  meanings:\n    - meaning: El pan que comemos.",
    good="- base_form: pan\n  meanings:\n    - meaning: Alimento de harina y agua que se cuece en el horno.",
)

DEFINITION_IS_TRANSLATION = Rule(
    code="V402",
    slug="definition-is-translation",
    severity=Severity.WARNING,
    title="A definition is the translation",
    reason="Learners read the definition to stay in the language; the translation is one touch away.",
    bad="meaning: bread\ntranslation: bread",
    good="meaning: Alimento de harina y agua.\ntranslation: bread",
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

SAME_TRANSLATION = Rule(
    code="V404",
    slug="same-translation",
    severity=Severity.WARNING,
    title="Two meanings of a word have one translation",
    reason="Different meanings mostly have different translations; with the same one a learner sees no difference.",
    bad="translation: bank    # and again at the second meaning",
    good="translation: bank    # and at the second meaning: bench",
)

TOO_MANY_EQUIVALENTS = Rule(
    code="V405",
    slug="too-many-equivalents",
    severity=Severity.WARNING,
    title="A translation lists too much",
    reason="Three equivalents of one meaning are what fits on a card; more are mostly another meaning.",
    bad="translation: to take, to catch, to pick up, to grab",
    good="translation: to take, to catch",
)

TRANSLATION_SLASH = Rule(
    code="V406",
    slug="translation-slash",
    severity=Severity.WARNING,
    title="A translation has a slash or brackets",
    reason="The app compares what a learner types with the equivalents between commas.",
    bad="translation: he/she",
    good="translation: he, she",
)

VERB_WITHOUT_TO = Rule(
    code="V407",
    slug="verb-without-to",
    severity=Severity.WARNING,
    title="The translation of a verb has no “to”",
    reason="“Drink” may be a noun; “to drink” says what kind of word it is.",
    bad="part_of_speech: verb\ntranslation: drink",
    good="part_of_speech: verb\ntranslation: to drink",
)

TRANSLATION_ARTICLE = Rule(
    code="V408",
    slug="translation-article",
    severity=Severity.WARNING,
    title="The translation of a noun begins with an article or “to”",
    reason="Equivalents are dictionary forms, as base forms are.",
    bad="translation: the bread",
    good="translation: bread",
)

LONG_DEFINITION = Rule(
    code="V409",
    slug="long-definition",
    severity=Severity.WARNING,
    title="A definition is too long",
    reason=f"More than {MAX_DEFINITION} characters do not fit on a card, and are mostly two definitions.",
    bad="meaning: Alimento de harina, agua y sal que se hace en una panadería o en casa, y que mucha gente come con "
    "mantequilla por la mañana.",
    good="meaning: Alimento de harina y agua que se cuece en el horno.",
)

TRANSLATION_PUNCTUATION = Rule(
    code="V410",
    slug="translation-punctuation",
    severity=Severity.WARNING,
    title="An equivalent ends with punctuation, or is empty",
    reason="The app compares what a learner types with the equivalents between commas.",
    bad="translation: bread,",
    good="translation: bread",
)

REDUNDANT_PART_OF_SPEECH = Rule(
    code="V411",
    slug="redundant-part-of-speech",
    severity=Severity.INFO,
    title="A meaning repeats the part of speech of its word",
    reason="It is given on a meaning only where it differs; repeated, it may be forgotten when the word's changes.",
    bad="part_of_speech: noun\nmeanings:\n  - part_of_speech: noun",
    good="part_of_speech: noun\nmeanings:\n  - meaning: …",
)

LONG_TRANSLATION = Rule(
    code="V412",
    slug="long-translation",
    severity=Severity.WARNING,
    title="A translation explains instead of translating",
    reason="An equivalent is a word or a phrase that a learner can type and that fits on a card; what is longer is a "
    "definition in English.",
    bad="translation: a shop or place where people go to buy bread",
    good="translation: bakery",
)

_ENGLISH = frozenset(
    """
    the of and that with which is are an to for it you who something someone used when from by made not or be this
    """.split()  # noqa: SIM905  a list of words reads best as words
)

_INFINITIVE = re.compile(r"to |(can|may|must|should|ought|would|shall|will|there (is|are))\b", re.IGNORECASE)
"""How the English equivalent of a verb begins."""

_ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|etc|\w\.\w)\.\Z")
"""What has its full stop in English: Mr., a.m."""


def _meanings(lexicon: Lexicon) -> Iterator[tuple[Word, Meaning, Place]]:
    for word in lexicon.words:
        for number, meaning in enumerate(word.meanings):
            yield word, meaning, word.place.at("meanings", number)


def _equivalents(meaning: Meaning) -> list[str]:
    return [part.strip() for part in meaning.translation.split(",")]


@checks(CIRCULAR_DEFINITION)
def circular_definition(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the base form and the forms of the word in its definitions; function words cannot avoid theirs.

    A form that is a word of its own (Spanish `como`, beside `comer`) may well be that word, and a short one (`es`, of
    `ser`) is mostly a function word.
    """
    words = {word.base_form for word in lexicon.words}
    for word, meaning, place in _meanings(lexicon):
        if word.part_of_speech not in ("noun", "verb", "adjective"):
            continue
        spellings = {form.text.casefold() for form in word.forms if len(form.text) > SHORT_FORM}
        spellings -= {spelling for spelling in spellings if spelling in words and spelling != word.base_form}
        base = " ".join(words_of(profile.core(word.base_form)))
        tokens = words_of(meaning.text)
        used = [token for token in tokens if token in spellings or token == base]
        if " " in base and f" {base} " in f" {' '.join(tokens)} ":
            used.append(base)
        if used:
            message = f"the definition of “{word.base_form}” uses “{used[0]}”"
            yield Finding(CIRCULAR_DEFINITION, message, place.at("meaning"), word.base_form)


@checks(DEFINITION_IS_TRANSLATION)
def definition_is_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the definition with the equivalents."""
    for word, meaning, place in _meanings(lexicon):
        definition = meaning.text.rstrip(".").casefold()
        if definition in (meaning.translation.casefold(), *map(str.casefold, _equivalents(meaning))):
            message = f"the definition of “{word.base_form}” is its translation"
            yield Finding(DEFINITION_IS_TRANSLATION, message, place.at("meaning"), word.base_form)


@checks(DEFINITION_LANGUAGE)
def definition_language(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Count the commonest words of English and of the other languages that have a profile against the language's."""
    ours = frozenset(profile.stopwords)
    if not ours:
        return
    others = {"English": _ENGLISH} | {
        other.name: frozenset(other.stopwords) for other in profiles() if other.code != profile.code
    }
    told_apart = [(name, words - ours, ours - words) for name, words in others.items()]
    for word, meaning, place in _meanings(lexicon):
        tokens = frozenset(words_of(meaning.text))
        for name, theirs, only_ours in told_apart:
            if 2 <= len(tokens & theirs) > len(tokens & only_ours):
                hint = f"Definitions are in {profile.name}"
                message = f"the definition of “{word.base_form}” seems to be in {name}"
                yield Finding(DEFINITION_LANGUAGE, message, place.at("meaning"), word.base_form, hint)
                break


@checks(SAME_TRANSLATION)
def same_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the equivalents of a word's meanings, whatever their order."""
    for word in lexicon.words:
        first: dict[frozenset[str], int] = {}
        for number, meaning in enumerate(word.meanings):
            other = first.setdefault(frozenset(map(str.casefold, _equivalents(meaning))), number)
            if other != number:
                yield Finding(
                    SAME_TRANSLATION,
                    f"two meanings of “{word.base_form}” are translated “{meaning.translation}”",
                    word.place.at("meanings", number, "translation"),
                    word.base_form,
                    references=(Reference("the other one", word.place.at("meanings", other, "translation")),),
                )


@checks(TOO_MANY_EQUIVALENTS)
def too_many_equivalents(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the equivalents."""
    for word, meaning, place in _meanings(lexicon):
        count = sum(map(bool, _equivalents(meaning)))
        if count > MAX_EQUIVALENTS:
            message = f"{count} equivalents; at most {MAX_EQUIVALENTS} are wanted"
            hint = "Keep the commonest, or make two meanings of it"
            yield Finding(TOO_MANY_EQUIVALENTS, message, place.at("translation"), word.base_form, hint)


@checks(TRANSLATION_SLASH)
def translation_slash(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for slashes, semicolons and brackets."""
    for word, meaning, place in _meanings(lexicon):
        found = re.search(r"[/;()\[\]]", meaning.translation)
        if found:
            message = f"“{found[0]}” in the translation “{meaning.translation}”"
            hint = "Separate equivalents by commas; put remarks into `explanation`"
            yield Finding(TRANSLATION_SLASH, message, place.at("translation"), word.base_form, hint)


@checks(VERB_WITHOUT_TO)
def verb_without_to(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at how the equivalents of verbs begin; modal verbs have no “to” in English."""
    for word, meaning, place in _meanings(lexicon):
        if (meaning.part_of_speech or word.part_of_speech) != "verb":
            continue
        for equivalent in filter(None, _equivalents(meaning)):
            if not _INFINITIVE.match(equivalent):
                message = f"the equivalent “{equivalent}” of a verb has no “to”"
                yield Finding(VERB_WITHOUT_TO, message, place.at("translation"), word.base_form)


@checks(TRANSLATION_ARTICLE)
def translation_article(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at how the equivalents of nouns begin."""
    for word, meaning, place in _meanings(lexicon):
        if (meaning.part_of_speech or word.part_of_speech) != "noun":
            continue
        for equivalent in _equivalents(meaning):
            first, _space, rest = equivalent.partition(" ")
            is_name = first.istitle() and rest[:1].isupper()  # The Hague
            if rest and first.lower() in ("a", "an", "the", "to") and not is_name:
                message = f"the equivalent “{equivalent}” of a noun begins with “{first}”"
                yield Finding(TRANSLATION_ARTICLE, message, place.at("translation"), word.base_form, f"Write “{rest}”")


@checks(LONG_DEFINITION)
def long_definition(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count characters."""
    for word, meaning, place in _meanings(lexicon):
        if len(meaning.text) > MAX_DEFINITION:
            message = f"the definition has {len(meaning.text)} characters; at most {MAX_DEFINITION} are wanted"
            yield Finding(LONG_DEFINITION, message, place.at("meaning"), word.base_form)


@checks(TRANSLATION_PUNCTUATION)
def translation_punctuation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the last character; an interjection may end with an exclamation or question mark."""
    for word, meaning, place in _meanings(lexicon):
        exclaimed = "interjection" in (meaning.part_of_speech, word.part_of_speech)
        ends = any(
            equivalent.endswith((".", ":", "…") if exclaimed else (".", ":", "…", "!", "?"))
            and not _ABBREVIATION.search(equivalent)
            for equivalent in _equivalents(meaning)
        )
        if ends or "" in _equivalents(meaning):
            message = f"the translation “{meaning.translation}” has punctuation too much"
            yield Finding(TRANSLATION_PUNCTUATION, message, place.at("translation"), word.base_form)


@checks(REDUNDANT_PART_OF_SPEECH)
def redundant_part_of_speech(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the parts of speech of a word and its meanings."""
    for word, meaning, place in _meanings(lexicon):
        if meaning.part_of_speech == word.part_of_speech:
            message = f"“{word.base_form}” is {a(word.part_of_speech)} anyway"
            yield Finding(REDUNDANT_PART_OF_SPEECH, message, place.at("part_of_speech"), word.base_form, "Remove it")


@checks(LONG_TRANSLATION)
def long_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the words and characters of each equivalent."""
    most_words, most_characters = LONGEST_EQUIVALENT
    for word, meaning, place in _meanings(lexicon):
        for equivalent in _equivalents(meaning):
            words, characters = len(equivalent.split()), len(equivalent)
            if words > most_words or characters > most_characters:
                message = (
                    f"the equivalent “{equivalent}” has {words} words and {characters} characters; "
                    f"at most {most_words} and {most_characters} are wanted"
                )
                hint = "Find a shorter one; put what it explains into `explanation`"
                yield Finding(LONG_TRANSLATION, message, place.at("translation"), word.base_form, hint)
