"""What sources say of a word, before any of it is in a pack.

`gather` takes the statements of an import apart (`claims`) and sorts them (`sorting`), `fold` puts together what is
said of one word, `lines` writes and reads it as JSON, and `store` merges it into what was said before.
"""

from dataclasses import dataclass, field

from pipeline.intake.statements import Sample


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a source states for a field."""

    value: str | int | tuple[str, ...] | Sample
    """`tuple` for a sense (its translations) and a form (its name, which may be empty, and the text)."""
    source: str
    licence: str
    confidence: float
    """From 0 to 1: 1 is stated by the source; less was read from its layout, or proposed by a machine."""
    place: str = ""
    """Where in the source, as the report says it: `line 3`, `Unità 1, row 5`."""


@dataclass(slots=True)
class Candidate:
    """A word that may go into a pack, with what sources claim for each field.

    Keys of `claims` are fields of `Entry`, in the singular, in the order of `claims.FIELDS`.
    """

    language: str
    base_form: str
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    in_pack: bool = False
    """Whether the pack had the word when it was imported."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its translation, which may become an example where its licence allows that."""

    language: str
    text: str
    translation: str
    source: str
    licence: str
    id: str = ""
    """What its source calls it."""
    place: str = ""
