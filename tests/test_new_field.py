"""A row more in the table of fields goes all the way: YAML, CSV, checks, order, rows, and what `diff` tells.

The program runs in a process of its own, in which each record has a field more. Beside the table it is given what a
field needs that is not Python of ours to read: its property in the schema, and its column in a revision.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.system.resources import resource
from tests.database.history import longer_history
from tests.packs import copy_of_valid

PROGRAM = """
import contextlib, io, json, sys
from pathlib import Path
from pipeline.system import resources
resources.resource = Path(sys.argv[1]).joinpath
from pipeline.model import fields
from pipeline.model.fields import CODE, EXAMPLE, FORM, LEVEL, MEANING, NUMBER, TEXT, WORD, Field
fields.FIELDS += (
    Field(WORD, "origin", TEXT, "origin", "origin"),
    Field(WORD, "frequency", NUMBER, "frequency", "frequency"),
    Field(WORD, "reviewer", CODE, "reviewer"),
    Field(LEVEL, "reason", TEXT, None, "reason"),
    Field(MEANING, "usage", TEXT, "usage", "usage"),
    Field(EXAMPLE, "scene", CODE, "example_scene", "scene"),
    Field(FORM, "region", CODE, None, "region"),
)
from pipeline.cli import main
results = []
for arguments in json.loads(sys.argv[2]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            main(arguments)
        except SystemExit as end:
            results.append([end.code, out.getvalue()])
print(json.dumps(results))
"""

PROPERTIES = {
    "word": {"origin": "text", "frequency": "priority", "reviewer": "line"},
    "meaning": {"usage": "text"},
    "example": {"scene": "line"},
    "form": {"region": "line"},
}
COLUMNS = {
    "words": ("origin TEXT", "frequency INTEGER"),
    "word_difficulty_levels": ("reason TEXT",),
    "word_meanings": ("usage TEXT",),
    "word_examples": ("scene TEXT",),
    "word_forms": ("region TEXT",),
}

FORMS = "{region: Chile, type: diminutive, text: pancito}, {region: Spain, type: plural, text: panes}"
SAID = (
    ("            translation: I buy bread", "            scene: shop\n            translation: I buy bread"),
    ("        translation: bread\n", "        usage: 'Said  of food.'\n        translation: bread\n"),
    ("    source: babblr\n", "    reviewer: ada\n    frequency: 90\n    origin: Latin\n    source: babblr\n"),
    ("    priority: 1\n", "    priority: 1\n    levels: [{reason: Seen again, level: A2, priority: 8}]\n"),
    ("    gender: masculine\n", f"    gender: masculine\n    forms: [{FORMS}]\n"),
)
"""What is changed in the file of the valid pack: old, new. The keys are not in their order, a text has two spaces."""


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the schemas and the revisions, in which the fields are."""
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(resource("schemas"), folder / "schemas")
    path = folder / "schemas" / "words.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    for name, properties in PROPERTIES.items():
        for key, reference in properties.items():
            schema["$defs"][name]["properties"][key] = {"$ref": f"#/$defs/{reference}", "examples": ["x"]}
    level = schema["$defs"]["word"]["properties"]["levels"]["items"]
    level["properties"]["reason"] = {"$ref": "#/$defs/text", "examples": ["x"]}
    path.write_text(json.dumps(schema), "utf-8")
    statements = [f"ALTER TABLE {table} ADD COLUMN {one}" for table, columns in COLUMNS.items() for one in columns]
    longer_history(folder, f"[op.execute(statement) for statement in {statements!r}]")
    return folder


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The valid pack with a value for each new field of a word, in YAML and in CSV."""
    folder = tmp_path / "sources"
    path = copy_of_valid(folder) / "A1" / "food.yaml"
    text = path.read_text("utf-8")
    for old, new in SAID:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")
    table = folder / "es" / "A1" / "greetings.csv"
    header, first, *others = table.read_text("utf-8").splitlines()
    more = "origin,frequency,reviewer,usage,example_scene,example_2,example_2_scene"
    values = "Latin,95,ada,On  meeting.,street,Hola a todos.,party"
    rows = [f"{header},{more}", f"{first},{values}", *(f"{row},,,,,,," for row in others)]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def run(home: Path, *commands: tuple[str | Path, ...]) -> list[tuple[int, str]]:
    """Run commands of the program that has the fields; return exit codes and what was printed."""
    listed = json.dumps([[str(argument) for argument in command] for command in commands])
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home), listed], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [(code, printed) for code, printed in json.loads(done.stdout)]


def changes(printed: str) -> list[tuple[Any, ...]]:
    """Return what a diff in JSON tells of changed words: word, what, old, new."""
    words = json.loads(printed)["words"]
    return [(word["base_form"], one["what"], one["old"], one["new"]) for word in words for one in word["changes"]]


FIXED = """\
  - base_form: pan
    part_of_speech: noun
    gender: masculine
    pronunciation: pan
    priority: 1
    meanings:
      - meaning: Alimento de harina y agua que se cuece en el horno.
        translation: bread
        examples:
          - text: Compro pan todos los días.
            translation: I buy bread every day.
            scene: shop
        usage: 'Said of food.'
    levels: [{level: A2, priority: 8, reason: Seen again}]
    forms: [{type: diminutive, text: pancito, region: Chile}, {type: plural, text: panes, region: Spain}]
    source: babblr
    status: reviewed
    origin: Latin
    frequency: 90
    reviewer: ada
"""
CHANGES = {
    "hola": [
        ("origin", None, "Latin"),
        ("frequency", None, "95"),
        ("usage", None, "On meeting."),
        ("example", None, "Hola a todos."),
        ("example_scene", None, "street"),
    ],
    "pan": [
        ("origin", None, "Latin"),
        ("frequency", None, "90"),
        ("level", None, "A2"),
        ("usage", None, "Said of food."),
        ("example_scene", None, "shop"),
        ("form", None, "pancito"),
        ("form_region", None, "Spain"),
    ],
}
ROWS = {
    "SELECT origin, frequency FROM words WHERE origin <> '' ORDER BY base_form": [("Latin", 95), ("Latin", 90)],
    "SELECT reason FROM word_difficulty_levels WHERE reason <> ''": [("Seen again",)],
    "SELECT usage FROM word_meanings WHERE usage <> '' ORDER BY usage": [("On meeting.",), ("Said of food.",)],
    "SELECT scene FROM word_examples WHERE scene <> '' ORDER BY scene": [("party",), ("shop",), ("street",)],
    # The plural stands in the paradigm table too: it is one form, with what the entry says of it.
    "SELECT form_text, region FROM word_forms WHERE region <> '' ORDER BY 1": [
        ("pancito", "Chile"),
        ("panes", "Spain"),
    ],
}


def test_field_goes_all_the_way(home: Path, sources: Path, tmp_path: Path) -> None:
    database, plain, later = tmp_path / "new.db", tmp_path / "plain", tmp_path / "later"
    copy_of_valid(plain)
    shutil.copytree(sources, later)
    words = later / "es" / "A1" / "food.yaml"
    words.write_text(words.read_text("utf-8").replace("Seen again", "Met again"), "utf-8")
    validate = ("validate", "--no-cache", "--select", "V109", "--select", "V121", sources)
    found, fixed, clean, built, same, other, moved = run(
        home,
        validate,
        ("fix", sources),
        validate,
        ("build", "--no-cache", "--quiet", "--sources", sources, "--output", database),
        ("diff", database, sources),
        ("diff", plain, database, "--format", "json"),
        ("diff", database, later, "--format", "json"),
    )
    assert found[1].count("V121") == 2  # a text is looked at, in YAML and in CSV
    assert (fixed[0], clean[0], clean[1].count("V1")) == (0, 0, 0)
    assert FIXED in (sources / "es" / "A1" / "food.yaml").read_text("utf-8")
    assert built == (0, "")
    with closing(sqlite3.connect(database)) as connection:
        assert {query: connection.execute(query).fetchall() for query in ROWS} == ROWS
    assert same == (0, "no differences\n")
    assert changes(other[1]) == [(word, *change) for word, told in CHANGES.items() for change in told]
    assert ("pan", "level_reason", "Seen again", "Met again") in changes(moved[1])


def test_schema_is_what_lets_a_field_in(home: Path, sources: Path) -> None:
    shutil.copy(resource("schemas") / "words.schema.json", home / "schemas")
    ((code, printed),) = run(home, ("validate", "--no-cache", "--quiet", sources))
    assert code == 1
    assert "there is no field “origin” here" in printed
