"""Records become words: trimmed, in form C, with defaults, each knowing the place of its entry."""

from pathlib import Path

import pytest

from pipeline.model.findings import Place
from pipeline.model.lexicon import Example, Form, Level, Lexicon, Meaning, ParadigmRow, Word
from pipeline.model.packs import Source, Topic
from pipeline.stages import normalize
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, NOUNS, PACK, after, edited, told, word

FULL = """
  - base_form: '  banco '
    part_of_speech: noun
    gender: masculine
    pronunciation: ' ˈbanko'
    priority: 7
    levels: [{level: B1, priority: 40}, {level: C2, priority: 2}]
    meanings:
      - meaning: ' Lugar  con dinero. '
        translation: ' bank '
        part_of_speech: verb
        explanation: ' Not of a river. '
        examples: [{text: ' Voy al banco. '}, {text: Un banco., translation: ' A bank. '}]
    forms: [{type: plural, text: ' bancos '}, {type: short, text: ban, features: {Number: Sing}}]
    synonyms: [' caja ']
    antonyms: [malo, bueno]
    notes: ' A note. '
    source: ' babblr '
"""


def test_an_entry_becomes_a_word(tmp_path: Path) -> None:
    lexicon, findings = after(normalize, edited(tmp_path, (FOOD, "words:", "words:" + FULL.rstrip())))
    place = Place(f"es/{FOOD}", ("words", 0))
    assert findings == []
    assert word(lexicon, "banco") == Word(
        base_form="banco",
        part_of_speech="noun",
        levels=(
            Level("A1", 7, place.at("priority")),
            Level("B1", 40, place.at("levels", 0)),
            Level("C2", 2, place.at("levels", 1)),
        ),
        meanings=(
            Meaning(
                text="Lugar  con dinero.",  # inside, white space is the curator's own
                translation="bank",
                examples=(Example("Voy al banco."), Example("Un banco.", "A bank.")),
                part_of_speech="verb",
                explanation="Not of a river.",
            ),
        ),
        topic="food",
        place=place,
        gender="masculine",
        pronunciation="ˈbanko",
        notes="A note.",
        source="babblr",
        status="draft",
        curated_forms=(Form("plural", "bancos"), Form("short", "ban", ({"Number": "Sing"},))),
        related={"synonyms": ("caja",), "antonyms": ("malo", "bueno")},
    )
    assert word(lexicon, "banco").parts_of_speech == ("noun", "verb")


def test_words_come_in_the_order_of_files_and_entries(tmp_path: Path) -> None:
    lexicon, _ = after(normalize, copy_of_valid(tmp_path))
    assert [(one.base_form, one.topic, one.status) for one in lexicon.words] == [
        ("pan", "food", "reviewed"),
        ("comer", "food", "reviewed"),
        ("bueno", "food", "reviewed"),
        ("malo", "food", "reviewed"),
        ("hola", "greetings", "reviewed"),
        ("adiós", "greetings", "reviewed"),
    ]


def test_the_level_and_topic_are_what_the_file_says_and_not_where_it_is(tmp_path: Path) -> None:
    """A rule reports that they differ, so it needs both."""
    pack = edited(tmp_path, (FOOD, "level: A1", "level: B2"), (FOOD, "topic: food", "topic: drinks"))
    lexicon, _ = after(normalize, pack)
    assert (word(lexicon, "pan").levels[0].level, word(lexicon, "pan").topic) == ("B2", "drinks")
    (document,) = (one for one in lexicon.documents if one.file == f"es/{FOOD}")
    assert (document.level, document.topic) == ("A1", "food")
    assert (document.stated_level, document.stated_topic) == ("B2", "drinks")


def test_the_description_becomes_the_pack(tmp_path: Path) -> None:
    pack = edited(
        tmp_path,
        (PACK, "A small Spanish pack", "' A small pack '"),
        (
            PACK,
            "sources:\n",
            "names: [' Xia ', Wien]\nsources:\n  other: {title: ' O ', licence: X, author: A, url: 'https://o'}\n",
        ),
        (PACK, "title_en: Food", "title_en: ' Food ', oneliner: Come., oneliner_en: Eat."),
    )
    lexicon, findings = after(normalize, pack)
    assert findings == []
    about = lexicon.pack
    assert about is not None
    assert (about.language, about.translation_language, about.title) == ("es", "en", "A small pack")
    assert (about.version, about.release_date, about.licence) == ("1.0.0", "2026-01-02", "CC-BY-4.0")
    assert about.attribution == "The Babblr vocabulary authors"
    assert about.place == Place(f"es/{PACK}")
    assert about.sources == {
        "other": Source("other", "O", "X", "A", "https://o"),
        "babblr": Source("babblr", "Our own work", "CC-BY-4.0"),
    }
    assert list(about.topics.values()) == [
        Topic("food", "La comida", "Food", "Come.", "Eat."),
        Topic("greetings", "Saludos", "Greetings"),
    ]
    assert about.targets == {"A1": 6}
    assert about.names == ("Xia", "Wien")


def test_rows_of_tables_become_paradigms(tmp_path: Path) -> None:
    lexicon, _ = after(normalize, edited(tmp_path, (NOUNS, "pan,pan,panes", "vino,vino,\npan,pan, panes | pánes ")))
    assert [one for one in lexicon.paradigms if one.part_of_speech == "noun"] == [
        ParadigmRow("vino", "noun", {"Number=Sing": ("vino",)}, Place(f"es/{NOUNS}", ("rows", 0))),
        ParadigmRow(
            "pan",
            "noun",
            {"Number=Sing": ("pan",), "Number=Plur": ("panes", "pánes")},
            Place(f"es/{NOUNS}", ("rows", 1)),
        ),
    ]


def test_documents_let_go_of_their_records(tmp_path: Path) -> None:
    lexicon, _ = after(normalize, copy_of_valid(tmp_path))
    assert [one.data for one in lexicon.documents] == [None] * 6
    assert [one.file for one in lexicon.word_lists] == [f"es/{FOOD}", f"es/{GREETINGS}"]
    assert all(one.text for one in lexicon.documents)


def decomposed(folder: Path, file: str, old: str, new: str) -> tuple[Lexicon, list[tuple[str, str, str]], list[str]]:
    lexicon, findings = after(normalize, edited(folder, (file, old, new)))
    return lexicon, told(findings), [one.suggestion or "" for one in findings]


def test_text_is_brought_to_form_c_and_each_place_is_told(tmp_path: Path) -> None:
    lexicon, found, hints = decomposed(tmp_path, FOOD, "El café está malo.", "El cafe\u0301 esta\u0301 malo.")
    assert word(lexicon, "malo").meanings[0].examples == (Example("El café está malo.", "The coffee is bad."),)
    assert found == [("V113", FOOD, "words[3].meanings[0].examples[0].text")]
    assert hints == ["Write it as “El café está malo.”"]
    assert lexicon.complete


def test_form_c_in_tables_and_in_the_description(tmp_path: Path) -> None:
    lexicon, found, _ = decomposed(tmp_path / "a", NOUNS, "panes", "pane\u0301s|panes")
    assert found == [("V113", NOUNS, "rows[0].cells.Number=Plur[0]")]
    assert [one.cells["Number=Plur"] for one in lexicon.paradigms if one.base_form == "pan"] == [("panés", "panes")]
    lexicon, found, _ = decomposed(tmp_path / "b", PACK, "La comida", "La comi\u0301da")
    assert found == [("V113", PACK, "topics.food.title")]
    assert lexicon.pack is not None
    assert lexicon.pack.topics["food"].title == "La comída"


def test_a_remark_in_another_form_is_no_text(tmp_path: Path) -> None:
    _, found, _ = decomposed(tmp_path, FOOD, "level: A1", "# cafe\u0301\nlevel: A1")
    assert found == []


@pytest.mark.parametrize(
    ("edit", "words", "complete"),
    [
        ((FOOD, "", ""), 6, True),
        ((FOOD, "part_of_speech: verb", "part_of_speech: verbo"), 5, False),  # an entry is left out
        ((FOOD, "level: A1", "level: ["), 2, False),
        ((PACK, "version: 1.0.0", "version: one"), 6, False),
        ((GREETINGS, "adiós", "adio\u0301s"), 6, True),  # a warning hides no word
    ],
)
def test_a_lexicon_is_complete_if_every_entry_could_be_read(
    edit: tuple[str, str, str], words: int, complete: bool, tmp_path: Path
) -> None:
    lexicon, _ = after(normalize, edited(tmp_path, edit))
    assert len(lexicon.words) == words
    assert lexicon.complete is complete
    assert (lexicon.pack is None) is (edit[0] == PACK)


def test_an_entry_after_one_that_was_left_out_keeps_its_place(tmp_path: Path) -> None:
    lexicon, _ = after(normalize, edited(tmp_path, (FOOD, "part_of_speech: verb", "part_of_speech: verbo")))
    assert word(lexicon, "bueno").place.path == "words[2]"
