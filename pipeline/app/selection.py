"""Select the words for a conversation: the specified query, with the id as tie-breaker.

Many words share a band. The id only fixes the order of words that are otherwise equal.

SELECT w.* FROM words w
JOIN word_difficulty_levels wdl ON w.id = wdl.word_id
LEFT JOIN user_word_progress uwp ON w.id = uwp.word_id
WHERE w.language = :language AND wdl.difficulty_level = :level
ORDER BY COALESCE(uwp.mastery_score, 0) ASC, wdl.priority ASC, COALESCE(uwp.last_encountered, '1970-01-01') ASC,
         w.id ASC
LIMIT :word_count
"""

from sqlalchemy import Select, func, literal_column, select

from pipeline.database.languages import language_code
from pipeline.database.models import UserWordProgress, Word, WordDifficultyLevel
from pipeline.model.cefr import check_level


def select_words(language: str, level: str, limit: int) -> Select[Word]:
    """Return the query for at most `limit` words of a level: the least mastered first, then the most needed.

    A word the learner has not met has a mastery of 0. Of two equal words, the one not met for longer comes first.
    Run it with `session.scalars(...)` or, in an asynchronous session, `await session.scalars(...)`.

    `language` is a code of ISO 639-1 or the app's name for one (`spanish`), `level` a CEFR level.

    Raises:
        ValueError: there is no such language or level, or the limit is negative (which SQLite takes as no limit).
    """
    check_level(level)
    if limit < 0:
        raise ValueError(f"the limit is {limit}: give the number of words, 0 or more")
    # `likely` only changes the planner's estimate. By default it assumes that comparing the language leaves a
    # quarter of the words and, in a file with one language, would read them all.
    in_language = func.likely(Word.language == language_code(language))
    return (
        select(Word)
        .join(WordDifficultyLevel, Word.id == WordDifficultyLevel.word_id)
        .outerjoin(UserWordProgress, Word.id == UserWordProgress.word_id)
        .where(in_language, WordDifficultyLevel.difficulty_level == level)
        .order_by(
            func.coalesce(UserWordProgress.mastery_score, literal_column("0")),
            WordDifficultyLevel.priority,
            # Compared as the text it is stored as.
            func.coalesce(UserWordProgress.last_encountered, literal_column("'1970-01-01'")),
            Word.id,
        )
        .limit(limit)
    )
