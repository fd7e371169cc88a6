"""Findings as JSON values, as they are kept between runs."""

from collections.abc import Sequence
from typing import Any

from pipeline.model.findings import Finding, Place, Position, Reference
from pipeline.rules.catalogue import catalogue
from pipeline.stages import as_texts


def written_finding(finding: Finding) -> Sequence[Any]:
    """Return a finding as a JSON value."""
    references = [[one.message, written_place(one.place)] for one in finding.references]
    place = written_place(finding.place)
    return [finding.rule.code, finding.message, place, finding.word, finding.suggestion, references]


def written_place(place: Place) -> Sequence[Any]:
    """Return a place as a JSON value."""
    start, end = (None if one is None else list(one) for one in (place.position, place.end))
    return [place.file, list(place.pointer), start, place.at_key, end]


def read_finding(finding: Sequence[Any]) -> Finding:
    """Return a finding from what `written_finding` returns.

    Raises:
        TypeError, ValueError, KeyError: it is anything else.
    """
    code, message, place, word, suggestion, references = finding
    optional = (one for one in (word, suggestion) if one is not None)
    as_texts([message, *optional, *(text for text, _ in references)])
    others = tuple(Reference(text, read_place(where)) for text, where in references)
    return Finding(catalogue()[code], message, read_place(place), word, suggestion, others)


def read_place(place: Sequence[Any]) -> Place:
    """Return a place from what `written_place` returns.

    Raises:
        TypeError, ValueError: it is anything else.
    """
    file, pointer, start, at_key, end = place
    as_texts([file, *(step for step in pointer if type(step) is not int)])
    return Place(file, tuple(pointer), _read_position(start), bool(at_key), _read_position(end))


def _read_position(position: Sequence[Any] | None) -> Position | None:
    return None if position is None else Position(*map(int, position))
