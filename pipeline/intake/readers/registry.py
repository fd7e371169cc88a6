"""Which reader reads a file.

A family is one module with a `Family`; to add one, write the module and list it in `FAMILIES`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.rows import Table


class NotReadableError(Exception):
    """A file cannot be read as what it seems to be. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of formats."""

    name: str
    """As `--format` names it."""
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    """Whether a file is of this family, by its first 64 KB (decompressed). The first family that does reads it."""
    tables: Callable[[Path], Iterator[Table]]
    """Yield the tables of a file, whose rows must be used before the next table is asked for.

    Raises:
        NotReadableError: the file is damaged, encrypted, too large in memory, or not of this family.
        OSError: it is not a regular file, or cannot be read.
    """


FAMILIES: tuple[Family, ...] = ()
