"""The types of schema fields, each with its rule.

Numbers are strict: `"3"`, `3.0` and `True` are not whole numbers. Texts are never changed.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from pipeline.database.languages import language_code
from pipeline.database.models.progress import DIFFICULTY, STABILITY
from pipeline.database.schemas import json_texts
from pipeline.model.iso639 import ISO_639_1

_LARGEST = 2**63 - 1
"""The largest integer in SQLite."""
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class OneOf:
    """The text is one of these. Unlike `Literal`, it accepts a list defined elsewhere."""

    values: tuple[str, ...]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return what `Literal` would be: errors and JSON Schema name the values."""
        return core_schema.literal_schema(list(self.values))


def _not_empty(text: str) -> str:
    # As in the database: to SQLite a text ends at its first NUL.
    if not text.partition("\0")[0].strip():
        raise ValueError("must not be empty")
    return text


def _code(language: str) -> str:
    if language not in ISO_639_1:
        raise ValueError("must be an ISO 639-1 code, such as 'es'")
    return language


def _code_or_name(language: str) -> str:
    language_code(language)
    return language


def _file_path(path: str) -> str:
    """Return a path that names a file and cannot lead elsewhere: the app reads and serves what it finds there."""
    parts = re.split(r"[/\\]", _not_empty(path))
    if not path.isprintable():
        raise ValueError("must be a path of printable characters")
    if parts[-1] in {"", "."} or ".." in parts:
        raise ValueError("must be the path of a file, without '..'")
    if "://" in path:
        raise ValueError("must be the path of a file, not a web address")
    return path


def _stated(moment: Any) -> Any:
    """Return a full timestamp; Pydantic would read numbers as seconds since 1970, and dates as midnight."""
    if not isinstance(moment, datetime) and not (isinstance(moment, str) and _TIMESTAMP.match(moment)):
        raise ValueError("must be a timestamp: YYYY-MM-DD HH:MM:SS, then Z or the offset from UTC")
    return moment


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        return moment
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("must be between the years 1 and 9999 in UTC") from None


Id = Annotated[int, Field(strict=True, ge=1, le=_LARGEST)]
Count = Annotated[int, Field(strict=True, ge=0, le=_LARGEST)]
Positive = Annotated[int, Field(strict=True, ge=1, le=_LARGEST)]
Percentage = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
"""From 0 to 1."""
Stability = Annotated[float, Field(strict=True, ge=STABILITY[0], le=STABILITY[1], allow_inf_nan=False)]
Difficulty = Annotated[float, Field(strict=True, ge=DIFFICULTY[0], le=DIFFICULTY[1], allow_inf_nan=False)]

NotEmpty = Annotated[str, AfterValidator(_not_empty)]
LanguageCode = Annotated[str, AfterValidator(_code)]
LanguageName = Annotated[str, Field(max_length=50), AfterValidator(_code_or_name)]
"""A code, or the app's name for the language: `spanish`."""
FilePath = Annotated[str, Field(max_length=255), AfterValidator(_file_path)]
JsonText = Annotated[str, AfterValidator(json_texts.any_value)]
JsonArray = Annotated[str, AfterValidator(json_texts.array)]

Moment = Annotated[datetime, BeforeValidator(_stated), AfterValidator(_in_utc)]
"""A timestamp in UTC. The schema decides what one without a time zone means (`base`)."""
