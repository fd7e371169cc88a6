"""All texts that a learner may see, each with its place: for what is true of any text, whatever it is there for."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.model.findings import Place, Pointer
from pipeline.model.lexicon import Lexicon, Pack, Word


class Text(NamedTuple):
    """A text of a pack. `taught` says that it is in the language that is taught, else it is English or IPA."""

    text: str
    entry: Place
    pointer: Pointer
    """Where it is in the entry, in the row of a table, or in pack.yaml."""
    taught: bool
    word: str | None
    """The base form that it is about."""

    @property
    def place(self) -> Place:
        """Where it is: made only for what is reported, since nearly all texts are sound."""
        return self.entry.at(*self.pointer)


def doubtful(lexicon: Lexicon, sound: Callable[[str], bool]) -> Iterator[Text]:
    """Yield the texts that are not sound: those of words, the forms in paradigm tables, and the titles of topics."""
    for word in lexicon.words:
        for text in texts(word):
            if not sound(text.text):
                yield text
    yield from doubtful_cells(lexicon, sound)
    for text in titles(lexicon.pack) if lexicon.pack else ():
        if not sound(text.text):
            yield text


def doubtful_cells(lexicon: Lexicon, sound: Callable[[str], bool]) -> Iterator[Text]:
    """Yield the forms in paradigm tables that are not sound.

    There are forms by the hundred thousand: a table is searched cell by cell only if it is not sound as one text.
    """
    tables = {
        document.file
        for document in lexicon.documents
        if document.kind == "paradigm" and not sound(document.text.replace("\r", "").replace("\n", ""))
    }
    for row in lexicon.paradigms if tables else ():
        for cell, variants in row.cells.items() if row.place.file in tables else ():
            for variant in variants:
                if not sound(variant):
                    yield Text(variant, row.place, ("cells", cell), True, row.base_form)


def spellings(word: Word) -> Iterator[Text]:
    """Yield the base form of a word, and the forms of its entry."""
    yield Text(word.base_form, word.place, ("base_form",), True, word.base_form)
    for index, form in enumerate(word.curated_forms):
        yield Text(form.text, word.place, ("forms", index, "text"), True, word.base_form)


def texts(word: Word) -> Iterator[Text]:
    """Yield the texts of a word."""
    entry, name = word.place, word.base_form
    yield from spellings(word)
    if word.pronunciation:
        yield Text(word.pronunciation, entry, ("pronunciation",), False, name)
    for number, meaning in enumerate(word.meanings):
        yield Text(meaning.text, entry, ("meanings", number, "meaning"), True, name)
        yield Text(meaning.translation, entry, ("meanings", number, "translation"), False, name)
        if meaning.explanation:
            yield Text(meaning.explanation, entry, ("meanings", number, "explanation"), False, name)
        for index, example in enumerate(meaning.examples):
            place = ("meanings", number, "examples", index)
            yield Text(example.text, entry, (*place, "text"), True, name)
            if example.translation:
                yield Text(example.translation, entry, (*place, "translation"), False, name)
    if word.notes:
        yield Text(word.notes, entry, ("notes",), False, name)


def titles(pack: Pack) -> Iterator[Text]:
    """Yield what pack.yaml says of the topics: the titles of lessons, and a line about each."""
    for topic in pack.topics.values():
        for name, text in (
            ("title", topic.title),
            ("title_en", topic.title_en),
            ("oneliner", topic.oneliner),
            ("oneliner_en", topic.oneliner_en),
        ):
            if text:
                yield Text(text, pack.place, ("topics", topic.id, name), not name.endswith("_en"), None)
