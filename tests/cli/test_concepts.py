"""`babblr-vocab concepts`: what packs have no word for."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from tests.packs import copy_of_valid

CONCEPTS = """\
concepts:
  - {id: bread, gloss: baked food, cue: I buy bread., pos: noun, topic: food, level: A1}
  - {id: eat, gloss: to take food, cue: We eat at two., pos: verb, topic: food, level: A1}
  - {id: cheers, gloss: said when glasses touch, cue: Cheers!, pos: interjection, topic: food, level: A1}
  - {id: flour, gloss: =what bread is made of, cue: We need flour., pos: noun, topic: food, level: A2}
  - {id: phone-box, gloss: public telephone, cue: There it is., pos: noun, topic: town, level: A1, retired: true}
"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Packs of two languages: one has a word, a phrase and a reason, the other nothing."""
    pack = copy_of_valid(tmp_path)
    shutil.copytree(pack, tmp_path / "fr", ignore=shutil.ignore_patterns("paradigms"))
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "A1.yaml").write_text(CONCEPTS, "utf-8")
    text = (pack / "A1" / "food.yaml").read_text("utf-8")
    bread = text.replace("translation: bread", "translation: bread\n        concept: bread")
    (pack / "A1" / "food.yaml").write_text(bread, "utf-8")
    (pack / "concepts-none.yaml").write_text("covered_by: {eat: comer}\n", "utf-8")
    (pack / "lessons").mkdir()
    lesson = "{id: one, topic: food, title: X, title_en: X, oneliner: X., oneliner_en: X., items: [pan, %s]}"
    phrase = "{phrase: ¡Salud!, translation: Cheers!, concept: cheers}"
    (pack / "lessons" / "A1.yaml").write_text(f"lessons:\n  - {lesson % phrase}\n", "utf-8")
    return tmp_path


def run(sources: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["concepts", "--sources", str(sources), *arguments])


def test_gaps_are_a_table_of_concepts_and_languages(sources: Path) -> None:
    result = run(sources)
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["level", "concept", "gloss", "es", "fr"],
        ["A1", "bread", "baked", "food", "pan", "—"],
        ["A1", "eat", "to", "take", "food", "(covered", "by", "comer)", "—"],
        ["A1", "cheers", "said", "when", "glasses", "touch", "¡Salud!", "—"],
        ["A2", "flour", "=what", "bread", "is", "made", "of", "—", "—"],
    ]
    assert result.stderr == "concepts without a word or a reason: es 1, fr 4\n"


def test_a_language_a_level_and_all(sources: Path) -> None:
    assert [row.split()[1] for row in run(sources, "es").stdout.splitlines()] == ["concept", "flour"]
    assert run(sources, "es", "--level", "A1").stdout == ""
    every = json.loads(run(sources, "es", "--all", "--format", "json").stdout)
    assert [(row["concept"], row["languages"]["es"]) for row in every] == [
        ("bread", {"words": ["pan"], "reason": None}),
        ("eat", {"words": [], "reason": "covered by comer"}),
        ("cheers", {"words": ["¡Salud!"], "reason": None}),
        ("flour", {"words": [], "reason": None}),
    ]


def test_csv_is_for_spreadsheets(sources: Path) -> None:
    rows = list(csv.reader(io.StringIO(run(sources, "es", "--format", "csv").stdout)))
    assert rows == [
        ["level", "concept", "gloss", "cue", "es"],
        ["A2", "flour", "'=what bread is made of", "We need flour.", "—"],
    ]


def test_a_language_without_a_pack(sources: Path) -> None:
    result = run(sources, "pt")
    assert result.exit_code == 2
    assert "there is no pack “pt”" in result.stderr


def test_entries_that_cannot_be_read_are_said(sources: Path) -> None:
    (sources / "es" / "A1" / "food.yaml").write_text("words: [", "utf-8")
    assert "es: some entries could not be read" in run(sources, "es").stderr


def test_levels_may_be_written_in_small_letters(sources: Path) -> None:
    assert run(sources, "--level", "a1").stdout == run(sources, "--level", "A1").stdout != ""
