"""Every rule finds its fault at the exact line and column, and nothing where there is none.

A file of `cases/` is named by a rule's code. Under `bad` are changes to the valid pack with the places at which the
rule must find something, under `good` changes at which it must not. Faults of whole files are under
`tests/data/packs/broken`, where each folder is a case.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.rules.catalogue import catalogue
from tests.packs import BROKEN
from tests.rules.cases_of import found, lay

CASES = Path(__file__).parent / "cases"
FILES: dict[str, Any] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yaml"))}
SHOWN_ELSEWHERE = {
    "V101": "test_broken_packs.py: links, pipes, permissions",
    "V102": "test_broken_packs.py: a file of 50 MB",
    "V201": "test_broken_packs.py: a pack without pack.yaml",
    "V208": "tests/stages/test_waivers.py",
    "V209": "tests/stages/test_waivers.py",
    "V606": "tests/stages/test_teach.py",
    "V607": "tests/stages/test_teach.py",
    "V807": "tests/stages/test_recognise.py: it needs a pack of some size",
    "V207": "test_broken_packs.py: a language without profile",
    "V303": "test_words.py: no two words with one identifier are known",
}


def parameters(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, cases in FILES.items()
        for number, case in enumerate(cases[kind])
    ]


@pytest.mark.parametrize(("code", "case"), parameters("bad"))
def test_fault_is_found_at_its_place(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert case["at"]
    assert found(lay(case["change"], tmp_path), code) == case["at"]


@pytest.mark.parametrize(("code", "case"), parameters("good"))
def test_nothing_is_found_without_a_fault(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert found(lay(case["change"], tmp_path), code) == []


def test_every_rule_has_a_failing_and_a_passing_case() -> None:
    broken = {
        line.split()[1]
        for folder in BROKEN.iterdir()
        for line in (folder / "expected.txt").read_text("utf-8").splitlines()
    }
    assert [code for code, cases in FILES.items() if not cases["bad"] or not cases["good"]] == []
    shown = set(FILES) | broken | set(SHOWN_ELSEWHERE)  # the valid pack passes every rule
    assert sorted(set(catalogue()) - shown) == []
    assert sorted(set(FILES) - set(catalogue())) == []
