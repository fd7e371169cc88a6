"""Fix what is unambiguous in a text: its Unicode form, spaces, apostrophes and quotation marks.

Anything ambiguous is left for the validator to report and a curator to decide.
"""

import re
import unicodedata

from pipeline.languages.profile import Profile
from pipeline.languages.spaces import with_spaces

NO_BREAK = "\u00a0\u202f\u2007"
"""The no-break space, the narrow one of French typography, and the one as wide as a figure."""
_SPACES = f" \t{NO_BREAK}"

_RUN = re.compile(f"[{_SPACES}]+")
_INNER_APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
_LATER_APOSTROPHE = re.compile(r"(?<=\w)’")
_SINGLE_QUOTE = re.compile(r"[‘‚‹]|(?<!\w)’(?=\w)")
"""Marks that open a quotation that ’ may close (the last one is Swedish)."""
_BEFORE_QUOTATION = " \t\n([{—–-/:¿¡'" + NO_BREAK


def fixed(text: str, profile: Profile, *, taught: bool) -> str:
    """Return a text with all safe fixes applied.

    The result is in Unicode form C, without leading, trailing or double spaces. In the language taught (`taught`),
    apostrophes become straight, straight quotation marks become the language's own (with anything between them, such as
    the French no-break space, inside the quotation), and marks have the spaces that the profile says.
    Fixing the result again changes nothing. A text of nothing but spaces is left alone.
    """
    composed = unicodedata.normalize("NFC", text)
    result = _spaced(composed)
    if not result.strip():
        return text
    if taught:
        result = with_spaces(_with_quotes(_with_apostrophes(result), profile.quotes), profile)
    return result


def _spaced(text: str) -> str:
    """Trim, and collapse every run of spaces into one. Line breaks at the end of a text stay."""
    body = text.rstrip(f"{_SPACES}\n")
    return _RUN.sub(_one_space, body.lstrip(_SPACES)) + "\n" * text.count("\n", len(body))


def _one_space(run: re.Match[str]) -> str:
    no_break = next((character for character in run[0] if character in NO_BREAK), None)
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    # Between two words a no-break space is a slip of the keyboard, or was copied from a web page. Beside
    # digits and marks it is typography: « oui », 10 000, 5 €, z. B., quoi ?
    if no_break is None or ((before.isalpha() or before == ",") and after.isalpha()):
        return " "
    return no_break


def _with_apostrophes(text: str) -> str:
    # At the end of a word, ’ may close a single quotation instead.
    safe = _INNER_APOSTROPHE if _SINGLE_QUOTE.search(text) else _LATER_APOSTROPHE
    return safe.sub("'", text)


def _with_quotes(text: str, quotes: str) -> str:
    """Replace pairs of straight marks if each of them clearly opens or closes a quotation."""
    pieces = text.split('"')
    if len(quotes) < 2 or len(pieces) % 2 == 0 or quotes[0] in text or quotes[-1] in text:
        return text  # unpaired, or a quotation within a quotation, which needs the language's inner marks
    opening, closing = quotes[0] + quotes[1:-1], quotes[1:-1] + quotes[-1]
    result = pieces[0]
    for quoted, after in zip(pieces[1::2], pieces[2::2], strict=True):
        opens = not result or result[-1] in _BEFORE_QUOTATION
        closes = not after or not after[0].isalnum()
        if not (opens and closes and quoted and quoted == quoted.strip()):
            return text
        result += opening + quoted + closing + after
    return result
