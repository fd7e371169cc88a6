"""All texts of an entry, each with its place: for what is true of any text, whatever it is there for."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.findings import Place, Pointer
from pipeline.model.lexicon import Word


class Text(NamedTuple):
    """A text of an entry. `taught` says that it is in the language that is taught, else it is English or IPA."""

    text: str
    entry: Place
    pointer: Pointer
    """Where it is in the entry."""
    taught: bool

    @property
    def place(self) -> Place:
        """Where it is: made only for what is reported, since nearly all texts are sound."""
        return self.entry.at(*self.pointer)


def texts(word: Word) -> Iterator[Text]:
    """Yield the texts of a word in the order of its fields."""
    entry = word.place
    yield Text(word.base_form, entry, ("base_form",), True)
    if word.pronunciation:
        yield Text(word.pronunciation, entry, ("pronunciation",), False)
    for number, meaning in enumerate(word.meanings):
        yield Text(meaning.text, entry, ("meanings", number, "meaning"), True)
        yield Text(meaning.translation, entry, ("meanings", number, "translation"), False)
        if meaning.explanation:
            yield Text(meaning.explanation, entry, ("meanings", number, "explanation"), False)
        for index, example in enumerate(meaning.examples):
            yield Text(example.text, entry, ("meanings", number, "examples", index, "text"), True)
            if example.translation:
                yield Text(example.translation, entry, ("meanings", number, "examples", index, "translation"), False)
    for index, form in enumerate(word.curated_forms):
        yield Text(form.text, entry, ("forms", index, "text"), True)
    if word.notes:
        yield Text(word.notes, entry, ("notes",), False)
