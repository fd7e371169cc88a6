"""`--map Wort=word --map 3=translation`: what somebody says of the columns, over what was found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.intake.mapping import Column
from pipeline.intake.roles import Role
from pipeline.intake.terms.tables import folded
from pipeline.model.suggestions import did_you_mean


class MapError(Exception):
    """A text of `--map` cannot be read, or there is no such column. The message says which there are."""


@dataclass(frozen=True, slots=True)
class Override:
    """A column by its name or position, and its role."""

    column: str
    role: Role


def parse_overrides(texts: Iterable[str]) -> tuple[Override, ...]:
    """Return what texts such as `Wort=word` say. The last equals sign parts the column from its role.

    Raises:
        MapError: a text has no equals sign, no column, or a role that does not exist.
    """
    found = []
    for text in texts:
        column, apart, role = text.rpartition("=")
        if not apart or not column.strip():
            raise MapError(f"“{text}” does not say which column holds what; write it as Wort=word or 3=translation")
        try:
            found.append(Override(column.strip(), Role(role.strip().lower().replace(" ", "_").replace("-", "_"))))
        except ValueError:
            hint = did_you_mean(role.strip(), Role, f"the roles are: {', '.join(Role)}")
            raise MapError(f"there is no role “{role.strip()}”; {hint}") from None
    return tuple(found)


def apply_overrides(columns: Sequence[Column], overrides: Iterable[Override]) -> tuple[Column, ...]:
    """Return the columns of a table with the roles that were stated. A name counts before a position.

    A word, and whatever else there is once in a row, is in one column: the one that had the role before loses it.

    Raises:
        MapError: the table has no such column.
    """
    by_position = {column.position: column for column in columns}
    by_name: Mapping[str, int] = {folded(column.name): column.position for column in reversed(columns) if column.name}
    stated: dict[int, Role] = {}
    for one in overrides:
        position = by_name.get(folded(one.column))
        if position is None and one.column.isascii() and one.column.isdecimal():
            position = int(one.column) if int(one.column) in by_position else None
        if position is None:
            names = ", ".join(column.name or str(column.position) for column in columns)
            raise MapError(f"there is no column “{one.column}”; the columns are: {names}")
        stated[position] = one.role
    found = []
    for column in columns:
        if column.position in stated:
            found.append(Column(stated[column.position], column.position, column.name, 1.0, "stated"))
        elif column.role in stated.values() and column.role not in REPEATED:
            reason = "another column was stated for this"
            found.append(Column(Role.IGNORE, column.position, column.name, column.confidence, reason))
        else:
            found.append(column)
    return tuple(found)


REPEATED = frozenset(
    {Role.TRANSLATION, Role.EXAMPLE, Role.EXAMPLE_TRANSLATION, Role.TOPIC, Role.NOTE, Role.FORMS, Role.IGNORE}
)
"""Roles that several columns of a table may have."""
