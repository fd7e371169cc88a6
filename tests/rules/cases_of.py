"""Cases of rules: changes laid over the valid pack, and where the rule must find something."""

from pathlib import Path

from tests.packs import copy_of_valid, findings_of

Change = dict[str, list[list[str]] | None]
"""By file of the pack: texts to replace, each with its replacement; None removes the file."""


def lay(change: Change, folder: Path) -> Path:
    """Copy the valid pack into a folder, change it, and return it."""
    pack = copy_of_valid(folder)
    for name, replacements in change.items():
        path = pack / name
        if replacements is None:
            path.unlink()
            continue
        text = path.read_text("utf-8")
        for old, new in replacements:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
    return pack


def found(pack: Path, code: str) -> list[str]:
    """Return where a rule finds something in a pack: `A1/food.yaml:6:21`."""
    return [line.split()[0] for line in findings_of(pack) if line.split()[1] == code]
