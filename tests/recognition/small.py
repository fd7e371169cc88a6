"""Small languages for these tests, written out in `lexicons/`: no pack and no profile of the project is needed."""

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from pipeline.languages.profile import of_table
from pipeline.model.identity import word_id
from pipeline.model.lexicon import Features
from pipeline.recognition import index
from pipeline.recognition.entries import StoredForm, WordForms
from pipeline.recognition.index import Index
from pipeline.recognition.rules import Rules, features, from_profile
from pipeline.recognition.tokens import How, Token, TokenKind, VocabularyWord

FOLDER = Path(__file__).parent
LANGUAGES = ("de", "es", "fr")


def rules(language: str) -> Rules:
    """Return the rules of a small language."""
    return from_profile(of_table(language, {"name": language} | _lexicon(language)["profile"]))


def records(language: str) -> tuple[WordForms, ...]:
    """Return its words, in the order in which words are read."""
    found = (_record(language, *row) for row in _lexicon(language)["words"])
    return tuple(sorted(found, key=lambda one: (one.entry.level, one.entry.base_form)))


@functools.cache
def small(language: str) -> Index:
    """Return its index, without a lemmatizer."""
    return index.of_records(language, records(language), rules(language))


def rendered(token: Token) -> str:
    """Return a token as cases write it: `zum: zu (contraction zu+der)`; what is no word with its kind alone."""
    if token.kind is not TokenKind.WORD:
        return f"{token.text}: <{token.kind.value}>"
    found = []
    for one in token.candidates:
        remarks = [] if one.how is How.FORM else [one.how.value]
        remarks += ["+".join(word.base_form for word in one.words)] if len(one.words) > 1 else []
        remarks += [f"~{tolerance.value}" for tolerance in one.tolerated]
        remarks += [f"-{part}" for part in one.missing]
        found.append(one.base_form + (f" ({' '.join(remarks)})" if remarks else ""))
    return f"{token.text}: {', '.join(dict.fromkeys(found)) or '?'}"


@functools.cache
def _lexicon(language: str) -> dict[str, Any]:
    lexicon: dict[str, Any] = yaml.safe_load((FOLDER / "lexicons" / f"{language}.yaml").read_text("utf-8"))
    return lexicon


def _record(language: str, base_form: str, parts: Any, level: str, forms: Any = ()) -> WordForms:
    parts_of_speech = (parts,) if isinstance(parts, str) else tuple(parts)
    entry = VocabularyWord(word_id(language, base_form), base_form, level, 1)
    return WordForms(entry, parts_of_speech, tuple(_forms(forms)))


def _forms(forms: Any) -> Iterator[StoredForm]:
    if isinstance(forms, dict):
        cells: dict[tuple[str, str], list[Features]] = {}
        for cell, text in forms.items():
            cells.setdefault(("conjugation" if "VerbForm" in cell else "plural", text), []).append(features(cell))
        yield from (StoredForm(type_, text, tuple(analyses)) for (type_, text), analyses in cells.items())
    else:
        yield from (StoredForm("variant", text) for text in forms)


def words_of(tokens: Iterable[Token]) -> list[str]:
    """Return the tokens that are words, names or numbers, as cases write them."""
    return [rendered(one) for one in tokens if one.kind in (TokenKind.WORD, TokenKind.NAME, TokenKind.NUMBER)]
