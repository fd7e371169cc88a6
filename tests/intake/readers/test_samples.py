"""Lists in the shapes that people have: which reader reads each, and what it gets."""

import pytest

from pipeline.intake.readers.registry import family_for
from pipeline.intake.statements import Aside, Entry, Pair, Sample
from tests.intake.readers.reading import SAMPLES, read, read_one

FAMILIES = {
    "anki-notes.txt": "separated",
    "deck.apkg": "anki",
    "excel-export.csv": "separated",
    "frequency.csv": "separated",
    "kaikki.jsonl": "wiktextract",
    "quizlet.txt": "separated",
    "sentence-pairs.tsv": "sentences",
    "teacher.xlsx": "workbook",
    "word-translation.yaml": "records",
    "words.json": "records",
    "wordlist.txt": "words",
}


@pytest.mark.parametrize("name", FAMILIES)
def test_what_is_in_a_file_decides_who_reads_it(name: str) -> None:
    path = SAMPLES / name
    assert family_for(path).name == FAMILIES[name]
    assert family_for(path.read_bytes()).name == FAMILIES[name], "pasted, without its name"


def test_notes_of_anki_say_what_their_columns_are() -> None:
    found = read_one(SAMPLES / "anki-notes.txt")
    assert found.table.columns == ("note type", "deck", "", "", "", "tags")
    assert found.numbers == [6, 7, 8, 9, 10]
    assert found.rows[0].cells[:4] == ("Basic", "Deutsch::A2", "der Ausgang, -gänge", "<b>exit</b>&nbsp;")
    assert found.rows[2].cells[4] == 'Wir feiern "morgen" bei Ana.'


def test_what_a_spreadsheet_exports() -> None:
    found = read_one(SAMPLES / "excel-export.csv")
    assert found.numbers == [2, 3, 4, 5, 7, 8]
    assert found.rows[3].cells[4] == "Die Möbel sind neu.\nSie waren teuer."
    assert found.rows[2].cells[4] == "Ein Getränk, bitte!"
    assert found.rows[4].cells[0] == "#NAME?"
    assert found.rows[5].cells == ("",) * 7


def test_what_is_pasted_from_cards() -> None:
    found = read_one(SAMPLES / "quizlet.txt")
    assert found.cells[4:] == [("el/la cantante", "the singer"), ("rubio/a", "blond")]
    assert found.numbers == [1, 2, 3, 4, 5, 7]


def test_a_list_of_words_with_a_comment() -> None:
    found = read_one(SAMPLES / "wordlist.txt")
    assert found.rows[0].statements == (Aside("# mots de la semaine", "comment"),)
    assert found.cells[1:3] == [("les cheveux",), ("un œuf",)]
    assert found.numbers == [1, 2, 3, 4, 5, 6, 7, 8, 10]
    assert found.cells[-1] == ("télé",)


def test_records() -> None:
    found = read_one(SAMPLES / "words.json")
    assert found.table.columns == ("word", "pos", "cefr", "translation", "phrase")
    assert found.rows[1].cells == ("chaise", "n.f.", "A2", "chair", "")
    assert len(found.rows) == 5


def test_words_and_translations_by_topic() -> None:
    found = read_one(SAMPLES / "word-translation.yaml")
    assert found.table.columns == ("", "", "topic")
    assert found.cells == [
        ("la cocina", "the kitchen", "kitchen"),
        ("el tenedor", "fork", "kitchen"),
        ("sartén (f)", "frying pan", "kitchen"),
        ("tonto/a", "silly", "adjectives"),
        ("no", "no", "adjectives"),
    ]


def test_a_workbook_of_two_sheets() -> None:
    unit, note = read(SAMPLES / "teacher.xlsx")
    assert (unit.table.name, note.table.name) == ("Unità 1", "Note")
    assert unit.numbers == [1, 3, 4, 5, 6, 7, 8]
    assert unit.rows[1].cells == ("Parola", "Categoria", "Inglese", "Frase", "", "Livello")
    assert unit.rows[-1].cells == ("21", "numero", "twenty-one", "", "", "A1")
    assert note.cells == [("solo per l'insegnante",)]


def test_a_deck() -> None:
    found = read_one(SAMPLES / "deck.apkg")
    assert (found.table.name, found.table.unit) == ("Basic", "note")
    assert found.table.columns == ("Front", "Back", "Example", "deck", "tags")
    assert found.rows[0].cells == ("de fiets", "<b>bicycle</b>", "Ik heb een nieuwe fiets.", "Nederlands A1", "")
    assert found.numbers == [1, 2, 3, 4]


def test_an_extract_of_wiktionary() -> None:
    found = read_one(SAMPLES / "kaikki.jsonl", "es")
    soup, soups, apple, other, none, broken = found.rows
    assert soup.statements == (
        Entry(
            "sopa",
            part_of_speech="noun",
            gender="feminine",
            plural="sopas",
            pronunciations=("ˈsopa",),
            senses=(("soup",), ("soaking wet person",)),
            doubts=("second sense is colloquial",),
        ),
    )
    assert soups.statements == (Aside("sopas", "form of sopa", "sopa"),)
    assert apple.statements == (
        Entry(
            "manzana",
            part_of_speech="noun",
            gender="feminine",
            plural="manzanas",
            pronunciations=("manˈθana",),
            senses=(("apple",), ("city block",)),
            examples=(Sample("Come una manzana.", "He eats an apple."),),
        ),
    )
    assert other.statements == (Aside("mela", "another language (it)"),)
    assert none.statements == (Aside("not a word entry", "not an entry"),)
    assert (broken.number, broken.cells, broken.fault) == (6, ("not json at all",), "not JSON")


def test_pairs_of_sentences() -> None:
    found = read_one(SAMPLES / "sentence-pairs.tsv", "es")
    assert [row.statements[0] for row in found.rows] == [
        Pair("La sopa está fría.", "The soup is cold.", "1", "en"),
        Pair("¿Dónde está la nevera?", "Where is the fridge?", "2", "en"),
        Pair("El presidente dimitió ayer por sorpresa.", "The president resigned by surprise yesterday.", "3", "en"),
        Aside("Die Suppe ist kalt.", "another language (de)"),
        Aside("Quiero sopa", "no translation"),
    ]
