"""The guides tell the truth: whoever follows them, command by command, sees what they show."""

import re
from pathlib import Path

import pytest

from tests.packs import copy_of_finished, copy_of_valid
from tests.site.following import DOCS, follow, normal, pattern
from tests.site.pictures import LARGEST, PICTURES

_LESSONS = """lessons:
  - id: A1/food/pan
    topic: food
    title: El pan
    title_en: Bread
    oneliner: Pide pan.
    oneliner_en: Ask for bread.
    items: [pan]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a guide is followed."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_tutorial(folder: Path) -> None:
    copy_of_valid(folder / "vocab_sources")
    follow("tutorial.md")
    for page in ("report.html", "text.html"):
        assert "<!doctype html>" in Path(page).read_text("utf-8")
    assert "jengibre" in Path("text.html").read_text("utf-8")
    assert "jengibres" in Path("vocab_sources/es/paradigms/noun.csv").read_text("utf-8")


def test_a_teacher_with_a_list(folder: Path) -> None:
    pack = copy_of_valid(folder / "vocab_sources")
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(_LESSONS, "utf-8")
    follow("teachers.md")
    assert Path("es.apkg").stat().st_size > 0
    for page in ("es.html", "text.html"):
        assert "<!doctype html>" in Path(page).read_text("utf-8").lower()


def test_a_first_hour_as_an_engineer(folder: Path) -> None:
    copy_of_finished(folder / "vocab_sources")
    follow("engineers.md")
    assert Path("build/babblr.db").stat().st_size > 0
    assert Path("learner.backup-1.db").stat().st_size > 0


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("wrote it\n", "wrote nothing\n"), ("12 words\n", "words\n"), ("…\nlast\n", "last\nmore\n"), ("V109\n", "V110\n")],
)
def test_what_a_page_shows_is_compared(shown: str, printed: str) -> None:
    assert re.fullmatch(pattern(shown), normal(printed)) is None
    assert re.fullmatch(pattern(shown), normal(shown))


def test_pictures_are_small_and_shown() -> None:
    pages = "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
    shown = set(re.findall(r"!\[[^\]]+\]\(pictures/([\w-]+\.png)\)", pages))
    there = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert there.keys() == shown != set()
    assert max(there.values()) <= LARGEST
