"""Samples for readers: what is drawn and planted, how a reading is scored, and what a pack keeps of it."""

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.curation.reading_samples import key as keys
from pipeline.curation.reading_samples import page, readings, sheet
from pipeline.curation.reading_samples.agreement import disagreeing
from pipeline.curation.reading_samples.faults import KINDS
from pipeline.curation.reading_samples.material import Material
from pipeline.curation.reading_samples.sample import Planted, Sample, draw
from pipeline.curation.reading_samples.score import Score, lower_bound, score, upper_bound
from pipeline.curation.reading_samples.sheet import Judged, SheetError
from pipeline.languages.profile import profile
from pipeline.model.lexicon import Word
from tests.packs import COMMITTED, LANGUAGES, beginner

MISS = 0.025


@cache
def material(language: str) -> Material:
    return Material(beginner(language), profile(language))


@cache
def drawn(language: str) -> Sample:
    return draw(material(language), 200, 30, "1")


def word(language: str, base_form: str) -> Word:
    return next(word for word in material(language).lexicon.words if word.base_form == base_form)


def altered(language: str, kind: str, base_form: str) -> set[str]:
    return {one.now for one in KINDS[kind](word(language, base_form), material(language))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_planted_entries_differ_from_the_pack_and_no_others(language: str) -> None:
    sample = drawn(language)
    own = {word.base_form: word for word in material(language).lexicon.words}
    assert len(sample.words) == len({word.base_form for word in sample.words}) == 200
    different = [number for number, word in enumerate(sample.words, 1) if word != own[word.base_form]]
    assert different == [one.entry for one in sample.planted]
    assert all(one.was != one.now for one in sample.planted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_share_the_faults(language: str) -> None:
    counts = Counter(one.kind for one in drawn(language).planted)
    assert sum(counts.values()) == 30
    marks_stress = language != "fr"
    assert set(counts) == set(KINDS) - (set() if marks_stress else {"IPA stress"})
    assert max(counts.values()) - min(counts.values()) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_can_be_seen_on_the_sheet(language: str) -> None:
    sample = drawn(language)
    own = {word.base_form: word for word in material(language).lexicon.words}
    for one in sample.planted:
        shown = sample.words[one.entry - 1]
        assert list(sheet.rows_of(1, shown)) != list(sheet.rows_of(1, own[shown.base_form])), one


def test_a_seed_decides_everything() -> None:
    again = draw(material("es"), 200, 30, "1")
    assert (sheet.as_csv(again), again.planted) == (sheet.as_csv(drawn("es")), drawn("es").planted)
    other = draw(material("es"), 200, 30, "2")
    assert [one.base_form for one in other.words] != [one.base_form for one in again.words]
    assert [one.base_form for one in draw(material("es"), 50, 0, "1").words] == [
        one.base_form for one in again.words[:50]
    ]


def test_a_small_pack_gives_what_it_has() -> None:
    small = draw(material("es"), 10_000, 0, "1")
    assert len(small.words) == len(material("es").lexicon.words)
    few = draw(material("es"), 3, 3, "1")
    assert len(few.planted) == 3
    assert [one.entry for one in few.planted] == [1, 2, 3]


def test_kinds_of_faults() -> None:
    assert altered("es", "gender", "mesa") == {"masculine"}
    assert altered("de", "gender", "Tisch") == {"feminine", "neuter"}
    assert altered("es", "gender", "estudiante") == set()  # both genders are right
    assert altered("es", "IPA stress", "comer") == {"ˈkomeɾ"}
    assert altered("es", "IPA stress", "novio") == {"noˈbjo"}  # the glide goes with its consonant
    assert altered("es", "IPA stress", "pan") == set()  # one syllable
    assert altered("de", "IPA stress", "vierzig") == {"fɪʁˈt͡sɪç"}  # an affricate is one sound
    assert altered("fr", "IPA stress", "maison") == set()
    assert altered("es", "register", "usted") == {"informal"}
    assert altered("es", "sense", "mesa") == set()  # one meaning
    assert not altered("es", "translation", "grande") & {one.translation for one in word("es", "grande").meanings}


def test_agreement_is_broken_only_where_it_can_be_seen() -> None:
    assert set(disagreeing("La mesa es nueva.", material("es"))) == {
        "El mesa es nueva.",
        "Los mesa es nueva.",
        "Las mesa es nueva.",
    }
    assert set(disagreeing("Tengo una casa blanca.", material("es"))) >= {"Tengo una casa blanco."}
    assert list(disagreeing("No sé qué hacer.", material("es"))) == []
    german = set(disagreeing("Das ist ein schöner Tag.", material("de")))
    assert "Das ist ein schönes Tag." in german
    assert not german & {"Das ist ein schöneren Tag.", "Das ist ein schönsten Tag."}  # another degree agrees as well


def test_accents_of_capitals_are_left_alone() -> None:
    sentence = "À quelle heure déjeunez-vous\u202f?"
    assert sentence in {example.text for meaning in word("fr", "déjeuner").meanings for example in meaning.examples}
    assert f"A{sentence[1:]}" not in altered("fr", "accent", "déjeuner")


def test_sheet_does_not_say_where_entries_come_from_or_what_is_planted() -> None:
    sample = drawn("es")
    plain = Sample(tuple(word("es", one.base_form) for one in sample.words), ())
    for text in (sheet.as_csv(sample), page.as_html(sample, "Spanish")):
        assert "reviewed" not in text
        assert "planted" not in text
    assert sheet.as_csv(sample).splitlines()[0] == sheet.as_csv(plain).splitlines()[0]


def test_page_has_every_text_and_needs_nothing_else() -> None:
    html = page.as_html(drawn("es"), "A <title>")
    assert "<title>A &lt;title&gt;</title>" in html
    assert html.count("<article>") == 200
    assert html.count("☐") == 600
    assert not [mark for mark in ("http", "src=", "<script", "<link") if mark in html]


def test_cells_are_no_formulas() -> None:
    one = drawn("es").words[0]
    sample = Sample((replace(one, notes="=1+1\u202e"),), ())
    (row, *_) = csv.DictReader(io.StringIO(sheet.as_csv(sample)))
    assert row["notes"] == "'=1+1\\u202e"


def filled(sample: Sample, verdicts: dict[int, str], comment: str = "") -> str:
    """Return the sheet as a reader in a hurry fills it in: the first row of each entry."""
    page = io.StringIO()
    rows = list(csv.DictReader(io.StringIO(sheet.as_csv(sample))))
    writer = csv.DictWriter(page, rows[0].keys(), delimiter=";")  # as a spreadsheet of Spain saves it
    writer.writeheader()
    seen = set()
    for row in rows:
        if row["entry"] not in seen:
            row |= {"verdict": verdicts.get(int(row["entry"]), "ok"), "comment": comment}
        seen.add(row["entry"])
        writer.writerow(row)
    return page.getvalue()


def opened(sample: Sample, text: str, tmp_path: Path) -> list[Judged]:
    path = tmp_path / "key.json"
    path.write_text(keys.as_json("es", sample), "utf-8")
    return keys.opened(sheet.judged(text, "sheet.csv"), keys.read_key(path))


def test_a_reading_is_scored(tmp_path: Path) -> None:
    sample = drawn("es")
    planted = [one.entry for one in sample.planted]
    others = [number for number in range(1, 201) if number not in planted]
    verdicts = dict.fromkeys(planted[:20], "error") | {planted[20]: "weak"}
    verdicts |= dict.fromkeys(others[:4], "Error") | dict.fromkeys(others[4:9], "weak")
    result = score(opened(sample, filled(sample, verdicts), tmp_path))
    assert (result.entries, result.errors, result.weak) == (170, 4, 5)
    assert sum(result.caught.values()) == 21
    assert result.catch_rate == pytest.approx(0.7)
    assert result.estimate == pytest.approx(4 / 0.7)
    assert result.bound == pytest.approx(170 * upper_bound(4, 170, MISS) / lower_bound(21, 30, MISS))


def test_the_worst_of_the_meanings_counts() -> None:
    text = "entry,base_form,verdict,comment\n1,a,ok,\n1,a,error,no\n1,a,weak,hm\n2,b,,\n2,b,ok,\n"
    assert sheet.judged(text, "s.csv") == [Judged(1, "a", "error", "no; hm"), Judged(2, "b", "ok")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entry,base_form\n1,a\n", "there is no column “verdict”"),
        ("entry,base_form,verdict\n1,a,\n2,b,ok\n", "there is no verdict on entry 1 (a)"),
        ("entry,base_form,verdict\n1,a,good\n", "the verdict on entry 1 is “good”, not one of ok, weak, error"),
        ("entry,base_form,verdict\nx,a,ok\n", "“x” is not the number of an entry"),
        ("entry,base_form,verdict\n1,a\n", "is not a sheet of entries to read"),
        ("pan\n", "there is no column “entry”"),
    ],
)
def test_a_sheet_that_cannot_be_scored(text: str, message: str) -> None:
    with pytest.raises(SheetError) as error:
        sheet.judged(text, "s.csv")
    assert message in str(error.value)


def test_a_key_to_another_sheet(tmp_path: Path) -> None:
    other = draw(material("es"), 200, 30, "2")
    with pytest.raises(SheetError, match="in the key"):
        opened(other, filled(drawn("es"), {}), tmp_path)
    with pytest.raises(SheetError, match="does not have the 200 entries"):
        opened(drawn("es"), "entry,base_form,verdict\n1,pagar,ok\n", tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"language": "es", "entries": [], "planted": [{"kind": "x"}]}'])
def test_a_file_that_is_no_key(text: str, tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_text(text, "utf-8")
    with pytest.raises(SheetError, match="is not the key"):
        keys.read_key(path)
    with pytest.raises(SheetError, match="cannot be read"):
        keys.read_key(tmp_path / "none.json")


def test_the_key_says_what_was_planted(tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    path.write_text(keys.as_json("es", drawn("es")), "utf-8")
    assert keys.read_key(path).planted == drawn("es").planted
    assert json.loads(path.read_text("utf-8"))["language"] == "es"
    assert isinstance(drawn("es").planted[0], Planted)


@pytest.mark.parametrize(
    ("found", "trials", "lower", "upper"),
    # Computed with scipy.stats.beta.ppf; 0 and all of n have closed forms.
    [(0, 10, 0.0, 1 - MISS**0.1), (10, 10, MISS**0.1, 1.0), (27, 30, 0.73471, 0.97888), (1, 2, 0.01258, 0.98742)],
)
def test_bounds_are_clopper_and_pearsons(found: int, trials: int, lower: float, upper: float) -> None:
    assert lower_bound(found, trials, MISS) == pytest.approx(lower, abs=1e-5)
    assert upper_bound(found, trials, MISS) == pytest.approx(upper, abs=1e-5)


def test_without_a_catch_nothing_is_known() -> None:
    nothing = Score(entries=170, errors=0, weak=0, planted={"gender": 3}, caught={})
    assert (nothing.catch_rate, nothing.estimate, nothing.bound) == (0, None, 170)
    unplanted = Score(entries=170, errors=2, weak=0, planted={}, caught={})
    assert (unplanted.catch_rate, unplanted.estimate, unplanted.bound) == (None, None, 170)
    clean = Score(entries=170, errors=0, weak=0, planted={"gender": 30}, caught={"gender": 30})
    assert clean.estimate == 0
    assert 3 < clean.bound < 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_readmes_have_the_table_of_the_readings(language: str) -> None:
    assert list(readings.rewrites(COMMITTED / language)) == []


def test_a_reading_that_is_kept_can_be_read_again() -> None:
    entries = [Judged(1, "a", "error", "=no", "gender"), Judged(2, "b", "ok")]
    text = sheet.kept(entries, "Omar")
    again = sheet.judged(text, "s.csv")
    assert [(one.planted, one.reader) for one in again] == [("gender", "Omar"), ("", "Omar")]
    assert score(again) == score(entries)
