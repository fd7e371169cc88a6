"""The data in this folder: what the rules do not cover, for a lexicographer to read and correct."""

import functools
import tomllib
from pathlib import Path
from typing import Any

from pipeline.system.files import read_text


@functools.cache
def table(name: str) -> dict[str, Any]:
    """Return the data of one kind of words: `nouns`."""
    return tomllib.loads(read_text(Path(__file__).with_name(f"{name}.toml")))
