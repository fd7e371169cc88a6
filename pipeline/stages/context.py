"""What every stage is given beside the lexicon: where to report, and how to show progress."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding
from pipeline.model.steps import Steps, silent
from pipeline.stages.cache import Cache


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one language's way through the stages."""

    folder: Path
    """The pack's folder."""
    name: str
    """The folder as people named it; findings show files below it."""
    profile: Profile
    step: Steps = silent
    cache: Cache | None = None
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
