"""The input of a format: the findings of a run, and what is reported with them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from pipeline.model.findings import Finding, Place, Rule, Severity

PROGRAM = "babblr-vocab"


class NumberedFinding(NamedTuple):
    """A finding with a fingerprint that identifies it in later runs."""

    finding: Finding
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a run, sorted by file and position."""

    entries: Sequence[NumberedFinding] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each file that could be read, by the name that findings show. Any may be missing."""
    files: Sequence[str] = ()
    """All files that were checked, including clean ones."""
    rules: Sequence[Rule] = ()
    """The catalogue."""
    fails: frozenset[Severity] = frozenset({Severity.ERROR})
    """The severities that fail a run."""
    waived: int = 0
    """How many findings the packs waive."""
    known: int = 0
    """How many findings are left out because they are in the baseline."""
    stale: int = 0
    """How many findings of the baseline are no longer found."""
    version: str = ""
    """The version of this program."""

    @property
    def failed(self) -> bool:
        """Whether a finding is severe enough to fail the run."""
        return any(entry.finding.severity in self.fails for entry in self.entries)

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(entry.finding.severity is severity for entry in self.entries)


def numbered(findings: Iterable[Finding], packs: Mapping[str, str]) -> list[NumberedFinding]:
    """Return findings in the same order, each with a fingerprint that stays the same when unrelated lines move.

    It is made from the rule, the file inside its pack, the word, the value's pointer without list indexes, and a number
    that distinguishes findings with all of these in common. So all findings of a run must be numbered together, before
    any are left out. `packs` maps the name of each pack's folder to its language.
    """
    home = cache(lambda file: home_name(file, packs))
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in findings:
        key = (
            finding.rule.code,
            home(finding.place.file),
            "" if finding.word is None else f"={finding.word}",
            _shape(finding.place),
        )
        seen[key] += 1
        identity = "\0".join((*key, str(seen[key])))
        found.append(NumberedFinding(finding, sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]))
    return found


def home_name(file: str, packs: Mapping[str, str]) -> str:
    """Return the name of a file that is the same on every machine: `es/A1/food.yaml`.

    `packs` maps the name of each pack's folder to its language; a file in none of them keeps its name.
    """
    for name, language in packs.items():
        if file == name or file.startswith(f"{name}/"):
            return language + file[len(name) :]
    return file


def _shape(place: Place) -> str:
    names = [step for step in place.pointer if isinstance(step, str)]
    return "\0".join((*names, "key" if place.at_key else "value"))
