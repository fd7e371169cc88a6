"""Timestamps, stored the way the app stores them."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_Moment = datetime | None


def utc_now() -> datetime:
    """Return the current time, with UTC as its time zone."""
    return datetime.now(UTC)


def in_utc(moment: datetime) -> datetime:
    """Return the same moment with UTC as its time zone.

    Whatever compares, sorts or subtracts moments must do so in UTC: of two datetimes of one time zone, Python compares
    what the clocks show, so the hour that is repeated when clocks go back would be in the wrong order.

    Raises:
        ValueError: it has no time zone, or is not between the years 1 and 9999 in UTC.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment!r} has no time zone (try datetime.UTC)")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{moment!r} is not between the years 1 and 9999 in UTC") from None


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
        return None if value is None else in_utc(value).replace(tzinfo=None)

    def process_result_value(self, value: _Moment, dialect: Dialect) -> _Moment:  # noqa: ARG002
        """Return `value` in UTC; stored text without an offset already is."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.utcoffset() is None else value.astimezone(UTC)
