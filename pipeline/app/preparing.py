"""Called before the engine opens: make sure there is a database, with the newest schema and the words of a release."""

import asyncio
import os
import sqlite3
import threading
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from pipeline.app.initialise import init_db
from pipeline.database import migrate
from pipeline.database.address import Address, file_of
from pipeline.database.unreadable import decoded
from pipeline.database.untrusted import opened
from pipeline.database.upgrade import UpgradeReport, upgrade_database
from pipeline.database.upgrade.incoming import received


class Outcome(Enum):
    """What `prepare` did."""

    CREATED = "created"
    UPGRADED = "upgraded"
    UP_TO_DATE = "up to date"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done to a database. `str` says it in one line."""

    path: Path
    outcome: Outcome
    report: UpgradeReport | None = None
    """The report of the upgrade; None if there was nothing to upgrade."""

    def __str__(self) -> str:
        """Say what was done, with the versions of the packs and the file that was kept."""
        said = f"{self.path}: {self.outcome.value}"
        if self.report is None:
            return said
        packs = ", ".join(f"{language} {one.version}" for language, one in self.report.languages.items())
        kept = f"; the old file is {self.report.backup}" if self.report.backup else ""
        return f"{said} ({packs}){kept}"


_ALONE = threading.Lock()


def prepare(database: Address, release: str | os.PathLike[str]) -> Prepared:
    """Create a learner's database from a release, or bring one up to date with it; then do what `init_db` does.

    The release is a `.db` or a `.db.gz`; a `manifest.json` beside it is checked. Nothing may have the database open
    while it is upgraded. It gets all of the new content or none, and the old file is kept beside it. If it has the
    release already, it is only looked at.

    Raises:
        UpgradeError: the message says why. The file is as it was, or has no words yet if there was none. A release
            older than the file is refused, and so is a file that another process has open or is preparing.
        UnusableDatabaseError: the file cannot be opened or written.
        ValueError: the connection string is not one of a file of SQLite.
    """
    path = file_of(database)
    with _ALONE, received(Path(release)) as shipped:
        report: UpgradeReport | None = None
        if not path.exists() or not path.stat().st_size:  # another process may be about to fill it
            init_db(path)
            report = upgrade_database(path, shipped)
            if report.backup:  # of a file that had nothing in it
                report.backup.unlink(missing_ok=True)
                report = replace(report, backup=None)
            outcome = Outcome.CREATED
        elif _has(path, shipped):
            outcome = Outcome.UP_TO_DATE
        else:
            report = upgrade_database(path, shipped)
            outcome = Outcome.UPGRADED if report.changed else Outcome.UP_TO_DATE
    init_db(path)
    return Prepared(path, outcome, report)


async def prepare_async(database: Address, release: str | os.PathLike[str]) -> Prepared:
    """Do what `prepare` does, in a separate thread, without blocking the event loop."""
    return await asyncio.to_thread(prepare, database, release)


_RELEASED = "SELECT * FROM release_packs ORDER BY language"


def _has(path: Path, release: Path) -> bool:
    """Return whether a database has the newest schema and the packs of a release. A file that is not sound has not."""
    try:
        with decoded(), opened(path, live=True) as ours, opened(release) as theirs:
            revision = ours.execute("SELECT version_num FROM alembic_version").fetchall()
            there = set(ours.execute(_RELEASED))
            return revision == [(migrate.head_revision(),)] and there >= set(theirs.execute(_RELEASED)) != set()
    except (OSError, sqlite3.DatabaseError):
        return False
