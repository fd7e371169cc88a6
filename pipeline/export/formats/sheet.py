"""Lesson sheets to print: HTML for A4, words in one column and meanings in the other, with a line to fold along."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.export.registry import DatabaseFormat, NothingError
from pipeline.export.vocabulary import Item, Lesson, Vocabulary
from pipeline.languages.articles import joined
from pipeline.reports.page import page


class Row(NamedTuple):
    """A row of a sheet."""

    text: str
    """With the article of a noun."""
    plural: str | None
    pronunciation: str | None
    translation: str
    example: str | None
    example_translation: str


def written(vocabulary: Vocabulary) -> bytes:
    """Return the page.

    Raises:
        NothingError: no lesson is selected.
    """
    if not vocabulary.lessons:
        language = vocabulary.release.language
        levels = {word.level for word in vocabulary.words}
        level = f" --level {levels.pop()}" if len(levels) == 1 else ""
        raise NothingError(
            f"there is no lesson to print; `babblr-vocab lessons {language}{level} --write` makes some of the words, "
            "and `babblr-vocab build` takes them into the database"
        )
    sheets = [(one, list(_rows(one, vocabulary))) for one in vocabulary.lessons]
    shown = page("lesson_sheet.html", name=vocabulary.name, release=vocabulary.release, sheets=sheets)
    return "".join(shown).encode()


def _rows(lesson: Lesson, vocabulary: Vocabulary) -> Iterator[Row]:
    for item in lesson.items:
        word = None if item.word is None else vocabulary.known.get(item.word)
        yield Row(
            joined(word.article(vocabulary.profile) if word else None, item.text),
            word.plural if word else None,
            word.pronunciation if word else None,
            item.translation,
            _example(item),
            item.example_translation,
        )


def _example(item: Item) -> str | None:
    """Return the example of an item; a phrase may be its own."""
    return item.example if item.example != item.text else None


FORMAT = DatabaseFormat(suffix=".html", write=written, extra="export")
