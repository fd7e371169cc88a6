"""Sentences with their translations, as Tatoeba exports pairs of them.

| cells | from |
|---|---|
| id, language, sentence, id, language, sentence | the detailed export of pairs |
| id, sentence, id, sentence | the export of pairs, of two languages that are not stated |

Source: https://tatoeba.org/en/downloads
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.intake.readers.decoding import decoded, encoding_of, said
from pipeline.intake.readers.family import Content, Family
from pipeline.intake.readers.language_codes import two_letters
from pipeline.intake.readers.lines import Lines, lines_of
from pipeline.intake.readers.opening import head
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Aside, Pair, Statement
from pipeline.languages.profile import profile

_DETAILED = re.compile(r"\d+\t[a-z]{2,3}\t[^\t]+\t(?:\d*\t[a-z]{0,3}(?:\t[^\t]*)?)?$")
_PLAIN = re.compile(r"\d+\t[^\t]+\t\d+\t[^\t]+$")
_LINES = 200
_SHARE = 0.8
"""How many of the first lines must be laid out so."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a line a sentence, its translation, and their languages are; without languages, None."""

    width: int
    sentence: int
    translation: int
    languages: tuple[int, int] | None = None

    @property
    def roles(self) -> tuple[str, ...]:
        """The role of each cell."""
        roles = [Role.IGNORE] * self.width
        roles[self.sentence] = Role.SENTENCE
        roles[self.translation] = Role.SENTENCE_TRANSLATION
        if self.languages:
            roles[self.languages[0]] = Role.SENTENCE_LANGUAGE
        return tuple(roles)


_FORWARDS = Layout(6, 2, 5, (1, 4))
_BACKWARDS = Layout(6, 5, 2, (4, 1))


def recognises(start: bytes) -> bool:
    """Whether the first lines are pairs."""
    lines = _first(start)
    return _are(lines, _DETAILED) or _are(lines, _PLAIN)


def _first(start: bytes) -> list[str]:
    return [line for line in islice(decoded(start).splitlines(), _LINES) if line.strip()]


def _are(lines: list[str], pattern: re.Pattern[str]) -> bool:
    return bool(lines) and sum(map(bool, map(pattern.match, lines))) >= _SHARE * len(lines)


def tables(content: Content, language: str = "") -> Generator[Table]:
    """Yield the table of pairs, which say a sentence in the language, on whichever side it is, and its translation."""
    encoding, guessed = encoding_of(content)
    layout = _layout(_first(head(content)), language)
    rows = _rows(content, encoding, layout, language)
    yield Table(rows, columns=layout.roles, mapped=True, notes=said(encoding, guessed))


def _layout(lines: list[str], language: str) -> Layout:
    rows = [line.split("\t") for line in lines]
    if not _are(lines, _PLAIN) or _are(lines, _DETAILED):
        first, second = (sum(two_letters(_cell(row, at)) == language for row in rows) for at in (1, 4))
        return _BACKWARDS if second > first else _FORWARDS
    common = frozenset(profile(language).stopwords)
    first, second = (sum(len(common & set(_cell(row, at).lower().split())) for row in rows) for at in (1, 3))
    return Layout(4, 3, 1) if second > first else Layout(4, 1, 3)


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _rows(content: Content, encoding: str, layout: Layout, language: str) -> Iterator[Row]:
    with lines_of(content, encoding) as lines:
        for line in lines:
            if text := line.rstrip("\r\n"):
                yield _row(lines, text.split("\t"), layout, language)
            lines.settle()


def _row(lines: Lines, cells: list[str], layout: Layout, language: str) -> Row:
    if lines.fault:
        return Row(lines.number, (lines.shown,), lines.fault)
    return Row(lines.number, tuple(cells), "", lines.doubts, (_said(cells, layout, language),))


def _said(cells: list[str], layout: Layout, language: str) -> Statement:
    stated = said_in = ""
    if layout.languages:
        first, second = two_letters(_cell(cells, 1)), two_letters(_cell(cells, 4))
        layout = {first: _FORWARDS, second: _BACKWARDS}.get(language, layout) if first != second else layout
        stated, said_in = (first, second) if layout is _FORWARDS else (second, first)
    text, translation = _cell(cells, layout.sentence).strip(), _cell(cells, layout.translation).strip()
    if language and stated and stated != language:
        return Aside(text, f"another language ({stated})")
    if not text:
        return Aside(translation or cells[0], "no sentence")
    if not translation:
        return Aside(text, "no translation")
    return Pair(text, translation, cells[0 if layout.sentence < layout.translation else layout.width // 2], said_in)


FAMILY = Family("sentences", (".tsv", ".csv"), recognises, tables)
