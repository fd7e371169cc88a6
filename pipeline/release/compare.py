"""Compare two vocabularies word by word, by language and identity."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path

from pipeline.database.untrusted import ContentError
from pipeline.release import database_content
from pipeline.release.changes import Change, changes_between
from pipeline.release.content import Entry


class Kind(Enum):
    """What happened to a word."""

    ADDED = "added"
    RETIRED = "retired"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A word that differs between two vocabularies.

    `entry` is the word as it is now or, for a retired word, as it was. `changes` is empty unless the word was changed.
    """

    kind: Kind
    entry: Entry
    changes: tuple[Change, ...] = ()


def entries(path: Path, languages: Iterable[str] = ()) -> Iterator[Entry]:
    """Yield the words of a database, plain or gzipped, or of a folder of packs, by language and identity.

    Raises:
        ContentError: there is no vocabulary at the path, or it cannot be read completely.
    """
    if path.is_dir():
        from pipeline.release.source_content import contents  # databases do not need the stages

        return chain.from_iterable(map(database_content.entries_in, contents(path, languages)))
    return database_content.entries(path, languages)


def differences(old: Iterable[Entry], new: Iterable[Entry]) -> Iterator[Difference]:
    """Yield the differences between an old and a new vocabulary. Both must be ordered by language and identity.

    Raises:
        ContentError: a word occurs twice, or out of order.
    """
    olds, news = _in_order(old), _in_order(new)
    before, now = next(olds, None), next(news, None)
    while before is not None or now is not None:
        if now is None or (before is not None and before.key < now.key):
            assert before is not None  # noqa: S101  for the type checker: one of the two exists
            yield Difference(Kind.RETIRED, before)
            before = next(olds, None)
        elif before is None or now.key < before.key:
            yield Difference(Kind.ADDED, now)
            now = next(news, None)
        else:
            changes = tuple(changes_between(before, now)) if before != now else ()
            if changes:
                yield Difference(Kind.CHANGED, now, changes)
            before, now = next(olds, None), next(news, None)


def _in_order(entries: Iterable[Entry]) -> Iterator[Entry]:
    last: tuple[str, str] | None = None
    for entry in entries:
        if last is not None and entry.key <= last:
            raise ContentError(f"the word “{entry.base_form}” ({entry.language}) occurs twice, or out of order")
        last = entry.key
        yield entry
