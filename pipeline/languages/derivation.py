"""Check whether a word can be a form of a lemma with a given part of speech, which some lemma tables do not consider.

*marié* is not a form of an adjective *marier*, whatever a table from spellings to lemmas says; *años* is one of *año*.
"""

import functools
from contextlib import suppress

from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import Profile


def is_form(its: Profile, word: str, lemma: str, part_of_speech: str) -> bool | None:
    """Return whether the language's rules derive the word from the lemma; None if they cannot tell.

    For verbs only the ending of the infinitive is checked, since their rules need a package that may not be installed.
    For nouns only a yes counts, because tables have rare forms that the rules leave out, and an infinitive where spaCy
    too looks words up in a table: it has the verb alone (`falta`, faltar). A feminine noun (`amiga` beside `amigo`) is
    not a form of the masculine, but may be a word of its own.
    """
    if part_of_speech == "noun" and its.nouns_capitalised and not lemma[:1].isupper():
        return False  # Bekannte is no form of bekennen
    if part_of_speech == "verb":
        return None if lemma.endswith(its.infinitive_endings or "") and not lemma.endswith(word) else False
    forms = _forms(its, lemma, part_of_speech)
    if forms is None:
        return None
    if word in forms:
        return not (_has_no_singular if part_of_speech == "noun" else _has_one_form)(its, word)
    if part_of_speech == "noun":
        return (
            False
            if its.lemmatizer in ("lookup", "pos_lookup") and lemma.endswith(its.infinitive_endings or "-")
            else None
        )
    return False


def _forms(its: Profile, lemma: str, part_of_speech: str) -> frozenset[str] | None:
    paradigms = _paradigms(its.code, its.genders, lemma, part_of_speech)
    if paradigms is None:
        return None
    noun = part_of_speech == "noun"
    return frozenset(
        form
        for paradigm in paradigms
        for cell, forms in paradigm.items()
        if not (noun and "Gender=" in cell)
        for form in forms
    )


def _has_no_singular(its: Profile, noun: str) -> bool:
    """Return whether the rules list a noun as plural only: vacaciones."""
    cells = {cell for paradigm in _paradigms(its.code, its.genders, noun, "noun") or () for cell in paradigm}
    return bool(cells) and not any("Number=Sing" in cell for cell in cells)


def _has_one_form(its: Profile, adjective: str) -> bool:
    """Return whether the rules list an adjective as uninflected: dos."""
    return _paradigms(its.code, its.genders, adjective, "adjective") == ({},)


@functools.lru_cache(maxsize=4096)
def _paradigms(code: str, genders: tuple[str, ...], lemma: str, part_of_speech: str) -> tuple[Paradigm, ...] | None:
    """Return the paradigms of a word, for a noun one per possible gender; None if the rules have none."""
    inflect = inflector(code)
    if inflect is None:
        return None
    found: list[Paradigm] = []
    for gender in genders if part_of_speech == "noun" else (None,):
        with suppress(UnknownParadigmError):
            found.append(inflect(Lexeme(lemma, part_of_speech, gender)))
    return tuple(found) or None
