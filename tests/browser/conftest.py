"""The browser of the system: skipped where there is none, unless BABBLR_REQUIRE_BROWSER=1."""

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from tests.browser.opened import Browser
from tests.packs import VALID

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window and without a network.

    It ends with its module: as long as it is there, its event loop runs, and `asyncio.run` refuses to start another.
    """
    missing = _missing()
    if missing and os.environ.get("BABBLR_REQUIRE_BROWSER") == "1":
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    root: dict[str, Any] = {"args": ["--no-sandbox"]} if getattr(os, "geteuid", lambda: 1)() == 0 else {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_path(), **root)
        yield Browser(chromium)
        chromium.close()


def _path() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def _missing() -> str | None:
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            return f"the package {package} is not installed"
    return None if _path() else f"there is no {' or '.join(_NAMES[:2])} here"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the tiny pack, with a word of a later level."""
    folder = tmp_path_factory.mktemp("browser")
    build(packs_in(VALID), folder / "babblr.db")
    return folder / "babblr.db"
