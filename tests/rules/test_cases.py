"""Every rule finds its fault at the exact line and column, and nothing in what only resembles it.

A file of `cases/` is named by a rule's code. Under `bad` are cases with the places at which the rule must find
something; under `good` are near misses, as like the fault as can be, where it must find nothing. `cases_of.py` says
how a case is written.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.model.findings import Rule, Severity
from pipeline.rules.catalogue import catalogue
from pipeline.rules.files import reading
from tests.rules.cases_of import Case, found

CASES = Path(__file__).parent / "cases"
FILES: dict[str, Any] = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(CASES.glob("*.yaml"))}
UNREAD = [rule.code for rule in vars(reading).values() if isinstance(rule, Rule) and rule.severity is Severity.ERROR]
"""What keeps entries from all other rules, which would find nothing in them."""


def parameters(kind: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}-{number}")
        for code, cases in FILES.items()
        for number, case in enumerate(cases[kind])
    ]


@pytest.mark.parametrize(("code", "case"), parameters("bad"))
def test_fault_is_found_at_its_place(code: str, case: Case, tmp_path: Path) -> None:
    assert case["at"]
    assert found(case, code, tmp_path)[code] == case["at"]


@pytest.mark.parametrize(("code", "case"), parameters("good"))
def test_nothing_is_found_in_a_near_miss(code: str, case: Case, tmp_path: Path) -> None:
    places = found(case, code, tmp_path)
    assert code not in places
    if not code.startswith(("V1", "V2")):
        assert [place for other in UNREAD for place in places.get(other, ())] == case.get("unread", [])


def test_every_rule_has_a_failing_case_and_a_near_miss() -> None:
    assert sorted(FILES) == sorted(catalogue())
    assert [code for code, cases in FILES.items() if not cases["bad"] or not cases["good"]] == []


def test_every_case_changes_the_valid_pack() -> None:
    unchanged = [
        code
        for code, cases in FILES.items()
        for case in (*cases["bad"], *cases["good"])
        if not case.get("change") and "language" not in case
    ]
    assert unchanged == []
