"""The kinds of input: where each is, how it is mutated, and the commands that read it."""

import contextlib
import gzip
import io
import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pipeline.cli import _run
from pipeline.model.fields import FIELDS
from pipeline.reading.csv_rows import COLUMNS
from tests.database.upgrade.conftest import FORMER, NEW
from tests.database.upgrade.learners import make
from tests.database.upgrade.releases import build
from tests.fuzzing.databases import mutate_database
from tests.fuzzing.mutations import (
    LARGEST,
    any_text,
    any_value,
    mutate_bytes,
    mutate_encoding,
    mutate_record,
    mutate_table,
)
from tests.packs import copy_of_finished

_LESSONS = """\
lessons:
  - id: A1/food/1
    topic: food
    title: La comida 1
    title_en: Food 1
    oneliner: Di qué comes.
    oneliner_en: Say what you eat.
    items: [pan, {word: comer, meaning: to eat}, bueno]
  - id: A1/greetings/1
    topic: greetings
    title: Saludos 1
    title_en: Greetings 1
    oneliner: Saluda.
    oneliner_en: Say hello.
    items: [hola, {phrase: hasta mañana, translation: see you tomorrow}]
"""
_PROJECT = """\
[project]
name = "words"

[tool.babblr-vocab]
select = ["V1", "words", "error", "warning"]
ignore = ["V503"]
strict = true
baseline = "baseline.json"
"""
_RICH = """\
    levels: [{level: B1, priority: 3}]
    topics: [greetings]
    notes: Se usa mucho.
    formerly: [pam]
"""
"""Further fields of the first word."""
_TEXT = "Hola, ¿qué tal? Comemos pan y bebemos café. Adiós.\n"


@dataclass(frozen=True)
class Kind:
    """A kind of input."""

    files: tuple[str, ...]
    """The files that may be mutated, in the folder that `prepare` fills."""
    mutate: Callable[[Path, random.Random], None]
    """Changes a file in place."""
    commands: tuple[str, ...]
    """The command lines that read it."""


def prepare(folder: Path) -> None:
    """Fill an empty folder with sound inputs of all kinds.

    Raises:
        RuntimeError: a command that makes one of them fails.
    """
    pack = copy_of_finished(folder / "packs")
    food = pack / "A1" / "food.yaml"
    food.write_text(food.read_text("utf-8").replace("    source: babblr\n", f"{_RICH}    source: babblr\n", 1), "utf-8")
    packs = str(folder / "packs")
    _made(["release", "--sources", packs, "--dist", str(folder / "dist")])
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(_LESSONS, "utf-8")
    _made(["validate", packs, "-q", "--write-baseline", str(folder / "baseline.json")])
    _made(["build", packs, "-q", "-o", str(folder / "built" / "babblr.db")])
    shutil.copytree(folder / "packs", folder / "sound_packs")
    (folder / "pyproject.toml").write_text(_PROJECT, "utf-8")
    (folder / "text.txt").write_text(_TEXT, "utf-8")
    make(folder / "learner.db", "shipped", random.Random(7), FORMER)
    build(folder / "release.db", NEW)
    shutil.copy(folder / "release.db", folder / "sound.db")


def _made(command: list[str]) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        code = _run(command)
    if code:
        raise RuntimeError(f"{command} failed: {shown.getvalue()}")


def _yaml(keys: Sequence[str]) -> Callable[[Path, random.Random], None]:
    def mutate(path: Path, rng: random.Random) -> None:
        if rng.random() < 0.3:
            path.write_bytes(mutate_bytes(path.read_bytes(), rng))
            return
        record = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        mutate_record(record, rng, tuple(keys))
        flow = rng.choice([False, False, None, True])
        record = json.loads(json.dumps(record).replace("\\ud800", "\\ufffd"))  # what YAML's writer refuses
        text = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, default_flow_style=flow)
        path.write_bytes(mutate_encoding(text[:LARGEST], rng))

    return mutate


def _csv(columns: Sequence[str]) -> Callable[[Path, random.Random], None]:
    def mutate(path: Path, rng: random.Random) -> None:
        if rng.random() < 0.2:
            path.write_bytes(mutate_bytes(path.read_bytes(), rng))
        else:
            path.write_bytes(mutate_table(path.read_text("utf-8"), rng, tuple(columns)))

    return mutate


def _toml(path: Path, rng: random.Random) -> None:
    if rng.random() < 0.3:
        path.write_bytes(mutate_bytes(path.read_bytes(), rng))
        return
    lines = path.read_text("utf-8").splitlines()
    for _ in range(rng.choice([1, 1, 2, 4])):
        at = rng.randrange(len(lines) + 1)
        lines[at : at + rng.randrange(2)] = [_toml_line(rng)] * rng.choice([1, 1, 1, 2, 300])
    path.write_bytes(mutate_encoding("\n".join(lines)[:LARGEST], rng))


def _toml_line(rng: random.Random) -> str:
    key = rng.choice(
        ["select", "ignore", "strict", "baseline", "odd", '""', "a.b", "tool.babblr-vocab", "a" + ".a" * 150]
    )
    deep = rng.choice([2, 99, 101, 5000])
    value = rng.choice(
        [
            *(
                json.dumps(any_text(rng)),
                "[" * deep + "]" * deep,
                "{a = " * deep + "}" * deep,
                "2026-02-30",
                "1e999",
                "nan",
            ),
            *(
                "1" * 5000,
                "'V109'",
                "['', 1]",
                '"""',
                "'''\n'''",
                "true",
                "[[]]",
                '"\\u0000"',
                '"/dev/null"',
                "{}",
                '"."',
            ),
        ]
    )
    return rng.choice([f"{key} = {value}", f"[{key}]", f"[[{key}]]", f"[tool.babblr-vocab.{key}]", value, f"# {value}"])


def _json(path: Path, rng: random.Random) -> None:
    if rng.random() < 0.3:
        path.write_bytes(mutate_bytes(path.read_bytes(), rng))
        return
    record: Any = json.loads(path.read_text("utf-8"))
    mutate_record(record, rng, ("version", "findings", "sha256", "rows", "files", "packs", "bytes", "odd"))
    text = json.dumps(record if rng.random() < 0.97 else any_value(rng), ensure_ascii=rng.random() < 0.5)
    if rng.random() < 0.1:
        deep = rng.choice([10, 900, 60_000])
        text = text.replace(
            rng.choice(["1", '"', "{"]), rng.choice(["[" * deep, "NaN", "1" * 5000, "Infinity", '"a":']), 1
        )
    path.write_bytes(mutate_encoding(text, rng))


def _database(path: Path, rng: random.Random) -> None:
    mutate_database(path, rng)
    if path.suffix == ".db" and rng.random() < 0.1:
        packed = gzip.compress(path.read_bytes(), 1, mtime=0)
        path.write_bytes(mutate_bytes(packed, rng) if rng.random() < 0.5 else packed)


_CHECKED = (
    "validate packs/es --no-baseline -f {format}",
    "build packs -o out/babblr.db",
    "diff sound_packs packs -f {view}",
    "fix packs",
    "inflect es --sources packs --write",
)
_READ = (
    "verify release.db",
    "diff sound.db release.db -f {view}",
    "coverage text.txt -l es --level A1 --db release.db -f json",
    "stats release.db",
    "upgrade learner.db -r release.db",
)

_FIELDS = sorted({field.name for field in FIELDS})
_OF_LESSONS = ("kind", "items", "word", "phrase", "meaning", "translation", "example", "pronunciation", "id", "odd")
_OF_PACK = ("names", "series", "states", "targets", "waivers", "author", "url", "expires", "word", "oneliner", "odd")
_CELLS = ("Number=Plur", "Gender=Fem", "Gender=Masc|Number=Sing", "=", "A=B=C", "base_form", "Degree=Abs")

KINDS = {
    "yaml": Kind(("packs/es/A1/food.yaml",), _yaml(_FIELDS), _CHECKED),
    "csv": Kind(("packs/es/A1/greetings.csv",), _csv([*COLUMNS]), _CHECKED),
    "paradigm": Kind(
        tuple(f"packs/es/paradigms/{part}.csv" for part in ("noun", "adjective", "verb")), _csv(_CELLS), _CHECKED
    ),
    "lessons": Kind(("packs/es/lessons/A1.yaml",), _yaml(_OF_LESSONS), _CHECKED),
    "pack": Kind(("packs/es/pack.yaml",), _yaml(_OF_PACK), (*_CHECKED, "release --sources packs --dist new_dist")),
    "pyproject": Kind(("pyproject.toml",), _toml, ("validate packs/es", "validate packs -f {format}")),
    "baseline": Kind(
        ("baseline.json",), _json, ("validate packs", "validate packs/es --baseline baseline.json -f {format}")
    ),
    "database": Kind(("release.db", "learner.db"), _database, _READ),
    "manifest": Kind(
        ("built/manifest.json", "dist/manifest.json"),
        _json,
        (
            *("verify built/babblr.db", "verify dist/babblr-1.0.0.db.gz", "verify sound.db -m built/manifest.json"),
            *("upgrade learner.db -r dist/babblr-1.0.0.db.gz", "build packs -o built/babblr.db"),
        ),
    ),
}
