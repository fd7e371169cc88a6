"""What a reader is, and how it refuses a file."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.intake.rows import Table

Content = Path | bytes
"""A file by its path, or the content of one that was pasted."""

HEAD = 2**16
"""How many bytes of a file, decompressed, decide which family reads it."""


class NotReadableError(Exception):
    """A file cannot be read as what it seems to be. The message says why, and what to do."""


class Reader(Protocol):
    """Reads a file of a family."""

    def __call__(self, content: Content, language: str = "") -> Generator[Table]:
        """Yield the tables of a file, whose rows must be used before the next table is asked for.

        To be closed if not all are asked for, or an error comes: there may be a temporary folder.

        `language` is the one whose words are wanted (ISO 639-1), for formats that hold several.

        Raises:
            NotReadableError: the file is damaged, encrypted, too large in memory, or not of this family. Streams find
                out while their rows are read.
            OSError: it is not a regular file, or cannot be read.
        """


@dataclass(frozen=True, slots=True)
class Family:
    """A family of formats."""

    name: str
    """As `--format` names it."""
    suffixes: tuple[str, ...]
    """How the names of such files end, to be told; what is in a file decides."""
    recognises: Callable[[bytes], bool]
    """Whether a file is of this family, by its first 64 KB (decompressed)."""
    tables: Reader
