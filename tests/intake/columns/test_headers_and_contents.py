"""Headers that mean two things, over cells that mean one."""

from collections.abc import Sequence

import pytest

from pipeline.intake.columns.tables import map_table
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Entry
from pipeline.languages.profile import profile

IT = Knowledge.of(profile("it"))
WORDS = ("divano", "pane", "penna", "letto", "sedia", "latte")
ENGLISH = ("sofa", "bread", "pen", "bed", "chair", "milk")

CONTENTS = {
    "parts of speech": ("sost.", "agg.", "verbo", "avv.", "sost.", "sost."),
    "parts in the plural": ("nomi", "nomi", "verbi", "aggettivi", "nomi", "nomi"),
    "parts without a value": ("numerale", "locuzione", "espressione", "numerale", "sost.", "locuzione"),
    "parts of nouns": ("s.m.", "s.m.", "s.f.", "s.m.", "s.f.", "s.m."),
    "genders": ("m", "m", "f", "m", "f", "m"),
    "three genders": ("m", "n", "f", "m", "n", "n"),
    "articles": ("il", "il", "la", "il", "la", "il"),
    "levels": ("A1", "A2", "A1", "B1", "A1", "A1"),
    "levels in words": ("base", "intermedio", "base", "avanzato", "base", "base"),
    "numbered levels": ("1", "2", "1", "livello 2", "1", "3"),
    "categories": ("casa", "cibo", "scuola", "casa", "casa", "cibo"),
    "categories of words": ("La casa", "A tavola", "Cibo e bevande", "La casa", "La casa", "A tavola"),
    "mostly categories": ("casa", "cibo", "scuola", "verbi", "casa", "cibo"),
}
OF_PARTS = (
    *("categoria", "Categoría", "catégorie", "Kategorie", "Category", "kategoria", "categorie"),
    *("tipo", "Typ", "type", "soort", "Art", "rodzaj"),
    *("classe", "clase", "class", "Klasse", "klasa"),
    *("classificação", "clasificación", "classification", "classificazione"),
    *("Part of speech", "Wortart", "POS"),
)
OF_GENDERS = ("género", "genere", "genre", "gênero", "Gattung", "genus", "gender")
OF_LEVELS = ("nivel", "niveau", "livello", "Stufe", "poziom", "nível")
OF_TOPICS = (
    "Tema",
    "Thema",
    "Unit",
    "Lektion",
    "unità",
    "Rubrik",
    "Bereich",
    "ambito",
    "área",
    "domaine",
    "gruppo",
    "tags",
)
OF_ARTICLES = ("Artikel", "article", "Art.")

CLEAR = {
    "parts of speech": "part_of_speech",
    "parts in the plural": "part_of_speech",
    "parts of nouns": "part_of_speech",
    "genders": "gender",
    "three genders": "gender",
    "articles": "article",
    "levels": "level",
}
"""Whatever the header says."""
CATEGORIES = dict.fromkeys(("categories", "categories of words", "mostly categories"), "topic")
ANY = CLEAR | CATEGORIES
CASES = [
    *((header, ANY | {"parts without a value": "part_of_speech"}) for header in (*OF_PARTS, *OF_GENDERS)),
    *((header, ANY | {"levels in words": "level", "numbered levels": "level"}) for header in OF_LEVELS),
    *((header, {name: role for name, role in ANY.items() if name != "levels"}) for header in OF_TOPICS),
    *((header, {name: CLEAR[name] for name in ("articles", "genders", "parts of speech")}) for header in OF_ARTICLES),
]


@pytest.mark.parametrize(("header", "roles"), CASES)
def test_cells_say_what_a_column_holds_when_they_are_clear(header: str, roles: dict[str, str]) -> None:
    found = {content: role_of(header, CONTENTS[content]) for content in roles}
    assert found == roles


def role_of(header: str, cells: Sequence[str]) -> str:
    """The role of a column between words and their translations."""
    rows = [("parola", header, "inglese"), *zip(WORDS, cells, ENGLISH, strict=True)]
    mapping = map_table(Table(Row(number, row) for number, row in enumerate(rows, 1)), IT).mapping
    assert mapping is not None
    word, column, translation = mapping.columns
    assert (word.role.value, translation.role.value) == ("word", "translation")
    return column.role.value


def test_a_column_of_words_is_not_one_of_languages() -> None:
    rows = [("Lingua", "Traduzione"), *zip(WORDS, ENGLISH, strict=True)]
    found = map_table(Table(Row(number, row) for number, row in enumerate(rows, 1)), IT)
    assert found.mapping is not None
    assert [one.role.value for one in found.mapping.columns] == ["word", "translation"]


def test_what_has_a_gender_and_no_part_of_speech_is_a_noun() -> None:
    rows = [("parola", "tipo"), *zip(WORDS, CONTENTS["genders"], strict=True)]
    found = map_table(Table(Row(number, row) for number, row in enumerate(rows, 1)), IT)
    entries = [one for _, (one,) in found.statements(IT) if isinstance(one, Entry)]
    assert {one.part_of_speech for one in entries} == {"noun"}
    assert [one.gender[:1] for one in entries] == list(CONTENTS["genders"])
