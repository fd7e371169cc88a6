"""The paradigms of nouns: number, and the feminine of nouns for people of either sex.

Regular plurals are formed by rule; exceptions are in `nouns.csv`. A foreign-looking word or a compound that is not in
the table is rejected, because it could have any of several plurals.
"""

import re

from pipeline.languages.cells import FEMININE, PLURAL, SINGULAR
from pipeline.languages.fr import reform, tables
from pipeline.languages.fr.plurals import plural
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError
from pipeline.languages.tables import toml_table

FEMININE_SINGULAR, FEMININE_PLURAL = f"{FEMININE}|{SINGULAR}", f"{FEMININE}|{PLURAL}"

_NO_ENTRY = {"singular": "", "plural": "", "feminine": ""}
_COMPLEMENT = re.compile(r"([^ ]+)( (?:de|d'|à|en|sans|aux?|du|des)\b.*)")


def decline(lexeme: Lexeme) -> Paradigm:
    """Return the forms of a noun by cell. Raises UnknownParadigmError."""
    base_form = lexeme.base_form
    entry = tables.by_base_form("nouns.csv").get(base_form, _NO_ENTRY)
    cells = {
        SINGULAR: _given(entry["singular"]) if entry["singular"] else reform.with_reform(base_form),
        PLURAL: _given(entry["plural"]) if entry["plural"] else _plurals(base_form),
    }
    if feminines := _given(entry["feminine"]):
        cells[FEMININE_SINGULAR] = feminines
        cells[FEMININE_PLURAL] = tuple(plural(form) for form in feminines)
    return {cell: forms for cell, forms in cells.items() if forms}


def _given(field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(both for form in tables.variants(field) for both in reform.with_reform(form)))


def _plurals(base_form: str) -> tuple[str, ...]:
    """Return the plural by rule, with its 1990 spelling; empty for a proper name."""
    if base_form[:1].isupper():
        return ()
    if complement := _COMPLEMENT.fullmatch(base_form):  # pomme de terre → pommes de terre
        return tuple(head + complement[2] for head in _plurals(complement[1]))
    if re.search("[- ']", base_form):
        raise UnknownParadigmError(f"the plural of the compound “{base_form}” must be looked up")
    words = toml_table("fr", "words")["plurals"]
    if re.search(words["foreign"], base_form) and not base_form.endswith(("s", "x", "z")):
        raise UnknownParadigmError(f"“{base_form}” looks like a loanword, whose plural must be looked up")
    return reform.with_reform(plural(base_form, keeps_al=base_form in words["noun_als"]))
