"""Waivers in pack.yaml: what they take out, and what is said of those that take out nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder import analyse as stages
from pipeline.builder.analyse import ASK_LEMMATIZERS, Analysis, analyse
from pipeline.builder.build import build
from pipeline.builder.discover import PackFolder
from pipeline.languages.profile import profile
from pipeline.model.findings import Finding, Place, Rule, Severity
from pipeline.model.waivers import Waiver
from pipeline.rules.catalogue import CHECKS
from pipeline.rules.packs import UNUSED_WAIVER, VOID_WAIVER
from tests.packs import broken_pack, copy_of_valid

CHEAP = ("V112", "V113", UNUSED_WAIVER.code, VOID_WAIVER.code)
"""Rules that need no spaCy, so that these tests need not wait for it."""


def waived_by(*waivers: str, pack: Path, chosen: tuple[str, ...] = CHEAP) -> Analysis:
    """Add waivers to a pack, and take it through the stages."""
    path = pack / "pack.yaml"
    lines = "".join(f"  - {{{waiver}}}\n" for waiver in waivers)
    path.write_text(f"{path.read_text('utf-8')}waivers:\n{lines}", "utf-8")
    return analyse(PackFolder(pack, "es"), chosen=chosen)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.rule.code for finding in findings]


def only(analysis: Analysis) -> Finding:
    (finding,) = analysis.findings
    return finding


def lines_of(pack: Path) -> int:
    return len((pack / "pack.yaml").read_text("utf-8").splitlines())


@pytest.mark.parametrize("rule", ["V302", "not-a-lemma"])
def test_word_is_waived(rule: str, tmp_path: Path) -> None:
    pack = broken_pack("not-a-lemma", tmp_path)
    chosen = ("V302", *CHEAP)
    (before,) = analyse(PackFolder(pack, "es"), chosen=chosen).findings
    after = waived_by(f"rule: {rule}, word: {before.word}, reason: It is meant.", pack=pack, chosen=chosen)
    assert after.findings == []
    assert after.waived == [before]


def test_file_is_waived(tmp_path: Path) -> None:
    pack = broken_pack("wrong-folder", tmp_path)
    after = waived_by("rule: V112, file: a2, reason: Notes of ours.", pack=pack)
    assert after.findings == []
    assert [finding.place.file for finding in after.waived] == ["es/a2"]


def test_waiver_names_file_and_word_in_any_normal_form(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    (pack / "A1" / "ma\u00f1ana.txt").write_text("x", "utf-8")
    after = waived_by("rule: V112, file: A1/man\u0303ana.txt, reason: Ours.", pack=pack)
    assert codes(after.waived) == ["V112"]


def test_waiver_without_word_waives_nothing_about_words() -> None:
    rule = Rule("V302", "x", Severity.WARNING, "", "", "", "")
    waiver = Waiver("V302", "Because.", Place("es/pack.yaml"), file="es/A1/food.yaml")
    assert waiver.covers(Finding(rule, "", Place("es/A1/food.yaml")), rule)
    assert not waiver.covers(Finding(rule, "", Place("es/A1/food.yaml"), "pan"), rule)
    assert not waiver.covers(Finding(rule, "", Place("es/A1/other.yaml")), rule)


def test_waiver_of_a_word_may_be_narrowed_to_a_file() -> None:
    rule = Rule("V302", "x", Severity.WARNING, "", "", "", "")
    waiver = Waiver("V302", "Because.", Place("es/pack.yaml"), "pan", "es/A1/food.yaml")
    assert waiver.covers(Finding(rule, "", Place("es/A1/food.yaml"), "pan"), rule)
    assert not waiver.covers(Finding(rule, "", Place("es/A1/bread.yaml"), "pan"), rule)


@pytest.mark.parametrize(
    ("waiver", "column", "hint"),
    [
        ("rule: V113, word: pan, reason: x", 5, "Remove it"),
        ("rule: V113, word: comar, reason: x", 24, "did you mean “comer”?"),
        ("rule: V113, file: A1/fod.yaml, reason: x", 24, "did you mean “A1/food.yaml”?"),
        ("rule: V113, file: A1/food.yaml, reason: x", 5, "Remove it"),
    ],
)
def test_unused_waiver_is_a_warning(waiver: str, column: int, hint: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    finding = only(waived_by(waiver, pack=pack))
    assert finding.rule is UNUSED_WAIVER
    assert finding.severity is Severity.WARNING
    assert finding.suggestion == hint
    assert finding.message.startswith("this waiver waives nothing: there is no finding V113 not-nfc ")
    assert finding.place.file == "es/pack.yaml"
    assert finding.place.position
    assert (finding.place.position.line, finding.place.position.column) == (lines_of(pack), column)


def test_second_waiver_of_the_same_is_unused(tmp_path: Path) -> None:
    pack = broken_pack("wrong-folder", tmp_path)
    waiver = "rule: V112, file: a2, reason: Notes of ours."
    after = waived_by(waiver, waiver, pack=pack)
    assert codes(after.waived) == ["V112"]
    assert only(after).place.pointer == ("waivers", 1)


def test_waiver_of_a_rule_that_was_not_asked_for_is_not_called_unused(tmp_path: Path) -> None:
    assert waived_by("rule: V302, word: pan, reason: x", pack=copy_of_valid(tmp_path)).findings == []


def test_waiver_is_not_called_unused_where_entries_could_not_be_read(tmp_path: Path) -> None:
    pack = broken_pack("impossible-value", tmp_path)
    assert waived_by("rule: V113, word: pan, reason: x", pack=pack).findings == []


@pytest.mark.parametrize(
    ("waiver", "column", "message", "hint"),
    [
        ("rule: not-nfk, word: pan, reason: x", 12, "there is no rule “not-nfk” to waive", "did you mean “not-nfc”?"),
        ("rule: qqq, word: pan, reason: x", 12, "there is no rule “qqq” to waive", "`babblr-vocab explain` lists"),
        (
            "rule: V301, word: pan, reason: x",
            12,
            "V301 duplicate-word cannot be waived: it is an error, and only warnings and info findings can be",
            "Fix what it reports; `babblr-vocab explain V301` says how",
        ),
        ("rule: V113, reason: x", 12, "this waiver of V113 not-nfc names neither a word nor a file", "Name the word"),
        (
            "rule: V113, word: pan, expires: 2026-01-01, reason: x",
            38,
            "the waiver of V113 not-nfc about “pan” was valid until 2026-01-01; this release is dated 2026-01-02",
            "Fix what it waives",
        ),
    ],
)
def test_void_waiver_is_an_error(waiver: str, column: int, message: str, hint: str, tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    finding = only(waived_by(waiver, pack=pack))
    assert finding.rule is VOID_WAIVER
    assert finding.severity is Severity.ERROR
    assert finding.message == message
    assert finding.suggestion
    assert finding.suggestion.startswith(hint)
    assert finding.place.position
    assert (finding.place.position.line, finding.place.position.column) == (lines_of(pack), column)


def test_expired_waiver_waives_nothing(tmp_path: Path) -> None:
    pack = broken_pack("wrong-folder", tmp_path)
    after = waived_by("rule: V112, file: a2, reason: x, expires: 2026-01-01", pack=pack)
    assert sorted(codes(after.findings)) == ["V112", "V209"]
    assert after.waived == []


def test_waiver_holds_on_its_last_day(tmp_path: Path) -> None:
    pack = broken_pack("wrong-folder", tmp_path)
    after = waived_by("rule: V112, file: a2, reason: x, expires: 2026-01-02", pack=pack)
    assert after.findings == []


@pytest.mark.parametrize(
    ("waivers", "message"),
    [
        ("waivers: {rule: V302}", "“waivers” must be a list, not a mapping"),
        ("waivers: [{word: un}]", "the field “rule” is missing"),
        ("waivers: [{rule: V302, word: un}]", "the field “reason” is missing"),
        ("waivers: [{rule: V302, reason: x, expires: soon}]", "“soon” is not a valid expires"),
        ("waivers: [{rule: V302, reason: x, words: un}]", "there is no field “words” here"),
        ("waivers:", "“waivers” has no value"),
    ],
)
def test_malformed_waivers_do_not_follow_the_schema(waivers: str, message: str, tmp_path: Path) -> None:
    path = copy_of_valid(tmp_path) / "pack.yaml"
    path.write_text(f"{path.read_text('utf-8')}{waivers}\n", "utf-8")
    findings = analyse(PackFolder(path.parent, "es"), chosen={"V109", *CHEAP}).findings
    assert message in [finding.message for finding in findings]
    assert set(codes(findings)) == {"V109"}


def test_waived_pack_builds(tmp_path: Path) -> None:
    pack = broken_pack("wrong-folder", tmp_path / "sources")
    path = pack / "pack.yaml"
    path.write_text(f"{path.read_text('utf-8')}waivers: [{{rule: V112, file: a2, reason: x}}]\n", "utf-8")
    published, findings = build([PackFolder(pack, "es")], tmp_path / "babblr.db")
    assert published
    assert "V112" not in codes(findings)


def test_only_the_rules_that_weigh_lemmas_ask_for_them(tmp_path: Path) -> None:
    """Selecting any other rule must not miss findings because spaCy was not loaded."""
    asked: set[str] = set()
    current = ""

    class Spy(Mapping[Any, Any]):
        def __getitem__(self, _: object) -> None:
            asked.add(current)
            raise KeyError

        def __iter__(self) -> Iterator[Any]:
            asked.add(current)
            return iter(())

        def __len__(self) -> int:
            asked.add(current)
            return 0

    pack = broken_pack("word-not-in-example", tmp_path)
    lexicon = analyse(PackFolder(pack, "es"), chosen=CHEAP).lexicon
    spied = replace(lexicon, lemma_analyses=Spy(), example_lemmas=Spy())
    for code, check in CHECKS.items():
        current = code
        list(check(spied, profile("es")))
    assert asked == ASK_LEMMATIZERS


def test_spacy_is_loaded_only_for_the_rules_that_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(stages.lemmatize, "run", lambda lexicon, _: calls.append("lemmatize") or lexicon)
    pack = PackFolder(copy_of_valid(tmp_path), "es")
    analyse(pack, chosen={"V113"})
    assert calls == []
    analyse(pack, chosen={"V113", "V302"})
    analyse(pack)
    assert calls == ["lemmatize"] * 2
