"""Tables for a terminal: columns of the width of their longest cell."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.curation.reviews.queue import Item
from pipeline.model.suggestions import short
from pipeline.reporting.terminal import harmless

_HEAD = ("word", "level", "topic", "why", "errors", "warnings", "disagreements", "last read", "doubts")
_FEW = 2
"""How many doubts a row shows."""


def rows(items: Iterable[Item]) -> list[tuple[str, ...]]:
    """Return the queue as a table, below its header."""
    return [_HEAD, *map(_row, items)]


def _row(item: Item) -> tuple[str, ...]:
    asked = [f"{one.verdict}: {one.comment}" for one in item.readings if one.comment][-1:]
    said = [*asked, *item.doubts.lines()]
    more = [f"and {len(said) - _FEW} more"] * (len(said) > _FEW)
    return (
        item.name,
        item.document.level or "",
        item.document.topic or "",
        item.why,
        *(str(number) if number else "" for number in item.doubts.counts),
        item.last_read or "never",
        "; ".join([*map(short, said[:_FEW]), *more]),
    )


def lines(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    cells = [[harmless(cell) for cell in row] for row in table]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
