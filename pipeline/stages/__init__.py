"""The stages, a module each; `order` lists them.

A stage is a function `run(lexicon, context) -> Lexicon`: it takes what is known of a language and returns more.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding
from pipeline.model.steps import Steps, silent

_T = TypeVar("_T")


class Memory(Protocol):
    """Where a stage keeps what it worked out, and finds it the next time (`builder.cache.Cache` is one)."""

    def get(self, name: str, read: Callable[[Any], _T], *made_of: Any) -> _T | None:
        """Return the value kept under a name, if it was made of the same; else None."""

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        """Keep a value that JSON can hold."""


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one language's way through the stages."""

    folder: Path
    """The pack's folder."""
    name: str
    """The folder as people named it; findings show files below it."""
    profile: Profile
    step: Steps = silent
    cache: Memory | None = None
    """What was worked out before; None: everything is to be worked out anew."""
    findings: list[Finding] = field(default_factory=list)

    def report(self, findings: Finding | Iterable[Finding]) -> None:
        """Note what is wrong. Nothing is raised: a fault in one place hides none in another."""
        self.findings.extend([findings] if isinstance(findings, Finding) else findings)

    def collect(self, findings: Iterator[Finding]) -> bool:
        """Note findings, and say whether there were any."""
        before = len(self.findings)
        self.findings.extend(findings)
        return len(self.findings) > before


def as_texts(value: Any) -> list[str]:
    """Return a remembered list of texts as what it is.

    Raises:
        TypeError: it is anything else.
    """
    if type(value) is not list:
        raise TypeError
    "".join(value)  # which takes nothing but texts, and no time
    return value
