"""Verify the new database, compact it, and replace the last one with it, all or nothing.

Everything happens in a staging directory beside the target, so that the last step is a rename on one file system. A
build that is killed leaves that directory behind and the last database untouched; the next build clears it away.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline.model.steps import Steps, silent
from pipeline.system.drafts import open_new
from pipeline.system.files import flush, reason, sha256_of
from pipeline.system.targets import check_place

DRAFT_NAME = "draft.db"
FINISHED_NAME = "finished.db"
BUILD_MANIFEST = "manifest.json"


class BusyError(Exception):
    """Another build is writing to the same target."""


class TargetError(Exception):
    """Something other than a regular file is where a database is to be written."""


class VerificationError(Exception):
    """The new database is not what it should be: a bug in this program or a fault of the machine."""


@dataclass(frozen=True, slots=True)
class Published:
    """The published database."""

    database: Path
    manifest: dict[str, Any]
    renewed: bool = True
    """Whether it is new rather than left from the last build."""


def check_target(output: Path) -> None:
    """Check that a database and its manifest can be written to a place.

    Raises:
        TargetError: a link, a folder, a device or a pipe is there.
    """
    for path in (output, output.with_name(BUILD_MANIFEST)):
        try:
            check_place(path)
        except OSError as error:
            raise TargetError(f"{path} cannot be replaced: {reason(error)}") from error


@contextmanager
def staging_directory(output: Path) -> Iterator[Path]:
    """Yield an empty directory beside the output, for this build alone, and remove it afterwards.

    Raises:
        BusyError: another build of the same output is under way.
        OSError: the folder of the output cannot be written.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.parent / f".{output.name}.building"
    # The system releases the lock when its holder dies, however that happens.
    lock = FileLock(output.parent / f".{output.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"another build is writing {output}; wait for it to finish") from None
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what a killed build left
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def publish(
    folder: Path, output: Path, counts: Mapping[str, int], about: Mapping[str, Any], step: Steps = silent
) -> Published:
    """Replace the output with the draft database in the staging directory, with a manifest beside it.

    `counts` is the number of rows that each table must have; `about` is added to the manifest.

    Raises:
        VerificationError: the draft is damaged or incomplete.
    """
    finished = folder / FINISHED_NAME
    with step("verify and compact"), ThreadPoolExecutor(1) as beside:  # SQLite releases the GIL
        verified = beside.submit(_verify, folder / DRAFT_NAME, counts)
        try:
            with closing(sqlite3.connect(folder / DRAFT_NAME)) as connection:
                connection.execute("VACUUM INTO ?", (str(finished),))
        finally:
            verified.result()  # if the draft is damaged, this says how
    manifest = {
        "database": output.name,
        "sha256": sha256_of(finished),
        "bytes": finished.stat().st_size,
        "rows": dict(counts),
        **about,
    }
    note = folder / BUILD_MANIFEST
    with open_new(note) as file:
        file.write((json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    with step("publish"):
        flush(finished)
        flush(note)
        # Two renames: a build killed between them leaves a complete new database with the old manifest.
        finished.replace(output)
        note.replace(output.with_name(BUILD_MANIFEST))
        flush(output.parent)
    return Published(output, manifest)


def _verify(draft: Path, counts: Mapping[str, int]) -> None:
    with closing(sqlite3.connect(draft)) as connection:
        verify_draft(connection, counts)


def verify_draft(connection: sqlite3.Connection, counts: Mapping[str, int]) -> None:
    """Check that a database is intact, that its references are valid, and that each table has all its rows."""
    # The quick check covers all rows and their constraints, but not the indexes, which were only just created.
    damage = [row[0] for row in connection.execute("PRAGMA quick_check")]
    if damage != ["ok"]:
        raise VerificationError(f"the new database is damaged: {damage[0]}")
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        raise VerificationError(f"row {row} of {table} refers to a missing row of {parent}")
    for table, count in counts.items():
        found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  our own names
        if found != count:
            raise VerificationError(f"{table} has {found} rows; {count} were written")
    for table, parts, column in (
        ("words", "word_meanings", "word_id"),
        ("word_meanings", "word_examples", "word_meaning_id"),
    ):
        query = f"SELECT id FROM {table} WHERE id NOT IN (SELECT {column} FROM {parts}) LIMIT 1"  # noqa: S608
        bare = connection.execute(query).fetchone()
        if bare:
            raise VerificationError(f"row {bare[0]} of {table} has none of the {parts} it must have")
