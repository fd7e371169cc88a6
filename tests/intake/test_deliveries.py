"""A workbook that comes back twice: what it brought itself is no change of the pack."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.curation.scaffold import written_entries
from pipeline.intake.deliveries import path_of
from pipeline.intake.handed_out import workbook_of
from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.updating import Update, plan_update
from tests.intake.workbooks import Sheets, content_of, folder_of, handed_out, settled
from tests.packs import copy_of_valid

NEW = {"base_form": "quezo", "part_of_speech": "noun", "gender": "masculine", "priority": 4}
MEANING = {"meaning": "Comida de leche.", "translation": "cheese", "example": "Pan con queso."}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources")


def edited(file: Path, edit: Callable[[Sheets], object]) -> Path:
    sheets = Sheets(file)
    edit(sheets)
    return sheets.save()


def deliver(pack: Path, file: Path) -> Update:
    update = plan_update(folder_of(pack), file, pack.parent / "candidates")
    settled(update)
    if update.memory:
        update.memory.keep()
    return update


def first(book: Sheets) -> None:
    book.set("food", "pan", "translation", "loaf")
    book.set("food", "pan", "pronunciation", None)
    book.set("food", "pan", "example", "Compro un pan.")
    book.set("food", "pan", "notes", "soft")
    book.set("food", "comer", "notes", "of people")
    book.add("food", **NEW, **MEANING)


def said(update: Update) -> list[tuple[str, str, str]]:
    return [(note.kind.value, note.word, note.column) for note in update.notes]


def words(pack: Path) -> dict[str, dict[str, Any]]:
    return {one["base_form"]: one for *_, one in written_entries(content_of(pack).documents)}


@pytest.fixture
def file(pack: Path, tmp_path: Path) -> Path:
    """A workbook that was brought in once."""
    handed_out(pack, tmp_path / "a.xlsx").save()
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "other.xlsx")
    assert not [note for note in deliver(pack, edited(tmp_path / "a.xlsx", first)).notes if note.open]
    return tmp_path / "a.xlsx"


def test_the_same_twice_changes_nothing(pack: Path, file: Path) -> None:
    update = deliver(pack, file)
    assert (update.notes, update.rewrites, update.memory) == ([], [], None)


def test_a_value_that_was_brought_in_can_be_corrected(pack: Path, file: Path) -> None:
    def correct(book: Sheets) -> None:
        book.set("food", "pan", "translation", "bread")  # as it was handed out
        book.set("food", "pan", "example", "Compro pan tierno.")

    update = deliver(pack, edited(file, correct))
    assert said(update) == [("changed", "pan", "translation"), ("changed", "pan", "example")]
    (meaning,) = words(pack)["pan"]["meanings"]
    assert (meaning["translation"], meaning["examples"][0]["text"]) == ("bread", "Compro pan tierno.")
    assert deliver(pack, file).notes == []


def test_a_new_row_whose_base_form_is_corrected_is_no_second_word(pack: Path, file: Path) -> None:
    update = deliver(pack, edited(file, lambda book: book.set("food", "quezo", "base_form", "queso")))
    assert said(update) == [("changed", "quezo", "base_form")]
    assert "queso" in words(pack)
    assert "quezo" not in words(pack)


def test_what_another_changed_in_the_pack_is_still_a_conflict(pack: Path, file: Path) -> None:
    food = pack / "A1/food.yaml"
    food.write_text(food.read_text("utf-8").replace("translation: loaf", "translation: roll"), "utf-8")
    update = deliver(pack, edited(file, lambda book: book.set("food", "pan", "translation", "bun")))
    assert said(update)[0] == ("conflict", "pan", "translation")


@pytest.mark.usefixtures("file")
def test_a_copy_that_another_person_filled_in_is_no_later_delivery(pack: Path, tmp_path: Path) -> None:
    before = words(pack)
    assert deliver(pack, tmp_path / "other.xlsx").notes == []
    assert words(pack) == before
    update = deliver(pack, edited(tmp_path / "other.xlsx", lambda book: book.set("food", "pan", "translation", "bun")))
    assert said(update) == [("conflict", "pan", "translation")]


@pytest.mark.parametrize("content", [b"{", b"[[1]]", b'[[{"id": "x"}]]', b"[" * 100_000])
def test_a_memory_that_is_damaged(content: bytes, pack: Path, file: Path) -> None:
    path_of(pack.parent / "candidates", workbook_of(file)).write_bytes(content)
    with pytest.raises(NotReadableError, match="damaged; remove it"):
        deliver(pack, file)
