"""The site of the documentation, in a browser: what is ours in it keeps nobody out, and fits a phone and paper."""

from pathlib import Path

import pytest

from tests.browser.opened import Browser
from tests.site.built import MISSING, built

pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))

PHONE = {"width": 400, "height": 800}
FURO = {
    "aria-required-attr": "captions of the list of pages are headings without a level",
    "landmark-unique": "the two side bars have no names",
    "scrollable-region-focusable": "wide blocks and tables; browsers let the Tab key reach what scrolls themselves",
}
"""What axe finds in the theme's own templates and scripts."""
PAGES = ["tutorial", "first-app", "installing"]


@pytest.fixture(scope="module")
def site() -> Path:
    return built()


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": PHONE}])
def test_nobody_is_kept_out(site: Path, browser: Browser, how: dict) -> None:
    for page in PAGES:
        found = browser.faults(site / f"{page}.html", site, **how)
        assert [one for one in found if one.split(":")[0] not in FURO] == []


def test_nothing_is_wider_than_a_phone(site: Path, browser: Browser) -> None:
    for page in [*PAGES, "rules", "database", "reference/commands", "reference/schemas", "reference/api"]:
        with browser.opened(site / f"{page}.html", site, viewport=PHONE) as shown:
            assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_it_follows_the_system_into_the_dark(site: Path, browser: Browser) -> None:
    colours = []
    for scheme in ("light", "dark"):
        with browser.opened(site / "index.html", site, color_scheme=scheme) as shown:
            colours.append(shown.evaluate("getComputedStyle(document.body).backgroundColor"))
    light, dark = ([int(part) for part in colour[4:-1].split(",")] for colour in colours)
    assert min(light) > 200
    assert max(dark) < 100


def test_paper_has_the_page_and_no_lists_of_pages(site: Path, browser: Browser) -> None:
    with browser.opened(site / "tutorial.html", site) as shown:
        shown.emulate_media(media="print")
        assert shown.locator("h1").first.is_visible()
        assert not shown.locator(".sidebar-drawer").is_visible()
        assert not shown.locator(".toc-drawer").is_visible()


def test_search_finds_a_rule(site: Path, browser: Browser) -> None:
    with browser.opened(site / "search.html", site) as shown:
        shown.goto(f"{(site / 'search.html').as_uri()}?q=V503")
        shown.locator("#search-results a", has_text="What is checked").first.wait_for()
