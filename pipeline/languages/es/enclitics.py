"""Pronouns written as one word with the verb before them: `ponte`, `levantándose`, `dámelo`."""

from pipeline.languages.es.syllables import accented, stressed_vowel

_LOST = {"os": "d", "nos": "s", "se": "s"}
"""The last letter that an imperative loses: senta(d)os, sentémo(s)nos, démo(s)selo.
Source: Diccionario panhispánico de dudas, «pronombres personales átonos»."""


def with_enclitic(form: str, pronoun: str) -> str:
    """Return an infinitive, gerund or imperative with one pronoun added, without moving the stress.

    >>> with_enclitic("levanta", "te"), with_enclitic("sentad", "os"), with_enclitic("dé", "se")
    ('levántate', 'sentaos', 'dese')
    """
    vowel = stressed_vowel(form)
    lost = _LOST.get(pronoun, "")
    stem = form.removesuffix(lost) if form.endswith(("mos", "d")) and lost else form
    return accented(stem + pronoun, vowel)
