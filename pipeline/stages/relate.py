"""Resolve synonyms and antonyms to words, and record each relationship in both directions.

Unresolved names are left out here and reported by the rules of `pipeline.rules.relations`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.lexicon import RELATION_FIELDS, Lexicon, Relation
from pipeline.stages import Context


def run(lexicon: Lexicon, _: Context) -> Lexicon:
    """Return the lexicon with its relations, sorted, with at most one for each ordered pair of words."""
    types: dict[tuple[str, str], str] = {}
    for base_form, other, type_ in _stated(lexicon):
        types.setdefault((base_form, other), type_)
    # What a word's own entry says takes precedence over what another word's entry implies.
    for base_form, other, type_ in _stated(lexicon):
        types.setdefault((other, base_form), type_)
    relations = (Relation(base_form, other, type_) for (base_form, other), type_ in sorted(types.items()))
    return replace(lexicon, relations=tuple(relations))


def _stated(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    known = {word.base_form for word in lexicon.words}
    for word in lexicon.words:
        for name, others in word.related.items():
            for other in others:
                if other in known and other != word.base_form:
                    yield word.base_form, other, RELATION_FIELDS[name]
