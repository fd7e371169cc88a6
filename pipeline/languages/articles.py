"""The definite article that a noun is learnt with, and the article that a curator wrote before it."""

import functools
from collections.abc import Collection

from pipeline.languages.profile import ArticleException, Profile
from pipeline.model.lexicon import Word


def article_of(profile: Profile, word: Word) -> str | None:
    """Return the article that a noun is learnt with."""
    numbers = {features.get("Number") for form in word.forms for features in form.features}
    plural = is_plural(numbers)
    return definite_article(profile, word.base_form, word.gender, word.pronunciation, plural=plural)


def is_plural(numbers: Collection[str | None]) -> bool:
    """Return whether a noun is only in the plural, by the values of Number that its forms have: gafas."""
    return "Plur" in numbers and "Sing" not in numbers


def definite_article(
    profile: Profile, base_form: str, gender: str | None, pronunciation: str | None, *, plural: bool = False
) -> str | None:
    """Return the article of a noun, by default in the singular; None if it has none, or nothing determines it."""
    articles = profile.plural_articles if plural else profile.definite_articles
    exceptions = profile.plural_article_exceptions if plural else profile.article_exceptions
    if gender is None:
        only = set(articles.values()) if plural else ()  # die Eltern: no gender, and one article for all
        return next(iter(only)) if len(only) == 1 else None
    for one in exceptions if articles else ():
        if holds(one, base_form, gender, pronunciation):
            return one.article
    return articles.get(gender)


def joined(article: str | None, noun: str) -> str:
    """Return a noun after its article, with a space unless the article ends with an apostrophe: `el pan`, `l’eau`."""
    space = "" if not article or article[-1] in "'’" else " "
    return f"{article or ''}{space}{noun}"


def article_before(profile: Profile, noun: str) -> str | None:
    """Return the article that a noun begins with (`el pan`, `l'eau`), as the profile has it; None if with none."""
    lowered = noun.lower()
    for article, beginning in _beginnings(tuple(profile.articles)):
        if lowered.startswith(beginning) and len(noun) > len(beginning):
            return article
    return None


@functools.lru_cache(32)
def _beginnings(articles: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return articles, the longest first, with the space after those that have one."""
    ones = sorted(articles, key=len, reverse=True)
    return tuple((one, one if one.endswith("'") else f"{one} ") for one in ones)


def holds(one: ArticleException, base_form: str, gender: str, pronunciation: str | None) -> bool:
    """Return whether a noun of a gender is one of an exception."""
    return (
        one.gender in (None, gender)
        and base_form not in one.unless
        and (not one.words or base_form in one.words)
        and (not one.letters or base_form.lower().startswith(one.letters))
        and (not one.sounds or (pronunciation or "").startswith(one.sounds))
    )
