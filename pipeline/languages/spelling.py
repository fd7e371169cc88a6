"""Is a word to be seen in a sentence? Looked up by spelling alone, in any case of its letters."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:['’-]\w+)*|\w+['’]")


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded, without punctuation."""
    return [found.casefold() for found in _WORD.findall(text)]


def shows(text: str, base_form: str, forms: Iterable[str]) -> bool:
    """Return whether the base form or one of the forms stands in the text, word for word."""
    sentence = f" {' '.join(words_of(text))} "
    return any(f" {' '.join(words_of(form))} " in sentence for form in (base_form, *forms))
