"""A table of a file → its rows with what they say, by a mapping that is found or was kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import chain, islice

from pipeline.intake.columns.choose import choose
from pipeline.intake.columns.header import DEEPEST, header_row
from pipeline.intake.columns.overrides import MapError, Override, apply_overrides
from pipeline.intake.conform.cells import clean
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.refusals import shown
from pipeline.intake.conform.remarks import titles
from pipeline.intake.conform.rows import Conformer
from pipeline.intake.conform.tongues import Tongues, language_of
from pipeline.intake.mapping import Column, TableMapping, cell
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row, Table
from pipeline.intake.sources import ENGLISH
from pipeline.intake.statements import Aside, Statement
from pipeline.intake.terms.tables import folded, with_articles

LOOKED_AT = 200
"""How many rows are looked at to find out what columns hold."""
NO_TABLE = "no table of words"


@dataclass(slots=True)
class MappedTable:
    """A table whose columns are known, or which has no words."""

    table: Table
    mapping: TableMapping | None
    """None: it is no table of words."""
    head: tuple[tuple[Row, str], ...]
    """The rows above the words, and what they are: `title`, `empty`, `header`."""
    sample: tuple[Row, ...]
    """The first rows below, for the preview."""
    rows: Iterator[Row]
    """All rows below the head, once."""

    def statements(self, knowledge: Knowledge) -> Iterator[tuple[Row, list[Statement]]]:
        """Yield every row of the table with what it says. It can be called once."""
        for row, reason in self.head:
            yield row, [Aside(shown(row.cells), reason)]
        if self.mapping is None:
            for row in self.rows:
                yield row, [Aside(shown(row.cells), row.fault or NO_TABLE)]
            return
        conformer = Conformer(self.mapping, knowledge)
        for row in self.rows:
            yield row, conformer.statements(row)


def map_table(
    table: Table,
    knowledge: Knowledge,
    *,
    translation_language: str = "",
    overrides: Sequence[Override] = (),
    kept: Iterable[TableMapping] = (),
) -> MappedTable:
    """Return a table with the mapping of its columns.

    Of the mappings kept from an earlier delivery, the first one for a table of this name is used; its columns are
    found by their names, wherever they are now. Without a language of translations, they show it, or are in English.

    Raises:
        MapError: a column that an override or a kept mapping names is not in the table.
    """
    first = tuple(islice(table.rows, LOOKED_AT))
    rows = chain(first, table.rows)
    old = next((one for one in kept if not one.table or fnmatchcase(table.name, one.table)), None)
    names, start = _names(table, first, _wanted(old, overrides))
    if not names and start == 0:
        start = titles([row.cells for row in first], knowledge.profile)
    named = start - 1 if names else start
    head = tuple((row, "header" if number == named else _kind(row)) for number, row in enumerate(first[:start]))
    sample = tuple(row for row in first[start:] if not row.fault)
    stated = translation_language or (old.translation_language if old else "")
    tongues = Tongues(knowledge.profile.code, stated or ENGLISH)
    if table.mapped:
        columns = tuple(Column(_role(name), at, name, 1.0, "the format") for at, name in enumerate(names, 1))
    elif old is not None:
        columns = _found_again(old, names, sample)
    else:
        columns = choose(names, [row.cells for row in sample], knowledge, tongues)
    columns = apply_overrides(columns, overrides)
    language = stated or _language_of(columns, sample, knowledge.profile.code)
    whole = TableMapping(columns, knowledge.profile.code, language, table.name)
    mapping = replace(old, columns=columns, translation_language=language) if old else whole
    if not _has_words(mapping, sample, names, knowledge):
        return MappedTable(table, None, (), sample, rows)
    return MappedTable(table, mapping, head, sample, islice(rows, start, None))


def _language_of(columns: Sequence[Column], rows: Sequence[Row], taught: str) -> str:
    """Return the language that the translations of a table show."""
    at = [one.position - 1 for one in columns if one.role is Role.TRANSLATION]
    texts = [clean(row.cells[position]) for row in rows for position in at if position < len(row.cells)]
    return language_of(texts, [one for one in with_articles() if one != taught], ENGLISH)


def _wanted(old: TableMapping | None, overrides: Sequence[Override]) -> frozenset[str]:
    names = [one.column for one in overrides if not one.column.isdecimal()]
    return frozenset(map(folded, names or [column.name for column in old.columns if column.name] if old else names))


def _names(table: Table, rows: Sequence[Row], wanted: frozenset[str]) -> tuple[tuple[str, ...], int]:
    """Return the names of the columns, and how many rows from the top are no words."""
    if table.columns:
        return table.columns, 0
    at = header_row(rows)
    if at is None and wanted:
        texts = [{folded(clean(one)) for one in row.cells} for row in rows[:DEEPEST]]
        at = next((number for number, row in enumerate(texts) if wanted <= row), None)
    if at is None:
        return (), 0
    return tuple(clean(one) for one in rows[at].cells), at + 1


def _kind(row: Row) -> str:
    return row.fault or ("title" if any(map(clean, row.cells)) else "empty")


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError:
        return Role.IGNORE


def _found_again(old: TableMapping, names: Sequence[str], rows: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns of a kept mapping where they are in this table; those that it does not name are ignored."""
    at = {folded(name): position for position, name in reversed(list(enumerate(names, 1))) if name}
    width = max((len(names), *(len(row.cells) for row in rows)), default=0)
    found: dict[int, Column] = {}
    for column in old.columns:
        position = at.get(folded(column.name)) if column.name else column.position
        if position is None or position > width:
            if column.role is Role.IGNORE:
                continue
            what = f"“{column.name}”" if column.name else f"number {column.position}"
            there = ", ".join(filter(None, names)) or f"{width} without names"
            raise MapError(f"the mapping names a column {what}, which is not in this table; its columns are: {there}")
        found[position] = Column(column.role, position, column.name, 1.0, "kept mapping")
    for position in range(1, width + 1):
        name = names[position - 1] if position <= len(names) else ""
        found.setdefault(position, Column(Role.IGNORE, position, name, 1.0, "not in the kept mapping"))
    return tuple(found[position] for position in sorted(found))


def _has_words(mapping: TableMapping, rows: Sequence[Row], names: Sequence[str], knowledge: Knowledge) -> bool:
    """Return whether a table has words or sentences. A lone column without a name must look like words."""
    said = [column for column in mapping.columns if column.role is not Role.IGNORE]
    at = mapping.positions(Role.WORD) or mapping.positions(Role.SENTENCE)
    if not at:
        return not rows and bool(names)
    if len(said) > 1 or names:
        return True
    texts = [text for row in rows if (text := clean(cell(row.cells, at))) and not text.startswith("#")]
    short = sum(text.count(" ") <= 1 or text in knowledge.words for text in texts)
    return mapping.of_sentences or 2 * short >= len(texts)
