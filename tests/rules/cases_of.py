"""Cases of rules: changes laid over the valid pack, and where the rule must find something.

The valid pack is `tests/data/packs/valid/es`. A case has

`change`    by file of the pack, what happens to it:
              a list      texts of the file, each with its replacement (the first time it stands there)
              a text      the whole file, which may be a new one
              null        there is no such file
              a mapping   `link`: a link to this path; `folder`: a folder of this name; or a file made of `text`
                          (in another `encoding`, if that is given) and then of `entry`, `times` times, with its number
                          for each `{n}` in it; `megabytes`: a file of this size
`language`  the language of the pack, if it is not Spanish: the name of its folder, and `language` in pack.yaml; there
            are no paradigm tables then
`at`        where the rule finds something: `A1/food.yaml:6:21` is line 6, column 21
`unread`    where something cannot be read, if a near miss is about that
"""

import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from pipeline.builder.analyse import ASK_LEMMATIZERS
from tests.packs import copy_of_valid, findings_of

Case = dict[str, Any]


def lay(case: Case, folder: Path) -> Path:
    """Copy the valid pack into a folder, change it, and return it."""
    pack = copy_of_valid(folder)
    if "language" in case:
        pack = pack.rename(folder / case["language"])
        _replace(pack / "pack.yaml", [["language: es", f"language: {case['language']}"]])
        shutil.rmtree(pack / "paradigms")
    for name, change in case.get("change", {}).items():
        path = pack / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(change, list):
            _replace(path, change)
        else:
            path.unlink(missing_ok=True)
            if change is not None:
                _make(path, change if isinstance(change, dict) else {"text": change})
    return pack


def _replace(path: Path, replacements: list[list[str]]) -> None:
    text = path.read_text("utf-8")
    for old, new in replacements:
        assert old in text, f"{old!r} is not in {path.name}"
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def _make(path: Path, made_of: dict[str, Any]) -> None:
    if "link" in made_of:
        path.symlink_to(made_of["link"])
    elif "folder" in made_of:
        path.mkdir()
    else:
        entries = (made_of["entry"].replace("{n}", str(n + 1)) for n in range(made_of.get("times", 0)))
        text = made_of.get("text", "") + "".join(entries)
        path.write_bytes(text.encode(made_of.get("encoding", "utf-8")))
        with path.open("ab") as file:
            file.truncate(int(made_of.get("megabytes", 0) * 2**20) or path.stat().st_size)


def found(case: Case, code: str, folder: Path) -> dict[str, list[str]]:
    """Return where something is found in a case of a rule, by code: `A1/food.yaml:6:21`.

    The lemmatizers, which take seconds to load, are left alone unless the rule asks them.
    """
    places = defaultdict(list)
    for line in findings_of(lay(case, folder), but=ASK_LEMMATIZERS - {code}):
        place, code = line.split()
        places[code].append(place)
    return places
