"""An outcome is kept as what it was made of, whole; anything else is as good as nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.cache import cache_of
from pipeline.builder.digests import State, state_of_pack
from pipeline.builder.discover import PackFolder
from pipeline.builder.jobs import Job
from pipeline.builder.jobs import outcome_of as worked_out
from pipeline.builder.kept import fresh_outcome, kept_outcome
from tests.packs import broken_pack, copy_of_finished, copy_of_valid
from tests.stages.through import FOOD, PACK, edited


def job_of(pack: Path, **more: Any) -> Job:
    return Job(PackFolder(pack, pack.name), state=state_of_pack(pack), **more)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return job_of(copy_of_valid(tmp_path / "sources"), rows=tmp_path / "rows", epoch=5)


def test_what_was_worked_out_is_kept_with_its_rows(job: Job) -> None:
    assert kept_outcome(job) is None
    outcome = fresh_outcome(job)
    assert job.rows is not None
    rows = job.rows.read_bytes()
    job.rows.unlink()
    assert kept_outcome(job, rows=False) == outcome
    assert not job.rows.exists()
    assert kept_outcome(job) == outcome
    assert job.rows.read_bytes() == rows


@pytest.mark.parametrize(
    "other",
    [
        {"chosen": {"V109"}},
        {"epoch": None},
        {"epoch": 6},
        {"rows": None},
        {"state": None},
        {"state": State(None, 0)},
        {"state": State("0" * 64, 0)},
        {"pack": "packs/es"},
    ],
    ids=str,
)
def test_what_was_asked_otherwise_is_another_outcome(other: dict[str, Any], job: Job) -> None:
    fresh_outcome(job)
    if "pack" in other:  # findings show its name
        other = {"pack": replace(job.pack, name=other["pack"])}
    assert kept_outcome(replace(job, **other)) is None
    assert kept_outcome(job) is not None


def test_the_rules_that_were_asked_for_have_no_order(tmp_path: Path) -> None:
    job = job_of(copy_of_valid(tmp_path), chosen=["V109", "V904", "V112"])
    outcome = fresh_outcome(job)
    assert kept_outcome(replace(job, chosen={"V112", "V109", "V904"})) == outcome


def test_without_a_state_nothing_is_kept(job: Job) -> None:
    outcome = fresh_outcome(replace(job, state=None))
    assert outcome.counts
    assert kept_outcome(job) is None


def test_what_was_made_of_another_state_than_the_job_names_is_not_kept(job: Job, tmp_path: Path) -> None:
    (job.pack.path / FOOD).write_text((job.pack.path / FOOD).read_text("utf-8") + "# later\n", "utf-8")
    fresh_outcome(job)
    assert kept_outcome(job) is None
    assert kept_outcome(replace(job, state=state_of_pack(job.pack.path))) is None


def test_the_outcomes_of_a_check_and_of_a_build_are_kept_beside_each_other(job: Job) -> None:
    check = replace(job, rows=None)
    built, checked = fresh_outcome(job), fresh_outcome(check)
    assert (kept_outcome(job), kept_outcome(check)) == (built, checked)
    assert built.counts
    assert checked.counts is None


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", None])
def test_without_its_rows_an_outcome_is_none(damage: bytes | None, job: Job) -> None:
    outcome = fresh_outcome(job)
    cache = cache_of(job.pack.path.parent)
    assert cache is not None
    (rows,) = cache.folder.rglob("*.rows")
    rows.unlink() if damage is None else rows.write_bytes(damage)
    assert kept_outcome(job) is None
    assert kept_outcome(job, rows=False) == outcome


@pytest.mark.parametrize("case", ["duplicate-word", "not-nfc", "csv-too-many-cells", "unknown-field", "wrong-folder"])
def test_findings_come_back_as_they_were(case: str, tmp_path: Path) -> None:
    """With their references, their positions, and whether the place is a key."""
    job = job_of(broken_pack(case, tmp_path))
    outcome = fresh_outcome(job)
    assert outcome.findings
    assert kept_outcome(job) == outcome == worked_out(job)


def test_a_pack_with_an_error_and_waivers(tmp_path: Path) -> None:
    waiver = "waivers: [{rule: V112, file: notes.txt, reason: Ours.}]\ntargets:"
    pack = edited(tmp_path / "sources", (PACK, "targets:", waiver), (FOOD, "verb\n", "verbo\n"))
    (pack / "notes.txt").touch()
    job = job_of(pack, rows=tmp_path / "rows")
    outcome = fresh_outcome(job)
    assert (outcome.has_errors, outcome.complete, len(outcome.waived)) == (True, False, 1)
    assert kept_outcome(job) == outcome
    assert job.rows is not None
    assert not job.rows.exists()


def test_a_release_and_a_build_are_kept_apart(tmp_path: Path) -> None:
    pack = copy_of_finished(tmp_path / "sources")
    food = pack / FOOD
    food.write_text(food.read_text("utf-8").replace("    status: reviewed\n", "", 1), "utf-8")
    built, released = (job_of(pack, rows=tmp_path / str(kind), shipping=kind) for kind in (False, True))
    whole, finished = fresh_outcome(built), fresh_outcome(released)
    assert whole.counts
    assert finished.counts
    assert (whole.counts["words"], finished.counts["words"]) == (6, 5)
    assert (kept_outcome(built), kept_outcome(released)) == (whole, finished)
    assert finished.levels
    assert finished.levels["A1"].left_out == {"not reviewed": 1}
