"""Timestamps, stored the way the app stores them."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_Moment = datetime | None


def utc_now() -> datetime:
    """Return the current time, with UTC as its time zone."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A timestamp: UTC text without an offset in the database, an aware datetime in Python.

    The app reads and writes naive UTC with a plain `DateTime`, so the text must not have an offset. In Python a
    naive datetime is the classic mistake (`datetime.now()` is local time, and nothing says so): values read
    always have `datetime.UTC` as their time zone, and naive ones are rejected. Text with `T`, `Z` or an
    offset, as written by other programs, is also understood.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: _Moment, dialect: Dialect) -> _Moment:  # noqa: ARG002
        """Return `value` as naive UTC, the form in which it is stored."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"{value!r} has no time zone (try datetime.UTC)")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: _Moment, dialect: Dialect) -> _Moment:  # noqa: ARG002
        """Return `value` in UTC; stored text without an offset already is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)
