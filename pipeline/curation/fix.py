"""Apply safe fixes to the files of a pack: texts, and the order of keys.

Files are edited by position, not rewritten from their records. ruamel.yaml keeps comments, but it would still
reformat what has not changed (indentation, spaces before comments and inside brackets), and leave a comment
above a key behind when the key moves.
"""

import difflib
from functools import partial
from typing import Any

from pipeline.curation import csv_cells
from pipeline.curation.edits import Edit, applied
from pipeline.curation.fields import each_text, is_taught, key_order
from pipeline.curation.typography import fixed
from pipeline.curation.yaml_order import ordered
from pipeline.curation.yaml_scalars import rewritten
from pipeline.languages.profile import Profile
from pipeline.model.fields import NAMES
from pipeline.model.findings import Pointer
from pipeline.model.lexicon import Document
from pipeline.reading import yaml_events
from pipeline.reading.csv_rows import COLUMNS
from pipeline.reading.csv_table import read
from pipeline.reading.paradigm_rows import VARIANTS
from pipeline.reading.yaml_tree import compose


class UnfaithfulError(Exception):
    """The fixed text would not say what it should: a bug in this program. The file stays as it is."""


def fix(document: Document, profile: Profile) -> str:
    """Return the fixed text of a document. The document must have been read without errors.

    Raises:
        UnfaithfulError: the new text does not read back as the fixed record.
    """
    if document.format == "csv":
        return _fix_csv(document, profile)
    return _fix_yaml(document, profile)


def diff(file: str, before: str, after: str) -> str:
    """Return a unified diff of a file, as `git apply` and `patch -p1` read it."""
    name = file.lstrip("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    # Not splitlines, which also breaks where YAML, CSV and patch see no line end.
    return [line + "\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]


def _fix_yaml(document: Document, profile: Profile) -> str:
    def change(pointer: Pointer, value: str) -> str:
        return fixed(value, profile, taught=is_taught(document.kind, pointer))

    expected = each_text(document.data, change)
    edits = []
    text = document.text
    for pointer, node in compose(text).root.walk():
        if node.style is None:
            continue
        new = _value(expected, pointer)
        if node.value != new:
            fix_line = partial(fixed, profile=profile, taught=is_taught(document.kind, pointer))
            raw = text[node.start : node.end]
            edits.append(Edit(node.start, node.end, rewritten(raw, new, node.style, fix_line, flow=node.flow)))
    fixed_text = applied(text, edits)
    # If keys cannot be moved without changing the record, they stay: their order is only for the eye.
    for candidate in (ordered(fixed_text, partial(key_order, document.kind)), fixed_text):
        if candidate == text or yaml_events.parse(candidate, document.file) == (expected, []):
            return candidate
    raise UnfaithfulError(document.file)


def _value(data: Any, pointer: Pointer) -> Any:
    for step in pointer:
        data = data[step]
    return data


def _fix_csv(document: Document, profile: Profile) -> str:
    table = read(document.text)
    edits, expected = [], []
    for row in table.rows:
        for name, cell in zip(table.columns, table.located(row), strict=True):
            value = _fixed_cell(name, cell.value, document.kind, profile)
            # The reader strips the spaces around a value, so the file does not need them either.
            if document.text[cell.start : cell.end] not in (value, csv_cells.written(value, table, quoted=True)):
                edits.append(csv_cells.replaced(table, cell, value))
            expected.append(value)
    text = applied(document.text, edits)
    if edits and [value for row in read(text).rows for value in row.cells] != expected:
        raise UnfaithfulError(document.file)
    return text


def _fixed_cell(column: str, value: str, kind: str, profile: Profile) -> str:
    field = COLUMNS[column].field if kind == "words" and column in COLUMNS else None
    change = partial(fixed, profile=profile, taught=is_taught(kind, field.path if field else ()))
    if kind == "paradigm" or (field and field.kind is NAMES):
        return VARIANTS.join(change(part) for part in value.split(VARIANTS))
    return change(value)
