"""Is a file the release that it claims to be? The file and its manifest may have been made by anybody.

What the manifest says is only as good as the way it came: the checks find damage and a file of another release. That
nobody put another file *and* another manifest in their place, only `--sources` can show, or a hash from elsewhere.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.steps import Steps, silent
from pipeline.release import manifest, untrusted
from pipeline.release.checks import AFTER_SCHEMA, CheckResult, Verdict, inside, judged
from pipeline.release.content import ContentError
from pipeline.release.manifest import Artefact, Manifest
from pipeline.system.files import sha256_of


def verify(
    path: Path, listed: Path | None = None, sources: Path | None = None, step: Steps = silent
) -> Iterator[CheckResult]:
    """Yield the checks of a database, plain or gzipped, in the order in which they are made.

    `listed` is its manifest: by default the `manifest.json` beside it, if there is one. With `sources`, the database
    is built again from them and compared. A check that makes no sense after another failed is skipped.

    Raises:
        OSError: a file cannot be read, or there is no space for what is in it.
    """
    digest = sha256_of(path)
    entry, checks = _listed(listed or path.with_name("manifest.json"), path.name, digest, required=listed is not None)
    yield from checks
    packed = untrusted.is_packed(path)
    if packed:
        yield _hash("file hash", digest, entry.sha256 if entry else None)
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        # All else is done on a copy, which nobody can change meanwhile.
        database = Path(folder) / "unpacked.db"
        unpacking = _unpacked(path, database, entry)
        if packed or unpacking.outcome is not Verdict.OK:
            yield unpacking
        if unpacking.outcome is not Verdict.OK:
            yield from _skipped("there is no database to look into", sources)
            return
        yield _hash("database hash", sha256_of(database), entry.database.sha256 if entry else None)
        header = judged("header", _header_fault(path, database), "an SQLite database of the length that it states")
        yield header
        if header.outcome is not Verdict.OK:
            yield from _skipped("it is no whole database", sources)
            return
        yield from _inside(database, entry, sources, step)


def _listed(path: Path, name: str, digest: str, *, required: bool) -> tuple[Artefact | None, list[CheckResult]]:
    """Return what the manifest says of the file, and the check of the manifest itself."""
    if not required and not path.is_file():
        return None, [CheckResult("manifest", Verdict.SKIPPED, "there is none beside the file")]
    try:
        read: Manifest = manifest.read_manifest(path)
    except manifest.ManifestError as error:
        return None, [CheckResult("manifest", Verdict.FAILED, f"{path} is no manifest: {error}")]
    entry = read.find(name, digest)
    fault = None if entry else f"{path} does not list this file, by name or by SHA-256"
    release = f" of release {read.version}" if read.version else ""
    return entry, [judged("manifest", fault, f"{path}{release} lists the file")]


def _hash(name: str, digest: str, stated: str | None) -> CheckResult:
    if stated is None:
        return CheckResult(name, Verdict.SKIPPED, f"SHA-256 is {digest}; no manifest says what it should be")
    return judged(name, None if digest == stated else f"SHA-256 is {digest}; the manifest says {stated}", digest)


def _unpacked(path: Path, database: Path, entry: Artefact | None) -> CheckResult:
    limit = untrusted.LIMIT
    if entry and untrusted.is_packed(path):  # of a plain file, a wrong hash says more than a wrong length
        limit = min(entry.database.bytes, limit)
    try:
        untrusted.copy(path, database, limit)
    except ContentError as error:
        return CheckResult("unpacking", Verdict.FAILED, str(error))
    return CheckResult("unpacking", Verdict.OK, f"{database.stat().st_size:,} bytes")


def _inside(database: Path, entry: Artefact | None, sources: Path | None, step: Steps) -> Iterator[CheckResult]:
    sound = True
    for check in inside(database, entry.database.rows if entry else None):
        sound = sound and check.outcome is not Verdict.FAILED
        yield check
    if sources is None:
        yield CheckResult("rebuild", Verdict.SKIPPED, "compare with what the packs make: --sources vocab_sources")
    elif not sound:
        yield CheckResult("rebuild", Verdict.SKIPPED, "an earlier check failed")
    else:
        from pipeline.release.rebuild import check_rebuilt  # only a rebuild needs the stages

        yield check_rebuilt(database, sources, step)


def _header_fault(path: Path, database: Path) -> str | None:
    """Return what is wrong with the first bytes of the copy, with its length, or with what is beside the file.

    Source: https://www.sqlite.org/fileformat.html#the_database_header
    """
    with database.open("rb") as file:
        header = file.read(100)
    size = database.stat().st_size
    if len(header) < 100 or not header.startswith(untrusted.SQLITE):
        return "this is not an SQLite database"
    beside = untrusted.journals(path)
    if beside:
        return f"{beside[0].name} beside it says that a program has it open, or was killed while it had"
    page = int.from_bytes(header[16:18]) * (65_536 if header[16:18] == b"\0\1" else 1)
    pages = int.from_bytes(header[28:32])
    if size != page * pages:
        return f"the file has {size:,} bytes; its header says {page * pages:,}: it was truncated or extended"
    return None


def _skipped(reason: str, sources: Path | None) -> Iterator[CheckResult]:
    for name in ("schema", *AFTER_SCHEMA, *(["rebuild"] if sources else [])):
        yield CheckResult(name, Verdict.SKIPPED, reason)
