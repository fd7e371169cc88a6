"""Add up the counts of blocks, on the disk: a large corpus has more lemmas than memory should hold."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline.curation.frequency.counting import UNIT, BlockCounts

_MEMORY = 16_384
"""Of SQLite, in KiB."""
_ADD = """
    INSERT INTO totals VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
    occurrences = occurrences + excluded.occurrences, documents = documents + excluded.documents,
    spread = spread + excluded.spread, ambiguous = ambiguous + excluded.ambiguous
"""


class Frequency(NamedTuple):
    """How often a lemma occurs."""

    lemma: str
    level: str
    """Of the word in the pack; empty if it has none."""
    occurrences: int
    per_million: float
    """Of running words."""
    documents: int
    """In how many it occurs."""
    evenness: float
    """e to the power of minus the Kullback-Leibler divergence, in bits, of its shares of the documents from theirs of
    the corpus: 1 if it is as frequent in all of them, close to 0 if it occurs in few.

    Source: Gries, Frequency, Dispersion, Association, and Keyness (2024), ch. 2, who gives its complement.
    """
    ambiguous: float
    """The share of the count that may also be another word of the pack."""


@dataclass(slots=True)
class Totals:
    """The counts of a corpus so far."""

    connection: sqlite3.Connection
    running: int = 0
    documents: int = 0
    undecodable: int = 0
    lemmas: int = field(default=0)

    def add(self, counts: BlockCounts) -> None:
        """Add the counts of a block."""
        with self.connection:
            self.connection.executemany(_ADD, ((*lemma, *sums) for lemma, sums in counts.sums.items()))
        self.running += counts.running
        self.documents += counts.documents
        self.undecodable += counts.undecodable

    def frequencies(self, least: int = 1) -> Iterator[Frequency]:
        """Yield lemmas that occur at least so often, the most frequent first, equals by their letters."""
        query = "SELECT * FROM totals WHERE occurrences >= ? ORDER BY occurrences DESC, lemma, level"
        for lemma, level, count, documents, spread, ambiguous in self.connection.execute(query, (least,)):
            divergence = spread / UNIT / count + math.log2(self.running / count)
            yield Frequency(
                lemma,
                level,
                count,
                round(1e6 * count / self.running, 3),
                documents,
                round(math.exp(-max(divergence, 0.0)), 4),
                round(ambiguous / count, 4),
            )


@contextmanager
def totals() -> Iterator[Totals]:
    """Yield empty totals, whose file is removed afterwards."""
    with TemporaryDirectory(prefix="babblr-frequency-", ignore_cleanup_errors=True) as folder:
        connection = sqlite3.connect(Path(folder) / "totals.db")
        try:
            connection.execute(f"PRAGMA cache_size = -{_MEMORY}")
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(
                "CREATE TABLE totals (lemma TEXT, level TEXT, occurrences INTEGER, documents INTEGER, spread INTEGER, "
                "ambiguous INTEGER, PRIMARY KEY (lemma, level)) WITHOUT ROWID"
            )
            yield Totals(connection)
        finally:
            connection.close()
