"""The cell of an example: a sentence, or a sentence and its translation on the next line."""

import re
from collections.abc import Callable

from pipeline.intake.conform.cells import clean, lines
from pipeline.intake.statements import Sample

IsTranslated = Callable[[str], bool]
"""Whether a line is in the language of translations."""
_END = re.compile(r"[.!?…]['\"”’»)]*\s+(?=[\"'“„«¿¡(]*[A-ZÀ-ÞŒŠŽ0-9])")


def read_examples(
    cell: str, translation: str, is_translated: IsTranslated
) -> tuple[tuple[Sample, ...], tuple[str, ...]]:
    """Return the examples of a cell, the translation of which may be in a cell of its own, and doubts about them."""
    found = lines(cell)
    if not found:
        return (), ()
    other = clean(translation)
    if len(found) == 1:
        return (Sample(found[0], other),), _doubts(found[0])
    if other:
        return (Sample(" ".join(found), other),), ("two sentences in one cell",)
    translated = [is_translated(line) for line in found]
    if not any(translated):
        return (Sample(" ".join(found)),), ("two sentences in one cell",)
    if not any(translated[::2]) and all(translated[1::2]):  # each sentence with its translation below
        return tuple(Sample(*found[at : at + 2]) for at in range(0, len(found), 2)), ()
    own = " ".join(line for line, is_other in zip(found, translated, strict=True) if not is_other)
    rest = " ".join(line for line, is_other in zip(found, translated, strict=True) if is_other)
    return ((Sample(own, rest),), ()) if own else ((), ("only the translation of an example is given",))


def _doubts(text: str) -> tuple[str, ...]:
    return ("two sentences in one cell",) if _END.search(text) else ()
