"""The API for programs that open the database: sessions, word selection, progress, the language model's prompt.

Import everything from here. Each name is loaded from its module on first use (PEP 562), so that programs which do not
need Alembic or Pydantic do not wait for them.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.app.engines import ReadingSessionError, async_engine_for, async_sessions, engine_for, sessions
    from pipeline.app.initialise import UnusableDatabaseError, init_db, init_db_async
    from pipeline.app.progress import Encounter, Recorded, record_encounter, record_encounters
    from pipeline.app.prompt import prompt_vocabulary
    from pipeline.app.selection import select_words
    from pipeline.app.vocabulary import NoVocabularyError, vocabulary_index
    from pipeline.database import models, schemas
    from pipeline.recognition.recognition import recognise

__all__ = [
    "Encounter",
    "NoVocabularyError",
    "ReadingSessionError",
    "Recorded",
    "UnusableDatabaseError",
    "async_engine_for",
    "async_sessions",
    "engine_for",
    "init_db",
    "init_db_async",
    "models",
    "prompt_vocabulary",
    "recognise",
    "record_encounter",
    "record_encounters",
    "schemas",
    "select_words",
    "sessions",
    "vocabulary_index",
]

_HOMES = {
    "pipeline.app.engines": {"ReadingSessionError", "async_engine_for", "async_sessions", "engine_for", "sessions"},
    "pipeline.app.initialise": {"UnusableDatabaseError", "init_db", "init_db_async"},
    "pipeline.app.progress": {"Encounter", "Recorded", "record_encounter", "record_encounters"},
    "pipeline.app.prompt": {"prompt_vocabulary"},
    "pipeline.app.selection": {"select_words"},
    "pipeline.app.vocabulary": {"NoVocabularyError", "vocabulary_index"},
    "pipeline.database": {"models", "schemas"},
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
