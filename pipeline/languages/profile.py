"""The profile of a language, read from `<code>/profile.toml`."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent

Cells = Mapping[str, tuple[str, ...]]
"""The cells of a paradigm by form type; a cell is named by its features, sorted: `Gender=Fem|Number=Plur`."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What stages and rules need to know of a language. A language without a file gets an empty profile."""

    code: str
    name: str
    known: bool = False
    """Whether there is a profile for the language at all."""
    alphabet: str = ""
    """The letters that words of the language are written with, lower case."""
    nouns_capitalised: bool = False
    """Whether every noun begins with a capital letter."""
    articles: tuple[str, ...] = ()
    """Words that stand before a noun, and never in its base form."""
    quotes: str = ""
    """The pair of quotation marks, opening and closing."""
    paired_marks: str = ""
    """Opening marks of sentences: Spanish `¿¡`."""
    stopwords: tuple[str, ...] = ()
    """A few of the commonest words, by which the language is told from others; what others share is named as well."""
    genders: tuple[str, ...] = ()
    form_types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By part of speech, form types that words may have beside those of their paradigm."""
    paradigms: Mapping[str, Cells] = field(default_factory=dict)
    """By part of speech, the paradigm that its words inflect by; other parts of speech do not inflect."""
    infinitive_endings: tuple[str, ...] = ()
    """Every verb's base form ends in one of these, a reflexive pronoun taken off."""
    base_endings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By part of speech, endings of inflected forms, each with what base forms have in its place."""
    reflexive_prefixes: tuple[str, ...] = ()
    reflexive_suffixes: tuple[str, ...] = ()
    lemmatizer: str | None = None
    """The spaCy lemmatizer's mode: `rule` or `lookup`; None where there are no tables."""
    recognition: Mapping[str, Any] = field(default_factory=dict)
    """How words are joined and split in running text: clitics, elisions, contractions (`pipeline.recognition`)."""

    def core(self, base_form: str) -> str:
        """Return a base form without its reflexive pronoun: `llamarse` → `llamar`, `se lever` → `lever`."""
        for prefix in self.reflexive_prefixes:
            if base_form.startswith(prefix):
                return base_form.removeprefix(prefix)
        for suffix in self.reflexive_suffixes:
            stem = base_form.removesuffix(suffix)
            if stem != base_form and stem.endswith(self.infinitive_endings):
                return stem
        return base_form

    def form_types_of(self, part_of_speech: str) -> tuple[str, ...]:
        """Return the form types that words of a part of speech may have."""
        return (*self.paradigms.get(part_of_speech, ()), *self.form_types.get(part_of_speech, ()))

    def form_type(self, part_of_speech: str, cell: str) -> str | None:
        """Return the form type of a cell of a paradigm, or None if the paradigm has no such cell."""
        cells = self.paradigms.get(part_of_speech, {})
        return next((type_ for type_, names in cells.items() if cell in names), None)


@functools.cache
def profile(code: str, folder: Path = FOLDER) -> Profile:
    """Return the profile of a language by its ISO 639-1 code."""
    path = folder / code / "profile.toml"
    if not (code.isalpha() and path.is_file()):
        return Profile(code=code, name=code)
    values: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return Profile(code=code, known=True, **{name: _frozen(value) for name, value in values.items()})


@functools.cache
def profiles() -> tuple[Profile, ...]:
    """Return the profiles of all languages that have one, by code."""
    return tuple(profile(path.parent.name) for path in sorted(FOLDER.glob("*/profile.toml")))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return value
