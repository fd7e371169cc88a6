"""Make a release: build everything that is shipped in a staging directory, then publish it completely or not at all."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.builder.discover import PackFolder
from pipeline.builder.publish import staging_directory
from pipeline.builder.shipped import LevelStanding
from pipeline.database import manifests
from pipeline.database.manifests import Artefact, Content, Manifest
from pipeline.database.untrusted import ContentError, opened, unpacked
from pipeline.model.findings import Finding
from pipeline.model.steps import Steps, silent
from pipeline.release import changelog, manifest, place, retired
from pipeline.release.compare import differences
from pipeline.release.database_content import entries
from pipeline.release.databases import Databases, databases, steps_of_databases
from pipeline.release.files import pack, write_text
from pipeline.release.lessons import changed_lessons
from pipeline.release.notice import notice
from pipeline.release.place import NoReleaseError
from pipeline.release.practice import practice_differences
from pipeline.release.practice_content import practice
from pipeline.reporting.terminal import harmless
from pipeline.reports.browse.metadata import metadata_text
from pipeline.system.files import NotRegularError, read_text, real, sha256_of


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was made."""

    manifest: Manifest
    levels: Mapping[str, Mapping[str, LevelStanding]]
    """By language, of all packs, how far each level is, and what was left out of it."""


def steps_of_release(packs: int) -> int:
    """Return how many steps a release of this many packs reports."""
    return steps_of_databases(packs) + 3


def make_release(
    packs: Sequence[PackFolder],
    dist: Path,
    previous: Path | None = None,
    version: str | None = None,
    step: Steps = silent,
    *,
    advise: Callable[[str], None] = lambda _: None,
) -> tuple[Release | None, list[Finding]]:
    """Make a release of some packs in the folder `dist`, or nothing if any finding blocks it.

    `previous` is the previous release's database, plain or gzipped, by default the one in `dist`. `version` defaults to
    the highest version among the packs. `advise` receives a line about each word that the release no longer has. Also
    returns what blocks the release.

    Raises:
        NoReleaseError: `dist`, `previous` or `version` does not allow it, or there is nothing to release.
        BusyError: another release is being made in the same place.
        OSError: the place cannot be written.
    """
    if version is not None and not manifests.RELEASE_VERSION.fullmatch(version):
        raise NoReleaseError(f"“{harmless(version)}” is not a version such as 1.2.0 or 1.2.0-rc.1")
    dist = real(dist)
    if not dist.name:
        raise NoReleaseError("a release needs a folder of its own; name one with --dist")
    with staging_directory(dist) as folder:
        place.restore(dist)
        former = place.former(dist)
        built, found = databases(packs, folder, step)
        if built is None:
            return None, found
        with step("pack"):
            fresh = _manifest(built, version or _highest(built.packs), folder)
        with step("compare"):
            changes = _changelog(built, fresh, dist, former, previous, advise=advise)
        release = folder / "release"
        _write(release, fresh, built, changes)
        with step("publish"):
            place.put(release, dist)
    return Release(fresh, built.levels), found


def _highest(packs: Sequence[Mapping[str, Any]]) -> str:
    versions: list[str] = [pack["version"] for pack in packs]
    # Three numbers, as the schema of pack.yaml requires.
    return max(versions, key=lambda version: [int(part) for part in version.split(".")])


def _manifest(built: Databases, version: str, folder: Path) -> Manifest:
    """Pack the databases into the release's folder, and return the manifest."""
    (folder / "release").mkdir()
    chosen = [("", built.whole, tuple(built.languages))]
    chosen += [(f"-{language}", one, (language,)) for language, one in built.languages.items()]
    artefacts = []
    for suffix, one, languages in chosen:
        target = folder / "release" / f"babblr-{version}{suffix}.db.gz"
        pack(one.database, target)
        content = Content(one.manifest["sha256"], one.manifest["bytes"], one.manifest["rows"])
        artefacts.append(Artefact(target.name, content, languages, sha256_of(target), target.stat().st_size))
    date = max(record["release_date"] for record in built.packs)
    return Manifest(tuple(artefacts), version, date, built.whole.manifest["schema_revision"], built.packs)


def _write(release: Path, fresh: Manifest, built: Databases, changes: str) -> None:
    write_text(release / place.DATASETTE, metadata_text(built.packs))
    write_text(release / place.RELEASE_MANIFEST, manifest.manifest_text(fresh, [release / place.DATASETTE]))
    write_text(release / place.NOTICE, notice(str(fresh.version), built.packs, built.titles, built.taken))
    write_text(release / place.CHANGELOG, changes)
    sums = [f"{sha256_of(path)}  {path.name}\n" for path in sorted(release.iterdir())]
    write_text(release / place.SUMS, "".join(sums))


def _changelog(
    built: Databases,
    fresh: Manifest,
    dist: Path,
    former: Manifest | None,
    previous: Path | None,
    *,
    advise: Callable[[str], None],
) -> str:
    """Return the changelog with this release's section, after checking that the version is free."""
    version, date = str(fresh.version), str(fresh.release_date)
    same = former is not None and former.version == version
    if same and former and former.artefacts[0].database.sha256 != fresh.artefacts[0].database.sha256:
        raise NoReleaseError(
            f"{dist} contains a different release {version}; raise the version in pack.yaml, or remove the folder"
        )
    written = next((path for path in _changelogs(dist, previous) if path.is_file()), None)
    try:
        existing = read_text(written) if written else ""
    except UnicodeDecodeError as error:
        raise NoReleaseError(f"{written} is not UTF-8 text; fix or remove it") from error
    if same and existing and previous is None:
        return existing  # the same release again
    if previous is None and former is not None and not same:
        previous = dist / former.artefacts[0].name
    if previous is None:
        counts = {language: one.manifest["rows"]["words"] for language, one in built.languages.items()}
        return changelog.with_section(existing, changelog.first_section(version, date, counts))
    return changelog.with_section(existing, _since(previous, built, version, date, advise))


def _changelogs(dist: Path, previous: Path | None) -> list[Path]:
    """Return where the existing changelog may be: beside the previous release, or where this one goes."""
    beside = [real(previous).parent / place.CHANGELOG] if previous else []
    return [*beside, dist / place.CHANGELOG]


def _since(previous: Path, built: Databases, version: str, date: str, advise: Callable[[str], None]) -> str:
    whole, packs = built.whole, built.packs
    try:
        with unpacked(previous) as database:
            _check_versions(database, packs)
            _check_lessons(database, whole.database, packs)
            found = list(differences(entries(database), entries(whole.database)))
            for line in retired.advice(found):
                advise(line)
            practised = practice_differences(practice(database), practice(whole.database))
            return changelog.section(version, date, found, practised)
    except (ContentError, sqlite3.DatabaseError, NotRegularError) as error:
        raise NoReleaseError(f"the previous release, {previous}, cannot be read: {harmless(str(error))}") from error


def _check_lessons(previous: Path, current: Path, packs: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a released lesson with other items than in the previous release."""
    changed = changed_lessons(previous, current, packs)
    if changed:
        raise NoReleaseError(f"{harmless(changed)}. Learners have begun it: new words go into a new lesson")


def _check_versions(previous: Path, packs: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a pack that has changed since the previous release but kept its version."""
    with opened(previous) as connection:
        try:
            rows = connection.execute("SELECT language, version, source_digest FROM release_packs").fetchall()
        except sqlite3.DatabaseError:
            return  # older than that table; comparing will show whether it is a vocabulary at all
    known = {language: (version, digest) for language, version, digest in rows}
    for one in packs:
        version, digest = known.get(one["language"], (None, None))
        if version == one["version"] and digest != one["source_digest"]:
            raise NoReleaseError(
                f"the pack {one['language']} {version} was released with different content; raise `version` (and "
                "`release_date`) in its pack.yaml"
            )
