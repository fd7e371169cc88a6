"""Lessons: what is taught together, in the order taught."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.model.findings import Place

if TYPE_CHECKING:  # a lexicon holds lessons, and a lesson words of the lexicon
    from pipeline.model.lexicon import Example, Word

FEWEST_ITEMS, MOST_ITEMS = 8, 20
"""Items of a lesson. An empty lesson would show as complete; a long one is never finished."""

MOST_DERIVED_LESSONS = 120
"""Parts of a topic at a level in databases from before lessons had sources."""

LESSONS = "lessons"
"""The folder of a pack with its lessons, a file a level; and the list in each file."""


class LessonKind(Enum):
    """Whether a lesson introduces its words, or goes through words of lessons before it again."""

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
    """The translation that picks a meaning of the word; None: its first."""
    translation: str | None = None
    """Of a phrase. What is shown of a word comes from its entry."""
    example: str | None = None
    example_translation: str | None = None
    pronunciation: str | None = None
    word: "Word | None" = None
    """The word named, once it has been found. None: a phrase, or a name that no word has."""
    sense: int | None = None
    """The number of the meaning, counted from 0; None: the word has no such meaning."""
    shown: "Example | None" = None
    """The example of the meaning whose other words are taught earliest."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a level. `id` names it for ever; `topic` is the id of a topic of the pack."""

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
    whole: bool = True
    """Whether nothing of it was left out because it is not filled in yet."""

    @property
    def teaches(self) -> bool:
        """Whether the lesson introduces what it holds."""
        return self.kind is LessonKind.TEACH
