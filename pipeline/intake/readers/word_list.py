"""Bare lists: a word or a phrase on each line, and comments that begin with #."""

from collections.abc import Generator, Iterator

from pipeline.intake.readers.decoding import decoded, encoding_of, said
from pipeline.intake.readers.family import Content, Family
from pipeline.intake.readers.lines import Lines, lines_of
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Aside


def recognises(start: bytes) -> bool:
    """Whether it is any text."""
    return bool(decoded(start).strip())


def tables(content: Content, language: str = "") -> Generator[Table]:  # noqa: ARG001  as every reader
    """Yield the one table of a list, which has one column."""
    encoding, guessed = encoding_of(content)
    yield Table(_rows(content, encoding), notes=said(encoding, guessed))


def _rows(content: Content, encoding: str) -> Iterator[Row]:
    with lines_of(content, encoding) as lines:
        for line in lines:
            if text := line.strip():
                yield _row(lines, text)
            lines.settle()


def _row(lines: Lines, text: str) -> Row:
    if lines.fault:
        return Row(lines.number, (lines.shown,), lines.fault)
    comment = (Aside(text, "comment"),) if text.startswith("#") else ()
    return Row(lines.number, (text,), "", lines.doubts, comment)


FAMILY = Family("words", (".txt", ".lst"), recognises, tables)
