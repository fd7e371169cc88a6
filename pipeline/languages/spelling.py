"""Is a word to be seen in a sentence? Looked up by spelling alone, in any case of its letters."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded, without punctuation; apostrophes and hyphens part words as well."""
    return [found.casefold() for found in _WORD.findall(text)]


def shows(text: str, base_form: str, forms: Iterable[str]) -> bool:
    """Return whether the base form or one of the forms stands in the text, word for word.

    The words of a form of several may stand apart, in their order: *stehe auf* is in *Ich stehe um sieben auf*.
    """
    sentence = words_of(text)
    known = set(sentence)
    return any(known.issuperset(parts := words_of(form)) and _in_order(parts, sentence) for form in (base_form, *forms))


def _in_order(parts: list[str], sentence: list[str]) -> bool:
    rest = iter(sentence)
    return all(part in rest for part in parts)
