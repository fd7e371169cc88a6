"""Verify that a file is the release it claims to be. Neither the file nor its manifest is trusted.

A manifest is only as trustworthy as its origin. The checks detect damage, or a file from another release. To detect
that both file *and* manifest were replaced takes `--sources`, or a hash from elsewhere.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.database import manifests, untrusted
from pipeline.database.manifests import Artefact, Manifest
from pipeline.database.untrusted import ContentError
from pipeline.model.steps import Steps, silent
from pipeline.release.checks import AFTER_SCHEMA, REBUILT, CheckResult, Verdict, inside, judged
from pipeline.system.files import open_regular, sha256_of


def verify(
    path: Path, listed: Path | None = None, sources: Path | None = None, step: Steps = silent
) -> Iterator[CheckResult]:
    """Yield the checks of a database, plain or gzipped, in order.

    `listed` is its manifest: by default the `manifest.json` beside it, if there is one. With `sources`, the database
    is rebuilt from them, and first the rows and then the bytes are compared. A check that makes no sense after an
    earlier one failed is skipped.

    Raises:
        OSError: a file cannot be read, or there is no space for its content.
    """
    digest = sha256_of(path)
    entry, checks = _listed(listed or path.with_name("manifest.json"), path.name, digest, required=listed is not None)
    yield from checks
    packed = untrusted.is_packed(path)
    if packed:
        yield _hash("file hash", digest, entry.sha256 if entry else None)
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        # Everything else uses a copy, which cannot be changed in the meantime.
        database = Path(folder) / "unpacked.db"
        unpacking = _unpacked(path, database, entry)
        if packed or unpacking.outcome is not Verdict.OK:
            yield unpacking
        if unpacking.outcome is not Verdict.OK:
            yield from _skipped("there is no database to check", sources)
            return
        yield _hash("database hash", sha256_of(database), entry.database.sha256 if entry else None)
        header = judged("header", _header_fault(path, database), "an SQLite database of the stated length")
        yield header
        if header.outcome is not Verdict.OK:
            yield from _skipped("the database is incomplete", sources)
            return
        yield from _inside(database, entry, sources, step)


def _listed(path: Path, name: str, digest: str, *, required: bool) -> tuple[Artefact | None, list[CheckResult]]:
    """Return the manifest's record of the file, and the check of the manifest itself."""
    if not required and not path.is_file():
        return None, [CheckResult("manifest", Verdict.SKIPPED, "there is no manifest beside the file")]
    try:
        read: Manifest = manifests.read_manifest(path)
    except manifests.ManifestError as error:
        return None, [CheckResult("manifest", Verdict.FAILED, f"{path} is not a manifest: {error}")]
    entry = read.find(name, digest)
    fault = None if entry else f"{path} does not list this file, by name or by SHA-256"
    release = f" of release {read.version}" if read.version else ""
    return entry, [judged("manifest", fault, f"{path}{release} lists the file")]


def _hash(name: str, digest: str, stated: str | None) -> CheckResult:
    if stated is None:
        return CheckResult(name, Verdict.SKIPPED, f"SHA-256 is {digest}; no manifest says what it should be")
    return judged(name, None if digest == stated else f"SHA-256 is {digest}; the manifest says {stated}", digest)


def _unpacked(path: Path, database: Path, entry: Artefact | None) -> CheckResult:
    # For a plain file, a wrong hash says more than a wrong length.
    stated = entry.database.bytes if entry and untrusted.is_packed(path) else None
    try:
        untrusted.copy(path, database, untrusted.limit_for(stated))
    except ContentError as error:
        return CheckResult("unpacking", Verdict.FAILED, str(error))
    return CheckResult("unpacking", Verdict.OK, f"{database.stat().st_size:,} bytes")


def _inside(database: Path, entry: Artefact | None, sources: Path | None, step: Steps) -> Iterator[CheckResult]:
    sound = True
    for check in inside(database, entry.database.rows if entry else None):
        sound = sound and check.outcome is not Verdict.FAILED
        yield check
    if sources is None:
        yield CheckResult("provenance", Verdict.SKIPPED, "to compare with the packs, use --sources vocab_sources")
    elif not sound:
        yield from (CheckResult(name, Verdict.SKIPPED, "an earlier check failed") for name in REBUILT)
    else:
        from pipeline.release.rebuild import rebuilt  # only a rebuild needs the stages

        yield from rebuilt(database, sources, step)


def _header_fault(path: Path, database: Path) -> str | None:
    """Return what is wrong with the copy's first bytes or length, or with the files beside the original.

    Source: https://www.sqlite.org/fileformat.html#the_database_header
    """
    with open_regular(database) as file:
        header = file.read(100)
    size = database.stat().st_size
    if len(header) < 100 or not header.startswith(untrusted.SQLITE):
        return "this is not an SQLite database"
    beside = untrusted.journals(path)
    if beside:
        return f"{beside[0].name} beside it shows that a program has it open, or was killed while it did"
    page = int.from_bytes(header[16:18]) * (65_536 if header[16:18] == b"\0\1" else 1)
    pages = int.from_bytes(header[28:32])
    if size != page * pages:
        return f"the file has {size:,} bytes; its header says {page * pages:,}: it was truncated or extended"
    return None


def _skipped(reason: str, sources: Path | None) -> Iterator[CheckResult]:
    for name in ("schema", *AFTER_SCHEMA, *(REBUILT if sources else ())):
        yield CheckResult(name, Verdict.SKIPPED, reason)
