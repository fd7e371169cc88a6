"""The paradigm of a Portuguese word."""

from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.languages.pt.adjectives import inflect_adjective
from pipeline.languages.pt.nouns import inflect_noun
from pipeline.languages.pt.verbs import inflect_verb

_INFLECT = {"adjective": inflect_adjective, "noun": inflect_noun, "verb": inflect_verb}


def inflect(lexeme: Lexeme) -> Paradigm:
    """Return the forms of a word by cell of its profile; empty if it has only one form.

    Raises UnknownParadigmError if the rules do not cover it, MissingExtraError if a required package is missing.
    """
    inflect_part = _INFLECT.get(lexeme.part_of_speech)
    return inflect_part(lexeme.base_form) if inflect_part else {}
