"""Read the tables of terms, once."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.intake.roles import Role
from pipeline.system import toml

_FOLDER = Path(__file__).parent
_APART = re.compile(r"[\s._:;!?*()\[\]]+")


class Article(NamedTuple):
    """What an article shows; empty where it does not."""

    gender: str
    number: str


class Notation(NamedTuple):
    """How lists of a language write its words."""

    articles: Mapping[str, Article]
    auxiliaries: frozenset[str]
    """Forms before a participle: `hat gefeiert`."""
    plural_endings: tuple[str, ...]
    """What follows a hyphen and is added whole: `-e`."""
    plural_replaces: Mapping[str, tuple[str, ...]]
    """What else follows one, and the ends of nouns that it takes the place of: `-ões`, ão."""
    feminine_endings: tuple[str, ...]
    umlauts: Mapping[str, str]
    one_form: tuple[str, ...]
    """The genders whose nouns may have one form for both numbers; empty: that is said of none in particular."""
    infinitive: str
    """What a translation that is a verb begins with: `to `."""
    no_infinitive: frozenset[str]
    """First words of translations that take no such mark: `can`, `he`."""
    before_nouns: tuple[str, ...]
    """Its articles with the space after them."""
    stopwords: tuple[str, ...]
    """The commonest words, where the language has no profile to say so."""


class Grammar(NamedTuple):
    """What a cell with a part of speech or a gender may say, by its words in lower case."""

    parts: Mapping[str, str]
    joined: Mapping[str, tuple[str, str]]
    genders: Mapping[str, str]
    numbers: Mapping[str, str]
    ignored: frozenset[str]
    names: frozenset[str]


def folded(text: str) -> str:
    """Return a term as the tables have it: in lower case, without dots, brackets or double spaces."""
    return _APART.sub(" ", text.replace("’", "'")).strip().lower()


@functools.cache
def headers() -> Mapping[str, Role]:
    """Return the role of each term above a column."""
    return {folded(term): Role(role) for role, terms in _table("headers").items() for term in terms}


@functools.cache
def languages() -> Mapping[str, str]:
    """Return the code of each name and code of a language."""
    return {name: code for code, names in _table("languages")["names"].items() for name in names}


@functools.cache
def grammar() -> Grammar:
    """Return what cells say of the grammar of a word."""
    table = _table("grammar")
    parts = _by_term(table["parts_of_speech"]) | dict.fromkeys(table["beside"]["verbs"], "verb")
    joined = {term: (pair[0], pair[1]) for term, pair in table["joined"].items()}
    ignored, names = frozenset(table["beside"]["ignored"]), frozenset(table["names"]["words"])
    return Grammar(parts, joined, _by_term(table["genders"]), _by_term(table["numbers"]), ignored, names)


@functools.cache
def totals() -> frozenset[str]:
    """Return the words that stand before the number of a total."""
    return frozenset(_table("grammar")["totals"]["words"])


@functools.cache
def other_parts() -> frozenset[str]:
    """Return what cells call parts of speech that entries of a pack do not have."""
    return frozenset(map(folded, _table("grammar")["other_parts"]["words"]))


@functools.cache
def levels_in_words() -> frozenset[str]:
    """Return what people call levels that are none of A1 to C2."""
    return frozenset(map(folded, _table("grammar")["levels"]["words"]))


@functools.cache
def with_articles() -> tuple[str, ...]:
    """Return the languages whose articles are known."""
    return tuple(language for language, table in _table("articles").items() if table.get("articles"))


@functools.cache
def notation(language: str) -> Notation:
    """Return how lists write the words of a language; without data, nothing is read out of them."""
    table = _table("articles").get(language, {})
    return Notation(
        {word: _article(shown) for word, shown in table.get("articles", {}).items()},
        frozenset(table.get("auxiliaries", ())),
        tuple(table.get("plural_endings", ())),
        {ending: tuple(ends) for ending, ends in table.get("plural_replaces", {}).items()},
        tuple(table.get("feminine_endings", ())),
        table.get("umlauts", {}),
        tuple(table.get("one_form", ())),
        table.get("infinitive", ""),
        frozenset(table.get("no_infinitive", ())),
        tuple(word if word.endswith("'") else f"{word} " for word in table.get("articles", ())),
        tuple(table.get("stopwords", ())),
    )


def _article(shown: str) -> Article:
    gender, number = ("" if word == "-" else word for word in shown.split())
    return Article(gender, number)


def _by_term(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {term: value for value, terms in table.items() for term in terms}


@functools.cache
def _table(name: str) -> dict[str, Any]:
    return toml.read(_FOLDER / f"{name}.toml").data
