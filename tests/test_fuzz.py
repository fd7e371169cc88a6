"""Whatever is done to an input, the commands that read it end soon, with a result: no traceback, no internal fault.

The normal run tries about 200 mutations; `make fuzz` tries 20,000, and prints the counts.
"""

from pathlib import Path

import pytest

from tests.fuzzing.cases import LONGEST, faults_of, mutate
from tests.fuzzing.kinds import KINDS
from tests.fuzzing.running import failure, run_cases, shares, table
from tests.packs import VALID


def fuzz(count: int, most: int) -> None:
    names = shares(list(KINDS), count)
    results = list(run_cases(names, most=most))
    print(table(results))
    assert [result.name for result in results] == names
    assert not list(filter(None, map(failure, results)))
    for kind in KINDS:  # neither always refused nor always accepted, so the mutations reach what they are for
        codes = {code for result in results if result.name.startswith(f"{kind}:") for code in result.codes}
        assert len(codes) > 1, kind


def test_some_mutations() -> None:
    fuzz(100, most=2)


@pytest.mark.slow
def test_many_mutations() -> None:
    fuzz(20_000, most=99)


def test_a_case_that_ends_its_process_is_a_failure_and_the_others_are_run() -> None:
    lost, done = run_cases(["no-such-kind:0", "baseline:0"], workers=1, most=1)
    assert failure(lost).startswith("no-such-kind:0 failed; to run it again: python -m tests.fuzzing no-such-kind:0\n")
    assert "KeyError" in failure(lost)
    assert len(done.codes) == 1
    assert failure(done) == ""


@pytest.mark.parametrize(
    ("code", "seconds", "error", "fault"),
    [
        (0, 1.0, "", None),
        (1, 1.0, "error: no such file", None),
        (3, 1.0, "error: disk full", "exit code 3"),
        (1, 1.0, "Traceback (most recent call last):", "exit code 1"),
        (-9, 1.0, "", "exit code -9"),
        (0, LONGEST + 1, "", "it took 6.0 s"),
    ],
)
def test_what_counts_as_a_fault(code: int, seconds: float, error: str, fault: str | None) -> None:
    found = list(faults_of(code, seconds, error))
    assert [one[: len(fault or "")] for one in found] == ([fault] if fault else [])


def test_a_number_gives_the_same_mutation_everywhere(tmp_path: Path) -> None:
    (tmp_path / "sound" / "packs" / "es" / "A1").mkdir(parents=True)
    words = tmp_path / "sound" / "packs" / "es" / "A1" / "food.yaml"
    words.write_bytes((VALID / "es" / "A1" / "food.yaml").read_bytes())
    commands = mutate("yaml:3", tmp_path / "sound", tmp_path / "case")
    assert commands == mutate("yaml:3", tmp_path / "sound", tmp_path / "again")
    first, again = (tmp_path / where / "packs" / "es" / "A1" / "food.yaml" for where in ("case", "again"))
    assert first.read_bytes() == again.read_bytes() != words.read_bytes()
