"""Take back what was recorded of the learner: the last recording, a word, or a language."""

import json
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in, writing
from pipeline.app.progress import Recorded
from pipeline.database.languages import language_code
from pipeline.database.models import UserWordProgress

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


@overload
def undo_recording(session: Session, recorded: Recorded) -> tuple[int, ...]: ...
@overload
def undo_recording(session: "AsyncSession", recorded: Recorded) -> Coroutine[Any, Any, tuple[int, ...]]: ...
def undo_recording(
    session: "Session | AsyncSession", recorded: Recorded
) -> tuple[int, ...] | Coroutine[Any, Any, tuple[int, ...]]:
    """Make the rows of a recording what they were before it, in the session's transaction, which the caller commits.

    A row that has changed since stays as it is, because its later encounters rest on this one. Return the ids of the
    words with such rows; the undo is complete if there are none. Await the result if the session is asynchronous.

    Raises:
        ReadingSessionError: as for `record_encounters`.
    """
    after = [{name: getattr(row, name) for name in _COLUMNS} for row in recorded.progress]
    return run_in(session, lambda one: _undo(one, after, {row["word_id"]: row for row in recorded.before}))


_COLUMNS = tuple(column.name for column in UserWordProgress.__table__.columns)


def _undo(session: Session, after: list[dict[str, Any]], before: dict[int, Any]) -> tuple[int, ...]:
    table = UserWordProgress.__table__
    with writing(session) as connection:
        given = func.json_each(json.dumps([row["id"] for row in after])).table_valued("value")
        found = connection.execute(select(*table.columns).where(table.c.id.in_(select(given.c.value)))).mappings()
        now = {row["id"]: dict(row) for row in found}
        ours = [row for row in after if now.get(row["id"]) == row]
        for row in ours:
            former = before.get(row["word_id"])
            if former is None:
                connection.execute(delete(UserWordProgress).where(table.c.id == row["id"]))
            else:
                changed = {name: value for name, value in former.items() if value != row[name]}
                connection.execute(update(UserWordProgress).where(table.c.id == row["id"]).values(changed))
    session.expire_all()
    kept = {row["id"] for row in ours}
    return tuple(row["word_id"] for row in after if row["id"] not in kept)


@overload
def reset_progress(session: Session, language: str, word_id: int | None = None) -> int: ...
@overload
def reset_progress(session: "AsyncSession", language: str, word_id: int | None = None) -> Coroutine[Any, Any, int]: ...
def reset_progress(
    session: "Session | AsyncSession", language: str, word_id: int | None = None
) -> int | Coroutine[Any, Any, int]:
    """Forget what was recorded of a language or, with `word_id`, of one of its words; return the number of rows.

    It happens in the session's transaction, which the caller commits. Await the result if it is asynchronous.

    Raises:
        ValueError: there is no such language.
        ReadingSessionError: as for `record_encounters`.
    """
    rows = delete(UserWordProgress).where(UserWordProgress.language == language_code(language))
    if word_id is not None:
        rows = rows.where(UserWordProgress.word_id == word_id)
    return run_in(session, lambda one: _deleted(one, rows))


def _deleted(session: Session, rows: Any) -> int:
    with writing(session) as connection:
        session.flush()
        number = connection.execute(rows).rowcount
    session.expire_all()
    return int(number)
