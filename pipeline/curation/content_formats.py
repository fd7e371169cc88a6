"""What was counted of the content of packs, as text, JSON or CSV."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, astuple, fields
from itertools import groupby

from pipeline.curation.content_statistics import Count
from pipeline.model.suggestions import count as counted
from pipeline.reporting.terminal import harmless, harmless_cell, harmless_json

MOST_SHOWN = 10
"""The most items of a measure in text; JSON and CSV have all."""


def _text(counts: Sequence[Count]) -> str:
    """Return a paragraph for each measure: its most frequent items, with their shares."""
    groups = groupby(counts, key=lambda one: (one.language, one.level, one.measure))
    return "\n".join(line for _, group in groups for line in _measure(list(group)))


def _measure(counts: list[Count]) -> Iterator[str]:
    first = counts[0]
    whole = sum(one.count for one in counts)
    if first.total is None:
        yield harmless(f"{first.language} {first.level} {first.measure}: {len(counts)}")
    else:
        share = _percent(whole, first.total)
        yield harmless(f"{first.language} {first.level} {first.measure}: {whole} of {first.total}{share}")
    for one in counts[:MOST_SHOWN]:
        share = _percent(one.count, one.total) if one.total else ""
        yield harmless(f"{one.count:6} {one.item}{share}")
    if len(counts) > MOST_SHOWN:
        yield f"       and {counted(len(counts) - MOST_SHOWN, 'other')}"


def _percent(count: int, total: int) -> str:
    return f" ({100 * count / total:.1f} %)"


def _json(counts: Sequence[Count]) -> str:
    return harmless_json(json.dumps([asdict(one) for one in counts], ensure_ascii=False, indent=2))


def _csv(counts: Sequence[Count]) -> str:
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(field.name for field in fields(Count))
    rows.writerows(
        [harmless_cell(harmless(str("" if cell is None else cell))) for cell in astuple(one)] for one in counts
    )
    return page.getvalue()


CONTENT_FORMATS: dict[str, Callable[[Sequence[Count]], str]] = {"text": _text, "json": _json, "csv": _csv}
