"""The tables of spaCy and simplemma for one language, behind a simple interface.

One language is loaded at a time. simplemma's tables stay packed as shipped: they take an eighth of the memory, and are
no slower for a few lookups per word.
"""

import gc
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import simplemma

from pipeline.lemmas.packed import Lemmas, TableCache
from pipeline.lemmas.rules import RULES, Rules
from pipeline.lemmas.spacy_data import UNIVERSAL_TAGS, SpacyData, spacy_data

INFLECTED = ("noun", "verb", "adjective")
"""The parts of speech that rules are applied to."""


class NoRulesError(Exception):
    """spaCy has no rules for a language whose profile says that it has."""


@dataclass(frozen=True, slots=True)
class LemmaTables:
    """The tables loaded for one language."""

    code: str
    by_part: Mapping[str, Mapping[str, Lemmas]]
    """spaCy's tables from spelling to lemma by part of speech; empty unless the mode is `pos_lookup`."""
    index: Mapping[str, Mapping[str, Lemmas]]
    """The lemmas that spaCy has rules or tables for, as keys, by part of speech."""
    has_simplemma: bool
    data: SpacyData
    rules: Rules | None
    """What applies spaCy's rules; None unless the mode is `rule`."""

    def by_rules(self, words: Iterable[str], part_of_speech: str) -> dict[str, tuple[str, ...]]:
        """Return spaCy's lemmas of words as a noun, a verb or an adjective; without rules, those of its lookup."""
        if self.rules is None:
            tag = UNIVERSAL_TAGS[part_of_speech].lower()
            return {word: self.data.lemmas(word, "lemma_lookup", tag) or self.looked_up(word) for word in words}
        return {word: self._by_rules(word, part_of_speech, self.rules) for word in words}

    def _by_rules(self, word: str, part_of_speech: str, rules: Rules) -> tuple[str, ...]:
        """Return a word that is in the index, or else what rules make of it that is."""
        index = self.index[part_of_speech]
        if word in index:
            return (word,)
        lemmas = dict.fromkeys(rules(self.data, word, UNIVERSAL_TAGS[part_of_speech].lower()))
        return tuple(lemma for lemma in lemmas if lemma in index)

    def looked_up(self, word: str) -> tuple[str, ...]:
        """Return the lemmas in spaCy's lookup, of any part of speech; empty if it does not have the word."""
        return self.data.lemmas(word, "lemma_lookup")

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


def lemma_tables(code: str, mode: str | None, cache: TableCache | None = None) -> LemmaTables:
    """Return the tables of a language. `mode` is the mode of spaCy's lemmatizer; None: it has none.

    If there is a cache, spaCy's are kept there, and taken from there.

    Raises:
        NoRulesError: the mode is `rule`, and spaCy has none.
    """
    if (code, mode) not in _loaded:
        forget()
        _loaded[code, mode] = _load(code, mode, cache)
    return _loaded[code, mode]


def forget() -> None:
    """Release the loaded tables, so that those of two languages never take memory at once."""
    spacy_itself = sys.modules.get("pipeline.lemmas.spacy_itself")
    if _loaded or spacy_itself:
        _loaded.clear()
        if spacy_itself:
            spacy_itself.pipeline.cache_clear()
        gc.collect()  # spaCy's objects refer to each other, and automatic collection may be off


def simplemma_has(word: str, code: str) -> bool:
    """Return whether simplemma's table of a language has a word as it is or in lower case.

    Raises:
        ValueError: there is no such table, or no word.
    """
    return any(simplemma.is_known(one, code, low_memory=True) for one in dict.fromkeys((word, word.lower())))


def _load(code: str, mode: str | None, cache: TableCache | None) -> LemmaTables:
    data = spacy_data(code, mode, cache) if mode else SpacyData()
    rules = _rules(code, data) if mode == "rule" else None
    index = {part: data.table("lemma_index", tag.lower()) for part, tag in UNIVERSAL_TAGS.items()}
    lookups = {part: data.table("lemma_lookup", tag.lower()) for part, tag in UNIVERSAL_TAGS.items()}
    by_part = {part: table for part, table in lookups.items() if table}
    return LemmaTables(code, by_part, index, _simplemma_knows(code), data, rules)


def _rules(code: str, data: SpacyData) -> Rules:
    rules = None
    if data.rules.get("lemma_rules"):
        rules = RULES.get(code)
        if rules is None:
            from pipeline.lemmas import spacy_itself  # takes seconds

            rules = spacy_itself.rules(code)
    if rules is None:
        raise NoRulesError(f"spaCy has no rules for “{code}”")
    return rules


def _simplemma_knows(code: str) -> bool:
    try:
        simplemma.is_known("a", code, low_memory=True)
    except ValueError:
        return False
    return True
