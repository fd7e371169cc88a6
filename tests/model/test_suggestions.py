"""Suggestions for unknown names: the closest known name, for a limited number of comparisons."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.builder.analyse import analyse
from pipeline.builder.discover import PackFolder
from pipeline.model import suggestions
from pipeline.model.suggestions import MOST_COMPARISONS, Suggestions
from tests.packs import copy_of_valid

LETTERS = "abcd"


def test_a_name_is_compared_while_there_are_comparisons_left() -> None:
    known = [f"casa{number}" for number in range(2000)]
    near = Suggestions(known)
    hints = [near.hint(f"cassa{number}", "otherwise") for number in range(200)]
    compared = MOST_COMPARISONS // len(known)
    assert hints[0] == "did you mean “casa0”?"
    assert "otherwise" not in hints[:compared]
    assert set(hints[compared:]) == {"otherwise"}
    assert near.hint("cassa0") == hints[0]  # it was compared already


def slips(name: str) -> str:
    return ", ".join(name + letter for letter in LETTERS)


def pack_of_slips(folder: Path) -> Path:
    """Return a pack that names, four times each, what does not exist but is like what does."""
    pack = copy_of_valid(folder)
    food, about, nouns = pack / "A1" / "food.yaml", pack / "pack.yaml", pack / "paradigms" / "noun.csv"
    text = food.read_text("utf-8").replace("    source: babblr\n", "")
    for letter in LETTERS:
        text = text.replace("    status: reviewed", f"    source: babblr{letter}\n    status: draft", 1)
    further = f"    antonyms: [malo, {slips('comer')}]\n    topics: [{slips('food')}]\n"
    food.write_text(text.replace("    antonyms: [malo]\n", further), "utf-8")
    waivers = "".join(
        f"  - {{rule: no-paradigm{letter}, word: pan, reason: r}}\n"
        f"  - {{rule: V503, word: pan{letter}, reason: r}}\n"
        f"  - {{rule: V503, file: A1/food{letter}.yaml, reason: r}}\n"
        for letter in LETTERS
    )
    with about.open("a", encoding="utf-8") as file:
        file.write(f"series:\n  days: [{slips('comer')}]\nwaivers:\n{waivers}")
    with nouns.open("a", encoding="utf-8") as file:
        file.writelines(f"comer{letter},x,x\n" for letter in LETTERS)
    (pack / "lessons").mkdir()
    lessons = "".join(
        f"  - {{id: A1/{letter}, topic: food{letter}, title: t, title_en: t, oneliner: o, oneliner_en: o, "
        f"items: [{', '.join(f'comer{number}{letter}' for number in range(8))}]}}\n"
        for letter in LETTERS
    )
    (pack / "lessons" / "A1.yaml").write_text(f"lessons:\n{lessons}", "utf-8")
    return pack


def test_no_rule_compares_every_unknown_name_with_every_known_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of 30,000 unknown words took a minute, and so did 30,000 unused waivers."""
    monkeypatch.setattr(suggestions, "MOST_COMPARISONS", 1)
    pack = pack_of_slips(tmp_path)
    found, hinted = Counter[str](), Counter[str]()
    for finding in analyse(PackFolder(pack, "es")).findings:
        found[finding.rule.slug] += 1
        hinted[finding.rule.slug] += "did you mean" in (finding.suggestion or "")
    expected = {
        "paradigm-without-word": 1,
        "unknown-relation-target": 1,
        "undeclared-topic": 1,
        "undeclared-source": 1,
        "unknown-lesson-word": 1,
        "unknown-lesson-topic": 1,
        "unknown-series-word": 1,
        "void-waiver": 1,
        "unused-waiver": 2,  # of words and of files
    }
    assert {slug: hinted[slug] for slug in expected} == expected
    assert all(found[slug] >= len(LETTERS) * count for slug, count in expected.items())
