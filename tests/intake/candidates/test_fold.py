"""What is said of one word is one candidate, whatever the order in which it is said."""

from pathlib import Path

import pytest

from pipeline.intake.statements import Entry, Sample
from tests.intake.candidates.imports import bring_in, candidates, source, values

LIST = source("list")
OTHER = source("other", "")


def folded(folder: Path, *entries: Entry, language: str = "es") -> list[dict[str, list[object]]]:
    bring_in(folder, {LIST: entries}, language)
    return [values(one) for one in candidates(folder, language)]


def test_an_entry_is_claims_with_their_source(tmp_path: Path) -> None:
    entry = Entry(
        "casa",
        given="casas",
        proposed=True,
        part_of_speech="noun",
        forms=(("Number=Plur", "casas"),),
        senses=(("house", "home"), ("family",)),
        examples=(Sample("Voy a casa.", "I go home."), Sample("Mi casa.")),
        count=0,
    )
    bring_in(tmp_path, {LIST: [entry]}, words=["casa"])
    (one,) = candidates(tmp_path)
    assert (one.language, one.base_form, one.in_pack) == ("es", "casa", True)
    assert values(one) == {
        "base_form": ["casa"],
        "given": ["casas"],
        "part_of_speech": ["noun"],
        "form": [("Number=Plur", "casas")],
        "sense": [("house", "home"), ("family",)],
        "example": [Sample("Voy a casa.", "I go home."), Sample("Mi casa.")],
        "count": [0],
    }
    for claims in one.claims.values():
        for claim in claims:
            assert (claim.source, claim.licence, claim.confidence, claim.place) == ("list", "CC0-1.0", 0.5, "line 1")


def test_counts_of_folded_spellings_are_added(tmp_path: Path) -> None:
    (one,) = folded(
        tmp_path, Entry("estar", given="está", proposed=True, count=3999), Entry("estar", given="estaré", count=98)
    )
    assert (one["count"], one["given"]) == ([4097], ["está", "estaré"])


def test_a_spelling_that_is_given_twice_is_counted_once(tmp_path: Path) -> None:
    assert folded(tmp_path, Entry("casa", count=20), Entry("casa", count=30)) == [
        {"base_form": ["casa"], "count": [30]}
    ]


def test_what_is_said_twice_is_one_claim_and_lower_levels_come_first(tmp_path: Path) -> None:
    (one,) = folded(
        tmp_path,
        Entry("chaise", part_of_speech="noun", gender="feminine", level="B1", senses=(("chair",),)),
        Entry("chaise", part_of_speech="noun", level="A2", senses=(("chair",), ("seat",))),
    )
    assert one == {
        "base_form": ["chaise"],
        "part_of_speech": ["noun"],
        "gender": ["feminine"],
        "sense": [("chair",), ("seat",)],
        "level": ["A2", "B1"],
    }


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("noun", ""), [["noun"]]),
        (("", "noun"), [["noun"]]),
        (("", ""), [[]]),
        (("noun", "verb"), [["noun"], ["verb"]]),
        (("verb", "noun", ""), [[], ["noun"], ["verb"]]),
    ],
)
def test_parts_of_speech_that_agree_are_one_candidate(
    parts: tuple[str, ...], expected: list[list[str]], tmp_path: Path
) -> None:
    alone = folded(tmp_path, *(Entry("poder", part_of_speech=part) for part in parts))
    assert [one.get("part_of_speech", []) for one in alone] == expected
    others = tmp_path / "others"
    others.mkdir()
    bring_in(others, {source(f"s{number}"): [Entry("poder", part_of_speech=part)] for number, part in enumerate(parts)})
    assert [values(one).get("part_of_speech", []) for one in candidates(others)] == expected


def test_capitals_do_not_make_a_word_but_where_nouns_have_them(tmp_path: Path) -> None:
    assert folded(tmp_path, Entry("Sympa"), Entry("sympa"), language="fr") == [{"base_form": ["Sympa", "sympa"]}]
    assert candidates(tmp_path, "fr")[0].base_form == "sympa"
    assert len(folded(tmp_path, Entry("Laut"), Entry("laut"), language="de")) == 2


def test_sources_are_said_apart(tmp_path: Path) -> None:
    bring_in(tmp_path, {OTHER: [Entry("casa", gender="masculine")], LIST: [Entry("casa", gender="feminine", count=2)]})
    (one,) = candidates(tmp_path)
    assert [(claim.value, claim.source, claim.licence) for claim in one.claims["gender"]] == [
        ("feminine", "list", "CC0-1.0"),
        ("masculine", "other", ""),
    ]


@pytest.mark.parametrize("word", ["a\tb", "a\nb", "\ud800", "\x1b[31m", "\u202ex", '"', "\\", "a\x1fb", "\u2028"])
def test_any_text_is_kept_as_it_is(word: str, tmp_path: Path) -> None:
    entries = [Entry(word, note=word, senses=((word,),)), Entry("b"), Entry(word, gender="x")]
    bring_in(tmp_path, {LIST: entries})
    bring_in(tmp_path, {OTHER: entries})
    (one,) = [one for one in candidates(tmp_path) if one.base_form == word]
    assert values(one)["note"] == [word, word]
    assert (tmp_path / "es.jsonl").read_text("utf-8").replace("\n", "").isprintable()
