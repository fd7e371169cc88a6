"""The stages, one module each; `order` lists them.

A stage is a function `run(lexicon, context) -> Lexicon`: it takes what is known about a language and returns more.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.languages.profile import Profile
from pipeline.lemmas.packed import TableCache
from pipeline.model.findings import Finding
from pipeline.model.steps import Steps, silent

_T = TypeVar("_T")


class Memory(TableCache, Protocol):
    """Where a stage stores its results and finds them the next time (`builder.cache.Cache` is one)."""

    def get(self, name: str, read: Callable[[Any], _T], *made_of: Any) -> _T | None:
        """Return the value stored under a name, or None if it was made from other inputs."""

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        """Store a value that JSON can hold."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the stages need to process one language."""

    folder: Path
    """The pack's folder."""
    name: str
    """The folder as the user named it; findings show files below it."""
    profile: Profile
    step: Steps = silent
    cache: Memory | None = None
    """Results of earlier runs. None: work everything out."""
    findings: list[Finding] = field(default_factory=list)

    def report(self, findings: Finding | Iterable[Finding]) -> None:
        """Record findings. Nothing is raised, so that a fault in one place does not hide another."""
        self.findings.extend([findings] if isinstance(findings, Finding) else findings)

    def collect(self, findings: Iterator[Finding]) -> bool:
        """Record findings, and return whether there were any."""
        before = len(self.findings)
        self.findings.extend(findings)
        return len(self.findings) > before


def as_texts(value: Any) -> list[str]:
    """Return a cached list of texts, checked to be one.

    Raises:
        TypeError: it is anything else.
    """
    if type(value) is not list:
        raise TypeError
    "".join(value)  # accepts only texts, and is fast
    return value
