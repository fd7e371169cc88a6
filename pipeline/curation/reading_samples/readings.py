"""The readings that a pack keeps in `readings/<date>.csv`, and their table in its README."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.curation.files import Rewrite
from pipeline.curation.reading_samples.score import score, shown
from pipeline.curation.reading_samples.sheet import SheetError, judged
from pipeline.model.findings import Finding
from pipeline.model.packs import READINGS, REVIEWS
from pipeline.reading.files import read_source
from pipeline.reporting.markdown import escaped

BEGIN = "<!-- readings: written by `babblr-vocab sample --table` -->"
END = "<!-- end of readings -->"
_SECTION = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)

_HEAD = """\
| date | reader | entries | planted | caught | errors | weak | errors ÷ catch rate | 95 % upper bound |
|---|---|---|---|---|---|---|---|---|"""
NONE = "No sample has been read yet."


def table_of(pack: Path) -> str:
    """Return the table of a pack's readings as Markdown, oldest first.

    Raises:
        SheetError: one of them cannot be read.
    """
    rows = [_row(path, pack) for path in sorted((pack / READINGS).glob("*.csv")) if path.name != REVIEWS]
    return "\n".join([_HEAD, *rows]) if rows else NONE


def _row(path: Path, pack: Path) -> str:
    entries = judged(text_of(path, pack), path.as_posix())
    result = score(entries)
    readers = ", ".join(dict.fromkeys(one.reader for one in entries if one.reader))
    planted, caught = sum(result.planted.values()), sum(result.caught.values())
    counts = (result.entries, planted, caught, result.errors, result.weak)
    cells = (path.stem, escaped(readers), *map(str, counts), shown(result.estimate), f"{result.bound:.1f}")
    return f"| {' | '.join(cells)} |"


def text_of(path: Path, root: Path) -> str:
    """Return the text of a sheet.

    Raises:
        SheetError: it cannot be read.
    """
    source = read_source(path, root, path.as_posix())
    if isinstance(source, Finding):
        raise SheetError(f"{path}: {source.message}")
    return source[1]


def rewrites(pack: Path) -> Iterator[Rewrite]:
    """Yield the pack's README with the table of its readings, if it differs.

    Raises:
        SheetError: a sheet cannot be read, or the README has no place for the table.
    """
    path = pack / "README.md"
    before = text_of(path, pack)
    if not _SECTION.search(before):
        raise SheetError(f"{path} has no place for the table of readings: add the lines {BEGIN} and {END}")
    table = f"{BEGIN}\n{table_of(pack)}\n{END}"
    after = _SECTION.sub(lambda _: table, before, count=1)
    if after != before:
        yield Rewrite(path, pack, before, after)
