"""How much each reader has read, and how many faults were found."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.curation.reviews.record import VERDICTS, WRONG, Reading

_HEAD = ("reader", "written", "reviewed", "read", *VERDICTS, "faults a hundred")
ALL = "all"


@dataclass(slots=True)
class Count:
    """What a person has done."""

    written: int = 0
    """Entries of the pack that say so."""
    reviewed: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    """Readings that the pack keeps."""

    @property
    def read(self) -> int:
        """How many readings there are."""
        return self.verdicts.total()

    @property
    def faults(self) -> float | None:
        """How many of a hundred readings found a fault."""
        return 100 * self.verdicts[WRONG] / self.read if self.read else None


def counted(entries: Iterable[Mapping[str, Any]], readings: Iterable[Reading]) -> dict[str, Count]:
    """Return what each person has done, by name, and all together under `ALL`, which comes last."""
    found: dict[str, Count] = defaultdict(Count)
    every = Count()
    for entry in entries:
        for name in _names(entry.get("written_by")):
            found[name].written += 1
        for name in _names(entry.get("reviewed_by")) if entry.get("status") == "reviewed" else ():
            found[name].reviewed += 1
        every.written += bool(entry.get("written_by"))
        every.reviewed += entry.get("status") == "reviewed"
    for reading in readings:
        found[reading.reader].verdicts[reading.verdict] += 1
        every.verdicts[reading.verdict] += 1
    return {**dict(sorted(found.items())), ALL: every}


def _names(value: object) -> list[str]:
    parts = value.split(",") if isinstance(value, str) else ()
    return [name for part in parts if (name := " ".join(part.split()))]


def rows(counts: Mapping[str, Count]) -> list[tuple[str, ...]]:
    """Return a table with a row for each person, below its header."""
    found: list[tuple[str, ...]] = [_HEAD]
    for name, one in counts.items():
        faults = "" if one.faults is None else f"{one.faults:.1f}"
        numbers = (one.written, one.reviewed, one.read, *(one.verdicts[verdict] for verdict in VERDICTS))
        found.append((name, *map(str, numbers), faults))
    return found
