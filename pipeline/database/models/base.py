"""What all tables share: the naming of constraints, and common columns and relationships.

Each default is defined once, as `server_default`, because rows come from bulk SQL as often as from a session, and a
session reads the value back with the INSERT (RETURNING). Only `updated_at` is also set in Python, when a
session updates a row.
"""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import MetaData, String, text
from sqlalchemy.orm import DeclarativeBase, Relationship, mapped_column, relationship

from pipeline.database.timestamps import UtcDateTime, utc_now

CONSTRAINT_NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
"""The names of constraints and indexes. A unique index is named `uq_…` where it is declared."""

NOW = text("CURRENT_TIMESTAMP")
"""The default of a timestamp: the current time as UTC text, to the second."""


class Base(DeclarativeBase):
    """The base of all models."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012  (declared so by DeclarativeBase)


PrimaryKey = Annotated[int, mapped_column(primary_key=True, doc="Identifier, not reused after the row is deleted.")]
Language = Annotated[str, mapped_column(String(50), doc="Language taught.")]
CreatedAt = Annotated[datetime, mapped_column(server_default=NOW, doc="When the row was created.")]
UpdatedAt = Annotated[
    datetime, mapped_column(server_default=NOW, onupdate=utc_now, doc="When the row was last changed.")
]

AUTOINCREMENT = {"sqlite_autoincrement": True}
"""Table option: ids of deleted rows are not reused."""


def owned_by(parent: str, **options: Any) -> Relationship[Any]:
    """Return the relationship to rows that are deleted with this one. Its reverse, on those rows, is called
    `parent`.

    The database deletes them (ON DELETE CASCADE); a session need not load them for that.
    """
    return relationship(back_populates=parent, cascade="all, delete-orphan", passive_deletes=True, **options)
