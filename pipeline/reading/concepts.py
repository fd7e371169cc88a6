"""Turn the records of concepts, and of reasons for having no word for them, into values."""

from collections.abc import Iterator
from typing import Any

from pipeline.model.concepts import CONCEPTS, Concept, NoWord, Why
from pipeline.model.findings import Place


def concepts_in(data: dict[str, Any], file: str) -> Iterator[Concept]:
    """Yield the concepts in the record of a file, without those that do not conform."""
    for index, fields in enumerate(data[CONCEPTS]):
        if fields is not None:
            values: dict[str, Any] = {
                name: value.strip() if isinstance(value, str) else value for name, value in fields.items()
            }
            yield Concept(**values, place=Place(file, (CONCEPTS, index)))


def reasons_in(data: dict[str, Any], file: str) -> Iterator[NoWord]:
    """Yield the reasons in the record of a file."""
    place = Place(file)
    for why in (Why.PHRASE, Why.COVERED_BY):
        for concept, by in data.get(why.value, {}).items():
            yield NoWord(concept, why, place.at(why.value, concept), by.strip())
    for index, concept in enumerate(data.get(Why.NOT_SAID_HERE.value, ())):
        yield NoWord(concept, Why.NOT_SAID_HERE, place.at(Why.NOT_SAID_HERE.value, index))
