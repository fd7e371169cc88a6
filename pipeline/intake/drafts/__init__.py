"""Draft entries from candidates: what sources agree on is filled in, and the rest is marked to be written.

`words` finds the words that can be drafted, `signals` what is said of their levels, `choice` puts them in order,
`facts` and `translations` decide what is written, `bands` and `examples` add a priority and sentences, and `plan` makes
entries of it. Nothing here assigns a level: that is what the curator asks for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.candidates import Candidate
from pipeline.model.concepts import Concept


@dataclass(frozen=True, slots=True)
class LevelSignal:
    """What somebody says of the level of a word."""

    level: str
    says: str
    """Who, as the preview shows it: `our-school`, `concept bread`, `fr pain`."""


@dataclass(slots=True)
class DraftWord:
    """A word that may be drafted, and what is known of it."""

    said: Candidate
    """All that sources say, to compare."""
    allowed: Candidate
    """What of it may be written into the pack."""
    concept: Concept | None = None
    """The concept that it is drafted for."""
    signals: Sequence[LevelSignal] = ()
    count: int | None = None
    """How often it occurs, by the counts that are used."""

    others: Sequence[str] = ()
    """Other parts of speech that candidates of the same spelling have."""

    @property
    def base_form(self) -> str:
        """The base form."""
        return self.said.base_form


@dataclass(slots=True)
class Drafted:
    """An entry, and what a curator should know of it that does not stand in it."""

    word: DraftWord
    record: dict[str, Any]
    doubts: list[str] = field(default_factory=list)
    sources: Mapping[str, None] = field(default_factory=dict)
    """The ids of the sources of what was written."""
