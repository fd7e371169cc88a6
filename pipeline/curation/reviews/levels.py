"""At which levels the concepts of a word are taught elsewhere: in other languages, and by the list of concepts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.curation.scaffold import written_entries
from pipeline.model.concepts import CONCEPTS
from pipeline.model.lexicon import Document

Levels = Mapping[str, Mapping[str, frozenset[str]]]
"""By the id of a concept, and by who says so: the code of a language, or `concepts`."""


def levels_in(own: Iterable[Document], others: Mapping[str, Iterable[Document]]) -> Levels:
    """Return the levels of concepts: by the list of concepts, and by other packs, given by their languages."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in (listed for document in own for listed in _listed(document)):
        found[str(one.get("id"))][CONCEPTS].add(str(one.get("level")))
    for language, documents in others.items():
        for document, _, entry in written_entries(documents):
            for concept in concepts_of(entry):
                found[concept][language].add(str(document.level))
    return {concept: {who: frozenset(said) for who, said in known.items()} for concept, known in found.items()}


def concepts_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the concepts of an entry, valid or not."""
    meanings = entry.get("meanings")
    for meaning in meanings if isinstance(meanings, list) else ():
        if isinstance(meaning, dict) and isinstance(meaning.get("concept"), str):
            yield meaning["concept"]


def _listed(document: Document) -> Iterator[dict[str, Any]]:
    record = document.data.get(CONCEPTS) if document.kind == CONCEPTS and isinstance(document.data, dict) else None
    yield from (one for one in (record if isinstance(record, list) else ()) if isinstance(one, dict))
