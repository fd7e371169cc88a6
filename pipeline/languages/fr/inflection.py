"""The paradigm of a French word; the cells are those of `profile.toml`.

Other parts of speech than verbs, nouns and adjectives do not inflect: elided forms (`j'`, `qu'`) are not a paradigm
but stand in the profile, where recognition looks for them.
"""

from pipeline.languages.fr import adjectives, conjugation, nouns
from pipeline.languages.inflection import Lexeme, Paradigm

_BY_PART_OF_SPEECH = {"verb": conjugation.conjugate, "noun": nouns.decline, "adjective": adjectives.decline}


def inflect(lexeme: Lexeme) -> Paradigm:
    """Return the forms of a word by cell. Raises UnknownParadigmError, MissingExtraError."""
    rule = _BY_PART_OF_SPEECH.get(lexeme.part_of_speech)
    return rule(lexeme) if rule else {}
