"""All texts that a learner may see, each with its place, for rules that apply to any text."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from pipeline.model.fields import EXAMPLE, FORM, MEANING, WORD, Record, fields_of, values_getter
from pipeline.model.findings import Place, Pointer
from pipeline.model.grammar_texts import practice_texts
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Lexicon, ParadigmRow, Word
from pipeline.model.packs import Topic


class Text(NamedTuple):
    """A text of a pack. `taught`: it is in the language that is taught; if not, it is English or IPA."""

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


Piece = tuple[str, Pointer, bool]
"""A text, where it is, and whether it is in the language taught. Only a doubtful one is turned into a `Text`."""
Sound = Callable[[str], bool]
_Texts = tuple[Callable[[Any], tuple[str | None, ...]], tuple[tuple[str, bool], ...]]


def _texts_of(record: Record) -> _Texts:
    """Return a function for the texts of a record; for each text, its key and whether it is in the language taught."""
    fields = [field for field in fields_of(record) if field.text]
    return values_getter(fields), tuple((field.name, field.taught) for field in fields)


_of_word, _of_form, _of_meaning, _of_example = map(_texts_of, (WORD, FORM, MEANING, EXAMPLE))


def doubtful(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the texts that are not sound: those of words, lessons and topics, and the forms in paradigm tables."""
    yield from doubtful_entries(lexicon, sound)
    yield from _doubtful_cells(lexicon, sound)


def doubtful_entries(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the texts of words, lessons, assessments and topics that are not sound."""
    for word in lexicon.words:
        for text, pointer, taught in _unsound_texts(word, sound):
            yield Text(text, word.place, pointer, taught, word.base_form)
    for lesson in lexicon.lessons:
        yield from _unsound(_titles(lesson), sound, lesson.place, None)
        for item in lesson.items:
            if item.phrase:
                yield from _unsound(_phrase(item), sound, item.place, None)
    for entry, pieces in practice_texts(lexicon):
        yield from _unsound(pieces, sound, entry, None)
    if lexicon.pack:
        for topic in lexicon.pack.topics.values():
            yield from _unsound(_titles(topic), sound, lexicon.pack.place.at("topics", topic.id), None)


def all_but_plain(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the texts that are not sound. A form of letters that are not all capitals is plain, and not asked about.

    Unlike `doubtful`, it asks of each text as a whole, in tables too; and it knows the texts of pack.yaml, and the name
    of the language in language.toml.
    """
    yield from doubtful_entries(lexicon, sound)
    for row in lexicon.paradigms:
        for text, pointer, taught in _cells(row):
            if not (text.isalpha() and not text.isupper()) and not sound(text):
                yield Text(text, row.place, pointer, taught, row.base_form)
    if lexicon.pack:
        named = [("title", lexicon.pack.title), ("attribution", lexicon.pack.attribution)]
        parts = [(text, (name,), False) for name, text in named]
        yield from _unsound(parts, sound, lexicon.pack.place, None)
    name = (lexicon.stated_profile or {}).get("name")
    if name is not None:
        place = Place(next(document.file for document in lexicon.documents if document.kind == "profile"))
        yield from _unsound([(name, ("name",), False)], sound, place, None)


def doubtful_spellings(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the base forms and the forms of words that are not sound."""
    for word in lexicon.words:
        yield from _unsound(_spellings(word), sound, word.place, word.base_form)
    yield from _doubtful_cells(lexicon, sound)


def _unsound(parts: Iterable[Piece], sound: Sound, entry: Place, word: str | None) -> Iterator[Text]:
    for text, pointer, taught in parts:
        if not sound(text):
            yield Text(text, entry, pointer, taught, word)


def _doubtful_cells(lexicon: Lexicon, sound: Sound) -> Iterator[Text]:
    """Yield the forms in paradigm tables that are not sound.

    There are hundreds of thousands of forms: a table is searched by cell only if it is not sound as one text.
    """
    tables = {
        document.file
        for document in lexicon.documents
        if document.kind == "paradigm" and not sound(document.text.replace("\r", "").replace("\n", ""))
    }
    for row in lexicon.paradigms if tables else ():
        if row.place.file in tables:
            yield from _unsound(_cells(row), sound, row.place, row.base_form)


def _cells(row: ParadigmRow) -> Iterator[Piece]:
    """Yield the forms in a row of a paradigm table."""
    for cell, variants in row.cells.items():
        for variant in variants:
            yield variant, ("cells", cell), True


def _unsound_texts(word: Word, sound: Sound) -> Iterator[Piece]:
    """Yield the texts of a word that are not sound."""
    for record, keys, (get, fields) in _records(word):
        for index, text in enumerate(get(record)):
            if text and not sound(text):
                name, taught = fields[index]
                yield text, (*keys, name), taught


def _records(word: Word) -> Iterator[tuple[Any, Pointer, _Texts]]:
    """Yield a word and all records in it, each with its pointer in the entry and its texts."""
    yield word, (), _of_word
    for number, form in enumerate(word.curated_forms):
        yield form, ("forms", number), _of_form
    for number, meaning in enumerate(word.meanings):
        yield meaning, ("meanings", number), _of_meaning
        for index, example in enumerate(meaning.examples):
            yield example, ("meanings", number, "examples", index), _of_example


def _spellings(word: Word) -> Iterator[Piece]:
    """Yield the base form of a word, and the forms of its entry."""
    yield word.base_form, ("base_form",), True
    for index, form in enumerate(word.curated_forms):
        yield form.text, ("forms", index, "text"), True


def _titles(headed: Lesson | Topic) -> Iterator[Piece]:
    """Yield the titles of a lesson or a topic, and the line about it."""
    for name in ("title", "title_en", "oneliner", "oneliner_en"):
        text = getattr(headed, name)
        if text:
            yield text, (name,), not name.endswith("_en")


def _phrase(item: LessonItem) -> Iterator[Piece]:
    """Yield the texts of a phrase in a lesson."""
    yield item.text, ("phrase",), True
    for name in ("translation", "example", "example_translation", "pronunciation"):
        text = getattr(item, name)
        if text:
            yield text, (name,), name == "example"
