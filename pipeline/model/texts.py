"""All texts of an entry, each with its place: for what is true of any text, whatever it is there for."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.findings import Place
from pipeline.model.lexicon import Word


@dataclass(frozen=True, slots=True)
class Text:
    """A text of an entry. `taught` says that it is in the language that is taught, else it is English or IPA."""

    text: str
    place: Place
    taught: bool


def texts(word: Word) -> Iterator[Text]:
    """Yield the texts of a word in the order of its fields."""
    at = word.place.at
    yield Text(word.base_form, at("base_form"), taught=True)
    if word.pronunciation:
        yield Text(word.pronunciation, at("pronunciation"), taught=False)
    for number, meaning in enumerate(word.meanings):
        yield Text(meaning.text, at("meanings", number, "meaning"), taught=True)
        yield Text(meaning.translation, at("meanings", number, "translation"), taught=False)
        if meaning.explanation:
            yield Text(meaning.explanation, at("meanings", number, "explanation"), taught=False)
        for index, example in enumerate(meaning.examples):
            yield Text(example.text, at("meanings", number, "examples", index, "text"), taught=True)
            if example.translation:
                place = at("meanings", number, "examples", index, "translation")
                yield Text(example.translation, place, taught=False)
    for index, form in enumerate(word.curated_forms):
        yield Text(form.text, at("forms", index, "text"), taught=True)
    if word.notes:
        yield Text(word.notes, at("notes"), taught=False)
