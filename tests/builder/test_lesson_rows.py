"""Rows and cards of lessons as the app reads them."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from pipeline.builder.lesson_rows import cards, lesson_columns
from pipeline.builder.load import Loader
from pipeline.builder.rows import write_rows
from pipeline.database.migrate import upgrade
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.identity import lesson_id, stable_id, word_id
from pipeline.model.lessons import Lesson, LessonItem
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Meaning, Word
from pipeline.model.packs import Pack, Topic

PLACE = Place("lessons/A1.yaml")
TOPICS = {"food": Topic("food", "La comida", "Food", "Habla.", "Talk.")}
PACK = Pack("es", "en", "T", "1.0.0", "2026-01-02", "CC0-1.0", "A", PLACE, topics=TOPICS)
AGUA = Word(
    "agua",
    "noun",
    (Level("A1", 1, PLACE),),
    (Meaning("Líquido.", "water", (Example("Hay agua.", "There is water."), Example("¡Agua!", None))),),
    "food",
    PLACE,
    gender="feminine",
    pronunciation="ˈaɡwa",
    forms=(Form("singular", "agua"), Form("plural", "aguas")),
)
COMER = replace(
    AGUA,
    base_form="comer",
    part_of_speech="verb",
    gender=None,
    pronunciation=None,
    meanings=(
        Meaning("Tomar.", "to eat", (Example("Como.", "I eat."),)),
        Meaning("La comida.", "food", (Example("El comer.", "Food."),), part_of_speech="noun"),
    ),
    forms=(),
)


def lesson(*items: LessonItem, id_: str = "at-the-table") -> Lesson:
    return Lesson(id_, "A1", "food", "En la mesa", "At the table", "Come.", "Eat.", items, PLACE)


def test_identifiers_are_those_that_derived_lessons_had() -> None:
    assert lesson_id("es", "A1/food/2") == stable_id("lesson", "es", "A1", "food", "2")
    assert lesson_id("es", "at-the-table") == stable_id("lesson", "es", "at-the-table")


def test_a_noun_has_its_article_plural_and_gender() -> None:
    shown = AGUA.meanings[0].examples[1]
    ((type_, content, about),) = cards(
        lesson(LessonItem("agua", PLACE, word=AGUA, sense=0, shown=shown)), profile("es")
    )
    assert (type_, content) == ("word", "agua")
    assert json.loads(about) == {
        "translation": "water",
        "example": "¡Agua!",
        "example_translation": "",
        "pronunciation": "ˈaɡwa",
        "word_id": word_id("es", "agua"),
        "article": "el",
        "plural": "aguas",
        "gender": "feminine",
    }


def test_a_further_meaning_is_a_card_of_its_own() -> None:
    items = [LessonItem("comer", PLACE, word=COMER, sense=sense) for sense in (0, 1)]
    first, second = (json.loads(about) for _, _, about in cards(lesson(*items), profile("es")))
    assert (first["translation"], first["example"]) == ("to eat", "Como.")
    assert (second["translation"], second["example_translation"]) == ("food", "Food.")
    assert first["word_id"] == second["word_id"] == word_id("es", "comer")
    assert not {"article", "plural", "gender"} & first.keys()


def test_a_phrase_is_a_card_with_all_that_the_app_reads() -> None:
    item = LessonItem("¿Cuánto es?", PLACE, phrase=True, translation="How much is it?")
    ((type_, content, about),) = cards(lesson(item), profile("es"))
    assert (type_, content) == ("phrase", "¿Cuánto es?")
    assert json.loads(about) == {
        "translation": "How much is it?",
        "example": "¿Cuánto es?",
        "example_translation": "How much is it?",
        "pronunciation": "",
    }


def test_texts_have_the_typographic_apostrophe_and_keys_the_typed_one() -> None:
    ami = replace(
        AGUA,
        base_form="aujourd'hui",
        pronunciation="oʒuʁdɥi",
        meanings=(Meaning("L'ami.", "friend's", (Example("C'est l'ami.", "It's him."),)),),
    )
    items = [
        LessonItem("aujourd'hui", PLACE, word=ami, sense=0),
        LessonItem("S'il te plaît\u202f!", PLACE, phrase=True, translation="That's it."),
    ]
    (_, content, about), (_, phrase, _) = cards(lesson(*items), profile("fr"))
    assert (content, phrase) == ("aujourd'hui", "S’il te plaît\u202f!")
    assert (json.loads(about)["example"], json.loads(about)["article"]) == ("C’est l’ami.", "l’")
    shown = replace(lesson(*items), title="L'ami")
    assert lesson_columns(shown, TOPICS["food"])[0] == "L’ami"


def test_rows_are_as_the_app_reads_them(tmp_path: Path) -> None:
    first = lesson(LessonItem("agua", PLACE, word=AGUA, sense=0), id_="A1/food/1")
    second = lesson(LessonItem("¡Agua!", PLACE, phrase=True, translation="Water!"))
    path = tmp_path / "babblr.db"
    upgrade(path)
    counts = write_rows(Lexicon("es", pack=PACK, words=(AGUA,), lessons=(first, second)), tmp_path / "rows")
    with closing(sqlite3.connect(path.as_uri(), uri=True, isolation_level=None)) as connection:
        loader = Loader(connection)
        loader.add(tmp_path / "rows", counts, {})
        loader.finish()
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        lessons = connection.execute("SELECT * FROM lessons ORDER BY order_index").fetchall()
        items = connection.execute("SELECT * FROM lesson_items ORDER BY id").fetchall()
    assert [one["id"] for one in lessons] == [lesson_id("es", "A1/food/1"), lesson_id("es", "at-the-table")]
    assert [one["source_id"] for one in lessons] == ["A1/food/1", "at-the-table"]
    assert [one["order_index"] for one in lessons] == [0, 1]
    row = dict(lessons[0])
    assert (row["title"], row["title_en"], row["subject"]) == ("En la mesa", "At the table", "La comida")
    assert (row["lesson_type"], row["is_active"], row["topic_id"]) == ("vocabulary", 1, "food")
    assert (row["oneliner"], row["oneliner_en"], row["description"]) == ("Come.", "Eat.", "Come.")
    assert [(one["item_type"], one["content"], one["order_index"]) for one in items] == [
        ("word", "agua", 0),
        ("phrase", "¡Agua!", 0),
    ]
    assert all(one["metadata"] == one["item_metadata"] for one in items)
