"""The rows that a build has of packs, one language after the other: what it leaves out or refuses is not there."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.builder.digests import state_of_pack
from pipeline.builder.discover import NoPackError, PackFolder, packs_of
from pipeline.builder.jobs import Job
from pipeline.builder.workers import outcomes
from pipeline.database.untrusted import ContentError, opened
from pipeline.model.steps import silent


def contents(path: Path, languages: Iterable[str] = ()) -> Iterator[sqlite3.Connection]:
    """Yield a connection to the rows of each pack of a folder, or of one pack, by language, until the next is wanted.

    Only packs of `languages`, if any are given. What a build knows of packs that have not changed is not worked out
    again.

    Raises:
        ContentError: the folder has no packs, or a pack has errors other than in drafts, so that it cannot be built.
        ProfileError: the profile of its language is unusable.
    """
    wanted = frozenset(languages)
    try:
        packs = packs_of([path])
    except NoPackError as error:
        raise ContentError(str(error)) from error
    for pack in sorted(packs, key=lambda pack: pack.language):
        if not wanted or pack.language in wanted:
            with _content(pack) as connection:
                yield connection


@contextmanager
def _content(pack: PackFolder) -> Iterator[sqlite3.Connection]:
    folder = tempfile.mkdtemp(prefix="babblr-vocab-")
    try:
        rows = Path(folder) / f"{pack.language}.rows"
        (outcome,) = outcomes([Job(pack, rows=rows, state=state_of_pack(pack.path))], silent, workers=1)
        if outcome.counts is None:
            _ = pack.profile  # if that is what is wrong, it says so itself, with its place
            raise ContentError(f"{pack.name} has errors: `babblr-vocab validate {pack.name}` lists them")
        with opened(rows) as connection:
            yield connection
    finally:
        shutil.rmtree(folder, ignore_errors=True)
