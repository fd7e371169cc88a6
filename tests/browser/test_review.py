"""The entries that a second person reads, on one page."""

from pathlib import Path

import pytest

from tests.browser.opened import PHONE, Browser
from tests.packs import copy_of_valid
from tests.release.samples import run
from tests.release.test_hostile import HOSTILE, hostile_pack


def written(folder: Path, sources: Path) -> Path:
    done = run("review", "es", "--sources", sources, "--html", folder / "review.html")
    assert done.exit_code == 0, done.output
    return folder / "review.html"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    food = copy_of_valid(folder / "sources") / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("status: reviewed", "status: draft"), "utf-8")
    return written(folder, folder / "sources")


def test_an_entry_is_shown_as_it_is_learnt(page: Path, browser: Browser) -> None:
    with browser.opened(page) as shown:
        assert shown.title() == "Spanish: 4 words to read"
        pan = shown.locator("article", has_text="el pan")
        assert pan.locator("h2").inner_text().split(". ")[1:] == ["el pan pl", "panes"]
        comer = shown.locator("article", has=shown.locator("h2", has_text="comer"))
        forms = comer.locator("table", has_text="Key forms")
        assert forms.locator("tr", has_text="indicative present").locator("td").inner_text().startswith("como, comes,")
        assert forms.locator("tr", has_text="gerund").locator("td").inner_text() == "comiendo"


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out(page: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(page, **how) == []


def test_nothing_is_wider_than_a_phone(page: Path, browser: Browser) -> None:
    with browser.opened(page, viewport=PHONE) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_it_is_printed_dark_on_light(page: Path, browser: Browser) -> None:
    """Also where the screen is dark."""
    with browser.opened(page, color_scheme="dark") as shown:
        colour = "getComputedStyle(document.body).backgroundColor"
        assert shown.evaluate(colour) == "rgb(20, 24, 31)"
        shown.emulate_media(media="print")
        assert shown.evaluate(colour) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("fields", [("notes", "pronunciation", "meaning", "translation"), ()])
def test_no_text_becomes_markup(fields: tuple[str, ...], browser: Browser, tmp_path: Path) -> None:
    sources = hostile_pack(tmp_path / "sources", " ".join([*HOSTILE.values(), "x" * 10_000]), fields)
    food = sources / "es" / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("status: reviewed", "status: draft"), "utf-8")
    with browser.opened(written(tmp_path, sources)) as shown:
        assert "<script>alert(1)</script>" in shown.inner_text("main")
        assert shown.locator("main script, main img, main a").count() == 0
        assert "\u202e" not in shown.content()
        assert shown.evaluate("document.documentElement.scrollWidth") <= 1280
