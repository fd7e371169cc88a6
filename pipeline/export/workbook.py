"""A workbook for people who do not write YAML: a sheet for each topic, which `import --update` reads back."""

import io
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.curation.round_trip.cells import Cells, cells_of, column_of, rows_of
from pipeline.curation.round_trip.workbook import EXPORTED, FIRST, ID, KEPT, LEVEL, LISTS, id_of, titles_of
from pipeline.export.archive import settled
from pipeline.export.choices import Choices, choices_in
from pipeline.export.column_examples import column_examples
from pipeline.export.content import Content
from pipeline.export.registry import NothingError
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Document
from pipeline.reading.csv_rows import COLUMNS, EXAMPLES
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:
    from openpyxl import Workbook

_FEWEST_EXAMPLES = 3
"""How many examples a row has room for at least."""

Row = tuple[Cells, dict[str, list[Finding]]]
"""The cells of a row of a sheet by column, and the findings about them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a workbook has besides the columns of entries."""

    beside: Mapping[str, Choices | None]
    """Further columns, in front of the others, and what to choose from."""
    withheld: Collection[str]
    """The columns of entries that are not shown."""
    introduction: Sequence[str]


_INTRODUCTION = (
    "Each sheet has the words of a topic, a row for each meaning. Change what you like, then send the file back.",
    "A word with two meanings has two rows with the same base form. What belongs to the word stands in the first.",
    "To add a word or a meaning, fill in a row that has no id, anywhere in the sheet of its topic. Say its level.",
    "To remove a word or a meaning, empty its row or delete it. It is shown to the curator, who decides.",
    "The column id says which row it is: leave it as it is. You can sort and filter, and add sheets of your own.",
    "A cell that holds FIXME is still to be written: write over all of it. What follows FIXME is a proposal.",
    "As long as a cell of a word holds FIXME, or one that is needed is empty, learners do not get the word.",
    "What is not needed may be left empty. If it holds FIXME and there is nothing to say, empty it.",
    "Several base forms in one cell are separated by a vertical bar (|).",
    "Comments say what the program thinks of a cell. Nothing counts as a formula: what you type is the text.",
)
WORDS = Layout({}, (), _INTRODUCTION)


def made(content: Content, layout: Layout = WORDS) -> bytes:
    """Return the workbook of a pack. Topics without any of the entries that are named have no sheet.

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
    rows, exported = rows_in(content)
    own = list(columns_of(rows))
    columns = [ID, *layout.beside, LEVEL, *(name for name in own if name not in layout.withheld)]
    book = Workbook()
    book.properties.description = harmless(content.credit)
    book.remove(book.worksheets[0])
    choices = choices_in(content) | {name: one for name, one in layout.beside.items() if one}
    sheets.explain(book, columns, layout.introduction, column_examples(content), choices)
    lists = sheets.lists(book, choices)
    for topic, title in titles.items():
        if content.beside is None or topic in rows:
            sheets.fill(book.create_sheet(title), columns, rows.get(topic, []), lists)
    _keep(book, content, [ID, LEVEL, *own], exported)
    book.move_sheet(LISTS, len(book.sheetnames))
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue())


def rows_in(content: Content) -> tuple[dict[str, list[Row]], list[Cells]]:
    """Return the rows of each topic, and what the hidden sheet keeps of them."""
    found: dict[str, list[Row]] = defaultdict(list)
    exported: list[Cells] = []
    said = _findings(content)
    for word, (document, index, entry) in enumerate(content.entries()):
        comments = said.get((document.file, index), {})
        for place, (meaning, cells) in enumerate(rows_of(cells_of(entry))):
            own = {ID: id_of(word, meaning), LEVEL: document.level or ""}
            beside = (content.beside or {}).get((document.file, index), {})
            shown = own | cells if place else own | dict(beside) | cells
            found[str(document.topic)].append((shown, dict(_of_row(comments, meaning, first=not place))))
            exported.append(own | cells | {"file": inside(document, content), "topic": str(document.topic)})
    return found, exported


def inside(document: Document, content: Content) -> str:
    """Return the name of a file in its pack."""
    return document.file.removeprefix(f"{content.pack.name}/")


def columns_of(rows: Mapping[str, list[Row]]) -> Iterator[str]:
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
