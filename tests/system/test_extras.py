"""The extras: what each brings, and the line that installs it."""

import importlib.metadata
import json
import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.system.extras import EXTRAS, NAME, MissingExtraError, install_command, require

ROOT = Path(__file__).parent.parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_modules_are_those_that_pyproject_installs(extra: str) -> None:
    declared = {re.split(r"[>=<]", one)[0] for one in PYPROJECT["project"]["optional-dependencies"][extra]}
    declared = {"greenlet" if one == "sqlalchemy[asyncio]" else one for one in declared}
    providers = importlib.metadata.packages_distributions()
    for module in EXTRAS[extra]:
        pytest.importorskip(module)
    named = {re.sub(r"[-_.]+", "-", provider).lower() for module in EXTRAS[extra] for provider in providers[module]}
    assert named == {one for one in declared if not one.startswith(NAME)}


def test_the_linter_keeps_them_out_of_what_an_app_imports() -> None:
    (contract,) = [one for one in PYPROJECT["tool"]["importlinter"]["contracts"] if one["type"] == "forbidden"]
    kept_out = ("browse", "build", "curate", "export", "report")
    assert contract["forbidden_modules"] == sorted({module for extra in kept_out for module in EXTRAS[extra]})


def test_what_is_installed_is_not_complained_of() -> None:
    require("build")


@pytest.mark.parametrize("module", EXTRAS["build"])
def test_one_module_too_few_is_missed(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="the extra “build”") as caught:
        require("build")
    assert str(caught.value).splitlines()[-1] == install_command("build")


class Installed:
    version = "1.2.3"

    def __init__(self, origin: dict[str, Any] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


def command_for(origin: dict[str, Any] | None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed(origin))
    monkeypatch.setattr("shutil.which", lambda _: str(Path(sys.executable).with_name("pip")))
    return install_command("build")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ({"url": "https://host/x.whl", "archive_info": {}}, "'babblr-vocab[build] @ https://host/x.whl'"),
        (
            {"url": "https://host/x.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "'babblr-vocab[build] @ git+https://host/x.git@abc'",
        ),
        (None, "'FOLDER/babblr_vocab-1.2.3-py3-none-any.whl[build]'"),
        ({"url": "file:///gone/x.whl", "archive_info": {}}, "'FOLDER/babblr_vocab-1.2.3-py3-none-any.whl[build]'"),
    ],
)
def test_line_by_origin(origin: dict[str, Any] | None, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_for(origin, monkeypatch) == f"pip install {expected}"


def test_line_for_files_of_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "it's here" / "x.whl"
    wheel.parent.mkdir()
    wheel.touch()
    quoted = str(wheel).replace("'", "'\"'\"'")
    assert command_for({"url": wheel.as_uri(), "archive_info": {}}, monkeypatch) == f"pip install '{quoted}[build]'"
    checkout = {"url": tmp_path.as_uri(), "dir_info": {}}
    assert command_for(checkout, monkeypatch) == f"pip install '{tmp_path}[build]'"
    editable = {"url": tmp_path.as_uri(), "dir_info": {"editable": True}}
    assert command_for(editable, monkeypatch) == f"pip install -e '{tmp_path}[build]'"


def test_a_copy_of_the_code_has_a_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", nowhere)
    assert install_command("app").endswith(".whl[app]'")


def test_pip_is_that_of_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a shell without its environment, `pip` alone would install into another one."""
    for other in (None, "/usr/bin/pip"):
        monkeypatch.setattr("shutil.which", lambda _, other=other: other)
        assert install_command("build").startswith(f"{shlex.quote(sys.executable)} -m pip install ")
