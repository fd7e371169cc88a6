"""A workbook that comes back: what it says is in the pack afterwards, and nothing else has changed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from pipeline.curation.round_trip.cells import cells_of, rows_of
from pipeline.curation.scaffold import written_entries
from pipeline.export.workbook import made
from pipeline.intake.notes import NoteKind
from pipeline.intake.readers.registry import NotReadableError
from pipeline.intake.updating import Update, plan_update
from pipeline.reading.csv_rows import COLUMNS
from tests.intake.workbooks import Sheets, content_of, folder_of, handed_out, returned, settled
from tests.packs import COMMITTED, LANGUAGES, copy_of_valid

FOOD, GREETINGS = "A1/food.yaml", "A1/greetings.csv"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    pack = copy_of_valid(tmp_path / "sources")
    food = pack / FOOD
    food.write_text(food.read_text("utf-8").replace("words:\n", "words:  # all of them\n  # the first\n", 1), "utf-8")
    return pack


def texts(pack: Path) -> dict[str, str]:
    return {path.relative_to(pack).as_posix(): path.read_text("utf-8") for path in pack.rglob("*") if path.is_file()}


def entry(pack: Path, base_form: str) -> dict[str, Any]:
    (found,) = (one for *_, one in written_entries(content_of(pack).documents) if one["base_form"] == base_form)
    return found


def kinds(update: Update) -> list[tuple[str, str, str]]:
    return [(note.kind.value, note.word, note.column) for note in update.notes]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_back_unchanged_changes_nothing(language: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(made(content_of(COMMITTED / language, level="A1")))
    update = plan_update(folder_of(COMMITTED / language), tmp_path / "a.xlsx")
    assert (update.rewrites, update.notes, update.faults) == ([], [], ())


def test_what_another_program_has_written_anew_changes_nothing(tmp_path: Path) -> None:
    file = handed_out(COMMITTED / "es", tmp_path / "a.xlsx", level="A1", topic="numbers").save()
    update = plan_update(folder_of(COMMITTED / "es"), file)
    assert (update.rewrites, update.notes, update.faults) == ([], [], ())


def test_a_text_of_yaml(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    update = returned(pack, tmp_path / "a.xlsx", lambda book: book.set("food", "pan", "translation", "loaf"))
    assert kinds(update) == [("changed", "pan", "translation")]
    assert texts(pack) == before  # nothing is written before it is asked for
    settled(update)
    assert texts(pack) == before | {FOOD: before[FOOD].replace("translation: bread\n", "translation: loaf\n", 1)}


def test_a_cell_of_csv(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    settled(returned(pack, tmp_path / "a.xlsx", lambda book: book.set("greetings", "hola", "translation", "hi, hello")))
    assert texts(pack) == before | {GREETINGS: before[GREETINGS].replace(",hello,", ',"hi, hello",', 1)}


def test_every_kind_of_field(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.set("food", "pan", "notes", "=1+1\nno formula")
        book.set("food", "pan", "priority", 7)
        book.set("food", "pan", "near_synonyms", "comer | rápido")
        book.set("food", "pan", "register", "informal")
        book.set("food", "pan", "example_3", "Pan y pan.")
        book.set("food", "pan", "example_3_translation", "Bread and bread.")
        book.set("food", "pan", "reviewed_on", "2026-11-30")

    settled(returned(pack, tmp_path / "a.xlsx", edit))
    found = entry(pack, "pan")
    assert found["notes"] == "=1+1\nno formula"
    assert found["priority"] == 7
    assert found["near_synonyms"] == ["comer", "rápido"]
    assert found["meanings"][0]["register"] == "informal"
    assert found["meanings"][0]["examples"][-1] == {"text": "Pan y pan.", "translation": "Bread and bread."}
    assert found["reviewed_on"] == "2026-11-30"
    assert "# the first" in texts(pack)[FOOD]


def test_a_field_that_is_emptied_goes(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    update = returned(pack, tmp_path / "a.xlsx", lambda book: book.set("food", "pan", "pronunciation", None))
    settled(update)
    assert "pronunciation" not in entry(pack, "pan")
    assert len(texts(pack)[FOOD].splitlines()) == len(before[FOOD].splitlines()) - 1


def test_what_an_entry_needs_cannot_be_emptied(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.set("food", "pan", "translation", None)
        book.set("food", "pan", "notes", "x")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("not taken", "pan", "translation")]
    assert not update.rewrites


def test_what_is_to_be_written_is_not_emptied(pack: Path, tmp_path: Path) -> None:
    change(pack, "meaning: Alimento", "meaning: FIXME Alimento")
    (note,) = returned(pack, tmp_path / "a.xlsx", lambda book: book.set("food", "pan", "meaning", None)).notes
    assert note.why == "it is needed: leave FIXME there until it is written"


def test_a_bad_cell_is_one_note_whatever_else_was_changed(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        for column in ("notes", "meaning", "example", "example_translation"):
            book.set("food", "pan", column, "Pan.")
        book.set("food", "pan", "pronunciation", None)
        bad.update(book.set("food", "pan", column, "nuon") for column in ("register", "status"))
        for register in ("informal", "nuon"):
            own = {"meaning": f"Uno {register}.", "translation": "loaf", "example": "Pan.", "register": register}
            line = book.add("food", base_form="pan", **own)
        bad.add(f"food!{letter(book, 'register')}{line}")

    bad: set[str] = set()
    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert sorted(note.where for note in update.notes) == sorted(bad)
    assert {(note.kind.value, note.ours, note.theirs, note.outcome) for note in update.notes} == {
        ("not taken", "", "nuon", "the word stays as it is in the pack")
    }
    assert not update.rewrites


def test_a_bad_cell_of_a_new_word_is_one_note(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.add("food", base_form="queso", part_of_speech="noun", meaning="Uno.", translation="cheese")
        line = book.add("food", base_form="queso", part_of_speech="noun", meaning="Dos.", register="x", concept="A b")
        bad.update(f"food!{letter(book, column)}{line}" for column in ("register", "concept"))

    bad: set[str] = set()
    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert sorted(note.where for note in update.notes) == sorted(bad)
    assert {note.outcome for note in update.notes} == {"the row is not added"}
    assert not update.rewrites


def letter(book: Sheets, column: str) -> str:
    return get_column_letter(book.columns("food")[column])


def test_a_bad_name_among_several_is_in_their_cell(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.set("food", "pan", "synonyms", "comer|a\nb")
        book.add("food", base_form="queso", part_of_speech="noun", translation="cheese", synonyms="comer|a\nb")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("not taken", "pan", "synonyms"), ("not taken", "queso", "synonyms")]


def test_what_the_schema_refuses_is_not_written(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.set("food", "pan", "part_of_speech", "nuon")
        book.set("food", "comer", "translation", "to have a bite")
        book.set("greetings", "hola", "status", "finished")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    refused = [note for note in update.notes if note.open]
    assert [(note.word, note.column) for note in refused] == [("pan", "part_of_speech"), ("hola", "status")]
    assert "did you mean “noun”?" in refused[0].why
    settled(update)
    assert entry(pack, "comer")["meanings"][0]["translation"] == "to have a bite"
    assert entry(pack, "pan")["part_of_speech"] == "noun"


def test_a_new_noun_is_written_without_its_article(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.add("food", base_form="el queso", part_of_speech="noun", meaning="Comida.", translation="cheese")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("not taken", "el queso", "base_form")]
    assert update.notes[0].why == "write the word without its article: “queso”"
    assert not update.rewrites


def test_what_a_new_word_lacks_is_said(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.add("food", base_form="queso", part_of_speech="noun", meaning="Comida.", translation="cheese")

    (note,) = returned(pack, tmp_path / "a.xlsx", edit).notes
    assert (note.kind, note.why) == (NoteKind.ADDED, "it is not in databases until it has: priority, example")


def test_a_new_word_goes_to_the_end_of_its_list(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    given = {"base_form": "queso", "part_of_speech": "noun", "gender": "masculine", "priority": 4}
    meaning = {"meaning": "Comida de leche.", "translation": "cheese", "example": "Pan con queso."}

    def edit(book: Sheets) -> None:
        book.add("food", **given, **meaning, synonyms="pan")
        book.add("greetings", base_form="buenas", part_of_speech="interjection", translation="hi")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("added", "queso", "base_form"), ("added", "buenas", "base_form")]
    settled(update)
    after = texts(pack)
    assert after[FOOD].startswith(before[FOOD].rstrip("\n"))
    assert after[GREETINGS].startswith(before[GREETINGS].rstrip("\n"))
    assert entry(pack, "queso") == given | {
        "meanings": [
            {"meaning": "Comida de leche.", "translation": "cheese", "examples": [{"text": "Pan con queso."}]}
        ],
        "synonyms": ["pan"],
        "status": "draft",
    }
    assert entry(pack, "buenas")["status"] == "draft"
    again = plan_update(folder_of(pack), tmp_path / "a.xlsx")
    assert (again.rewrites, again.notes) == ([], [])


def test_a_word_that_two_sheets_begin_is_added_once(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        for sheet in ("food", "greetings"):
            book.add(sheet, base_form="queso", part_of_speech="noun", translation="cheese")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("not taken", "queso", "base_form"), ("added", "queso", "base_form")]
    settled(update)
    assert "queso" not in texts(pack)[GREETINGS]


def test_a_new_list_is_begun_where_there_is_none(pack: Path, tmp_path: Path) -> None:
    about = pack / "pack.yaml"
    about.write_text(
        about.read_text("utf-8").replace(
            "topics:\n", "topics:\n  town: {title: a, title_en: b, oneliner: c, oneliner_en: d}\n", 1
        ),
        "utf-8",
    )
    settled(returned(pack, tmp_path / "a.xlsx", lambda book: book.add("town", base_form="calle", level="A2")))
    assert (
        (pack / "A2" / "town.yaml")
        .read_text("utf-8")
        .endswith("level: A2\ntopic: town\nwords:\n  - base_form: calle\n    status: draft\n")
    )


def test_a_new_meaning_and_a_copied_row(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        book.add("food", base_form="pan", meaning="Otra cosa.", translation="another", example="Pan.")
        book.copy("food", "comer", base_form="cenar", meaning="Comer por la noche.", example="Ceno pan.")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert kinds(update) == [("added", "pan", "meaning"), ("added", "cenar", "base_form")]
    settled(update)
    assert [one["translation"] for one in entry(pack, "pan")["meanings"]] == ["bread", "another"]
    assert entry(pack, "cenar")["meanings"][0]["meaning"] == "Comer por la noche."
    assert entry(pack, "comer")["meanings"][0]["meaning"] != "Comer por la noche."


def test_what_the_pack_has_already_is_not_added_or_lost(pack: Path, tmp_path: Path) -> None:
    held = entry(pack, "pan")["meanings"][0]

    def edit(book: Sheets) -> None:
        book.add("food", base_form="pan", meaning=held["meaning"], translation="roll")
        book.set("food", "comer", "example_3", entry(pack, "comer")["meanings"][0]["examples"][0]["text"])
        book.set("food", "comer", "example_3_translation", "Other.")
        book.add("greetings", base_form="hola")

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert [one for one in kinds(update) if one[0] != "not taken"] == []
    assert {(word, column) for _, word, column in kinds(update)} == {
        ("pan", "meaning"),
        ("comer", "example_3_translation"),
        ("hola", "meaning"),
    }
    assert not update.rewrites


def test_a_word_that_the_pack_has_is_not_added_again(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx", topic="food")
    line = sheets.add("food", base_form="Hola", level="A1", translation="hi")
    update = plan_update(folder_of(pack), sheets.save())
    (note,) = update.notes
    assert (note.kind, note.where, update.rewrites) == (NoteKind.REFUSED, f"food!C{line}", [])
    assert "greetings.csv" in note.why


def test_removed_rows_are_kept_unless_asked(pack: Path, tmp_path: Path) -> None:
    before = texts(pack)
    update = returned(pack, tmp_path / "a.xlsx", lambda book: book.clear("food", "pan"))
    assert (kinds(update), update.rewrites, update.complete) == ([("kept", "pan", "")], [], True)
    update = plan_update(folder_of(pack), tmp_path / "a.xlsx", remove=True)
    assert kinds(update) == [("removed", "pan", "base_form")]
    settled(update)
    assert [
        one["base_form"] for *_, one in written_entries(content_of(pack).documents) if one["base_form"] == "pan"
    ] == []
    assert set(texts(pack)[FOOD].splitlines()) <= set(before[FOOD].splitlines())
    assert "# the first" in texts(pack)[FOOD]
    table = "paradigms/noun.csv"
    own = [line for line in before[table].splitlines() if line.startswith("pan,")]
    assert own
    assert texts(pack)[table].splitlines() == [line for line in before[table].splitlines() if line not in own]


def test_a_removed_row_that_the_pack_has_changed_is_a_conflict(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.clear("food", "pan")
    change(pack, "translation: bread\n", "translation: loaf\n")
    update = plan_update(folder_of(pack), sheets.save(), remove=True)
    assert (kinds(update), update.rewrites) == ([("conflict", "pan", "")], [])


def with_two_meanings(pack: Path) -> None:
    text = (pack / FOOD).read_text("utf-8")
    at = text.index("    meanings:\n", text.index("base_form: pan\n")) + len("    meanings:\n")
    new = "      - meaning: Otra.  # of old\n        translation: other\n        examples: [{text: Pan.}]\n"
    (pack / FOOD).write_text(text[:at] + new + text[at:], "utf-8")


def test_a_meaning_is_removed_if_it_is_as_it_was_handed_out(pack: Path, tmp_path: Path) -> None:
    with_two_meanings(pack)
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.clear("food", "pan")
    update = plan_update(folder_of(pack), sheets.save())
    assert (kinds(update), update.rewrites) == ([("kept", "pan", "meaning")], [])
    kept = texts(pack)[FOOD]
    change(pack, "translation: other\n", "translation: another\n")
    update = plan_update(folder_of(pack), tmp_path / "a.xlsx", remove=True)
    assert (kinds(update), update.rewrites) == ([("conflict", "pan", "meaning")], [])
    (pack / FOOD).write_text(kept, "utf-8")
    update = plan_update(folder_of(pack), tmp_path / "a.xlsx", remove=True)
    assert kinds(update) == [("removed", "pan", "meaning")]
    settled(update)
    assert [one["translation"] for one in entry(pack, "pan")["meanings"]] == ["bread"]
    assert plan_update(folder_of(pack), tmp_path / "a.xlsx", remove=True).rewrites == []


def test_a_link_is_not_written_through(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "notes", "x")
    (pack / FOOD).rename(pack / "A1" / ".food")
    (pack / FOOD).symlink_to(".food")
    update = plan_update(folder_of(pack), sheets.save())
    (note,) = update.notes
    assert (note.open, "link" in note.why, update.rewrites) == (True, True, [])


def change(pack: Path, old: str, new: str) -> None:
    text = (pack / FOOD).read_text("utf-8")
    assert old in text
    (pack / FOOD).write_text(text.replace(old, new, 1), "utf-8")


def test_both_sides_have_changed_other_fields(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "notes", "x")
    change(pack, "translation: bread\n", "translation: loaf\n")
    settled(plan_update(folder_of(pack), sheets.save()))
    found = entry(pack, "pan")
    assert (found["notes"], found["meanings"][0]["translation"]) == ("x", "loaf")


def test_both_sides_have_changed_a_field(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    place = sheets.set("food", "pan", "translation", "roll")
    sheets.set("food", "pan", "notes", "x")
    sheets.set("food", "comer", "notes", "y")
    change(pack, "translation: bread\n", "translation: loaf\n")
    before = entry(pack, "pan")
    update = plan_update(folder_of(pack), sheets.save())
    conflict, _ = update.notes
    assert (conflict.kind, conflict.where, conflict.ours, conflict.theirs) == (NoteKind.CONFLICT, place, "loaf", "roll")
    settled(update)
    assert entry(pack, "pan") == before  # nothing of the word is overwritten
    assert entry(pack, "comer")["notes"] == "y"


def test_both_sides_have_made_the_same_change(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "translation", "loaf")
    change(pack, "translation: bread\n", "translation: loaf\n")
    update = plan_update(folder_of(pack), sheets.save())
    assert (update.rewrites, update.notes) == ([], [])


def test_a_meaning_is_found_again_where_the_pack_has_put_another_before_it(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "register", "informal")
    sheets.set("food", "pan", "example_translation", "New.")
    with_two_meanings(pack)
    settled(plan_update(folder_of(pack), sheets.save()))
    first, second = entry(pack, "pan")["meanings"]
    assert first == {"meaning": "Otra.", "translation": "other", "examples": [{"text": "Pan."}]}
    assert (second["register"], second["examples"][0]["translation"]) == ("informal", "New.")


def test_a_meaning_that_the_pack_has_replaced_is_a_conflict(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "register", "informal")
    sheets.set("food", "pan", "concept", "bread")
    text = (pack / FOOD).read_text("utf-8")
    start = text.index("    meanings:\n", text.index("base_form: pan\n"))
    end = text.index("  - base_form: ", start)
    new = "    meanings: [{meaning: Otra., translation: other, examples: [{text: Uno.}]}]\n"
    (pack / FOOD).write_text(text[:start] + new + text[end:], "utf-8")
    update = plan_update(folder_of(pack), sheets.save())
    assert (kinds(update), update.rewrites) == ([("not taken", "pan", "concept")], [])


def test_a_word_that_is_gone_or_respelled(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    place = sheets.set("food", "pan", "base_form", "panes")
    sheets.set("food", "panes", "notes", "x")
    sheets.set("food", "comer", "notes", "y")
    change(pack, "base_form: pan\n", "base_form: bollo\n")
    change(pack, "base_form: comer\n", "base_form: comerse\n    formerly: [comer]\n")
    update = plan_update(folder_of(pack), sheets.save())
    assert kinds(update) == [("conflict", "pan", ""), ("changed", "comer", "notes")]
    assert update.notes[0].where == place
    settled(update)
    assert entry(pack, "comerse")["notes"] == "y"


def test_rows_of_a_word_that_do_not_agree(pack: Path, tmp_path: Path) -> None:
    update = returned(
        pack, tmp_path / "a.xlsx", lambda book: book.add("food", base_form="pan", gender="feminine", meaning="Otra.")
    )
    assert ("not taken", "pan", "gender") in kinds(update)
    assert not update.rewrites


def test_a_level_or_a_topic_is_not_changed_by_a_workbook(pack: Path, tmp_path: Path) -> None:
    update = returned(pack, tmp_path / "a.xlsx", lambda book: book.set("food", "pan", "level", "A2"))
    assert (kinds(update), update.rewrites) == ([("not taken", "pan", "level")], [])


def test_sorting_and_moving_columns_change_nothing(pack: Path, tmp_path: Path) -> None:
    def edit(book: Sheets) -> None:
        page = book.book["food"]
        rows = [[cell.value for cell in row][::-1] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        for row in [rows[0], *rows[:0:-1]]:
            page.append(row)

    update = returned(pack, tmp_path / "a.xlsx", edit)
    assert (update.rewrites, update.notes) == ([], [])


def test_files_that_cannot_be_read_stay(pack: Path, tmp_path: Path) -> None:
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    sheets.set("food", "pan", "notes", "x")
    change(pack, "words:", "words: &x")
    update = plan_update(folder_of(pack), sheets.save())
    assert update.faults
    assert (kinds(update), update.rewrites) == ([("conflict", "pan", "")], [])


EDITED = ("translation", "meaning", "notes", "pronunciation", "example", "example_2", "synonyms", "gender", "priority")
ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("=+-@'\"#:|{}[],\n& ")
TEXT = st.text(ALPHABET, min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(EDITED), TEXT | st.none()),
        min_size=1,
        max_size=6,
        unique_by=lambda edit: edit[:2],
    )
)
def test_what_comes_back_is_in_the_pack_and_nothing_else(
    tmp_path: Path, edits: list[tuple[int, str, str | None]]
) -> None:
    pack = copy_of_valid(tmp_path / "sources")
    sheets = handed_out(pack, tmp_path / "a.xlsx")
    names = [one["base_form"] for *_, one in written_entries(content_of(pack).documents)]
    before = {name: rows(pack, name) for name in names}
    wanted: dict[str, dict[str, str]] = {}
    for number, column, value in edits:
        name = names[number % len(names)]
        sheet = "food" if sheets.rows("food", name) else "greetings"
        text = value if column != "priority" or value is None else str(number)
        sheets.set(sheet, name, column, text)
        wanted.setdefault(name, {})[column] = plain(column, text or "")
    update = plan_update(folder_of(pack), sheets.save())
    settled(update)
    refused = {note.word for note in update.notes if note.open}
    for name in names:
        expected = [dict(row) for row in before[name]]
        if name not in refused:
            expected[0] |= wanted.get(name, {})
        assert filled(rows(pack, name)) == filled(expected), name
    assert plan_update(folder_of(pack), tmp_path / "a.xlsx").rewrites == []


def rows(pack: Path, base_form: str) -> list[dict[str, str]]:
    return [cells for _, cells in rows_of(cells_of(entry(pack, base_form)))]


def filled(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows without empty cells, and their examples without gaps."""
    cleaned = []
    for row in found:
        examples = [
            (row[name], row.get(f"{name}_translation", ""))
            for name in COLUMNS
            if name.rpartition("_")[2] != "translation"
            and COLUMNS[name].field.record.name == "example"
            and row.get(name)
        ]
        own = {name: text for name, text in row.items() if text and COLUMNS[name].field.record.name != "example"}
        cleaned.append(own | {"examples": str(examples)})
    return cleaned


def plain(column: str, text: str) -> str:
    from pipeline.curation.round_trip.cells import normal

    return normal(COLUMNS[column].field, text)


def test_another_language_or_another_workbook(pack: Path, tmp_path: Path) -> None:
    handed_out(pack, tmp_path / "a.xlsx")
    other = pack.rename(pack.with_name("fr"))
    with pytest.raises(NotReadableError, match="words of “es”, not of “fr”"):
        plan_update(folder_of(other), tmp_path / "a.xlsx")
