"""What `pack.yaml` says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pipeline.model.findings import Place


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of a pack come from, and on which terms."""

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


class LevelState(Enum):
    """How far a level is. What is missing is a fault only in one that is released."""

    IN_PROGRESS = "in progress"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Pack:
    """What `pack.yaml` says. `targets` is the cumulative number of words wanted at each level."""

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
    targets: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, LevelState] = field(default_factory=dict)
    """By level, how far it is, where pack.yaml says so."""
    series: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Base forms that are learnt together, such as the days of the week, by name."""
    names: tuple[str, ...] = ()
    """Proper names that examples use; they are no words to be learnt."""

    def state(self, level: str) -> LevelState:
        """Return how far a level is."""
        return self.states.get(level, LevelState.IN_PROGRESS)
