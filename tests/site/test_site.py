"""The site of `make docs`: it builds without a warning and without a network, and all its links lead somewhere."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.cli import COMMANDS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    not all(map(find_spec, ("sphinx", "furo", "myst_parser"))), reason="not installed: see requirements/docs.txt"
)


class Page(HTMLParser):
    """What a page refers to, what it loads, and the places in it that links can name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.places.update(filter(None, (found.get("id"), found.get("name"))))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"] or "")
        elif tag == "link" and found.get("rel") != "canonical":
            self.loaded.append(found.get("href") or "")
        elif found.get("src"):
            self.loaded.append(found["src"] or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    (recipe,) = (line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "-m sphinx" in line)
    arguments = recipe.split("-m sphinx ")[1].replace("build/docs", str(folder)).split()
    no_network = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    result = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=ROOT,
        env={**os.environ, **no_network},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html")) if "_static" not in path.parts}


def test_every_page_of_the_documentation_is_in_it(site: Path) -> None:
    for path in (ROOT / "docs").rglob("*.md"):
        assert (site / path.relative_to(ROOT / "docs")).with_suffix(".html").exists()


def test_links_lead_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            known = target in pages and (not parts.fragment or unquote(parts.fragment) in pages[target].places)
            if not known and not (target.is_file() and target not in pages):
                broken.append(f"{path.name}: {link}")
    assert broken == []
    assert sum(len(page.links) for page in pages.values()) > 1000


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page]) -> None:
    for path, page in pages.items():
        assert page.loaded
        for address in page.loaded:
            parts = urlsplit(address)
            assert not parts.netloc, address
            here = parts.scheme == "data" or not parts.path  # `#`: the page itself
            assert here or (path.parent / unquote(parts.path)).is_file(), f"{path.name}: {address}"


def test_style_sheets_load_nothing_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.css"):
        text = path.read_text("utf-8")
        assert "url(http" not in text
        assert "url(//" not in text
        assert "@import" not in text


def test_reference_describes_every_command_and_schema(site: Path, pages: dict[Path, Page]) -> None:
    assert set(COMMANDS) <= pages[site / "reference" / "commands.html"].places
    names = {path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").iterdir()}
    assert names <= pages[site / "reference" / "schemas.html"].places


def test_reference_describes_what_apps_import(site: Path, pages: dict[Path, Page]) -> None:
    import pipeline.app

    described = {place.rpartition(".")[2] for place in pages[site / "reference" / "api.html"].places}
    modules_and_constants = {"models", "schemas", "APP_SHARES"}
    assert set(pipeline.app.__all__) - modules_and_constants <= described
