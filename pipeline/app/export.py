"""The learner's progress as a file of their own: CSV for a spreadsheet, JSON for a program."""

import csv
import io
import json
from collections.abc import Coroutine, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, overload

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline.app.engines import run_in
from pipeline.database.languages import language_code
from pipeline.database.models import UserWordProgress, Word

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

Format = Literal["csv", "json"]

_OF_WORD = ("language", "base_form", "part_of_speech")
_OF_PROGRESS = (
    "times_encountered",
    "mastery_score",
    "first_encountered",
    "last_encountered",
    "stability",
    "difficulty",
    "due",
    "last_reviewed",
)


@overload
def export_progress(session: Session, language: str | None = None, format: Format = "csv") -> str: ...
@overload
def export_progress(
    session: "AsyncSession", language: str | None = None, format: Format = "csv"
) -> Coroutine[Any, Any, str]: ...
def export_progress(
    session: "Session | AsyncSession",
    language: str | None = None,
    format: Format = "csv",  # noqa: A002  (what it is called everywhere)
) -> str | Coroutine[Any, Any, str]:
    """Return the learner's progress with every word of a language, or of all, as text; await it if asynchronous.

    CSV begins with the names of the columns; JSON is an array of objects. Words are named, not numbered. Times are UTC,
    as `2026-01-02T12:00:00+00:00`; what is not known is empty or null.

    Raises:
        ValueError: there is no such language or format.
    """
    if format not in ("csv", "json"):
        raise ValueError(f"{format!r} is not a format: give 'csv' or 'json'")
    columns = [getattr(Word, name) for name in _OF_WORD] + [getattr(UserWordProgress, name) for name in _OF_PROGRESS]
    rows = select(*columns).join(UserWordProgress, UserWordProgress.word_id == Word.id)
    if language is not None:
        rows = rows.where(UserWordProgress.language == language_code(language))
    rows = rows.order_by(Word.language, Word.base_form)
    return run_in(session, lambda one: _written(one.execute(rows), format))


def _written(rows: Iterable[Any], format_: Format) -> str:
    named = [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]
    if format_ == "json":
        return json.dumps(named, ensure_ascii=False, indent=1) + "\n"
    text = io.StringIO()
    writer = csv.DictWriter(text, (*_OF_WORD, *_OF_PROGRESS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(named)
    return text.getvalue()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
