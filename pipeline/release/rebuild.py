"""Check whether a database is, byte for byte, what its sources make; if not, suggest the reason."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.builder.build import build
from pipeline.builder.discover import NoPackError, packs_in
from pipeline.model.steps import Steps, silent
from pipeline.release.checks import CheckResult, Verdict
from pipeline.release.untrusted import opened
from pipeline.system.files import open_regular, sha256_of

_NAME = "rebuild"
_WRITER = 96
"""Offset of the four header bytes with the version of the SQLite that wrote the database: https://www.sqlite.org/fileformat.html"""


def check_rebuilt(database: Path, sources: Path, step: Steps = silent) -> CheckResult:
    """Rebuild the languages of a database from a folder of packs, and compare the two files."""
    try:
        languages = sorted(_packs(database))
        packs = packs_in(sources, languages)
    except (sqlite3.DatabaseError, ValueError, RecursionError):  # RecursionError: JSON nested too deeply
        return CheckResult(_NAME, Verdict.FAILED, "the file does not say what it was made from")
    except NoPackError as error:
        return CheckResult(_NAME, Verdict.FAILED, str(error))
    with tempfile.TemporaryDirectory(prefix="babblr-vocab-") as folder:
        again = Path(folder) / "babblr.db"
        for shipping in (True, False):  # what `release` makes of the packs, else what `build` does
            published, _ = build(packs, again, step, shipping=shipping)
            if published is None:
                return CheckResult(
                    _NAME, Verdict.FAILED, f"the packs have errors: `babblr-vocab validate {sources}` lists them"
                )
            if sha256_of(again) == sha256_of(database):
                return CheckResult(_NAME, Verdict.OK, f"byte for byte what {sources} makes ({', '.join(languages)})")
        reasons = "; ".join(_reasons(database, again)) or "the file was changed after it was built"
        return CheckResult(_NAME, Verdict.FAILED, f"not what {sources} makes: {reasons}")


def _packs(database: Path) -> dict[str, dict[str, Any]]:
    """Return the digest and tool versions that a database records for its packs, by language."""
    with opened(database) as connection:
        rows = connection.execute("SELECT language, source_digest, tool_versions FROM release_packs").fetchall()
    return {language: {"digest": digest, "tools": json.loads(tools)} for language, digest, tools in rows}


def _reasons(database: Path, again: Path) -> Iterator[str]:
    theirs, ours = _packs(database), _packs(again)
    for language, stated in theirs.items():
        if stated["digest"] != ours[language]["digest"]:
            yield f"the pack {language} is not the one it was made from"
        for tool, version in ours[language]["tools"].items():
            if stated["tools"].get(tool) != version:
                yield f"{language} was made with {tool} {stated['tools'].get(tool)}, but here it is {version}"
    if _writer(database) != _writer(again):
        yield f"it was written by SQLite {_writer(database)}, but here it is {_writer(again)}"


def _writer(database: Path) -> str:
    """Return the version of the SQLite that wrote a file, from its header."""
    with open_regular(database) as file:
        file.seek(_WRITER)
        number = int.from_bytes(file.read(4))
    return f"{number // 1_000_000}.{number // 1_000 % 1_000}.{number % 1_000}"
