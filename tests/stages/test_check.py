"""Every rule that looks across files sees the whole lexicon, none stops another, and the lexicon is unchanged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.findings import Finding, Place
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import CHECKS, SCOPES, Scope, catalogue
from pipeline.stages import check, lemmatize
from tests.packs import copy_of_valid
from tests.stages.through import FOOD, GREETINGS, PACK, after, before, context_of, edited, told


def test_a_sound_pack_gives_no_finding_and_the_lexicon_itself(tmp_path: Path) -> None:
    context = context_of(copy_of_valid(tmp_path))
    lexicon = before(check, context, but=())
    assert check.run(lexicon, context) is lexicon
    assert context.findings == []


def test_findings_of_several_rules_in_several_files(tmp_path: Path) -> None:
    pack = edited(
        tmp_path,
        (FOOD, "antonyms: [malo]", "antonyms: [bueno]\n    synonyms: [mejor]"),
        (FOOD, "source: babblr", "source: unimorph"),
        (GREETINGS, '"Adiós, hasta mañana."', '"Hasta mañana."'),
        (PACK, "  greetings: {title: Saludos, title_en: Greetings}\n", ""),
    )
    context = context_of(pack)
    check.run(before(check, context, but=()), context)
    assert sorted(told(context.findings)) == [
        ("V206", GREETINGS, "topic"),
        ("V701", FOOD, "words[2].synonyms[0]"),
        ("V702", FOOD, "words[2].antonyms[0]"),
        ("V801", GREETINGS, "words[1].meanings[0].examples[0].text"),
        ("V901", FOOD, "words[0].source"),
    ]


def test_a_former_base_form_still_names_its_word(tmp_path: Path) -> None:
    respelled = (FOOD, "base_form: malo\n", "base_form: malote\n    formerly: [malo]\n")
    series = ("pack.yaml", "targets:", "series: {pair: [bueno, malo]}\ntargets:")
    pack = edited(tmp_path, respelled, series)
    assert "antonyms: [malo]" in (pack / FOOD).read_text("utf-8")
    lexicon, findings = after(check, pack)
    assert not [one for one in findings if one.rule.code in ("V630", "V701")]
    assert ("bueno", "malote") in {(one.base_form, one.other) for one in lexicon.relations}
    assert lexicon.pack
    assert lexicon.pack.series == {"pair": ("bueno", "malote")}


def test_findings_come_in_the_order_of_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every rule that looks across files is called once, with the lexicon and the profile of its language."""
    asked: list[tuple[str, Lexicon, str]] = []

    def asks(code: str) -> Any:
        def ask(lexicon: Lexicon, profile: Any) -> Iterator[Finding]:
            asked.append((code, lexicon, profile.code))
            yield Finding(catalogue()[code], code, Place("es"))
            yield Finding(catalogue()[code], code, Place("es"))

        return ask

    codes = [code for code in CHECKS if SCOPES[code] is Scope.LANGUAGE]
    for code in CHECKS:
        monkeypatch.setitem(CHECKS, code, asks(code))
    context, lexicon = context_of(copy_of_valid(tmp_path)), Lexicon("es")
    check.run(lexicon, context)
    assert asked == [(code, lexicon, "es") for code in codes]
    assert [one.rule.code for one in context.findings] == [code for code in codes for _ in range(2)]


def test_where_entries_are_missing_rules_that_count_or_miss_are_quiet(tmp_path: Path) -> None:
    """They would repeat the fault: *malo* is named by *bueno*, and a word is missing from the target."""
    pack = edited(tmp_path, (FOOD, "priority: 4", "priority: four"))
    _, findings = after(check, pack)
    assert told(findings) == [("V109", FOOD, "words[3].priority")]


def test_an_empty_lexicon_is_looked_at_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    _, findings = after(check, tmp_path / "es")
    assert told(findings) == [("V201", PACK, "")]


def test_without_the_lemmatizers_the_other_rules_find_the_same(tmp_path: Path) -> None:
    pack = edited(tmp_path, (FOOD, "base_form: pan\n", "base_form: panes\n"))
    found = []
    for but in ((), (lemmatize,)):
        context = context_of(pack)
        check.run(before(check, context, but), context)
        found.append(told(context.findings))
    asked, unasked = found
    assert ("V302", FOOD, "words[0].base_form") in asked
    assert unasked == [one for one in asked if one[0] != "V302"]
    assert len(unasked) == 3
