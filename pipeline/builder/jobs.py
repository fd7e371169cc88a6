"""What comes of a pack once it has been through the stages: all that a build or a report needs, without its words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.builder.analyse import analyse
from pipeline.builder.cache import Cache
from pipeline.builder.digests import State
from pipeline.builder.discover import PackFolder
from pipeline.builder.release_record import release_record
from pipeline.builder.rows import write_rows
from pipeline.model.findings import Finding, Severity
from pipeline.model.steps import Steps, silent


@dataclass(frozen=True, slots=True)
class Job:
    """A pack, and what is to be done with it."""

    pack: PackFolder
    chosen: Collection[str] | None = None
    """The codes of the rules to report; None: all."""
    rows: Path | None = None
    """Where to put the rows of its language; None: they are not wanted."""
    epoch: int | None = None
    """The time that rows carry, in seconds since 1970; None: the release date of the pack."""
    state: State | None = None
    """What the folder of the pack is: what is in the cache of this state is taken from there, and what is new kept.

    None: without the cache.
    """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job. It is small, so that it can be sent between processes and kept in a file."""

    findings: tuple[Finding, ...]
    """With their positions, sorted."""
    waived: tuple[Finding, ...]
    files: tuple[str, ...]
    """The files that could be read, by the names that findings show."""
    complete: bool
    """Whether every entry could be read."""
    title: str | None = None
    """The pack's, if its pack.yaml could be read."""
    counts: dict[str, int] | None = None
    """How many rows of each table were written; None: none were, for there are errors or nobody asked."""
    record: dict[str, Any] | None = None
    """What the release says of the language; None where there are no rows."""

    @property
    def has_errors(self) -> bool:
        """Whether anything was found that must not be published."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def outcome_of(job: Job, step: Steps = silent, cache: Cache | None = None) -> Outcome:
    """Take a pack through the stages, and write its rows if they are wanted and nothing stands against it."""
    analysis = analyse(job.pack, step, job.chosen, cache)
    lexicon = analysis.lexicon
    outcome = Outcome(
        findings=tuple(analysis.findings),
        waived=tuple(analysis.waived),
        files=tuple(document.file for document in lexicon.documents),
        complete=lexicon.complete,
        title=lexicon.pack.title if lexicon.pack else None,
    )
    if job.rows is None or outcome.has_errors:
        return outcome
    with step(f"{job.pack.language}: rows"):
        counts = write_rows(lexicon, job.rows, job.epoch)
    return replace(outcome, counts=counts, record=release_record(lexicon))
