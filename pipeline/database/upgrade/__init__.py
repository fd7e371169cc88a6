"""Updates of a learner's database: a newer schema, the vocabulary of a new release, and every row of the learner's.

`upgrade_database` does it all; `docs/upgrading.md` says what it guarantees.
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
from pipeline.database.upgrade.report import Kept, LanguageChanges, Report
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
    "Report",
    "UnsupportedFileError",
    "UpgradeError",
    "upgrade_database",
]
