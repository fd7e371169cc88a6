"""The paradigm of Portuguese adjectives, articles, determiners and numerals: rules, plus the data in `adjectives.toml`.

Adjectives that distinguish gender have cells for gender and number, as in Universal Dependencies; the others
(`grande`, `fácil`) have cells for number only.
"""

import re

from pipeline.languages.cells import PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.pt.plurals import plurals
from pipeline.languages.romance import genders, superlatives
from pipeline.languages.tables import toml_table


def inflect_adjective(base_form: str) -> Paradigm:
    """Return the forms of a word of this class by cell; empty if it has only one form.

    Raises UnknownParadigmError if the rules do not cover it.
    """
    data = toml_table("pt", "adjectives")
    if base_form in data["invariable"]:
        return {}
    cells = {cell: tuple(forms) for cell, forms in data["cells"].get(base_form, {}).items()} or _regular(base_form)
    return cells | superlatives(data["superlative"].get(base_form, ()), plurals)


def _regular(word: str) -> dict[str, tuple[str, ...]]:
    data = toml_table("pt", "adjectives")
    if not word.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{word}” are inflected")
    if feminine := data["feminine"].get(word):
        return genders(word, feminine, plurals)
    if word in data["common_gender"]:
        return {SINGULAR: (word,), PLURAL: plurals(word)}
    for ending, its in data["genders"]:
        if re.search(ending, word):
            return (
                genders(word, re.sub(ending, its, word), plurals) if its else {SINGULAR: (word,), PLURAL: plurals(word)}
            )
    raise UnknownParadigmError(f"the spelling of “{word}” does not make its feminine sure")
