"""An entry as the texts of its cells: what belongs to the word, then its meanings, each with its examples.

Only fields that have a column in CSV word lists are in it. Everything else of an entry stays in its file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.model.fields import EXAMPLE, IDS, MEANING, NAMES, NUMBER, WORD, Field, Record, fields_of
from pipeline.model.findings import Pointer
from pipeline.reading.csv_rows import COLUMNS

SEPARATOR = "|"
"""What stands between several values of a cell."""

LONGEST_CELL = 32_767
"""Characters. Source: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3"""

Cells = dict[str, str]
"""The texts of the cells of a row that are given, by column."""

Texts = dict[str, str | None]
"""The texts of the fields of a record, by name. None: it has a value that no cell can hold. Absent: not given."""


def columned(record: Record) -> tuple[Field, ...]:
    """Return the fields of a record that have a column."""
    return tuple(one for one in fields_of(record) if one.csv)


_OF_WORD, _OF_MEANING, _OF_EXAMPLE = map(columned, (WORD, MEANING, EXAMPLE))
_LISTS = (NAMES, IDS)


@dataclass(slots=True)
class MeaningCells:
    """A meaning, and its examples in order."""

    texts: Texts = field(default_factory=dict)
    examples: dict[int, Texts] = field(default_factory=dict)
    """By number, from 0 on: the position in the entry, or the column in which it came back."""

    @property
    def given(self) -> bool:
        """Whether anything is said of it."""
        return any(text != "" for texts in (self.texts, *self.examples.values()) for text in texts.values())


@dataclass(slots=True)
class EntryCells:
    """An entry. Its meanings are by number, from 0 on, so that one that is missing does not move the others."""

    texts: Texts = field(default_factory=dict)
    meanings: dict[int, MeaningCells] = field(default_factory=dict)


def normal(column: Field, text: str) -> str:
    """Return the text of a cell without spaces that mean nothing, so that two texts that say the same are equal."""
    text = "\n".join(text.strip().splitlines()) if "\r" in text else text.strip()
    if column.kind in _LISTS:
        return SEPARATOR.join(part for part in map(str.strip, text.split(SEPARATOR)) if part)
    return text


def text_of(column: Field, value: Any) -> str | None:
    """Return a value of a record as the text of a cell; None: no cell can hold it."""
    if value is None:
        return ""
    if column.kind is NUMBER:
        return str(value) if type(value) is int else None
    if column.kind in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) and SEPARATOR not in one for one in value):
            return None
        value = SEPARATOR.join(value)
    if not isinstance(value, str) or len(value) > LONGEST_CELL:
        return None
    return normal(column, value)


def value_of(column: Field, text: str) -> Any:
    """Return the value that the text of a cell stands for, as the reader of CSV word lists does."""
    return COLUMNS[str(column.csv)].value(text)


def cells_of(entry: Mapping[str, Any]) -> EntryCells:
    """Return an entry as cells, whether or not it is a valid one."""
    found = EntryCells(_texts(_OF_WORD, entry))
    for number, meaning in _records(entry.get("meanings")):
        examples = {index: _texts(_OF_EXAMPLE, one) for index, one in _records(meaning.get("examples"))}
        found.meanings[number] = MeaningCells(_texts(_OF_MEANING, meaning), examples)
    return found


def _records(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, one in enumerate(value if isinstance(value, list) else ()):
        if isinstance(one, dict):
            yield number, one


def _texts(columns: tuple[Field, ...], record: Mapping[str, Any]) -> Texts:
    return {one.name: text_of(one, record.get(one.name)) for one in columns}


def rows_of(entry: EntryCells) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of an entry, each with the number of its meaning. An entry without meanings has one row."""
    own = _columns(entry.texts, _OF_WORD)
    again = {"base_form": own.get("base_form", "")}
    for place, number in enumerate(entry.meanings or {0: None}):
        row = dict(again if place else own)
        meaning = entry.meanings.get(number)
        if meaning:
            row |= _columns(meaning.texts, _OF_MEANING)
            for name, column in COLUMNS.items():
                if column.field.record is EXAMPLE and column.example in meaning.examples:
                    row[name] = meaning.examples[column.example].get(column.field.name) or ""
        yield number, row


def _columns(texts: Texts, columns: tuple[Field, ...]) -> Cells:
    return {str(one.csv): texts.get(one.name) or "" for one in columns if one.name in texts}


def word_texts(row: Cells) -> Texts:
    """Return what a row says of its word."""
    return {one.name: normal(one, row[str(one.csv)]) for one in _OF_WORD if one.csv in row}


def meaning_cells(row: Cells) -> MeaningCells:
    """Return what a row says of its meaning. Examples of which nothing is said are in it, with empty texts."""
    found = MeaningCells({one.name: normal(one, row[str(one.csv)]) for one in _OF_MEANING if one.csv in row})
    for name, column in COLUMNS.items():
        if column.field.record is EXAMPLE and name in row:
            found.examples.setdefault(column.example, {})[column.field.name] = normal(column.field, row[name])
    return found


def entry_cells(rows: Mapping[int, Cells]) -> EntryCells:
    """Return the entry in some rows, by the numbers of their meanings, without what is not given."""
    found = EntryCells(word_texts(next(iter(rows.values()))))
    for number, row in rows.items():
        meaning = meaning_cells(row)
        meaning.examples = {index: texts for index, texts in meaning.examples.items() if any(texts.values())}
        if meaning.given:
            found.meanings[number] = meaning
    return found


def meaning_record(cells: MeaningCells) -> dict[str, Any]:
    """Return a meaning as the record of a word list, without what is not given."""
    found = _values(_OF_MEANING, cells.texts)
    examples = [_values(_OF_EXAMPLE, texts) for _, texts in sorted(cells.examples.items())]
    return found | {"examples": given} if (given := [one for one in examples if one]) else found


def entry_record(cells: EntryCells) -> dict[str, Any]:
    """Return an entry as the record of a word list, its fields in order, without what is not given."""
    found = _values(_OF_WORD, cells.texts)
    meanings = [meaning_record(one) for _, one in sorted(cells.meanings.items()) if one.given]
    if meanings:
        found["meanings"] = meanings
    order = [one.name for one in fields_of(WORD)]
    return dict(sorted(found.items(), key=lambda item: order.index(item[0])))


def _values(columns: tuple[Field, ...], texts: Texts) -> dict[str, Any]:
    return {one.name: value_of(one, text) for one in columns if (text := texts.get(one.name))}


def column_of(pointer: Pointer) -> str:
    """Return the column that holds a value of an entry, by its pointer in the entry; of others, the base form's."""
    match pointer:
        case ("meanings", int(), "examples", int(number), str(name)):
            wanted = (EXAMPLE, name, number)
        case ("meanings", int(), str(name)):
            wanted = (MEANING, "meaning" if name == "examples" else name, 0)
        case (str(name), *_):  # also one of several base forms in a cell
            wanted = (WORD, name, 0)
        case _:
            wanted = (WORD, "base_form", 0)
    found = (name for name, one in COLUMNS.items() if (one.field.record, one.field.name, one.example) == wanted)
    return next(found, "base_form")
