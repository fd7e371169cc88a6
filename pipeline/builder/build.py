"""From packs to a published database: analyse languages in parallel, load them one by one, publish the file."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.builder.jobs import Job
from pipeline.builder.kept import kept_outcome
from pipeline.builder.load import loading
from pipeline.builder.publish import BUILD_MANIFEST, DRAFT_NAME, Published, check_target, publish, staging_directory
from pipeline.builder.unchanged import inputs_of, is_current, states_of
from pipeline.builder.workers import outcomes
from pipeline.model.findings import Finding, Severity
from pipeline.model.steps import Steps, silent

WRITING_STEPS = ("schema", "indexes", "verify and compact", "publish")
"""The steps that a build takes once, whatever the number of packs."""


def build(
    packs: Sequence[PackFolder],
    output: Path,
    step: Steps = silent,
    *,
    epoch: int | None = None,
    workers: int = 1,
    force: bool = False,
    cached: bool = False,
    shipping: bool = False,
) -> tuple[Published | None, list[Finding]]:
    """Build the database of some packs at `output`, or nothing if any of them has an error other than in drafts.

    Drafts that are not filled in or have errors are left out. `workers` is the number of processes that analyse packs;
    with one, memory holds one language at a time. Also returns the findings. Rows carry the release date of their pack,
    or `epoch` (seconds since 1970) instead. Unless `force`, an existing database stays if it is intact, was built from
    the same inputs, and its warnings are known. If `cached`, results for unchanged packs come from the cache. If
    `shipping`, the database has only what a release has of the packs.

    Raises:
        TargetError: something other than a regular file is at `output`.
        BusyError: another build of the same output is under way.
        OSError: the output cannot be written.
    """
    findings: list[Finding] = []
    sound = True
    check_target(output)
    with staging_directory(output) as folder:
        states = states_of(packs)
        inputs = None if shipping else inputs_of(states, epoch)
        jobs = [
            Job(
                pack,
                rows=folder / f"{number}.rows",
                shipping=shipping,
                epoch=epoch,
                state=states[pack.language] if cached else None,
            )
            for number, pack in enumerate(packs)
        ]
        current = None if force else is_current(output, output.with_name(BUILD_MANIFEST), inputs)
        known = _known_findings(jobs, current) if current else None
        if current and known is not None:
            return Published(output, current, renewed=False), known
        from pipeline.database.migrate import head_revision, upgrade  # takes a third of a second

        draft = folder / DRAFT_NAME
        with step("schema"):
            upgrade(draft)
        with loading(draft) as loader:
            for job, outcome in zip(jobs, outcomes(jobs, step, workers), strict=True):
                findings = list(dict.fromkeys((*findings, *outcome.findings)))  # a fault in the concepts is in each
                sound = sound and not outcome.has_errors
                if sound and job.rows and outcome.counts and outcome.record:
                    with step(f"{job.pack.language}: load"):
                        loader.add(job.rows, outcome.counts, outcome.record)
                    job.rows.unlink()
            if not sound:
                return None, findings
            with step("indexes"):
                loader.finish()
        if states_of(packs) != states:
            inputs = None  # edited during the build: either version may have been read
        warnings = sum(finding.severity is Severity.WARNING for finding in findings)
        about = {"schema_revision": head_revision(), "packs": loader.records, "inputs": inputs, "warnings": warnings}
        return publish(folder, output, loader.counts, about, step), findings


def _known_findings(jobs: Sequence[Job], manifest: Mapping[str, Any]) -> list[Finding] | None:
    """Return the findings of the build that made a database; None if there were warnings that are not cached."""
    known = [kept_outcome(job, rows=False) for job in jobs]
    if None in known:
        return None if manifest["warnings"] else []
    return [finding for outcome in known if outcome for finding in outcome.findings]
