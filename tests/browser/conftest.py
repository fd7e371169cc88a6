"""The browser of the system: skipped where there is none, unless BABBLR_REQUIRE_BROWSER=1."""

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from tests.browser.opened import NAMES, Browser, path, running
from tests.packs import VALID


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
    with running() as opened:
        yield opened


def _missing() -> str | None:
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            return f"the package {package} is not installed"
    return None if path() else f"there is no {' or '.join(NAMES[:2])} here"


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the tiny pack, with a word of a later level."""
    folder = tmp_path_factory.mktemp("browser")
    build(packs_in(VALID), folder / "babblr.db")
    return folder / "babblr.db"
