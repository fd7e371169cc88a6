"""Lesson sheets: what stands on them, and that no text becomes markup."""

from html.parser import HTMLParser

import pytest

from pipeline.export.formats.sheet import written
from pipeline.export.registry import NothingError
from pipeline.export.vocabulary import Vocabulary
from tests.export.samples import hostile
from tests.release.test_hostile import HOSTILE


class Page(HTMLParser):
    """The tags of a page, and the texts of its cells, each with its language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[list[tuple[str | None, str]]] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(written(vocabulary).decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            self._open.append((tag, dict(attrs).get("lang") or (self._open[-1][1] if self._open else None)))
        if tag in ("th", "td"):
            self.cells.append([])

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and any(tag in ("th", "td") for tag, _ in self._open):
            self.cells[-1].append((self._open[-1][1], data.strip()))


def test_a_lesson_is_a_table_of_words_and_meanings(spanish: Vocabulary) -> None:
    head, rows = (cells := Page(spanish).cells)[:2], cells[2:]
    assert head == [[("en", "Spanish")], [("en", "English")]]
    assert rows == [
        [("es", "comer"), ("en", "[koˈmeɾ]"), ("es", "Comemos a las dos.")],
        [("en", "to eat"), ("en", "We eat at two.")],
        [("es", "el pan"), ("en", "pl."), ("es", "panes"), ("en", "[pan]"), ("es", "Compro pan todos los días.")],
        [("en", "bread"), ("en", "I buy bread every day.")],
        [("es", "¿Comes pan?"), ("es", "Hola, ¿comes pan?")],
        [("en", "Do you eat bread?"), ("en", "Hello, do you eat bread?")],
    ]


def test_it_is_made_for_paper(spanish: Vocabulary) -> None:
    text = written(spanish).decode()
    assert "@page { size: A4;" in text
    assert "dashed" in text
    assert "http://" not in text.replace("https://", "http://")


def test_lessons_that_are_chosen_are_whole(spanish: Vocabulary) -> None:
    """Also if some of their words are of another topic, or have not changed."""
    whole = Page(spanish).cells
    assert Page(spanish.selected(level="A1", topic="food")).cells == whole
    assert Page(spanish.selected(words={spanish.words[0].id})).cells == whole


@pytest.mark.parametrize("asked", [{"level": "B1"}, {"topic": "greetings"}, {"words": set()}])
def test_without_a_lesson_there_is_nothing_to_print(asked: dict[str, object], spanish: Vocabulary) -> None:
    with pytest.raises(NothingError, match="no lesson"):
        written(spanish.selected(**asked))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_becomes_markup(text: str, spanish: Vocabulary) -> None:
    assert Page(hostile(spanish, text)).tags == Page(hostile(spanish, "text")).tags
