"""Take the pictures of the documentation: `make pictures`. Needs a browser, and npm for the editor.

They are committed, so that the site is built without either.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.opened import Browser, running
from tests.site.editing import bundled, edited

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150 * 1024
"""Bytes of a picture: everyone who clones the repository fetches all of them."""
_SIZE = {"width": 1000, "height": 700}
_SIZE_OF_EDITOR = {"width": 1000, "height": 500}
_TEXT = """Ana y Luis van al mercado el sábado. Compran pan, queso, fruta y un poco de jengibre.
El señor pregunta: «¿Algo más?» Ana dice: «Sí, por favor, medio kilo de tomates».
Luego toman un café en la plaza y hablan de la película de ayer.
"""


def main() -> None:
    """Write a picture of each page that the tutorial shows, and of an editor completing an entry."""
    with TemporaryDirectory() as name, running() as browser:
        folder = Path(name)
        _take_completion(browser, bundled(folder / "editor"), folder / "vocab_sources")
        report = _made(folder / "report.html", "report", "es", "--quiet")
        _take(browser, report, "report")
        database = folder / "babblr.db"
        _run("build", "--language", "es", "--output", str(database), "--quiet")
        (folder / "text.txt").write_text(_TEXT, "utf-8")
        asked = ("--language", "es", "--level", "A1", "--format", "html", "--db", str(database))
        _take(browser, _made(folder / "text.html", "coverage", str(folder / "text.txt"), *asked), "coverage")


def _take_completion(browser: Browser, scripts: Path, sources: Path) -> None:
    """Begin the entry that the tutorial begins, and ask the editor what can follow `gender:`."""
    copytree(ROOT / "vocab_sources", sources)
    _run("new", "es", "jengibre", "--level", "A1", "--topic", "food", "--sources", str(sources))
    words = "es/A1/food.yaml"
    text = re.sub("# gender: .*", "gender: ", (sources / words).read_text("utf-8"))
    line = text.splitlines().index("    gender: ") + 1
    with edited(browser, scripts, f"vocab_sources/{words}", text, line, viewport=_SIZE_OF_EDITOR) as page:
        page.keyboard.press("Control+Space")
        page.locator(".suggest-widget.visible .monaco-list-row").first.wait_for()
        offered = page.locator(".suggest-widget .monaco-list-row .label-name").all_inner_texts()
        schema = json.loads((ROOT / "schemas" / "words.schema.json").read_text("utf-8"))
        assert set(offered) == set(schema["$defs"]["word"]["properties"]["gender"]["enum"])
        _keep(page, "editor")


def _made(file: Path, *arguments: str) -> Path:
    _run(*arguments, "--output", str(file))
    return file


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, check=True)


def _take(browser: Browser, file: Path, name: str, **how: Any) -> None:
    with browser.opened(file, viewport=_SIZE, **how) as page:
        _keep(page, name)


def _keep(page: Any, name: str) -> None:
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=str(picture))
    assert picture.stat().st_size <= LARGEST, picture


if __name__ == "__main__":
    main()
