"""The cost of the floor, the build and other programs for the same content.

A build does more than any other program, so its cost is given four times: whole; without the lemmatizers; without all
that looks into the words (the stages of `ANALYSIS`); and only up to the schema of word lists. The last three are the
first less the share that the stages left out have of the time of the same run.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.speed.peers import lmf, tables
from benchmarks.speed.run import ROOT, Run, by_stage, measured, median
from pipeline.builder.rows import TABLES

ANALYSIS = frozenset({"recognise", "lemmatize", "relate", "check", "teach"})
BEFORE_ROWS = frozenset({"extract", "conform"})
RATIOS = ("floor", "build", "without lemmatizers")
WORD_LISTS = "[ABC][12]/*.yaml"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, how to run it, and where it stores its input."""

    name: str
    """The name of the distribution."""
    command: Callable[[Path, Path], Sequence[object]]
    """What to give to Python, for the folder of the content and for one to write into."""
    alike: str
    """The corresponding part of our build."""
    database: str = ""
    """The database it writes."""
    tables: Mapping[str, str] | None = None
    """Its table for each of ours that it takes in. None: a word list has no rows."""


ROWS = {table: table for table in TABLES}
PEERS = (
    Peer(
        "wn",
        lambda content, out: ["benchmarks.speed.peers.into_wn", content / "lexicon.xml", out],
        "read and written",
        "wn.db",
        {
            "words": "entries",
            "word_meanings": "senses",
            "word_forms": "tags",
            "word_synonyms": "sense_relations",
            "word_examples": "sense_examples",
        },
    ),
    Peer(
        "pycldf",
        lambda content, out: ["pycldf", "createdb", content / tables.DICTIONARY, out / "cldf.db"],
        "read and written",
        "cldf.db",
        {table: tables.COMPONENTS.get(table, f"{table}.csv") for table in TABLES},
    ),
    Peer(
        "sqlite-utils",
        lambda content, out: ["benchmarks.speed.peers.into_sqlite_utils", content, out / "rows.db"],
        "read and written",
        "rows.db",
        ROWS,
    ),
    Peer(
        "frictionless",
        lambda content, _: ["frictionless", "validate", content / tables.PACKAGE],
        "read and written",
        tables=ROWS,
    ),
    Peer(
        "check-jsonschema",
        lambda content, _: [
            "check_jsonschema",
            "--schemafile",
            ROOT / "schemas" / "words.schema.json",
            *sorted((content / "sources").glob(f"*/{WORD_LISTS}")),
        ],
        "read, held to the schema",
    ),
)


def compare(content: Path, runs: int) -> dict[str, Any]:
    """Return what floor, build and programs take for the sources in a folder, into which their input is written."""
    floors: list[Run] = []
    ours: dict[str, list[Run]] = {}
    theirs: dict[str, list[Run]] = {peer.name: [] for peer in PEERS}
    counts: dict[str, int] = {}
    for number in range(runs):
        out = content / f"run-{number}"
        out.mkdir()
        sources, database = content / "sources", out / "babblr.db"
        floors.append(measured(["benchmarks.speed.floor", sources, out / "floor.db"])[0])
        for part, run in parts(*by_stage(sources, database)).items():
            ours.setdefault(part, []).append(run)
        if not counts:
            with closing(sqlite3.connect(database)) as connection:
                counts = tables.write(connection, content)
                lmf.write(connection, content / "lexicon.xml")
        for peer in PEERS:
            theirs[peer.name].append(measured(peer.command(content, out))[0])
            confirm(peer, out, counts)
    costs = {"floor": median(floors), **{part: median(took) for part, took in ours.items()}}
    rows, words = sum(counts.values()), counts["words"]
    return {
        "words": words,
        "rows": rows,
        "runs": runs,
        "ours": {part: _cost(run, rows, words) for part, run in costs.items()},
        "peers": {peer.name: _beside(peer, median(theirs[peer.name]), costs, counts) for peer in PEERS},
    }


def parts(built: Run, seconds: Mapping[str, float]) -> dict[str, Run]:
    """Return what a build took, and its parts, each less the share of the stages that are not in it."""

    def less(*left_out: str) -> Run:
        share = 1 - sum(seconds[stage] for stage in left_out) / built.wall
        return Run(built.wall * share, built.cpu * share, built.memory)

    return {
        "build": built,
        "without lemmatizers": less("lemmatize"),
        "read and written": less(*ANALYSIS),
        "read, held to the schema": less(*set(seconds) - BEFORE_ROWS),
    }


def confirm(peer: Peer, out: Path, counts: Mapping[str, int]) -> None:
    """Exit with a message unless a program has loaded all the rows that it should."""
    if not peer.database:
        return
    with closing(sqlite3.connect(out / peer.database)) as connection:
        for ours, its in (peer.tables or {}).items():
            (count,) = connection.execute(f'SELECT count(*) FROM "{its}"').fetchone()
            if count != counts[ours]:
                raise SystemExit(f"{peer.name} has {count} of the {counts[ours]} rows of {ours}")


def _cost(run: Run, rows: int, words: int) -> dict[str, float]:
    return {
        **run._asdict(),
        "rows_per_second": rows / run.wall,
        "us_per_row": run.cpu / rows * 1e6,
        "us_per_word": run.cpu / words * 1e6,
    }


def _beside(peer: Peer, run: Run, ours: Mapping[str, Run], counts: Mapping[str, int]) -> dict[str, Any]:
    """Return what a program took, and how many times our cost that is for each row (or word)."""
    taken = sum(counts[table] for table in peer.tables) if peer.tables else counts["words"]
    own = sum(counts.values()) if peer.tables else counts["words"]
    each = run.cpu / taken
    return {
        "version": version(peer.name),
        "unit": "row" if peer.tables else "word",
        "count": taken,
        **run._asdict(),
        "per_second": taken / run.wall,
        "us": each * 1e6,
        "alike": peer.alike,
        "ratio": {part: each / (ours[part].cpu / own) for part in (*RATIOS, peer.alike)},
    }
