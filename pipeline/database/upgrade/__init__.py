"""Upgrade a learner's database to a newer schema and the vocabulary of a new release, keeping all the learner's rows.

`upgrade_database` does it all; `docs/upgrading.md` says what it guarantees. `run` goes through the steps:

    lock       replace      the learner's file, which no other program may be reading or writing
    copy       replace      a copy, on which all later steps work
    recognise  ancestry     what the file is
    migrate    detach       triggers and views that are not ours are removed for the time being
               adopt        tables that our migrations did not make become ours; `mend` fixes values that break rules
               keep         rows that cannot stay are preserved in separate tables
    merge      release      the release, checked and attached
               merge        its vocabulary replaces the old one
               ledger       what in the file is ours, and what is the learner's
               pairing      which word of the file is which of the release
               words        words
               topics       their topics
               lessons      lessons
               assessments  assessments and their questions
               parts        what belongs to words and lessons, with the same steps for every table
    check      check        none of the learner's data may be missing
    replace    replace      the file gets the content of the copy, and its old content becomes a backup

All of them use `connect` (connections that trust nothing), `schema` (tables, columns and references), `statement` (the
SQL text of a table), `temporary` (the temporary tables), `errors` and `report`. `incoming` unpacks a release as it is
shipped.
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
