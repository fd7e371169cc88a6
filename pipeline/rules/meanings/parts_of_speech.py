"""Rules that depend on the part of speech of a word and its meanings."""

import re
from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import a
from pipeline.rules.catalogue import Scope, checks
from pipeline.rules.meanings.translations import equivalents
from pipeline.rules.walk import meanings

_INFINITIVE = re.compile(r"to |(can|may|must|should|ought|would|shall|will|there (is|are))\b", re.IGNORECASE)
"""How the English equivalent of a verb begins."""

VERB_WITHOUT_TO = Rule(
    code="V407",
    slug="verb-without-to",
    severity=Severity.WARNING,
    title="The translation of a verb has no “to”",
    reason="“Drink” may be a noun; “to drink” says what kind of word it is.",
    bad="part_of_speech: verb\ntranslation: drink",
    good="part_of_speech: verb\ntranslation: to drink",
)


@checks(VERB_WITHOUT_TO, Scope.FILE)
def verb_without_to(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at how the equivalents of verbs begin; modal verbs have no “to” in English."""
    for word, meaning, place in meanings(lexicon):
        if (meaning.part_of_speech or word.part_of_speech) != "verb":
            continue
        for equivalent in filter(None, equivalents(meaning)):
            if not _INFINITIVE.match(equivalent):
                message = f"the equivalent “{equivalent}” of a verb has no “to”"
                yield Finding(VERB_WITHOUT_TO, message, place.at("translation"), word.base_form)


TRANSLATION_ARTICLE = Rule(
    code="V408",
    slug="translation-article",
    severity=Severity.WARNING,
    title="The translation of a noun begins with an article or “to”",
    reason="Equivalents are dictionary forms, like base forms.",
    bad="translation: the bread",
    good="translation: bread",
)


@checks(TRANSLATION_ARTICLE, Scope.FILE)
def translation_article(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look at how the equivalents of nouns begin."""
    for word, meaning, place in meanings(lexicon):
        if (meaning.part_of_speech or word.part_of_speech) != "noun":
            continue
        for equivalent in equivalents(meaning):
            first, _space, rest = equivalent.partition(" ")
            is_name = first.istitle() and rest[:1].isupper()  # The Hague
            if rest and first.lower() in ("a", "an", "the", "to") and not is_name:
                message = f"the equivalent “{equivalent}” of a noun begins with “{first}”"
                yield Finding(TRANSLATION_ARTICLE, message, place.at("translation"), word.base_form, f"Write “{rest}”")


REDUNDANT_PART_OF_SPEECH = Rule(
    code="V411",
    slug="redundant-part-of-speech",
    severity=Severity.INFO,
    title="A meaning repeats the part of speech of its word",
    reason="A meaning states it only where it differs. A copy is easily forgotten when the word's own changes.",
    bad="part_of_speech: noun\nmeanings:\n  - part_of_speech: noun",
    good="part_of_speech: noun\nmeanings:\n  - meaning: …",
)


@checks(REDUNDANT_PART_OF_SPEECH, Scope.FILE)
def redundant_part_of_speech(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the parts of speech of a word and its meanings."""
    for word, meaning, place in meanings(lexicon):
        if meaning.part_of_speech == word.part_of_speech:
            message = f"“{word.base_form}” is already {a(word.part_of_speech)}"
            yield Finding(REDUNDANT_PART_OF_SPEECH, message, place.at("part_of_speech"), word.base_form, "Remove it")
