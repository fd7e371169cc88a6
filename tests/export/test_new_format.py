"""A format is one module: that of docs/exporting.md, added as the page says."""

import re
import subprocess
import sys
from pathlib import Path

from pipeline.export import registry

PAGE = (Path(__file__).parent.parent.parent / "docs" / "exporting.md").read_text("utf-8")

PROGRAM = """
import sys
from pipeline.export import formats
formats.__path__.append(sys.argv.pop(1))
from pipeline.cli import main
main()
"""


def run(folder: Path, *arguments: object) -> str:
    """Run the command with the modules of a folder as formats besides ours, in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, str(folder), "export", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_format_of_the_page_works(database: Path, tmp_path: Path) -> None:
    (module,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "tabbed.py").write_text(module, "utf-8")
    assert "anki|csv|dmlex|jsonl|sheet|tabbed|xlsx" in run(folder, "--help").replace("\n", "").replace(" ", "")
    run(folder, "es", "--db", database, "-o", tmp_path / "es.tsv")
    first, second, *_ = (tmp_path / "es.tsv").read_text("utf-8").splitlines()
    assert first.startswith("The Babblr vocabulary authors: vocabulary es 1.0.0, 2026-01-02. Licence: CC-BY-4.0")
    assert second == "pan\tbread"
    run(folder, "es", "--db", database, "-o", tmp_path / "same", "--format", "tabbed")
    assert (tmp_path / "same").read_bytes() == (tmp_path / "es.tsv").read_bytes()


def test_the_page_lists_every_format() -> None:
    for name in registry.names():
        assert f"| `{name}` | `{registry.format_named(name).suffix}` |" in PAGE
