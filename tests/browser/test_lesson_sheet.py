"""Lesson sheets, which are made for paper."""

from pathlib import Path

import pytest

from tests.browser.opened import PHONE, Browser
from tests.grammar_packs import built
from tests.release.samples import run


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sheet")
    done = run("export", "es", "--db", built(folder), "--output", folder / "sheet.html")
    assert done.exit_code == 0, done.output
    return folder / "sheet.html"


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out(page: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(page, **how) == []


def test_paper_has_the_lessons_alone_each_with_its_licence(page: Path, browser: Browser) -> None:
    with browser.opened(page, color_scheme="dark") as shown:
        shown.emulate_media(media="print")
        assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert not shown.locator("h1").is_visible()
        assert not shown.locator("body > footer").is_visible()
        assert shown.locator("section footer").first.is_visible()
        assert "Licence" in shown.locator("section footer").first.inner_text()


def test_nothing_is_wider_than_a_phone(page: Path, browser: Browser) -> None:
    with browser.opened(page, viewport=PHONE) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
