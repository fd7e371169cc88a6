"""The definite article that a noun is learnt with, and the article that a curator wrote before it."""

import functools

from pipeline.languages.profile import ArticleException, Profile


def definite_article(profile: Profile, base_form: str, gender: str | None, pronunciation: str | None) -> str | None:
    """Return the article of a noun in the singular; None if its gender and the profile do not determine one."""
    if gender is None or not profile.definite_articles:
        return None
    for one in profile.article_exceptions:
        if holds(one, base_form, gender, pronunciation):
            return one.article
    return profile.definite_articles.get(gender)


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
        and (not one.letters or base_form.lower().startswith(one.letters))
        and (not one.sounds or (pronunciation or "").startswith(one.sounds))
    )
