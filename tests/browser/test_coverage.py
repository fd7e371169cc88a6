"""The heat map of a text, as people see it, point at it and move through it."""

from pathlib import Path

import pytest

from tests.browser.opened import PHONE, Browser
from tests.release.samples import run
from tests.release.test_hostile import HOSTILE

TEXT = "¿Comes pan en casa?\n¡Sí! El pan es bueno, xyzzy. Como xyzzy y PAN.\n"


@pytest.fixture(scope="module")
def page(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("coverage"), database, TEXT)


def written(folder: Path, database: Path, text: str) -> Path:
    (folder / "text.txt").write_text(text, "utf-8")
    arguments = ("coverage", folder / "text.txt", "-l", "es", "--level", "A1", "--db", database, "--patterns")
    done = run(*arguments, "--format", "html", "--output", folder / "page.html")
    assert done.exit_code == 0, done.output
    return folder / "page.html"


def test_words_show_their_entries_to_a_mouse_and_to_a_keyboard(page: Path, browser: Browser) -> None:
    with browser.opened(page) as shown:
        assert shown.inner_text(".text").replace("?\n¡", "|").startswith("¿Comes pan")
        entry = shown.locator("#entry")
        assert not entry.is_visible()
        shown.locator(".text a", has_text="Comes").hover()
        assert entry.inner_text() == "comer · verb · A1 · to eat"
        shown.keyboard.press("Escape")
        assert not entry.is_visible()
        shown.locator(".text a").first.focus()
        shown.keyboard.press("Tab")
        assert entry.inner_text() == "pan · noun · A1 · bread"
        shown.locator(".text a.unknown", has_text="xyzzy").first.focus()
        assert entry.inner_text() == "xyzzy: not in the lexicon"


def test_words_lead_to_their_entries_without_scripts(page: Path, browser: Browser) -> None:
    with browser.opened(page, java_script_enabled=False) as shown:
        shown.locator(".text a", has_text="Comes").click()
        assert shown.locator("tr:target").inner_text().split("\t") == ["comer", "verb", "A1", "to eat"]


def test_what_is_unknown_is_not_marked_by_its_colour_alone(page: Path, browser: Browser) -> None:
    with browser.opened(page) as shown:
        unknown = shown.locator(".text a.unknown", has_text="xyzzy").first
        line, mark = unknown.evaluate(
            "one => [getComputedStyle(one).textDecorationLine, getComputedStyle(one, '::after').content]"
        )
        assert (line, mark) == ("underline", '"?"')
        assert shown.locator("#unknown + .wide tbody tr").first.inner_text().split("\t")[:2] == ["xyzzy", "2"]


@pytest.mark.parametrize("how", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"viewport": PHONE}])
def test_nobody_is_kept_out(page: Path, browser: Browser, how: dict) -> None:
    assert browser.faults(page, **how) == []


def test_nothing_is_wider_than_a_phone(page: Path, browser: Browser) -> None:
    with browser.opened(page, viewport=PHONE) as shown:
        assert shown.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_text_becomes_markup(database: Path, browser: Browser, tmp_path: Path) -> None:
    """The browser itself would tell of a script, a picture or a dialog."""
    page = written(tmp_path, database, " \n".join([*HOSTILE.values(), "x" * 100_000]))
    with browser.opened(page) as shown:
        assert "<script>alert(1)</script>" in shown.inner_text(".text")
        assert shown.locator(".text *:not(a)").count() == 0
        assert shown.locator(".text a:not([href^='#'])").count() == 0
        assert "\u202e" not in shown.content()
        assert shown.evaluate("document.documentElement.scrollWidth") <= 1280
