"""A workbook for people who do not write YAML: a sheet for each topic, which `import --update` reads back."""

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.curation.round_trip.cells import Cells, cells_of, column_of, rows_of
from pipeline.curation.round_trip.workbook import EXPORTED, FIRST, ID, KEPT, LEVEL, LISTS, id_of, titles_of
from pipeline.export.archive import settled
from pipeline.export.choices import choices_in
from pipeline.export.content import Content, NothingError
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Document
from pipeline.reading.csv_rows import COLUMNS, EXAMPLES

if TYPE_CHECKING:
    from openpyxl import Workbook

_FEWEST_EXAMPLES = 3
"""How many examples a row has room for at least."""

Row = tuple[Cells, dict[str, list[Finding]]]
"""The cells of a row of a sheet by column, and the findings about them."""


def made(content: Content) -> bytes:
    """Return the workbook of a pack.

    Raises:
        NothingError: the pack has no such topic.
    """
    from openpyxl import Workbook

    from pipeline.export import sheets

    titles = titles_of(dict.fromkeys((*content.topics, *(str(one.topic) for one, *_ in content.entries()))))
    if not titles:
        raise NothingError(
            f"{content.pack.name} has no topic “{content.topic}”" if content.topic else "the pack has no topics"
        )
    rows, exported = _rows(content)
    columns = [ID, LEVEL, *_columns(rows)]
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets.explain(book, columns)
    lists = sheets.lists(book, choices_in(content))
    for topic, title in titles.items():
        sheets.fill(book.create_sheet(title), columns, rows.get(topic, []), lists)
    _keep(book, content, columns, exported)
    book.move_sheet(LISTS, len(book.sheetnames))
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue())


def _rows(content: Content) -> tuple[dict[str, list[Row]], list[Cells]]:
    """Return the rows of each topic, and what the hidden sheet keeps of them."""
    found: dict[str, list[Row]] = defaultdict(list)
    exported: list[Cells] = []
    said = _findings(content)
    for word, (document, index, entry) in enumerate(content.entries()):
        comments = said.get((document.file, index), {})
        for place, (meaning, cells) in enumerate(rows_of(cells_of(entry))):
            own = {ID: id_of(word, meaning), LEVEL: document.level or ""}
            found[str(document.topic)].append((own | cells, dict(_of_row(comments, meaning, first=not place))))
            exported.append(own | cells | {"file": _inside(document, content), "topic": str(document.topic)})
    return found, exported


def _inside(document: Document, content: Content) -> str:
    return document.file.removeprefix(f"{content.pack.name}/")


def _columns(rows: Mapping[str, list[Row]]) -> Iterator[str]:
    """Yield the columns of CSV word lists, with room for one example more than any meaning has."""
    filled = (name for own in rows.values() for cells, _ in own for name, text in cells.items() if text)
    most = max((COLUMNS[name].example + 1 for name in filled if name in COLUMNS), default=0)
    room = min(max(most + 1, _FEWEST_EXAMPLES), EXAMPLES)
    yield from (name for name, column in COLUMNS.items() if column.example < room)


_Said = dict[tuple[int | None, str], list[Finding]]
"""Findings about an entry, by the number of the meaning, if it is about one, and the column."""


def _findings(content: Content) -> dict[tuple[str, int], _Said]:
    found: dict[tuple[str, int], _Said] = defaultdict(lambda: defaultdict(list))
    for finding in content.findings:
        match finding.place.pointer:
            case ("words", int(index), *rest) if finding.severity is not Severity.INFO:
                meaning = rest[1] if rest[:1] == ["meanings"] and len(rest) > 1 else None
                number = meaning if isinstance(meaning, int) else None
                found[finding.place.file, index][number, column_of(tuple(rest))].append(finding)
    return found


def _of_row(said: _Said, meaning: int, *, first: bool) -> Iterator[tuple[str, list[Finding]]]:
    for (number, column), findings in said.items():
        if number == meaning or (number is None and first):
            yield column, findings


def _keep(book: "Workbook", content: Content, columns: list[str], exported: list[Cells]) -> None:
    """Add the hidden sheet."""
    from pipeline.export import sheets

    kept = [*KEPT, *(name for name in columns if name not in KEPT)]
    rows = [[*FIRST, content.pack.language], kept, *([cells.get(name, "") for name in kept] for cells in exported)]
    sheets.hidden(book, EXPORTED, rows)
