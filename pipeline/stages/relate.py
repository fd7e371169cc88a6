"""Resolve synonyms and antonyms to words, and record each relationship in both directions.

Words that learners confuse are not related: each of the two is named in the notes of the other.

Unresolved names are left out here and reported by the rules of `pipeline.rules.relations`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.contrasts import with_contrasts
from pipeline.model.lexicon import RELATION_FIELDS, Lexicon, Meaning, Relation, Word
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
    return replace(lexicon, words=_contrasted(lexicon), relations=tuple(relations))


def _stated(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    known = {word.base_form for word in lexicon.words}
    for word in lexicon.words:
        for name, others in word.related.items():
            for other in others:
                if other in known and other != word.base_form:
                    yield word.base_form, other, RELATION_FIELDS[name]


def _contrasted(lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words with the contrasts of both sides in their notes."""
    words = {word.base_form: word for word in lexicon.words}
    sides: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word in lexicon.words:
        for other in word.contrasts:
            if other in words and other != word.base_form:
                sides[word.base_form][other] = _equivalent(words[other], word)
                sides[other][word.base_form] = _equivalent(word, words[other])
    return tuple(
        replace(word, notes=with_contrasts(word.notes, sides[word.base_form])) if word.base_form in sides else word
        for word in lexicon.words
    )


def _equivalent(word: Word, beside: Word) -> str:
    """Return an English equivalent of a word for the notes of another.

    It is of the first meaning that English has the same word for, as that is what is confused, or else of the first
    meaning: temps is “time” beside fois, although its first meaning is “weather”.
    """
    theirs = {one for meaning in beside.meanings for one in _equivalents(meaning)}
    confused = (meaning for meaning in word.meanings if not theirs.isdisjoint(_equivalents(meaning)))
    return _equivalents(next(confused, word.meanings[0]))[0]


def _equivalents(meaning: Meaning) -> list[str]:
    return [one.strip() for one in meaning.translation.split(",")]
