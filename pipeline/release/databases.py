"""The databases of a release: one with all languages and one per language, from a single run of each pack."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.builder.jobs import Job, Outcome
from pipeline.builder.load import Loader, loading
from pipeline.builder.publish import DRAFT_NAME, Published, publish
from pipeline.builder.shipped import LevelStanding
from pipeline.builder.workers import outcomes, steps_of, workers_for
from pipeline.database.migrate import head_revision, upgrade
from pipeline.model.findings import Finding, Severity
from pipeline.model.steps import Steps, silent
from pipeline.release.place import NoReleaseError
from pipeline.rules.levels.lessons import UNRELEASED_WORD

_NAME = "babblr.db"


@dataclass(frozen=True, slots=True)
class Databases:
    """The built databases. They have what is finished of each pack, and nothing of a pack without any of that."""

    whole: Published
    languages: Mapping[str, Published]
    titles: Mapping[str, str]
    """The titles of the released packs, by language."""
    taken: Mapping[str, Mapping[str, Mapping[str, int]]]
    """By language and by the id of a source, how many examples and meanings are from it."""
    levels: Mapping[str, Mapping[str, LevelStanding]]
    """By language, of all packs, how far each level is."""

    @property
    def packs(self) -> Sequence[Mapping[str, Any]]:
        """The release record of each pack (the columns of `release_packs`), and how far its levels are."""
        records: Sequence[dict[str, Any]] = self.whole.manifest["packs"]
        return [record | {"levels": self._levels(record["language"])} for record in records]

    def _levels(self, language: str) -> dict[str, Any]:
        return {level: asdict(standing) for level, standing in self.levels[language].items()}


def steps_of_databases(packs: int) -> int:
    """Return how many steps `databases` reports: those of the packs, three per language, two for the whole."""
    return steps_of(packs, workers_for(packs), rows=True) + 3 * packs + 2


def blocking(outcome: Outcome) -> list[Finding]:
    """Return what blocks a release: errors, and unwaived warnings about what would be released.

    A released lesson with a word that is not released blocks it, waived or not: the lesson could not be released whole,
    and must not grow later. A licence that forbids a use is an error. One that is not known to be suitable is a
    warning, until someone reads it and waives the warning.
    """
    weighty = [finding for finding in outcome.findings if finding.severity is not Severity.INFO]
    torn = [finding for finding in outcome.waived if finding.rule is UNRELEASED_WORD]
    return sorted([*weighty, *torn], key=Finding.sort_key)


def databases(
    packs: Sequence[PackFolder], folder: Path, step: Steps = silent
) -> tuple[Databases | None, list[Finding]]:
    """Build the databases of a release in an empty folder, unless it is blocked; also return what blocks it.

    Raises:
        NoReleaseError: no pack has anything to release.
    """
    found: list[Finding] = []
    levels: dict[str, Mapping[str, LevelStanding]] = {}
    languages: dict[str, Published] = {}
    titles: dict[str, str] = {}
    taken: dict[str, Mapping[str, Mapping[str, int]]] = {}
    empty = folder / "empty.db"
    upgrade(empty)
    jobs = [Job(pack, rows=folder / f"{pack.language}.rows", shipping=True) for pack in packs]
    with _draft(folder / "all", empty) as whole:
        for job, outcome in zip(jobs, outcomes(jobs, step, workers_for(len(jobs))), strict=True):
            found += blocking(outcome)
            levels[job.pack.language] = outcome.levels or {}
            if found or not (job.rows and outcome.counts and outcome.record and outcome.title):
                continue
            language = job.pack.language
            titles[language] = outcome.title
            taken[language] = outcome.taken or {}
            with _draft(folder / language, empty) as own, step(f"{language}: load"):
                for loader in (own, whole):
                    loader.add(job.rows, outcome.counts, outcome.record)
                own.finish()
            job.rows.unlink()
            languages[language] = _published(folder / language, own, step)
        if found:
            return None, found
        if not languages:
            raise NoReleaseError(
                "no pack has anything to ship: a release has what is reviewed of the levels that are released or "
                "previews, as `states` in pack.yaml says"
            )
        whole.finish()
    return Databases(_published(folder / "all", whole, step), languages, titles, taken, levels), found


@contextmanager
def _draft(folder: Path, empty: Path) -> Iterator[Loader]:
    """Yield a loader for a new draft in a folder."""
    folder.mkdir()
    shutil.copy(empty, folder / DRAFT_NAME)
    with loading(folder / DRAFT_NAME) as loader:
        yield loader


def _published(folder: Path, loader: Loader, step: Steps) -> Published:
    about = {"schema_revision": head_revision(), "packs": loader.records}
    return publish(folder, folder / _NAME, loader.counts, about, step)
