"""The plural of Spanish nouns and adjectives. Rules: *Nueva gramática de la lengua española* (2009), ch. 3."""

import re

from pipeline.languages.es.syllables import accented, plain, stressed_syllable, stressed_vowel, syllables
from pipeline.languages.inflection import UnknownParadigmError


def plurals(word: str) -> tuple[str, ...]:
    """Return the plural of one lower-case word, variants in order of preference.

    Raises UnknownParadigmError for endings that are not traditionally Spanish, and for words that may already be
    plural: a curator must decide.
    """
    oxytone = stressed_syllable(word) == len(syllables(word)) - 1
    if word.endswith(("í", "ú")):
        return (f"{word}es", f"{word}s")
    if re.search(r"[aeiouáéó]$", word):
        return (f"{word}s",)
    if re.search(r"[aeiouáéíóúü][lnrdzj]$", word) and not _proparoxytone(word):
        return (_lengthened(word),)
    if oxytone and re.search(r"[aeiouáéíóú][sx]$", word):
        return (_lengthened(word),)
    if word.endswith(("sis", "itis", "polis")):
        return (word,)
    if word.endswith("s"):
        raise UnknownParadigmError(f"“{word}” may be a plural, or the same in both numbers")
    raise UnknownParadigmError(f"“{word}” does not end like a Spanish word, so no rule gives its plural")


def _lengthened(word: str) -> str:
    """Add -es without moving the stress: joven, jóvenes; canción, canciones; lápiz, lápices; país, países."""
    stem = word[:-1] + "c" if word.endswith("z") else word
    return accented(plain(stem) + "es", stressed_vowel(word))


def _proparoxytone(word: str) -> bool:
    return stressed_syllable(word) < len(syllables(word)) - 2
