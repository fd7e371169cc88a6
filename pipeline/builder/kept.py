"""The cached outcomes of packs that have not changed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from pipeline.builder import jobs
from pipeline.builder.cache import Cache, cache_of
from pipeline.builder.digests import state_of_pack
from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.shipped import LevelStanding
from pipeline.model.findings import Finding, Place, Position, Reference
from pipeline.model.steps import Steps, silent
from pipeline.rules.catalogue import catalogue
from pipeline.stages import as_texts
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
        "findings": [_written_finding(finding) for finding in outcome.findings],
        "waived": [_written_finding(finding) for finding in outcome.waived],
        "files": list(outcome.files),
        "complete": outcome.complete,
        "title": outcome.title,
        "rows": rows,
        "levels": None if outcome.levels is None else {level: asdict(one) for level, one in outcome.levels.items()},
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
        findings=tuple(map(_read_finding, value["findings"])),
        waived=tuple(map(_read_finding, value["waived"])),
        files=tuple(as_texts(value["files"])),
        complete=bool(value["complete"]),
        title=value["title"] and as_texts([value["title"]])[0],
        counts=counts,
        record=record,
        levels=value["levels"] and {level: _read_standing(**one) for level, one in value["levels"].items()},
    )
    return outcome, checksum


def _read_standing(state: str, words: int, target: int | None, left_out: dict[str, int]) -> LevelStanding:
    as_texts([state, *left_out])
    return LevelStanding(state, int(words), target and int(target), {reason: int(n) for reason, n in left_out.items()})


def _written_finding(finding: Finding) -> Sequence[Any]:
    """Return a finding as a JSON value."""
    references = [[one.message, _written_place(one.place)] for one in finding.references]
    place = _written_place(finding.place)
    return [finding.rule.code, finding.message, place, finding.word, finding.suggestion, references]


def _written_place(place: Place) -> Sequence[Any]:
    start, end = (None if one is None else list(one) for one in (place.position, place.end))
    return [place.file, list(place.pointer), start, place.at_key, end]


def _read_finding(finding: Sequence[Any]) -> Finding:
    code, message, place, word, suggestion, references = finding
    optional = (one for one in (word, suggestion) if one is not None)
    as_texts([message, *optional, *(text for text, _ in references)])
    others = tuple(Reference(text, _read_place(where)) for text, where in references)
    return Finding(catalogue()[code], message, _read_place(place), word, suggestion, others)


def _read_place(place: Sequence[Any]) -> Place:
    file, pointer, start, at_key, end = place
    as_texts([file, *(step for step in pointer if type(step) is not int)])
    return Place(file, tuple(pointer), _read_position(start), bool(at_key), _read_position(end))


def _read_position(position: Sequence[Any] | None) -> Position | None:
    return None if position is None else Position(*map(int, position))
