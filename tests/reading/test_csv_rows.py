"""CSV gives the same records as YAML."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.profile import profiles
from pipeline.reading.conformity import conforms
from pipeline.reading.csv_rows import COLUMNS, parse, tree
from pipeline.reading.csv_table import MOST_CELLS, MOST_ROWS, read

TEXT = """base_form;part_of_speech;priority;meaning;translation;example;example_translation;example_3;synonyms;gender
banco;noun;12;"Lugar; con dinero.";bank;Voy al banco.;I go to the bank.;;caja | silla;masculine
banco;;;"Asiento
""largo"".";bench;Hay un banco.;;Otro banco.;;
"""


def test_rows_of_a_word_become_its_meanings() -> None:
    data, findings = parse(TEXT, "file", "A1", "town")
    assert findings == []
    assert data == {
        "level": "A1",
        "topic": "town",
        "words": [
            {
                "base_form": "banco",
                "part_of_speech": "noun",
                "priority": 12,
                "gender": "masculine",
                "synonyms": ["caja", "silla"],
                "meanings": [
                    {
                        "meaning": "Lugar; con dinero.",
                        "translation": "bank",
                        "examples": [{"text": "Voy al banco.", "translation": "I go to the bank."}],
                    },
                    {
                        "meaning": 'Asiento\n"largo".',
                        "translation": "bench",
                        "examples": [{"text": "Hay un banco."}, {"text": "Otro banco."}],
                    },
                ],
            }
        ],
    }


cells = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip).filter(bool)
names = st.sampled_from([name for name in COLUMNS if name.startswith(("mean", "expl", "notes", "source"))])


@given(st.lists(st.dictionaries(names, cells), max_size=5), st.sampled_from(",;\t"))
def test_cells_arrive_whatever_is_in_them(rows: list[dict[str, str]], delimiter: str) -> None:
    required = {"part_of_speech": "noun", "priority": "1", "meaning": "m", "translation": "t", "example": "e"}
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter, restval="")
    writer.writeheader()
    for number, row in enumerate(rows):
        writer.writerow(required | row | {"base_form": f"word {number}"})
    data, findings = parse(out.getvalue(), "file", "A1", "food")
    assert findings == []
    assert [word["base_form"] for word in data["words"]] == [f"word {number}" for number in range(len(rows))]
    for row, word in zip(rows, data["words"], strict=True):
        for name, cell in row.items():
            place: Any = word if name in ("notes", "source") else word["meanings"][0]
            assert place[name.removeprefix("meaning_")] == cell
    root = tree(out.getvalue())
    assert [word.fields["base_form"].value for word in root.fields["words"].items] == [
        f"word {number}" for number in range(len(rows))
    ]


@given(st.text() | st.text(st.sampled_from(',;\t"\n\r abc')))
def test_any_text_gives_a_record_or_findings(text: str) -> None:
    header = "base_form,part_of_speech,priority,meaning,translation,example\n"
    for whole in (text, header + text):
        data, findings = parse(whole, "file", "A1", "food")
        tree(whole)
        assert data is not None or findings
        assert data is None or conforms(data, "words") in (True, False)


@given(
    st.lists(st.lists(st.text(st.sampled_from(',;\t"\n\r ab\x85é|')), min_size=3, max_size=3), max_size=6),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_cells_are_located_exactly(rows: list[list[str]], delimiter: str, end: str, quoted: bool) -> None:
    def written(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if quoted or not {*cell}.isdisjoint(',;\t"\n\r') else cell

    text = "".join(delimiter.join(map(written, row)) + end for row in [["x", "y", "z"], *rows])
    table = read(text)
    filled = [row for row in rows if "".join(row).strip()]
    assert [row.cells for row in table.rows] == [[cell.strip() for cell in row] for row in filled]
    for row, cells in zip(table.rows, filled, strict=True):
        located = table.located(row)
        assert [cell.value for cell in located] == row.cells
        assert [text[cell.start : cell.end] for cell in located] == [written(cell) for cell in cells]
        assert text[row.start : located[-1].end] == delimiter.join(map(written, cells))


def test_places_and_cells_are_right_below_a_line_that_names_the_separator() -> None:
    text = "sep=;\r\nBase Form;note=x;;\r\npan; a ;;\r\n;;;\r\n"
    table = read(text)
    assert (table.delimiter, table.columns) == (";", ["base_form", "note=x"])
    (row,) = table.rows
    assert [text[cell.start : cell.end] for cell in table.located(row)] == ["pan", " a "]


def test_thousands_of_columns_are_one_finding() -> None:
    for columns in ("," * 20_000, ",".join(f"col{number}" for number in range(20_000))):
        text = f"base_form,part_of_speech,priority,meaning,translation,example,{columns}\nhola,,,,,,{columns}\n"
        _, findings = parse(text, "file", "A1", "town")
        assert len(findings) <= 1


def test_a_slip_is_not_looked_for_in_a_text() -> None:
    text = f"base_form,part_of_speech,priority,meaning,translation,example,{'y' * 100_000}\n"
    (finding,) = parse(text, "file", "A1", "town")[1]
    assert len(finding.message) < 100


@pytest.mark.parametrize("text", ["x\n" * (MOST_ROWS + 5), "x,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n" * (MOST_CELLS // 30)])
def test_the_number_of_rows_and_cells_is_limited(text: str) -> None:
    """A table of 8 MB with a cell of two characters each gave a million findings."""
    header, *_ = text.replace("x", "base_form", 1).partition("\n")
    table = read(f"{header}\n{text}")
    assert table.rows == []
    assert [finding.rule.slug for finding in table.findings] == ["file-too-large"]
    assert len(read(f"{header}\n{text[: len(text) // 2]}").rows) >= MOST_ROWS // 4


def test_the_verbs_of_any_language_fit_in_a_table() -> None:
    columns = [1 + sum(map(len, its.paradigms.get("verb", {}).values())) for its in profiles()]
    assert 80 < max(columns) <= MOST_CELLS // 5_000
