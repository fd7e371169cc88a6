"""Cases of rules: what is changed in a sound pack, and what is then found in it.

A file of `cases/` is named by the code of its `rule`. It has the `base`, which is the pack that its cases change, and
two lists of cases: `faults`, and `near_misses`, which are as like them as can be. A case has

`case`      what it is a case of
`language`  the language of the pack, if it is not that of the base; it is the name of the folder, and the `language` in
            pack.yaml, and the paradigm tables are left out
`profile`   the profile of the language, instead of its own: written like a file, below
`changes`   what is done to the pack, one step after the other:
              in, replace, with        the first time that a text stands in a file, it becomes another
              write, text              a file, in UTF-8 or another `encoding`; a text may follow that is to `repeat`, so
                                       many `times`, with its number for each `{n}` in it
              write, megabytes         a file of this size, with nothing in it
              delete                   a file
              folder                   a folder of this name
              link, to                 a link
`building`  whether the pack is built: what stands against drafts is then found otherwise
`finds`     by code, file, line and column, and with the text that stands there: what the rule finds, and what keeps a
            file from being read; the profile is the file `profile.toml`
"""

import shutil
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.builder.analyse import ASK_LEMMATIZERS
from pipeline.model.concepts import concepts_beside
from tests.packs import findings_of, languages_in

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "cases"

Step = dict[str, Any]
Found = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A pack, and the findings expected in it."""

    rule: str
    base: str
    case: str
    changes: Sequence[Step] = ()
    finds: Sequence[Found] = ()
    language: str | None = None
    profile: dict[str, Any] | None = None
    building: bool = False

    def lay(self, folder: Path) -> Path:
        """Copy the base into a folder, change it, and return it."""
        base = ROOT / self.base
        pack = folder / (self.language or base.name)
        shutil.copytree(base, pack)
        if self.language:
            take(pack, {"in": "pack.yaml", "replace": f"language: {base.name}", "with": f"language: {self.language}"})
            shutil.rmtree(pack / "paradigms")
        for step in self.changes:
            take(pack, step)
        if self.profile:
            path = profile_of(pack)
            path.parent.mkdir(parents=True)
            path.write_bytes(content(**self.profile))
        return pack


@dataclass(frozen=True)
class Cases:
    """The cases of a rule."""

    rule: str
    faults: tuple[Case, ...]
    near_misses: tuple[Case, ...]


def take(pack: Path, step: Step) -> None:
    """Change a pack."""
    match step:
        case {"in": file, "replace": old, "with": new}:
            text = (pack / file).read_text("utf-8")
            assert old in text, f"{old!r} is not in {file}"
            (pack / file).write_text(text.replace(old, new, 1), "utf-8")
        case {"write": file, **how}:
            (pack / file).parent.mkdir(parents=True, exist_ok=True)
            (pack / file).write_bytes(content(**how))
        case {"delete": file}:
            (pack / file).unlink()
        case {"folder": name}:
            (pack / name).mkdir()
        case {"link": name, "to": target}:
            (pack / name).parent.mkdir(exist_ok=True)
            (pack / name).symlink_to(target)
        case _:
            raise ValueError(step)


def content(
    text: str = "", repeat: str = "", times: int = 0, encoding: str = "utf-8", megabytes: float | None = None
) -> bytes:
    """Return what to write to a file."""
    if megabytes is not None:
        return bytes(int(megabytes * 2**20))
    return (text + "".join(repeat.replace("{n}", str(n + 1)) for n in range(times))).encode(encoding)


def profile_of(pack: Path) -> Path:
    """Return where the profile of a case is, if it has one."""
    return pack.parent / "languages" / pack.name / "profile.toml"


def found(pack: Path, rule: str, *, building: bool = False) -> list[Found]:
    """Return what is found in a pack, by code, file, line and column.

    The lemmatizers, which take seconds to load, are left alone unless the rule asks them.
    """
    profile, findings = profile_of(pack), []
    with languages_in(profile.parents[1]) if profile.is_file() else nullcontext():
        found = findings_of(pack, but=ASK_LEMMATIZERS - {rule}, building=building)
    for one in found:
        place, code = one.removeprefix(f"{profile.parent.as_posix()}/").split()
        place = place.replace(f"{concepts_beside(pack).as_posix()}/", "../concepts/")
        file, line, column = place.rsplit(":", 2)
        findings.append({"code": code, "file": file, "line": int(line), "column": int(column)})
    return findings


def text_at(pack: Path, place: Found) -> str:
    """Return the text of a file of the pack from a place on."""
    path = profile_of(pack) if place["file"] == "profile.toml" else pack / place["file"]
    lines = path.read_text("utf-8-sig").split("\n")
    return "\n".join(lines[place["line"] - 1 :])[place["column"] - 1 :]


def cases_in(path: Path) -> Cases:
    """Read the cases of a rule.

    Raises:
        TypeError: there is a key that means nothing, or one is missing.
    """
    return _cases(**yaml.safe_load(path.read_text("utf-8")))


def _cases(rule: str, base: str, faults: list[dict[str, Any]], near_misses: list[dict[str, Any]]) -> Cases:
    code = rule.partition(" ")[0]
    return Cases(
        rule,
        tuple(Case(code, base, **case) for case in faults),
        tuple(Case(code, base, **case) for case in near_misses),
    )
