"""Dutch spelling where an ending is added or taken away: open and closed syllables, f and v, s and z.

Each table of `spelling.toml` has a pattern and its replacement in a row; of a table the first that is found applies.
Where the stress decides and is not known, none is.
"""

import re
from collections.abc import Iterable

from pipeline.languages.tables import toml_table


def rewritten(word: str, rules: Iterable[Iterable[str]]) -> str | None:
    """Return what the first of the rules whose pattern is found makes of a word; None if none is."""
    for pattern, replacement in rules:
        if re.search(pattern, word):
            return re.sub(pattern, replacement, word, count=1)
    return None


def before_vowel(word: str) -> str | None:
    """Return a word as it is written before an ending with a vowel: boom, bom-; kat, katt-; brief, briev-; huis, huiz-.

    None if it is not known whether its last syllable is stressed.
    """
    return rewritten(word, toml_table("nl", "spelling")["before_vowel"])


def changed(word: str, table: str) -> str:
    """Return what a table of `spelling.toml` makes of a word: the word itself if none of its patterns is found."""
    return rewritten(word, toml_table("nl", "spelling")[table]) or word


def stem(root: str, *, stressed: bool) -> str:
    """Return the stem of a verb from its infinitive without -en: maak of mak-, pak of pakk-, leef of lev-.

    `stressed` says whether its last vowel is.
    """
    once = changed(root, "single")
    return changed(changed(root, "long") if stressed and once == root else once, "final")
