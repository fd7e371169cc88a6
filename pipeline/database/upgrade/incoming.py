"""Check and unpack a release as a learner gets it: packed or not, with its manifest beside it or without."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.database import untrusted
from pipeline.database.manifests import Artefact, ManifestError, read_manifest
from pipeline.database.untrusted import ContentError
from pipeline.database.upgrade import ReleaseError
from pipeline.database.upgrade.errors import explained
from pipeline.system.files import sha256_of


@contextmanager
def received(release: Path) -> Iterator[Path]:
    """Yield the database of a release for `upgrade_database`: the file itself, or what is in it if it is gzipped.

    If there is a `manifest.json` beside it, the file must be what that says.

    Raises:
        ReleaseError: it is not what the manifest says, or it cannot be unpacked, or unpacks to too much.
        UpgradeError: it cannot be read, or there is no room for what is in it.
    """
    if not release.is_file():  # which the upgrade itself refuses
        yield release
        return
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        with explained(release):
            database = _checked(release, Path(folder))
        yield database


def _checked(release: Path, folder: Path) -> Path:
    digest = sha256_of(release)
    entry = _listed(release, digest)
    if not untrusted.is_packed(release):
        _check_hash(release, digest, entry.database.sha256 if entry else None)
        return release
    _check_hash(release, digest, entry.sha256 if entry else None)
    database = folder / release.name.removesuffix(".gz")
    try:
        untrusted.copy(release, database, untrusted.limit_for(entry.database.bytes if entry else None))
    except ContentError as error:
        raise ReleaseError(f"{release} cannot be unpacked: {error}") from error
    _check_hash(release, sha256_of(database), entry.database.sha256 if entry else None)
    return database


def _listed(release: Path, digest: str) -> Artefact | None:
    """Return what the manifest beside a release says of it; None if there is no manifest."""
    path = release.with_name("manifest.json")
    if not path.is_file():
        return None
    advice = "Get the release again, with its manifest, or keep it in a folder of its own"
    try:
        entry = read_manifest(path).find(release.name, digest)
    except ManifestError as error:
        raise ReleaseError(f"{path}, beside the release, is no manifest: {error}. {advice}") from error
    if entry is None:
        raise ReleaseError(f"{path} does not list {release.name}, by name or by SHA-256. {advice}")
    return entry


def _check_hash(release: Path, digest: str, stated: str | None) -> None:
    if stated is not None and digest != stated:
        raise ReleaseError(
            f"{release} is not what the manifest.json beside it says: its SHA-256 is {digest}, not {stated}. "
            "Get the release again"
        )
