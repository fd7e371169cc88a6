"""Count words, meanings, forms and examples for each language and level, against the targets."""

import io
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from pipeline.database.engine import create_engine_for
from pipeline.database.unreadable import decoded, why_unreadable
from pipeline.model.lexicon import Lexicon
from pipeline.reporting.terminal import harmless, harmless_cell
from pipeline.system.files import check_regular, reason

COUNTED = ("meanings", "forms", "examples")

_COLUMNS = ["language", "level", *COUNTED]
_QUERY = """
    SELECT CAST(w.language AS TEXT),
           (SELECT min(CAST(difficulty_level AS TEXT)) FROM word_difficulty_levels l WHERE l.word_id = w.id) AS level,
           (SELECT count(*) FROM word_meanings m WHERE m.word_id = w.id) AS meanings,
           (SELECT count(*) FROM word_forms f WHERE f.word_id = w.id) AS forms,
           (SELECT count(*) FROM word_examples e JOIN word_meanings m ON m.id = e.word_meaning_id
             WHERE m.word_id = w.id) AS examples
      FROM words w
"""


class NotAVocabularyError(Exception):
    """The file is not a database with a vocabulary."""


@contextmanager
def connected(path: Path) -> Iterator[Connection]:
    """Yield a connection to a database that is only read.

    Raises:
        NotAVocabularyError: the file is not a database, or lacks what is asked for.
    """
    try:
        check_regular(path)
        with decoded(), create_engine_for(path, read_only=True).connect() as connection:
            yield connection
    except OSError as error:
        raise NotAVocabularyError(f"{path} cannot be opened: {reason(error)}") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise NotAVocabularyError(why_unreadable(path, error)) from error


def of_database(path: Path) -> pd.DataFrame:
    """Return the counts of a database.

    Raises:
        NotAVocabularyError: the file is not a database, or has no vocabulary.
    """
    with connected(path) as connection:
        rows = connection.exec_driver_sql(_QUERY).all()
        records = connection.exec_driver_sql("SELECT language, CAST(targets AS TEXT) FROM release_packs")
        targets = {language: _goals(stated) for language, stated in records}
    return _counted(pd.DataFrame([tuple(row) for row in rows], columns=_COLUMNS), targets)


def _goals(stated: str | None) -> dict[str, int]:
    """Return the targets of a pack by level.

    Raises:
        NotAVocabularyError: they are none.
    """
    try:
        goals = json.loads(stated or "")
    except (ValueError, RecursionError):
        goals = None
    if not isinstance(goals, dict) or not all(type(goal) is int and abs(goal) < 2**63 for goal in goals.values()):
        raise NotAVocabularyError(f"the database is damaged: {harmless(str(stated)[:60])} are no targets")
    return goals


def of_lexicons(lexicons: Iterable[Lexicon]) -> pd.DataFrame:
    """Return the counts of analysed packs."""
    words = []
    targets: dict[str, Mapping[str, int]] = {}
    for lexicon in lexicons:
        targets[lexicon.language] = lexicon.pack.targets if lexicon.pack else {}
        words += [
            (
                lexicon.language,
                min(level.level for level in word.levels),
                len(word.meanings),
                len(word.forms),
                sum(len(meaning.examples) for meaning in word.meanings),
            )
            for word in lexicon.words
        ]
    return _counted(pd.DataFrame(words, columns=_COLUMNS), targets)


def _counted(words: pd.DataFrame, targets: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
    """Return one row per language and level: its new words, all words up to it, the target, and the words' contents.

    A word counts at its lowest level. Retired words have no level and do not count.
    """
    groups = words.dropna(subset=["level"]).groupby(["language", "level"], sort=True)
    counts = groups[list(COUNTED)].sum().astype(int)
    counts.insert(0, "words", groups.size())
    counts.insert(1, "cumulative", counts.groupby(level="language")["words"].cumsum())
    goals = [targets.get(language, {}).get(level) for language, level in counts.index]
    counts.insert(2, "target", pd.Series(goals, index=counts.index, dtype="Int64"))
    return counts.reset_index()


def parts_of_speech(lexicons: Iterable[Lexicon]) -> list[tuple[str, str, str, int]]:
    """Return the number of words by language, level and part of speech; a word counts at its lowest level."""
    return counted_parts(
        (lexicon.language, min(level.level for level in word.levels), word.part_of_speech)
        for lexicon in lexicons
        for word in lexicon.words
    )


def counted_parts(words: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str, int]]:
    """Return how often there is each language, level and part of speech, in order."""
    found = Counter(words)
    return sorted((*key, count) for key, count in found.items())


def counts_text(counts: pd.DataFrame) -> str:
    """Return the counts as a readable table."""
    shown = [name.replace("_", " ") for name in counts.columns if name != "target"]
    table = Table(*shown, box=None, pad_edge=False, header_style="bold")
    for column in table.columns[2:]:
        column.justify = "right"
    for row in counts.to_dict("records"):
        target = row.pop("target", pd.NA)
        if target is not pd.NA:
            row["cumulative"] = f"{row['cumulative']} / {target}"
        # As Text: Rich would read markup in a string.
        table.add_row(*(Text(harmless(str(value))) for value in row.values()))
    out = io.StringIO()
    Console(file=out, width=100, color_system=None).print(table)
    return out.getvalue().rstrip()


def _csv(counts: pd.DataFrame) -> str:
    """Return the counts as CSV. A database may be untrusted: no cell may control a terminal or become a formula."""
    texts = counts[["language", "level"]].map(lambda value: harmless_cell(harmless(str(value))))
    return counts.assign(language=texts["language"], level=texts["level"]).to_csv(index=False)


STATISTICS_FORMATS: dict[str, Callable[[pd.DataFrame], str]] = {
    "text": counts_text,
    "json": lambda counts: json.dumps(json.loads(counts.to_json(orient="records")), indent=2),
    "csv": _csv,
}
