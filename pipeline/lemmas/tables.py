"""The tables of spaCy and simplemma for one language, behind a simple interface.

Importing spaCy takes seconds, and a language's tables take hundreds of megabytes. So only the stage that needs this
module imports it, and one language is loaded at a time. simplemma's tables stay packed as shipped: they take an eighth
of the memory, and are no slower for a few lookups per word.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import simplemma
import spacy
from spacy.tokens import Doc
from spacy.util import load_language_data, registry

UNIVERSAL_TAGS = {
    "noun": "NOUN",
    "verb": "VERB",
    "adjective": "ADJ",
    "adverb": "ADV",
    "pronoun": "PRON",
    "preposition": "ADP",
    "conjunction": "CCONJ",
    "interjection": "INTJ",
}
"""Source: https://universaldependencies.org/u/pos/index.html"""


class NoRulesError(Exception):
    """spaCy has no rules for a language whose profile says that it has."""


@dataclass(frozen=True, slots=True)
class LemmaTables:
    """The tables loaded for one language."""

    code: str
    tokenizer: Any
    lookup: Mapping[str, str | list[str]]
    """spaCy's table from spelling to lemmas of any part of speech."""
    by_part: Mapping[str, Mapping[str, str]]
    """spaCy's tables from spelling to lemma by part of speech; empty unless the mode is `pos_lookup`."""
    index: Mapping[str, frozenset[str]]
    """The lemmas that spaCy has rules or tables for, by part of speech."""
    has_simplemma: bool
    _lemmatizer: Any
    """spaCy's lemmatizer, or None if it has no rules."""

    def by_rules(self, words: Iterable[str], part_of_speech: str) -> dict[str, tuple[str, ...]]:
        """Return spaCy's lemmas of words as a part of speech; without rules, those of its lookup."""
        if self._lemmatizer is None:
            of_part = self.by_part.get(part_of_speech, {})
            return {word: (of_part[word],) if word in of_part else self.looked_up(word) for word in words}
        index = self.index[part_of_speech]
        found: dict[str, dict[str, None]] = {word: {word: None} if word in index else {} for word in words}
        asked = [word for word, lemmas in found.items() if not lemmas]
        tag = UNIVERSAL_TAGS[part_of_speech]
        # Loop over analyses, not words: the rules of one analysis are few enough to stay compiled.
        for features, can_be in _analyses(self._lemmatizer, tag):
            left = [word for word in asked if can_be(word.lower())]
            tags, morphs = [tag] * len(left), [features] * len(left)
            for word, token in zip(left, Doc(self._lemmatizer.vocab, left, pos=tags, morphs=morphs), strict=True):
                lemmas = self._lemmatizer.rule_lemmatize(token)
                found[word].update((lemma, None) for lemma in lemmas if lemma in index)
        return {word: tuple(lemmas) for word, lemmas in found.items()}

    def looked_up(self, word: str) -> tuple[str, ...]:
        """Return the lemmas in spaCy's lookup, of any part of speech; empty if it does not have the word."""
        lemmas = self.lookup.get(word, ())
        return (lemmas,) if isinstance(lemmas, str) else tuple(lemmas)

    def in_simplemma(self, word: str) -> tuple[str, ...]:
        """Return the lemma in simplemma's table, of any part of speech; empty if it does not have the word.

        The word may be empty, as when an ending is taken off a short one: simplemma raises ValueError for that.
        """
        if not word or not self.has_simplemma or not simplemma.is_known(word, self.code, low_memory=True):
            return ()
        return (simplemma.lemmatize(word, self.code, low_memory=True),)

    def guessed(self, word: str) -> tuple[str, ...]:
        """Return simplemma's lemma, guessed if its table does not have the word."""
        return (simplemma.lemmatize(word, self.code, low_memory=True),) if word and self.has_simplemma else ()


_loaded: dict[tuple[str, str | None], LemmaTables] = {}


def lemma_tables(code: str, mode: str | None) -> LemmaTables:
    """Return the tables of a language. `mode` is the mode of spaCy's lemmatizer; None: it has none.

    Raises:
        NoRulesError: the mode is `rule`, and spaCy has none.
    """
    if (code, mode) not in _loaded:
        forget()
        _loaded[code, mode] = _read(code, mode)
    return _loaded[code, mode]


def forget() -> None:
    """Release the loaded tables, so that those of two languages never take memory at once."""
    if _loaded:
        _loaded.clear()
        gc.collect()  # spaCy's objects refer to each other, and automatic collection may be off


def _read(code: str, mode: str | None) -> LemmaTables:
    try:
        pipeline = spacy.blank(code)
    except ImportError:  # spaCy does not know the language: use its multi-language tokenizer
        pipeline = spacy.blank("xx")
    lemmatizer: Any = None
    lemmas: Mapping[str, Any] = {}
    if mode == "rule":
        lemmatizer = pipeline.add_pipe("lemmatizer", config={"mode": mode})
        try:
            lemmatizer.initialize()
        except ValueError as error:
            raise NoRulesError(f"spaCy has no rules for “{code}”") from error
        lemmas = _table(lemmatizer.lookups, "lemma_index")  # looked up by key: iterating gives hashes of its keys
        pipeline.disable_pipe("lemmatizer")  # the curated part of speech is given word by word instead
    lookup = _look_up(code, lemmatizer) if mode else {}
    by_part = _look_up_by_part(code) if mode == "pos_lookup" else {}
    index = {part: frozenset(lemmas.get(tag.lower(), ())) for part, tag in UNIVERSAL_TAGS.items()}
    index |= {part: frozenset(table.values()) for part, table in by_part.items()}
    for part, tag in UNIVERSAL_TAGS.items():
        if lemmatizer and index[part]:  # spaCy would search these lists from the beginning for every word
            lemmatizer.lookups.get_table("lemma_index").set(tag.lower(), index[part])
    return LemmaTables(code, pipeline, lookup, by_part, index, _simplemma_knows(code), lemmatizer)


def _look_up(code: str, lemmatizer: Any) -> Mapping[str, str | list[str]]:
    """Return spaCy's lookup for a language, as stored on disk unless its lemmatizer has already loaded it as a table.

    A table takes three times as long as the plain dict, and twice the memory.
    """
    if lemmatizer is not None and lemmatizer.lookups.has_table("lemma_lookup"):
        return _table(lemmatizer.lookups, "lemma_lookup")
    stored = registry.lookups.get(code) if code in registry.lookups else {}
    return load_language_data(stored["lemma_lookup"]) if "lemma_lookup" in stored else {}


def _look_up_by_part(code: str) -> dict[str, Mapping[str, str]]:
    stored = registry.lookups.get(code) if code in registry.lookups else {}
    names = {part: f"lemma_lookup_{tag.lower()}" for part, tag in UNIVERSAL_TAGS.items()}
    return {part: load_language_data(stored[name]) for part, name in names.items() if name in stored}


def _table(lookups: Any, name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = lookups.get_table(name) if lookups.has_table(name) else {}
    return table


def _analyses(lemmatizer: Any, tag: str) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield the analyses to try, each with a test for the words that its rules can change. The first is empty, for all.

    spaCy's Spanish rules return a word unchanged unless it has an analysis. A verb has fifty, and there are more than a
    thousand rules in all.
    """
    yield "", bool
    rules = _table(lemmatizer.lookups, "lemma_rules")
    for name, features in _table(lemmatizer.lookups, "lemma_rules_groups").get(tag.lower(), ()):
        endings = "|".join(ending for ending, _ in rules.get(name, ()))
        yield "|".join(features), re.compile(f"(?:{endings})$").search


def _simplemma_knows(code: str) -> bool:
    try:
        simplemma.is_known("a", code, low_memory=True)
    except ValueError:
        return False
    return True
