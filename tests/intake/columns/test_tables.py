"""Which column holds what, by its name and by its cells, and what somebody says over it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake.columns.header import header_row
from pipeline.intake.columns.kept import MappingFileError, mapping_text, read_mappings
from pipeline.intake.columns.overrides import MapError, parse_overrides
from pipeline.intake.columns.tables import MappedTable, map_table
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row, Table
from pipeline.intake.statements import Aside, Entry
from pipeline.languages.profile import profile

ES = Knowledge.of(profile("es"))
HEADED = [
    ["Lista de palabras"],
    ["Palabra", "Clase", "Inglés", "Frase", "Nivel", "IPA"],
    ["la mesa", "sust. f.", "table", "La mesa está aquí.", "A1", "ˈmesa"],
    ["el vaso", "sust. m.", "glass", "El vaso está aquí.", "A1", "ˈbaso"],
]


def mapped(rows: Sequence[Sequence[str]], name: str = "", **options: Any) -> MappedTable:
    table = Table((Row(number, tuple(cells)) for number, cells in enumerate(rows, 1)), name=name)
    return map_table(table, ES, **options)


def roles(found: MappedTable) -> list[str]:
    assert found.mapping is not None
    return [column.role.value for column in found.mapping.columns]


def test_names_of_columns_say_what_they_hold() -> None:
    found = mapped(HEADED)
    assert roles(found) == ["word", "part_of_speech", "translation", "example", "level", "pronunciation"]
    assert [reason for _, reason in found.head] == ["title", "header"]
    assert len(list(found.statements(ES))) == len(HEADED)


def test_without_names_the_cells_say_it() -> None:
    found = mapped([row[::-1] for row in HEADED[2:]])
    assert roles(found) == ["pronunciation", "level", "example", "translation", "part_of_speech", "word"]
    assert found.mapping is not None
    assert all(column.reason and 0 < column.confidence <= 1 for column in found.mapping.columns)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Wort", "Übersetzung"], ["word", "translation"]),
        (["Parola", "Inglese"], ["word", "translation"]),
        (["Mot", "Traduction", "Phrase (anglais)"], ["word", "translation", "example_translation"]),
        (["woord", "vertaling", "woordsoort"], ["word", "translation", "part_of_speech"]),
        (["Palavra", "Tradução", "Nível"], ["word", "translation", "level"]),
        (["Słowo", "Tłumaczenie", "Część mowy"], ["word", "translation", "part_of_speech"]),
        (["ES", "EN"], ["word", "translation"]),
        (["English", "Spanish"], ["translation", "word"]),
        (["Español", "Inglés", "Francés"], ["word", "translation", "ignore"]),
        (["base_form", "freq."], ["word", "count"]),
    ],
)
def test_headers_in_the_languages_of_teachers(header: list[str], expected: list[str]) -> None:
    assert roles(mapped([header, ["x", "y", "z"][: len(header)]])) == expected


@pytest.mark.parametrize(
    "row", [["palabra", "word"], ["la frase", "the sentence"], ["de", "of"], ["1", "spa", "Por eso."]]
)
def test_a_row_of_words_is_no_header(row: list[str]) -> None:
    assert header_row([Row(1, tuple(row))]) is None


def test_numbers_that_fall_are_counts_and_those_that_rise_are_not() -> None:
    rows = [["1", "de", "900"], ["2", "la", "800"], ["3", "casa", "70"]]
    assert roles(mapped(rows)) == ["ignore", "word", "count"]


def test_sentences_without_words_are_pairs() -> None:
    rows = [["La sopa está fría.", "The soup is cold."], ["¿Dónde está el vaso?", "Where is the glass?"]]
    assert roles(mapped(rows)) == ["sentence", "sentence_translation"]


def test_a_sheet_of_remarks_is_no_table_of_words() -> None:
    found = mapped([["Solo para la profesora de español"], ["Corregir antes del lunes por favor"]], "Notas")
    assert found.mapping is None
    assert [reason.reason for _, (reason,) in found.statements(ES) if isinstance(reason, Aside)] == [
        "no table of words",
        "no table of words",
    ]


def test_rows_of_a_long_table_are_each_read_once() -> None:
    rows = [["palabra", "traducción"], *([f"mesa{number}", "table"] for number in range(1000))]
    numbers = [row.number for row, _ in mapped(rows).statements(ES)]
    assert numbers == list(range(1, 1002))


def test_what_is_stated_counts_more_than_what_is_found() -> None:
    found = mapped(HEADED, overrides=parse_overrides(["Inglés=definition", "1=note", "Frase=word"]))
    assert roles(found) == ["note", "part_of_speech", "definition", "word", "level", "pronunciation"]


def test_a_stated_name_finds_a_header_in_any_language() -> None:
    rows = [["Ord", "Översättning"], ["la mesa", "bord"], ["el vaso", "glas"]]
    found = mapped(rows, overrides=parse_overrides(["Ord=word", "Översättning=translation"]))
    assert roles(found) == ["word", "translation"]
    assert [reason for _, reason in found.head] == ["header"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Wort", "write it as Wort=word"),
        ("=word", "write it as Wort=word"),
        ("Wort=wrod", "did you mean “word”"),
        ("Wort=xyz", "the roles are: word, article"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(MapError, match=message):
        parse_overrides([text])


@pytest.mark.parametrize("column", ["Wort", "7", "0"])
def test_a_column_that_is_not_there_is_refused(column: str) -> None:
    with pytest.raises(MapError, match=f"there is no column “{column}”; the columns are: Palabra, Clase"):
        mapped(HEADED, overrides=parse_overrides([f"{column}=word"]))


def test_a_kept_mapping_finds_columns_that_have_moved(tmp_path: Path) -> None:
    first = mapped(HEADED, "Unidad 1").mapping
    assert first is not None
    (tmp_path / "list.yaml").write_text(mapping_text([first]), "utf-8")
    kept = read_mappings(tmp_path / "list.yaml")
    assert mapping_text(kept) == (tmp_path / "list.yaml").read_text("utf-8")
    again = [[*row[::-1], "new"] for row in HEADED[1:]]
    found = mapped(again, "Unidad 1", kept=kept)
    assert roles(found) == ["pronunciation", "level", "example", "translation", "part_of_speech", "word", "ignore"]
    entries = [one for _, (one,) in found.statements(ES) if isinstance(one, Entry)]
    assert [one.base_form for one in entries] == ["mesa", "vaso"]


def test_a_kept_mapping_says_which_column_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("language: es\ntables:\n  - columns: [{name: Wort, role: word}]\n", "utf-8")
    with pytest.raises(MapError, match="a column “Wort”, which is not in this table; its columns are: Palabra"):
        mapped(HEADED, kept=read_mappings(path))


def test_a_kept_mapping_is_for_the_tables_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(
        "language: es\nsource: school\ntables:\n"
        "  - {table: Unidad *, level: A2, columns: [{position: 2, role: word}]}\n",
        "utf-8",
    )
    rows = [["casa", "mesa"], ["bien", "vaso"]]
    found = mapped(rows, "Unidad 3", kept=read_mappings(path))
    assert roles(found) == ["ignore", "word"]
    assert found.mapping is not None
    assert (found.mapping.level, found.mapping.source) == ("A2", "school")
    assert roles(mapped(rows, "Otra", kept=read_mappings(path)))[0] == "word"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("language: es\ntables:\n  - columns: [{name: a, role: wrod}]\n", ":3:31: .*did you mean “word”"),
        ("language: es\n", "tables"),
        ("language: es\nlanguage: es\n", ":2:1: the key “language” is given twice"),
        ("language: [\n", ":2:1: "),
        ("- 1\n", ":1:1: "),
        ("", "this file is empty"),
        ("# nothing\n", "must be a mapping"),
    ],
)
def test_faults_of_a_mapping_file_have_places(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(MappingFileError, match=message):
        read_mappings(path)


def test_roles_of_the_schema_are_those_of_the_program() -> None:
    from pipeline.reading.explanations import schema

    assert schema("columns")["$defs"]["column"]["properties"]["role"]["enum"] == [role.value for role in Role]
