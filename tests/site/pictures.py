"""Take the pictures of the documentation: `make pictures`.

They are committed, so that the site is built without a browser.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser.opened import Browser, running

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 150 * 1024
"""Bytes of a picture: everyone who clones the repository fetches all of them."""
_SIZE = {"width": 1000, "height": 700}
_TEXT = """Ana y Luis van al mercado el sábado. Compran pan, queso, fruta y un poco de jengibre.
El señor pregunta: «¿Algo más?» Ana dice: «Sí, por favor, medio kilo de tomates».
Luego toman un café en la plaza y hablan de la película de ayer.
"""


def main() -> None:
    """Write a picture of each page that the tutorial shows."""
    with TemporaryDirectory() as name, running() as browser:
        folder = Path(name)
        report = _made(folder / "report.html", "report", "es", "--quiet")
        _take(browser, report, "report")
        database = folder / "babblr.db"
        _run("build", "--language", "es", "--output", str(database), "--quiet")
        (folder / "text.txt").write_text(_TEXT, "utf-8")
        asked = ("--language", "es", "--level", "A1", "--format", "html", "--db", str(database))
        _take(browser, _made(folder / "text.html", "coverage", str(folder / "text.txt"), *asked), "coverage")


def _made(file: Path, *arguments: str) -> Path:
    _run(*arguments, "--output", str(file))
    return file


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, check=True)


def _take(browser: Browser, file: Path, name: str, **how: Any) -> None:
    picture = PICTURES / f"{name}.png"
    picture.parent.mkdir(exist_ok=True)
    with browser.opened(file, viewport=_SIZE, **how) as page:
        page.screenshot(path=str(picture))
    assert picture.stat().st_size <= LARGEST, picture


if __name__ == "__main__":
    main()
