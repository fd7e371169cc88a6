"""A complete upgrade, from beginning to end."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.database import migrate
from pipeline.database.engine import create_engine_for
from pipeline.database.texts import not_text
from pipeline.database.upgrade import release as releases
from pipeline.database.upgrade.adopt import adopt
from pipeline.database.upgrade.ancestry import Ancestry, ancestry_of, check_header
from pipeline.database.upgrade.check import check_upgraded
from pipeline.database.upgrade.connect import attach_read_only, connect, distrust, has_log, hurry, open_draft
from pipeline.database.upgrade.detach import Detached, detach, reattach
from pipeline.database.upgrade.errors import ReleaseError, explained
from pipeline.database.upgrade.keep import Keeper, set_orphans_aside
from pipeline.database.upgrade.merge import Merged, merge_release
from pipeline.database.upgrade.replace import Learner, folder_for_copies, held, keep_backup
from pipeline.database.upgrade.report import Kept, UpgradeReport
from pipeline.database.upgrade.schema import revisions
from pipeline.model.steps import Steps, silent
from pipeline.system.files import real

STEPS = ("lock", "copy", "recognise", "migrate", "merge", "check", "replace")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An upgraded copy, and what was done to it."""

    path: Path
    ancestry: Ancestry
    changed: bool
    merged: Merged
    kept: tuple[Kept, ...]
    notices: tuple[str, ...]


def upgrade_database(
    path: str | os.PathLike[str],
    release: str | os.PathLike[str],
    dry_run: bool = False,
    *,
    step: Steps = silent,
) -> UpgradeReport:
    """Upgrade a learner's database to the newest schema and the vocabulary of a release.

    The file gets all of the new content or none; the old file is kept beside it as a numbered backup. A dry run works
    on a copy in the system's folder for temporary files, and discards it.

    Raises:
        UpgradeError: its subclass says why nothing was done. The learner's file is unchanged.
    """
    learner, shipped = real(Path(path)), real(Path(release))
    with explained(learner):
        check_header(learner)
        if shipped.exists() and learner.samefile(shipped):
            raise ReleaseError(f"{learner} cannot be its own release")
        _look_first(learner)
        with ExitStack() as stack:
            with step("lock"):
                file = stack.enter_context(held(learner))
            folder = stack.enter_context(folder_for_copies(learner, elsewhere=dry_run))
            former = folder / "former.db"
            with step("copy"):
                file.copy(former)
            made = _made(former, releases.prepared(shipped, folder), learner, step)
            backup = None
            if made.changed and not dry_run:
                with step("replace"):
                    backup = _written(file, made.path, former)
    return UpgradeReport(
        path=learner,
        ancestry=made.ancestry.description,
        former_revision=made.ancestry.revision,
        revision=revisions()[-1],
        changed=made.changed,
        dry_run=dry_run,
        languages=made.merged.languages,
        kept=made.kept,
        notices=made.notices,
        backup=backup,
    )


def _look_first(path: Path) -> None:
    """Reject what can be rejected without a lock, because taking one would make SQLite modify the file.

    A writable connection, when it closes, moves what a crashed program left in the write-ahead log into the file.
    """
    if has_log(path):
        with closing(connect(path, mode="ro")) as connection:
            ancestry_of(connection, path)


def _written(file: Learner, new: Path, former: Path) -> Path:
    """Write the new content into the file, and return the backup. If writing fails, the backup is removed again."""
    backup = keep_backup(former, file.path)
    try:
        file.write(new)
    except Exception:  # not after Ctrl-C: the file may have been written
        if file.is_sound():
            backup.unlink()
        raise
    return backup


def _made(former: Path, release: Path, learner: Path, step: Steps) -> _Draft:
    """Return an upgraded copy of the old file, made beside it."""
    path = former.with_name("draft.db")
    shutil.copyfile(former, path)
    with open_draft(path) as connection:
        with step("recognise"):
            ancestry = ancestry_of(connection, learner)
        keeper = Keeper(connection)
        with step("migrate"):
            detached = detach(connection, ancestry.revision)
            if ancestry.adopt_at is not None:
                adopt(connection, ancestry.adopt_at, keeper, afresh=ancestry.afresh)
            orphans = set_orphans_aside(connection, keeper)
    migrated = ancestry.adopt_at is not None or ancestry.revision != revisions()[-1]
    with step("migrate"):
        if migrated:
            _migrate(path)
    with open_draft(path) as connection:
        keeper.connection = connection
        releases.attach_release(connection, release)
        with step("merge"):
            merged = merge_release(connection, keeper)
            taken = reattach(connection, detached)
        changed = bool(migrated or orphans or merged.edits)
        notices = (*_notices(connection), *_trigger_notices(detached, taken, vocabulary_changed=bool(merged.edits)))
        if changed:
            with step("check"):
                attach_read_only(connection, former, "former")
                check_upgraded(connection, learner, keeper.kept, ancestry.stated)
    return _Draft(path, ancestry, changed, merged, keeper.kept, notices)


def _migrate(path: Path) -> None:
    """Apply the migrations that a copy lacks."""
    with create_engine_for(path).connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        hurry(driver)
        distrust(driver)
        migrate.upgrade(connection)


def _trigger_notices(detached: Iterable[Detached], taken: Iterable[str], *, vocabulary_changed: bool) -> Iterator[str]:
    """Yield what the learner's own triggers have missed: one may keep a search index of words, for instance."""
    for one in detached:
        if one.name in taken:
            yield f"the trigger “{one.name}” was replaced by ours of the same name"
        elif vocabulary_changed and one.kind == "trigger" and one.table.lower() in releases.SHIPPED:
            yield f"the trigger “{one.name}” was not run for what changed in {one.table}"


def _notices(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield problems with the learner's rows that no rule of the database forbids."""
    twice = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM main.lesson_progress GROUP BY lesson_id, language HAVING count(*) > 1)"
    ).fetchone()[0]
    if twice:
        yield f"{twice} lessons have duplicate progress, which makes the app show an error"
    for garbled in not_text(connection):
        yield f"{garbled}: it was kept unchanged, but the app cannot read it"
