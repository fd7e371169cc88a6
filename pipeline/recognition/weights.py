"""How often a spelling is read as one word rather than another, estimated from what the lexicon says of each.

A word weighs by its level and its band there; a form of it by the share of its cells among the uses of such words,
which the profile states. Only the proportion between readings of one spelling means anything.
"""

from collections.abc import Iterable, Sequence

from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import Features
from pipeline.recognition.tokens import Candidate, VocabularyWord

LEVEL_DECAY = 0.1
"""What a word weighs in proportion to one that is taught a level earlier: the first thousand words of a language make
up about four fifths of its texts, the second a tenth of that.

Source: I. S. P. Nation, How Large a Vocabulary Is Needed for Reading and Listening? (2006).
"""
LAST_BAND = 0.4
"""What the words of the last bands weigh in proportion to those of the first: bands also follow topics, so that they
say less about frequency than levels do."""
OVERWHELMING = 0.8
"""The share of the weight of all readings from which on the others are left out of account: a word keeps it beside any
word of the next level, whatever the bands of both."""

INFLECTED = 0.5
"""The share of a form that is not the base form, of words that are no verbs."""
RAREST_FORM = 0.002
"""The share of a verb's form of which nothing is stated."""
LEAST_SHARE = 0.02
"""A word outside the lexicon that has a smaller share of the uses of a spelling is ignored, unless its neighbours rule
out all others: casa in *se casa*."""
DOUBTFUL_SHARE = 0.1
"""From this share on, nothing certain can be said of the spelling."""
PREFERENCE = 50
"""What a reading that its neighbours speak for weighs in proportion to what it weighs by itself: a form of a verb that
is one use in fifty comes before a noun of the same level, and not before one that is taught two levels earlier."""

_REMEMBERED = 5_000
"""How many analyses are remembered with their share."""


def word_weight(level: str | None, priority: int | None) -> float:
    """Return the weight of a word taught at a level, in a band counted from 1; a word without a level comes last."""
    rank = LEVELS.index(level) if level in LEVELS else len(LEVELS)
    band = LAST_BAND + (1 - LAST_BAND) / max(priority or 1, 1)
    return float(LEVEL_DECAY**rank * band)


def weight_of(word: VocabularyWord) -> float:
    """Return the weight of a word."""
    return word_weight(word.level, word.priority)


def heaviest_first(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates by weight, those that weigh the same in the order given, and the unlikely ones last."""
    return tuple(sorted(found, key=lambda one: (one.unlikely, -one.weight)))


class FormShares:
    """The shares of forms among the uses of a verb, as the profile states them of cells."""

    def __init__(self, cells: Sequence[tuple[Features, float]]) -> None:
        self._cells = cells
        self._known: dict[int, tuple[float, Sequence[Features]]] = {}
        """By identity of analyses, which forms by the hundred thousand share; they are kept, so that no others can come
        to have the identity of these."""

    def of(self, analyses: Sequence[Features]) -> float:
        """Return the share of a form with these analyses; all of them where nothing is stated."""
        known = self._known.get(id(analyses))
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            known = self._known[id(analyses)] = (self._share(analyses), analyses)
        return known[0]

    def _share(self, analyses: Sequence[Features]) -> float:
        found = (
            next((share for cell, share in self._cells if cell.items() <= analysis.items()), 0.0)
            for analysis in analyses
        )
        return max(min(sum(found), 1.0), RAREST_FORM) if self._cells else 1.0
