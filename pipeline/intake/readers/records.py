"""JSON, JSON lines and YAML: lists of records, mappings of words to translations, and lists nested in those."""

import re
from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pipeline.intake.readers import flattening
from pipeline.intake.readers.decoding import decoded, encoding_of
from pipeline.intake.readers.family import Content, Family, NotReadableError
from pipeline.intake.readers.flattening import Cells, Key
from pipeline.intake.readers.json_lines import DECODER, Line, values_of
from pipeline.intake.readers.opening import head, whole
from pipeline.intake.rows import Row, Table
from pipeline.reading.yaml_events import parse

_JSON = re.compile(r'\s*(?:\[\s*[\[{"\]\d-]|\{\s*["}])')
_YAML_LINE = re.compile(r"""\s*(?:- |-?\s*$|\#|---|(?:"[^"]*"|'[^']*'|[^\s"'#,;|][^\t]*?):(?:\s|$))""")
_AT_MARGIN = re.compile(r"^[^\s#]", re.MULTILINE)
_FIRST = 1_000
"""How many JSON lines are read before the first row is given, to know the columns."""
_JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")


def recognises(start: bytes) -> bool:
    """Whether it begins like JSON, or with lists or mappings in YAML."""
    text = decoded(start)
    return bool(_JSON.match(text)) or _is_yaml(text)


def _is_yaml(text: str) -> bool:
    """Whether every line is one of YAML, or the whole lists and mappings that a text begins with can be read."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not any(line.lstrip().startswith("- ") or line.rstrip().endswith(":") for line in lines):
        return False
    if all(map(_YAML_LINE.match, lines)):
        return True
    begins = [found.start() for found in _AT_MARGIN.finditer(text)]
    root, _ = parse(text[: begins[-1]] if len(begins) > 1 else text, "")  # the last may be cut off
    return isinstance(root, dict | list)


def is_json_lines(content: Content, start: str) -> bool:
    """Whether a JSON text has a value on each line, by its name or its first lines."""
    if isinstance(content, Path) and content.name.lower().endswith(_JSON_LINES):
        return True
    first, second = ([line for line in start.splitlines() if line.strip()] + ["", ""])[:2]
    return second.lstrip().startswith(("{", "[")) and _is_value(first)


def _is_value(text: str) -> bool:
    try:
        DECODER.decode(text)
    except (ValueError, RecursionError):
        return False
    return True


def tables(content: Content, language: str = "") -> Generator[Table]:  # noqa: ARG001  as every reader
    """Yield the one table of a file."""
    start = decoded(head(content))
    if is_json_lines(content, start):
        yield _of_lines(values_of(content))
        return
    text = _text(content)
    try:
        found = list(flattening.rows(_json(text) if _JSON.match(start) else _yaml(text)))
    except RecursionError as error:
        raise NotReadableError("lists are nested too deeply") from error
    columns = _columns(found)
    rows = (Row(number, _cells(cells, columns)) for number, cells in enumerate(found, 1))
    yield Table(rows, unit="record", columns=_names(columns))


def _text(content: Content) -> str:
    encoding, _ = encoding_of(content)
    return whole(content, "save it as JSON lines (JSONL), one record a line").decode(encoding, "replace")


def _json(text: str) -> Any:
    try:
        return DECODER.decode(text)
    except ValueError as error:
        raise NotReadableError(f"it is not JSON: {error}") from error


def _yaml(text: str) -> Any:
    root, findings = parse(text, "")
    if root is None:
        first = findings[0] if findings else None
        at = f"line {first.place.position.line}: " if first and first.place.position else ""
        raise NotReadableError(f"it is not YAML that can be read: {at}{first.message if first else 'it is empty'}")
    return root


def _columns(found: Iterable[Cells]) -> list[Key]:
    """Return the columns: those without a name first."""
    keys = dict.fromkeys(key for cells in found for key in cells)
    return sorted(key for key in keys if isinstance(key, int)) + [key for key in keys if isinstance(key, str)]


def _names(columns: list[Key]) -> tuple[str, ...]:
    names = tuple(key if isinstance(key, str) else "" for key in columns)
    return names if any(names) else ()


def _cells(cells: Cells, columns: list[Key]) -> tuple[str, ...]:
    return tuple([cells.get(column, "") for column in columns])


def _of_lines(lines: Iterator[Line]) -> Table:
    """Return the table of JSON lines; a key that the first of them do not have is named with its value as a doubt."""
    first = [(line, _found(line)) for line in islice(lines, _FIRST)]
    columns = _columns(chain.from_iterable(found for _, found in first))
    known = frozenset(columns)

    def rows() -> Iterator[Row]:
        for line, found in chain(first, ((line, _found(line)) for line in lines)):
            if line.fault or not found:
                yield Row(line.number, (line.shown,), line.fault or "nested too deeply")
            for cells in found:
                unknown = () if known.issuperset(cells) else _unknown(cells, known)
                yield Row(line.number, _cells(cells, columns), "", unknown)

    return Table(rows(), columns=_names(columns))


def _found(line: Line) -> list[Cells]:
    """Return the rows of a line; none if it has a fault, or is nested too deeply."""
    if line.fault:
        return []
    try:
        if isinstance(line.value, dict):
            return [flattening.record(line.value)]
        return list(flattening.rows([line.value]))
    except (RecursionError, NotReadableError):
        return []


def _unknown(cells: Cells, known: frozenset[Key]) -> tuple[str, ...]:
    return tuple(f"“{key}”: {value}" for key, value in cells.items() if value and key not in known)


FAMILY = Family("records", (".json", ".jsonl", ".ndjson", ".yaml", ".yml"), recognises, tables)
