"""What can stand in a cell of a workbook, where that is a choice from a list."""

from typing import NamedTuple

from pipeline.curation.round_trip.workbook import LEVEL
from pipeline.export.content import Content
from pipeline.model.cefr import LEVELS
from pipeline.model.concepts import CONCEPTS
from pipeline.reading.csv_rows import COLUMNS


class Choices(NamedTuple):
    """The values to choose from, and whether there are no others."""

    values: tuple[str, ...]
    closed: bool


def choices_in(content: Content) -> dict[str, Choices]:
    """Return the choices by column: of closed fields, and of what the pack declares."""
    found = {LEVEL: Choices(LEVELS, closed=True)}
    for name, column in COLUMNS.items():
        if column.field.choices:
            found[name] = Choices(column.field.choices, closed=True)
    profile = content.pack.profile
    if profile.describes_words and profile.genders:
        found["gender"] = Choices(profile.genders, closed=True)
    declared = {"topics": _of_pack(content, "topics"), "source": _of_pack(content, "sources"), "concept": _ids(content)}
    return found | {name: Choices(values, closed=False) for name, values in declared.items() if values}


def _of_pack(content: Content, key: str) -> tuple[str, ...]:
    record = next((one.data for one in content.documents if one.kind == "pack"), None)
    stated = record.get(key) if isinstance(record, dict) else None
    return tuple(stated) if isinstance(stated, dict) else ()


def _ids(content: Content) -> tuple[str, ...]:
    lists = (one.data for one in content.documents if one.kind == CONCEPTS and isinstance(one.data, dict))
    concepts = (one for record in lists for one in record.get("concepts") or () if isinstance(one, dict))
    wanted = (one for one in concepts if content.level in (None, one.get("level")))
    return tuple(str(one["id"]) for one in wanted if "id" in one and not one.get("retired"))
