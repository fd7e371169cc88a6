"""The sheets of a workbook: texts that stay texts, widths, drop-downs, and findings as comments."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.curation.round_trip.cells import Cells
from pipeline.curation.round_trip.workbook import HELP, ID, LEVEL, LISTS, cell_text
from pipeline.export.choices import Choices
from pipeline.model.fields import CODE, EXAMPLE, MEANING, NUMBER, WORD
from pipeline.model.findings import Finding
from pipeline.reading.csv_rows import COLUMNS
from pipeline.reading.explanations import schema

_AUTHOR = "babblr-vocab"
_LAST_ROW = 1_048_576
_WIDE, _NARROW, _SMALL = 40, 16, 8
_MOST_FINDINGS = 8
"""How many findings a comment lists."""
_LONGEST_COMMENT = 2_000
_EXPLAINED = (("column", 24), ("needed", 8), ("what it holds", 70), ("for example", 40), ("one of", 40))
"""The columns of the sheet that explains the others, with their widths."""
_FORMULA = ("=", "+", "-", "@", "'")
"""How a text begins that a spreadsheet may take for a formula once somebody edits its cell.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

_WRAPPED = Alignment(vertical="top", wrap_text=True)
_OPEN = Protection(locked=False)
_BOLD = Font(bold=True)
_FAINT = Font(color="808080")
_SHADED = PatternFill("solid", fgColor="E7E6E6")
_OF_SCHEMA = {WORD: "word", MEANING: "meaning", EXAMPLE: "example"}

Row = tuple[Cells, dict[str, list[Finding]]]
_Lists = Mapping[str, tuple[str, Choices]]


def fill(
    sheet: Worksheet, columns: Sequence[str], rows: Sequence[Row], lists: Mapping[str, tuple[str, Choices]]
) -> None:
    """Fill the sheet of a topic."""
    for number, name in enumerate(columns, 1):
        letter = get_column_letter(number)
        head = _text(sheet, 1, number, name)
        head.font, head.fill, head.alignment = _BOLD, _SHADED, _WRAPPED
        column = sheet.column_dimensions[letter]
        column.width = _width(name)
        column.alignment = _WRAPPED
        if name != ID:
            column.protection = _OPEN
        if not _is_number(name):
            column.number_format = "@"
        if name in lists:
            sheet.add_data_validation(_drop_down(letter, *lists[name]))
    places = {name: number for number, name in enumerate(columns, 1)}
    for line, (cells, findings) in enumerate(rows, 2):
        for name, written in cells.items():
            if written and name in places:
                _cell(sheet, line, places[name], name, written)
        for name, own in findings.items():
            if name in places:
                noted = sheet.cell(line, places[name])
                noted.comment, noted.protection, noted.alignment = _comment(own), _OPEN, _WRAPPED
    sheet.freeze_panes = f"{get_column_letter(columns.index('base_form') + 2)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(len(rows) + 1, 2)}"
    _protect(sheet)


def _cell(sheet: Worksheet, line: int, number: int, name: str, text: str) -> None:
    if _is_number(name) and text.isascii() and text.isdecimal():
        sheet.cell(line, number).value = int(text)
    else:
        _text(sheet, line, number, text).number_format = "@"
    cell = sheet.cell(line, number)
    cell.alignment = _WRAPPED
    if name == ID:
        cell.font = _FAINT
    else:
        cell.protection = _OPEN


def _is_number(name: str) -> bool:
    return name in COLUMNS and COLUMNS[name].field.kind is NUMBER


def _text(sheet: Worksheet, line: int, number: int, text: str) -> Cell | MergedCell:
    """Write a text that no program takes for a formula."""
    cell = sheet.cell(line, number)
    cell.value = cell_text(text)
    cell.data_type = "s"
    if text.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def _width(name: str) -> int:
    if name in (ID, LEVEL) or _is_number(name):
        return _SMALL
    if name not in COLUMNS:
        return _NARROW
    if COLUMNS[name].field.kind is CODE or name in ("base_form", "pronunciation"):
        return _NARROW
    return _WIDE if COLUMNS[name].field.text else _NARROW


def _protect(sheet: Worksheet) -> None:
    """Let people do everything but write into the columns that say which row it is, and into the header."""
    sheet.protection.sheet = True
    for what in ("insertRows", "deleteRows", "sort", "autoFilter", "formatCells", "formatColumns", "formatRows"):
        setattr(sheet.protection, what, False)


def _comment(findings: Sequence[Finding]) -> Comment:
    lines = [
        f"{one.severity.value} {one.rule.code}: {one.message}" + (f"\n{one.suggestion}" if one.suggestion else "")
        for one in findings[:_MOST_FINDINGS]
    ]
    if len(findings) > _MOST_FINDINGS:
        lines.append(f"and {len(findings) - _MOST_FINDINGS} more")
    text = cell_text("\n\n".join(lines))[:_LONGEST_COMMENT]
    return Comment(text, _AUTHOR, height=40 + 20 * (text.count("\n") + len(text) // 45), width=320)


def _drop_down(letter: str, where: str, choices: Choices) -> DataValidation:
    found = DataValidation("list", formula1=where, allow_blank=True, showErrorMessage=choices.closed)
    found.errorTitle, found.error = "Not in the list", "Choose one of the list."
    found.add(f"{letter}2:{letter}{_LAST_ROW}")
    return found


def lists(book: Workbook, choices: Mapping[str, Choices]) -> dict[str, tuple[str, Choices]]:
    """Add the hidden sheet of what to choose from, and return where each list is."""
    sheet = book.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    found = {}
    for number, (name, one) in enumerate(choices.items(), 1):
        for line, value in enumerate(one.values, 1):
            _text(sheet, line, number, value)
        letter = get_column_letter(number)
        found[name] = f"'{LISTS}'!${letter}$1:${letter}${len(one.values)}", one
    return found


def hidden(book: Workbook, title: str, rows: Iterable[Sequence[str]]) -> None:
    """Add a hidden sheet of texts."""
    sheet = book.create_sheet(title)
    sheet.sheet_state = "veryHidden"
    for line, row in enumerate(rows, 1):
        for number, text in enumerate(row, 1):
            if text:
                _text(sheet, line, number, text)


def explain(
    book: Workbook,
    columns: Sequence[str],
    introduction: Sequence[str],
    examples: Mapping[str, str],
    choices: Mapping[str, Choices],
) -> None:
    """Add the sheet that says how to fill in the others. `examples` and `choices` are by column."""
    sheet = book.create_sheet(HELP)
    for line, text in enumerate(introduction, 1):
        _text(sheet, line, 1, text)
    top = len(introduction) + 2
    for number, (name, width) in enumerate(_EXPLAINED, 1):
        head = _text(sheet, top, number, name)
        head.font, head.fill = _BOLD, _SHADED
        sheet.column_dimensions[get_column_letter(number)].width = width
    shown = (name for name in columns if name in COLUMNS and COLUMNS[name].example == 0)
    for line, name in enumerate(shown, top + 1):
        field = COLUMNS[name].field
        about = schema("words")["$defs"][_OF_SCHEMA[field.record]]["properties"][field.name]
        one_of = ", ".join(choices[name].values) if name in choices and choices[name].closed else ""
        needed = "yes" if field.required else "no"
        cells = (name, needed, about["description"], examples.get(name, ""), one_of)
        for number, text in enumerate(cells, 1):
            _text(sheet, line, number, text).alignment = _WRAPPED
