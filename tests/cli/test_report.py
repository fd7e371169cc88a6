"""`babblr-vocab report`: what it prints where, and what it refuses. tests/browser has its page."""

import gzip
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from pipeline.curation.concepts import Cell, Row
from pipeline.model.concepts import Concept
from pipeline.model.findings import Finding, Place
from pipeline.reports import report_page as page_of_reports
from pipeline.reports.overview import Definition, LessonLine, Overview
from pipeline.reports.report_page import report_page
from pipeline.rules.provenance import DRAFT
from tests.grammar_packs import copied, of
from tests.packs import copy_of_valid


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["report", *map(str, arguments)])


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return copy_of_valid(tmp_path / "sources").parent


def test_markdown_with_changes(sources: Path, tmp_path: Path) -> None:
    copy_of_valid(tmp_path / "old")
    words = sources / "es" / "A1" / "food.yaml"
    words.write_text(words.read_text("utf-8").replace("translation: bread", "translation: the bread", 1), "utf-8")
    done = run("es", "-s", sources, "-f", "markdown", "--previous", tmp_path / "old")
    assert done.exit_code == 0, done.output
    assert "| Spanish | A1 | 6 | 6 | 6 |" in done.stdout
    assert "| warning | V408 |" in done.stdout
    assert "translation of “Alimento de harina y agua que se cuece en el horno.”: “bread” → “the bread”" in done.stdout


def test_a_text_that_is_none(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "texts" / "es").mkdir(parents=True)
    (tmp_path / "texts" / "es" / "one.txt").write_bytes(b"pan \xff")
    done = run("-s", sources, "--corpus", tmp_path / "texts")
    assert done.exit_code == 2
    assert "one.txt is not UTF-8 text" in done.stderr


def test_a_database_shows_what_it_holds(tmp_path: Path) -> None:
    """The same as the packs that it was built from, but for what only those know. A packed one, too."""
    sources = copied(tmp_path / "sources")
    of(sources, tmp_path / "babblr.db")
    packed = tmp_path / "babblr.db.gz"
    packed.write_bytes(gzip.compress((tmp_path / "babblr.db").read_bytes()))
    (tmp_path / "texts" / "es").mkdir(parents=True)
    (tmp_path / "texts" / "es" / "one.txt").write_text("Como pan. El pan es bueno.", "utf-8")
    pages = []
    for what in (["-s", sources], [tmp_path / "babblr.db"], [packed]):
        done = run(*what, "--corpus", tmp_path / "texts", "-o", tmp_path / "page.html")
        assert done.exit_code == 0, done.output
        pages.append((tmp_path / "page.html").read_text("utf-8"))
    of_packs, of_database, of_packed = map(parts, pages)
    held = {"levels", "parts", "coverage", "lessons", "grammar", "assessments", "definitions"}
    assert of_database.keys() == held
    assert of_packs.keys() == held | {"review", "findings", "checks", "sentences"}
    assert of_database == {name: of_packs[name] for name in held}
    assert of_packed == of_database
    assert "A database does not say: concepts and the gaps between languages, who has read which entry, " in pages[1]
    assert "A database does not say" not in pages[0]


def parts(page: str) -> dict[str, str]:
    """The parts of a page by their anchors."""
    found = re.findall(r'<h2 id="(\w+)">(.+?)(?=<h2|</main>)', page, re.DOTALL)
    return {name: part.strip() for name, part in found}


def test_a_large_page_is_as_large_as_its_figures(tmp_path: Path) -> None:
    """It grows by what a word has, and no more: a language of 10,000 words stays below 6 MB by far."""
    sizes = []
    for words in (400, 800, 1200):
        figures = overview(words)
        sizes.append(sum(len(part.encode()) for part in report_page(figures, lambda place: place.file)))
    first, second = sizes[1] - sizes[0], sizes[2] - sizes[1]
    assert abs(second - first) < 0.05 * first
    assert sizes[2] + 8800 * second / 400 < 6_000_000


def overview(words: int) -> Overview:
    """Figures of so many words in a language: each is in a lesson, and has a finding, a concept and a gap."""
    names = [f"palabra{number}" for number in range(words)]
    counts = {"level": "A1", "words": words, "cumulative": words, "target": words, "meanings": 1, "forms": 1}
    cells = {"es": Cell(), "fr": Cell()}
    place = Place("concepts/A1.yaml")
    concepts = [
        Row(Concept(f"concept-{name}", f"what {name} is", "Say it.", "noun", "food", "A1", place), cells)
        for name in names
    ]
    lessons = [
        LessonLine("A1", "food", f"Lección {at}", f"Lesson {at}", tuple(names[at : at + 14]))
        for at in range(0, words, 14)
    ]
    definition = "Alimento de harina y agua que se cuece en el horno."
    return Overview(
        title="large",
        names={"es": "Spanish"},
        counts=[{"language": "es", "examples": 2 * words, **counts}],
        concepts=concepts,
        findings=[Finding(DRAFT, f"“{name}” is a draft", Place("es/A1/food.yaml")) for name in names],
        rules=(DRAFT,),
        lessons={"es": lessons},
        definitions=[Definition("es", "A1", name, "noun", definition, "bread, loaf") for name in names],
    )


def test_definitions_are_listed_as_far_as_a_page_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_reports, "MOST_DEFINITIONS", 10)
    page = "".join(report_page(overview(25), lambda place: place.file))
    assert page.count("Alimento de harina") == 10
    assert "Spanish: and 15 more, which" in page


def test_a_database(sources: Path, tmp_path: Path) -> None:
    build(packs_in(sources), tmp_path / "babblr.db")
    done = run(tmp_path / "babblr.db", "-f", "markdown")
    assert done.exit_code == 0, done.output
    assert "| Spanish | A1 | 6 | 6 | 6 |" in done.stdout
    assert run(sources / "es" / "pack.yaml").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--previous", "."], "--previous is for --format markdown"),
        (["--link-to", "javascript:alert(1)"], "--link-to takes an address"),
        (["xx"], "no pack"),
        (["-o", "nowhere/report.html"], "the folder nowhere does not exist"),
    ],
)
def test_what_is_refused(arguments: list[str], said: str, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sources.parent)
    done = run("-s", sources, *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert [path.name for path in sources.parent.iterdir()] == ["sources"]
