"""When the learner should meet a word again: FSRS, the scheduler of the field, by its own library.

Without learning steps, every encounter is a review; without fuzz, the same encounters always give the same day.

What an encounter says of the memory differs from a flash card, so it is graded like this:

| encounter | grade | because |
|---|---|---|
| used correctly | good | the learner recalled it without help |
| used wrongly | again | the learner did not recall it |
| read or heard | hard, and the difficulty stays | recognising a word is easier than recalling it, and was not tested |

Reading a word again within a day of the last review changes nothing: it is the same exposure, and a word such as *the*
is read a hundred times a day.

Source: https://github.com/open-spaced-repetition/free-spaced-repetition-scheduler (FSRS-6, its default parameters).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

from pipeline.database.models.progress import DIFFICULTY, STABILITY

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_SAME_EXPOSURE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS estimates of the learner's memory of a word; the columns of `user_word_progress`."""

    stability: float
    """The days after which it is still recalled with a probability of 90 %."""
    difficulty: float
    """From 1 to 10."""
    due: datetime
    last_reviewed: datetime


def reviewed(memory: Memory | None, correct: bool | None, at: datetime) -> Memory:
    """Return the memory of a word after an encounter; None is the memory of a word that was never met.

    `at` is in UTC. An encounter before the last review changes nothing, wherever it comes from: FSRS cannot insert a
    review into the past.
    """
    if memory and (at < memory.last_reviewed or (correct is None and at - memory.last_reviewed < _SAME_EXPOSURE)):
        return memory
    card = Card(card_id=0, due=at)  # without an identifier, it would wait for the clock to make one
    if memory:
        card.state, card.step = State.Review, None
        card.stability, card.difficulty, card.last_review = memory.stability, memory.difficulty, memory.last_reviewed
    try:
        card, _ = _SCHEDULER.review_card(card, _rating(correct), at)
        due = card.due
    except OverflowError:  # beyond the year 9999
        return memory or Memory(STABILITY[0], DIFFICULTY[1], at, at)
    stability, difficulty = float(card.stability or 0), float(card.difficulty or 0)
    if memory and correct is None:
        difficulty = memory.difficulty
    return Memory(_within(stability, STABILITY), _within(difficulty, DIFFICULTY), due.astimezone(UTC), at)


def _rating(correct: bool | None) -> Rating:
    if correct is None:
        return Rating.Hard
    return Rating.Good if correct else Rating.Again


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])
