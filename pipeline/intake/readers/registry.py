"""Which reader reads a file.

A family is one module with a `Family`; to add one, write the module and list it in `FAMILIES`.
"""

from pipeline.intake.readers import (
    anki_deck,
    records,
    sentences,
    separated,
    wiktextract,
    word_list,
    workbook,
)
from pipeline.intake.readers.family import Content, Family, NotReadableError, Reader
from pipeline.intake.readers.foreign import why_foreign
from pipeline.intake.readers.opening import head

__all__ = ["FAMILIES", "Content", "Family", "NotReadableError", "Reader", "family_for"]

FAMILIES: tuple[Family, ...] = (
    workbook.FAMILY,
    anki_deck.FAMILY,
    wiktextract.FAMILY,
    records.FAMILY,
    sentences.FAMILY,
    separated.FAMILY,
    word_list.FAMILY,
)
"""The more particular ones come first: of those that recognise a file, the first reads it."""


def family_for(content: Content, format: str | None = None) -> Family:  # noqa: A002  as the option is called
    """Return the family that reads a file, or pasted bytes: the one named, or one that recognises its beginning.

    Raises:
        NotReadableError: there is no such family, or the content is of none; the message says what to do.
        OSError: it is not a regular file, or cannot be read.
    """
    if format is not None:
        named = next((family for family in FAMILIES if family.name == format), None)
        if named is None:
            raise NotReadableError(
                f"there is no format “{format}”; there are {', '.join(one.name for one in FAMILIES)}"
            )
        return named
    start = head(content)
    if not start.strip():
        raise NotReadableError("it is empty")
    foreign = why_foreign(start)
    family = None if foreign else next((one for one in FAMILIES if one.recognises(start)), None)
    if family is None:
        suffixes = ", ".join(suffix for one in FAMILIES for suffix in one.suffixes)
        raise NotReadableError(foreign or f"it is in no format that can be read ({suffixes}): save it as CSV")
    return family
