"""What all schemas share: how they read rows, and what a moment without a time zone means."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, field_validator

from pipeline.database.schemas.fields import Id, Moment


class Create(BaseModel):
    """What a new row is made of. A field that there is not is refused, and so is a moment without a time zone."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _has_time_zone(cls, value: Any) -> Any:
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise ValueError("has no time zone: which moment is meant? Add Z if it is UTC")
        return value


class Response(BaseModel):
    """A row that is there, read from a model. A moment without a time zone is in UTC, as the app stores them."""

    model_config = ConfigDict(from_attributes=True)

    id: Id

    @field_validator("*")
    @classmethod
    def _is_utc(cls, value: Any) -> Any:
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.utcoffset() is None else value


class DatedResponse(Response):
    """A row that says when it was made."""

    created_at: Moment


def in_order(earlier: datetime | None, later: datetime | None, rule: str) -> None:
    """Check that one moment is not before another, where both are stated.

    Raises:
        ValueError: it is; the message is the rule.
    """
    if earlier is not None and later is not None and later < earlier:
        raise ValueError(rule)
