"""What the learner knows, as queries: what is due, what has been met, how far each level is.

Run them with `session.execute(...)` or, in an asynchronous session, `await session.execute(...)`. Each looks its rows
up in indexes that every database has. The time is passed in, in any time zone; the database holds UTC.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from pipeline.database.languages import language_code
from pipeline.database.models import UserWordProgress, Word, WordDifficultyLevel, WordExample, WordMeaning
from pipeline.database.timestamps import in_utc
from pipeline.model.cefr import up_to

_PROGRESS = UserWordProgress
_OF_WORD = and_(_PROGRESS.word_id == Word.id, _PROGRESS.language == Word.language)


def due_words(language: str, now: datetime, level: str | None = None) -> Select[Word]:
    """Return the query for the words that the learner should meet again by now, the longest due first.

    Words that the vocabulary has retired are not among them. With a CEFR level, neither are words of later levels that
    the learner has only read: they were in a reply by chance, and would take the place of what is being learnt.

    Raises:
        ValueError: there is no such language or level, or the time has no time zone.
    """
    of_word = select(WordDifficultyLevel.id).where(WordDifficultyLevel.word_id == Word.id)
    taught: ColumnElement[bool] = of_word.exists()
    if level is not None:
        its = of_word.where(WordDifficultyLevel.difficulty_level.in_(up_to(level))).exists()
        taught = or_(its, and_(_PROGRESS.mastery_score > 0, taught))
    return (
        select(Word)
        .join(_PROGRESS, _OF_WORD)
        .where(_PROGRESS.language == language_code(language), _PROGRESS.due <= in_utc(now), taught)
        .order_by(_PROGRESS.due, Word.id)
    )


def learned_words(language: str, least_mastery: float = 0.0) -> Select[str, str, str, str | None, datetime, float]:
    """Return the query for the words that the learner has met, the newest first.

    Its columns are `base_form`, `translation` and `meaning_text` of the first meaning, the `example_text` of its first
    example (NULL without one), `first_encountered` and `mastery_score`, which is at least `least_mastery`, from 0 to
    100.

    Raises:
        ValueError: there is no such language.
    """
    other = aliased(WordMeaning)
    first_meaning = (
        select(other.id).where(other.word_id == Word.id).order_by(other.meaning_order, other.id).limit(1)
    ).scalar_subquery()
    example = (
        select(WordExample.example_text)
        .where(WordExample.word_meaning_id == WordMeaning.id)
        .order_by(WordExample.id)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(
            Word.base_form,
            WordMeaning.translation,
            WordMeaning.meaning_text,
            example.label("example_text"),
            _PROGRESS.first_encountered,
            _PROGRESS.mastery_score,
        )
        .join(_PROGRESS, _OF_WORD)
        .join(WordMeaning, WordMeaning.id == first_meaning)
        .where(
            _PROGRESS.language == language_code(language),
            _PROGRESS.times_encountered > 0,
            _PROGRESS.mastery_score >= least_mastery,
        )
        .order_by(_PROGRESS.first_encountered.desc(), Word.id)
    )


def level_progress(language: str) -> Select[str, int, int, Any]:
    """Return the query for how far the learner is in each level that has words, from A1 up.

    Its columns are `difficulty_level`, `words` (how many the level teaches), `met` (how many of them the learner has
    met) and `mastery` (the mean over all its words, from 0 to 100; a word not met has 0). A word that several levels
    teach counts at each.

    Raises:
        ValueError: there is no such language.
    """
    level = WordDifficultyLevel.difficulty_level
    return (
        select(
            level,
            func.count().label("words"),
            func.count(_PROGRESS.id).filter(_PROGRESS.times_encountered > 0).label("met"),
            (func.total(_PROGRESS.mastery_score) / func.count()).label("mastery"),
        )
        .select_from(Word)
        .join(WordDifficultyLevel, WordDifficultyLevel.word_id == Word.id)
        .outerjoin(_PROGRESS, _OF_WORD)
        .where(Word.language == language_code(language))
        .group_by(level)
        .order_by(level)
    )
