"""All texts that a learner may see, each with its place: for what is true of any text, whatever it is there for."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.model.findings import Place, Pointer
from pipeline.model.lexicon import Lexicon, Pack, Paradigm, Word


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
        """Where it is."""
        return self.entry.at(*self.pointer)


Part = tuple[str, Pointer, bool]
"""A text, where it is, and whether it is in the language that is taught: a `Text` is made only of what is doubtful."""
Sound = Callable[[str], bool]


def doubtful(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the texts that are not sound: those of words, the forms in paradigm tables, and the titles of topics."""
    for word in lexicon.words:
        yield from _unsound(_texts(word), sound, word.place, word.base_form)
    yield from _doubtful_cells(lexicon, sound)
    if lexicon.pack:
        yield from _unsound(_titles(lexicon.pack), sound, lexicon.pack.place, None)


def doubtful_spellings(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the base forms and the forms of words that are not sound."""
    for word in lexicon.words:
        yield from _unsound(_spellings(word), sound, word.place, word.base_form)
    yield from _doubtful_cells(lexicon, sound)


def _unsound(parts: Iterable[Part], sound: Sound, entry: Place, word: str | None) -> Iterator[Text]:
    for text, pointer, taught in parts:
        if not sound(text):
            yield Text(text, entry, pointer, taught, word)


def _doubtful_cells(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the forms in paradigm tables that are not sound.

    There are forms by the hundred thousand: a table is searched cell by cell only if it is not sound as one text.
    """
    tables = {
        document.file
        for document in lexicon.documents
        if document.kind == "paradigm" and not sound(document.text.replace("\r", "").replace("\n", ""))
    }
    for row in lexicon.paradigms if tables else ():
        if row.place.file in tables:
            yield from _unsound(_cells(row), sound, row.place, row.base_form)


def _cells(row: Paradigm) -> Iterator[Part]:
    """Yield the forms in a row of a paradigm table."""
    for cell, variants in row.cells.items():
        for variant in variants:
            yield variant, ("cells", cell), True


def _texts(word: Word) -> Iterator[Part]:
    """Yield the texts of a word."""
    yield from _spellings(word)
    if word.pronunciation:
        yield word.pronunciation, ("pronunciation",), False
    for number, meaning in enumerate(word.meanings):
        yield meaning.text, ("meanings", number, "meaning"), True
        yield meaning.translation, ("meanings", number, "translation"), False
        if meaning.explanation:
            yield meaning.explanation, ("meanings", number, "explanation"), False
        for index, example in enumerate(meaning.examples):
            yield example.text, ("meanings", number, "examples", index, "text"), True
            if example.translation:
                yield example.translation, ("meanings", number, "examples", index, "translation"), False
    if word.notes:
        yield word.notes, ("notes",), False


def _spellings(word: Word) -> Iterator[Part]:
    """Yield the base form of a word, and the forms of its entry."""
    yield word.base_form, ("base_form",), True
    for index, form in enumerate(word.curated_forms):
        yield form.text, ("forms", index, "text"), True


def _titles(pack: Pack) -> Iterator[Part]:
    """Yield what pack.yaml says of the topics: the titles of lessons, and a line about each."""
    for topic in pack.topics.values():
        for name, text in (
            ("title", topic.title),
            ("title_en", topic.title_en),
            ("oneliner", topic.oneliner),
            ("oneliner_en", topic.oneliner_en),
        ):
            if text:
                yield text, ("topics", topic.id, name), not name.endswith("_en")
