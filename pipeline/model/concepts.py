"""Concepts: what a learner of a level can express, once for all languages, and why a pack has no word for one."""

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from pipeline.model.findings import Place

CONCEPTS = "concepts"
"""The folder beside the packs with the concepts, one file for each level, and the name of the list in each file."""

NO_WORD = "concepts-none"
"""The name, without its ending, of the file in a pack that says why concepts have no word."""


def concepts_beside(folder: Path) -> Path:
    """Return where the concepts of all languages are, for a pack's folder."""
    return Path(os.path.abspath(folder)).parent / CONCEPTS  # noqa: PTH100  `resolve` would follow a link to a pack


@dataclass(frozen=True, slots=True)
class Concept:
    """Something to express. `id` never changes, and no other concept ever has it."""

    id: str
    gloss: str
    """An English phrase that tells it from others."""
    cue: str
    """An English sentence to translate."""
    pos: str
    """The part of speech that a word for it usually has."""
    topic: str
    level: str
    place: Place
    series: str | None = None
    """A name shared by concepts that are learnt together."""
    proper_name: bool = False
    """Whether it is the name of one thing, such as a country, which every language writes with a capital."""
    retired: bool = False
    """Whether it has been given up."""


class Why(Enum):
    """Why a pack has no word for a concept."""

    PHRASE = "phrase"
    COVERED_BY = "covered_by"
    NOT_SAID_HERE = "not_said_here"


@dataclass(frozen=True, slots=True)
class NoWord:
    """The reason why a pack has no word for a concept."""

    concept: str
    why: Why
    place: Place
    """Of the reason: of the lesson or the word, or of the concept in the list of what is not said."""
    by: str | None = None
    """The id of the lesson that has the phrase, or the base form of the word that covers it."""

    def __str__(self) -> str:
        """Return the reason as people read it: `covered by buenas tardes`."""
        why = self.why.value.replace("_", " ")
        return f"{why} in {self.by}" if self.why is Why.PHRASE else f"{why} {self.by}" if self.by else why
