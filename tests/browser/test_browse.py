"""The lexicon in a browser, as `browse` serves it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.cache import PLACE
from pipeline.cli.browse import fault_in
from pipeline.reports.browse import server
from pipeline.reports.browse.copy import indexed_copy
from tests.browser.opened import DESK, PHONE, Browser
from tests.reports.browsing import ETRE, learners

THEIRS = {
    "color-contrast",
    "heading-order",
    "html-has-lang",
    "label",
    "landmark-one-main",
    "link-in-text-block",
    "region",
    "select-name",
}
"""Faults that axe finds in Datasette's own templates."""


@pytest.fixture(scope="module")
def learner(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's database."""
    return learners(database, tmp_path_factory.mktemp("learner") / "babblr.db")


@pytest.fixture(scope="module")
def address(learner: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served."""
    import uvicorn

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PLACE, str(tmp_path_factory.mktemp("cache")))
        shown = server.datasette_of(indexed_copy(learner, fault_in))
    listener = server.listening("127.0.0.1", 0)
    served = uvicorn.Server(uvicorn.Config(server.guarded(shown.app()), log_level="error"))
    thread = threading.Thread(target=served.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    served.should_exit = True
    thread.join(10)
    listener.close()


@contextmanager
def opened(browser: Browser, address: str, path: str, **how: Any) -> Iterator[Any]:
    """Yield a page. It asks nobody else for anything, and nothing is complained about."""
    asked: list[str] = []
    said: list[str] = []
    context = browser.chromium.new_context(**{"viewport": DESK, **how})
    context.route("**/*", lambda route: _let_in(route, address, asked))
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address + path)
    yield page
    context.close()
    assert asked == []
    assert said == []


def _let_in(route: Any, address: str, asked: list[str]) -> None:
    if route.request.url.startswith(f"{address}/"):
        route.continue_()
    else:
        asked.append(route.request.url)
        route.abort()


def faults(page: Any) -> set[str]:
    from axe_playwright_python.sync_playwright import Axe

    return {one["id"] for one in Axe().run(page).response["violations"]}


def test_a_search_needs_no_accents(address: str, browser: Browser) -> None:
    with opened(browser, address, "/babblr/lexicon") as page:
        page.fill("input[name=_search]", "etre")
        page.keyboard.press("Enter")
        page.wait_for_url("**_search=etre**")
        page.click("tbody th a")
        assert page.inner_text("h1") == "être"
        assert page.inner_text("#forms ~ .wide caption >> nth=1") == "Conjugation"
        assert page.inner_text("tbody tr:has-text('imperfect') td >> nth=1") == "étais"


def test_filters_are_set_and_kept_in_the_address(address: str, learner: Path, browser: Browser) -> None:
    with opened(browser, address, "/babblr/lexicon") as page:
        for facet, value in (("level", "A1"), ("topics", "food"), ("learner", "unread")):
            page.click(f"section[aria-label={facet}] a:text-is('{value}')")
        shown = page.locator("tbody th").all_inner_texts()
        its = page.url
        assert "level=A1" in its
        assert "topics__arraycontains=food" in its
        assert "learner=unread" in its
    with closing(sqlite3.connect(learner)) as connection:
        expected = connection.execute(
            """
            SELECT w.base_form FROM words w JOIN word_difficulty_levels l ON l.word_id = w.id
              JOIN word_topics t ON t.word_id = w.id
             WHERE l.difficulty_level = 'A1' AND t.topic_id = 'food'
               AND w.id NOT IN (SELECT word_id FROM user_word_progress) ORDER BY l.priority, w.id
            """
        ).fetchall()
    assert [(one,) for one in shown] == expected
    assert len(expected) == 3
    with opened(browser, address, its.removeprefix(address)) as page:
        assert page.locator("tbody th").all_inner_texts() == shown


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_the_page_of_a_word(address: str, browser: Browser, scheme: str) -> None:
    with opened(browser, address, f"/babblr/words/{ETRE}", color_scheme=scheme) as page:
        assert faults(page) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("filters", ["", "?level=A1&topics__arraycontains=food", "?_search=xyzzy"])
def test_nobody_is_kept_out_of_the_lexicon(address: str, browser: Browser, scheme: str, filters: str) -> None:
    with opened(browser, address, f"/babblr/lexicon{filters}", color_scheme=scheme) as page:
        assert faults(page) == set()


@pytest.mark.parametrize("path", ["/", "/babblr", "/babblr/words?language=es", "/babblr/counts"])
def test_thefault_ins_of_datasettes_own_pages_are_known(address: str, browser: Browser, path: str) -> None:
    with opened(browser, address, path) as page:
        assert faults(page) <= THEIRS


def test_nothing_is_wider_than_a_phone(address: str, browser: Browser) -> None:
    for path in (f"/babblr/words/{ETRE}", "/babblr/lexicon"):
        with opened(browser, address, path, viewport=PHONE) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
