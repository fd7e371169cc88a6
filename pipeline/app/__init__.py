"""The API for programs that open the database: conversations, progress, and what they are made of.

Import everything from here. Each name is loaded from its module on first use (PEP 562), so that programs which do not
need Alembic or Pydantic do not wait for them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.app.assessing import Grade, SkillScore, apply_level, grade, record_attempt
    from pipeline.app.engines import ReadingSessionError, async_engine_for, async_sessions, engine_for, sessions
    from pipeline.app.export import export_progress
    from pipeline.app.initialise import UnusableDatabaseError, init_db, init_db_async
    from pipeline.app.learner import due_words, learned_words, level_progress
    from pipeline.app.lesson_order import course, next_lesson
    from pipeline.app.preparing import Prepared, prepare, prepare_async
    from pipeline.app.progress import Encounter, Recorded, record_encounter, record_encounters
    from pipeline.app.prompt import prompt_vocabulary
    from pipeline.app.reply import ReplyCheck
    from pipeline.app.selection import select_words
    from pipeline.app.settings import APP_SHARES, TalkSettings
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.app.taking_back import reset_progress, undo_recording
    from pipeline.app.talk import Opening, Talk
    from pipeline.app.vocabulary import vocabulary_index
    from pipeline.database import models, schemas
    from pipeline.database.upgrade import UpgradeError
    from pipeline.recognition.recognition import recognise

__all__ = [
    "APP_SHARES",
    "Encounter",
    "Grade",
    "NoVocabularyError",
    "Opening",
    "Prepared",
    "ReadingSessionError",
    "Recorded",
    "ReplyCheck",
    "SkillScore",
    "Talk",
    "TalkSettings",
    "UnusableDatabaseError",
    "UpgradeError",
    "apply_level",
    "async_engine_for",
    "async_sessions",
    "course",
    "due_words",
    "engine_for",
    "export_progress",
    "grade",
    "init_db",
    "init_db_async",
    "learned_words",
    "level_progress",
    "models",
    "next_lesson",
    "prepare",
    "prepare_async",
    "prompt_vocabulary",
    "recognise",
    "record_attempt",
    "record_encounter",
    "record_encounters",
    "reset_progress",
    "schemas",
    "select_words",
    "sessions",
    "undo_recording",
    "vocabulary_index",
]

_HOMES = {
    "pipeline.app.assessing": {"Grade", "SkillScore", "apply_level", "grade", "record_attempt"},
    "pipeline.app.lesson_order": {"course", "next_lesson"},
    "pipeline.app.engines": {"ReadingSessionError", "async_engine_for", "async_sessions", "engine_for", "sessions"},
    "pipeline.app.export": {"export_progress"},
    "pipeline.app.initialise": {"UnusableDatabaseError", "init_db", "init_db_async"},
    "pipeline.app.learner": {"due_words", "learned_words", "level_progress"},
    "pipeline.app.preparing": {"Prepared", "prepare", "prepare_async"},
    "pipeline.app.progress": {"Encounter", "Recorded", "record_encounter", "record_encounters"},
    "pipeline.app.prompt": {"prompt_vocabulary"},
    "pipeline.app.reply": {"ReplyCheck"},
    "pipeline.app.selection": {"select_words"},
    "pipeline.app.settings": {"APP_SHARES", "TalkSettings"},
    "pipeline.app.taking_back": {"reset_progress", "undo_recording"},
    "pipeline.app.talk": {"Opening", "Talk"},
    "pipeline.app.stored_words": {"NoVocabularyError"},
    "pipeline.app.vocabulary": {"vocabulary_index"},
    "pipeline.database": {"models", "schemas"},
    "pipeline.database.upgrade": {"UpgradeError"},
    "pipeline.recognition.recognition": {"recognise"},
}
"""The names loaded from each module: the same as the imports above, which only type checkers and editors read."""


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            found = getattr(__import__(module, fromlist=[name]), name)  # `from module import name`
            globals()[name] = found  # later accesses bypass this function
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
