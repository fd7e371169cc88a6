"""Record the learner's encounters with words in `user_word_progress`.

Mastery is an exponentially weighted average of the learner's uses of a word, 100 for a correct one and 0 for a wrong
one, starting at 0: each use moves it by `RATE` of the way. So it stays between 0 and 100, a correct use never lowers
it, a wrong one never raises it, and old uses count less and less. Recent uses say more than old ones, as
Galyardt and Goldin found ("Move Your Lamp Post: Recent Data Reflects Learner Knowledge Better than Older Data",
Journal of Educational Data Mining 7(2), 2015). With the rate of 0.2, ten correct uses in a row reach 89 of 100: about
as many encounters as a word takes to be learnt (Webb, "The Effects of Repetition on Vocabulary Knowledge", Applied
Linguistics 28(1), 2007). An encounter without a use, as in reading, is counted but leaves the mastery unchanged.

Mastery does not fade. When a word is due again is estimated beside it (`forgetting`).

Rows are read and written in one transaction that holds the write lock, so that concurrent updates of the same word all
count.
"""

import json
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import Select, bindparam, func, select, text
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in, writing
from pipeline.app.forgetting import Memory, reviewed
from pipeline.database.models import UserWordProgress, Word
from pipeline.database.timestamps import UtcDateTime, in_utc, utc_now

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

RATE = 0.2
"""How far one use moves the mastery: the share of the way to 100, or to 0."""
_LARGEST_ID = 2**63 - 1
_MEMORY = tuple(one.name for one in fields(Memory))

_MOMENTS = ("first", "last", "now", "due", "last_reviewed")
_UPSERT = text(
    """
    INSERT INTO user_word_progress
        (word_id, language, times_encountered, mastery_score, first_encountered, last_encountered,
         stability, difficulty, due, last_reviewed)
    SELECT id, language, :times, :gained, :first, :last, :stability, :difficulty, :due, :last_reviewed
      FROM words WHERE id = :word_id
    ON CONFLICT (word_id, language) DO UPDATE SET
        times_encountered = times_encountered + excluded.times_encountered,
        mastery_score = min(100.0, max(0.0, :kept * mastery_score + excluded.mastery_score)),
        first_encountered = CASE WHEN julianday(first_encountered) <= julianday(excluded.first_encountered)
            THEN first_encountered ELSE excluded.first_encountered END,
        last_encountered = CASE WHEN julianday(last_encountered) >= julianday(excluded.last_encountered)
            THEN last_encountered ELSE excluded.last_encountered END,
        stability = excluded.stability,
        difficulty = excluded.difficulty,
        due = excluded.due,
        last_reviewed = excluded.last_reviewed,
        updated_at = :now
    """
).bindparams(*(bindparam(name, type_=UtcDateTime()) for name in _MOMENTS))
"""Inserts nothing for an unknown word. NULL is neither before nor after anything, so it is replaced."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """The learner has met a word."""

    word_id: int
    correct: bool | None = None
    """Whether the learner used it correctly; None if it was only read or heard."""
    at: datetime | None = None
    """When, with a time zone; None means now."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The result of recording encounters."""

    progress: tuple[UserWordProgress, ...]
    """The updated rows of the words, ordered by id."""
    unknown: tuple[int, ...]
    """Ids without a word, in order; nothing was recorded for them."""
    before: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    """The rows as they were before, by column, for `undo_recording`. A word met for the first time has none."""


@overload
def record_encounter(
    session: Session, word_id: int, correct: bool | None = None, at: datetime | None = None
) -> Recorded: ...
@overload
def record_encounter(
    session: "AsyncSession", word_id: int, correct: bool | None = None, at: datetime | None = None
) -> Coroutine[Any, Any, Recorded]: ...
def record_encounter(
    session: "Session | AsyncSession", word_id: int, correct: bool | None = None, at: datetime | None = None
) -> Recorded | Coroutine[Any, Any, Recorded]:
    """Record one encounter; otherwise like `record_encounters`."""
    return record_encounters(session, (Encounter(word_id, correct, at),))


@overload
def record_encounters(session: Session, encounters: Iterable[Encounter]) -> Recorded: ...
@overload
def record_encounters(session: "AsyncSession", encounters: Iterable[Encounter]) -> Coroutine[Any, Any, Recorded]: ...
def record_encounters(
    session: "Session | AsyncSession", encounters: Iterable[Encounter]
) -> Recorded | Coroutine[Any, Any, Recorded]:
    """Record encounters in the session's transaction, which the caller commits; await the result if it is asynchronous.

    Those of the same word are combined. They count in order of time, not in the order given; those at the same time, or
    in separate calls, count in the order given. Times are kept to the millisecond, the precision at which SQLite
    compares them.

    Raises:
        ValueError: a time has no time zone, or is not between the years 1 and 9999 in UTC.
        ReadingSessionError: the session is for reading only, or it began by reading and another one has written since.
            A session of `sessions(engine)` waits for its turn instead.
        sqlalchemy.exc.OperationalError: another session holds the lock for longer than this one waits.
    """
    taken = _summed(encounters)
    return run_in(session, lambda one: _record(one, taken))


@dataclass(frozen=True, slots=True)
class _Sum:
    """Encounters with one word, in order of time. They turn a mastery m into `kept` × m + `gained`."""

    word_id: int
    kept: float
    gained: float
    reviews: tuple[tuple[bool | None, datetime], ...]
    """Whether the word was used correctly, and when."""

    def values(self, memory: Memory | None, now: datetime) -> dict[str, Any]:
        """Return the parameters of the statement, given what was remembered before."""
        for correct, at in self.reviews:
            memory = reviewed(memory, correct, at)
        if memory is None:
            raise ValueError("no encounter")
        return {
            "word_id": self.word_id,
            "times": len(self.reviews),
            "kept": self.kept,
            "gained": self.gained,
            "first": self.reviews[0][1],
            "last": self.reviews[-1][1],
            "now": now,
            **{name: getattr(memory, name) for name in _MEMORY},
        }


def _summed(encounters: Iterable[Encounter]) -> list[_Sum]:
    now = utc_now()
    timed = sorted(((one, _moment(one, now)) for one in encounters), key=lambda pair: (pair[0].word_id, pair[1]))
    sums = []
    for word_id, group in groupby(timed, key=lambda pair: pair[0].word_id):
        own = list(group)
        kept, gained = 1.0, 0.0
        for one, _ in own:
            if one.correct is not None:
                kept *= 1 - RATE
                gained += RATE * (100 * one.correct - gained)
        sums.append(_Sum(word_id, kept, gained, tuple((one.correct, at) for one, at in own)))
    return sums


def _moment(one: Encounter, now: datetime) -> datetime:
    """Return the moment of an encounter in UTC. Python compares two local times of one zone by their clocks alone."""
    at = in_utc(one.at or now)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _record(session: Session, sums: list[_Sum]) -> Recorded:
    possible = [one for one in sums if 0 < one.word_id <= _LARGEST_ID]
    ids = {"ids": json.dumps([one.word_id for one in possible])}
    before: dict[int, Mapping[str, Any]] = {}
    with writing(session) as connection:
        session.flush()
        if possible:
            rows = connection.execute(_BEFORE, ids)
            before = {row["word_id"]: dict(row) for row in rows.mappings()}
            now = utc_now()
            connection.execute(_UPSERT, [one.values(_memory(before.get(one.word_id)), now) for one in possible])
    progress = tuple(session.scalars(_AFTER, ids))
    known = {row.word_id for row in progress}
    return Recorded(progress, tuple(one.word_id for one in sums if one.word_id not in known), tuple(before.values()))


def _of_words(*columns: Any) -> Select[Any]:
    """Return the query for the learner's rows of words, ordered by word; their ids are given as a JSON array."""
    given = func.json_each(bindparam("ids")).table_valued("value")
    return (
        select(*columns)
        .join(Word, (Word.id == UserWordProgress.word_id) & (Word.language == UserWordProgress.language))
        .where(UserWordProgress.word_id.in_(select(given.c.value)))
        .order_by(UserWordProgress.word_id)
    )


_BEFORE = _of_words(*UserWordProgress.__table__.columns)
_AFTER = _of_words(UserWordProgress).execution_options(populate_existing=True)
"""Composed once: composing a query takes as long as running one."""


def _memory(row: Mapping[str, Any] | None) -> Memory | None:
    """Return what a row says of the memory of its word; one from before there were such columns says nothing."""
    if row is None or any(row[name] is None for name in _MEMORY):
        return None
    return Memory(**{name: row[name] for name in _MEMORY})
