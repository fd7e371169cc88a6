"""One index for each language of a database, kept while the program runs and the vocabulary stays the same."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from pipeline.app.vocabulary import vocabulary_index
from pipeline.database.languages import language_code
from pipeline.recognition.index import Index

_STATE = text(
    """
    SELECT count(*), max(id), (SELECT version || ' ' || source_digest FROM release_packs WHERE language = :language)
      FROM words WHERE language = :language
    """
)
_State = tuple[int, int | None, str | None]

_KEPT: dict[tuple[str, str], tuple[_State, Index]] = {}
"""By database and language. An index never changes, so threads and tasks may share it. Two that look for the same one
at the same time may both build it, and one of the two is kept: a lock could not be held while a session waits."""


def index_of(session: Session, language: str) -> Index | None:
    """Return the index of a language in the session's database, or None if it has no words of it.

    It is built once for each release of the vocabulary, and again when words have been added or removed.

    Raises:
        ValueError: there is no such language.
        NoVocabularyError: the database is damaged.
    """
    code = language_code(language)
    connection = session.connection()
    count, last, release = session.execute(_STATE, {"language": code}).one()
    if not count:
        return None
    state = (count, last, release)
    place = (str(connection.engine.url), code)
    kept = _KEPT.get(place)
    if kept is None or kept[0] != state:
        kept = _KEPT[place] = (state, vocabulary_index(session, code))
    return kept[1]
