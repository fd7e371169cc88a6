"""What the languages of a vocabulary are called: its packs may say, also of those that the program does not know."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from pipeline.database.untrusted import content_of
from pipeline.languages.pack_profile import of_text
from pipeline.languages.profile import ProfileError
from pipeline.model.typed import MisfitError

_STATED = """
    SELECT CAST(language AS TEXT), CAST(language_profile AS TEXT) FROM release_packs
     WHERE language_profile IS NOT NULL ORDER BY 1
"""


def stated_names(path: Path) -> dict[str, str]:
    """Return the English names of the languages whose packs describe them, by code.

    `path` is a folder of packs or a database, plain or gzipped. A profile that is unusable names nothing.

    Raises:
        ContentError: the database cannot be read.
    """
    if path.is_dir():
        return _of_packs(path)
    with content_of(path) as connection:
        return _of_database(connection)


def _of_packs(path: Path) -> dict[str, str]:
    from pipeline.builder.discover import NoPackError, packs_of  # databases do not need the stages

    names = {}
    with suppress(NoPackError):
        for pack in packs_of([path]):
            with suppress(ProfileError):
                names[pack.language] = pack.profile.name
    return names


def _of_database(connection: sqlite3.Connection) -> dict[str, str]:
    columns = {row[1] for row in connection.execute("PRAGMA table_info(release_packs)")}
    names = {}
    for language, stated in connection.execute(_STATED) if "language_profile" in columns else ():
        with suppress(MisfitError, ProfileError):
            names[language] = of_text(language, stated).name
    return names
