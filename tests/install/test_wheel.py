"""A wheel in fresh environments: core for an app, and what each extra adds. `make test-install` runs these."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from pipeline.system.extras import EXTRAS
from tests.install.environments import PYTHON, ROOT, Environment
from tests.packs import UNKNOWN, UNKNOWN_TEXT

pytestmark = pytest.mark.install

PAGE = ROOT / "tests" / "app" / "page.py", ROOT / "docs" / "app.md"
MOST = 90
"""Megabytes of an app's disk that core may take."""


def test_wheel_has_all_that_belongs_into_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as content:
        names = set(content.namelist())
        (metadata,) = [content.read(name).decode() for name in names if name.endswith(".dist-info/METADATA")]
    assert {name.split("/")[0] for name in names} == {
        "pipeline",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    assert names >= {
        "pipeline/py.typed",
        *(f"pipeline/resources/schemas/{path.name}" for path in (ROOT / "schemas").iterdir()),
        *(
            f"pipeline/resources/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
            for path in (ROOT / "templates").rglob("*")
            if path.is_file()
        ),
        *(
            f"pipeline/resources/migrations/versions/{path.name}"
            for path in (ROOT / "migrations/versions").glob("*.py")
        ),
    }
    assert "\nAuthor: The Babblr vocabulary authors\n" in metadata
    assert all("://" in link for link in re.findall(r"\]\(([^)]*)\)", metadata))


def test_core_is_small(
    core: Environment, app: Environment, full: Environment, capsys: pytest.CaptureFixture[str]
) -> None:
    sizes = {"core": core.megabytes, "`app`": app.megabytes, "`build`": full.megabytes}
    with capsys.disabled():
        print(f"\n{PYTHON}: " + ", ".join(f"{what} {size} MB" for what, size in sizes.items()))
    assert sizes["core"] <= MOST
    page = (ROOT / "docs" / "installing.md").read_text("utf-8")
    stated = dict(re.findall(r"^\| (core|`\w+`) \|.*\| (\d+) MB \|$", page, re.MULTILINE))
    assert {what: pytest.approx(size, rel=0.1) for what, size in sizes.items()} == {
        what: int(size) for what, size in stated.items()
    }
    assert not core.packages & {"pandas", "spacy", "pyyaml", "aiosqlite", "greenlet", "numpy", "ablaut"}


def test_app_is_imported_with_core_alone(core: Environment, tmp_path: Path) -> None:
    done = core.run("-c", "from pipeline.app import *; import pipeline; print(pipeline.__file__)", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(core.folder)


def test_page_for_the_app_without_async_needs_core_alone(core: Environment, workplace: Path, tmp_path: Path) -> None:
    assert_page_works(core, "synchronous", workplace, tmp_path)


def test_page_for_the_app_needs_the_extra_app(app: Environment, workplace: Path, tmp_path: Path) -> None:
    assert_page_works(app, "asynchronous", workplace, tmp_path)


def assert_page_works(environment: Environment, kind: str, workplace: Path, folder: Path) -> None:
    shutil.copytree(workplace / "build", folder / "release")
    done = environment.run(PAGE[0], kind, PAGE[1], folder=folder)
    assert done.returncode == 0, done.stderr
    assert "\nYou are talking with a learner of Spanish at CEFR level A1." in done.stdout
    assert {"hola", "comer", "pan", "llamarse"} <= json.loads(done.stdout.splitlines()[-1]).keys()


def test_types_are_seen_by_those_who_use_us(core: Environment, tmp_path: Path) -> None:
    """With py.typed a checker reads our hints; without, all of ours is `Any`, and nothing is wrong."""
    (tmp_path / "ours.py").write_text('from pipeline.app import engine_for\nengine_for(b"x")\n', "utf-8")
    command = [sys.executable, "-m", "mypy", "--python-executable", str(core.python), "ours.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert re.search(r'ours.py:2: error: Argument 1 to "engine_for" has incompatible type "bytes"', done.stdout), done


def test_core_and_full_measure_texts_alike(core: Environment, full: Environment, workplace: Path) -> None:
    script = ROOT / "tests" / "install" / "dialogues.py"
    texts = ROOT / "tests" / "data" / "dialogues"
    outputs = []
    for environment in (core, full):
        done = environment.run(script, texts, workplace / "build" / "babblr.db", folder=workplace)
        assert done.returncode == 0, done.stderr
        outputs.append(json.loads(done.stdout))
    assert len(outputs[0]) == len(list(texts.glob("*/*.txt"))) >= 36
    assert outputs[0] == outputs[1]


def test_core_commands(core: Environment, workplace: Path, tmp_path: Path) -> None:
    database = workplace / "build" / "babblr.db"
    shutil.copy(database, tmp_path / "learner.db")
    for arguments in (
        ["verify", database],
        ["upgrade", "learner.db", "--release", database],
        ["diff", database, "learner.db", "--exit-code"],
        ["explain", "V301"],
        ["schema", "words"],
        ["--version"],
    ):
        done = core.command(*arguments, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    for command in COMMANDS:
        assert core.command(command, "--help", folder=tmp_path).returncode == 0


def test_pack_begun_outside_a_checkout(full: Environment, tmp_path: Path) -> None:
    sources = tmp_path / "vocab_sources"
    sources.mkdir()
    done = full.command("new-pack", "it", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for about in (path for path in (sources / "it").iterdir() if path.name in ("pack.yaml", "language.toml")):
        about.write_text(about.read_text("utf-8").replace("FIXME", "Saluti"), "utf-8")
    for arguments in (["validate"], ["stats", "vocab_sources"]):
        done = full.command(*arguments, folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    for path in (sources / "it").rglob("*.yaml"):
        (schema,) = re.findall(r"\$schema=(\S+)", path.read_text("utf-8"))
        assert json.loads((path.parent / schema).read_text("utf-8"))["type"] == "object"


def test_a_language_of_a_pack_alone(full: Environment, core: Environment, tmp_path: Path) -> None:
    """Its language.toml is all that the program learns of Catalan; of the pack only the database reaches the app."""
    shutil.copytree(UNKNOWN, tmp_path / "vocab_sources")
    for arguments in (["validate", "--strict"], ["build"]):
        done = full.command(*arguments, folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(tmp_path / "vocab_sources")
    (tmp_path / "text.txt").write_text(UNKNOWN_TEXT, "utf-8")
    done = core.command(*["coverage", "text.txt", "-l", "ca", "--level", "A1", "--fail-under", "100"], folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_packs_validated_built_and_verified_outside_a_checkout(full: Environment, workplace: Path) -> None:
    done = full.command("validate", folder=workplace)
    assert done.returncode == 0, done.stdout
    done = full.command("verify", "build/babblr.db", "--sources", "vocab_sources", folder=workplace)
    assert done.returncode == 0, done.stdout
    assert "byte for byte" in done.stdout


def test_extra_curate_on_top(full: Environment, workplace: Path) -> None:
    done = full.command("inflect", "es", folder=workplace)
    assert done.returncode == 0, done.stderr  # all rows are there; those of verbs cannot be compared
    assert "not compared" in done.stderr
    line = done.stderr.splitlines()[-1]
    assert line.endswith("[curate]'")
    full.type(line)
    done = full.command("inflect", "es", folder=workplace)
    assert done.returncode == 0, done.stderr
    assert "0 missing" in done.stderr
    assert "not compared" not in done.stderr


def test_extra_corpus_on_top(full: Environment, workplace: Path, tmp_path: Path) -> None:
    (tmp_path / "corpus.txt").write_text("Como pan.\nComes pan.\n", "utf-8")
    counting = ("frequency", "corpus.txt", "-l", "es", "--db", workplace / "build" / "babblr.db")
    alone = full.command(*counting, folder=tmp_path)
    assert alone.returncode == 0, alone.stderr
    done = full.command(*counting, "--workers", "2", folder=tmp_path)
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.endswith("[corpus]'")
    full.type(line)
    done = full.command(*counting, "--workers", "2", folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, alone.stdout), done.stderr
    assert "pan,A1,2" in done.stdout


def test_extra_report_on_top(full: Environment, workplace: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Como pan.\n", "utf-8")
    asked = ("coverage", "text.txt", "-l", "es", "--level", "A1", "--db", workplace / "build" / "babblr.db")
    done = full.command(*asked, "--format", "html", folder=tmp_path)
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.endswith("[report]'")
    full.type(line)
    done = full.command(*asked, "--format", "html", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<!doctype html>")


def test_extra_browse_on_top(full: Environment, workplace: Path, tmp_path: Path) -> None:
    database = workplace / "build" / "babblr.db"
    done = full.command("browse", database, "--no-open", folder=tmp_path)
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.endswith("[browse]'")
    full.type(line)
    program = (
        "import asyncio, sys; from pathlib import Path; from pipeline.reports.browse import copy, server; "
        "shown = server.datasette_of(copy.indexed_copy(Path(sys.argv[1]), lambda _: None)); "
        "print(asyncio.run(shown.client.get('/babblr/lexicon?base_form=comer')).text)"
    )
    done = full.run("-c", program, database, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert ">comer</a>" in done.stdout


def test_every_extra_is_tried() -> None:
    assert set(EXTRAS) == {"app", "browse", "build", "corpus", "curate", "export", "intake", "report"}
