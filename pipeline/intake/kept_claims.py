"""What imports have kept of some words: who says what, from the candidates of a language."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pipeline.system.files import open_regular

LONGEST_LINE = 2**24
"""In bytes: far more than any word has."""

Said = dict[str, dict[str, frozenset[str]]]
"""By field, and by source."""


class ClaimsError(Exception):
    """A file of candidates cannot be used. The message says where, and why."""


def claims_in(path: Path, names: Collection[str]) -> dict[str, Said]:
    """Return what sources say of words, by base form. Nothing, if there is no such file.

    Raises:
        ClaimsError: a line of it is damaged.
        OSError: it is not a regular file, or cannot be read.
    """
    found: dict[str, Said] = {}
    for number, content in _lines(path):
        try:
            record = json.loads(content)
            if record["base_form"] in names:
                found[record["base_form"]] = _said(record["claims"])
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
            raise ClaimsError(f"{path}:{number}: this is not a candidate; import the lists again") from error
    return found


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        file = open_regular(path)
    except FileNotFoundError:
        return
    with file:
        for number, content in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
            if content.strip():
                yield number, content


def _said(claims: dict[str, list[dict[str, Any]]]) -> Said:
    found: Said = {}
    for name, ones in claims.items():
        by_source: dict[str, set[str]] = defaultdict(set)
        for one in ones:
            value = one["value"]
            by_source[str(one["source"])] |= set(map(str, value)) if isinstance(value, list) else {str(value)}
        found[name] = {source: frozenset(values) for source, values in by_source.items()}
    return found
