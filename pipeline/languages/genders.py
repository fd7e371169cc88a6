"""The gender that the ending of a noun shows, in the languages in which some endings do: `-heit`, `-zione`."""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.system.files import read_text

_EXCEPT = "unless"


class _Endings(NamedTuple):
    genders: Mapping[str, str]
    lengths: tuple[int, ...]
    """Of the endings, the longest first."""
    words: frozenset[str]
    """Nouns that are excepted, then what else they end and begin with."""
    ends: tuple[str, ...]
    starts: tuple[str, ...]


def gender_by_ending(code: str, noun: str) -> str:
    """Return the only gender that a noun of a language can have by its ending; empty: that shows none.

    Expressions and compounds with a hyphen have the gender of another word than the last: `fin de semana`.
    """
    its, lowered = _endings(code), noun.lower()
    for length in its.lengths:
        gender = its.genders.get(lowered[-length:])
        if gender and len(noun) > length + 1:
            excepted = lowered in its.words or lowered.endswith(its.ends) or lowered.startswith(its.starts)
            return "" if excepted or " " in noun or "-" in noun else gender
    return ""


@functools.cache
def _endings(code: str) -> _Endings:
    table = dict(_tables().get(code, {}))
    excepted = [one.lower() for one in table.pop(_EXCEPT, ())]
    genders = {ending: gender for gender, endings in table.items() for ending in endings}
    return _Endings(
        genders,
        tuple(sorted({len(ending) for ending in genders}, reverse=True)),
        frozenset(one for one in excepted if "-" not in one),
        tuple(one[1:] for one in excepted if one.startswith("-")),
        tuple(one[:-1] for one in excepted if one.endswith("-")),
    )


@functools.cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(read_text(Path(__file__).parent / "genders.toml"))
