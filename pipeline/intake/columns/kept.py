"""Mapping files: what the columns of a list hold, kept for its next delivery.

schemas/columns.schema.json describes every key.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.curation.yaml_scalars import written
from pipeline.intake.mapping import Column, TableMapping
from pipeline.intake.roles import Role
from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document
from pipeline.reading.conformity import faults
from pipeline.reading.files import decode
from pipeline.reading.locate import locate
from pipeline.reading.yaml_events import parse
from pipeline.rules.files.reading import SCHEMA, UNREADABLE
from pipeline.system.files import read_bytes, reason

MAPPINGS = "mappings"
"""The folder of mapping files among the candidates."""
MAX_BYTES = 2**20
"""The largest mapping file that is read."""


class MappingFileError(Exception):
    """A mapping file is unusable. Its text says where and why, a line for each fault."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(map(_said, self.findings)))


def read_mappings(path: Path) -> tuple[TableMapping, ...]:
    """Return the mappings of the tables of a list.

    Raises:
        MappingFileError: the file cannot be read, is not YAML, or does not follow the schema.
    """
    file = str(path)
    try:
        text = decode(read_bytes(path, MAX_BYTES), file)
    except OSError as error:
        raise MappingFileError(
            [Finding(UNREADABLE, f"this file cannot be read: {reason(error)}", Place(file))]
        ) from error
    if isinstance(text, Finding):
        raise MappingFileError([text])
    data, findings = parse(text, file)
    document = Document(file, "columns", "yaml", text, "", data)
    if data is None and not findings:
        findings = [Finding(SCHEMA, "the file must be a mapping of fields, not nothing", Place(file))]
    findings = findings or faults(document)
    if findings:
        raise MappingFileError(locate(findings, {file: document}))
    return tuple(_mapping(table, data) for table in data["tables"])


def kept_topics(folder: Path, language: str) -> dict[str, dict[str, str]]:
    """Return by source the topics that categories are, as the mapping files in a folder of candidates say.

    Raises:
        MappingFileError: one of them cannot be read.
    """
    found: dict[str, dict[str, str]] = {}
    for path in sorted((folder / MAPPINGS).glob("*.yaml")):
        ones = [one for one in read_mappings(path) if one.language == language]
        found[path.stem] = {name: topic for one in ones for name, topic in one.topics.items()}
    return found


def _mapping(table: dict[str, Any], data: dict[str, Any]) -> TableMapping:
    columns = tuple(
        Column(Role(one["role"]), one.get("position", 0), one.get("name", "").strip()) for one in table["columns"]
    )
    return TableMapping(
        columns,
        data["language"],
        table.get("translation_language", "en"),
        table.get("table", "").strip(),
        table.get("level", ""),
        data.get("source", "").strip(),
        data.get("topics", {}),
    )


def mapping_text(mappings: Iterable[TableMapping]) -> str:
    """Return mappings as YAML. Columns that have a name are kept by it, and others by their position.

    Raises:
        ValueError: there are no mappings.
    """
    whole = list(mappings)
    if not whole:
        raise ValueError("there are no mappings to write")
    lines = [f"language: {written(whole[0].language)}"]
    if whole[0].source:
        lines.append(f"source: {written(whole[0].source)}")
    topics = {name: topic for one in whole for name, topic in one.topics.items()}
    if topics:
        lines += ["topics:", *(f"  {written(name)}: {written(topic)}" for name, topic in sorted(topics.items()))]
    return "\n".join([*lines, "tables:", *(line for one in whole for line in _table(one))]) + "\n"


def _table(mapping: TableMapping) -> Iterator[str]:
    stated = {"table": mapping.table, "translation_language": mapping.translation_language, "level": mapping.level}
    fields = [f"{name}: {written(value)}" for name, value in stated.items() if value]
    for dash, field in zip("-" + " " * len(fields), [*fields, "columns:"], strict=True):
        yield f"  {dash} {field}"
    names = [column.name for column in mapping.columns]
    for column in mapping.columns:
        known = column.name and names.count(column.name) == 1
        of = f"name: {written(column.name, flow=True)}" if known else f"position: {column.position}"
        if known or column.role is not Role.IGNORE:
            yield f"      - {{{of}, role: {column.role}}}"


def _said(finding: Finding) -> str:
    place = finding.place
    at = f"{place.file}:{place.position.line}:{place.position.column}" if place.position else place.file
    return f"{at}: {finding.message}" + (f"; {finding.suggestion}" if finding.suggestion else "")
