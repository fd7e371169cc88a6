"""What a vocabulary holds of each word, whether it was read from a database or from packs.

Plain tuples: two entries that say the same are equal, and comparing them costs next to nothing.
"""

from typing import NamedTuple


class ContentError(Exception):
    """A file or folder cannot be read as a vocabulary."""


class Sense(NamedTuple):
    """A meaning of a word, with its examples: texts and their translations."""

    text: str
    translation: str
    part_of_speech: str | None
    explanation: str | None
    examples: tuple[tuple[str, str | None], ...]


class Entry(NamedTuple):
    """A word with all that is taught of it. Its natural key is its language and base form."""

    language: str
    base_form: str
    part_of_speech: str
    pronunciation: str | None
    notes: str | None
    levels: tuple[tuple[str, int], ...]
    """Level and priority, sorted. Never empty: a word at no level is retired and not part of the vocabulary."""
    senses: tuple[Sense, ...]
    """The primary one first."""
    forms: tuple[tuple[str, str, str | None], ...]
    """Type, text, and the analyses as JSON; sorted."""
    relations: tuple[tuple[str, str], ...]
    """The base form of the other word, and the relationship to it; sorted."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same word in two releases."""
        return self.language, self.base_form
