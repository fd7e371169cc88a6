"""What workbooks brought into a pack, kept beside the candidates: the base with which a later delivery is merged.

The hidden sheet of a workbook says what was handed out, and is not changed when the workbook is brought in. Without a
memory, what its writer corrects afterwards would look as if both sides had changed it. Several people may fill in
copies of one workbook, so one counts as a later delivery only if it still has most of what the earlier one brought.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.curation.round_trip.cells import Cells, rows_of
from pipeline.curation.round_trip.workbook import KEPT, id_of, numbers_of
from pipeline.intake.handed_out import Line, Workbook, word_of
from pipeline.intake.matching import FIRST_NEW, Matched
from pipeline.intake.readers.family import NotReadableError
from pipeline.reading.csv_rows import COLUMNS
from pipeline.system.drafts import replace_file
from pipeline.system.files import read_bytes

_MOST_BYTES = 2**27
_TELLING = ("meaning", "translation", "example")
"""What a row in its old place must have kept, one of these at least, if its base form is another."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a word that was taken over."""

    id: str
    added: bool
    """Whether it was not handed out, and has its id from here."""
    sheet: str
    row: int
    level: str
    topic: str
    cells: Cells


Delivery = list[Row]
"""What one copy of a workbook brought last."""


def path_of(folder: Path, book: Workbook) -> Path:
    """Return where the deliveries of a workbook are kept: by what was handed out."""
    words = {number: (one.file, asdict(one.cells)) for number, one in book.words.items()}
    digest = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:16]
    return folder / "workbooks" / f"{book.language}-{digest}.json"


def read(path: Path) -> list[Delivery]:
    """Return the deliveries of a workbook, none if it is the first.

    Raises:
        NotReadableError: the file is damaged.
        OSError: it cannot be read.
    """
    try:
        found = json.loads(read_bytes(path, _MOST_BYTES))
        rows = [[Row(**row) for row in delivery] for delivery in found]
        if not all(_sound(row) for delivery in rows for row in delivery):
            raise ValueError
    except FileNotFoundError:
        return []
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise NotReadableError(f"{path} is damaged; remove it") from error
    return rows


def _sound(row: Row) -> bool:
    texts = (row.id, row.sheet, row.level, row.topic, *row.cells.keys(), *row.cells.values())
    return all(isinstance(text, str) for text in texts) and bool(numbers_of(row.id)) and "base_form" in row.cells


@dataclass(frozen=True, slots=True)
class Memory:
    """What copies of a workbook have brought, and the file that remembers it."""

    path: Path
    deliveries: Sequence[Delivery]
    before: Delivery | None = None
    """The one of which the workbook is a later one."""

    def keep(self) -> None:
        """Write it.

        Raises:
            OSError: the file cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps([[asdict(row) for row in one] for one in self.deliveries], ensure_ascii=False, indent=1)
        replace_file(self.path, f"{text}\n".encode())

    def after(self, book: Workbook, found: Matched, refused: Collection[str]) -> "Memory | None":
        """Return what is to be remembered if it is something else. `refused` are words that were not taken over."""
        now = delivered(book, found, refused, self.before)
        others = [one for one in self.deliveries if one is not self.before]
        return Memory(self.path, [*others, now]) if now and now != self.before else None


def recalled(folder: Path, book: Workbook) -> Memory:
    """Return what copies of a workbook have brought, and let it count as handed out with what this copy brought.

    Raises:
        NotReadableError: the file is damaged.
        OSError: it cannot be read.
    """
    path = path_of(folder, book)
    known = read(path)
    before = earlier(book, known)
    if before is not None:
        rebase(book, before)
    return Memory(path, known, before)


def earlier(book: Workbook, deliveries: Sequence[Delivery]) -> Delivery | None:
    """Return the delivery of which a workbook is a later one, if there is any."""
    here = {(id_, name, text) for line in book.lines for id_ in (line.id, "") for name, text in line.cells.items()}
    handed = dict(_handed(book))
    best: tuple[float, Delivery] | None = None
    for delivery in deliveries:
        brought = [
            ("" if row.added else row.id, name, text)
            for row in delivery
            for name, text in row.cells.items()
            if text != handed.get(row.id, {}).get(name, "")
        ]
        same = sum(one in here for one in brought) / len(brought) if brought else 0.0
        if same > max(0.5, best[0] if best else 0.0):
            best = same, delivery
    return best[1] if best else None


def _handed(book: Workbook) -> Iterator[tuple[str, Cells]]:
    for number, word in book.words.items():
        for meaning, cells in rows_of(word.cells):
            yield id_of(number, meaning), cells


def rebase(book: Workbook, delivery: Delivery) -> None:
    """Let a workbook count as handed out with what it brought before."""
    handed = dict(_handed(book))
    groups: dict[int, dict[int, Cells]] = {}
    for row in delivery:
        number, meaning = numbers_of(row.id) or (0, 0)
        word = book.words.get(number)
        kept = (row.id, word.file if word else "", row.level, word.topic if word else row.topic)
        empty = dict.fromkeys(COLUMNS, "")
        cells = empty | handed.get(row.id, {}) | row.cells | dict(zip(KEPT, kept, strict=True))
        groups.setdefault(number, {})[meaning] = cells
    _name(book, [row for row in delivery if row.added])
    for number, rows in groups.items():
        word = book.words.get(number)
        if word:
            kept = ("", word.file, word.level, word.topic)
            own = {meaning: cells | dict(zip(KEPT, kept, strict=True)) for meaning, cells in rows_of(word.cells)}
            groups[number] = dict(sorted((own | rows).items()))
        book.words[number] = word_of(groups[number])


def _name(book: Workbook, added: Delivery) -> None:
    """Give the rows that were not handed out the ids that they have here: by what they say, or else by their place."""
    known = {id_of(number, meaning) for number, word in book.words.items() for meaning in word.meanings}
    seen: set[str] = set()
    new: list[Line] = []
    for line in book.lines:
        if line.id not in known or line.id in seen:
            new.append(line)
        seen.add(line.id)
    for alike in (_equal, _same_word, _same_place):
        for row in list(added):
            found = next((one for one in new if alike(row, one)), None)
            if found is not None:
                found.id = row.id
                new = [one for one in new if one is not found]
                added.remove(row)


def _equal(row: Row, line: Line) -> bool:
    return row.sheet == line.at.sheet and row.cells == line.cells


def _same_word(row: Row, line: Line) -> bool:
    return row.sheet == line.at.sheet and row.cells["base_form"] == line.cells.get("base_form")


def _same_place(row: Row, line: Line) -> bool:
    kept = any(row.cells.get(name) and row.cells.get(name) == line.cells.get(name) for name in _TELLING)
    return kept and (row.sheet, row.row) == (line.at.sheet, line.at.row)


def delivered(book: Workbook, found: Matched, refused: Collection[str], before: Delivery | None) -> Delivery:
    """Return what a workbook has brought now: all rows of words of which nothing was refused, and else as `before`."""
    handed = dict(_handed(book))
    rows: dict[str, Row] = {row.id: row for row in before or ()}
    invented = {row.id for row in before or () if row.added}
    for number, word in found.returned.items():
        if word.name in refused:
            continue
        last = max(word.handed.meanings)
        for meaning, line in word.lines.items():
            if meaning >= FIRST_NEW:
                last += 1
            id_ = id_of(number, last if meaning >= FIRST_NEW else meaning)
            before_it = handed.get(id_, {})
            if meaning >= FIRST_NEW or any(text != before_it.get(name, "") for name, text in line.cells.items()):
                added = meaning >= FIRST_NEW or id_ in invented
                rows[id_] = _row(id_, line, word.handed.level, word.handed.topic, added=added)
    free = max(found.returned, default=-1) + 1
    for number, one in enumerate((one for one in found.begun if one.name not in refused), free):
        for meaning, line in enumerate(one.lines):
            id_ = id_of(number, meaning)
            rows[id_] = _row(id_, line, one.level, one.topic, added=True)
    return list(rows.values())


def _row(id_: str, line: Line, level: str, topic: str, *, added: bool) -> Row:
    return Row(id_, added, line.at.sheet, line.at.row, level, topic, dict(line.cells))
