"""The extras of the installation: which packages each needs, and the command that adds it."""

import json
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAME = "babblr-vocab"

EXTRAS = {
    "app": ("aiosqlite", "greenlet"),
    "browse": ("datasette", "jinja2", "platformdirs", "uvicorn"),
    "build": (
        "filelock",
        "jsonschema",
        "jsonschema_rs",
        "pandas",
        "platformdirs",
        "spacy",
        "spacy_lookups_data",
        "yaml",
    ),
    "corpus": ("distributed", "zstandard"),
    "curate": ("ablaut",),
    "export": ("jinja2",),
    "intake": ("charset_normalizer", "ftfy", "openpyxl", "python_calamine", "zstandard"),
    "report": ("jinja2", "vl_convert"),
}
"""The modules that each extra of pyproject.toml installs. Code that can do without an extra must not import them."""


class MissingExtraError(ImportError):
    """A required extra is not installed. The message ends with the command that installs it."""


def require(extra: str) -> None:
    """Check, without importing anything, that an extra is installed.

    Raises:
        MissingExtraError: at least one of its modules is missing.
    """
    if not all(map(find_spec, EXTRAS[extra])):
        raise MissingExtraError(
            f"this needs the extra “{extra}” of {NAME}, which is not installed. To install it, type:\n"
            f"{install_command(extra)}"
        )


def install_command(extra: str) -> str:
    """Return the command that reinstalls the package from its origin, with an extra.

    The installer recorded that origin (https://peps.python.org/pep-0610/): a checkout, a wheel, or an address.
    Nothing is installed by name alone: an index might hold another package of that name.
    """
    from urllib.parse import urlsplit  # slow to import, and only needed for a message
    from urllib.request import url2pathname

    version, origin = _installed()
    url = origin.get("url", "")
    if url.startswith("file:"):
        path = Path(url2pathname(urlsplit(url).path))
        if path.exists():
            option = "-e " if origin.get("dir_info", {}).get("editable") else ""
            return f"{_pip()} install {option}{shlex.quote(f'{path}[{extra}]')}"
    elif url:
        source = origin.get("vcs_info", {})
        prefix, commit = (f"{source['vcs']}+", f"@{source['commit_id']}") if source else ("", "")
        return f"{_pip()} install {shlex.quote(f'{NAME}[{extra}] @ {prefix}{url}{commit}')}"
    wheel = f"FOLDER/{NAME.replace('-', '_')}-{version}-py3-none-any.whl"  # only the user knows where it is now
    return f"{_pip()} install {shlex.quote(f'{wheel}[{extra}]')}"


def _pip() -> str:
    """Return the pip of this Python: in a shell without its environment, `pip` is another one's."""
    found = shutil.which("pip")
    ours = found is not None and Path(found).parent == Path(sys.executable).parent
    return "pip" if ours else f"{shlex.quote(sys.executable)} -m pip"


def _installed() -> tuple[str, dict[str, Any]]:
    """Return the installed version and the record of its origin, which is empty if none was written."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(NAME)
    except PackageNotFoundError:  # the code was only copied
        return "VERSION", {}
    return found.version, json.loads(found.read_text("direct_url.json") or "{}")
