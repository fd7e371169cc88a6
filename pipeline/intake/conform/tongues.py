"""Which of two languages a line or a cell is in, by their commonest words."""

import re
from collections.abc import Iterable

from pipeline.intake.terms.tables import notation
from pipeline.languages.profile import Profile, ProfileError, profile

_ARTICLE = re.compile("^([a-z]+') *")
_FEWEST = 5
"""How many translations with an article show their language."""
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
    """Return which of some languages translations are in, by their articles; without a clear one, the expected.

    A single word does not show its language, and most translations are one: those with an article decide.
    """
    leads = [
        lead
        for lead, _, rest in (
            _ARTICLE.sub(r"\1 ", text.strip().lower().replace("’", "'")).partition(" ") for text in texts
        )
        if rest
    ]
    shares = {one: sum(lead in notation(one).articles for lead in leads) for one in {*languages, expected}}
    best = max(sorted(shares), key=shares.__getitem__)
    clear = shares[best] >= max(_FEWEST, len(leads) / 2) and shares[best] > 2 * shares[expected]
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
