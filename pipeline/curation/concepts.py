"""Which concepts each pack has words for, as a table: a row for each concept, a column for each language."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.model.concepts import Concept
from pipeline.model.lexicon import Lexicon
from pipeline.reporting.terminal import harmless, harmless_cell, harmless_json
from pipeline.rules.meanings.concepts import expressed

_GAP = "—"
_WIDTH, _LANGUAGE_WIDTH = 132, 16
"""Characters of a line of the table, and of the column of a language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How a language expresses a concept."""

    words: tuple[str, ...] = ()
    """The base forms and phrases that express it."""
    reason: str | None = None
    """Why it has none."""

    @property
    def gap(self) -> bool:
        """Whether there is neither a word nor a reason."""
        return not self.words and self.reason is None

    def __str__(self) -> str:
        """Return the words, the reason in brackets, or a dash."""
        return ", ".join(self.words) or (f"({self.reason})" if self.reason else _GAP)


@dataclass(frozen=True, slots=True)
class Row:
    """A concept, and how each language expresses it."""

    concept: Concept
    cells: dict[str, Cell]
    """By language."""


def rows_of(lexicons: Sequence[Lexicon], *, level: str | None = None, gaps: bool = True) -> list[Row]:
    """Return a row for each concept in use, in the order of the files.

    Only those of one level, if it is given; only those that some language has neither a word nor a reason for, if
    `gaps`. All lexicons have the same concepts, since these are beside the packs.
    """
    cells = {lexicon.language: _cells(lexicon) for lexicon in lexicons}
    concepts = {concept.id: concept for lexicon in lexicons for concept in lexicon.concepts}
    rows = [
        Row(concept, {language: found.get(concept.id, Cell()) for language, found in cells.items()})
        for concept in concepts.values()
        if not concept.retired and level in (None, concept.level)
    ]
    return [row for row in rows if not gaps or any(cell.gap for cell in row.cells.values())]


def _cells(lexicon: Lexicon) -> dict[str, Cell]:
    reasons = {reason.concept: Cell(reason=str(reason)) for reason in lexicon.without_words}
    return reasons | {concept: Cell(tuple(texts)) for concept, texts in expressed(lexicon).items()}


def _text(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    table = Table("level", "concept", "gloss", *rows[0].cells, box=None, pad_edge=False, header_style="bold")
    table.columns[1].min_width = max(len(row.concept.id) for row in rows)
    table.columns[2].no_wrap = True  # the gloss is cut off rather than put on several lines
    for column in table.columns[3:]:
        column.min_width = _LANGUAGE_WIDTH
    for row in rows:
        texts = (row.concept.level, row.concept.id, row.concept.gloss, *map(str, row.cells.values()))
        table.add_row(*(Text(harmless(text)) for text in texts))  # as Text: Rich would read markup in a string
    out = io.StringIO()
    Console(file=out, width=_WIDTH, color_system=None).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _csv(rows: Sequence[Row]) -> str:
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(["level", "concept", "gloss", "cue", *(rows[0].cells if rows else ())])
    for row in rows:
        concept = row.concept
        texts = (concept.level, concept.id, concept.gloss, concept.cue, *map(str, row.cells.values()))
        writer.writerow([harmless_cell(harmless(text)) for text in texts])
    return page.getvalue()


def _json(rows: Sequence[Row]) -> str:
    records = [
        {
            "level": row.concept.level,
            "concept": row.concept.id,
            "gloss": row.concept.gloss,
            "cue": row.concept.cue,
            "languages": {
                language: {"words": list(cell.words), "reason": cell.reason} for language, cell in row.cells.items()
            },
        }
        for row in rows
    ]
    return harmless_json(json.dumps(records, ensure_ascii=False, indent=2)) + "\n"


CONCEPT_FORMATS: dict[str, Callable[[Sequence[Row]], str]] = {"text": _text, "csv": _csv, "json": _json}
