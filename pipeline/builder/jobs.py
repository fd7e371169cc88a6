"""The outcome of a pack after the stages: everything that a build or a report needs, without the words."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.builder.analyse import Analysis, analyse
from pipeline.builder.cache import Cache
from pipeline.builder.digests import State
from pipeline.builder.discover import PackFolder
from pipeline.builder.left_out import parts_at
from pipeline.builder.release_record import release_record
from pipeline.builder.rows import write_rows
from pipeline.builder.shipped import LevelStanding, places_left_out, shipped, standings, taken
from pipeline.model.findings import Finding, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.model.packs import LevelState
from pipeline.model.steps import Steps, silent


@dataclass(frozen=True, slots=True)
class Job:
    """A pack, and what to do with it."""

    pack: PackFolder
    chosen: Collection[str] | None = None
    """The codes of the rules to report; None: all."""
    rows: Path | None = None
    """Where to write the rows of its language; None: do not."""
    shipping: bool = False
    """Whether the rows are for a release, which leaves out what is not finished."""
    epoch: int | None = None
    """The timestamp of the rows, in seconds since 1970; None: the pack's release date."""
    state: State | None = None
    """The state of the pack's folder: results cached for it are reused, and new ones are cached.

    None: do not use the cache.
    """


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a job. It is small, so that it can be sent between processes and cached."""

    findings: tuple[Finding, ...]
    """Sorted, and with positions."""
    waived: tuple[Finding, ...]
    files: tuple[str, ...]
    """The files that could be read, under the names that findings show."""
    complete: bool
    """Whether every entry could be read."""
    title: str | None = None
    """The title of the pack, if its pack.yaml could be read."""
    counts: dict[str, int] | None = None
    """How many rows of each table were written; None if there are errors, or nothing to write."""
    record: dict[str, Any] | None = None
    """The release record of the language; None without rows."""
    levels: dict[str, LevelStanding] | None = None
    """How far each level is in a release; None if the job is not for one."""
    taken: dict[str, dict[str, int]] | None = None
    """By the id of a source, how many examples and meanings of a release are from it; None: the job is not for one."""

    @property
    def has_errors(self) -> bool:
        """Whether any finding prevents publication."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def outcome_of(job: Job, step: Steps = silent, cache: Cache | None = None) -> Outcome:
    """Run a pack through the stages, and write its rows if requested and free of errors but for those of drafts."""
    analysis = analyse(job.pack, step, job.chosen, cache, building=job.rows is not None)
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
    if job.shipping:
        lexicon, outcome = _shipped(analysis, outcome)
        if not lexicon.words:
            return outcome
    with step(f"{job.pack.language}: rows"):
        counts = write_rows(lexicon, job.rows, job.epoch)
    return replace(outcome, counts=counts, record=release_record(lexicon))


def _shipped(analysis: Analysis, outcome: Outcome) -> tuple[Lexicon, Outcome]:
    """Return what is shipped, and the outcome with only those findings that are about it.

    What is left out may have any number of warnings: curators work on it. So may a whole pack that is only begun.
    """
    whole = analysis.lexicon
    lexicon, left_out = shipped(whole)
    elsewhere = places_left_out(whole, lexicon)
    findings = tuple(one for one in outcome.findings if elsewhere.isdisjoint(parts_at(one.place)))
    begun = not lexicon.words and not (whole.pack and LevelState.RELEASED in whole.pack.states.values())
    outcome = replace(outcome, levels=standings(lexicon, left_out), taken=taken(lexicon))
    return lexicon, replace(outcome, findings=() if begun else findings)
