"""The translation: equivalents separated by commas, any of which a learner may type."""

import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon, Meaning
from pipeline.model.suggestions import count as counted
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.walk import meanings


def equivalents(meaning: Meaning) -> list[str]:
    return [part.strip() for part in meaning.translation.split(",")]


SAME_TRANSLATION = Rule(
    code="V404",
    slug="same-translation",
    severity=Severity.WARNING,
    title="Two meanings of a word have the same translation",
    reason="Different meanings usually have different translations; with the same one, a learner sees no difference, "
    "unless the part of speech or an explanation shows it.",
    bad="translation: bank    # and again at the second meaning",
    good="translation: bank    # and at the second meaning: bench",
)


@checks(SAME_TRANSLATION, Scope.FILE)
def same_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the equivalents of a word's meanings, in any order."""
    for word in lexicon.words:
        first: dict[object, int] = {}
        for number, meaning in enumerate(word.meanings):
            shown = (meaning.part_of_speech or word.part_of_speech, meaning.explanation)
            other = first.setdefault((shown, frozenset(map(str.casefold, equivalents(meaning)))), number)
            if other != number:
                yield Finding(
                    SAME_TRANSLATION,
                    f"two meanings of “{word.base_form}” are translated “{meaning.translation}”",
                    word.place.at("meanings", number, "translation"),
                    word.base_form,
                    references=(Reference("the other one", word.place.at("meanings", other, "translation")),),
                )


MAX_EQUIVALENTS = 3

TOO_MANY_EQUIVALENTS = Rule(
    code="V405",
    slug="too-many-equivalents",
    severity=Severity.WARNING,
    title="A translation lists too many equivalents",
    reason="Three equivalents fit on a card; more than that usually means a second meaning.",
    bad="translation: to take, to catch, to pick up, to grab",
    good="translation: to take, to catch",
)


@checks(TOO_MANY_EQUIVALENTS, Scope.FILE)
def too_many_equivalents(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the equivalents."""
    for word, meaning, place in meanings(lexicon):
        count = sum(map(bool, equivalents(meaning)))
        if count > MAX_EQUIVALENTS:
            message = f"{count} equivalents; the limit is {MAX_EQUIVALENTS}"
            hint = "Keep the most common ones, or split the meaning in two"
            yield Finding(TOO_MANY_EQUIVALENTS, message, place.at("translation"), word.base_form, hint)


TRANSLATION_SLASH = Rule(
    code="V406",
    slug="translation-slash",
    severity=Severity.WARNING,
    title="A translation has a slash or brackets",
    reason="The app compares what a learner types with the comma-separated equivalents.",
    bad="translation: he/she",
    good="translation: he, she",
)


@checks(TRANSLATION_SLASH, Scope.FILE)
def translation_slash(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for slashes, semicolons and brackets."""
    for word, meaning, place in meanings(lexicon):
        found = re.search(r"[/;()\[\]]", meaning.translation)
        if found:
            message = f"“{found[0]}” in the translation “{meaning.translation}”"
            hint = "Separate equivalents with commas; put notes into `explanation`"
            yield Finding(TRANSLATION_SLASH, message, place.at("translation"), word.base_form, hint)


_ABBREVIATION = re.compile(r"\b(Mr|Mrs|Ms|Dr|St|etc|\w\.\w)\.\Z")
"""English abbreviations that end with a full stop: Mr., a.m."""

TRANSLATION_PUNCTUATION = Rule(
    code="V410",
    slug="translation-punctuation",
    severity=Severity.WARNING,
    title="An equivalent ends with punctuation, or is empty",
    reason="The app compares what a learner types with the comma-separated equivalents.",
    bad="translation: bread,",
    good="translation: bread",
)


@checks(TRANSLATION_PUNCTUATION, Scope.FILE)
def translation_punctuation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at the last character; an interjection may end with an exclamation or question mark."""
    for word, meaning, place in meanings(lexicon):
        exclaimed = "interjection" in (meaning.part_of_speech, word.part_of_speech)
        ends = any(
            equivalent.endswith((".", ":", "…") if exclaimed else (".", ":", "…", "!", "?"))
            and not _ABBREVIATION.search(equivalent)
            for equivalent in equivalents(meaning)
        )
        if ends or "" in equivalents(meaning):
            message = f"the translation “{meaning.translation}” has stray punctuation"
            yield Finding(TRANSLATION_PUNCTUATION, message, place.at("translation"), word.base_form)


LONGEST_EQUIVALENT = 6, 40
"""Words and characters. None of the 2,668 in this project's A1 packs has more than 5 words or 20 characters."""

LONG_TRANSLATION = Rule(
    code="V412",
    slug="long-translation",
    severity=Severity.WARNING,
    title="A translation explains instead of translating",
    reason="An equivalent is a word or a phrase that a learner can type and that fits on a card; anything longer is a "
    "definition in English.",
    bad="translation: a shop or place where people go to buy bread",
    good="translation: bakery",
)


@checks(LONG_TRANSLATION, Scope.FILE)
def long_translation(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Count the words and characters of each equivalent."""
    most_words, most_characters = LONGEST_EQUIVALENT
    for word, meaning, place in meanings(lexicon):
        for equivalent in equivalents(meaning):
            words, characters = len(equivalent.split()), len(equivalent)
            if words > most_words or characters > most_characters:
                message = (
                    f"the equivalent “{equivalent}” has {counted(words, 'word')} and {characters} characters; "
                    f"the limits are {most_words} and {most_characters}"
                )
                hint = "Find a shorter one; put details into `explanation`"
                yield Finding(LONG_TRANSLATION, message, place.at("translation"), word.base_form, hint)
