"""spaCy itself, for what its tables alone do not do: splitting texts, and the rules of most languages.

Importing it takes half a second, and making a tokenizer up to two more. So this module is imported only where needed.
"""

import functools
from collections.abc import Callable, Iterable
from typing import Any

import spacy
from spacy.tokens import Doc

from pipeline.lemmas.spacy_data import SpacyData


@functools.lru_cache(maxsize=1)
def pipeline(code: str) -> Any:
    """Return spaCy's pipeline for a language, with nothing but its tokenizer; that of all languages if it has none."""
    try:
        return spacy.blank(code)
    except ImportError:
        return spacy.blank("xx")


def rules(code: str) -> Callable[[SpacyData, str, str], Iterable[str]] | None:
    """Return what applies spaCy's rules for a language as those of `lemmas.rules` are applied; None: it has none."""
    lemmatizer: Any = pipeline(code).create_pipe("lemmatizer", config={"mode": "rule"})
    try:
        lemmatizer.initialize()
    except ValueError:
        return None

    def lemmas(data: SpacyData, word: str, tag: str) -> Iterable[str]:
        index = data.table("lemma_index", tag)
        if index:  # spaCy would search its list from the beginning for every word
            lemmatizer.lookups.get_table("lemma_index").set(tag, index)
        found: list[str] = lemmatizer.rule_lemmatize(Doc(lemmatizer.vocab, [word], pos=[tag.upper()])[0])
        return found

    return lemmas
