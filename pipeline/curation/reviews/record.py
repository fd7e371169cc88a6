"""What readers said of entries, kept in the pack as `readings/reviews.csv`: a row for each reading of a word.

The rows are in the order of words, so that two people who add to the file seldom touch the same lines.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from pipeline.curation.files import Rewrite
from pipeline.curation.reviews.csv_text import shown, typed
from pipeline.model.findings import Finding
from pipeline.model.identity import identity_of
from pipeline.model.packs import READINGS, REVIEWS
from pipeline.reading.csv_table import read
from pipeline.reading.files import read_source

RIGHT, WRONG, QUESTION = VERDICTS = ("right", "wrong", "question")
"""What a reader can say of an entry."""


class RecordError(Exception):
    """The record of a pack cannot be read. The message says why."""


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """What a reader said of an entry."""

    word: str
    """Its identity, which stays when its spelling is corrected."""
    read_on: str
    reader: str
    verdict: str
    digest: str
    """Of what was read."""
    comment: str = ""
    corrected: str = ""
    """`yes` if the reader also wrote another value into the entry."""

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from other readings: a comment may be reworded, a value added."""
        return self.word, self.read_on, self.reader, self.verdict, self.digest


_COLUMNS = tuple(field.name for field in fields(Reading))
_NEEDED = tuple(name for name in _COLUMNS if name != "corrected")
YES = "yes"


def people(names: object) -> frozenset[str]:
    """Return the names in a field that says who wrote or read an entry, as they are compared: `Ana, Omar`."""
    parts = names.split(",") if isinstance(names, str) else ()
    return frozenset(" ".join(part.split()).casefold() for part in parts if part.strip())


def correctors(readings: Iterable[Reading]) -> frozenset[str]:
    """Return who wrote values of an entry as its reader, of its readings: they are among its writers from then on."""
    return frozenset[str]().union(*(people(one.reader) for one in readings if one.corrected))


def word_of(entry: Mapping[str, Any]) -> str:
    """Return the identity of an entry, valid or not."""
    former, stated = entry.get("formerly"), entry.get("identity")
    known = [str(one) for one in former] if isinstance(former, list) else []
    return identity_of(str(entry.get("base_form")), known, stated if isinstance(stated, str) else None)


def path_in(pack: Path) -> Path:
    """Return where a pack keeps what readers said."""
    return pack / READINGS / REVIEWS


def readings_in(pack: Path) -> tuple[list[Reading], str | None]:
    """Return what readers said, the earliest first for each word, and the text of the file, or None if there is none.

    Raises:
        RecordError: it cannot be read.
    """
    path = path_in(pack)
    if not path.exists() and not path.is_symlink():
        return [], None
    source = read_source(path, pack, path.as_posix())
    if isinstance(source, Finding):
        raise RecordError(f"{path}: {source.message}")
    table = read(source[1], path.as_posix())
    missing = [name for name in _NEEDED if name not in table.columns]
    if table.findings or missing:
        why = table.findings[0].message if table.findings else f"there is no column “{missing[0]}”"
        raise RecordError(f"{path} is not a record of readings: {why}")
    rows = (dict(zip(table.columns, row.cells, strict=True)) for row in table.rows)
    return sorted(Reading(**{name: typed(row.get(name, "")) for name in _COLUMNS}) for row in rows), source[1]


def rewrites(pack: Path, new: Iterable[Reading]) -> list[Rewrite]:
    """Return the file with readings added, or nothing if it has them. One whose comment was reworded replaces the old.

    Raises:
        RecordError: it cannot be read.
    """
    known, before = readings_in(pack)
    every = {one.key: one for one in (*known, *new)}
    if sorted(every.values()) == known:
        return []
    page = io.StringIO()
    writer = csv.DictWriter(page, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for one in sorted(every.values()):
        writer.writerow({name: shown(text) for name, text in asdict(one).items()})
    return [Rewrite(path_in(pack), pack, before, page.getvalue())]


def by_word(readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """Return readings by word, the earliest first."""
    return {word: list(own) for word, own in groupby(sorted(readings), attrgetter("word"))}
