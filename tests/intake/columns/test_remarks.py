"""What stands around a table in a sheet, and is no word: titles, totals, notes, headings."""

from collections.abc import Sequence

import pytest

from pipeline.intake.columns.tables import map_table
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Entry
from pipeline.languages.profile import profile

IT = Knowledge.of(profile("it"))
WORDS = [
    ["il divano", "sofa"],
    ["il pane", "bread"],
    ["la penna", "pen"],
    ["dormire", "to sleep"],
    ["a casa", "at home"],
]
BASE_FORMS = ["divano", "pane", "penna", "dormire", "a casa"]
HEADER = ["parola", "inglese"]

ABOVE = [
    [["Unità 3: in cucina"]],
    [["Unità 3"], ["Classe 2B, prof.ssa Rossi"]],
    [["Vocabolario della cucina", ""]],
    [["VOCABOLARIO"]],
    [["Lista di parole"], ["Livello: A1"]],
    [["Lezione 5 - La famiglia", ""]],
    [["Elenco delle parole nuove"]],
    [["Aggiornato il 12.03.2024"]],
]
BELOW = [
    [["Totale: 5 parole"]],
    [["Totale", "5"]],
    [["Totale parole", "5"]],
    [["Totale parole: 5", ""]],
    [["Tot. 5"]],
    [["5 parole"]],
    [["5 parole in tutto", ""]],
    [["Numero di parole: 5"]],
    [["Parole totali", "5"]],
    [["n = 5"]],
    [["TOTALE", "", "5"]],
    [["Nota: le parole in grassetto sono nuove."]],
    [["Nota bene: imparare entro venerdì"]],
    [["* verbi irregolari"]],
    [["*) solo al plurale", ""]],
    [["¹ vedi pagina 12"]],
    [["Fonte: Nuovo Espresso 1"]],
    [["Fonte: Nuovo Espresso 1, p. 12", "", ""]],
    [["© 2024 Liceo Manzoni"]],
    [["https://www.example.org/parole"]],
    [["www.example.org"]],
    [["Le parole della lezione sono da imparare entro venerdì."]],
    [["Attenzione! Compito per lunedì."]],
    [["Aggiornato il 12.03.2024"]],
    [["pag. 1 di 2"]],
    [["---"]],
]
IN_BETWEEN = [[["Unità 2"]], [["Lezione 4: la scuola", ""]], [["IN CUCINA:"]]]


def base_forms(rows: Sequence[Sequence[str]]) -> list[str]:
    table = Table(Row(number, tuple(row)) for number, row in enumerate(rows, 1))
    found = map_table(table, IT)
    return [one.base_form for _, ones in found.statements(IT) for one in ones if isinstance(one, Entry)]


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("above", ABOVE, ids=str)
def test_titles_are_no_words(above: list[list[str]], headed: bool) -> None:
    assert base_forms([*above, *([HEADER] if headed else []), *WORDS]) == BASE_FORMS


@pytest.mark.parametrize("headed", [True, False])
@pytest.mark.parametrize("below", BELOW, ids=str)
def test_totals_and_notes_are_no_words(below: list[list[str]], headed: bool) -> None:
    assert base_forms([*([HEADER] if headed else []), *WORDS, *below]) == BASE_FORMS


@pytest.mark.parametrize("heading", IN_BETWEEN, ids=str)
def test_headings_among_words_are_no_words(heading: list[list[str]]) -> None:
    assert base_forms([HEADER, *WORDS[:2], *heading, *WORDS[2:]]) == BASE_FORMS


@pytest.mark.parametrize(
    "row",
    [
        ["la forchetta", ""],
        ["andare a letto", ""],
        ["lavarsi i denti", ""],
        ["Come stai?", "how are you?"],
        ["Mi chiamo Anna.", "my name is Anna"],
        ["Nota", "note"],
        ["totale", "total"],
        ["unità", "unit"],
        ["USA", "USA"],
        ["l'unità", ""],
    ],
    ids=str,
)
def test_words_that_look_alike_stay(row: list[str]) -> None:
    assert len(base_forms([HEADER, *WORDS, row, *WORDS[:1]])) == len(WORDS) + 2
    assert len(base_forms([HEADER, row, *WORDS])) == len(WORDS) + 1
