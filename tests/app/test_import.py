"""`from pipeline.app import ...`: what it offers is what docs/app.md shows, and it loads no more than is asked for."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import app

PAGE = (Path(__file__).parents[2] / "docs" / "app.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

WITHOUT_EXTRA = "import sys; sys.modules['aiosqlite'] = sys.modules['greenlet'] = None\n"
"""As if the extra `app` were not installed."""


def imported(code: str) -> dict[str, str]:
    """Return what some code imports from modules of ours, at its top or only for type checkers: module by name."""
    statements = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    return {
        alias.name: one.module or ""
        for one in statements
        for alias in one.names
        if (one.module or "")[:8] == "pipeline"
    }


def python(code: str, folder: Path) -> str:
    """Return what a program prints that does not fail or warn."""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_the_page_imports_from_here_alone() -> None:
    used = imported("\n".join(BLOCKS))
    assert set(used.values()) == {"pipeline.app"}
    assert used.keys() <= set(app.__all__)


def test_the_page_shows_all_names_and_the_package_has_no_others() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    named = {name for span in re.findall(r"`([^`]+)`", prose) for name in re.findall(r"\w+", span)}
    assert set(app.__all__) <= named | imported("\n".join(BLOCKS)).keys()
    assert app.__all__ == sorted(set(app.__all__))


def test_what_type_checkers_read_is_what_a_program_gets() -> None:
    stated = imported(Path(app.__file__).read_text("utf-8"))
    assert stated.keys() == set(app.__all__) <= set(dir(app))
    for name, module in stated.items():
        exec(f"from pipeline.app import {name} as ours; from {module} import {name} as theirs", namespace := {})
        assert namespace["ours"] is namespace["theirs"]


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'build'"):
        _ = app.build


def test_the_import_alone_loads_no_library(tmp_path: Path) -> None:
    shown = python("import sys; import pipeline.app; print({one.partition('.')[0] for one in sys.modules})", tmp_path)
    assert "'pipeline'" in shown
    for library in ("aiosqlite", "alembic", "greenlet", "pydantic", "sqlalchemy"):
        assert f"'{library}'" not in shown


def test_nothing_of_it_needs_what_only_the_build_needs(tmp_path: Path) -> None:
    shown = python(
        "import sys; from pipeline.app import *; print({one.partition('.')[0] for one in sys.modules})", tmp_path
    )
    assert "'sqlalchemy'" in shown
    for library in ("click", "jsonschema", "jsonschema_rs", "numpy", "pandas", "rich", "simplemma", "spacy", "yaml"):
        assert f"'{library}'" not in shown


def test_what_is_synchronous_needs_no_extra(tmp_path: Path) -> None:
    program = """
from pipeline.app import *

init_db("x.db")
engine = engine_for("x.db")
with sessions(engine).begin() as session:
    session.add(models.Word(id=1, language="es", base_form="pan", part_of_speech="noun"))
    session.add(models.WordDifficultyLevel(word_id=1, difficulty_level="A1", priority=1))
    session.flush()
    assert recognise("Pan", vocabulary_index(session, "es"))[0].base_forms == ("pan",)
    assert record_encounters(session, [Encounter(1, correct=True)]).progress[0].mastery_score == 20
    assert [word.base_form for word in session.scalars(select_words("es", "A1", 1))] == ["pan"]
    assert '"pan"' in prompt_vocabulary(session, "es", "A1")
engine.dispose()
try:
    async_engine_for("x.db")
except ImportError:
    print("refused")
"""
    assert python(WITHOUT_EXTRA + program, tmp_path) == "refused\n"
