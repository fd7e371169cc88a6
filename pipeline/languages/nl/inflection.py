"""The paradigm of a Dutch word."""

from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.languages.nl.adjectives import inflect_adjective
from pipeline.languages.nl.nouns import inflect_noun
from pipeline.languages.nl.verbs import inflect_verb


def inflect(lexeme: Lexeme) -> Paradigm:
    """Return the forms of a word by cell of its profile; empty if it has only one form.

    Raises UnknownParadigmError if the rules do not cover it.
    """
    if lexeme.part_of_speech == "noun":
        return inflect_noun(lexeme.base_form, lexeme.gender)
    if lexeme.part_of_speech == "adjective":
        return inflect_adjective(lexeme.base_form)
    return inflect_verb(lexeme.base_form) if lexeme.part_of_speech == "verb" else {}
