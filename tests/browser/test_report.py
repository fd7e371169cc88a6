"""The state of packs on one page."""

import shutil
from pathlib import Path

import pytest

from tests.browser.opened import PHONE, Browser
from tests.grammar_packs import built
from tests.packs import copy_of_valid
from tests.release.samples import altered, run
from tests.release.test_hostile import HOSTILE, hostile_pack


def written(folder: Path, sources: Path, *arguments: str | Path) -> Path:
    texts = folder / "texts" / "es"
    texts.mkdir(parents=True, exist_ok=True)
    (texts / "one.txt").write_text("Como pan. El pan es bueno.", "utf-8")
    asked = ("--corpus", folder / "texts", "--output", folder / "report.html")
    what = ("--sources", sources) if sources.is_dir() else (sources,)
    done = run("report", *what, *asked, *arguments)
    assert done.exit_code == 0, done.output
    return folder / "report.html"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny pack, with a warning."""
    folder = tmp_path_factory.mktemp("report") / "sources"
    words = copy_of_valid(folder) / "A1" / "food.yaml"
    words.write_text(words.read_text("utf-8").replace("translation: bread", "translation: the bread", 1), "utf-8")
    return folder


@pytest.fixture(scope="module")
def page(sources: Path) -> Path:
    return written(sources.parent, sources)


@pytest.fixture(scope="module")
def of_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a database with lessons, grammar lessons and assessments."""
    folder = tmp_path_factory.mktemp("database")
    return written(folder, built(folder))


def test_a_database_has_parts_of_its_own(of_database: Path, browser: Browser) -> None:
    with browser.opened(of_database) as shown:
        assert shown.locator("nav a").all_inner_texts() == [
            "Levels",
            "Parts of speech",
            "Coverage",
            "Lessons",
            "Grammar",
            "Assessments",
            "Definitions",
        ]
        shown.locator("#definitions ~ details summary").first.click()
        row = shown.locator("#definitions ~ details tr", has_text="book").first
        assert row.inner_text().split("\t")[::3] == ["libro", "book"]


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out_of_a_database(of_database: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(of_database, **how) == []


def test_nothing_of_a_database_is_wider_than_a_phone(of_database: Path, browser: Browser) -> None:
    with browser.opened(of_database, viewport=PHONE) as shown:
        shown.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_text_of_a_database_becomes_markup(browser: Browser, tmp_path: Path) -> None:
    text = " ".join(HOSTILE.values()).replace("'", "''")
    changes = [
        f"UPDATE {table} SET {column} = '{text}' WHERE id = (SELECT min(id) FROM {table})"
        for table, column in (
            ("words", "base_form"),
            ("word_meanings", "meaning_text"),
            ("word_meanings", "translation"),
            ("lessons", "title"),
            ("lesson_items", "content"),
            ("grammar_rules", "title"),
            ("assessments", "title"),
        )
    ]
    page = written(tmp_path, altered(built(tmp_path), tmp_path / "bad.db", *changes))
    with browser.opened(page) as shown:
        assert shown.locator("main script, main img").count() == 0
        assert "<script>alert(1)</script>" in shown.content().replace("&lt;", "<").replace("&gt;", ">")
        assert shown.locator("main a").count() == 0
        assert "\u202e" not in shown.content()


def test_figures_are_drawn_and_listed(page: Path, browser: Browser) -> None:
    with browser.opened(page) as shown:
        assert shown.title() == "A small Spanish pack: the state of the vocabulary"
        charts = shown.locator("figure svg")
        assert charts.count() == 4
        assert all(charts.nth(at).bounding_box()["height"] > 50 for at in range(4))
        row = shown.locator("#levels ~ .wide tbody tr").first
        assert row.inner_text().split("\t")[:4] == ["Spanish", "A1", "6", "6"]
        assert shown.locator("#coverage ~ .wide tbody tr").first.inner_text().split("\t")[-1] == "6"


def test_findings_lead_to_their_lines(page: Path, sources: Path, browser: Browser) -> None:
    (line,) = [
        number
        for number, text in enumerate((sources / "es" / "A1" / "food.yaml").read_text("utf-8").splitlines(), 1)
        if "the bread" in text
    ]
    with browser.opened(page) as shown:
        shown.locator("summary", has_text="V408").click()
        link = shown.locator("details[open] a").first
        assert link.get_attribute("href") == f"sources/es/A1/food.yaml#L{line}"


def test_findings_can_lead_to_a_repository(sources: Path, tmp_path: Path) -> None:
    page = written(tmp_path, sources, "--link-to", "https://example.org/blob/main/").read_text("utf-8")
    assert 'href="https://example.org/blob/main/' in page


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out(page: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(page, **how) == []


def test_nothing_is_wider_than_a_phone(page: Path, browser: Browser) -> None:
    with browser.opened(page, viewport=PHONE) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_all_of_it_is_printed(page: Path, browser: Browser) -> None:
    """What is folded on a screen is not folded on paper."""
    with browser.opened(page) as shown:
        listed = shown.locator("#lessons ~ details table, #parts ~ details table").first
        assert not listed.is_visible()
        shown.emulate_media(media="print")
        assert listed.bounding_box()["height"] > 20


def test_the_same_packs_give_the_same_bytes(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In two folders, which each call by the same name."""
    pages = []
    for name in ("one", "two"):
        shutil.copytree(sources, tmp_path / name / "sources")
        monkeypatch.chdir(tmp_path / name)
        pages.append(written(tmp_path / name, Path("sources"), "-o", "report.html").read_bytes())
    assert pages[0] == pages[1]


def test_no_text_becomes_markup(browser: Browser, tmp_path: Path) -> None:
    sources = hostile_pack(tmp_path / "sources", " ".join([*HOSTILE.values(), "x" * 10_000]), ())
    with browser.opened(written(tmp_path, sources)) as shown:
        assert shown.locator("main script, main img").count() == 0
        assert shown.locator("a[href^='javascript']").count() == 0
        assert "\u202e" not in shown.content()
