"""The paradigms of adjectives, articles, determiners and numerals: gender and number.

Endings with a regular feminine, and classes of words, are in `words.toml`, single words in `adjectives.csv`; other
endings are rejected. The form before a vowel (`bel`, `cet`, `mon` amie, `l'`) has its own cells, with the feature
`Variant=Short`.
"""

import functools
import re
from collections.abc import Iterable, Mapping

from pipeline.languages.fr import reform, tables
from pipeline.languages.fr.plurals import plural
from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError
from pipeline.languages.tables import toml_table

CELL_OF_COLUMN = {
    "masculine": "Gender=Masc|Number=Sing",
    "feminine": "Gender=Fem|Number=Sing",
    "masculine_plural": "Gender=Masc|Number=Plur",
    "feminine_plural": "Gender=Fem|Number=Plur",
    "masculine_prevocalic": "Gender=Masc|Number=Sing|Variant=Short",
    "feminine_prevocalic": "Gender=Fem|Number=Sing|Variant=Short",
}
_AGREEMENT = tuple(CELL_OF_COLUMN.values())[:4]
_BY_RULE = dict.fromkeys(CELL_OF_COLUMN, "")


def decline(lexeme: Lexeme) -> Paradigm:
    """Return the forms of an adjective by cell; none for a numeral that does not inflect.

    Raises UnknownParadigmError.
    """
    base_form = lexeme.base_form
    classes = toml_table("fr", "words")["adjectives"]
    if base_form in classes["uninflected"]:
        return {}
    if base_form in classes["invariable"]:
        return dict.fromkeys(_AGREEMENT, (base_form,))
    if base_form in _prevocalic() and base_form not in tables.by_base_form("adjectives.csv"):
        full = _prevocalic()[base_form]
        raise UnknownParadigmError(f"“{base_form}” is the short form of “{full}”, which has the other forms")
    forms = _forms(base_form, tables.by_base_form("adjectives.csv").get(base_form, _BY_RULE))
    return {cell: forms[column] for column, cell in CELL_OF_COLUMN.items() if forms[column]}


def _forms(base_form: str, entry: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the forms by column: those of the entry, with empty ones filled by rule."""
    singular_in_al = toml_table("fr", "words")["adjectives"]["als"]
    forms = {column: tables.variants(entry[column]) for column in CELL_OF_COLUMN}
    if not entry["masculine"]:
        forms["masculine"] = (base_form,)
    if not entry["feminine"]:
        forms["feminine"] = (_feminine(base_form),)
    if not entry["masculine_plural"]:
        forms["masculine_plural"] = (plural(base_form, keeps_al=base_form in singular_in_al),)
    if not entry["feminine_plural"]:
        forms["feminine_plural"] = tuple(map(plural, forms["feminine"]))
    return {column: _with_reform(found) for column, found in forms.items()}


@functools.cache
def _prevocalic() -> Mapping[str, str]:
    """Return the words that have a form before a vowel, by that form."""
    columns = ("masculine_prevocalic", "feminine_prevocalic")
    rows = tables.by_base_form("adjectives.csv").items()
    return {row[column]: base for base, row in rows for column in columns if row[column]}


def _with_reform(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(both for form in forms for both in reform.with_reform(form)))


def _feminine(masculine: str) -> str:
    """Return the feminine, using the longest matching ending in the table."""
    if re.search("[- ']", masculine):
        raise UnknownParadigmError(f"the agreement of the compound “{masculine}” must be looked up")
    endings = toml_table("fr", "words")["adjectives"]["feminine"]
    ending = next((masculine[start:] for start in range(1, len(masculine)) if masculine[start:] in endings), "")
    if not endings.get(ending):
        raise UnknownParadigmError(f"the feminine of “{masculine}” cannot be derived from its ending")
    return masculine.removesuffix(ending) + str(endings[ending])
