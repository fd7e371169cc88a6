"""Grammar lessons: rules that explain sentences, examples that show them, and exercises that practise them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pipeline.model.findings import Place

GRAMMAR = "grammar"
"""The folder of a pack with its grammar lessons, one file per level, and the kind of these files."""

GAP = "___"
"""What a question has where something is missing."""

_ASKED = re.compile(r"\s*\(([^()]*)\)")


class ExerciseType(Enum):
    """What a learner does: choose an option, type what is missing, or put words in order."""

    MULTIPLE_CHOICE = "multiple_choice"
    FILL_IN_BLANK = "fill_in_blank"
    WORD_ORDER = "word_order"


def filled(question: str, text: str) -> str:
    """Return a sentence with a text in its gap."""
    return question.replace(GAP, text, 1)


@dataclass(frozen=True, slots=True)
class GrammarExample:
    """A sentence that shows a rule, and its translation."""

    text: str
    translation: str
    place: Place


@dataclass(frozen=True, slots=True)
class GrammarRule:
    """A rule of a grammar lesson. `id` never changes; the texts ending in `_en` are in English."""

    id: str
    title: str
    title_en: str
    description: str
    description_en: str
    examples: tuple[GrammarExample, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise of a grammar lesson."""

    type: ExerciseType
    rule: str | None
    """The id of the rule that it practises. None: it names none, and its lesson has several."""
    question: str
    """A sentence with a gap; to put words in order, what they mean in English."""
    answer: str
    """The option that is right, what is to be typed, or the words in order with a space between them."""
    explanation: str
    explanation_en: str
    place: Place
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """The words to put in order, in that order."""

    @property
    def asked(self) -> str | None:
        """What stands in brackets after the gap: mostly the base form of what is to be typed."""
        found = _ASKED.search(self.question.partition(GAP)[2])
        return found[1].strip() if found and self.type is ExerciseType.FILL_IN_BLANK else None

    def sentence(self, text: str | None = None) -> str:
        """Return the sentence with a text in its gap, by default what is right there."""
        if self.type is ExerciseType.WORD_ORDER:
            return self.answer
        before, gap, after = self.question.partition(GAP)
        if self.type is ExerciseType.FILL_IN_BLANK:
            after = _ASKED.sub("", after, count=1)
        return filled(f"{before}{gap}{after}", self.answer if text is None else text)


@dataclass(frozen=True, slots=True)
class GrammarLesson:
    """A grammar lesson of a level. `id` never changes; the texts ending in `_en` are in English."""

    id: str
    level: str
    after: str
    """The id of the vocabulary lesson after which it is taught."""
    title: str
    title_en: str
    oneliner: str
    oneliner_en: str
    rules: tuple[GrammarRule, ...]
    exercises: tuple[Exercise, ...]
    place: Place
    topic: str | None = None
    status: str = "draft"

    @property
    def examples(self) -> Iterator[GrammarExample]:
        """The examples of all its rules."""
        return (example for rule in self.rules for example in rule.examples)
