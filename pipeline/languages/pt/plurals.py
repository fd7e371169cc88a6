"""The plural of Portuguese nouns and adjectives, as far as `plurals.toml` says that their spelling makes it sure.

What does not show in the spelling (-ão: `limões`, `mãos`, `pães`) is in its table of words, or refused.
"""

import re

from pipeline.languages.inflection import UnknownParadigmError
from pipeline.languages.tables import toml_table


def plurals(word: str) -> tuple[str, ...]:
    """Return the plural of one lower-case word, variants in order of preference; none if it has no plural.

    Raises UnknownParadigmError if the spelling does not make it sure: a curator must decide.
    """
    data = toml_table("pt", "plurals")
    if word in data["words"]:
        return tuple(data["words"][word])
    if not any(re.search(one, word) for one in data["unsure"]):
        for ending, plural in data["rules"]:
            if re.search(ending, word):
                return (re.sub(ending, plural, word),)
    raise UnknownParadigmError(f"the spelling of “{word}” does not make its plural sure")
