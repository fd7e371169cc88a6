"""The coverage of a text that may be longer than memory: what is unknown is kept in a temporary database."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from pipeline.recognition.coverage import Standing, as_taught, needs, standing, taught_at
from pipeline.recognition.index import Index
from pipeline.recognition.patterns import patterns_by_clause
from pipeline.recognition.pieces import Piece, pieces
from pipeline.recognition.tokens import Spelling, Token, TokenKind

Chunks = Callable[[], Iterable[str]]
"""Gives a text from its beginning, in chunks of any size, as often as it is asked."""

Shown = Callable[[Piece, list[Token], Mapping[Spelling, Standing]], None]
"""Takes a piece of a text as it is counted, its tokens, and how much is known of their spellings."""

_SCHEMA = """
    CREATE TABLE names (text TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE places (standing TEXT, lower TEXT, start INTEGER, line INTEGER, position INTEGER);
    CREATE TABLE spellings (standing TEXT, lower TEXT, text TEXT, PRIMARY KEY (standing, lower, text)) WITHOUT ROWID;
    CREATE TABLE words (
        id INTEGER PRIMARY KEY, standing TEXT, lower TEXT, base_form TEXT, level TEXT,
        UNIQUE (standing, lower, base_form, level)
    );
"""


class Place(NamedTuple):
    """Where a token begins: in characters of the text in form C, and as people count, from 1."""

    start: int
    line: int
    position: int


class Entry(NamedTuple):
    """A spelling that is unknown or doubtful, as `coverage.Listed` has it."""

    text: str
    times: int
    base_forms: tuple[str, ...]
    level: str | None
    lower: str


@dataclass(slots=True)
class Tally:
    """What was counted of a text. The counts are as in `coverage.Coverage`; the spellings are read from the disk."""

    level: str
    _connection: sqlite3.Connection
    counts: dict[Standing, int] = field(default_factory=lambda: dict.fromkeys(Standing, 0))
    apart: dict[TokenKind, int] = field(
        default_factory=lambda: {kind: 0 for kind in TokenKind if kind is not TokenKind.WORD}
    )
    patterns: Counter[str] = field(default_factory=Counter)
    """In how many clauses each construction stands, if that was asked for."""

    @property
    def words(self) -> int:
        """How many running words there are."""
        return sum(self.counts.values())

    @property
    def lower(self) -> float | None:
        """The share of running words that are known, from 0 to 1; None for a text without words."""
        return self.counts[Standing.KNOWN] / self.words if self.words else None

    @property
    def upper(self) -> float | None:
        """The share of running words that may be known; likewise."""
        return (self.words - self.counts[Standing.UNKNOWN]) / self.words if self.words else None

    def entries(self, which: Standing) -> Iterator[Entry]:
        """Yield the spellings of a standing, the most frequent first, then in order of the text."""
        found = self._connection.execute(
            "SELECT lower, count(*) FROM places WHERE standing = ? GROUP BY lower ORDER BY count(*) DESC, min(start)",
            (which.value,),
        )
        for lower, times in found:
            key = (which.value, lower)
            texts = [
                text
                for (text,) in self._connection.execute(
                    "SELECT text FROM spellings WHERE standing = ? AND lower = ? ORDER BY text", key
                )
            ]
            words = self._connection.execute(
                "SELECT base_form, level FROM words WHERE standing = ? AND lower = ? ORDER BY id", key
            ).fetchall()
            yield Entry(
                text=lower if lower in texts else texts[0],
                times=times,
                base_forms=tuple(dict.fromkeys(base for base, _ in words)),
                level=min((level for _, level in words if level), default=None),
                lower=lower,
            )

    def places(self, which: Standing, entry: Entry) -> Iterator[Place]:
        """Yield where a spelling stands, in order."""
        found = self._connection.execute(
            "SELECT start, line, position FROM places WHERE standing = ? AND lower = ? ORDER BY start",
            (which.value, entry.lower),
        )
        for row in found:
            yield Place(*row)


@contextmanager
def tallied(
    chunks: Chunks,
    index: Index,
    level: str,
    shown: Shown | None = None,
    *,
    patterns: bool = False,
) -> Iterator[Tally]:
    """Yield the coverage of a text for a learner of a level; the memory it takes does not grow with the text.

    `shown` is called with each piece as it is counted. With `patterns`, the constructions are counted too, once in each
    clause.

    Raises:
        ValueError: there is no such level.
    """
    taught = taught_at(level)
    with closing(sqlite3.connect("", isolation_level=None)) as connection:  # on the disk, and gone with the connection
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        names = _Names(connection)
        for piece in pieces(chunks(), index):
            names.add(one.text for one in piece.recognised(index) if one.kind is TokenKind.NAME)
        tally, counter = Tally(level, connection), _Counter(connection)
        for piece in pieces(chunks(), index):
            whole = piece.recognised(index, names)
            tokens = list(as_taught(whole, taught))
            standings = {one: standing(one, taught) for _, _, one in tokens if one.kind is TokenKind.WORD}
            for spelling, count in Counter(map(itemgetter(2), tokens)).items():
                if spelling.kind is TokenKind.WORD:
                    tally.counts[standings[spelling]] += count * spelling.running_words
                else:
                    tally.apart[spelling.kind] += count
            counter.add(piece, tokens, standings)
            if patterns:
                tally.patterns.update(chain.from_iterable(patterns_by_clause(whole, index.rules)))
            if shown:
                shown(piece, tokens, standings)
        connection.execute("CREATE INDEX places_by_spelling ON places (standing, lower, start)")
        yield tally


@dataclass(slots=True)
class _Names:
    """The names of the whole text."""

    connection: sqlite3.Connection

    def add(self, texts: Iterable[str]) -> None:
        rows = ((one,) for one in set(texts))
        self.connection.executemany("INSERT OR IGNORE INTO names VALUES (?)", rows)

    def __contains__(self, text: object) -> bool:
        found = self.connection.execute("SELECT 1 FROM names WHERE text = ?", (text,))
        return found.fetchone() is not None


@dataclass(slots=True)
class _Counter:
    """Notes what is not known, piece by piece, and where."""

    connection: sqlite3.Connection
    _line: int = 1
    _position: int = 1

    def add(self, piece: Piece, tokens: Iterable[Token], standings: Mapping[Spelling, Standing]) -> None:
        listed = {one: found.value for one, found in standings.items() if found is not Standing.KNOWN}
        keys = {one: one.text.lower() for one in listed}
        execute = self.connection.executemany
        execute(
            "INSERT OR IGNORE INTO spellings VALUES (?, ?, ?)",
            [(found, keys[one], one.text) for one, found in listed.items()],
        )
        execute(
            "INSERT OR IGNORE INTO words (standing, lower, base_form, level) VALUES (?, ?, ?, ?)",
            [
                (found, keys[one], word.base_form, needs(word) or "")
                for one, found in listed.items()
                for word in one.likely
            ],
        )
        execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", self._rows(piece, tokens, listed, keys))

    def _rows(
        self, piece: Piece, tokens: Iterable[Token], listed: Mapping[Spelling, str], keys: Mapping[Spelling, str]
    ) -> Iterator[tuple[str, str, int, int, int]]:
        done = 0
        for start, _, spelling in tokens:
            if spelling in listed:
                self._go_on(piece.text[done:start])
                done = start
                yield listed[spelling], keys[spelling], piece.start + start, self._line, self._position
        self._go_on(piece.text[done:])

    def _go_on(self, text: str) -> None:
        breaks = text.count("\n")
        self._line += breaks
        self._position = len(text) - text.rindex("\n") if breaks else self._position + len(text)
