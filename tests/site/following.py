"""Do what a guide says, in its order, and compare what its commands are shown to print with what they print.

A comment above a block says what is done with it: `run: CODE` runs the command in it and expects that exit code, `file:
NAME` writes it, `entry` puts it in place of the last entry of the word list, `unpack: OLD → NEW` does what the command
does. `replace: OLD → NEW` changes the word list, and `change: FILE: OLD → NEW` the first line that matches. In what is
shown, `…` stands for anything, on a line of its own for any lines, and figures need not be the same.
"""

import gzip
import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import cli

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WORDS = Path("vocab_sources/es/A1/food.yaml")
_STEP = re.compile(
    r"^<!-- (?P<verb>\w+)(?:: (?P<what>.*?))? -->$(?:\n```\w+\n(?P<block>.*?)^```$)?"
    r"|^```(?P<free>\w+)\n(?P<said>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def follow(page: str) -> dict[str, str]:
    """Do in the working folder what a guide says. Return what each command prints; the last one, if it comes twice."""
    printed = {}
    for step in _STEP.finditer((DOCS / page).read_text("utf-8")):
        if step["free"]:
            check_setting_up(step["said"])
        elif step["verb"] == "run":
            command, shown = step["block"].removeprefix("$ babblr-vocab ").split("\n", 1)
            done = CliRunner().invoke(cli, shlex.split(command))
            assert done.exit_code == int(step["what"]), (command, done.output)
            assert re.fullmatch(pattern(shown), normal(done.output)) or not shown, (command, done.output)
            printed[command] = done.output
        else:
            {"file": _write, "entry": _enter, "replace": _replace, "change": _change, "unpack": _unpack}[step["verb"]](
                step["what"] or "", step["block"] or ""
            )
    return printed


def normal(text: str) -> str:
    """Return text with all figures alike, and all gaps, but for figures in a code or a name."""
    return re.sub(r"[ \t]+", " ", re.sub(r"(?<![A-Za-z\d])\d[\d,.]*(?<=\d)", "0", text))


def pattern(shown: str) -> str:
    """Return a pattern of what a page shows."""
    lines = normal(shown).splitlines(keepends=True)
    return "".join("(?:.*\n)*" if line == "…\n" else re.escape(line).replace("…", ".*") for line in lines)


def check_setting_up(block: str) -> None:
    """Check a block that is not run: it sets up, with targets of the Makefile, and activates the environment."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for line in block.splitlines():
        _, *words = line.split()
        known = {"make", *targets, ".", ".venv/bin/activate"}
        assert set(words) <= known, line


def _write(name: str, block: str) -> None:
    Path(name).write_text(block, "utf-8")


def _enter(_: str, block: str) -> None:
    content = WORDS.read_text("utf-8")
    WORDS.write_text(content[: content.rindex("  - base_form: ")] + block, "utf-8")


def _replace(what: str, _: str) -> None:
    old, new = what.split(" → ")
    content = WORDS.read_text("utf-8")
    assert content.count(f"{old}\n") == 1
    WORDS.write_text(content.replace(f"{old}\n", f"{new}\n"), "utf-8")


def _change(what: str, _: str) -> None:
    name, change = what.split(": ", 1)
    old, new = change.split(" → ")
    content = Path(name).read_text("utf-8")
    content, count = re.subn(rf"^( *){old}$", rf"\g<1>{new}", content, count=1, flags=re.MULTILINE)
    assert count == 1
    Path(name).write_text(content, "utf-8")


def _unpack(what: str, _: str) -> None:
    old, new = what.split(" → ")
    Path(new).write_bytes(gzip.decompress(Path(old).read_bytes()))
