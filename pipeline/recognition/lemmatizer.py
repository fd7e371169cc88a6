"""A second source for forms that the lexicon does not store: simplemma's tables."""

from collections.abc import Callable

Lemmatizer = Callable[[str], str | None]
"""Returns the base form of a word, or None if the word is not known. Letter case counts."""


def simplemma_for(language: str) -> Lemmatizer | None:
    """Return a lemmatizer backed by simplemma, or None if it has no tables for the language.

    Its tables (a second to load, about 100 MB) are read on first use. Words it does not have are not guessed.
    """
    import simplemma  # heavy

    try:
        simplemma.is_known("a", language)
    except ValueError:
        return None

    def lemma(word: str) -> str | None:
        if not word or not simplemma.is_known(word, language):
            return None
        found: str = simplemma.lemmatize(word, language)
        return found

    return lemma
