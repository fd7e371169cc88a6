"""What comes of a pack: all that a report or a build needs, and rows only where nothing stands against them."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.builder.discover import PackFolder
from pipeline.builder.jobs import Job, outcome_of
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, PACK, edited

FAULT = (FOOD, "part_of_speech: verb", "part_of_speech: verbo")


def test_a_sound_pack(tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    outcome = outcome_of(Job(PackFolder(copy_of_valid(tmp_path / "sources"), "es"), rows=rows))
    assert (outcome.title, outcome.complete, outcome.has_errors) == ("A small Spanish pack", True, False)
    assert outcome.files == tuple(
        f"es/{file}"
        for file in (
            FOOD,
            "A1/greetings.csv",
            PACK,
            *(f"paradigms/{part}.csv" for part in ("adjective", "noun", "verb")),
        )
    )
    assert outcome.findings == ()
    assert outcome.counts is not None
    assert outcome.record is not None
    assert (outcome.record["language"], outcome.record["version"]) == ("es", "1.0.0")
    with closing(sqlite3.connect(rows)) as connection:
        assert {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in outcome.counts
        } == outcome.counts
        assert outcome.counts["words"] == 6


def test_rows_are_only_written_if_they_are_wanted(tmp_path: Path) -> None:
    outcome = outcome_of(Job(PackFolder(copy_of_valid(tmp_path), "es")))
    assert (outcome.counts, outcome.record) == (None, None)
    assert not outcome.has_errors


@pytest.mark.parametrize("chosen", [None, {"V109"}])
def test_of_a_pack_with_an_error_no_rows_are_written(chosen: set[str] | None, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    outcome = outcome_of(Job(PackFolder(edited(tmp_path / "sources", FAULT), "es"), chosen=chosen, rows=rows))
    assert outcome.has_errors
    assert not outcome.complete
    assert (outcome.counts, outcome.record) == (None, None)
    assert not rows.exists()


def test_a_pack_whose_description_is_faulty_has_no_title(tmp_path: Path) -> None:
    pack = edited(tmp_path, (PACK, "version: 1.0.0", "version: one"))
    assert outcome_of(Job(PackFolder(pack, "es"), chosen={"V109"})).title is None


def test_what_is_waived_is_kept_apart(tmp_path: Path) -> None:
    pack = edited(tmp_path, (PACK, "targets:", "waivers: [{rule: V112, file: notes.txt, reason: Ours.}]\ntargets:"))
    (pack / "notes.txt").touch()
    outcome = outcome_of(Job(PackFolder(pack, "es"), chosen={"V112", "V208"}))
    assert outcome.findings == ()
    assert [one.place.file for one in outcome.waived] == ["es/notes.txt"]


@pytest.mark.parametrize(
    ("epoch", "created"),
    [(None, "2026-01-02 00:00:00"), (0, "1970-01-01 00:00:00"), (1_700_000_000, "2023-11-14 22:13:20")],
)
def test_rows_carry_the_release_date_or_another_time(epoch: int | None, created: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    outcome_of(Job(PackFolder(copy_of_valid(tmp_path / "sources"), "es"), rows=rows, epoch=epoch))
    with closing(sqlite3.connect(rows)) as connection:
        for table in ("words", "word_meanings", "word_forms", "word_examples", "word_difficulty_levels"):
            assert connection.execute(f"SELECT DISTINCT created_at FROM {table}").fetchall() == [(created,)]
