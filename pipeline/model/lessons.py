"""Lessons: words and phrases that are taught together, in order."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model.findings import Place

if TYPE_CHECKING:  # a lexicon holds lessons, and a lesson refers to words of the lexicon
    from pipeline.model.lexicon import Example, Word

FEWEST_ITEMS, MOST_ITEMS = 8, 20
"""The fewest and the most items of a lesson. Learners do not finish a longer one."""

MOST_DERIVED_LESSONS = 120
"""The most parts of a topic at a level in databases from before lessons had sources."""

LESSONS = "lessons"
"""The folder of a pack with its lessons, one file per level, and the name of the list in each file."""


class LessonKind(Enum):
    """Whether a lesson introduces its words, or reviews words of earlier lessons."""

    TEACH = "teach"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class LessonItem:
    """A word, a further meaning of a word, or a phrase, as a lesson shows it."""

    text: str
    """The base form named, or the phrase."""
    place: Place
    phrase: bool = False
    meaning: str | None = None
    """The translation that selects a meaning of the word. None: its first meaning."""
    translation: str | None = None
    """The translation of a phrase. A word's is taken from its entry."""
    example: str | None = None
    example_translation: str | None = None
    pronunciation: str | None = None
    concept: str | None = None
    """The id of the concept that a phrase expresses."""
    word: "Word | None" = None
    """The word named, once it has been found. None: a phrase, or there is no such word."""
    sense: int | None = None
    """The index of the meaning, from 0. None: the word has no such meaning."""
    shown: "Example | None" = None
    """The example of the meaning whose other words are taught earliest."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a level. `id` never changes; `topic` is the id of a topic of the pack."""

    id: str
    level: str
    topic: str
    title: str
    title_en: str
    oneliner: str
    oneliner_en: str
    items: tuple[LessonItem, ...]
    place: Place
    kind: LessonKind = LessonKind.TEACH
    unfinished: tuple[LessonItem, ...] = ()
    """The items left out because their words are not filled in yet."""

    @property
    def teaches(self) -> bool:
        """Whether the lesson introduces its items."""
        return self.kind is LessonKind.TEACH
