"""CSV as the records that YAML gives."""

import csv
import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.findings import Position
from pipeline.reading.csv_rows import COLUMNS, parse, positions
from pipeline.stages.conform import _fast

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


def test_positions_are_those_of_the_cells() -> None:
    marks = positions(TEXT)
    lines = TEXT.splitlines()
    assert marks["words", 0][1] == Position(2, 1)
    assert marks["words", 0, "meanings", 0, "translation"][1] == Position(2, lines[1].index("bank") + 1)
    assert marks["words", 0, "synonyms", 1][1] == Position(2, lines[1].index("caja") + 1)
    assert marks["words", 0, "meanings", 1, "meaning"][1] == Position(3, lines[2].index('"') + 1)
    assert marks["words", 0, "meanings", 1, "examples", 1, "text"][1] == Position(4, lines[3].index("Otro") + 1)


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
    positions(out.getvalue())


@given(st.text() | st.text(st.sampled_from(',;\t"\n\r abc')))
def test_any_text_gives_a_record_or_findings(text: str) -> None:
    header = "base_form,part_of_speech,priority,meaning,translation,example\n"
    for whole in (text, header + text):
        data, findings = parse(whole, "file", "A1", "food")
        positions(whole)
        assert data is not None or findings
        assert data is None or _fast("words").is_valid(data) in (True, False)
