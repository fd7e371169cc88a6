"""Limit the findings of one kind in one file to what people can look through, and count the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.findings import Finding, Rule
from pipeline.reporting.report import NumberedFinding


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many findings of a rule in a file are not shown."""

    rule: Rule
    file: str
    count: int

    @property
    def message(self) -> str:
        """What is said in their place."""
        return f"… and {self.count:,} more of {self.rule.code} {self.rule.slug}"


def capped(entries: Sequence[NumberedFinding], most: int) -> Iterator[Finding | LeftOut]:
    """Yield the findings in their order: of a rule in a file at most `most`, and then how many are left out."""
    left = Counter((entry.finding.rule.code, entry.finding.place.file) for entry in entries)
    shown: Counter[tuple[str, str]] = Counter()
    for finding, _ in entries:
        kind = (finding.rule.code, finding.place.file)
        if shown[kind] < most:
            shown[kind] += 1
            yield finding
            if shown[kind] == most and left[kind] > most:
                yield LeftOut(finding.rule, finding.place.file, left[kind] - most)
