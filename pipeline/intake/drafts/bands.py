"""Priority bands by frequency: which words of a level a learner needs first, as far as counts say."""

import bisect
import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from pipeline.curation.scaffold import last_band
from pipeline.intake.drafts import DraftWord
from pipeline.intake.drafts.words import Present
from pipeline.system.files import read_text

BAND = 20
"""How many words of a level are needed about equally."""
_LEMMA, _OCCURRENCES = "lemma", "occurrences"

Counts = Mapping[str, int]
"""How often lemmas occur, by the key of the pack."""


class CountsError(Exception):
    """A file of counts cannot be used. The message says why."""


def read_counts(path: Path, key: Callable[[str], str]) -> Counts:
    """Return the counts in a table that `frequency` wrote.

    Raises:
        CountsError: it is none, or cannot be read.
    """
    try:
        rows = csv.DictReader(io.StringIO(read_text(path)), strict=True)
        if not {_LEMMA, _OCCURRENCES} <= set(rows.fieldnames or ()):
            raise CountsError(f"{path} is not a table of `babblr-vocab frequency`: no columns lemma, occurrences")
        found: dict[str, int] = {}
        for row in rows:
            word = key(row[_LEMMA] or "")
            found[word] = found.get(word, 0) + int(row[_OCCURRENCES])
    except (OSError, UnicodeDecodeError) as error:
        raise CountsError(f"{path} cannot be read: {error}") from error
    except (csv.Error, TypeError, ValueError) as error:
        raise CountsError(f"{path}:{rows.line_num}: a count is not a whole number, or the row is incomplete") from error
    return found


def count_of(word: DraftWord, counts: Counts | None, key: Callable[[str], str]) -> int | None:
    """Return how often a word occurs: by the counts that are given, else by the lists that count it."""
    if counts is not None:
        return counts.get(key(word.base_form))
    return max((int(str(claim.value)) for claim in word.said.claims.get("count", ())), default=None)


def bands(words: Collection[DraftWord], there: Present, level: str, counts: Counts | None) -> dict[str, int]:
    """Return the band of each word, by base form.

    It is where the word would stand if the words of the level, those of the pack and the new ones, were sorted by
    their counts. A word without a count goes into the last band of the level.
    """
    last = last_band(there.documents, level)
    known = [
        counts[there.key(word.base_form)]
        for word in there.lexicon.words
        if counts and there.key(word.base_form) in counts and any(one.level == level for one in word.levels)
    ]
    ranks = sorted(-one for one in (*known, *_counts(words)))
    return {
        word.base_form: last if word.count is None else bisect.bisect_left(ranks, -word.count) // BAND + 1
        for word in words
    }


def _counts(words: Iterable[DraftWord]) -> list[int]:
    return [word.count for word in words if word.count is not None]
