"""The cached outcomes of packs that have not changed."""

from dataclasses import asdict
from typing import Any

from pipeline.builder import jobs
from pipeline.builder.cache import Cache, cache_of
from pipeline.builder.digests import state_of_pack
from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.shipped import LevelStanding
from pipeline.model.steps import Steps, silent
from pipeline.stages import as_texts
from pipeline.stages.kept_findings import read_finding, written_finding
from pipeline.system.files import sha256_of


def kept_outcome(job: Job, *, rows: bool = True) -> Outcome | None:
    """Return the cached outcome of a job; None if there is none.

    Unless `rows` is false, the rows are also written where the job wants them.
    """
    cache = _cache(job)
    return _get(cache, job, rows=rows) if cache and job.state and job.state.digest else None


def fresh_outcome(job: Job, step: Steps = silent) -> Outcome:
    """Work out the outcome of a job; if the job has a state, also cache the outcome."""
    cache = _cache(job)
    outcome = jobs.outcome_of(job, step, cache)
    if cache and job.state == state_of_pack(job.pack.path):  # else either version may have been read
        _put(cache, job, outcome)
    return outcome


def _cache(job: Job) -> Cache | None:
    return cache_of(job.pack.path.parent) if job.state else None


def _name(job: Job) -> str:
    purpose = "check" if job.rows is None else "release" if job.shipping else "build"
    return f"outcomes/{job.pack.language}-{purpose}"


def _about(job: Job) -> tuple[Any, ...]:
    return job.state and job.state.digest, job.pack.name, None if job.chosen is None else sorted(job.chosen), job.epoch


def _put(cache: Cache, job: Job, outcome: Outcome) -> None:
    rows = None
    if job.rows is not None and outcome.counts is not None:
        cache.put_file(f"{_name(job)}.rows", job.rows)
        rows = [sha256_of(job.rows), outcome.counts, outcome.record]
    value = {
        "findings": [written_finding(finding) for finding in outcome.findings],
        "waived": [written_finding(finding) for finding in outcome.waived],
        "files": list(outcome.files),
        "complete": outcome.complete,
        "title": outcome.title,
        "rows": rows,
        "levels": None if outcome.levels is None else {level: asdict(one) for level, one in outcome.levels.items()},
        "taken": outcome.taken,
    }
    cache.put(_name(job), value, *_about(job))


def _get(cache: Cache, job: Job, *, rows: bool) -> Outcome | None:
    """Return the cached outcome; None if there is none, or if it or its rows are damaged."""
    outcome, checksum = cache.get(_name(job), _read, *_about(job)) or (None, None)
    if checksum and job.rows and rows and not cache.get_file(f"{_name(job)}.rows", checksum, job.rows):
        return None
    return outcome


def _read(value: Any) -> tuple[Outcome, str | None]:
    """Return the outcome that `_put` cached, and the SHA-256 of its rows."""
    checksum = counts = record = None
    if value["rows"] is not None:
        checksum, counts, record = value["rows"]
        as_texts([checksum, *counts, *record])
        sum(counts.values())
    outcome = Outcome(
        findings=tuple(map(read_finding, value["findings"])),
        waived=tuple(map(read_finding, value["waived"])),
        files=tuple(as_texts(value["files"])),
        complete=bool(value["complete"]),
        title=value["title"] and as_texts([value["title"]])[0],
        counts=counts,
        record=record,
        levels=value["levels"] and {level: _read_standing(**one) for level, one in value["levels"].items()},
        taken=None if value["taken"] is None else _read_taken(value["taken"]),
    )
    return outcome, checksum


def _read_taken(value: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    as_texts([*value, *(what for counts in value.values() for what in counts)])
    return {source: {what: int(count) for what, count in counts.items()} for source, counts in value.items()}


def _read_standing(state: str, words: int, target: int | None, left_out: dict[str, int]) -> LevelStanding:
    as_texts([state, *left_out])
    return LevelStanding(state, int(words), target and int(target), {reason: int(n) for reason, n in left_out.items()})
