"""The profile of a language, read from `<code>/profile.toml`.

schemas/profile.schema.json describes every key, and the build checks profiles against it. A program that only reads
them, such as the app, does not need the schema: here values must have the right type, and unknown keys are rejected.
"""

import functools
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.languages import spelling
from pipeline.languages.running_text import Recognition, check_running_text
from pipeline.model.findings import Place
from pipeline.model.patterns import PatternError, parsed
from pipeline.model.suggestions import did_you_mean, short
from pipeline.model.typed import MisfitError, record
from pipeline.system import toml

FOLDER = Path(__file__).parent
_CODE = re.compile(r"[a-z]{2,3}")

Cells = Mapping[str, tuple[str, ...]]
"""The cells of a paradigm by form type. A cell is named by its sorted features: `Gender=Fem|Number=Sing`."""


class ProfileError(Exception):
    """A profile is unusable. The text of the error begins with its file, line and column."""

    def __init__(self, message: str, place: Place, hint: str | None = None) -> None:
        super().__init__(message, place, hint)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        position = f":{self.place.position.line}:{self.place.position.column}" if self.place.position else ""
        return f"{self.place.file}{position}: {self.message}" + (f"; {self.hint}" if self.hint else "")


@dataclass(frozen=True, slots=True)
class ArticleException:
    """Nouns that are learnt with another article than their gender's (`el agua`, `l'eau`), or with none (`España`)."""

    article: str | None = None
    gender: str | None = None
    letters: tuple[str, ...] = ()
    """The beginnings of their base forms, in lower case."""
    sounds: tuple[str, ...] = ()
    """The beginnings of their pronunciation."""
    unless: tuple[str, ...] = ()
    """Base forms to which it does not apply."""
    words: tuple[str, ...] = ()
    """The only base forms to which it applies, if there are any."""


@dataclass(frozen=True, slots=True)
class FormLevel:
    """Forms that learners are shown from a level on, by the features that the cells of a paradigm have in common."""

    features: str
    level: str
    name: str
    """What they are called in English: `the passé simple`."""

    def holds(self, features: Mapping[str, str]) -> bool:
        """Return whether a cell with these features is one of them."""
        return set(self.features.split("|")) <= {f"{name}={value}" for name, value in features.items()}


@dataclass(frozen=True, slots=True)
class Profile:
    """What stages and rules need to know about a language. A language without a file gets an empty profile."""

    code: str
    name: str
    known: bool = False
    """Whether there is a profile for the language at all."""
    alphabet: str = ""
    """The letters used to write the language, in lower case."""
    spaces: bool = True
    """Whether words are written with spaces between them. Without, they are neither counted nor told apart."""
    lower_case: Mapping[str, str] = field(default_factory=dict)
    """Capitals whose lower case is not the usual one: Turkish I, which is ı."""
    nouns_capitalised: bool = False
    """Whether every noun begins with a capital letter."""
    capitalised_series: tuple[str, ...] = ()
    """Series of concepts whose words begin with a capital, as names do in every language: Dutch `Frans`."""
    articles: tuple[str, ...] = ()
    """Words that precede a noun but are never part of its base form."""
    definite_articles: Mapping[str, str] = field(default_factory=dict)
    """By gender, the article that nouns are learnt with."""
    article_exceptions: tuple[ArticleException, ...] = ()
    """Exceptions, where a different article is learnt (`languages.articles`); the first match decides."""
    plural_articles: Mapping[str, str] = field(default_factory=dict)
    """By gender, the article of nouns that there are only in the plural: `las gafas`."""
    plural_article_exceptions: tuple[ArticleException, ...] = ()
    """Likewise: Italian `gli occhiali`."""
    quotes: str = ""
    """The pair of quotation marks, opening and closing."""
    spaces_before: Mapping[str, str] = field(default_factory=dict)
    """By mark, the space before it; an empty text if there is none (`languages.spaces`)."""
    spaces_after: Mapping[str, str] = field(default_factory=dict)
    paired_marks: str = ""
    """Opening marks of sentences: Spanish `¿¡`."""
    stopwords: tuple[str, ...] = ()
    """A few of the commonest words, which distinguish the language from others; shared words are included."""
    address_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By form of address, the pronouns and possessives that show it: `tú`, `usted`."""
    address_ambiguous: tuple[str, ...] = ()
    """Those of them that may also mean somebody else: German `Sie` begins a sentence about her as well."""
    subject_pronouns: Mapping[str, str] = field(default_factory=dict)
    """Pronouns that are always the subject, with the features of the verb beside them."""
    genders: tuple[str, ...] = ()
    form_types: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By part of speech, form types that words may have in addition to those of their paradigm."""
    paradigms: Mapping[str, Cells] = field(default_factory=dict)
    """By part of speech, the paradigm of its words; other parts of speech do not inflect."""
    constructions: tuple[str, ...] = ()
    """Patterns of auxiliaries and set phrases that every pack should teach (`model.patterns`)."""
    form_levels: tuple[FormLevel, ...] = ()
    """Forms that are shown from a later level on than their word; the first match decides."""
    infinitive_endings: tuple[str, ...] = ()
    """The endings of verbs: every base form ends in one of these, without any reflexive pronoun."""
    base_endings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By part of speech, endings of inflected forms, each with the replacement in base forms."""
    reflexive_prefixes: tuple[str, ...] = ()
    """What stands before the infinitive in the base form of a reflexive verb: `se `, `sich `."""
    reflexive_suffixes: Mapping[str, str] = field(default_factory=dict)
    """How the base form of a reflexive verb ends, each with how its infinitive ends: Italian `arsi`, `are`."""
    diminutive_endings: tuple[str, ...] = ()
    """How diminutives end that may be headwords of their own, whatever lemmatizers say: Dutch `broodje`, a roll."""
    feminine_endings: Mapping[str, str] = field(default_factory=dict)
    """How feminine nouns end that tables list under the masculine, each with its ending: Portuguese `a`, `o`."""
    lemmatizer: str | None = None
    """The spaCy lemmatizer's mode: `rule`, `lookup`, or `pos_lookup` for a table by part of speech; None: no tables."""
    recognition: Recognition = field(default_factory=Recognition)

    @property
    def reflexives(self) -> tuple[str, ...]:
        """The reflexive pronouns of the third person, which patterns are written with: `se`, `s'`."""
        pronouns = self.recognition.reflexive_pronouns
        return tuple(word for word, features in pronouns.items() if "Number=" not in features)

    @property
    def describes_words(self) -> bool:
        """Whether the profile says how words inflect, so that they can be held to it."""
        return bool(self.paradigms or self.form_types)

    def lowered(self, text: str) -> str:
        """Return a text in lower case, as the language has it."""
        return spelling.lowered(text, self.lower_case)

    def core(self, base_form: str) -> str:
        """Return a base form without its reflexive pronoun: `se lever` → `lever`, `llamarse` → `llamar`, `lavarsi` →
        `lavare`. With a suffix, only what ends like an infinitive then has had one.
        """
        for prefix in self.reflexive_prefixes:
            if base_form.startswith(prefix) and base_form != prefix:
                return base_form.removeprefix(prefix)
        for suffix, ending in self.reflexive_suffixes.items():
            if base_form.endswith(suffix) and base_form != suffix:
                infinitive = base_form.removesuffix(suffix) + ending
                if infinitive.endswith(self.infinitive_endings):
                    return infinitive
        return base_form

    def form_types_of(self, part_of_speech: str) -> tuple[str, ...]:
        """Return the form types that words of a part of speech may have."""
        return (*self.paradigms.get(part_of_speech, ()), *self.form_types.get(part_of_speech, ()))

    def form_type(self, part_of_speech: str, cell: str) -> str | None:
        """Return the form type of a cell of a paradigm, or None if the paradigm has no such cell."""
        cells = self.paradigms.get(part_of_speech, {})
        return next((type_ for type_, names in cells.items() if cell in names), None)

    def level_of(self, features: Mapping[str, str]) -> str | None:
        """Return the level from which learners are shown a form with these features, or None if it has none."""
        return next((one.level for one in self.form_levels if one.holds(features)), None)


def profile_file(code: str, folder: Path | None = None) -> Path | None:
    """Return the file of a language's profile, or None if there is none."""
    path = (folder or FOLDER) / code / "profile.toml"
    return path if _CODE.fullmatch(code) and path.is_file() else None


@functools.cache
def profile(code: str, folder: Path | None = None) -> Profile:
    """Return the profile of a language by its ISO 639-1 code.

    Raises:
        ProfileError: it exists but is unusable.
    """
    path = profile_file(code, folder)
    return load(path, code) if path else Profile(code=code, name=code)


@functools.cache
def profiles() -> tuple[Profile, ...]:
    """Return all usable profiles, ordered by code.

    An unusable one is reported when its own language is checked; it does not affect the others.
    """
    found = []
    for path in sorted(FOLDER.glob("*/profile.toml")):
        with suppress(ProfileError):
            found.append(profile(path.parent.name))
    return tuple(found)


def load(path: Path, code: str) -> Profile:
    """Return the profile of a language in a file.

    Raises:
        ProfileError: the file cannot be read, or is not a profile.
    """
    try:
        file = toml.read(path)
    except toml.TomlError as error:
        raise ProfileError(error.message, Place(str(path), position=error.position)) from error
    try:
        return of_table(code, file.data)
    except MisfitError as error:
        raise ProfileError(error.message, file.place(error.pointer, at_key=error.at_key), error.hint) from error


def of_table(code: str, table: Mapping[str, Any]) -> Profile:
    """Return the profile of a language from a table.

    Raises:
        MisfitError: it is not a profile.
    """
    return checked(record(Profile, table, code=code, known=True))


def checked(its: Profile) -> Profile:
    """Return a profile in which everything that is named exists.

    Raises:
        MisfitError: something does not.
    """
    if its.reflexive_suffixes and not its.infinitive_endings:
        raise MisfitError("no verb has these suffixes without “infinitive_endings”", ("reflexive_suffixes",))
    for number, host in enumerate(its.recognition.enclitic_hosts):
        known = its.paradigms.get("verb", {})
        if "=" not in host and host not in known:
            message = f"“{short(host)}” is not a form type of the paradigm of verbs"
            raise MisfitError(message, ("recognition", "enclitic_hosts", number), hint=did_you_mean(host, known))
    check_running_text(its.recognition)
    for number, text in enumerate(its.constructions):
        try:
            parsed(text, its.reflexives)
        except PatternError as error:
            raise MisfitError(str(error), ("constructions", number)) from error
    return its
