"""The sheet that a reader fills in: a CSV file with a row for each meaning, named by columns as in a pack's own CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.curation.reading_samples.sample import Sample
from pipeline.model.fields import EXAMPLE, MEANING, WORD, Field, Record, fields_of, values_getter
from pipeline.model.lexicon import Word
from pipeline.reading.csv_table import read
from pipeline.reporting.terminal import harmless, harmless_cell

VERDICTS = ("ok", "weak", "error")
"""What a reader can say of an entry, from best to worst."""

NOT_SHOWN = {"concept", "identity", "source", "status", "written_by", "reviewed_by", "reviewed_on"}
"""Fields that say where an entry comes from. A reader judges only what a learner is told."""

_FILLED_IN = ("verdict", "comment")


class SheetError(Exception):
    """A sheet cannot be read or is not filled in. The message says where."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry of a sheet that was read: its number, its base form, and what the reader says of it."""

    entry: int
    base_form: str
    verdict: str
    comment: str = ""
    planted: str = ""
    """The kind of the fault that was planted in it, in a sheet that is kept."""
    reader: str = ""


def _shown(record: Record) -> tuple[Field, ...]:
    kept = (field for field in fields_of(record) if field.csv and field.name not in NOT_SHOWN)
    return tuple(field for field in kept if field.plain or field.part_of in ("levels", "related"))


_WORD, _MEANING, _EXAMPLE = map(_shown, (WORD, MEANING, EXAMPLE))
_OF_WORD = tuple(field for field in _WORD if field.plain)
_get_word, _get_meaning, _get_example = map(values_getter, (_OF_WORD, _MEANING, _EXAMPLE))
_NAMED = tuple(field.name for field in _WORD if field.part_of == "related")


def rows_of(entry: int, word: Word) -> Iterator[dict[str, str]]:
    """Yield a mapping from column to cell for each meaning of an entry. What concerns the word is in the first one."""
    values = dict(zip((field.csv for field in _OF_WORD), _get_word(word), strict=True))
    values |= {name: "|".join(word.related.get(name, ())) for name in _NAMED}
    values |= {"level": word.levels[0].level, "priority": word.levels[0].priority} if word.levels else {}
    for number, meaning in enumerate(word.meanings):
        row = {"entry": entry, "base_form": word.base_form} if number else {"entry": entry} | values
        row |= dict(zip((field.csv for field in _MEANING), _get_meaning(meaning), strict=True))
        for index, example in enumerate(meaning.examples):
            for field, value in zip(_EXAMPLE, _get_example(example), strict=True):
                row[_numbered(str(field.csv), index)] = value
        yield {str(column): "" if value is None else str(value) for column, value in row.items()}


def columns_for(words: Iterable[Word]) -> list[str]:
    """Return the columns of a sheet in order, with as many examples as any meaning of the words has."""
    most = max((len(meaning.examples) for word in words for meaning in word.meanings), default=0)
    own = ["base_form", "level"] + [str(field.csv) for field in _WORD if field.csv != "base_form"]
    meanings = [str(field.csv) for field in _MEANING]
    examples = [_numbered(str(field.csv), index) for index in range(most) for field in _EXAMPLE]
    return ["entry", *_FILLED_IN, *own, *meanings, *examples]


def _numbered(column: str, index: int) -> str:
    return column if index == 0 else column.replace("example", f"example_{index + 1}", 1)


def as_csv(sample: Sample) -> str:
    """Return the sheet, with nothing filled in."""
    return _written(
        columns_for(sample.words), [row for n, word in enumerate(sample.words) for row in rows_of(n + 1, word)]
    )


def judged(text: str, file: str) -> list[Judged]:
    """Return what a reader says of each entry of a sheet: the worst of what is said of its meanings.

    Raises:
        SheetError: this is not a sheet, a verdict is not one of `VERDICTS`, or an entry has none.
    """
    table = read(text, file)
    missing = [name for name in ("entry", "base_form", "verdict") if name not in table.columns]
    if missing or table.findings:
        why = table.findings[0].message if table.findings else f"there is no column “{missing[0]}”"
        raise SheetError(f"{file} is not a sheet of entries to read: {why}")
    found: dict[int, Judged] = {}
    for row in table.rows:
        cells = dict(zip(table.columns, row.cells, strict=True))
        one = _judged(cells, file)
        known = found.get(one.entry)
        found[one.entry] = _worse(known, one) if known else one
    unread = [f"{one.entry} ({one.base_form})" for one in found.values() if not one.verdict]
    if unread:
        raise SheetError(f"{file}: there is no verdict on entry {', '.join(unread[:5])}{', …' * (len(unread) > 5)}")
    return list(found.values())


def _judged(cells: dict[str, str], file: str) -> Judged:
    verdict = cells["verdict"].lower()
    if not cells["entry"].isdecimal():
        raise SheetError(f"{file}: “{cells['entry']}” is not the number of an entry")
    if verdict and verdict not in VERDICTS:
        raise SheetError(
            f"{file}: the verdict on entry {cells['entry']} is “{verdict}”, not one of {', '.join(VERDICTS)}"
        )
    others = {name: cells.get(name, "") for name in ("comment", "planted", "reader")}
    return Judged(int(cells["entry"]), cells["base_form"], verdict, **others)


def _worse(one: Judged, other: Judged) -> Judged:
    """Return what two rows say of an entry."""
    worst = max((one.verdict, other.verdict), key=("", *VERDICTS).index)
    comment = "; ".join(filter(None, (one.comment, other.comment)))
    return Judged(one.entry, one.base_form, worst, comment, one.planted, one.reader)


def kept(entries: Sequence[Judged], reader: str) -> str:
    """Return the sheet that a pack keeps of a reading: what was said of each entry, and where faults were planted."""
    columns = ["entry", "base_form", "planted", "verdict", "comment", "reader"]
    return _written(
        columns, [{name: str(getattr(replace(one, reader=reader), name)) for name in columns} for one in entries]
    )


def _written(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: harmless_cell(harmless(cell)) for column, cell in row.items()})
    return page.getvalue()
