"""The optional parts of the installation: which packages each needs, and the line that adds it to this installation."""

import json
import shlex
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NAME = "babblr-vocab"

EXTRAS = {
    "app": ("aiosqlite", "greenlet"),
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
    "curate": ("ablaut",),
}
"""The modules that each extra of pyproject.toml brings. Nothing else in the package may import them unasked."""


class MissingExtraError(ImportError):
    """An extra is needed and not installed. The message ends with the line that installs it."""


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
    """Return the command that installs the package once more, from where it came, with an extra.

    The installer has recorded that place (https://peps.python.org/pep-0610/): a checkout, a wheel, or an address.
    Nothing is installed by name alone: an index might hold another package of that name.
    """
    from urllib.parse import urlsplit  # slow to import, and only a message needs them
    from urllib.request import url2pathname

    version, origin = _installed()
    url = origin.get("url", "")
    if url.startswith("file:"):
        path = Path(url2pathname(urlsplit(url).path))
        if path.exists():
            option = "-e " if origin.get("dir_info", {}).get("editable") else ""
            return f"pip install {option}{shlex.quote(f'{path}[{extra}]')}"
    elif url:
        source = origin.get("vcs_info", {})
        prefix, commit = (f"{source['vcs']}+", f"@{source['commit_id']}") if source else ("", "")
        return f"pip install {shlex.quote(f'{NAME}[{extra}] @ {prefix}{url}{commit}')}"
    wheel = f"FOLDER/{NAME.replace('-', '_')}-{version}-py3-none-any.whl"  # only its user knows where it is now
    return f"pip install {shlex.quote(f'{wheel}[{extra}]')}"


def _installed() -> tuple[str, dict[str, Any]]:
    """Return the version installed and the record of its origin, which is empty if nobody wrote it down."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        found = distribution(NAME)
    except PackageNotFoundError:  # a copy of the code alone
        return "VERSION", {}
    return found.version, json.loads(found.read_text("direct_url.json") or "{}")
