"""Fill in the positions of findings, reading each document that has findings a second time."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace

from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Document
from pipeline.model.lines import Lines
from pipeline.model.nodes import Node, located
from pipeline.reading import csv_rows, homograph_rows, paradigm_rows
from pipeline.reading.yaml_tree import compose
from pipeline.system import toml_positions


def locate(
    findings: Iterable[Finding], documents: Mapping[str, Document], known: MutableMapping[Place, Place] | None = None
) -> list[Finding]:
    """Return the findings with line and column, sorted by file and position.

    `documents` are the read documents by file; a finding about any other file is placed at its first line. `known` has
    places with their positions, by the same places without, and those that are looked up are added to it.
    """
    findings = list(findings)
    positions: MutableMapping[Place, Place] = {} if known is None else known
    look_up(findings, documents, positions)
    return sorted((_placed(finding, positions) for finding in findings), key=Finding.sort_key)


def look_up(
    findings: Iterable[Finding], documents: Mapping[str, Document], positions: MutableMapping[Place, Place]
) -> None:
    """Add the positions of the places of findings, by the same places without, reading each document once."""
    wanted: dict[str, set[Place]] = {}
    for place in (place for finding in findings for place in _places(finding)):
        if place.position is None and place not in positions:
            wanted.setdefault(place.file, set()).add(place)
    for file, its in wanted.items():  # one document at a time, because trees are large
        document = documents.get(file)
        if document is not None:
            positions.update(_located(its, document))


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    yield from (reference.place for reference in finding.references)


def _located(places: Iterable[Place], document: Document) -> dict[Place, Place]:
    root, lines = tree(document), Lines(document.text, document.format)
    return {place: located(place, root, lines) for place in places}


def _placed(finding: Finding, found: Mapping[Place, Place]) -> Finding:
    """Return a finding with the places that were found instead of its own."""
    references = tuple(
        replace(reference, place=found.get(reference.place, reference.place)) for reference in finding.references
    )
    return replace(finding, place=found.get(finding.place, finding.place), references=references)


def tree(document: Document) -> Node:
    """Return the values of a document with their positions."""
    if document.kind == "paradigm":
        return paradigm_rows.tree(document.text)
    if document.kind == "homographs":
        return homograph_rows.tree(document.text)
    if document.format == "toml":
        return toml_positions.tree(document.text)
    return csv_rows.tree(document.text) if document.format == "csv" else compose(document.text).root
