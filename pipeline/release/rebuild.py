"""Check whether a database has the rows that its sources make, and whether it is the same byte for byte.

These are two verdicts. Other tool versions may give other bytes for the same rows. Such a file is as good as any other;
only its origin is not proven.
"""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from pipeline.builder.build import build
from pipeline.builder.discover import NoPackError, packs_in
from pipeline.database.untrusted import opened
from pipeline.model.steps import Steps, silent
from pipeline.release.checks import REBUILT, CheckResult, Verdict, judged
from pipeline.system.files import open_regular, sha256_of

_CONTENT, _PROVENANCE = REBUILT
_OF_TOOLS = {"release_packs": {"tool_versions", "source_digest"}}
"""Columns that describe how a database was made; they mean nothing to a learner."""
_WRITER = 96
"""Offset of the four header bytes with the version of the SQLite that wrote the database: https://www.sqlite.org/fileformat.html"""


def rebuilt(database: Path, sources: Path, step: Steps = silent) -> Iterator[CheckResult]:
    """Rebuild the languages of a database from a folder of packs, and yield the results of comparing the two files."""
    try:
        languages = sorted(_packs(database))
        packs = packs_in(sources, languages)
    except (sqlite3.DatabaseError, ValueError, RecursionError):  # RecursionError: JSON nested too deeply
        yield from _not_compared(Verdict.FAILED, "the file does not say what it was made from")
        return
    except NoPackError as error:
        yield from _not_compared(Verdict.UNPROVEN, str(error))
        return
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        again = Path(folder) / "babblr.db"
        other: list[str] = []
        for shipping in (True, False):  # what `release` makes of the packs, else what `build` does
            published, _ = build(packs, again, step, shipping=shipping)
            if published is None:
                reason = f"the packs have errors: `babblr-vocab validate {sources}` lists them"
                yield from _not_compared(Verdict.UNPROVEN, reason)
                return
            other = _other_rows(database, again)
            if not other:
                break
        yield from _compared(database, again, sources, other)


def _compared(database: Path, again: Path, sources: Path, other: list[str]) -> Iterator[CheckResult]:
    """Yield what the comparison with a rebuilt database says; `other` are the tables that have other rows."""
    fault = f"{', '.join(other)}: other rows than {sources} makes" if other else None
    yield judged(_CONTENT, fault, f"the rows are those that {sources} makes ({', '.join(_packs(database))})")
    if sha256_of(again) == sha256_of(database):
        yield CheckResult(_PROVENANCE, Verdict.OK, f"byte for byte what {sources} makes")
        return
    reasons = "; ".join(_reasons(database, again))
    yield CheckResult(
        _PROVENANCE,
        Verdict.UNPROVEN if reasons else Verdict.FAILED,
        f"not byte for byte what {sources} makes: {reasons or 'the file was changed after it was built'}",
    )


def _not_compared(verdict: Verdict, reason: str) -> Iterator[CheckResult]:
    yield CheckResult(_CONTENT, Verdict.SKIPPED, "there is nothing to compare with")
    yield CheckResult(_PROVENANCE, verdict, reason)


def _other_rows(database: Path, again: Path) -> list[str]:
    """Return the tables that do not have the same rows in both; columns of a later revision do not count."""
    with opened(database) as one, opened(again) as other:
        columns, known = _columns(one), _columns(other)
        shared = {table: [name for name in columns[table] if name in known.get(table, ())] for table in columns}
        return [table for table, names in shared.items() if not (names and _same(one, other, table, names))]


def _columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the columns of each table of a database whose schema is ours, but for those that say how it was made."""
    listed = connection.execute(
        "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name <> 'alembic_version'"
    )
    found: dict[str, list[str]] = {}
    for table, column in listed:
        if column not in _OF_TOOLS.get(table, ()):
            found.setdefault(table, []).append(column)
    return found


def _same(one: sqlite3.Connection, other: sqlite3.Connection, table: str, columns: list[str]) -> bool:
    names = ", ".join(columns)
    query = f"SELECT {names} FROM {table} ORDER BY {names}"  # noqa: S608  our own names
    return all(a == b for a, b in zip_longest(one.execute(query), other.execute(query)))


def _packs(database: Path) -> dict[str, dict[str, Any]]:
    """Return the digest and tool versions that a database records for its packs, by language."""
    with opened(database) as connection:
        rows = connection.execute("SELECT language, source_digest, tool_versions FROM release_packs").fetchall()
    return {language: {"digest": digest, "tools": json.loads(tools)} for language, digest, tools in rows}


def _reasons(database: Path, again: Path) -> Iterator[str]:
    theirs, ours = _packs(database), _packs(again)
    for language, stated in theirs.items():
        if language not in ours:
            yield f"the packs release nothing of {language}"
            continue
        if stated["digest"] != ours[language]["digest"]:
            yield f"the pack {language} is not the one it was made from"
        for tool, version in ours[language]["tools"].items():
            if stated["tools"].get(tool) != version:
                yield f"{language} was made with {tool} {stated['tools'].get(tool)}, but here it is {version}"
    theirs_at, ours_at = _revision(database), _revision(again)
    if theirs_at != ours_at:
        yield f"its schema is of revision {theirs_at}, but here it is {ours_at}"
    if _writer(database) != _writer(again):
        yield f"it was written by SQLite {_writer(database)}, but here it is {_writer(again)}"


def _revision(database: Path) -> str:
    with opened(database) as connection:
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(revision)


def _writer(database: Path) -> str:
    """Return the version of the SQLite that wrote a file, from its header."""
    with open_regular(database) as file:
        file.seek(_WRITER)
        number = int.from_bytes(file.read(4))
    return f"{number // 1_000_000}.{number // 1_000 % 1_000}.{number % 1_000}"
