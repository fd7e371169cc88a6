"""The paradigm of a French word; the cells are those of `profile.toml`.

Parts of speech other than verbs, nouns and adjectives do not inflect. Elided forms (`j'`, `qu'`) are not a paradigm;
they are in the profile, where recognition finds them.
"""

from pipeline.languages.fr import adjectives, conjugation, nouns
from pipeline.languages.inflection import Lexeme, Paradigm

_BY_PART_OF_SPEECH = {"verb": conjugation.conjugate, "noun": nouns.decline, "adjective": adjectives.decline}


def inflect(lexeme: Lexeme) -> Paradigm:
    """Return the forms of a word by cell. Raises UnknownParadigmError, MissingExtraError."""
    rule = _BY_PART_OF_SPEECH.get(lexeme.part_of_speech)
    return rule(lexeme) if rule else {}
