"""Any text in a cell of CSV, so that spreadsheets show all of it and take none of it for a formula."""

from pipeline.curation.round_trip.workbook import cell_text, cell_value
from pipeline.reporting.terminal import harmless_cell


def shown(text: str) -> str:
    """Return a text as a cell of CSV shows it: nothing counts as a formula, and nothing is invisible."""
    return harmless_cell(cell_text(text))


def typed(cell: str, handed: str = "") -> str:
    """Return the text that a cell stands for. One that is as it was handed out stands for the same text."""
    if cell == shown(handed).strip():
        return handed
    text = cell[1:] if cell.startswith("'") and harmless_cell(cell[1:]) == cell else cell
    return cell_value(text)
