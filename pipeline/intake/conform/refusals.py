"""Rows that say nothing of a word, and why."""

import re

from pipeline.intake.conform.cells import clean
from pipeline.intake.terms.tables import languages, totals
from pipeline.model.values import LONGEST_WORD

_SPREADSHEET_ERROR = re.compile(r"#(?:[A-ZÀ-Ý0-9/¡]+[!?]|N/A|NV|N/D|NB|N/V|N\.V\.|GETTING_DATA)")
"""In English and other languages: #NAME?, #REF!, #DIV/0!, #¿NOMBRE?, #WERT!, #NV."""
_NUMBER = re.compile(r"[+\-−]?[\d\s.,'’%°/:]*\d[\d\s.,'’%°/:]*(?:[eE][+-]?\d+)?")
_SHOWN = 80
"""How many characters of a row are shown."""


def refusal(word: str, cells: tuple[str, ...]) -> str:
    """Return why the cell of a word is none, or an empty text. `word` is cleaned; the whole row may be empty, too."""
    if not word:
        return "no word" if any(map(clean, cells)) else "empty"
    if len(word) > LONGEST_WORD:
        return f"longer than {LONGEST_WORD} characters"
    return "" if word[0].isalpha() else _not_a_word(word)


def _not_a_word(text: str) -> str:
    if text[0] == "#":
        return f"spreadsheet error ({text})" if _SPREADSHEET_ERROR.fullmatch(text.replace("¿", "")) else "comment"
    if _NUMBER.fullmatch(text):
        return "a number, not a word; ask"
    return "" if any(map(str.isalpha, text)) else "no letters"


def is_total(word: str, translation: str, after: tuple[str, ...]) -> bool:
    """Return whether a row without a translation counts the list: `Totale: 45 parole`; `Summe`, and `45` after it."""
    label, colon, rest = word.partition(":")
    more = label.partition(" ")[2]
    named = any(one.lower() in totals() for one in label.split())
    if not (named or colon) or (any(map(str.isalpha, translation)) and not any(map(str.isdigit, translation))):
        return False
    counted = colon and any(map(str.isdigit, rest))
    return bool(counted) or (named and any(one.strip()[:1].isdigit() for one in (more, *after)))


def shown(cells: tuple[str, ...]) -> str:
    """Return what the report shows of a row: its first cell that says something."""
    return next((text[:_SHOWN] for one in cells if (text := clean(one))), "")


def language_code(cell: str) -> str:
    """Return the code of a language by its code or name: `deu`, `German`, `de-AT`; what is unknown stays as it is."""
    text = cell.strip().lower()
    return languages().get(text) or languages().get(text.replace("_", "-").split("-")[0]) or text


def other_language(cell: str, language: str) -> str:
    """Return the refusal of a row in another language than the one wanted, or an empty text."""
    code = language_code(cell)
    return f"another language ({code})" if code and code != language else ""
