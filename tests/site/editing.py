"""A pack in a real editor: Monaco, which VS Code is made of, with the YAML language server and our schemas.

npm installs both, as tests/site/editor locks them; the site is built and tested without them.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlsplit

from tests.browser.opened import Browser

ROOT = Path(__file__).parents[2]
_PARTS = ("editor.js", "yaml.js", "base=node_modules/monaco-editor/esm/vs/editor/editor.worker.js")
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Editor</title><link rel="stylesheet" href="/editor.css">
<style>html, body { height: 100%; margin: 0 }</style><script src="/editor.js" defer></script></html>
"""


def bundled(folder: Path) -> Path:
    """Install the editor in a folder, and return the folder of its scripts. Asks npm's registry."""
    copytree(Path(__file__).parent / "editor", folder, dirs_exist_ok=True)
    _npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    _npm(
        folder, "exec", "--", "esbuild", *_PARTS, "--bundle", "--outdir=made", "--loader:.ttf=file", "--log-level=error"
    )
    return folder / "made"


def _npm(folder: Path, *arguments: str) -> None:
    subprocess.run(["npm", *arguments], cwd=folder, check=True)


@contextmanager
def edited(browser: Browser, scripts: Path, path: str, text: str, line: int, **how: Any) -> Iterator[Any]:
    """Yield the page of an editor with a text, as if it were in a file of the project, and the cursor in a line."""
    asked: list[str] = []
    context = browser.chromium.new_context(**how)
    context.route("**/*", lambda route: _answer(route, scripts, asked))
    page = context.new_page()
    page.goto("http://editor.invalid/")
    page.evaluate("([path, text, line]) => edit(path, text, line)", [f"/{path}", text, line])
    yield page
    context.close()
    assert "schemas/words.schema.json" in asked


def _answer(route: Any, scripts: Path, asked: list[str]) -> None:
    name = urlsplit(route.request.url).path[1:]
    asked.append(name)
    found = next((folder / name for folder in (scripts, ROOT) if (folder / name).is_file()), None)
    if found:
        route.fulfill(path=found)
    else:
        route.fulfill(body=_PAGE, content_type="text/html")
