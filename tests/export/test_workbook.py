"""A workbook of a pack: what it holds, how it can be filled in, and that none of it is a formula."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from pipeline.builder.analyse import analyse
from pipeline.curation.round_trip.cells import cells_of, rows_of
from pipeline.curation.round_trip.workbook import EXPORTED, HELP, LISTS, cell_text, cell_value, titles_of
from pipeline.export.registry import NothingError
from pipeline.export.workbook import made
from pipeline.intake.updating import plan_update
from pipeline.model.fields import FIELDS
from pipeline.reading.csv_rows import COLUMNS
from tests.intake.workbooks import content_of, folder_of
from tests.packs import COMMITTED, LANGUAGES, broken_pack, copy_of_valid


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources")


def opened(pack: Path, **asked: object) -> Workbook:
    return load_workbook(io.BytesIO(made(content_of(pack, **asked))))


def test_the_same_pack_gives_the_same_bytes(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(content_of(pack))
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert made(content_of(pack)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_sheet_for_each_topic_and_one_that_explains(pack: Path) -> None:
    book = opened(pack)
    topics = [title for title in book.sheetnames if title not in (HELP, LISTS, EXPORTED)]
    assert book.sheetnames[0] == HELP
    assert topics == list(content_of(pack).topics)
    assert {book[title].sheet_state for title in topics} == {"visible"}
    assert book[EXPORTED].sheet_state == "veryHidden"
    shown = {row[0].value: row[2].value for row in book[HELP].iter_rows()}
    assert {str(one.csv) for one in FIELDS if one.csv} <= shown.keys()
    assert "dictionary form" in shown["base_form"]


def explained(book: Workbook) -> dict[str, list[str]]:
    """The rows of the sheet that explains the columns, by column: needed, what it holds, for example, one of."""
    rows = [tuple(str(cell.value or "") for cell in row) for row in book[HELP].iter_rows()]
    top = next(number for number, row in enumerate(rows) if row[0] == "column")
    assert rows[top] == ("column", "needed", "what it holds", "for example", "one of")
    return {name: rest for name, *rest in rows[top + 1 :]}


def test_what_is_still_to_be_written_is_explained(pack: Path) -> None:
    book = opened(pack)
    said = " ".join(str(row[0].value) for row in book[HELP].iter_rows(max_row=12))
    assert "A cell that holds FIXME is still to be written" in said
    assert "What is not needed may be left empty" in said
    needed = {name: row[0] for name, row in explained(book).items()}
    assert {name for name, said in needed.items() if said == "yes"} == {
        "base_form",
        "part_of_speech",
        "priority",
        "meaning",
        "translation",
        "example",
    }
    assert set(needed.values()) == {"yes", "no"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_of_the_language(language: str) -> None:
    content = content_of(COMMITTED / language, level="A1", topic="numbers")
    shown = explained(load_workbook(io.BytesIO(made(content))))
    cells = [cells for *_, entry in content_of(COMMITTED / language).entries() for _, cells in rows_of(cells_of(entry))]
    examples = {name: row[2] for name, row in shown.items() if row[2]}
    assert examples.keys() >= {"base_form", "part_of_speech", "pronunciation", "meaning", "translation", "example"}
    for name, text in examples.items():
        assert any(row.get(name) == text for row in cells), name
    assert any(row["base_form"] == examples["base_form"] and row["meaning"] == examples["meaning"] for row in cells)
    for name in ("synonyms", "near_synonyms", "antonyms", "contrasts"):
        assert any("|" in row.get(name, "") for row in cells) == ("|" in examples.get(name, "")), name


def test_a_draft_is_no_example(pack: Path) -> None:
    food = pack / "A1" / "food.yaml"
    draft = "translation: FIXME\n        register: formal\n        concept: x\n        explanation: x\n"
    food.write_text(food.read_text("utf-8").replace("translation: bread\n", draft, 1), "utf-8")
    shown = explained(opened(pack))
    assert (shown["base_form"][2] != "pan", shown["explanation"][2]) == (True, "")


def test_a_pack_without_words_has_no_examples(pack: Path) -> None:
    for path in (pack / "A1").iterdir():
        path.unlink()
    assert {row[2] for row in explained(opened(pack)).values()} == {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_can_be_chosen_is_listed(language: str) -> None:
    content = content_of(COMMITTED / language, level="A1", topic="numbers")
    book = load_workbook(io.BytesIO(made(content)))
    page = book["numbers"]
    lists = {str(one.sqref).split("2:")[0]: one for one in page.data_validations.dataValidation}
    letters = {cell.value: get_column_letter(cell.column or 0) for cell in page[1]}
    for name, (*_, one_of) in explained(book).items():
        if one_of:
            where = lists[letters[name]].formula1.split("!")[1].replace("$", "")
            assert one_of == ", ".join(str(row[0].value) for row in book[LISTS][where]), name
    assert explained(book)["gender"][3] == ", ".join(content.pack.profile.genders)


def test_the_columns_are_those_of_csv(pack: Path) -> None:
    head = [cell.value for cell in opened(pack)["food"][1]]
    assert head[:2] == ["id", "level"]
    assert head[2:] == [name for name, column in COLUMNS.items() if column.example < 3]


def test_a_sheet_can_be_filled_in(pack: Path) -> None:
    page = opened(pack)["food"]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    assert page.freeze_panes == "D2"
    assert page.protection.sheet
    assert page["A2"].protection.locked
    assert not page[f"{letters['meaning']}2"].protection.locked
    assert page[f"{letters['meaning']}2"].alignment.wrap_text
    assert not page.column_dimensions[letters["base_form"]].protection.locked
    assert page.column_dimensions[letters["meaning"]].width > page.column_dimensions[letters["gender"]].width
    chosen = {str(one.sqref).split("2:")[0]: one for one in page.data_validations.dataValidation}
    closed = {"level", *(str(one.csv) for one in FIELDS if one.csv and one.choices)}
    assert {letters[name] for name in closed if name in letters} <= chosen.keys()
    assert chosen[letters["part_of_speech"]].showErrorMessage
    assert not chosen[letters["topics"]].showErrorMessage


def test_the_lists_to_choose_from(pack: Path) -> None:
    book = opened(pack)
    page = book["food"]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    found = {str(one.sqref).split("2:")[0]: one.formula1 for one in page.data_validations.dataValidation}
    where = found[letters["gender"]].partition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in book[LISTS][where]] == list(folder_of(pack).profile.genders)


def test_findings_are_comments(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("translation: bread\n", "translation: Brot <b>\x1b\n"), "utf-8")
    text = food.read_text("utf-8").replace("\x1b", "")
    food.write_text(text.replace("part_of_speech: noun", "part_of_speech: nuon", 1), "utf-8")
    findings = tuple(analyse(folder_of(pack)).findings)
    page = opened(pack, findings=findings)["food"]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    comment = page[f"{letters['part_of_speech']}2"].comment
    assert comment is not None
    assert comment.text.startswith("error V109: “nuon” is not a valid part_of_speech\ndid you mean “noun”?")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'x", "=cmd|'/C calc'!A0", "\t=1", "\x1b[31m", "\u202ex"])
def test_no_text_is_a_formula(text: str, pack: Path) -> None:
    food = pack / "A1" / "food.yaml"
    escaped = "".join(f"\\u{ord(character):04x}" for character in text)
    food.write_text(food.read_text("utf-8").replace("translation: bread\n", f'translation: "{escaped}"\n'), "utf-8")
    page = opened(pack)["food"]
    letters = {cell.value: cell.column_letter for cell in page[1]}
    cell = page[f"{letters['translation']}2"]
    assert cell.data_type == "s"
    assert str(cell.value).isprintable()
    assert cell_value(str(cell.value)).strip() == text.strip()
    if text[0] in "=+-@'":
        assert cell.quotePrefix
    for sheet in opened(pack).worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


@given(st.text(st.characters() | st.sampled_from("\\u_x0041bcf\n")).filter(lambda text: "\r\n" not in text))
def test_a_cell_holds_any_text(text: str) -> None:
    shown = cell_text(text)
    assert cell_value(shown) == text
    assert all(character.isprintable() or character == "\n" or character.isspace() for character in shown)


def test_one_level_or_topic(pack: Path) -> None:
    assert opened(pack, topic="food").sheetnames == [HELP, "food", EXPORTED, LISTS]
    assert opened(pack, level="A2")["food"].max_row == 1
    with pytest.raises(NothingError, match="no topic “x”"):
        made(content_of(pack, topic="x"))


def test_names_of_sheets() -> None:
    topics = ["food", "history", "a" * 40, "a" * 41, "a/b", "_lists"]
    found = titles_of(topics)
    assert list(found) == topics
    assert len({title.casefold() for title in found.values()}) == len(topics)
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\'") for title in found.values())
    assert found["history"] != "history"
    assert found["_lists"] != LISTS


FAULTY = (
    "blank-text",
    "csv-priority",
    "csv-rows-disagree",
    "csv-schema",
    "csv-unknown-column",
    "duplicate-word",
    "empty-file",
    "impossible-value",
    "missing-field",
    "not-a-mapping",
    "not-nfc",
    "null-word",
    "pack-key",
    "unknown-field",
)


@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_pack_comes_back_as_it_is(case: str, tmp_path: Path) -> None:
    pack = broken_pack(case, tmp_path / "sources")
    (tmp_path / "a.xlsx").write_bytes(made(content_of(pack)))
    update = plan_update(folder_of(pack), tmp_path / "a.xlsx")
    assert (update.rewrites, update.notes) == ([], [])
