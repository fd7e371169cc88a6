"""What stands around the words of a sheet, and is none of them: titles, headings, notes, sources.

A row is a remark only if the cell of its word is all that it says: a word that nobody has translated yet stays one.
"""

from collections.abc import Sequence

from pipeline.intake.conform.cells import clean
from pipeline.intake.roles import Role
from pipeline.intake.terms.tables import folded, headers
from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile

REMARK = "a note or a heading, not a word"
_MARKS = ("*", "†", "‡", "→")
"""What a footnote begins with; a word alone may have such a mark, too."""
_NEVER_WORDS = ("©", "®", "http://", "https://", "www.")
_ENDS = (".", "!", "?", "…")
_IN_A_SENTENCE = 4
"""How many words a remark has at least: `A domani!` may be learnt as it is."""
_IN_A_TITLE = 3


def is_alone(cells: Sequence[str], at: int) -> bool:
    """Return whether no other cell of a row says anything."""
    return not any(clean(one) for number, one in enumerate(cells) if number != at)


def is_remark(text: str) -> bool:
    """Return whether a text is no word if it is alone in its row, and words have other cells beside them."""
    if text.startswith(_NEVER_WORDS) or text.endswith(":") or ": " in text:
        return True
    words = text.count(" ") + 1
    if any(map(str.isdigit, text)) or (words > 1 and text.startswith(_MARKS)):  # Unità 2; 5 parole; aggiornato il 12.3.
        return True
    return words >= _IN_A_SENTENCE and text.endswith(_ENDS)


def is_heading(text: str) -> bool:
    """Return whether a text is a unit by its number, wherever it stands: `Unità 2`, `Lektion 3: Essen`."""
    lead, _, rest = text.partition(" ")
    return rest[:1].isdigit() and headers().get(folded(lead)) is Role.TOPIC


def titles(rows: Sequence[Sequence[str]], profile: Profile) -> int:
    """Return how many rows at the top are titles, where most rows say several things and none has their names."""
    said = [[text for cell in row if (text := clean(cell))] for row in rows]
    if 2 * sum(len(texts) > 1 for texts in said) < len(said):
        return 0
    number = 0
    while number < len(said) and (not said[number] or (len(said[number]) == 1 and _is_title(said[number][0], profile))):
        number += 1
    return number if any(said[:number]) else 0


def _is_title(text: str, profile: Profile) -> bool:
    if is_remark(text):
        return True
    words = text[len(article_before(profile, text) or "") :].split()
    return text[:1].isupper() and (len(words) >= _IN_A_TITLE or headers().get(folded(text)) in (Role.WORD, Role.TOPIC))
