"""Iterate over every meaning and every example of a lexicon, with its place."""

from collections.abc import Iterator

from pipeline.model.findings import Place
from pipeline.model.lexicon import Example, Lexicon, Meaning, Word


def meanings(lexicon: Lexicon) -> Iterator[tuple[Word, Meaning, Place]]:
    """Yield every meaning with its word and its place."""
    for word in lexicon.words:
        for number, meaning in enumerate(word.meanings):
            yield word, meaning, word.place.at("meanings", number)


def examples(lexicon: Lexicon) -> Iterator[tuple[Word, Example, Place]]:
    """Yield every example with its word and its place."""
    for word in lexicon.words:
        for number, meaning in enumerate(word.meanings):
            for index, example in enumerate(meaning.examples):
                yield word, example, word.place.at("meanings", number, "examples", index)
