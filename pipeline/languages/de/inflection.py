"""The paradigms of German words; the cells are those of profile.toml."""

from pipeline.languages.de import adjectives, determiners, nouns, verbs
from pipeline.languages.inflection import Lexeme, Paradigm


def inflect(lexeme: Lexeme) -> Paradigm:
    """Return the paradigm of a word.

    Raises UnknownParadigmError if neither rules nor data cover it, MissingExtraError for verbs without `ablaut`.
    """
    if lexeme.part_of_speech == "verb":
        return verbs.conjugate(lexeme.base_form)
    if lexeme.part_of_speech == "noun":
        return nouns.decline(lexeme.base_form, lexeme.gender)
    if lexeme.part_of_speech == "adjective":
        determiner = determiners.decline(lexeme.base_form)
        return adjectives.decline(lexeme.base_form) if determiner is None else determiner
    return {}
