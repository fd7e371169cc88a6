"""From files to candidates: every row is reported once, and what is said of a word is in one place."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.candidates.store import read_candidates
from pipeline.intake.importing import Asked, Import, ImportingError, ListFile
from pipeline.intake.known import PackWords, pack_words
from pipeline.intake.preview import preview
from pipeline.intake.readers.registry import family_for
from pipeline.intake.report import Outcome, Summary
from pipeline.intake.sources import Source
from pipeline.languages.profile import profile
from tests.intake.candidates.imports import files, values
from tests.packs import VALID, copy_of_valid

SAMPLES = Path(__file__).parent / "samples"
LANGUAGES = {
    "anki-notes.txt": "de",
    "deck.apkg": "nl",
    "excel-export.csv": "de",
    "frequency.csv": "es",
    "kaikki.jsonl": "es",
    "quizlet.txt": "es",
    "sentence-pairs.tsv": "es",
    "teacher.xlsx": "it",
    "word-translation.yaml": "es",
    "wordlist.txt": "fr",
    "words.json": "fr",
}


def imported(
    folder: Path, *paths: Path, language: str = "es", write: bool = True, **asked: Any
) -> tuple[Import, list[dict[str, Any]]]:
    """Import files of one source each, and return the import and its report."""
    lines: list[str] = []
    pack = PackWords(profile(language), exists=False)
    with Import(Asked(language, folder, **asked), pack, Summary(lines.append)) as done:
        done.read([ListFile(path.name, path, Source(path.stem, path.name, "CC0-1.0")) for path in paths])
        if write:
            done.write()
    return done, [json.loads(line) for line in lines]


def test_the_languages_of_all_samples_are_known() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("name", sorted(LANGUAGES, key=lambda name: LANGUAGES[name]))
def test_every_row_of_a_sample_is_in_the_report_once(name: str, tmp_path: Path) -> None:
    path, language = SAMPLES / name, LANGUAGES[name]
    read = [(table.name, row.number) for table in family_for(path).tables(path, language) for row in table.rows]
    done, report = imported(tmp_path / "candidates", path, language=language)
    assert Counter((row["table"], row["row"]) for row in report) == Counter(read)
    assert done.summary.rows == len(read)
    said = {form for row in report for form in row["base_forms"]}
    assert said == {one.base_form for one in read_candidates(tmp_path / "candidates", language)}
    before = every_file(tmp_path)
    imported(tmp_path / "candidates", path, language=language)
    assert every_file(tmp_path) == before


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


CELLS = st.sampled_from(
    ["", "casa", "la casa", "casas", "house", "A2", "12", "#x", "Wort", "a,b", '"', "=1+1", "é\u202e"]
)


@settings(max_examples=60)
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=12))
def test_every_row_of_any_table_is_in_the_report_once(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("list") / "list.csv"
    path.write_text("word,translation\n" + "".join(";".join(row) + "\n" for row in rows), "utf-8")
    read = [row.number for table in family_for(path).tables(path, "es") for row in table.rows]
    done, report = imported(path.parent / "candidates", path, write=False)
    assert [row["row"] for row in report] == read
    assert done.summary.outcomes == Counter(Outcome(row["outcome"]) for row in report)


def test_counts_of_folded_spellings_are_added(tmp_path: Path) -> None:
    _, report = imported(tmp_path, SAMPLES / "frequency.csv")
    found = {one.base_form: values(one) for one in read_candidates(tmp_path, "es")}
    assert (found["casa"]["count"], found["casa"]["given"]) == ([4120], ["casas"])
    assert (found["estar"]["count"], found["estar"]["given"]) == ([4097], ["está", "estaré"])
    assert found["mundo"]["count"] == [1757]
    outcomes = {row["given"]: (row["outcome"], row["reason"]) for row in report}
    assert outcomes["está"] == ("candidate", "")
    assert outcomes["estaré"] == ("folded", "form of estar (folded in), which line 4 gave before")
    assert outcomes["madrid"] == ("aside", "proper name")
    assert outcomes["rank | word | count | per_million"] == ("header", "header")


def test_a_word_that_is_given_twice_has_the_lower_level_first(tmp_path: Path) -> None:
    _, report = imported(tmp_path, SAMPLES / "words.json", language="fr")
    found = {one.base_form: values(one) for one in read_candidates(tmp_path, "fr")}
    assert found["chaise"]["level"] == ["A2", "B1"]
    assert report[-1]["reason"] == "given before: record 2 (A2)"


def test_what_the_pack_has_is_said(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("pan\npanes\nmejor\nqueso\n", "utf-8")
    lines: list[str] = []
    with Import(Asked("es", tmp_path / "c"), pack_words(VALID, "es"), Summary(lines.append)) as done:
        done.read([ListFile("list.txt", path, Source("list", "List"))])
        done.write()
    assert [*done.summary.in_pack][:1] == ["pan"]
    report = [json.loads(line) for line in lines]
    assert [row["outcome"] for row in report[:2]] == ["already in the pack"] * 2
    assert report[3]["outcome"] == "candidate"
    assert {one.base_form: one.in_pack for one in read_candidates(tmp_path / "c", "es")}["pan"]


def test_one_sheet_is_read_alone_and_the_others_are_reported(tmp_path: Path) -> None:
    _, report = imported(tmp_path / "c", SAMPLES / "teacher.xlsx", language="it", sheet="Unità 1")
    assert {row["reason"] for row in report if row["table"] == "Note"} == {"another table was chosen"}
    with pytest.raises(ImportingError, match="there is no table “Unit 1”; there is “Unità 1”, “Note”"):
        imported(tmp_path / "c", SAMPLES / "teacher.xlsx", language="it", sheet="Unit 1")


def test_nothing_is_written_unless_everything_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "candidates"
    imported(folder, SAMPLES / "frequency.csv")
    before = every_file(tmp_path)
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(ImportingError, match=r"empty\.csv: it is empty"):
        imported(folder, SAMPLES / "quizlet.txt", empty)
    empty.unlink()
    (folder / "sources.yaml").chmod(0o444)  # it is written last
    with pytest.raises(OSError, match="read-only"):
        imported(folder, SAMPLES / "quizlet.txt")
    assert every_file(tmp_path) == before


def test_folders_that_are_not_needed_are_removed(tmp_path: Path) -> None:
    imported(tmp_path / "a" / "candidates", SAMPLES / "quizlet.txt", write=False)
    assert files(tmp_path) == {}


def test_places_name_the_file_if_a_source_has_several(tmp_path: Path) -> None:
    ones = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in ones:
        path.write_text("casa\nqueso\n", "utf-8")
    source = Source("list", "List")
    with Import(Asked("es", tmp_path / "c"), PackWords(profile("es"), exists=False), Summary()) as done:
        done.read([ListFile(path.name, path, source) for path in ones])
        done.write()
    (casa, _) = read_candidates(tmp_path / "c", "es")
    assert [claim.place for claim in casa.claims["base_form"]] == ["one.txt, line 1"]


def test_a_mapping_that_is_kept_is_of_its_language(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("word,translation\ncasa,house\n", "utf-8")
    imported(tmp_path / "c", path)
    done, _ = imported(tmp_path / "c", path, language="it")
    ((_, table),) = done.tables
    assert table.mapping is not None
    assert table.mapping.language == "it"
    assert [one.language for one in read_candidates(tmp_path / "c", "it")] == ["it"]


def test_words_that_are_nearly_the_same_are_doubted(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = ["cuscino,cushion", "cussino,cushion", "amico,friend", "amica,friend", "ponte,bridge", "parte,part"]
    path.write_text("\n".join(["italiano,english", *rows]) + "\n", "utf-8")
    _, report = imported(tmp_path / "c", path, language="it")
    doubts = {row["given"]: row["doubts"] for row in report if "nearly" in str(row["doubts"])}
    assert list(doubts) == ["cussino"]
    assert "nearly the same as cuscino (line 2), with the same translation" in doubts["cussino"]


def test_doubts_about_words_of_the_pack_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("palabra,traducción\nla pan,bread\nel queso,cheese\n", "utf-8")
    pack, source = pack_words(VALID, "es"), Source("list", "List")
    with Import(Asked("es", tmp_path / "c"), pack, Summary()) as done:
        done.read([ListFile("list.csv", path, source)])
    assert "  pan  (feminine here, and masculine in the pack)" in list(
        preview(done.summary, done.tables, pack, [source], done.categories)
    )


def test_a_word_that_is_drafted_is_in_the_pack(tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "packs")
    words = tmp_path / "packs" / "es" / "A1" / "food.yaml"
    draft = "  - base_form: queso\n    part_of_speech: FIXME\n    status: draft\n"
    words.write_text(words.read_text("utf-8") + draft, "utf-8")
    path = tmp_path / "list.txt"
    path.write_text("queso\n", "utf-8")
    lines: list[str] = []
    with Import(Asked("es", tmp_path / "c"), pack_words(tmp_path / "packs", "es"), Summary(lines.append)) as done:
        done.read([ListFile("list.txt", path, Source("list", "List"))])
    assert json.loads(lines[0])["outcome"] == "already in the pack"
