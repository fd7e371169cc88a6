"""The guides tell the truth: whoever follows them, command by command, gets what they say."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from tests.packs import copy_of_valid
from tests.site.pictures import LARGEST, PICTURES

DOCS = Path(__file__).parents[2] / "docs"
_LESSONS = """lessons:
  - id: A1/food/pan
    topic: food
    title: El pan
    title_en: Bread
    oneliner: Pide pan.
    oneliner_en: Ask for bread.
    items: [pan]
"""
_STEP = re.compile(
    r"<!-- (?:run: (?P<code>\d) -->\n```console\n\$ babblr-vocab (?P<command>[^\n]*)\n```"
    r"|entry -->\n```yaml\n(?P<entry>.*?)^```"
    r"|replace: (?P<old>[^\n]*) → (?P<new>[^\n]*) -->)",
    re.MULTILINE | re.DOTALL,
)


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The word list that the guides change, in a folder with all they name."""
    pack = copy_of_valid(tmp_path / "vocab_sources")
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(_LESSONS, "utf-8")
    (tmp_path / "text.txt").write_text("Como pan con jengibre.", "utf-8")
    (tmp_path / "words.csv").write_text("palabra,inglés\npan,bread\ntaza,cup\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return pack / "A1" / "food.yaml"


def follow(page: str, words: Path) -> list[str]:
    """Do what a guide says, in its order, and return what its commands print."""
    text = (DOCS / page).read_text("utf-8")
    steps = list(_STEP.finditer(text))
    assert len(steps) == text.count("<!-- ") > 0
    assert text.count("```") == 2 * sum(step["old"] is None for step in steps)
    printed = []
    for step in steps:
        content = words.read_text("utf-8")
        if step["entry"]:
            words.write_text(content[: content.index("  - base_form: jengibre")] + step["entry"], "utf-8")
        elif step["old"]:
            assert content.count(f"{step['old']}\n") == 1
            words.write_text(content.replace(f"{step['old']}\n", f"{step['new']}\n"), "utf-8")
        else:
            done = CliRunner().invoke(cli, shlex.split(step["command"]))
            assert done.exit_code == int(step["code"]), (step["command"], done.output)
            printed.append(done.output)
    return printed


def test_tutorial(words: Path) -> None:
    added, refused, explained, accepted, built, *_ = follow("tutorial.md", words)
    assert "jengibre" in added
    assert "“masculin” is not a valid gender [V109 schema]" in refused
    assert "did you mean “masculine”?" in refused
    assert explained.startswith("V109")
    assert "error" not in accepted
    assert "babblr.db" in built
    for page in ("report.html", "text.html"):
        assert "<!doctype html>" in Path(page).read_text("utf-8")
    assert "jengibre" in Path("text.html").read_text("utf-8")


def test_a_teacher_with_a_list(words: Path) -> None:
    assert CliRunner().invoke(cli, ["build", "--language", "es"]).exit_code == 0
    imported, *_ = follow("teachers.md", words)
    assert "taza" in imported
    assert Path("es.apkg").stat().st_size > 0
    for page in ("es.html", "text.html"):
        assert "<!doctype html>" in Path(page).read_text("utf-8").lower()


def test_pictures_are_small_and_shown() -> None:
    pages = "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
    shown = set(re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)", pages))
    there = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert there.keys() == shown != set()
    assert max(there.values()) <= LARGEST
