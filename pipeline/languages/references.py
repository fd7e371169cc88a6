"""Published lists in which the words of a language can be looked up at curation. They are not part of this project.

A module `pipeline/languages/<code>/references.py` has those of its language: `PARADIGMS`, `PRONUNCIATIONS`. Each is the
data of a package of the dependency group `references`, read from its files: its code is never imported, and the build
never looks.
"""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.model.iso639 import ISO_639_1

Facts = TypeVar("Facts")


@dataclass(frozen=True, slots=True)
class Reference(Generic[Facts]):
    """A list, and how to ask it. Its licence allows copying from it only into a pack that names it as a source."""

    package: str
    """The name of the package. A pack lists the source under this id."""
    licence: str
    look_up: Callable[[Lexeme], Facts | None]
    """Returns what the list has in the conventions of the packs; None if it has nothing, or several things."""

    @property
    def condition(self) -> str:
        """When facts may be copied from it, as the end of a message that shows one."""
        return f"under its licence, {self.licence}, that is only copied if pack.yaml lists it as a source"

    def installed(self) -> bool:
        """Return whether the package is installed."""
        try:
            distribution(self.package)
        except PackageNotFoundError:
            return False
        return True


def data_file(package: str, path: str) -> Path:
    """Return the path of a file of an installed package.

    Raises:
        PackageNotFoundError: the package is not installed.
    """
    return Path(str(distribution(package).locate_file(path)))


def paradigms(code: str) -> Reference[Paradigm] | None:
    """Return the list of paradigms for a language, if there is one and it is installed."""
    return _reference(code, "PARADIGMS")


def pronunciations(code: str) -> Reference[str] | None:
    """Return the list of pronunciations for a language, if there is one and it is installed."""
    return _reference(code, "PRONUNCIATIONS")


def _reference(code: str, name: str) -> Reference[Facts] | None:
    folder = f"pipeline.languages.{code}"
    if code not in ISO_639_1 or importlib.util.find_spec(folder) is None:
        return None
    if importlib.util.find_spec(f"{folder}.references") is None:
        return None
    found: Reference[Facts] | None = getattr(importlib.import_module(f"{folder}.references"), name, None)
    return found if found is not None and found.installed() else None
