"""The paradigm of Spanish adjectives, articles, determiners and numerals: rules, plus the data in `adjectives.toml`.

Adjectives that distinguish gender have cells for gender and number, as in Universal Dependencies; the others
(`grande`, `feliz`, `mi`) have cells for number only.
"""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.languages.cells import MASCULINE, PLURAL, SINGULAR
from pipeline.languages.es.plurals import plurals
from pipeline.languages.es.syllables import accented, stressed_vowel
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.romance import genders, superlatives
from pipeline.languages.tables import toml_table

SHORT = "Variant=Short"


def inflect_adjective(base_form: str) -> Paradigm:
    """Return the forms of a word of this class by cell; empty if it has only one form.

    Raises UnknownParadigmError if the rules do not cover it.
    """
    data = _data()
    if base_form in data["invariable"]:
        return {}
    cells = {cell: tuple(forms) for cell, forms in data["cells"].get(base_form, {}).items()}
    cells = cells or _regular(base_form)
    if short := data["apocope"].get(base_form):
        cells[f"{MASCULINE}|{SINGULAR}|{SHORT}"] = (short,)
    if short := data["apocope_of_both"].get(base_form):
        cells[f"{SINGULAR}|{SHORT}"] = (short,)
    return cells | superlatives(data["superlative"].get(base_form, ()), plurals)


def _regular(word: str) -> dict[str, tuple[str, ...]]:
    data = _data()
    shortened = next(
        (full for full, short in data["apocope"].items() | data["apocope_of_both"].items() if short == word), None
    )
    if shortened:
        raise UnknownParadigmError(f"“{word}” is the short form of “{shortened}”, which has the other forms")
    if not word.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{word}” are inflected")
    if word in data["colours"]:
        return {SINGULAR: (word,), PLURAL: _colours(word)}
    feminine = next(_feminine(word), None)
    return genders(word, feminine, plurals) if feminine else {SINGULAR: (word,), PLURAL: plurals(word)}


def _feminine(word: str) -> Iterator[str]:
    """Yield the feminine, if the word has a separate one."""
    data = _data()
    if word.endswith("o") or word in data["feminine_of_e"]:
        yield word[:-1] + "a"
    elif word in data["feminine_in_a"] or (re.search("(?:[áíó]n|és|or)$", word) and word not in data["common_gender"]):
        yield accented(f"{word}a", stressed_vowel(word))


def _colours(word: str) -> tuple[str, ...]:
    return (word,) if word.endswith("s") else (*plurals(word), word)


def _data() -> dict[str, Any]:
    return toml_table("es", "adjectives")
