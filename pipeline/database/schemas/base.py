"""What all schemas share: how they read rows, and what a timestamp without a time zone means."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from pipeline.database.schemas.fields import Id, Moment


class Create(BaseModel):
    """The input for a new row. Unknown fields are rejected, and so are timestamps without a time zone."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _has_time_zone(cls, value: Any) -> Any:
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise ValueError("has no time zone; add Z if it is UTC")
        return value


class Response(BaseModel):
    """An existing row, read from a model. A timestamp without a time zone is in UTC, as the app stores them."""

    model_config = ConfigDict(from_attributes=True)

    @field_validator("*")
    @classmethod
    def _is_utc(cls, value: Any) -> Any:
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.utcoffset() is None else value


class NumberedResponse(Response):
    """A row with an identifier of its own."""

    id: Id


class DatedResponse(NumberedResponse):
    """A row with its creation time."""

    created_at: Moment


def in_order(earlier: datetime | None, later: datetime | None, rule: str) -> None:
    """Check that the earlier timestamp, if given, is not after the later one, if given.

    Raises:
        ValueError: it is; `rule` is the message.
    """
    if earlier is not None and later is not None and later < earlier:
        raise ValueError(rule)
