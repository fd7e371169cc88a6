"""Fill in the positions of findings, reading each document that has findings a second time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document
from pipeline.model.lines import Lines
from pipeline.model.nodes import Node, located
from pipeline.reading import csv_rows, homograph_rows, paradigm_rows
from pipeline.reading.yaml_tree import compose
from pipeline.system import toml_positions


def locate(findings: Iterable[Finding], documents: Mapping[str, Document]) -> list[Finding]:
    """Return the findings with line and column, sorted by file and position.

    `documents` are the read documents by file; a finding about any other file is placed at its first line.
    """
    read: dict[str, tuple[Node, Lines]] = {}

    def placed(place: Place) -> Place:
        document = documents.get(place.file)
        if place.position is not None or document is None:
            return place
        if place.file not in read:
            read[place.file] = tree(document), Lines(document.text, document.format)
        return located(place, *read[place.file])

    return sorted(
        (
            replace(
                finding,
                place=placed(finding.place),
                references=tuple(replace(reference, place=placed(reference.place)) for reference in finding.references),
            )
            for finding in findings
        ),
        key=Finding.sort_key,
    )


def tree(document: Document) -> Node:
    """Return the values of a document with their positions."""
    if document.kind == "paradigm":
        return paradigm_rows.tree(document.text)
    if document.kind == "homographs":
        return homograph_rows.tree(document.text)
    if document.format == "toml":
        return toml_positions.tree(document.text)
    return csv_rows.tree(document.text) if document.format == "csv" else compose(document.text).root
