"""The codes of languages in lists, which have two or three letters."""

import functools
import tomllib
from pathlib import Path

from pipeline.system.files import read_text


@functools.cache
def _codes() -> dict[str, str]:
    return tomllib.loads(read_text(Path(__file__).with_name("language_codes.toml")))


def two_letters(code: str) -> str:
    """Return the ISO 639-1 code of a language, or the code itself if it has none: `spa` → `es`, `es` → `es`."""
    return _codes().get(code, code)
