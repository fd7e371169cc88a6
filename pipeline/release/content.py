"""The content of each word of a vocabulary, whether read from a database or from packs.

Plain tuples: entries with the same content are equal, and comparing them costs next to nothing. The values of a record
are those of its fields that have a column, in the order of `model.fields.stored`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pipeline.model.fields import MEANING, WORD, Record, stored

Values = tuple[Any, ...]
Homographs = tuple[tuple[str, float], ...]
"""Words outside the vocabulary as people are told of them (`parts: noun part`), each with its share."""


def homographs_by_spelling(rows: Iterable[tuple[str, str, str, float]]) -> dict[str, dict[str, float]]:
    """Return the shares of words outside the vocabulary by spelling and name: from spelling, lemma, part of speech."""
    found: dict[str, dict[str, float]] = {}
    for spelling, lemma, part_of_speech, share in rows:
        found.setdefault(spelling, {})[f"{spelling}: {part_of_speech} {lemma}"] = share
    return found


def homographs_of(spellings: Iterable[str], known: Mapping[str, Mapping[str, float]]) -> Homographs:
    """Return the homographs of a word with these spellings; `known` are those by spelling."""
    if not known:
        return ()
    pieces = {piece for spelling in spellings for piece in (spelling, *spelling.split())}
    return tuple(sorted(named for one in pieces & known.keys() for named in known[one].items()))


def _index(record: Record, name: str) -> int:
    return [field.name for field in stored(record)].index(name)


_BASE_FORM, _PART_OF_SPEECH = _index(WORD, "base_form"), _index(WORD, "part_of_speech")
_TEXT, _TRANSLATION = _index(MEANING, "meaning"), _index(MEANING, "translation")


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
    homographs: Homographs = ()
    """The words outside the vocabulary that are spelled like it, with their shares; sorted."""

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
