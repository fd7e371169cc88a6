"""What lemmatizers hold of a word: spaCy's tables with the curated part of speech, and simplemma's.

Importing spaCy takes seconds and a language's tables hundreds of megabytes, so this module is imported only by the
stage that needs it, and one language is loaded at a time.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import simplemma
import spacy
from spacy.lookups import load_lookups
from spacy.tokens import Doc

from pipeline.languages.profile import Profile
from pipeline.model.lexicon import LemmaOpinion

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

_INFLECTED = ("noun", "verb", "adjective")


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is loaded for one language."""

    code: str
    tokenizer: Any
    lemmatizer: Any
    """spaCy's, or None where it has no tables."""
    lookup: Mapping[str, str | list[str]]
    """spaCy's table from spelling to lemmas, whatever the part of speech."""
    index: Mapping[str, frozenset[str]]
    """The lemmas that spaCy knows, by lower-case universal tag."""
    simplemma: bool
    """Whether simplemma knows the language."""


def opinions(profile: Profile, words: Iterable[tuple[str, str]]) -> dict[tuple[str, str], tuple[LemmaOpinion, ...]]:
    """Return for each (base form, part of speech) what spaCy and simplemma hold its lemma to be.

    A word of a part of speech that does not inflect, or of several tokens, is left out; so is one that neither knows.
    """
    tables = _load(profile.code, profile.lemmatizer)
    found: dict[tuple[str, str], tuple[LemmaOpinion, ...]] = {}
    for base_form, part_of_speech in words:
        core = profile.core(base_form)
        if part_of_speech not in _INFLECTED or " " in core:
            continue
        views = [LemmaOpinion("spaCy", _spacy_lemmas(tables, core, UNIVERSAL_TAGS[part_of_speech]))]
        if tables.simplemma and simplemma.is_known(core, tables.code):
            views.append(LemmaOpinion("simplemma", (simplemma.lemmatize(core, tables.code),)))
        known = tuple(view for view in views if view.lemmas)
        if known:
            found[base_form, part_of_speech] = known
    return found


def token_lemmas(profile: Profile, texts: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each text with the case-folded spellings and possible lemmas of its tokens."""
    tables = _load(profile.code, profile.lemmatizer)
    cache: dict[str, frozenset[str]] = {}
    for document in tables.tokenizer.pipe(texts):
        lemmas: set[str] = set()
        for token in document:
            text = token.text
            if text not in cache:
                cache[text] = frozenset(_possible(text, tables))
            lemmas |= cache[text]
        yield document.text, frozenset(lemmas)


def _possible(text: str, tables: _Tables) -> Iterator[str]:
    for spelling in dict.fromkeys((text, text.lower())):
        yield spelling.casefold()
        found = tables.lookup.get(spelling, ())
        yield from (lemma.casefold() for lemma in ([found] if isinstance(found, str) else found))
        if tables.simplemma:
            yield simplemma.lemmatize(spelling, tables.code).casefold()


@functools.lru_cache(maxsize=1)
def _load(code: str, mode: str | None) -> _Tables:
    try:
        pipeline = spacy.blank(code)
    except ImportError:  # spaCy does not know the language: split as most scripts do
        pipeline = spacy.blank("xx")
    lemmatizer = None
    lookup: Mapping[str, str | list[str]] = {}
    index: Mapping[str, frozenset[str]] = {}
    if mode:
        lemmatizer = pipeline.add_pipe("lemmatizer", config={"mode": mode})
        lemmatizer.initialize()
        lookup = _table(load_lookups(code, ["lemma_lookup"], strict=False), "lemma_lookup")
        lemmas = _table(lemmatizer.lookups, "lemma_index")  # asked by key: it iterates over hashes of its keys
        index = {tag: frozenset(lemmas.get(tag, ())) for tag in ("noun", "verb", "adj")}
        pipeline.disable_pipe("lemmatizer")  # the curated part of speech is given word by word instead
    return _Tables(code, pipeline, lemmatizer, lookup, index, _simplemma_knows(code))


def _table(lookups: Any, name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = lookups.get_table(name) if lookups.has_table(name) else {}
    return table


def _spacy_lemmas(tables: _Tables, word: str, tag: str) -> tuple[str, ...]:
    """Return the lemmas that spaCy's tables know for a word as this part of speech; none if it is not in them."""
    if tables.lemmatizer is None or tables.lemmatizer.mode == "lookup":
        lemmas = tables.lookup.get(word, ())
        return (lemmas,) if isinstance(lemmas, str) else tuple(lemmas)
    index = tables.index.get(tag.lower(), frozenset())
    if word in index:
        return (word,)
    found: dict[str, None] = {}
    for features in _analyses(tables.lemmatizer, tag):
        document = Doc(tables.lemmatizer.vocab, words=[word], pos=[tag], morphs=[features])
        found.update((lemma, None) for lemma in tables.lemmatizer.rule_lemmatize(document[0]))
    return tuple(lemma for lemma in found if lemma in index)


def _analyses(lemmatizer: Any, tag: str) -> list[str]:
    """Return the analyses to try: spaCy's Spanish rules return a word unchanged unless it has one."""
    groups = _table(lemmatizer.lookups, "lemma_rules_groups").get(tag.lower(), ())
    return ["", *("|".join(features) for _, features in groups)]


def _simplemma_knows(code: str) -> bool:
    try:
        simplemma.is_known("a", code)
    except ValueError:
        return False
    return True
