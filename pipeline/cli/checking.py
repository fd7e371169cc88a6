"""Run packs through the stages, and select what concerns the paths on the command line."""

import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import PackFolder
from pipeline.builder.jobs import Job
from pipeline.builder.workers import outcomes, steps_of, workers_for
from pipeline.cli.console import Console
from pipeline.model.concepts import CONCEPTS
from pipeline.model.findings import Finding, Severity
from pipeline.model.steps import Steps
from pipeline.reading.files import read_source
from pipeline.reporting.baseline import Known
from pipeline.reporting.report import NumberedFinding, home_name, numbered
from pipeline.rules.catalogue import catalogue
from pipeline.system.files import real


@dataclass(slots=True)
class Checked:
    """The findings of a run over packs."""

    paths: Sequence[Path]
    """The paths given on the command line."""
    folders: Sequence[PackFolder] = ()
    """The packs that the paths are in or above."""
    packs: dict[str, str] = field(default_factory=dict)
    """The languages, by folder name."""
    entries: list[NumberedFinding] = field(default_factory=list)
    """All findings, sorted, including those that do not concern the paths."""
    waived: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each file with findings."""
    files: list[str] = field(default_factory=list)
    """The files that concern the paths."""
    partial: set[str] = field(default_factory=set)
    """The languages with entries that could not be read."""
    roots: dict[str, Path] = field(default_factory=dict)
    """The folders as they are shown, by language."""
    profiles: dict[str, str] = field(default_factory=dict)
    """Files with findings outside the packs (language profiles, concepts), by name, each with a name that is the same
    on every machine."""

    _inside: dict[str, bool] = field(default_factory=dict)
    _real: Callable[[Path], Path] = field(default_factory=lambda: functools.cache(real))

    @property
    def homes(self) -> dict[str, str]:
        """For each pack or profile, a name that is the same on every machine."""
        return self.packs | self.profiles

    def concerns(self, finding: Finding) -> bool:
        """Whether the finding, or a place it refers to, is inside the paths. A profile concerns its whole pack."""
        return any(place.file in self.profiles or self.inside(place.file) for place in finding.places)

    def inside(self, file: str | Path) -> bool:
        """Whether a file of a pack is one of the paths or below one."""
        known = self._inside.get(str(file))
        if known is None:
            known = any(pack.holds(Path(file), path, self._real) for pack in self.folders for path in self.paths)
            self._inside[str(file)] = known
        return known

    def stale(self, gone: Sequence[Known], chosen: Collection[str]) -> int:
        """Count the findings that are gone, leaving out those that this run would not have found anyway."""
        count = 0
        for known in gone:
            language, _, inner = known.file.partition("/")
            looked = language in self.roots and language not in self.partial and known.rule in chosen
            count += looked and self.inside(self.roots[language] / inner)
        return count

    def unsure(self, shown: Sequence[NumberedFinding]) -> list[str]:
        """Return the languages that were not fully checked although no error on display says so."""
        errors = {
            home_name(finding.place.file, self.homes).partition("/")[0]
            for finding, _ in shown
            if finding.severity is Severity.ERROR
        }
        return [] if CONCEPTS in errors else sorted(self.partial - errors)


def check(
    packs: Sequence[PackFolder], paths: Sequence[Path], chosen: Collection[str], step: Steps, *, cached: bool = False
) -> Checked:
    """Run the packs through the stages, and collect what a report needs from each."""
    checked = Checked(paths, packs)
    findings: list[Finding] = []
    jobs = [Job(pack, chosen, state=state_of_pack(pack.path) if cached else None) for pack in packs]
    for pack, outcome in zip(packs, outcomes(jobs, step, workers_for(len(jobs))), strict=True):
        checked.packs[pack.name] = pack.language
        checked.roots[pack.language] = Path(pack.name)
        findings += outcome.findings
        checked.waived += outcome.waived
        touched = {place.file for finding in outcome.findings for place in finding.places}
        profiles = [file for file in touched if not f"{file}/".startswith(f"{pack.name}/")]
        checked.profiles |= {file: f"{Path(file).parent.name}/{Path(file).name}" for file in profiles}
        checked.texts |= _texts(touched.intersection(outcome.files), pack)
        checked.files += [file for file in {*outcome.files, *touched} if file in profiles or checked.inside(file)]
        if not outcome.complete:
            checked.partial.add(pack.language)
    checked.files.sort()
    # A fault in the concepts is found with every pack.
    checked.entries = numbered(sorted(dict.fromkeys(findings), key=Finding.sort_key), checked.homes)
    return checked


def findings_of(pack: PackFolder, console: Console) -> tuple[Finding, ...]:
    """Return the findings of a whole pack, by all rules."""
    with console.progress(steps_of(1, workers_for(1))) as step:
        checked = check([pack], [pack.path], catalogue().keys(), step, cached=True)
    return tuple(entry.finding for entry in checked.entries)


def _texts(files: Iterable[str], pack: PackFolder) -> dict[str, str]:
    """Return the text of files of a pack, by the names that findings show, so that reports can quote them."""
    sources = {}
    for file in files:
        inside = file.startswith(f"{pack.name}/")
        path = pack.path / file.removeprefix(f"{pack.name}/") if inside else Path(file)
        sources[file] = read_source(path, pack.path if inside else path.parent, file)
    return {file: source[1] for file, source in sources.items() if not isinstance(source, Finding)}
