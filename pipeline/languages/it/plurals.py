"""The plural of Italian nouns and adjectives, as far as `plurals.toml` says that their spelling makes it sure.

What depends on a stress that is not written (`medico`, `fico`; `bacio`, `mormorio`) is refused.
"""

import re

from pipeline.languages.inflection import UnknownParadigmError
from pipeline.languages.tables import toml_table


def plurals(word: str, gender: str | None) -> tuple[str, ...]:
    """Return the plural of one lower-case word of a gender; without one, if it is the same in both.

    Raises UnknownParadigmError if the spelling does not make it sure: a curator must decide.
    """
    data = toml_table("it", "plurals")
    genders = [gender] if gender in ("masculine", "feminine") else ["masculine", "feminine"]
    found = {
        next((re.sub(end, plural, word) for end, plural in data[its] if re.search(end, word)), "") for its in genders
    }
    if len(found) != 1 or "" in found or any(re.search(one, word) for one in data["unsure"]):
        raise UnknownParadigmError(f"the spelling of “{word}” does not make its plural sure")
    return tuple(found)
