"""The contents of `pack.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pipeline.model.findings import Place

READINGS = "readings"
"""The folder of a pack with what readers said of samples of it, one file per reading. No word comes from it."""

REVIEWS = "reviews.csv"
"""The file in it with what second readers said of each entry. The others are samples that were read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of facts in a pack, and its licence."""

    id: str
    title: str
    licence: str
    author: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of words taught together. `title` is in the pack's language, `title_en` in English."""

    id: str
    title: str
    title_en: str
    oneliner: str | None = None
    oneliner_en: str | None = None


@dataclass(frozen=True, slots=True)
class GlossedWord:
    """A word that definitions or grammar lessons use although it is not taught."""

    base_form: str
    gloss: str
    """What it means, in English."""
    place: Place
    forms: tuple[str, ...] = ()

    @property
    def spellings(self) -> frozenset[str]:
        """The base form and the forms, case-folded."""
        return frozenset(map(str.casefold, (self.base_form, *self.forms)))


class LevelState(Enum):
    """The state of a level.

    A release has nothing of a level in progress, the words of complete lessons of a preview, and all reviewed words of
    a released level. Missing words are a fault only in a released level.
    """

    IN_PROGRESS = "in progress"
    PREVIEW = "preview"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Pack:
    """The contents of `pack.yaml`. `targets` is the cumulative number of words planned up to each level."""

    language: str
    translation_language: str
    title: str
    version: str
    release_date: str
    licence: str
    attribution: str
    place: Place
    sources: Mapping[str, Source] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    grammar_title: str | None = None
    """The heading of grammar lessons that are about no topic, in the pack's language."""
    grammar_title_en: str | None = None
    app_topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The topics that a conversation of the app is about, by the app's name for its topic."""
    targets: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, LevelState] = field(default_factory=dict)
    """The state of each level, where pack.yaml states it."""
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Base forms that are learnt together, such as the days of the week, by name."""
    defining_words: tuple[GlossedWord, ...] = ()
    """Those that definitions use."""
    grammar_terms: tuple[GlossedWord, ...] = ()
    """Those that grammar lessons use to explain."""
    names: tuple[str, ...] = ()
    """Proper names that examples use. They are not words to learn."""

    def state(self, level: str) -> LevelState:
        """Return the state of a level."""
        return self.states.get(level, LevelState.IN_PROGRESS)
