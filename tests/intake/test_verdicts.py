"""A sheet of a second reading that comes back: what it makes of the pack, and what it cannot."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.curation.reading_samples.readings import NONE, table_of
from pipeline.curation.reviews.queue import Asked, queue
from pipeline.curation.reviews.record import Reading, readings_in, rewrites
from pipeline.curation.reviews.sheet import beside
from pipeline.export.content import Content
from pipeline.export.review_sheet import as_csv, as_workbook
from pipeline.intake.readers.registry import NotReadableError
from pipeline.intake.verdicts import Reviewed, plan_review
from tests.curation.reviews.sheets import CsvSheet
from tests.intake.workbooks import content_of, folder_of
from tests.packs import copy_of_valid, findings_of

FOOD, GREETINGS = "A1/food.yaml", "A1/greetings.csv"
DAY = "2026-11-30"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """All words are drafts, and Ana has written those of YAML."""
    pack = copy_of_valid(tmp_path / "sources")
    change(pack, FOOD, "status: reviewed\n", "status: draft  # as yet\n    written_by: Ana\n", times=-1)
    change(pack, GREETINGS, "reviewed", "draft", times=-1)
    return pack


def change(pack: Path, file: str, old: str, new: str, times: int = 1) -> None:
    path = pack / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), "utf-8")


def content(pack: Path) -> Content:
    documents = content_of(pack).documents
    items = queue(documents, [], readings_in(pack)[0], {}).items
    about = {(one.document.file, one.index): beside(number, len(items), one) for number, one in enumerate(items, 1)}
    return content_of(pack, beside=about)


def handed_out(pack: Path, file: Path) -> CsvSheet:
    file.write_text(as_csv(content(pack)), "utf-8")
    return CsvSheet(file)


def back(pack: Path, file: Path, reader: str = "Omar", day: str = DAY) -> Reviewed:
    return plan_review(folder_of(pack), file, reader, day, readings_in(pack)[0])


def settle(pack: Path, found: Reviewed) -> None:
    for one in (*found.update.rewrites, *rewrites(pack, found.readings)):
        one.write()


def said(found: Reviewed) -> list[tuple[str, str, str]]:
    return [(note.kind.value, note.word, note.where) for note in found.update.notes if note.open]


def to_read(pack: Path) -> list[tuple[str, str]]:
    found = queue(content_of(pack).documents, [], readings_in(pack)[0], {})
    return [(one.name, one.why) for one in found.items]


def texts(pack: Path) -> dict[str, str]:
    return {path.relative_to(pack).as_posix(): path.read_text("utf-8") for path in pack.rglob("*") if path.is_file()}


def test_from_draft_to_reviewed(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", " Right ")
    sheet.set("comer", "verdict", "wrong")
    sheet.set("comer", "translation", "to eat, to dine")
    sheet.set("comer", "comment", "too narrow")
    sheet.set("bueno", "verdict", "question")
    sheet.set("bueno", "comment", "of food?")
    sheet.set("hola", "verdict", "right")
    found = back(pack, sheet.save())
    assert said(found) == []
    assert texts(pack) == before  # nothing is written before it is asked for
    settle(pack, found)
    after = texts(pack)
    assert after[FOOD] == before[FOOD].replace(
        "status: draft  # as yet\n    written_by: Ana\n",
        f'status: reviewed  # as yet\n    written_by: Ana\n    reviewed_by: Omar\n    reviewed_on: "{DAY}"\n',
        1,
    ).replace("translation: to eat\n", "translation: to eat, to dine\n", 1)
    (row,) = [line for line in after[GREETINGS].splitlines() if line.startswith("hola,")]
    assert row.endswith(f"reviewed,Omar,{DAY}")
    kept = {one.word: (one.verdict, one.comment) for one in readings_in(pack)[0]}
    assert kept == {
        "pan": ("right", ""),
        "comer": ("wrong", "too narrow"),
        "bueno": ("question", "of food?"),
        "hola": ("right", ""),
    }
    assert findings_of(pack, but=["V904"]) == []
    again = back(pack, tmp_path / "a.csv")
    assert (again.update.rewrites, again.readings, again.known, said(again)) == ([], [], 4, [])


def test_a_workbook_says_the_same(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(as_workbook(content(pack)))
    book = load_workbook(file)
    page = book["food"]
    columns = {str(cell.value): cell.column or 0 for cell in page[1]}
    assert not columns.keys() & {"status", "written_by", "reviewed_by", "reviewed_on", "source"}
    assert page.cell(2, columns["number"]).value == "1"
    page.cell(2, columns["verdict"]).value = "right"
    page.cell(3, columns["verdict"]).value = "=1+1"
    page.cell(4, columns["verdict"]).value = "wrong"
    page.cell(4, columns["notes"]).value = "=1+1"
    page.cell(4, columns["comment"]).value = "why?"
    book.save(file)
    found = back(pack, file)
    assert said(found) == [("not taken", "comer", "food!C3"), ("not taken", "bueno", found.update.notes[1].where)]
    settle(pack, found)
    assert [one.word for one in readings_in(pack)[0]] == ["pan"]
    assert "reviewed_by: Omar" in texts(pack)[FOOD]


@pytest.mark.parametrize("verdict", ["right", "wrong", "question"])
@pytest.mark.parametrize("reader", ["Ana", " ana "])
def test_nobody_reviews_what_they_wrote(verdict: str, reader: str, pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    place = sheet.set("pan", "verdict", verdict)
    sheet.set("hola", "verdict", "right")
    found = back(pack, sheet.save(), reader)
    (note,) = [note for note in found.update.notes if note.open]
    assert (note.where, note.word) == (place, "pan")
    assert note.why == "Ana wrote this entry; another person has to read it"
    assert [one.word for one in found.readings] == ["hola"]


def test_nobody_reviews_what_they_corrected(pack: Path, tmp_path: Path) -> None:
    change(pack, FOOD, "    written_by: Ana\n", "", times=-1)
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "wrong")
    sheet.set("pan", "comment", "too narrow")
    sheet.set("comer", "verdict", "wrong")
    sheet.set("comer", "comment", "too narrow")
    settle(pack, back(pack, sheet.save()))
    sheet.set("pan", "translation", "loaf")
    settle(pack, back(pack, sheet.save()))
    assert "translation: loaf" in texts(pack)[FOOD]  # a value that comes after the verdict counts, too
    documents, kept = content_of(pack).documents, readings_in(pack)[0]
    assert {one.word: one.corrected for one in kept} == {"pan": "yes", "comer": ""}
    asked = [one.name for one in queue(documents, [], kept, {}, Asked(reader="omar")).items]
    assert "comer" in asked
    assert "pan" not in asked
    sheet = handed_out(pack, tmp_path / "b.csv")
    place = sheet.set("pan", "verdict", "right")
    sheet.set("comer", "verdict", "right")
    found = back(pack, sheet.save())
    assert said(found) == [("not taken", "pan", place)]
    assert found.update.notes[0].why == "Omar corrected this entry; another person has to read it"
    assert said(back(pack, sheet.file, "Bo")) == []


def test_a_record_without_corrections_is_read(pack: Path) -> None:
    (pack / "readings").mkdir(exist_ok=True)
    head = "word,read_on,reader,verdict,digest,comment"
    (pack / "readings" / "reviews.csv").write_text(f"{head}\npan,{DAY},Bo,wrong,1,no\n", "utf-8")
    assert readings_in(pack)[0] == [Reading("pan", DAY, "Bo", "wrong", "1", "no")]


def test_one_of_several_writers_is_a_writer(pack: Path, tmp_path: Path) -> None:
    change(pack, FOOD, "written_by: Ana", "written_by: Bo, Omar")
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "right")
    assert [word for _, word, _ in said(back(pack, sheet.save()))] == ["pan"]


Edit = Callable[[Path, CsvSheet], object]
OPEN: dict[str, tuple[Edit, str, str]] = {
    "an unknown verdict": (lambda _, sheet: sheet.set("pan", "verdict", "rigth"), "not taken", "did you mean “right”"),
    "right, and a new value": (lambda _, sheet: sheet.set("pan", "translation", "loaf"), "not taken", "but a value"),
    "changed in the pack": (
        lambda pack, _: change(pack, FOOD, "translation: bread", "translation: loaf"),
        "conflict",
        "has to be read again",
    ),
    "gone from the pack": (
        lambda pack, _: change(pack, FOOD, "base_form: pan\n", "base_form: bollo\n"),
        "conflict",
        "does not have it any more",
    ),
    "no longer filled in": (
        lambda pack, _: change(pack, FOOD, "    priority: 1\n", ""),
        "not taken",
        "not filled in",
    ),
    "read by another in between": (
        lambda pack, _: change(pack, FOOD, "written_by: Ana\n", "written_by: Ana\n    reviewed_by: Bo\n"),
        "conflict",
        "changed here and in the pack",
    ),
}


@pytest.mark.parametrize("case", OPEN)
def test_what_is_not_taken(case: str, pack: Path, tmp_path: Path) -> None:
    edit, kind, why = OPEN[case]
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "right")
    edit(pack, sheet)
    found = back(pack, sheet.save())
    first = next(note for note in found.update.notes if note.open)
    assert (first.kind.value, first.word) == (kind, "pan")
    assert why in first.why
    assert (found.update.rewrites, found.readings) == ([], [])


def test_a_value_without_a_verdict_is_not_lost_silently(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    place = sheet.set("pan", "translation", "loaf")
    found = back(pack, sheet.save())
    assert said(found) == [("not taken", "pan", place)]
    assert found.update.rewrites == []


@pytest.mark.parametrize(("verdict", "why"), [("wrong", "nothing says what is wrong"), ("question", "no question")])
def test_a_verdict_that_says_nothing_is_not_taken(verdict: str, why: str, pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    place = sheet.set("pan", "verdict", verdict)
    found = back(pack, sheet.save())
    assert said(found) == [("not taken", "pan", place)]
    assert why in found.update.notes[0].why
    assert found.readings == []


def test_a_value_that_both_changed_is_a_conflict(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "wrong")
    sheet.set("pan", "translation", "roll")
    change(pack, FOOD, "translation: bread", "translation: loaf")
    found = back(pack, sheet.save())
    assert [(kind, word) for kind, word, _ in said(found)] == [("conflict", "pan")]
    assert (found.update.rewrites, found.readings) == ([], [])


def test_a_value_and_a_change_of_the_pack_elsewhere(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "wrong")
    sheet.set("pan", "translation", "roll")
    change(pack, FOOD, "text: Compro pan todos", "text: Compramos pan todos")
    settle(pack, back(pack, sheet.save()))
    assert "translation: roll\n        examples:\n          - text: Compramos" in texts(pack)[FOOD]


def test_an_entry_that_changes_is_to_be_read_again(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    for name in ("pan", "comer", "bueno", "malo"):
        sheet.set(name, "verdict", "right")
    settle(pack, back(pack, sheet.save()))
    assert {"pan", "comer", "bueno", "malo"}.isdisjoint(name for name, _ in to_read(pack))
    change(pack, FOOD, "    priority: 1\n", "    priority: 9  # another band\n")
    assert ("pan", "changed") not in to_read(pack)
    change(pack, FOOD, "translation: bread", "translation: loaf")
    assert ("pan", "changed") in to_read(pack)
    sheet = handed_out(pack, tmp_path / "b.csv")
    sheet.set("pan", "verdict", "wrong")
    sheet.set("pan", "comment", "not the loaf")
    settle(pack, back(pack, sheet.save(), "Bo"))
    text = texts(pack)[FOOD]
    assert text[: text.index("base_form: comer")].count("status: draft") == 1
    assert "reviewed" not in text[: text.index("base_form: comer")]


def test_two_meanings_are_one_entry(pack: Path, tmp_path: Path) -> None:
    change(
        pack,
        FOOD,
        "    source: babblr\n",
        "      - meaning: Pieza de ese alimento.\n        translation: loaf\n        examples: [{text: Un pan.}]\n"
        "    source: babblr\n",
    )
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "right", meaning=0)
    sheet.set("pan", "verdict", "wrong", meaning=1)
    sheet.set("pan", "translation", "a loaf", meaning=1)
    found = back(pack, sheet.save())
    assert [(one.word, one.verdict) for one in found.readings] == [("pan", "wrong")]
    settle(pack, found)
    assert "translation: a loaf\n" in texts(pack)[FOOD]
    assert "reviewed_by" not in texts(pack)[FOOD]


def test_rows_that_were_added_or_copied_are_not_taken(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    (row,) = [row for row in sheet.rows if row["base_form"] == "pan"]
    typed = dict.fromkeys(row, "") | {"base_form": "sal", "verdict": "right"}
    sheet.rows += [dict(row), row | {"id": "", "base_form": "queso", "verdict": "right"}, typed]
    found = back(pack, sheet.save())
    assert [(kind, word) for kind, word, _ in said(found)] == [("not taken", name) for name in ("pan", "queso", "sal")]
    assert found.update.rewrites == []


def test_sorted_rows_and_semicolons_change_nothing(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("malo", "verdict", "right")
    sheet.rows.reverse()
    found = back(pack, sheet.save(";"))
    assert ([one.word for one in found.readings], said(found)) == (["malo"], [])


def test_columns_that_were_sorted_apart_are_refused(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    first, second, *_ = sheet.rows
    first["id"], second["id"] = second["id"], first["id"]
    with pytest.raises(NotReadableError, match="row 2: its cells are of several rows"):
        back(pack, sheet.save())


def test_a_comment_that_is_reworded_replaces_the_old(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "question")
    for comment in ("first", "a \u200d second"):
        sheet.set("pan", "comment", comment)
        settle(pack, back(pack, sheet.save()))
        assert [one.comment for one in readings_in(pack)[0]] == [comment]
    again = back(pack, sheet.file)
    assert (again.readings, again.known) == ([], 1)


@pytest.mark.parametrize("text", ["=1+1", "+34", "-ito", "@x", "'=1", "'", "a\\u0041", "\u200b", "_x0041_", "a\nb"])
def test_what_looks_like_a_formula_comes_back_as_it_went(text: str, pack: Path, tmp_path: Path) -> None:
    change(pack, FOOD, "    priority: 1\n", f"    priority: 1\n    notes: {json.dumps(text)}\n")
    sheet = handed_out(pack, tmp_path / "a.csv")
    (row,) = [row for row in sheet.rows if row["base_form"] == "pan"]
    assert not row["notes"].startswith(("=", "+", "-", "@"))
    sheet.set("pan", "verdict", "right")
    found = back(pack, sheet.save())
    assert (said(found), [one.word for one in found.readings]) == ([], ["pan"])


def hostile(sheet: CsvSheet, cell: str) -> None:
    sheet.rows[0]["handed_out"] = cell


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda sheet: hostile(sheet, "x"), "row 2: the last column was changed"),
        (lambda sheet: hostile(sheet, "[" * 100_000), "row 2: the last column was changed"),
        (lambda sheet: hostile(sheet, '{"id": 1}'), "row 2: the last column was changed"),
        (lambda sheet: hostile(sheet, '{"id": "w1m1", "file": "../../x"}'), "row 2: the last column was changed"),
        (lambda sheet: hostile(sheet, '{"id": "w0m1", "file": "x", "base_form": "pan"}'), "the last column was"),
        (lambda sheet: sheet.columns.remove("verdict"), "no column “verdict”"),
        (lambda sheet: sheet.rows.clear(), "has no rows"),
        (
            lambda sheet: hostile(sheet, sheet.rows[0]["handed_out"].replace('"es"', '"fr"')),
            "words of several languages",
        ),
    ],
)
def test_a_sheet_that_was_tampered_with(
    edit: Callable[[CsvSheet], object], why: str, pack: Path, tmp_path: Path
) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    edit(sheet)
    for row in sheet.rows:
        for name in row.keys() - set(sheet.columns):
            del row[name]
    sheet.save()
    with pytest.raises(NotReadableError, match=why):
        back(pack, sheet.file)


def test_a_file_outside_of_the_pack_is_never_touched(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    row = next(row for row in sheet.rows if row["base_form"] == "pan")
    row["handed_out"] = row["handed_out"].replace(FOOD, "../../../x.yaml")
    sheet.set("pan", "verdict", "right")
    found = back(pack, sheet.save())
    assert [one.path for one in found.update.rewrites] == [pack / FOOD]


def test_a_sheet_of_another_language(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    with pytest.raises(NotReadableError, match="words of “es”, not of “fr”"):
        back(pack.rename(pack.with_name("fr")), sheet.file)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_files_that_are_no_sheets(name: str, pack: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04\xff\x00")
    with pytest.raises(NotReadableError):
        back(pack, tmp_path / name)


def test_readings_of_an_entry_that_stays_are_not_kept(pack: Path, tmp_path: Path) -> None:
    sheet = handed_out(pack, tmp_path / "a.csv")
    sheet.set("pan", "verdict", "wrong")
    sheet.set("pan", "part_of_speech", "nuon")
    found = back(pack, sheet.save())
    assert [(kind, word) for kind, word, _ in said(found)] == [("not taken", "pan")]
    assert found.readings == []


def test_kept_readings_are_sorted_and_safe(pack: Path) -> None:
    readings = [Reading("z", DAY, "=cmd()", "right", "0", "\x1b"), Reading("-a", DAY, "Bo", "wrong", "1")]
    for one in rewrites(pack, readings):
        one.write()
    text = (pack / "readings" / "reviews.csv").read_text("utf-8")
    assert text.splitlines()[1:] == [f"'-a,{DAY},Bo,wrong,1,,", f"z,{DAY},'=cmd(),right,0,\\u001b,"]
    assert [(one.word, one.reader) for one in readings_in(pack)[0]] == [("-a", "Bo"), ("z", "=cmd()")]
    assert rewrites(pack, readings[1:]) == []
    assert table_of(pack) == NONE  # it is no sample that was read
