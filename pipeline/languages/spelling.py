"""Lower case, the words of a text, and whether a sentence shows a word: by spelling alone, as the profile has it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.languages.profile import Profile

_WORD = re.compile(r"\w+")


def lowered(text: str, letters: Mapping[str, str]) -> str:
    """Return a text in lower case, where `letters` have another lower case than elsewhere: Turkish I is ı, İ is i."""
    return text.translate({ord(one): its for one, its in letters.items()}).lower() if letters else text.lower()


def words_of(text: str, profile: "Profile") -> list[str]:
    """Return the words of a text, in lower case, without punctuation; apostrophes and hyphens also separate words."""
    return _WORD.findall(profile.lowered(text))


def shows(text: str, base_form: str, forms: Iterable[str], profile: "Profile") -> bool:
    """Return whether the text contains the base form or one of the forms, as whole words, whatever their case.

    The words of a multiword form may be apart, but in order: *stehe auf* is in *Ich stehe um sieben auf*. In a script
    without spaces, nobody can tell where a word begins; there, the text contains the letters of the form.
    """
    if not profile.spaces:
        letters = _letters(text, profile)
        return any(_letters(form, profile) in letters for form in (base_form, *forms))
    sentence = words_of(text, profile)
    known = set(sentence)
    return any(
        known.issuperset(parts := words_of(form, profile)) and _in_order(parts, sentence)
        for form in (base_form, *forms)
    )


def bare(base_form: str) -> str:
    """Return a base form without capitals and accents, by which people take one word for another."""
    letters = unicodedata.normalize("NFD", base_form.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _letters(text: str, profile: "Profile") -> str:
    return "".join(profile.lowered(text).split())


def _in_order(parts: list[str], sentence: list[str]) -> bool:
    rest = iter(sentence)
    return all(part in rest for part in parts)
