"""Inserts each TABLE.jsonl of a folder into a database with sqlite-utils.

python -m benchmarks.speed.peers.into_sqlite_utils FOLDER DATABASE
"""

import json
import sys
from pathlib import Path

import sqlite_utils

_KEYS = {"release_packs": "language", "word_topics": ("word_id", "topic_id")}
"""The keys of tables whose rows have no number."""

database = sqlite_utils.Database(sys.argv[2])
for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
    with path.open(encoding="utf-8") as lines:
        database[path.stem].insert_all(map(json.loads, lines), pk=_KEYS.get(path.stem, "id"))
