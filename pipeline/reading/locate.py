"""Fill in the positions of findings, reading each document that has any once more."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document
from pipeline.model.marks import Marks, nearest
from pipeline.reading import csv_rows, paradigm_rows, yaml_events
from pipeline.system import toml_positions


def locate(findings: Iterable[Finding], documents: Mapping[str, Document]) -> list[Finding]:
    """Return the findings with line and column, sorted by file and position.

    `documents` are the read documents by file; a finding about any other file stands at its first line.
    """
    marks: dict[str, Marks] = {}

    def placed(place: Place) -> Place:
        document = documents.get(place.file)
        if place.position is not None or document is None:
            return place
        if place.file not in marks:
            marks[place.file] = _positions(document)
        return place._replace(position=nearest(marks[place.file], place.pointer, at_key=place.at_key))

    located = [
        replace(
            finding,
            place=placed(finding.place),
            references=tuple(replace(reference, place=placed(reference.place)) for reference in finding.references),
        )
        for finding in findings
    ]
    return sorted(located, key=Finding.sort_key)


def _positions(document: Document) -> Marks:
    if document.kind == "paradigm":
        return paradigm_rows.positions(document.text)
    if document.format == "toml":
        return toml_positions.positions(document.text)
    if document.format == "csv":
        return csv_rows.positions(document.text)
    return yaml_events.positions(document.text)
