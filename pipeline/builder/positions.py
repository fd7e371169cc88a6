"""The positions of findings, kept with the files that they are in: to look one up, a file is read a second time."""

from collections.abc import Mapping
from typing import Any

from pipeline.builder.cache import Cache
from pipeline.model.findings import Place
from pipeline.model.lexicon import Document
from pipeline.stages.kept_findings import read_place, written_place

Positions = dict[Place, Place]
"""Places with their positions, by the same places without."""


def kept_positions(cache: Cache, language: str, documents: Mapping[str, Document]) -> Positions:
    """Return the positions that are known of a language's documents, by file, if they are as they were."""
    kept = cache.get(f"positions/{language}", _read) or {}
    return {
        place._replace(position=None, end=None): place
        for file, (digest, places) in kept.items()
        if file in documents and documents[file].digest == digest
        for place in places
    }


def keep_positions(cache: Cache, language: str, documents: Mapping[str, Document], positions: Positions) -> None:
    """Cache the positions for the next time."""
    written: dict[str, tuple[str, list[Any]]] = {}
    for place in positions.values():
        written.setdefault(place.file, (documents[place.file].digest, []))[1].append(written_place(place))
    cache.put(f"positions/{language}", {file: list(one) for file, one in written.items()})


def _read(kept: Any) -> dict[str, tuple[str, list[Place]]]:
    return {file: (digest, [*map(read_place, places)]) for file, (digest, places) in kept.items()}
