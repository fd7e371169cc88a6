"""Which of two languages a line or a cell is in, by their commonest words."""

import re
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import islice

from pipeline.intake.terms.tables import notation
from pipeline.languages.profile import Profile, ProfileError, profile

_ARTICLE = re.compile("^([a-z]+') *")
_FEWEST = 5
"""How many translations with an article show their language."""
_MOST_WORDS = 200
"""How many words of a column are looked up."""
_OF_EXPECTED = 0.8
_OF_BEST = 0.7
_MARGIN = 0.25
_LEAST_MARGIN = 4
"""Shares of the words: that the expected language has if it is the one, that another one has, and the difference to the
next. Of 12 A1 and A2 words of our packs, their language has 77 to 100 %, and the next one 8 to 69 %."""
_WORD = re.compile(r"[^\W\d_]+['’]?")


def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language: of its profile and its articles."""
    its = notation(language)
    try:
        known = profile(language)
    except ProfileError:
        known = Profile(language, language)
    return frozenset((*known.stopwords, *known.articles, *its.articles, *its.stopwords))


def share(text: str, common: frozenset[str]) -> float:
    """Return the share of the words of a text that are among the commonest of a language."""
    words = _WORD.findall(text.lower())
    return sum(word in common or word.rstrip("'’") in common for word in words) / len(words) if words else 0.0


def language_of(texts: Iterable[str], languages: Iterable[str], expected: str) -> str:
    """Return which of some languages translations are in; without a clear one, the expected.

    Their articles decide; if too few have one, the words that each language has.
    """
    cells = list(texts)
    leads = [
        lead
        for lead, _, rest in (
            _ARTICLE.sub(r"\1 ", text.strip().lower().replace("’", "'")).partition(" ") for text in cells
        )
        if rest
    ]
    ones = sorted({*languages, expected})
    shares = {one: sum(lead in notation(one).articles for lead in leads) for one in ones}
    best = max(ones, key=shares.__getitem__)
    if shares[best] < max(_FEWEST, len(leads) / 2):
        return _by_words(cells, ones, expected)
    return best if shares[best] > 2 * shares[expected] else expected


def _by_words(texts: Iterable[str], languages: Sequence[str], expected: str) -> str:
    """Return which language has most of the words: `pain` and `table` are English, too, but `fromage` is not.

    The tables of the others take two seconds to read, so they are asked only if the expected language lacks many.
    """
    from pipeline.lemmas.tables import simplemma_has  # heavy

    words = dict.fromkeys(word for text in texts for word in _WORD.findall(text) if len(word) > 1 and word.isalpha())
    few = list(islice(words, _MOST_WORDS))
    its = {word for word in few if simplemma_has(word, expected)}
    if len(few) < _LEAST_MARGIN or len(its) >= _OF_EXPECTED * len(few):
        return expected
    known = {one: {word for word in few if simplemma_has(word, one)} for one in languages if one != expected}
    known[expected] = its
    best, second = nlargest(2, sorted(known), key=lambda one: len(known[one]))
    margin = len(known[best]) - len(known[second])
    clear = len(known[best]) >= _OF_BEST * len(few) and margin >= max(_LEAST_MARGIN, _MARGIN * len(few))
    return best if clear else expected


class Tongues:
    """Tells the language that is taught from the one of the translations."""

    def __init__(self, language: str, translation_language: str) -> None:
        self.translations = translation_language
        self.own = common_words(language)
        self.other = common_words(translation_language)

    def is_translated(self, text: str) -> bool:
        """Return whether a line is rather in the language of the translations."""
        return share(text, self.other) > share(text, self.own)

    def lean(self, texts: Iterable[str]) -> float:
        """Return how much texts lean to the language that is taught: positive, or negative for the other."""
        each = [share(text, self.own) - share(text, self.other) for text in texts]
        return sum(each) / len(each) if each else 0.0
