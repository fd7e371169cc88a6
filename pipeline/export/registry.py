"""The formats of exports: the modules in `formats`, each with a `FORMAT`. To add one, write its module."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.export import formats

if TYPE_CHECKING:  # what reads packs needs an extra, and databases do not
    from pipeline.export.content import Content
    from pipeline.export.vocabulary import Vocabulary


class NothingError(Exception):
    """There is nothing to export. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFormat:
    """A format that packs are exported to, as they are written."""

    suffix: str
    """How the names of its files end."""
    write: Callable[["Content"], bytes]
    """Return the file. The same content gives the same bytes.

    Raises:
        NothingError: there is nothing to export.
    """
    extra: str | None = None
    """The extra of the installation that it needs, beside the one that reads packs."""
    filled_in: bool = False
    """Whether people fill it in, so that a file that exists must not be replaced."""
    findings: bool = False
    """Whether it shows the findings of a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseFormat:
    """A format that the vocabulary of a database is exported to."""

    suffix: str
    """How the names of its files end."""
    write: Callable[["Vocabulary"], bytes]
    """Return the file. The same vocabulary gives the same bytes; its text may be hostile.

    Raises:
        NothingError: there is nothing to export.
    """
    extra: str | None = None
    """The extra of the installation that it needs."""


Format = PackFormat | DatabaseFormat


def names() -> list[str]:
    """Return the names of the formats, without importing any."""
    return sorted(one.name for one in pkgutil.iter_modules(formats.__path__))


def format_named(name: str) -> Format:
    """Return a format by its name, which must be one of `names`."""
    found: Format = importlib.import_module(f"{formats.__name__}.{name}").FORMAT
    return found


def format_of(file: str) -> str | None:
    """Return the name of the format that a file's name ends like, or None."""
    ends = {name: format_named(name).suffix for name in names()}
    fitting = (name for name, suffix in ends.items() if file.lower().endswith(suffix))
    return max(fitting, key=lambda name: len(ends[name]), default=None)
