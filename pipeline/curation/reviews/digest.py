"""What a reader has read of an entry, as a short text that changes with it.

So a pack knows without a clock, and without the history of its files, whether an entry is still the one that was read.
"""

import hashlib
import json
from typing import Any

from pipeline.curation.reading_samples.sheet import NOT_SHOWN
from pipeline.curation.round_trip.cells import EntryCells, Texts

_NOT_READ = NOT_SHOWN | {"priority", "topics", "formerly"}
"""Fields that say where an entry comes from and where it goes. To number the bands anew changes no entry."""
_LENGTH = 16
"""Characters: 64 bits tell any number of versions of one entry apart."""


def digest_of(entry: EntryCells) -> str:
    """Return the digest of an entry: the same however it is written, in YAML, in CSV or in a sheet."""
    meanings = [
        [_given(meaning.texts), [_given(one) for _, one in sorted(meaning.examples.items()) if any(one.values())]]
        for _, meaning in sorted(entry.meanings.items())
        if meaning.given
    ]
    text = json.dumps([_given(entry.texts), meanings], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]


def _given(texts: Texts) -> dict[str, Any]:
    return {name: text for name, text in texts.items() if text and name not in _NOT_READ}
