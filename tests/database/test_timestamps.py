"""Moments go in and out of a database unchanged, however they are written."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, DateTime, Integer, MetaData, Table, create_engine, insert, select, text
from sqlalchemy.exc import StatementError

from pipeline.database.timestamps import UtcDateTime, utc_now

MOMENT = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)

METADATA = MetaData()
OURS = Table("moments", METADATA, Column("id", Integer, primary_key=True), Column("at", UtcDateTime))
APPS = Table("moments", MetaData(), Column("id", Integer, primary_key=True), Column("at", DateTime))


@pytest.fixture
def database(tmp_path):
    """A connection to a file with the table of moments."""
    engine = create_engine(f"sqlite:///{tmp_path / 'moments.db'}")
    with engine.connect() as connection:
        METADATA.create_all(connection)
        yield connection
    engine.dispose()


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-02 03:04:05",
        "2025-01-02 03:04:05.000000",
        "2025-01-02T03:04:05",
        "2025-01-02T03:04:05Z",
        "2025-01-02 03:04:05+00:00",
        "2025-01-02T05:04:05.000+02:00",
        "2025-01-01T22:04:05-05:00",
    ],
)
def test_every_notation_of_a_moment_is_read_as_that_moment(database, written):
    database.execute(text("INSERT INTO moments (at) VALUES (:at)"), {"at": written})
    value = database.scalar(select(OURS.c.at))
    assert value == MOMENT
    assert value.tzinfo is UTC


def test_what_is_stored_has_no_offset(database):
    """The app reads it with a plain DateTime, as the naive UTC it writes itself."""
    paris = timezone(timedelta(hours=1))
    database.execute(insert(OURS).values(at=datetime(2025, 1, 2, 4, 4, 5, tzinfo=paris)))
    assert database.scalar(text("SELECT at FROM moments")) == "2025-01-02 03:04:05.000000"
    assert database.scalar(select(APPS.c.at)) == datetime(2025, 1, 2, 3, 4, 5)


def test_no_moment_is_none(database):
    database.execute(insert(OURS).values(at=None))
    assert database.scalar(select(OURS.c.at)) is None


def test_a_moment_without_a_time_zone_is_refused(database):
    with pytest.raises(StatementError, match="has no time zone"):
        database.execute(insert(OURS).values(at=MOMENT.replace(tzinfo=None)))


def test_moments_are_compared_in_sql(database):
    database.execute(insert(OURS).values(at=MOMENT))
    later = select(OURS.c.id).where(OURS.c.at > MOMENT - timedelta(seconds=1))
    assert database.scalars(later).all() == [1]
    assert database.scalars(select(OURS.c.id).where(OURS.c.at > MOMENT)).all() == []


def test_now_knows_its_time_zone():
    assert utc_now().tzinfo is UTC


@given(
    st.datetimes(
        datetime(1, 1, 3),
        datetime(9999, 12, 29),
        timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-14), timedelta(hours=14))),
    )
)
def test_what_goes_in_comes_out(moment):
    type_ = UtcDateTime()
    stored = type_.process_bind_param(moment, None)
    assert stored.tzinfo is None
    assert type_.process_result_value(stored, None) == moment


def test_a_moment_that_utc_has_no_year_for_is_refused(database):
    early = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    with pytest.raises(StatementError, match="between the years 1 and 9999"):
        database.execute(insert(OURS).values(at=early))
