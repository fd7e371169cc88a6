"""A complete new word with its meanings and their examples, for programs that add words.

Two rules concern more than one row: a word has a meaning, and a meaning has an example.
"""

from typing import Annotated

from pydantic import Field

from pipeline.database.models import Word, WordExample, WordMeaning
from pipeline.database.schemas.base import Create
from pipeline.database.schemas.words import ExampleFields, MeaningFields, WordFields


class ExampleEntryCreate(Create, ExampleFields):
    """A new example of a new meaning."""


class MeaningEntryCreate(Create, MeaningFields):
    """A new meaning of a new word."""

    examples: Annotated[list[ExampleEntryCreate], Field(min_length=1)]


class WordEntryCreate(Create, WordFields):
    """A new word with everything it must have."""

    meanings: Annotated[list[MeaningEntryCreate], Field(min_length=1)]

    def row(self) -> Word:
        """Return the word with its meanings and examples, to be added to a session."""
        return Word(
            **self.model_dump(exclude={"meanings"}),
            meanings=[
                WordMeaning(
                    **meaning.model_dump(exclude={"examples"}),
                    examples=[WordExample(**example.model_dump()) for example in meaning.examples],
                )
                for meaning in self.meanings
            ],
        )
