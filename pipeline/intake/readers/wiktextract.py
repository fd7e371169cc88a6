"""Extracts of Wiktionary by wiktextract, as kaikki.org publishes them: JSON lines, an entry each.

Source of the format: https://github.com/tatuylonen/wiktextract#format-of-the-extracted-word-entries
"""

from collections.abc import Generator
from itertools import islice

from pipeline.intake.readers.decoding import decoded
from pipeline.intake.readers.family import Content, Family
from pipeline.intake.readers.json_lines import DECODER, Line, values_of
from pipeline.intake.readers.wiktionary_entries import said
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Aside, Entry

_LINES = 20
_COLUMNS = (Role.WORD, Role.LANGUAGE, Role.PART_OF_SPEECH, Role.TRANSLATION)


def recognises(start: bytes) -> bool:
    """Whether one of the first lines is an entry."""
    lines = (line for line in islice(decoded(start).splitlines(), _LINES) if line.startswith("{"))
    return any(map(_is_entry, lines)) or _is_long_entry(start)


def _is_entry(line: str) -> bool:
    try:
        value = DECODER.decode(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.keys() >= {"word", "lang_code"}


def _is_long_entry(start: bytes) -> bool:
    """Whether the first line is an entry that goes on after what was read."""
    return b"\n" not in start and start.startswith(b"{") and b'"lang_code": "' in start and b'"word": "' in start


def tables(content: Content, language: str = "") -> Generator[Table]:
    """Yield the one table of an extract; its cells are only what can be shown of an entry."""
    yield Table((_row(line, language) for line in values_of(content)), columns=_COLUMNS, mapped=True)


def _row(line: Line, language: str) -> Row:
    if line.fault:
        return Row(line.number, (line.shown,), line.fault)
    entry = line.value if isinstance(line.value, dict) else {}
    statement = said(entry, language)
    cells = [entry.get(key) for key in ("word", "lang_code", "pos")]
    shown = tuple(cell if isinstance(cell, str) else "" for cell in cells)
    if isinstance(statement, Aside):
        return Row(line.number, (shown[0] or statement.given, *shown[1:], ""), statements=(statement,))
    return Row(line.number, (*shown, _translations(statement)), statements=(statement,))


def _translations(entry: Entry) -> str:
    return "; ".join(", ".join(sense) for sense in entry.senses)


FAMILY = Family("wiktextract", (".jsonl", ".json"), recognises, tables)
