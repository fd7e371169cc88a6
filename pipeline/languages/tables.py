"""The data that the rules of a language read, beside them: what a lexicographer can read and correct."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from pipeline.system.files import read_text


@functools.cache
def toml_table(code: str, name: str) -> dict[str, Any]:
    """Return the TOML table of a name in the folder of a language: `verbs`."""
    return tomllib.loads(read_text(Path(__file__).parent / code / f"{name}.toml"))
