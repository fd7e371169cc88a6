"""What a release changes, as a page."""

from pathlib import Path

import pytest

from tests.browser.opened import PHONE, Browser
from tests.release.samples import altered, run
from tests.release.test_hostile import HOSTILE


def written(old: Path, new: Path, page: Path) -> Path:
    done = run("diff", old, new, "--format", "html", "--output", page)
    assert done.exit_code == 0, done.output
    return page


@pytest.fixture(scope="module")
def page(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    other = altered(
        database,
        folder / "other.db",
        "UPDATE word_meanings SET translation = 'loaf' WHERE translation = 'bread'",
        "DELETE FROM word_difficulty_levels WHERE word_id = (SELECT id FROM words WHERE base_form = 'comer')",
    )
    return written(database, other, folder / "page.html")


def test_changes_are_shown(page: Path, browser: Browser) -> None:
    with browser.opened(page) as shown:
        assert shown.title() == "Changes from babblr.db to other.db"
        assert shown.locator("h3").all_inner_texts() == ["Retired", "Changed"]
        changed = shown.locator("table", has_text="Before").locator("tr", has_text="loaf")
        assert changed.locator("del").inner_text() == "bread"
        assert changed.locator("ins").inner_text() == "loaf"
        assert shown.locator("th[lang=es]", has_text="comer").is_visible()


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out(page: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(page, **how) == []


def test_nothing_is_wider_than_a_phone(page: Path, browser: Browser) -> None:
    with browser.opened(page, viewport=PHONE) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_text_becomes_markup(database: Path, browser: Browser, tmp_path: Path) -> None:
    text = " ".join([*HOSTILE.values(), "x" * 10_000]).replace("'", "''")
    other = altered(
        database,
        tmp_path / "other.db",
        f"UPDATE words SET notes = '{text}'",
        f"UPDATE word_meanings SET translation = '{text}'",
    )
    with browser.opened(written(database, other, tmp_path / "page.html")) as shown:
        assert "<script>alert(1)</script>" in shown.inner_text("main")
        assert shown.locator("main script, main img").count() == 0
        assert "\u202e" not in shown.content()
