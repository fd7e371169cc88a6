"""The folder of a release, which contains one release at a time and is replaced as a whole."""

import shutil
from pathlib import Path

from pipeline.database import manifests
from pipeline.system.files import flush

RELEASE_MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
NOTICE = "NOTICE"
CHANGELOG = "CHANGELOG-vocab.md"
DATASETTE = "datasette.json"


class NoReleaseError(Exception):
    """No release can be made, for a reason the user can fix."""


def former(dist: Path) -> manifests.Manifest | None:
    """Check that a folder may be replaced, and return the manifest of the release in it, or None if there is none.

    Raises:
        NoReleaseError: something in the folder is not part of a release, and would be lost.
    """
    if not dist.exists():
        return None
    if not dist.is_dir():
        raise NoReleaseError(f"{dist} is not a folder; name another with --dist")
    found = _manifest(dist / RELEASE_MANIFEST) if (dist / RELEASE_MANIFEST).exists() else None
    packed = {one.name for one in found.artefacts} if found else set()
    ours = {RELEASE_MANIFEST, SUMS, NOTICE, CHANGELOG, DATASETTE, *packed}
    for path in sorted(dist.iterdir()):
        if path.name not in ours or path.is_symlink() or not path.is_file():
            raise NoReleaseError(
                f"{dist} contains {path.name}, which is not part of a release and would be lost; move it, or name "
                "another folder with --dist"
            )
    return found


def _manifest(path: Path) -> manifests.Manifest:
    try:
        return manifests.read_manifest(path)
    except manifests.ManifestError as error:
        raise NoReleaseError(f"{path} is not a release manifest: {error}; name another folder with --dist") from error


def restore(dist: Path) -> None:
    """Restore the previous release, if a release was killed between its two renames."""
    aside = _aside(dist)
    if aside.exists():
        if dist.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(dist)


def put(folder: Path, dist: Path) -> None:
    """Replace `dist` with a finished folder, or leave `dist` as it is.

    Raises:
        OSError: it cannot be replaced.
    """
    for path in sorted(folder.iterdir()):
        flush(path)
    flush(folder)
    aside = _aside(dist)
    if dist.exists():
        # A folder cannot be renamed over one that contains files. After a kill here, the next release calls `restore`.
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
