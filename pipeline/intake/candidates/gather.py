"""Gather what the rows of an import say, by way of the disk: a list may have more words than memory should hold."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, Self

from pipeline.intake.candidates.claims import as_line, claims_text, encoded
from pipeline.intake.candidates.sorting import Sorter
from pipeline.intake.sources import Source
from pipeline.intake.statements import Entry, Pair

_CONTROLS = dict.fromkeys(range(32), " ")
"""What keys cannot have: they are put between tabs and line breaks."""


class Where(NamedTuple):
    """Where a statement comes from."""

    source: Source
    number: int
    """Of the row, counted over the whole import."""
    place: str


class Said(NamedTuple):
    """What a row says of a word."""

    base_form: str
    """As JSON."""
    claims: str
    """By field, as JSON."""


class Gathered:
    """The entries and the sentences of an import. A context, whose files are removed at its end."""

    def __init__(self, key_of: Callable[[str], str]) -> None:
        """`key_of` returns what base forms of the same word have in common."""
        self.has_pairs = False
        self._key_of = key_of
        self._entries = Sorter()
        self._pairs = Sorter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()
        self._pairs.close()

    def add_entry(self, entry: Entry, where: Where) -> None:
        """Add what a row says of a word.

        Raises:
            OSError: the disk is full.
        """
        text = f"{as_line(encoded(entry.base_form))}\t{claims_text(entry, where.source, where.place)}"
        self._entries.add(_line(plain(self._key_of(entry.base_form)), where, text))

    def add_pair(self, pair: Pair, where: Where) -> None:
        """Add a sentence.

        Raises:
            OSError: the disk is full.
        """
        self.has_pairs = True
        its = where.source
        record = {
            "text": pair.text,
            "translation": pair.translation,
            "source": its.id,
            "licence": its.licence,
            "id": pair.id,
            "place": where.place,
        }
        self._pairs.add(_line(sentence_key(pair.text, pair.translation), where, as_line(encoded(record))))

    def words(self) -> Iterator[tuple[bytes, list[Said]]]:
        """Yield the key of each word, and what each row says of it: by key, then by source, then by row."""
        for key, lines in groupby((line.split(b"\t", 4) for line in self._entries), itemgetter(0)):
            yield key, [Said(line[3].decode(), line[4][:-1].decode()) for line in lines]

    def sentences(self) -> Iterator[tuple[bytes, dict[str, Any]]]:
        """Yield the key of each sentence and its record, once for each source, in the order of the keys."""
        for (key, _), lines in groupby((line.split(b"\t", 3) for line in self._pairs), itemgetter(0, 1)):
            yield key, json.loads(next(lines)[3])


def plain(text: str) -> str:
    """Return a text without control characters, to be sorted by."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def sentence_key(text: str, translation: str) -> str:
    """Return what the same sentences have in common."""
    return f"{plain(text)}\x1f{plain(translation)}"


def _line(key: str, where: Where, text: str) -> bytes:
    return f"{key}\t{where.source.id}\t{where.number:012}\t{text}\n".encode(errors="surrogatepass")
