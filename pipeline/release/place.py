"""The folder of a release, which holds one release at a time and is replaced whole."""

import shutil
from pathlib import Path

from pipeline.release import manifest
from pipeline.system.files import flush

RELEASE_MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
NOTICE = "NOTICE"
CHANGELOG = "CHANGELOG-vocab.md"


class NoReleaseError(Exception):
    """No release can be made of this, for a reason the user can fix."""


def former(dist: Path) -> manifest.Manifest | None:
    """Return the manifest of the release in a folder, or None if there is none, once the folder may be replaced.

    Raises:
        ReleaseError: there is something in the folder that is no part of a release, and would be lost.
    """
    if not dist.exists():
        return None
    if not dist.is_dir():
        raise NoReleaseError(f"{dist} is not a folder; name another with --dist")
    found = _manifest(dist / RELEASE_MANIFEST) if (dist / RELEASE_MANIFEST).exists() else None
    ours = {RELEASE_MANIFEST, SUMS, NOTICE, CHANGELOG, *(one.name for one in (found.artefacts if found else ()))}
    for path in sorted(dist.iterdir()):
        if path.name not in ours:
            raise NoReleaseError(
                f"{dist} holds {path.name}, which is no part of a release and would be lost; move it, or name another "
                "folder with --dist"
            )
    return found


def _manifest(path: Path) -> manifest.Manifest:
    try:
        return manifest.read_manifest(path)
    except manifest.ManifestError as error:
        raise NoReleaseError(f"{path} is no manifest of a release: {error}; name another folder with --dist") from error


def restore(dist: Path) -> None:
    """Undo what a release that was killed between its two renames left: put the release before it back."""
    aside = _aside(dist)
    if aside.exists():
        if dist.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(dist)


def put(folder: Path, dist: Path) -> None:
    """Put a finished folder in the place of `dist`, or leave `dist` as it is.

    Raises:
        OSError: it cannot be put there.
    """
    for path in sorted(folder.iterdir()):
        flush(path)
    flush(folder)
    aside = _aside(dist)
    if dist.exists():
        # A folder cannot be renamed over another that holds files. Killed here, the next release begins with `restore`.
        dist.rename(aside)
    try:
        folder.rename(dist)
    except OSError:
        restore(dist)
        raise
    flush(dist.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _aside(dist: Path) -> Path:
    return dist.with_name(f".{dist.name}.replaced")
