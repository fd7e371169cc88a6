"""Who says what: how many independent voices there are for a value, and whether it may be written."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.intake.candidates import Claim
from pipeline.intake.sources import Source


@dataclass(slots=True)
class Standing:
    """A value, and who stands for it."""

    value: Hashable
    voices: set[str] = field(default_factory=set)
    """Authors, or ids of sources without one: two lists of one author are one voice."""
    writers: list[str] = field(default_factory=list)
    """The ids of the sources from which it may be written, in their order."""

    @property
    def order(self) -> tuple[int, bool]:
        """How strongly it is supported."""
        return (len(self.voices), bool(self.writers))


def voice_of(source: str, sources: Mapping[str, Source]) -> str:
    """Return what the statements of one and the same author have in common."""
    known = sources.get(source)
    return known.author.casefold() if known and known.author else source


def standings(
    said: Iterable[Claim],
    allowed: Iterable[Claim],
    sources: Mapping[str, Source],
    plain: Callable[[Claim], Hashable] = lambda claim: claim.value,
) -> list[Standing]:
    """Return the values that claims have, the one with most voices first. `plain` returns what equal values share."""
    found: dict[Hashable, Standing] = {}
    for claim in said:
        key = plain(claim)
        found.setdefault(key, Standing(key)).voices.add(voice_of(claim.source, sources))
    for claim in allowed:
        writers = found[plain(claim)].writers
        if claim.source not in writers:
            writers.append(claim.source)
    return sorted(found.values(), key=lambda one: one.order, reverse=True)


def agreed(found: list[Standing]) -> Standing | None:
    """Return the value that more voices stand for than for any other; None: there is none, or they are divided."""
    if not found or (len(found) > 1 and len(found[0].voices) == len(found[1].voices)):
        return None
    return found[0]
