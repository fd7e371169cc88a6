"""The paradigm of Italian adjectives, articles, determiners and numerals: rules, plus the data in `adjectives.toml`.

Adjectives that distinguish gender have cells for gender and number, as in Universal Dependencies; the others
(`grande`) have cells for number only.
"""

from pipeline.languages.cells import FEMININE, MASCULINE, PLURAL, SINGULAR
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.it.plurals import plurals
from pipeline.languages.romance import SUPERLATIVE
from pipeline.languages.tables import toml_table

_CELLS = (f"{MASCULINE}|{SINGULAR}", f"{FEMININE}|{SINGULAR}", f"{MASCULINE}|{PLURAL}", f"{FEMININE}|{PLURAL}")


def inflect_adjective(base_form: str) -> Paradigm:
    """Return the forms of a word of this class by cell; empty if it has only one form.

    Raises UnknownParadigmError if the rules do not cover it.
    """
    data = toml_table("it", "adjectives")
    if base_form in data["invariable"] or base_form.endswith(("à", "è", "é", "ì", "ò", "ù")):
        return {}
    given = {cell: tuple(forms) for cell, forms in data["cells"].get(base_form, {}).items()}
    cells = given if any("Variant=" not in cell for cell in given) else _regular(base_form) | given
    if base_form in data["superlative"]:
        stem = next(forms[0] for cell, forms in cells.items() if PLURAL in cell)
        cells |= {
            f"{SUPERLATIVE}|{cell}": (f"{stem}ssim{ending}",) for cell, ending in zip(_CELLS, "oaie", strict=True)
        }
    return cells


def _regular(word: str) -> dict[str, tuple[str, ...]]:
    if not word.isalpha():
        raise UnknownParadigmError(f"no rule says which words of “{word}” are inflected")
    if word.endswith("o"):
        feminine = f"{word[:-1]}a"
        return dict(zip(_CELLS, ((word,), (feminine,), _masculines(word), plurals(feminine, "feminine")), strict=True))
    if word.endswith(("ista", "asta", "cida", "ota", "ita")):
        return dict(zip(_CELLS, ((word,), (word,), (f"{word[:-1]}i",), (f"{word[:-1]}e",)), strict=True))
    if word.endswith(("a", "tore", "sore")):
        raise UnknownParadigmError(f"the spelling of “{word}” does not make its feminine sure")
    return {SINGULAR: (word,), PLURAL: plurals(word, None)}


def _masculines(word: str) -> tuple[str, ...]:
    """Return the masculine plural of an adjective in -o: of -ico mostly -ici, of -go always -ghi."""
    if word.endswith("ico") and word not in toml_table("it", "adjectives")["in_chi"]:
        return (f"{word[:-1]}i",)
    if word.endswith("go") or word in toml_table("it", "adjectives")["in_chi"]:
        return (f"{word[:-1]}hi",)
    return plurals(word, "masculine")
