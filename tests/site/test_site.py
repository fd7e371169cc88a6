"""The site of `make docs`: it builds without a warning and without a network, and all its links lead somewhere."""

import inspect
import json
import os
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click
import pytest

import pipeline.app
from pipeline.cli import COMMANDS, cli
from tests.site.built import MISSING, ROOT, built, sphinx

pytestmark = pytest.mark.skipif(MISSING is not None, reason=str(MISSING))


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
def site() -> Path:
    return built()


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


def test_links_that_lead_nowhere_stop_the_build(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    links = ["[x](no-page.md)", "[x](#no-heading)", "[x](other.md#no-other-heading)", "![x](no-picture.png)"]
    (pages / "other.md").write_text("# Other\n", "utf-8")
    (pages / "index.md").write_text("# Page\n\n{}\n\n```{{toctree}}\nother\n```\n".format("\n\n".join(links)), "utf-8")
    done = sphinx(tmp_path / "site", str(pages), "-c", "docs")
    assert done.returncode == 1
    for missing in ("no-page.md", "no-heading", "no-other-heading", "no-picture.png"):
        assert missing in done.stderr


def test_reference_describes_every_command_with_every_option(site: Path, pages: dict[Path, Page]) -> None:
    page = site / "reference" / "commands.html"
    text = unescape(re.sub("<[^>]+>", "", page.read_text("utf-8")))
    for name in COMMANDS:
        assert name in pages[page].places
        command = cli.get_command(click.Context(cli), name)
        assert command
        described = text.split(f"Usage: babblr-vocab {name} ", 1)[1].split("Usage: ", 1)[0]
        for parameter in command.params:
            named = (
                parameter.opts
                if isinstance(parameter, click.Option)
                else [parameter.make_metavar(click.Context(command))]
            )
            assert all(one in described for one in named), (name, named)


def test_reference_describes_every_field_of_every_schema(site: Path, pages: dict[Path, Page]) -> None:
    page = site / "reference" / "schemas.html"
    text = page.read_text("utf-8")
    for path in (ROOT / "schemas").glob("*.schema.json"):
        schema = json.loads(path.read_text("utf-8"))
        assert path.name.removesuffix(".schema.json") in pages[page].places
        for part in (schema, *schema.get("$defs", {}).values()):
            for field in part.get("properties", {}):
                assert f'<span class="pre">{field}</span>' in text, (path.name, field)


def test_reference_describes_what_apps_import(site: Path, pages: dict[Path, Page]) -> None:
    described = {place.rpartition("pipeline.app.")[2] for place in pages[site / "reference" / "api.html"].places}
    for name in set(pipeline.app.__all__) - {"models", "schemas"}:
        found = getattr(pipeline.app, name)
        assert name in described or f"settings.{name}" in described
        assert inspect.getdoc(found)
        if inspect.isclass(found):
            members = {
                one for one in {*vars(found), *vars(found).get("__annotations__", {})} if not one.startswith("_")
            }
            assert {f"{name}.{one}" for one in members} <= described
