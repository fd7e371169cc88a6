"""Findings about the sources: what is wrong, where, and what to do about it."""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, Self

Pointer = tuple[str | int, ...]
"""The path to a value inside a document: keys and list indexes, from the top."""


class Severity(Enum):
    """How serious a finding is. Only an error stops a build, or keeps a draft out of it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


AREAS = {
    "1": "files",
    "2": "packs",
    "3": "words",
    "4": "meanings",
    "5": "forms",
    "6": "levels",
    "7": "relations",
    "8": "examples",
    "9": "provenance",
}
"""The subject of rules, by the first digit of their codes."""


class Position(NamedTuple):
    """A place in a text. Line and column count from 1, columns in characters."""

    line: int = 1
    column: int = 1


class Place(NamedTuple):
    """A value in a source file: by pointer, and by position once it has been looked up.

    Stages and rules know the pointer. The position is looked up only for what is reported
    (`pipeline.reading.locate`), so that a clean file never pays for it. Rules create hundreds of thousands of places
    and few are shown, so they are tuples.
    """

    file: str
    pointer: Pointer = ()
    position: Position | None = None
    at_key: bool = False
    """The place is the key itself rather than its value, for example an unknown key."""
    end: Position | None = None
    """Right after the last character of a key or a scalar, looked up together with the position."""

    def at(self, *more: str | int) -> Self:
        """Return the place of a value further inside."""
        return type(self)(self.file, (*self.pointer, *more))

    def key(self, name: str) -> Self:
        """Return the place of the key `name` itself."""
        return type(self)(self.file, (*self.pointer, name), at_key=True)

    @property
    def end_column(self) -> int | None:
        """The column right after the value, if it ends on the line on which it begins."""
        return self.end.column if self.position and self.end and self.end.line == self.position.line else None

    @property
    def path(self) -> str:
        """The pointer as people write it: `words[3].meanings[0].translation`."""
        text = ""
        for step in self.pointer:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text


@dataclass(frozen=True, slots=True)
class Reference:
    """A second place that a finding is about, such as where a duplicate was first defined."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its code, and what a curator should know about it.

    `bad` and `good` are examples in pack syntax. A code is never reused for another rule.
    """

    code: str
    slug: str
    severity: Severity
    title: str
    reason: str
    bad: str
    good: str

    @property
    def area(self) -> str:
        """What the rule is about: `words` for V302."""
        return AREAS[self.code[1]]

    @property
    def waivable(self) -> bool:
        """Whether a pack may waive the rule: a curator can overrule a doubt, but not what stops a build."""
        return self.severity is not Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in the sources. `word` is the base form it is about."""

    rule: Rule
    message: str
    place: Place
    word: str | None = None
    suggestion: str | None = None
    references: tuple[Reference, ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the finding is, and every place it refers to."""
        return (self.place, *(reference.place for reference in self.references))

    def sort_key(self) -> tuple[str, Position, str, str]:
        """Order by file, position, code and message: the same input gives the same order."""
        return self.place.file, self.place.position or Position(), self.rule.code, self.message
