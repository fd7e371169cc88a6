"""Check whether a sentence shows a word, by spelling alone and ignoring case."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded, without punctuation; apostrophes and hyphens also separate words."""
    return [found.casefold() for found in _WORD.findall(text)]


def shows(text: str, base_form: str, forms: Iterable[str]) -> bool:
    """Return whether the text contains the base form or one of the forms, as whole words.

    The words of a multiword form may be apart, but in order: *stehe auf* is in *Ich stehe um sieben auf*.
    """
    sentence = words_of(text)
    known = set(sentence)
    return any(known.issuperset(parts := words_of(form)) and _in_order(parts, sentence) for form in (base_form, *forms))


def _in_order(parts: list[str], sentence: list[str]) -> bool:
    rest = iter(sentence)
    return all(part in rest for part in parts)
