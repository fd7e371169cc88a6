"""Fingerprints identify a finding in later runs, and distinguish findings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.findings import Finding, Severity
from pipeline.reporting.baseline import Baseline, BaselineError, baseline_from, baseline_of, dump
from pipeline.reporting.report import home_name, numbered
from tests.reporting.samples import FINDINGS, PACK, place, rule

PACKS = {PACK: "es"}


def fingerprint(finding: Finding, packs: dict[str, str] = PACKS) -> str:
    return numbered([finding], packs)[0].fingerprint


def finding(
    line: int = 3,
    index: int = 0,
    field: str = "priority",
    *,
    word: str | None = "pan",
    pack: str = PACK,
    code: str = "V109",
) -> Finding:
    where = place(f"{pack}/A1/food.yaml", line, 5, "words", index, field)
    return Finding(rule(code=code), f"a fault in line {line}", where, word)


def test_fingerprint_stays_when_lines_and_entries_move() -> None:
    assert fingerprint(finding()) == fingerprint(finding(line=90, index=4))


def test_fingerprint_stays_wherever_the_pack_is() -> None:
    moved = finding(pack="/srv/checkout/es")
    assert fingerprint(finding()) == fingerprint(moved, {"/srv/checkout/es": "es"})


def test_fingerprint_is_that_of_the_first_release() -> None:
    # Changing how it is made invalidates every baseline, and makes every alert of a code scanning service new.
    assert fingerprint(finding()) == "bc422f1492e9a9f822c52d66ed0c0948"


@pytest.mark.parametrize(
    "other",
    [
        finding(field="notes"),
        finding(word="pez"),
        finding(word=None),
        finding(word=""),
        finding(code="V110"),
    ],
)
def test_fingerprint_tells_findings_apart(other: Finding) -> None:
    assert fingerprint(finding()) != fingerprint(other)


def test_alike_findings_are_numbered() -> None:
    first, second = numbered([finding(), finding(line=9, index=2)], PACKS)
    assert first.fingerprint == fingerprint(finding())
    assert second.fingerprint != first.fingerprint


@pytest.mark.parametrize(
    ("file", "packs", "name"),
    [
        ("vocab_sources/es/A1/food.yaml", PACKS, "es/A1/food.yaml"),
        ("vocab_sources/es", PACKS, "es"),
        ("./A1/food.yaml", {".": "es"}, "es/A1/food.yaml"),
        ("vocab_sources/est/pack.yaml", PACKS, "vocab_sources/est/pack.yaml"),
    ],
)
def test_home_name(file: str, packs: dict[str, str], name: str) -> None:
    assert home_name(file, packs) == name


@settings(deadline=None)
@given(st.lists(FINDINGS, max_size=4))
def test_baseline_is_read_as_it_was_written(findings: list[Finding]) -> None:
    found = numbered(findings, {})
    baseline = baseline_of(found, {})
    text = dump(baseline)
    assert baseline_from(text).known == baseline.known
    assert dump(baseline_from(text)) == text == dump(baseline_of(found[::-1], {}))
    assert baseline_from(text).new(found) == []
    assert baseline_from(text).gone(found) == []


def test_baseline_is_a_line_for_each_finding() -> None:
    found = numbered([finding(), finding(word=None)], PACKS)
    lines = dump(baseline_of(found, PACKS)).splitlines()
    assert lines[:3] == ["{", '  "version": 1,', '  "findings": [']
    assert lines[3].startswith('    {"file": "es/A1/food.yaml", "rule": "V109", "word": null, "fingerprint": "')
    assert len(lines) == 7
    assert dump(Baseline()) == '{\n  "version": 1,\n  "findings": []\n}\n'


def test_baseline_knows_new_and_gone() -> None:
    old, new = numbered([finding(), finding(word="pez")], PACKS)
    baseline = baseline_of([old], PACKS)
    assert baseline.new([old, new]) == [new]
    assert [known.word for known in baseline.gone([new])] == ["pan"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it has no list of findings"),
        ('{"version": 1}', "it has no list of findings"),
        ('{"findings": []}', "its version is not 1"),
        ('{"version": 2, "findings": []}', "its version is not 1"),
        ('{"version": 1, "findings": [1]}', "finding 1 does not have the fields file, rule, word, fingerprint"),
        (
            '{"version": 1, "findings": [{"file": "a", "rule": 1, "word": null, "fingerprint": "x"}]}',
            "the rule of finding 1 is not text",
        ),
    ],
)
def test_faulty_baseline_is_explained(text: str, fault: str) -> None:
    with pytest.raises(BaselineError, match=fault):
        baseline_from(text)


def test_only_doubts_can_be_waived() -> None:
    assert [rule(severity).waivable for severity in Severity] == [False, True, True]
