"""`babblr-vocab report`: what it prints where, and what it refuses. tests/browser has its page."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
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
