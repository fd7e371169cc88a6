"""Text in columns: CSV, TSV, what spreadsheets and Anki export and Quizlet copies; any delimiter and encoding.

A cell in quotation marks may hold delimiters, line breaks and doubled quotation marks. A mark that is not closed as
it must be is part of the text: then the line is split as it stands, and nothing after it is swallowed.
"""

import csv
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.intake.readers.anki_text import Header, header_of
from pipeline.intake.readers.decoding import decoded, encoding_of, said
from pipeline.intake.readers.delimiters import delimiter_of, stated
from pipeline.intake.readers.family import Content, Family
from pipeline.intake.readers.lines import Lines, UnclosedError, lines_of
from pipeline.intake.readers.opening import head
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Aside


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out."""

    delimiter: str
    before: int = 0
    """How many lines come before the rows."""
    header: Header | None = None
    """What the text says of itself, if Anki wrote it."""


def layout_of(text: str) -> Layout:
    """Return the layout of a text, given its beginning."""
    header = header_of(text)
    if header is not None:
        return Layout(header.delimiter or delimiter_of(header.rest) or "\t", header.lines, header)
    delimiter = stated(text)
    return Layout(delimiter, 1) if delimiter else Layout(delimiter_of(text))


def recognises(start: bytes) -> bool:
    """Whether there is something between cells."""
    layout = layout_of(decoded(start))
    return bool(layout.delimiter)


def tables(content: Content, language: str = "") -> Generator[Table]:  # noqa: ARG001  as every reader
    """Yield the one table of a text. A row's number is the line on which it begins."""
    encoding, guessed = encoding_of(content)
    layout = layout_of(decoded(head(content)))
    columns, name = (layout.header.columns, layout.header.name) if layout.header else ((), "")
    yield Table(_of_file(content, encoding, layout), name=name, columns=columns, notes=said(encoding, guessed))


def _of_file(content: Content, encoding: str, layout: Layout) -> Iterator[Row]:
    with lines_of(content, encoding) as lines:
        for _ in islice(lines, layout.before):
            lines.settle()
        if layout.header is not None:
            yield from _of_anki(lines, layout.delimiter)
        elif len(layout.delimiter) == 1:
            yield from rows(lines, layout.delimiter)
        else:
            yield from _split(lines, layout.delimiter)


def rows(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield the rows of the lines of a text."""
    ended = False
    while not ended:
        lines.settle()
        try:
            yield from _quoted(lines, delimiter)
            ended = True
        except (csv.Error, UnclosedError):
            line = lines.give_back()
            yield _row(lines, lines.number, _cells(line, delimiter))


def _quoted(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield rows until one is not quoted as it must be.

    Raises:
        csv.Error, UnclosedError: the lines since the last row are not a row.
    """
    settle = lines.settle
    record = lines.record
    for cells in csv.reader(lines, delimiter=delimiter, strict=True):
        number = lines.number - len(record) + 1
        if lines.fault:
            yield _row(lines, number, [])
        elif cells:
            yield Row(number, tuple(cells), "", lines.doubts)
        settle()


def _split(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield lines that are cut at their first delimiter of several characters, such as a dash between spaces."""
    for line in lines:
        if line.strip():
            yield _row(lines, lines.number, [cell.strip() for cell in line.split(delimiter or None, 1)])
        lines.settle()


def _of_anki(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield the notes of a text from Anki, in which a line that begins with # is a comment."""
    for row in rows(lines, delimiter):
        comment = row.cells[0].startswith("#")
        yield row._replace(statements=(Aside(row.cells[0], "comment"),)) if comment else row


def _cells(line: str, delimiter: str) -> list[str]:
    return line.rstrip("\r\n").split(delimiter)


def _row(lines: Lines, number: int, cells: list[str]) -> Row:
    if lines.fault:
        return Row(number, (lines.shown,), lines.fault)
    return Row(number, tuple(cells), "", lines.doubts)


FAMILY = Family("separated", (".csv", ".tsv", ".tab", ".txt"), recognises, tables)
