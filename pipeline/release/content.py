"""The content of each word of a vocabulary, whether read from a database or from packs.

Plain tuples: entries with the same content are equal, and comparing them costs next to nothing. The values of a record
are those of its fields that have a column, in the order of `model.fields.stored`.
"""

from typing import Any, NamedTuple

from pipeline.model.fields import MEANING, WORD, Record, stored

Values = tuple[Any, ...]


def _index(record: Record, name: str) -> int:
    return [field.name for field in stored(record)].index(name)


_BASE_FORM, _PART_OF_SPEECH = _index(WORD, "base_form"), _index(WORD, "part_of_speech")
_TEXT, _TRANSLATION = _index(MEANING, "meaning"), _index(MEANING, "translation")


class ContentError(Exception):
    """A file or folder cannot be read as a vocabulary."""


class Sense(NamedTuple):
    """A meaning of a word, with its examples."""

    values: Values
    examples: tuple[Values, ...]

    @property
    def text(self) -> str:
        """The definition."""
        return str(self.values[_TEXT])

    @property
    def translation(self) -> str:
        """The translation of the word in this meaning."""
        return str(self.values[_TRANSLATION])


class Entry(NamedTuple):
    """A word with everything taught about it. Its natural key is its language and identity."""

    language: str
    identity: str
    """Its first base form, by which it is known when its spelling was corrected."""
    values: Values
    levels: tuple[Values, ...]
    """Sorted. Never empty: a word at no level is retired and not part of the vocabulary."""
    senses: tuple[Sense, ...]
    """The primary one first."""
    forms: tuple[Values, ...]
    """Sorted."""
    relations: tuple[tuple[str, str, str], ...]
    """The identity of the other word, the relationship to it, and its base form; sorted."""
    topics: tuple[str, ...] | None = None
    """Sorted. None: an older database does not say."""

    @property
    def base_form(self) -> str:
        """The base form."""
        return str(self.values[_BASE_FORM])

    @property
    def part_of_speech(self) -> str:
        """The word's part of speech."""
        return str(self.values[_PART_OF_SPEECH])

    @property
    def key(self) -> tuple[str, str]:
        """The key that identifies the word across releases."""
        return self.language, self.identity
