"""With core alone, every command works or says the one line that installs what it needs; nothing has changed then."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import COMMANDS
from pipeline.system.extras import EXTRAS, install_command
from tests.packs import VALID, copy_of_valid

WITHOUT_EXTRAS = f"""
import sys
sys.modules.update(dict.fromkeys({[module for extra in EXTRAS.values() for module in extra]}))
"""
"""Makes Python find none of the extras' modules."""

CORE = {
    "coverage": ["text.txt", "--language", "es", "--level", "A1", "--db", "babblr.db"],
    "diff": ["babblr.db", "babblr.db"],
    "explain": ["V301"],
    "export": ["es", "--db", "babblr.db", "--output", "es.apkg"],
    "frequency": ["text.txt", "--language", "es", "--db", "babblr.db"],
    "schema": ["words"],
    "upgrade": ["learner.db", "--release", "babblr.db", "--dry-run"],
    "verify": ["babblr.db"],
}
NEEDS_BUILD = {
    "build": ["--output", "other.db"],
    "concepts": ["es"],
    "diff": ["babblr.db", "vocab_sources"],
    "draft": ["es", "--level", "A1", "--topic", "food", "--write"],
    "export": ["es", "--output", "es.xlsx"],
    "fix": [],
    "homographs": ["es"],
    "import": ["text.txt", "--language", "es", "--write"],
    "lessons": ["es"],
    "inflect": ["es", "--write"],
    "new": ["es", "limón", "--topic", "food"],
    "new-pack": ["it"],
    "pronounce": ["es", "--write"],
    "release": [],
    "review": ["es"],
    "questions": ["es"],
    "report": [],
    "sample": ["es"],
    "stats": ["babblr.db"],
    "validate": ["--write-baseline", "known.json"],
    "verify": ["babblr.db", "--sources", "vocab_sources"],
}

NEEDS_BROWSE = {"browse": ["babblr.db", "--no-open"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the calls work on."""
    folder = tmp_path_factory.mktemp("core")
    (folder / "vocab_sources").symlink_to(VALID)
    build(packs_in(VALID), folder / "babblr.db")
    (folder / "learner.db").write_bytes((folder / "babblr.db").read_bytes())
    (folder / "text.txt").write_text("Como pan.", "utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = f"{WITHOUT_EXTRAS}from pipeline.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_no_command_is_forgotten() -> None:
    assert CORE.keys() | NEEDS_BUILD.keys() | NEEDS_BROWSE.keys() == set(COMMANDS)


@pytest.mark.parametrize("command", CORE)
def test_core_commands_work(command: str, folder: Path) -> None:
    done = run(folder, command, *CORE[command])
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr in ("no differences\n", "wrote es.apkg: 6 words\n")


@pytest.mark.parametrize("command", NEEDS_BUILD)
def test_other_commands_say_what_to_type(command: str, folder: Path) -> None:
    before = sorted(folder.iterdir())
    done = run(folder, command, *NEEDS_BUILD[command])
    assert done.returncode == 2
    assert done.stdout == ""
    first, last = done.stderr.splitlines()
    assert first.startswith("Error: this needs the extra “build” of babblr-vocab, which is not installed")
    assert last == install_command("build")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("command", ["coverage", "diff"])
def test_pages_say_what_to_type(command: str, folder: Path) -> None:
    done = run(folder, command, *CORE[command], "--format", "html")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == install_command("report")


def test_report_needs_its_extra_for_the_page_alone(folder: Path) -> None:
    program = "import sys; sys.modules.update(jinja2=None, vl_convert=None); from pipeline.cli import main; main()"

    def reported(format_: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", program, "report", "babblr.db", "--format", format_]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert reported("html").stderr.splitlines()[-1] == install_command("report")
    done = reported("markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# babblr.db\n")


def test_browse_says_what_to_type(folder: Path) -> None:
    done = run(folder, "browse", *NEEDS_BROWSE["browse"])
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == install_command("browse")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_without_extras(command: str, folder: Path) -> None:
    assert run(folder, command, "--help").returncode == 0


@pytest.mark.parametrize(("language", "verb"), [("es", "cantar"), ("de", "gundeln"), ("fr", "parler")])
def test_verbs_say_what_to_type(language: str, verb: str) -> None:
    program = f"""{WITHOUT_EXTRAS}
from pipeline.languages.inflection import Lexeme, inflector
inflector("{language}")(Lexeme("{verb}", "verb"))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == install_command("curate")


def test_nouns_are_inflected_without_the_rules_of_verbs(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    for part in ("noun", "verb"):
        table = pack / "paradigms" / f"{part}.csv"
        table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    without = f"import sys; sys.modules.update(dict.fromkeys({list(EXTRAS['curate'])}))"
    code = f"{without}\nfrom pipeline.cli import main\nmain()"
    command = [sys.executable, "-c", code, "inflect", "es", "--write", "--sources", str(pack.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    (listed,) = done.stdout.splitlines()
    assert listed == "verb comer: no row, and its rules need the extra “curate”"
    assert done.stderr.splitlines()[-1] == install_command("curate")
    assert (pack / "paradigms" / "noun.csv").read_text("utf-8").splitlines()[1:] == ["pan,pan,panes,,"]


def test_a_synchronous_app_needs_core_alone(folder: Path) -> None:
    program = f"""{WITHOUT_EXTRAS}
import json
from pipeline.app import *

init_db("app.db")
engine = engine_for("babblr.db")
with sessions(engine)() as session:
    words = session.scalars(select_words("es", "A1", 3)).all()
    found = record_encounters(session, [Encounter(word.id, correct=True) for word in words])
    vocabulary = vocabulary_index(session, "es")
    tokens = recognise("Como pan.", vocabulary)
    prompt = prompt_vocabulary(session, "es", "A1")
    print(json.dumps([len(words), len(found.progress), sum(bool(one.candidates) for one in tokens), len(prompt) > 500]))
engine.dispose()
try:
    async_engine_for("app.db")
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results, *message = done.stdout.splitlines()
    assert json.loads(results) == [3, 3, 2, True]
    assert message[-1] == install_command("app")
