"""Updates of a learner's database: a newer schema, the vocabulary of a new release, and every row of the learner's.

`upgrade_database` does it all; `docs/upgrading.md` says what it guarantees. `run` goes through the steps:

    lock       replace     the learner's file, which nobody else may have open
    copy       replace     a copy, on which all that follows is done
    recognise  ancestry    what the file is
    migrate    detach      triggers and views that are not ours go out of the way
               adopt       tables that our migrations did not make become ours; `mend` has the values they must change
               keep        rows that cannot stay are put beside
    merge      release     the release, checked and attached
               merge       its vocabulary in place of the former one
               ledger      what in the file is ours, and what is the learner's
               words       words
               lessons     lessons
               parts       what belongs to words and lessons: the same steps for every table
    check      check       nothing of the learner's may be missing
    replace    replace     the copy becomes the file, and the former one a backup

All of them use `connect` (connections that trust nothing), `schema` (tables and their definitions), `temporary` (the
temporary tables), `errors` and `report`.
"""

from pipeline.database.upgrade.errors import (
    CheckFailedError,
    CorruptFileError,
    DiskFullError,
    ForeignFileError,
    LockedFileError,
    NewerSchemaError,
    ReadOnlyError,
    ReleaseError,
    UnsupportedFileError,
    UpgradeError,
)
from pipeline.database.upgrade.report import Kept, LanguageChanges, UpgradeReport
from pipeline.database.upgrade.run import STEPS, upgrade_database

__all__ = [
    "STEPS",
    "CheckFailedError",
    "CorruptFileError",
    "DiskFullError",
    "ForeignFileError",
    "Kept",
    "LanguageChanges",
    "LockedFileError",
    "NewerSchemaError",
    "ReadOnlyError",
    "ReleaseError",
    "UnsupportedFileError",
    "UpgradeError",
    "UpgradeReport",
    "upgrade_database",
]
